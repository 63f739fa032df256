import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  chancesOfBoosting, classesOfBoosting, costBoosting, learnBoosting, parametersOfBoosting, predictBoosting, scoresOfBoosting, type Boosting, type BoostingKnobs,
} from './boosting.ts'
import { random } from './random.ts'
import type { Aim } from './tree.ts'
import reference from './reference/trees.json' with { type: 'json' }

// scikit-learn on the same rows, see scripts/reference/trees.py.
const { columns, known, boosted } = reference
const all = Float64Array.from(reference.values64, (v) => v / 64)
const values = all.slice(0, known * columns)
const hidden = all.slice(known * columns)
const labels = Int32Array.from(reference.labels.slice(0, known))
const numbers: Aim = { kind: 'numbers', targets: Float64Array.from(reference.targets64.slice(0, known), (v) => v / 64) }
const two: Aim = { kind: 'classes', classes: 2, labels: labels.map((k) => (k > 1 ? 1 : 0)) }
const three: Aim = { kind: 'classes', classes: 3, labels }
const whole = { ...boosted, share: 1 }

function run(aim: Aim, knobs: BoostingKnobs, seed = 'a', given = values, of = columns): { model: Boosting | null; losses: number[] } {
  const steps = learnBoosting(given, of, aim, knobs, random(seed, 'rows'))
  const losses: number[] = []
  for (;;) {
    const next = steps.next()
    if (next.done) return { model: next.value, losses }
    losses.push(next.value.loss)
    assert.equal(next.value.epoch, losses.length)
  }
}

function boost(...given: Parameters<typeof run>): Boosting {
  const { model } = run(...given)
  assert.ok(model)
  return model
}

function apart(ours: ArrayLike<number>, theirs: readonly number[]): number {
  assert.equal(ours.length, theirs.length)
  return theirs.reduce((most, t, i) => Math.max(most, Math.abs(ours[i]! - t)), 0)
}

test('numbers and the loss of every round equal GradientBoostingRegressor within 1e-9', () => {
  const { model, losses } = run(numbers, whole)
  assert.ok(model)
  assert.ok(apart(predictBoosting(model, hidden), boosted.numbers.scores) <= 1e-9)
  assert.ok(apart(losses, boosted.numbers.losses) <= 1e-9)
})

test('scores, chances, classes and losses equal GradientBoostingClassifier within 1e-9, for two classes and for three', () => {
  for (const [aim, theirs, of] of [[two, boosted.two, 2], [three, boosted.three, 3]] as const) {
    const { model, losses } = run(aim, whole)
    assert.ok(model)
    assert.ok(apart(scoresOfBoosting(model, hidden), theirs.scores) <= 1e-9)
    const chances = chancesOfBoosting(model, hidden)
    assert.equal(chances.length, hidden.length / columns * of)
    assert.ok(apart(chances.filter((_, i) => i % of === of - 1), theirs.chances) <= 1e-9)
    assert.deepEqual([...classesOfBoosting(model, hidden)], theirs.classes)
    assert.ok(apart(losses, theirs.losses) <= 1e-9)
  }
})

test('a share of the rows learns from that many, other ones each round, and still learns', () => {
  const knobs = { trees: 40, rate: 0.2, depth: 30, leaf: 1, share: 0.4 }
  const { model, losses } = run(numbers, knobs)
  assert.ok(model)
  // Targets that all differ: each row drawn has its own leaf in the first tree.
  const targets = Float64Array.from({ length: known }, (_, r) => r * r)
  const distinct = boost({ kind: 'numbers', targets }, { ...knobs, trees: 2 })
  const leaves = distinct.trees.map((tree) => tree.column.filter((c) => c < 0).length)
  assert.deepEqual(leaves, [Math.floor(0.4 * known), Math.floor(0.4 * known)])
  // A leaf answers the residual of its one row, whatever other rows would fall there.
  const residuals = new Set(targets.map((t) => t - distinct.start[0]!))
  const [first] = distinct.trees
  assert.ok(first && first.values.every((v, node) => first.column[node]! >= 0 || residuals.has(v)))
  assert.notDeepEqual([...distinct.trees[0]!.threshold], [...distinct.trees[1]!.threshold])
  assert.ok(losses.at(-1)! < 0.2 * losses[0]!)
})

test('the same seed gives the same bits, another seed others where rows are drawn', () => {
  const knobs = { trees: 4, rate: 0.3, depth: 3, leaf: 2, share: 0.5 }
  const bits = (aim: Aim, seed: string, share = 0.5) => parametersOfBoosting(boost(aim, { ...knobs, share }, seed)).map((p) => [...Float64Array.from(p)])
  for (const aim of [numbers, two, three]) {
    assert.deepEqual(bits(aim, 'a'), bits(aim, 'a'))
    assert.notDeepEqual(bits(aim, 'a'), bits(aim, 'b'))
    assert.deepEqual(bits(aim, 'a', 1), bits(aim, 'b', 1))
  }
  assert.equal(bits(three, 'a').length, 2 + 4 * 3 * 5)
})

test('a run away from all numbers is diverged, and so is a number that is not finite', () => {
  const far = run(numbers, { ...whole, trees: 400, rate: 1e3 })
  assert.equal(far.model, null)
  assert.ok(far.losses.length < 400)
  assert.equal(run(numbers, whole, 'a', values.map((v, i) => (i === 5 ? NaN : v))).model, null)
  assert.equal(run({ kind: 'numbers', targets: Float64Array.of(1, Infinity) }, whole, 'a', Float64Array.of(1, 2), 1).model, null)
})

test('no rows, one row, one class only and constant columns do not break', () => {
  const knobs = { trees: 3, rate: 0.5, depth: 2, leaf: 1, share: 1 }
  const one = Float64Array.of(7)
  assert.deepEqual([...predictBoosting(boost({ kind: 'numbers', targets: new Float64Array(0) }, knobs, 'a', new Float64Array(0), 1), one)], [0])
  assert.deepEqual([...predictBoosting(boost({ kind: 'numbers', targets: Float64Array.of(4) }, { ...knobs, share: 0.1 }, 'a', one, 1), one)], [4])
  const flat = boost({ kind: 'numbers', targets: Float64Array.of(1, 2, 6) }, knobs, 'a', Float64Array.of(5, 5, 5), 1)
  assert.ok(Math.abs(predictBoosting(flat, one)[0]! - 3) <= 1e-15)
  for (const classes of [2, 3]) {
    const none = boost({ kind: 'classes', classes, labels: new Int32Array(0) }, knobs, 'a', new Float64Array(0), 1)
    assert.equal(classesOfBoosting(none, one).length, 1)
    const only = boost({ kind: 'classes', classes, labels: Int32Array.of(1, 1, 1) }, { ...knobs, trees: 200 }, 'a', Float64Array.of(1, 2, 3), 1)
    assert.deepEqual([...classesOfBoosting(only, one)], [1])
  }
})

test('the cost grows with trees and, beyond two, with classes', () => {
  const cost = (trees: number, classes: number) => costBoosting(1000, 20, classes, { trees, rate: 0.1, depth: 3, leaf: 1, share: 1 })
  const grown = (trees: number, classes: number) => cost(trees, classes) - cost(0, classes)
  assert.ok(cost(0, 0) > 0 && grown(10, 0) > 0)
  assert.equal(grown(20, 0), 2 * grown(10, 0))
  assert.equal(grown(10, 2), grown(10, 0))
  assert.equal(grown(10, 4), 4 * grown(10, 2))
})
