import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { ROOT } from '../lib/root.ts'
import { cnnGradient, learnCnn, parametersOfCnn, predictCnn, startCnn, type CnnEpoch, type CnnKnobs } from './cnn.ts'
import type { CnnShape } from './cnn-room.ts'
import { scores } from './metrics.ts'
import { random } from './random.ts'
import reference from './reference/cnn.json' with { type: 'json' }
import { hex, sha256 } from './sha256.ts'

const plain: CnnKnobs = { epochs: 2, rate: 0.005, penalty: 1e-4, batch: 8, flipAcross: false, flipDown: false, shift: 0 }
const small: CnnShape = { rows: 8, columns: 8, classes: 10, layers: [{ window: 3, filters: 8 }, { window: 3, filters: 16 }] }

const lines = gunzipSync(readFileSync(join(ROOT, 'src/engine/reference/digits.csv.gz'))).toString().trim().split('\n').map((line) => line.split(',').map(Number))
const pixels = (rows: number[][]) => Uint8Array.from(rows.flatMap((r) => r.slice(0, 64).map((p) => p * 15)))
const labels = (rows: number[][]) => Int32Array.from(rows, (r) => r[64]!)
const few = lines.slice(0, 60)

function finish<T>(run: Generator<unknown, T>): T {
  for (;;) {
    const next = run.next()
    if (next.done) return next.value
  }
}

function digestOf(knobs: CnnKnobs, seed: string, simd: boolean, shape = small): string {
  const net = finish(learnCnn(shape, pixels(few), labels(few), knobs, random(seed, 'cnn'), simd))
  assert.ok(net)
  assert.ok(!net.parameters.some((x) => Object.is(x, -0)))
  return hex(sha256(new Uint8Array(Float64Array.from(parametersOfCnn(net).flatMap((part) => Array.from(part))).buffer)))
}

test('loss and gradient are those of another program in float64, within what float32 rounds', () => {
  for (const theirs of reference.nets) {
    const { rows, columns, classes } = theirs.shape
    const shape: CnnShape = { rows, columns, classes, layers: theirs.shape.layers.map(({ window, filters }) => ({ window: window === 3 ? 3 : 5, filters })) }
    const net = { ...startCnn(shape, random('r', 'r')), parameters: Float64Array.from(theirs.weights) }
    assert.equal(startCnn(shape, random('r', 'r')).parameters.length, theirs.weights.length)
    for (const simd of [true, false]) {
      const ours = cnnGradient(net, Uint8Array.from(theirs.images), theirs.labels, simd)
      assert.ok(Math.abs(ours.loss - theirs.loss) < 1e-5 * theirs.loss, `loss ${ours.loss} ${theirs.loss}`)
      theirs.gradient.forEach((g, i) => assert.ok(Math.abs(ours.gradient[i]! - g) < 2e-5 * Math.max(1, Math.abs(g)), `parameter ${i}: ${ours.gradient[i]} ${g}`))
    }
  }
})

test('with and without SIMD learning gives the same digest, flips and moves included, whatever the sizes', () => {
  const moved = { ...plain, flipAcross: true, flipDown: true, shift: 2 }
  const odd: CnnShape = { rows: 16, columns: 4, classes: 10, layers: [{ window: 5, filters: 12 }] }
  for (const [knobs, shape] of [[plain, small], [moved, small], [moved, odd]] as const) assert.equal(digestOf(knobs, 'a', true, shape), digestOf(knobs, 'a', false, shape))
})

test('the same seed gives the same bits; another seed, flips or moves give others', () => {
  const first = digestOf(plain, 'a', true)
  assert.equal(digestOf(plain, 'a', true), first)
  const others = [digestOf(plain, 'b', true), digestOf({ ...plain, flipAcross: true }, 'a', true), digestOf({ ...plain, flipDown: true }, 'a', true), digestOf({ ...plain, shift: 1 }, 'a', true)]
  assert.equal(new Set([first, ...others]).size, 5)
})

test('a small convolutional net reads at least 97 in 100 handwritten digits that it has not seen, and says how far it is', () => {
  const seen = lines.filter((_, i) => i % 3 !== 2)
  const hidden = lines.filter((_, i) => i % 3 === 2)
  const told: CnnEpoch[] = []
  const run = learnCnn({ ...small, layers: [{ window: 3, filters: 32 }] }, pixels(seen), labels(seen), { ...plain, epochs: 15, batch: 32, rate: 0.003 }, random('digits', 'cnn'))
  let next = run.next()
  for (; !next.done; next = run.next()) told.push(next.value)
  assert.ok(next.value)
  const { accuracy } = scores(labels(hidden), predictCnn(next.value, pixels(hidden)), 10)
  assert.ok(accuracy >= 0.97, `accuracy ${accuracy}`)
  assert.equal(told.filter((t) => t.images === seen.length).length, 15)
  assert.ok(told.length > 15 * 4 && told.at(-1)!.loss < 0.3)
})

test('a net that diverges is null; no images, one image and blank images do not break it; an impossible shape is refused', () => {
  const of = (images: Uint8Array, answers: number[], rate = 0.01, shape = small) => finish(learnCnn(shape, images, answers, { ...plain, rate }, random('s', 's')))
  assert.equal(of(pixels(few), [...labels(few)], 1e30), null)
  assert.ok(of(new Uint8Array(0), []))
  assert.ok(of(pixels(few.slice(0, 1)), [3]))
  assert.ok(of(new Uint8Array(640), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]))
  assert.throws(() => of(pixels(few), [...labels(few)], 0.01, { ...small, layers: [{ window: 3, filters: 6 }] }), RangeError)
  assert.throws(() => of(pixels(few), [...labels(few)], 0.01, { ...small, rows: 1 }), RangeError)
})

test('the penalty draws weights to zero and leaves the constants to say how frequent each class is', () => {
  const answers = Int32Array.from({ length: 60 }, (_, i) => (i % 4 === 0 ? 0 : 1))
  const shape: CnnShape = { rows: 8, columns: 8, classes: 2, layers: [{ window: 3, filters: 4 }] }
  const net = finish(learnCnn(shape, pixels(few), answers, { ...plain, epochs: 400, rate: 0.01, penalty: 2, batch: 60 }, random('p', 'cnn')))
  assert.ok(net)
  const dense = 10 * 4
  for (let i = 0; i < net.parameters.length - 2; i += 1) if (i < 36 || i >= dense) assert.ok(Math.abs(net.parameters[i]!) < 0.02, `weight ${i}`)
  // Three to one.
  assert.ok(Math.abs(net.parameters.at(-1)! - net.parameters.at(-2)! - Math.log(3)) < 0.01)
})
