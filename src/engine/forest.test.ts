import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chancesOfForest, classesOfForest, costForest, learnForest, parametersOfForest, predictForest, type Forest, type ForestKnobs } from './forest.ts'
import { random } from './random.ts'
import type { Aim } from './tree.ts'
import reference from './reference/trees.json' with { type: 'json' }

// scikit-learn on the same rows, see scripts/reference/trees.py.
const { columns, known, forests } = reference
const all = Float64Array.from(reference.values64, (v) => v / 64)
const values = all.slice(0, known * columns)
const hidden = all.slice(known * columns)
const targets = Float64Array.from(reference.targets64, (v) => v / 64)
const numbers: Aim = { kind: 'numbers', targets: targets.slice(0, known) }
const classes: Aim = { kind: 'classes', classes: 3, labels: Int32Array.from(reference.labels.slice(0, known)) }

function forest(aim: Aim, knobs: ForestKnobs, seed: string, given = values): { model: Forest; steps: number[] } {
  const run = learnForest(given, columns, aim, knobs, random(seed, 'forest'))
  const steps: number[] = []
  for (;;) {
    const next = run.next()
    if (!next.done) steps.push(next.value.epoch)
    else {
      assert.ok(next.value)
      return { model: next.value, steps }
    }
  }
}

const mean = (list: readonly number[]) => list.reduce((a, b) => a + b, 0) / list.length

/** Means of 20 runs each: apart by less than four standard errors of their difference, had ours the same spread. */
function near(ours: readonly number[], theirs: { mean: number; deviation: number }): void {
  const most = 4 * theirs.deviation * Math.sqrt(2 / 20)
  assert.ok(Math.abs(mean(ours) - theirs.mean) <= most, `${mean(ours)} is not within ${most} of ${theirs.mean}`)
}

test('twenty forests explain the hidden numbers as well as twenty of RandomForestRegressor', () => {
  const truth = targets.slice(known)
  const middle = mean([...truth])
  const total = truth.reduce((sum, t) => sum + (t - middle) ** 2, 0)
  near(Array.from({ length: 20 }, (_, seed) => {
    const found = predictForest(forest(numbers, forests, String(seed)).model, hidden)
    return 1 - truth.reduce((sum, t, i) => sum + (t - found[i]!) ** 2, 0) / total
  }), forests.r2)
})

test('twenty forests find the hidden classes as often as twenty of RandomForestClassifier', () => {
  const truth = reference.labels.slice(known)
  near(Array.from({ length: 20 }, (_, seed) => {
    const found = classesOfForest(forest(classes, forests, String(seed)).model, hidden)
    return mean(truth.map((t, i) => (t === found[i] ? 1 : 0)))
  }), forests.accuracy)
})

test('it says after each tree how many stand, and its chances add up to one', () => {
  const { model, steps } = forest(classes, { trees: 7, depth: 5, leaf: 2, tried: 2 }, 'a')
  assert.deepEqual(steps, [1, 2, 3, 4, 5, 6, 7])
  const chances = chancesOfForest(model, hidden)
  for (let at = 0; at < chances.length; at += 3) assert.ok(Math.abs(chances[at]! + chances[at + 1]! + chances[at + 2]! - 1) <= 1e-15)
})

test('a tree learns from about 63 % of the rows, and tries other columns at each question', () => {
  const { model } = forest({ kind: 'numbers', targets: Float64Array.from({ length: known }, (_, r) => r * r) }, { trees: 40, depth: 30, leaf: 1, tried: 1 }, 'a')
  // With one target a row each leaf is one row drawn (rows alike in all columns there are none).
  const part = mean(model.trees.map((tree) => tree.column.filter((c) => c < 0).length / known))
  assert.ok(Math.abs(part - (1 - Math.exp(-1))) <= 0.02, `${part}`)
  // A row drawn twice counts twice: a single leaf answers a sum of `known` whole targets, divided by `known`.
  const flat = forest({ kind: 'numbers', targets: Float64Array.from({ length: known }, (_, r) => r * r) }, { trees: 5, depth: 0, leaf: 1, tried: 1 }, 'a').model
  for (const tree of flat.trees) assert.ok(Math.abs(tree.values[0]! * known - Math.round(tree.values[0]! * known)) <= 1e-6)
  const asked = new Set(model.trees.map((tree) => tree.column[0]))
  assert.equal(asked.size, columns)
})

test('the same seed gives the same bits, another seed others, for numbers and classes', () => {
  const knobs = { trees: 3, depth: 6, leaf: 2, tried: 2 }
  const bits = (aim: Aim, seed: string) => parametersOfForest(forest(aim, knobs, seed).model).map((p) => [...Float64Array.from(p)])
  for (const aim of [numbers, classes]) {
    assert.deepEqual(bits(aim, 'a'), bits(aim, 'a'))
    assert.notDeepEqual(bits(aim, 'a'), bits(aim, 'b'))
    assert.equal(bits(aim, 'a').length, 1 + 3 * 5)
  }
})

test('no rows, one row and constant columns make a forest; a number that is not finite makes none', () => {
  const knobs = { trees: 2, depth: 3, leaf: 1, tried: 1 }
  const flat = new Float64Array(columns)
  const none = forest({ kind: 'numbers', targets: new Float64Array(0) }, knobs, 'a', new Float64Array(0)).model
  assert.deepEqual([...predictForest(none, flat)], [0])
  const one = forest({ kind: 'numbers', targets: Float64Array.of(4) }, knobs, 'a', flat).model
  assert.deepEqual([...predictForest(one, flat)], [4])
  // Only the last column tells anything: a draw of another one draws on.
  const last = Float64Array.from({ length: 30 * columns }, (_, i) => (i % columns === columns - 1 ? i : 1))
  const { model } = forest({ kind: 'classes', classes: 2, labels: Int32Array.from({ length: 30 }, (_, r) => (r < 15 ? 0 : 1)) }, knobs, 'a', last)
  assert.ok(model.trees.every((tree) => tree.column[0] === columns - 1))
  const bad = learnForest(Float64Array.of(NaN), 1, { kind: 'numbers', targets: Float64Array.of(1) }, knobs, random('a', 'a')).next()
  assert.deepEqual(bad, { done: true, value: null })
})

test('the cost grows with the trees', () => {
  const cost = (trees: number) => costForest(1000, 20, 1, { trees, depth: 8, leaf: 1, tried: 4 })
  assert.ok(cost(0) > 0 && cost(10) > cost(0))
  assert.equal(cost(20) - cost(10), cost(10) - cost(0))
})
