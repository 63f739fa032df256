import assert from 'node:assert/strict'
import { test } from 'node:test'
import { learnCentroid, predictCentroid } from './centroid.ts'
import { hiddenCloths, publicCloths } from './cloth-files.ts'
import { imageCost } from './image-cost.ts'
import { inImageOrder, type ImageStep } from './image-steps.ts'
import { answerPhotos, hiddenPhotos, learningPhotos, ownPhotos, practicePhotos, rightPhotos, trainPhotos, type PhotoData, type PhotoOutcome } from './images.ts'
import { halved, photosAt, photosFile, readPhotos, type Photos } from './photos.ts'
import { random } from './random.ts'
import type { Recipe } from './recipe.ts'
import { simulateCloths } from './sim-cloth.ts'

/** Photos of 8 × 8 with a bar along a row (class 0), a column (1) or nothing but noise (2), anywhere. */
function bars(seed: string, count: number): Photos {
  const source = random(seed, 'bars')
  const images = new Uint8Array(count * 64)
  const labels = Int32Array.from({ length: count }, (_, n) => n % 3)
  for (let n = 0; n < count; n += 1) {
    const line = source.below(8)
    for (let i = 0; i < 64; i += 1) {
      const lit = labels[n] === 0 ? Math.floor(i / 8) === line : labels[n] === 1 && i % 8 === line
      images[n * 64 + i] = source.below(60) + (lit ? 150 : 0)
    }
  }
  return { rows: 8, columns: 8, classes: 3, learnable: count, images, labels }
}

const BARS: PhotoData = { photos: bars('public', 120), hash: 'bars', share: 0.75, halve: false }
const HIDDEN = bars('hidden', 90)
const NET = { block: 'network', window: 3, filters: 4, second: 0, epochs: 12, rate: 0.01, penalty: 0, batch: 8 } as const
const PIXELS = { block: 'softmax', epochs: 20, rate: 0.1, penalty: 0, batch: 16 } as const

function recipe(steps: readonly ImageStep[], seed = '1'): Recipe {
  return JSON.parse(JSON.stringify({ lab: 'test', version: 1, engine: 'test', seed, steps }))
}
function trained(steps: readonly ImageStep[], seed = '1', data = BARS, simd = true): Extract<PhotoOutcome, { kind: 'photos' }> {
  const outcome = trainPhotos(recipe(steps, seed), data, simd)
  if (outcome.kind === 'diverged') throw new Error('diverged')
  return outcome
}

test('a file of photos is read as it was written, with 8 bits exactly and with 4 to the nearest of sixteen greys', () => {
  const photos = { ...bars('file', 7), learnable: 5 }
  assert.deepEqual(readPhotos(photosFile(photos, 8)), photos)
  const coarse = readPhotos(photosFile(photos, 4))
  assert.deepEqual(coarse, { ...photos, images: photos.images.map((grey) => 17 * Math.round(grey / 17)) })
  assert.deepEqual(readPhotos(photosFile(coarse, 4)), coarse)
  const odd: Photos = { rows: 3, columns: 3, classes: 2, learnable: 2, images: Uint8Array.from({ length: 18 }, (_, i) => 17 * (i % 16)), labels: Int32Array.of(1, 0) }
  assert.deepEqual(readPhotos(photosFile(odd, 4)), odd)
  assert.equal(photosFile(odd, 4).length, 16 + 2 + 2 * 5)
  // A view into a larger buffer, as fetch or a database may give it.
  const wide = new Uint8Array(5 + photosFile(photos, 8).length)
  wide.set(photosFile(photos, 8), 5)
  assert.deepEqual(readPhotos(wide.subarray(5)), photos)
})

test('a file that is none is refused, and says why', () => {
  const good = photosFile(bars('file', 3), 8)
  const changed = (at: number, byte: number) => Uint8Array.from(good, (b, i) => (i === at ? byte : b))
  for (const [bytes, said] of [
    [new Uint8Array(0), /YFT1/], [changed(0, 0x58), /YFT1/], [changed(4, 5), /5 bits/], [changed(5, 1), /2 by 2/], [changed(7, 1), /two classes/], [changed(8, 4), /4 photos take/],
    [changed(11, 255), /take|may/], [changed(12, 0), /learn from 0 of 3/], [changed(12, 4), /learn from 4 of 3/], [changed(17, 3), /photo 2: no class 3/], [good.subarray(0, -1), /bytes, not/],
  ] as const) assert.throws(() => readPhotos(bytes), said)
})

test('half the size is the mean of each two by two; an odd row or column is left out', () => {
  assert.deepEqual([...halved(Uint8Array.of(0, 1, 9, 2, 4, 9, 9, 9, 9), 3, 3)], [2])
  assert.deepEqual([...halved(Uint8Array.of(10, 20, 0, 0, 30, 40, 0, 4), 2, 4)], [25, 1])
})

test('the nearest mean is the class; a class that nobody saw is never answered', () => {
  const model = learnCentroid({ columns: ['a', 'b'], classes: 3, values: Float64Array.of(0, 0, 2, 0, 10, 10), labels: Int32Array.of(0, 0, 2) })
  assert.deepEqual([...model.means], [1, 0, 0, 0, 10, 10])
  assert.deepEqual([...predictCentroid(model, Float64Array.of(0, 0, 9, 9, 5.5, 5))], [0, 2, 0])
})

test('each learner has her own photos to learn from; where the file keeps photos for practice everybody practises on those', () => {
  const { taken, left } = ownPhotos(BARS, 'a')
  assert.deepEqual([taken.length, left.length], [90, 30])
  assert.notDeepEqual(ownPhotos(BARS, 'b').taken, taken)
  const kept = { photos: { ...BARS.photos, learnable: 100 }, share: 0.9 }
  const own = ownPhotos(kept, 'a')
  assert.equal(own.taken.length, 90)
  assert.ok(own.taken.every((place) => place < 100))
  assert.deepEqual([...own.left], Array.from({ length: 20 }, (_, i) => 100 + i))
})

test('a network finds bars wherever they lie, pixels in their places and statistics less well, a mean photo least', () => {
  const on = (steps: readonly ImageStep[]) => rightPhotos(hiddenPhotos(trained(steps).model, HIDDEN), HIDDEN)
  const net = on([NET])
  assert.ok(net > 0.95, `network ${net}`)
  assert.ok(on([PIXELS]) < net)
  assert.ok(on([{ block: 'centroid' }]) < 0.8)
  const statistics = on([{ block: 'statistics' }, { block: 'scale', by: 'standard' }, { block: 'softmax', epochs: 200, rate: 0.5, penalty: 0, batch: 200 }])
  assert.ok(statistics > 0.9, `statistics tell rows from columns here: ${statistics}`)
})

test('the same recipe gives the same digest with and without SIMD; another seed, flips or half the size give others', () => {
  const steps = [{ block: 'flips', across: true, down: true, shift: 1 }, { ...NET, epochs: 2 }] as const
  const first = trained(steps).digest
  assert.equal(trained(steps, '1', BARS, false).digest, first)
  const others = [trained(steps, '2'), trained([steps[1]]), trained(steps, '1', { ...BARS, halve: true }), trained(steps, '1', { ...BARS, hash: 'other' })]
  assert.equal(new Set([first, ...others.map((o) => o.digest)]).size, 5)
})

test('progress is told within an epoch too, and a network that diverges is said to', () => {
  const many = { ...BARS, photos: bars('many', 900), share: 0.9 }
  const told: number[] = []
  for (const { epoch } of { [Symbol.iterator]: () => learningPhotos(recipe([{ ...NET, epochs: 2 }]), many) }) told.push(epoch)
  assert.ok(told.length >= 6, told.join(' '))
  assert.ok(told.every((epoch, i) => i === 0 || epoch > told[i - 1]!))
  assert.equal(told.at(-1), 2)
  assert.equal(trainPhotos(recipe([{ ...NET, rate: 1e30 }]), BARS).kind, 'diverged')
})

test('mistakes are practice photos, with what they are and what was said; the value at places counts those only', () => {
  const outcome = trained([{ block: 'centroid' }])
  const { truth, said, wrong } = practicePhotos(outcome.model, BARS, '1')
  assert.ok(wrong.length > 0)
  assert.ok(Math.abs(outcome.practice.accuracy - (1 - wrong.length / truth.length)) < 1e-12)
  const { left } = ownPhotos(BARS, '1')
  for (const { place, truth: is, said: found } of wrong) {
    assert.equal(BARS.photos.labels[place], is)
    assert.notEqual(is, found)
    assert.equal(said[left.indexOf(place)], found)
    assert.equal(answerPhotos(outcome.model, photosAt(BARS.photos, [place]).images)[0], found)
  }
  const hidden = { labels: Int32Array.of(0, 1, 2, 0) }
  assert.equal(rightPhotos([0, 1, 0, 0], hidden), 0.75)
  assert.equal(rightPhotos([0, 1, 0, 0], hidden, Int32Array.of(2, 2, 3, 3)), 0.5)
})

test('the cost grows with what is asked for, and half the size costs less', () => {
  const size = { rows: 32, columns: 32, classes: 4, halve: false }
  const of = (steps: readonly ImageStep[], halve = false) => imageCost(steps, { ...size, halve }, 360, 700)
  const net = { ...NET, window: 5, filters: 8, second: 16, epochs: 40 } as const
  // By hand: 32 × 32 × 26 × 8 + 16 × 16 × 73 × 16 + 1025 × 4 forward; three times that for each photo learnt from.
  const forward = 1024 * 26 * 8 + 256 * 73 * 16 + 1025 * 4
  const parameters = 26 * 8 + 73 * 16 + 1025 * 4
  assert.equal(of([net]), 1060 * 1024 + 3 * 40 * 360 * forward + 20 * 40 * 45 * parameters + 1060 * forward)
  assert.ok(of([net], true) < of([net]) / 3)
  for (const dearer of [{ epochs: 41 }, { filters: 12 }, { second: 20 }, { batch: 4 }]) assert.ok(of([{ ...net, ...dearer }]) > of([net]))
  assert.ok(of([{ block: 'centroid' }]) < of([PIXELS]))
  assert.ok(of([{ block: 'statistics' }, PIXELS]) < of([PIXELS]))
})

test('steps stand in the order in which they are carried out', () => {
  const blocks = (text: string) => inImageOrder(text.split(' ').map((block) => ({ block })))
  for (const good of ['centroid', 'softmax', 'network', 'statistics softmax', 'statistics scale softmax', 'scale centroid', 'flips network']) assert.ok(blocks(good), good)
  for (const bad of ['', 'flips', 'flips softmax', 'statistics network', 'scale network', 'softmax statistics', 'flips flips network', 'network network', 'ridge']) assert.ok(!blocks(bad), bad)
})

test('the files of the cloths are the simulated ones: 400 of the bench to learn from, 60 of the loom to practise on, 600 hidden by a seed', () => {
  const given = readPhotos(publicCloths())
  assert.deepEqual([given.rows, given.classes, given.labels.length, given.learnable], [32, 4, 460, 400])
  const hidden = readPhotos(hiddenCloths('a secret'))
  assert.deepEqual([hidden.labels.length, hidden.learnable], [600, 600])
  const cloths = simulateCloths('a secret', 600, 'anywhere')
  assert.deepEqual(hidden.labels, cloths.labels)
  assert.ok(hidden.images.every((grey, i) => Math.abs(grey - cloths.images[i]!) <= 8))
  assert.notDeepEqual(hiddenCloths('another'), hiddenCloths('a secret'))
})
