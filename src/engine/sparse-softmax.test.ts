import assert from 'node:assert/strict'
import { test } from 'node:test'
import { random } from './random.ts'
import { learnSoftmax, type Epoch, type SoftmaxKnobs } from './softmax.ts'
import { chancesSparseSoftmax, learnSparseSoftmax, parametersOfSparseSoftmax, predictSparseSoftmax, type SparseSoftmax } from './sparse-softmax.ts'
import { hashTexts, type SparseRows } from './text.ts'
import reference from './reference/text.json' with { type: 'json' }

const rows = hashTexts(reference.texts, { bits: reference.bits, words: 2, shortest: 3, longest: 5 })
const labels = Int32Array.from(reference.labels)

function learn(seen: SparseRows, truth: Int32Array, classes: number, knobs: SoftmaxKnobs, seed = 'seed'): { losses: number[]; model: SparseSoftmax | null } {
  const losses: number[] = []
  const run = learnSparseSoftmax(seen, truth, classes, knobs, random(seed, 'batches'))
  for (;;) {
    const next: IteratorResult<Epoch, SparseSoftmax | null> = run.next()
    if (next.done) return { losses, model: next.value }
    losses.push(next.value.loss)
  }
}
const apart = (ours: ArrayLike<number>, theirs: readonly number[]) => {
  assert.equal(ours.length, theirs.length)
  return theirs.reduce((most, t, i) => Math.max(most, Math.abs(ours[i]! - t)), 0)
}

test('every step of AdaGrad is that of numpy within 1e-10: all rows at once, and in batches with a penalty', () => {
  for (const theirs of reference.adagrad) {
    const { losses, model } = learn(rows, labels, 3, theirs)
    assert.ok(model)
    assert.ok(apart(model.weights, theirs.weights) <= 1e-10, `${apart(model.weights, theirs.weights)}`)
    assert.ok(apart(losses, theirs.losses) <= 1e-12)
  }
})

test('with all rows at once it converges to the probabilities of LogisticRegression within 1e-6', () => {
  const { penalty, chances, found } = reference.logistic
  const { model } = learn(rows, labels, 3, { epochs: 4000, rate: 0.5, penalty, batch: 100 })
  assert.ok(model)
  assert.ok(apart(chancesSparseSoftmax(model, rows), chances) <= 1e-6, `${apart(chancesSparseSoftmax(model, rows), chances)}`)
  assert.deepEqual([...predictSparseSoftmax(model, rows)], found)
})

test('the first loss is that of the dense learner', () => {
  const values = new Float64Array(labels.length * rows.columns)
  for (let r = 0; r < labels.length; r += 1) {
    for (let i = rows.starts[r]!; i < rows.starts[r + 1]!; i += 1) values[r * rows.columns + rows.places[i]!] = rows.values[i]!
  }
  const knobs = { epochs: 1, rate: 0.1, penalty: 0, batch: 100 }
  const table = { columns: Array.from({ length: rows.columns }, String), classes: 3, values, labels }
  const first = learnSoftmax(table, knobs, random('s', 's')).next()
  assert.ok(!first.done && Math.abs(first.value.loss - learn(rows, labels, 3, knobs).losses[0]!) <= 1e-15)
})

test('the same seed gives the same bits, another seed others; it is null when it diverged', () => {
  const knobs = { epochs: 3, rate: 0.5, penalty: 0, batch: 3 }
  const bits = (seed: string) => parametersOfSparseSoftmax(learn(rows, labels, 3, knobs, seed).model!)
  assert.deepEqual(bits('a'), bits('a'))
  assert.notDeepEqual(bits('a'), bits('b'))
  assert.equal(learn(rows, labels, 3, { ...knobs, rate: 1e308, epochs: 50 }).model, null)
  assert.equal(learn({ ...rows, values: rows.values.map((v, i) => (i === 3 ? NaN : v)) }, labels, 3, knobs).model, null)
})

test('no rows, one row, a row without words and a single class do not break it', () => {
  const knobs = { epochs: 5, rate: 0.5, penalty: 0.1, batch: 2 }
  const text = { bits: 6, words: 1, shortest: 3, longest: 3 }
  assert.ok(learn(hashTexts([], text), new Int32Array(0), 2, knobs).model!.weights.every((w) => Object.is(w, 0)))
  for (const texts of [['hola'], ['']]) {
    const one = hashTexts(texts, text)
    assert.deepEqual([...predictSparseSoftmax(learn(one, Int32Array.of(1), 2, knobs).model!, one)], [1])
  }
  assert.deepEqual([...chancesSparseSoftmax(learn(rows, new Int32Array(14), 1, knobs).model!, rows)], Array.from(labels, () => 1))
})

test('a row that counts three times teaches as three rows do', () => {
  const texts = reference.texts
  const thrice = [...texts.keys()].flatMap((i) => (i % 2 === 0 ? [i, i, i] : [i]))
  const again = hashTexts(thrice.map((i) => texts[i]!), { bits: reference.bits, words: 2, shortest: 3, longest: 5 })
  const knobs = { epochs: 40, rate: 0.3, penalty: 0, batch: 1000 }
  const { model: repeated } = learn(again, Int32Array.from(thrice, (i) => labels[i]!), 3, knobs)
  const run = learnSparseSoftmax(rows, labels, 3, knobs, random('seed', 'batches'), texts.map((_, i) => (i % 2 === 0 ? 3 : 1)))
  let next = run.next()
  while (!next.done) next = run.next()
  // AdaGrad's steps do not depend on the scale of the gradient, only on its sum of squares: the mean over more rows is no other.
  assert.ok(repeated && next.value)
  assert.ok(apart(next.value.weights, Array.from(repeated.weights)) <= 1e-6, `${apart(next.value.weights, Array.from(repeated.weights))}`)
})
