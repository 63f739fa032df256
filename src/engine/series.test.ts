import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { ROOT } from '../lib/root.ts'
import { errors, skill, worstFirst } from './errors.ts'
import { forecast, lagTable, valuesAt, type Forecaster } from './forecast.ts'
import { learnRidge, solve, type Line } from './ridge.ts'
import { random } from './random.ts'
import { blocks, joined, normals, ownMonths, readSeries, type Plan } from './series.ts'
import reference from './reference/pesca-mar.json' with { type: 'json' }

const read = (name: string) => readSeries(readFileSync(join(ROOT, 'labs/pesca-mar', name), 'utf8'))
const known = read('public.csv')
const all = joined(known, read('hidden/rows.csv'))
const plan: Plan = { horizon: 3, start: 18, years: 38, practice: 4 }
const span = (from: number, to: number) => Int32Array.from({ length: to - from }, (_, i) => from + i)
const learnt = span(plan.start, plan.start + 12 * plan.years)
const hidden = span(known.values.length, all.values.length)
const truth = valuesAt(all, hidden)
const usual = normals(all, learnt)

function ridge(values: Float64Array, columns: number, targets: Float64Array, penalty: number): Line | null {
  const run = learnRidge(values, columns, targets, penalty)
  for (;;) {
    const next = run.next()
    if (next.done) return next.value
  }
}

/** Largest difference relative to the larger of 1 and the value. */
function apart(ours: ArrayLike<number>, theirs: readonly number[]): number {
  assert.equal(ours.length, theirs.length)
  return theirs.reduce((most, t, i) => Math.max(most, Math.abs(ours[i]! - t) / Math.max(1, Math.abs(t))), 0)
}

function sameErrors(found: Float64Array, theirs: { mae: number; rmse: number }): void {
  const ours = errors(truth, found)
  assert.ok(Math.abs(ours.mae - theirs.mae) <= 1e-9 && Math.abs(ours.rmse - theirs.rmse) <= 1e-9, `${JSON.stringify(ours)} ${JSON.stringify(theirs)}`)
}

test('normals, climatology and persistence of the real series equal numpy’s and scikit-learn’s', () => {
  assert.ok(apart(usual, reference.normals) <= 1e-13)
  const plain: Forecaster = { normals: usual, lags: [], weights: new Float64Array(0), constant: 0 }
  sameErrors(forecast(plain, all, 3, hidden), reference.climatology)
  sameErrors(forecast({ ...plain, lags: [0], weights: Float64Array.of(1) }, all, 3, hidden), reference.persistence)
})

test('ridge equals scikit-learn’s Ridge within 1e-9: weights, constant, errors and forecasts, with and without anomalies and penalty', () => {
  assert.equal(reference.ridge.length, 24)
  for (const theirs of reference.ridge) {
    const base = theirs.anomalies ? usual : null
    const targets = valuesAt(all, learnt).map((v, i) => (base ? v - base[learnt[i]! % 12]! : v))
    const line = ridge(lagTable(all, base, theirs.lags, 3, learnt), theirs.lags.length, targets, theirs.penalty)
    assert.ok(line)
    assert.ok(apart(line.weights, theirs.weights) <= 1e-9)
    assert.ok(apart([line.constant], [theirs.constant]) <= 1e-9)
    const found = forecast({ normals: base, lags: theirs.lags, ...line }, all, 3, hidden)
    sameErrors(found, theirs)
    assert.ok(apart(found.subarray(found.length - 3), theirs.last) <= 1e-9)
  }
})

test('a ridge worked by hand: x = 1, 2, 3, y = 2, 4, 6, penalty 2 gives weight 1 and constant 2', () => {
  // Means 2 and 4; XᵀX = 2, Xᵀy = 4; w = 4 / (2 + 2).
  assert.deepEqual(ridge(Float64Array.of(1, 2, 3), 1, Float64Array.of(2, 4, 6), 2), { weights: Float64Array.of(1), constant: 2 })
})

test('equations without one answer are told, never answered with noise', () => {
  assert.equal(ridge(Float64Array.of(1, 1, 2, 2, 3, 3), 2, Float64Array.of(1, 2, 3), 0), null)
  assert.equal(ridge(Float64Array.of(5, 5, 5), 1, Float64Array.of(1, 2, 3), 0), null)
  assert.equal(solve(Float64Array.of(1, 0, 2, 1), Float64Array.of(1, 1)), null)
  assert.equal(solve(Float64Array.of(Infinity), Float64Array.of(1)), null)
})

test('errors, skill and the order of the worst', () => {
  assert.deepEqual(errors([1, 2, 3, 4], [1, 0, 3, 6]), { mae: 1, rmse: Math.sqrt(2) })
  assert.equal(skill(0.5, 2), 0.75)
  assert.equal(skill(3, 2), -0.5)
  assert.equal(skill(1, 0), 0)
  assert.deepEqual([...worstFirst([0, 0, 0, 0], [1, -3, 3, 0])], [1, 2, 0, 3])
})

test('everybody learns from 34 whole years, 1982/83 always among them, and practises on four; another seed gives others', () => {
  const sets = new Set<string>()
  const extraordinary = plan.start + 12 * (1982 - 1951)
  for (let i = 0; i < 60; i += 1) {
    const own = ownMonths(known, plan, `learner ${i}`)
    assert.deepEqual(ownMonths(known, plan, `learner ${i}`), own)
    assert.equal(own.learnt.length, 34 * 12)
    assert.equal(own.practice.length, 48)
    assert.deepEqual([...own.learnt, ...own.practice].sort((a, b) => a - b), [...learnt])
    for (let at = 0; at < 48; at += 12) {
      assert.equal((own.practice[at]! - plan.start) % 12, 0)
      assert.equal(own.practice[at + 11]!, own.practice[at]! + 11)
    }
    assert.ok(own.learnt.includes(extraordinary))
    sets.add([...own.practice].join())
  }
  assert.ok(sets.size > 50)
})

test('a series with a gap, a strange month or a word is refused by its line', () => {
  assert.throws(() => readSeries('month,c\n1950-01,1\n1950-03,2'), /line 3: 1950-03 does not follow/)
  assert.throws(() => readSeries('month,c\n1950-13,1'), /line 2/)
  assert.throws(() => readSeries('month,c\n1950-12,1\n1951-01,warm'), /line 3/)
  assert.throws(() => joined(known, known), /does not begin where/)
  assert.equal(readSeries('month,c\n1950-12,1\n1951-01,-2.5').values[1], -2.5)
})

test('blocks of a bootstrap keep twelve months together and reach every month', () => {
  const seen = new Set<number>()
  const source = random('b', 'blocks')
  for (let i = 0; i < 400; i += 1) {
    const places = blocks(249, 12, source)
    assert.equal(places.length, 249)
    for (let n = 1; n < 249; n += 1) if (n % 12 !== 0) assert.equal(places[n], (places[n - 1]! + 1) % 249)
    for (const p of places) seen.add(p)
  }
  assert.equal(seen.size, 249)
})
