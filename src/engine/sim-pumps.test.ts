import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { learnBoosting, scoresOfBoosting } from './boosting.ts'
import { chancesOfForest, learnForest } from './forest.ts'
import { splitByGroup } from './groups.ts'
import { random } from './random.ts'
import { averagePrecision } from './ranking.ts'
import { applyScaling, learnScaling } from './scale.ts'
import { PUMP_COLUMNS, pumps, type Pumps } from './sim-pumps.ts'
import { learnSoftmax } from './softmax.ts'
import { stratified } from './split.ts'
import { rowsOf, type Table } from './table.ts'

const PUBLIC = pumps('mina-bomba public 1', { pumps: 40, rows: 188 })
const HIDDEN = [1, 2, 3, 4, 5].map((n) => pumps(`mina-bomba hidden ${n}`, { pumps: 80, rows: 188 }))
const many = pumps('statistics', { pumps: 200, rows: 188 })

const column = (p: Pumps, name: string) => {
  const c = PUMP_COLUMNS.indexOf(name)
  return Float64Array.from({ length: p.labels.length }, (_, r) => p.values[r * PUMP_COLUMNS.length + c]!)
}
const mean = (list: ArrayLike<number>) => Array.from(list).reduce((a, b) => a + b, 0) / list.length
const where = (list: ArrayLike<number>, test: (row: number) => boolean) => Array.from(list).filter((_, r) => test(r))
const close = (found: number, from: number, to: number, what: string) => assert.ok(found >= from && found <= to, `${what}: ${found}, not ${from} to ${to}`)

test('about 2.6 % of the rows fail within 48 hours, and as many as the true chances say', () => {
  close(mean(many.labels), 0.024, 0.03, 'rate')
  close(mean(many.labels) / mean(many.chance), 0.94, 1.06, 'failed to expected')
  for (const [low, high] of [[0.05, 0.3], [0.3, 0.7], [0.7, 0.95]] as const) {
    const inside = (r: number) => many.chance[r]! >= low && many.chance[r]! < high
    close(mean(where(many.labels, inside)) - mean(where(many.chance, inside)), -0.06, 0.06, `chance ${low} to ${high}`)
  }
})

test('each pump has its own level: more healthy rows stand above the mean failing clear-water pump than there are failing rows', () => {
  const vibration = column(many, 'vibration_24h')
  const type = column(many, 'type')
  const healthy = (r: number) => many.chance[r]! < 1e-6
  const levels = Array.from({ length: 200 }, (_, p) => mean(where(vibration, (r) => healthy(r) && many.pump[r] === p)))
  const kind = Array.from({ length: 200 }, (_, p) => type[p * 188]!)
  const logs = levels.map((l, p) => Math.log(l / (kind[p] === 1 ? 3 : 2.2)))
  close(Math.sqrt(mean(logs.map((l) => (l - mean(logs)) ** 2))), 0.24, 0.36, 'deviation of log level')
  close(mean(where(levels, (p) => kind[p] === 1)) / mean(where(levels, (p) => kind[p] === 0)), 1.15, 1.6, 'slurry to clear water')
  const high = where(vibration, healthy)
  const late = (r: number) => many.labels[r] === 1
  const failing = mean(where(vibration, (r) => late(r) && type[r] === 0))
  close(where(high, (i) => high[i]! > failing).length / where(many.labels, late).length, 1.5, 4, 'healthy rows above the mean failing one, to failing rows')
})

test('before a failure a pump vibrates more than it did, warms and loses pressure; altitude cools it by 6.5 °C per km', () => {
  const late = (r: number) => many.labels[r] === 1
  const healthy = (r: number) => many.chance[r]! < 1e-6
  const rise = (name: string) => mean(where(column(many, name), late)) - mean(where(column(many, name), healthy))
  close(rise('slope_72h'), 0.3, 1.6, 'slope')
  close(rise('temperature'), 2, 7, 'temperature')
  close(rise('pressure'), -0.7, -0.1, 'pressure')
  const height = column(many, 'altitude')
  const warmth = column(many, 'temperature')
  const [a, w] = [mean(height), mean(where(warmth, healthy))]
  const rows = Array.from(height.keys()).filter(healthy)
  const slope = rows.reduce((sum, r) => sum + (height[r]! - a) * (warmth[r]! - w), 0) / rows.reduce((sum, r) => sum + (height[r]! - a) ** 2, 0)
  close(1000 * slope, -8.5, -4.5, '°C per km')
})

test('slurry pumps fail sooner; hours run from the overhaul and begin anew', () => {
  const hours = column(many, 'hours')
  const type = column(many, 'type')
  const last = (kind: number) => mean(where(hours, (r) => many.labels[r] === 1 && type[r] === kind))
  close(last(1) / last(0), 0.75, 0.92, 'age at failure')
  let renewed = 0
  for (let r = 1; r < hours.length; r += 1) {
    if (many.pump[r] !== many.pump[r - 1]) continue
    if (hours[r] === 72) renewed += 1
    else assert.equal(hours[r]! - hours[r - 1]!, 12)
    if (hours[r] === 72) assert.equal(many.labels[r - 1], 1)
  }
  assert.ok(renewed > 150)
})

test('the same seed gives the same bits, whatever the number of pumps; figures read back as they are written', () => {
  const few = pumps('bits', { pumps: 2, rows: 30 })
  assert.deepEqual(few, pumps('bits', { pumps: 2, rows: 30 }))
  assert.deepEqual(few.values, pumps('bits', { pumps: 5, rows: 30 }).values.slice(0, few.values.length))
  assert.notDeepEqual(few.values, pumps('other bits', { pumps: 2, rows: 30 }).values)
  assert.deepEqual([...many.values].map(String).map(Number), [...many.values])
  assert.ok(many.values.every((v) => /^-?\d+(\.\d{1,2})?$/.test(String(v))))
  const text = [...few.values, ...few.labels, ...few.chance].join(',')
  assert.equal(createHash('sha256').update(text).digest('hex'), 'f7895a579fc2b8edf92da00218981d1843953347800464b6105fb6441a65139c')
})

/** Scores of the rows of other pumps. */
type Scorer = (values: Float64Array) => Float64Array

const ALL = PUMP_COLUMNS.map((_, c) => c)
/** All but the slope and what tells of the other sensors: the level of vibration, however measured. */
const LEVEL_ONLY = ['vibration_24h', 'hours', 'type', 'altitude'].map((name) => PUMP_COLUMNS.indexOf(name))

function end<T, R>(run: Generator<T, R>): R {
  for (;;) {
    const next = run.next()
    if (next.done) return next.value
  }
}

function chosen(values: Float64Array, columns: readonly number[]): Float64Array {
  const width = columns.length
  return Float64Array.from({ length: (values.length / ALL.length) * width }, (_, i) => values[Math.floor(i / width) * ALL.length + columns[i % width]!]!)
}

/** Softmax of two classes on scaled columns; the score is how far class 1 is ahead, above 0 where it is likelier. */
function softmax(own: Table, seed: string, columns = ALL, scaled = true): Scorer {
  const table = { ...own, columns: columns.map((c) => PUMP_COLUMNS[c]!), values: chosen(own.values, columns) }
  const scaling = learnScaling('standard', table)
  const ready = (values: Float64Array) => (scaled ? applyScaling(scaling, values) : values)
  const knobs = { epochs: 5, rate: scaled ? 0.1 : 0.001, penalty: 0, batch: 64 }
  const model = end(learnSoftmax({ ...table, values: ready(table.values) }, knobs, random(seed, 'batches')))
  assert.ok(model)
  const width = columns.length + 1
  const ahead = Float64Array.from({ length: width }, (_, c) => model.weights[width + c]! - model.weights[c]!)
  return (values) => {
    const rows = ready(chosen(values, columns))
    const score = (r: number) => columns.reduce((sum, _, c) => sum + ahead[c]! * rows[r * columns.length + c]!, ahead[width - 1]!)
    return Float64Array.from({ length: rows.length / columns.length }, (_, r) => score(r))
  }
}

/** Trees grown to the end, which remember the rows they have seen. */
function forest(own: Table, seed: string): Scorer {
  const aim = { kind: 'classes', classes: 2, labels: own.labels } as const
  const model = end(learnForest(own.values, ALL.length, aim, { trees: 20, depth: 30, leaf: 1, tried: 3 }, random(seed, 'trees')))
  assert.ok(model)
  return (values) => chancesOfForest(model, values).filter((_, i) => i % 2 === 1)
}

function boosting(own: Table, seed: string): Scorer {
  const aim = { kind: 'classes', classes: 2, labels: own.labels } as const
  const model = end(learnBoosting(own.values, ALL.length, aim, { trees: 50, depth: 2, leaf: 20, rate: 0.1, share: 1 }, random(seed, 'rows')))
  assert.ok(model)
  return (values) => scoresOfBoosting(model, values)
}

const tableOf = (p: Pumps): Table => ({ columns: p.columns, classes: 2, values: p.values, labels: p.labels })
/** A learner's own 32 of the 40 public pumps. */
const own = (seed: string) => rowsOf(tableOf(PUBLIC), splitByGroup(PUBLIC.pump, 0.2, random(seed, 'subset')).left)
const SEEDS = ['1', '2', '3', '4', '5']
const precision = (p: { labels: Int32Array; values: Float64Array }, score: Scorer) => averagePrecision(p.labels, score(p.values))!
const now: Scorer = (values) => chosen(values, [0])
/** Average precision on each hidden set, the mean over learners. */
const onHidden = (make: (rows: Table, seed: string) => Scorer, seeds = SEEDS) => {
  const scorers = seeds.map((seed) => make(own(seed), seed))
  return HIDDEN.map((set) => scorers.map((score) => precision(set, score)))
}
/** The least gain over hidden sets in standard errors of one: other hidden sets are drawn, so their spread is that error. */
const errorsApart = (better: readonly number[], worse: readonly number[]) => {
  const gains = better.map((b, i) => b - worse[i]!)
  const deviation = Math.sqrt(gains.reduce((sum, g) => sum + (g - mean(gains)) ** 2, 0) / (gains.length - 1))
  return Math.min(...gains) / deviation
}

const BASELINE = HIDDEN.map((set) => precision(set, now))
const REFERENCE = onHidden(softmax)
const reference = REFERENCE.map(mean)
const skillsOf = (scores: number[][]) => scores.flatMap((per, i) => per.map((v) => (v - BASELINE[i]!) / (reference[i]! - BASELINE[i]!)))

test('the reference beats vibration now for every learner and hidden set, and nobody beats the true chance', () => {
  close(mean(BASELINE), 0.16, 0.23, 'baseline')
  close(mean(reference), 0.61, 0.68, 'reference')
  for (const [i, set] of HIDDEN.entries()) {
    const ceiling = averagePrecision(set.labels, set.chance)!
    close(ceiling, 0.85, 0.92, 'ceiling')
    assert.ok(Math.max(...REFERENCE[i]!) < ceiling)
  }
  assert.ok(Math.min(...skillsOf(REFERENCE)) > 0.9)
  assert.ok(errorsApart(reference, BASELINE) > 2)
})

test('the level of vibration misleads and does not pass; change does; unscaled columns learn nothing', () => {
  const level = onHidden((rows, seed) => softmax(rows, seed, LEVEL_ONLY))
  assert.ok(Math.max(...skillsOf(level)) < 0.6)
  assert.ok(errorsApart(reference, level.map(mean)) > 2)
  const change = onHidden((rows, seed) => softmax(rows, seed, [PUMP_COLUMNS.indexOf('slope_72h')]))
  assert.ok(Math.min(...skillsOf(change)) > 0.75)
  assert.ok(Math.max(...onHidden((rows, seed) => softmax(rows, seed, ALL, false), ['1']).flat()) < 0.15)
})

test('a few shallow boosted trees pass too; a forest grown to the end falls more than two standard errors short', () => {
  const few = onHidden(boosting, ['1', '2', '3'])
  assert.ok(Math.min(...skillsOf(few)) > 0.7)
  const grown = onHidden(forest, ['1', '2', '3']).map(mean)
  close(mean(grown), 0.44, 0.58, 'forest')
  assert.ok(errorsApart(reference, grown) > 2)
})

test('split by row, the forest promises far more than it keeps and looks better than softmax; split by pump it does not', () => {
  const promises: Record<string, number[]> = { row: [], pump: [] }
  for (const n of [1, 2, 3]) {
    const set = pumps(`mina-bomba public ${n}`, { pumps: 40, rows: 188 })
    const splits = { row: stratified(set.labels, 2, 0.25, random('1', 'practice')), pump: splitByGroup(set.pump, 0.25, random('1', 'practice')) }
    for (const [kind, split] of Object.entries(splits)) {
      const [learnt, practice] = [rowsOf(tableOf(set), split.left), rowsOf(tableOf(set), split.taken)]
      const [grown, straight] = [forest(learnt, '1'), softmax(learnt, '1')]
      promises[kind]!.push(precision(practice, grown) - precision(HIDDEN[0]!, grown))
      assert.equal(precision(practice, grown) > precision(practice, straight), kind === 'row')
      assert.ok(precision(HIDDEN[0]!, straight) > precision(HIDDEN[0]!, grown))
    }
  }
  assert.ok(Math.min(...promises['row']!) > 0.15)
  assert.ok(mean(promises['pump']!) < 0.12)
})

test('accuracy lies: who always says no is right in 97 of 100, and the reference gains hardly a point', () => {
  const score = softmax(own('1'), '1')
  for (const set of HIDDEN) {
    const no = 1 - mean(set.labels)
    const right = (by: Scorer) => mean(Array.from(by(set.values), (s, r) => Number(s > 0 === (set.labels[r] === 1))))
    close(no, 0.965, 0.98, 'accuracy of always no')
    close(right(score) - no, 0, 0.012, 'gain of the reference')
    // Nobody ranks when all are equal.
    close(averagePrecision(set.labels, new Float64Array(set.labels.length))!, 0.02, 0.035, 'average precision of always no')
  }
})
