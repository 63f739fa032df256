import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { ROOT } from '../lib/root.ts'
import { scores } from './metrics.ts'
import { learnMlp, mlpGradient, parametersOfMlp, predictMlpClasses, predictMlpNumbers, startMlp, trainMlp, type Mlp, type MlpShape } from './mlp.ts'
import { random } from './random.ts'
import reference from './reference/mlp.json' with { type: 'json' }

// Weights of scikit-learn from the same start, see scripts/reference/mlp.py.
const values = Float64Array.from(reference.values)
const targetsOf = (answer: string) => (answer === 'classes' ? reference.labels : reference.numbers)

function finish<T>(run: Generator<unknown, T>): T {
  for (;;) {
    const next = run.next()
    if (next.done) return next.value
  }
}

const apart = (ours: ArrayLike<number>, theirs: readonly number[]) =>
  theirs.reduce((most, t, i) => Math.max(most, Math.abs(ours[i]! - t)), ours.length === theirs.length ? 0 : Infinity)

test('one and twenty steps of Adam give the weights of MLPClassifier and MLPRegressor within 1e-9', () => {
  for (const theirs of reference.nets) {
    const shape: MlpShape = { sizes: theirs.sizes, bend: theirs.bend === 'relu' ? 'relu' : 'tanh', answer: theirs.answer === 'classes' ? 'classes' : 'number' }
    for (const epochs of [1, 20] as const) {
      const net: Mlp = { kind: 'mlp', ...shape, parameters: Float64Array.from(theirs.start) }
      const knobs = { epochs, rate: reference.rate, penalty: reference.penalty, batch: 1000 }
      const learnt = finish(trainMlp(net, values, targetsOf(theirs.answer), knobs, random('r', 'r')))
      assert.ok(learnt)
      const off = apart(learnt.parameters, theirs.after[epochs])
      assert.ok(off <= 1e-9, `${theirs.bend} ${theirs.answer} after ${epochs}: ${off}`)
      if (epochs === 1) continue
      const found = shape.answer === 'classes' ? predictMlpClasses(learnt, values) : predictMlpNumbers(learnt, values)
      assert.ok(apart(found, theirs.found) <= 1e-9)
    }
  }
})

test('the gradient is that of the loss, by finite differences', () => {
  for (const bend of ['relu', 'tanh'] as const) for (const answer of ['classes', 'number'] as const) {
    const net = startMlp({ sizes: [5, 4, 3, answer === 'classes' ? 3 : 1], bend, answer }, random('gradient', bend))
    // No constant may stay 0: a ReLU that gets nothing would sit on its bend.
    for (let i = 0; i < net.parameters.length; i += 1) net.parameters[i]! += 0.05
    const { gradient } = mlpGradient(net, values, targetsOf(answer))
    const small = 1e-6
    for (let i = 0; i < gradient.length; i += 1) {
      const at = net.parameters[i]!
      net.parameters[i] = at + small
      const above = mlpGradient(net, values, targetsOf(answer)).loss
      net.parameters[i] = at - small
      const below = mlpGradient(net, values, targetsOf(answer)).loss
      net.parameters[i] = at
      assert.ok(Math.abs((above - below) / (2 * small) - gradient[i]!) < 1e-6 * Math.max(1, Math.abs(gradient[i]!)), `${bend} ${answer} parameter ${i}`)
    }
  }
})

test('a small net reads at least 95 in 100 handwritten digits that it has not seen', () => {
  const lines = gunzipSync(readFileSync(join(ROOT, 'src/engine/reference/digits.csv.gz'))).toString().trim().split('\n').map((line) => line.split(',').map(Number))
  const pixels = (rows: number[][]) => Float64Array.from(rows.flatMap((r) => r.slice(0, 64).map((p) => p / 16)))
  const labels = (rows: number[][]) => Int32Array.from(rows, (r) => r[64]!)
  const seen = lines.filter((_, i) => i % 3 !== 2)
  const hidden = lines.filter((_, i) => i % 3 === 2)
  const shape: MlpShape = { sizes: [64, 32, 10], bend: 'relu', answer: 'classes' }
  const net = finish(learnMlp(shape, pixels(seen), labels(seen), { epochs: 30, rate: 0.005, penalty: 1e-4, batch: 32 }, random('digits', 'mlp')))
  assert.ok(net)
  const { accuracy } = scores(labels(hidden), predictMlpClasses(net, pixels(hidden)), 10)
  assert.ok(accuracy >= 0.95, `accuracy ${accuracy}`)
})

test('the same seed gives the same bits, another seed others, and the parameters hold no -0', () => {
  const shape: MlpShape = { sizes: [5, 6, 3], bend: 'relu', answer: 'classes' }
  const once = (seed: string) => {
    const net = finish(learnMlp(shape, values, reference.labels, { epochs: 5, rate: 0.01, penalty: 0.01, batch: 8 }, random(seed, 'mlp')))
    assert.ok(net)
    return parametersOfMlp(net).flatMap((part) => Array.from(part))
  }
  assert.deepEqual(once('a'), once('a'))
  assert.notDeepEqual(once('a'), once('b'))
  assert.ok(!once('a').some((x) => Object.is(x, -0)))
})

test('a net that diverges is null; no rows, one row and equal columns do not break it', () => {
  const shape: MlpShape = { sizes: [2, 3, 1], bend: 'relu', answer: 'number' }
  const knobs = { epochs: 3, rate: 0.01, penalty: 0, batch: 2 }
  const of = (rows: number[], targets: number[], rate = 0.01) => finish(learnMlp(shape, Float64Array.from(rows), targets, { ...knobs, rate }, random('s', 's')))
  assert.equal(of([1e200, 1, 1, 1], [1e300, -1e300]), null)
  assert.equal(of([NaN, 1], [1]), null)
  assert.ok(of([], []))
  assert.ok(of([3, 4], [1]))
  assert.ok(of([1, 1, 1, 1, 1, 1], [0, 1, 2]))
  assert.equal(of([1, 2, 3, 4], [0, 1], 1e308), null)
})
