import assert from 'node:assert/strict'
import { test } from 'node:test'
import { learnCnn, predictCnn } from './cnn.ts'
import { imageStatistics } from './image-statistics.ts'
import { scores } from './metrics.ts'
import { random } from './random.ts'
import { applyScaling, learnScaling } from './scale.ts'
import { hex, sha256 } from './sha256.ts'
import { CLOTH_CLASSES, CLOTH_SIDE, simulateCloths, type Cloths } from './sim-cloth.ts'
import { learnSoftmax, predictSoftmax } from './softmax.ts'

const given = simulateCloths('public', 240, 'bench')
const hidden = [1, 2, 3, 4, 5, 6].map((set) => simulateCloths(`hidden ${set}`, 600, 'anywhere'))
const many = simulateCloths('many', 2000, 'anywhere')
const SIZE = CLOTH_SIDE * CLOTH_SIDE
const table = (cloths: Cloths) => imageStatistics(cloths.images, CLOTH_SIDE, CLOTH_SIDE, cloths.labels, CLOTH_CLASSES.length)
const accuracy = (cloths: Cloths, found: Int32Array) => scores(cloths.labels, found, CLOTH_CLASSES.length).accuracy

function finish<T>(run: Generator<unknown, T | null>): T {
  for (;;) {
    const next = run.next()
    if (!next.done) continue
    assert.ok(next.value)
    return next.value
  }
}

/** Accuracy on each hidden set of the net of the lab, with or without flips; 40 epochs, where the reference takes 60, for time. */
function netOn(flips: boolean): number[] {
  const shape = { rows: CLOTH_SIDE, columns: CLOTH_SIDE, classes: CLOTH_CLASSES.length, layers: [{ window: 5, filters: 8 }, { window: 3, filters: 16 }] } as const
  const knobs = { epochs: 40, rate: 0.003, penalty: 0.001, batch: 4, flipAcross: flips, flipDown: flips, shift: 1 }
  const net = finish(learnCnn(shape, given.images, given.labels, knobs, random('1', 'cnn')))
  return hidden.map((set) => accuracy(set, predictCnn(net, set.images)))
}

/** Mean over the pictures of a class of what is asked of each. */
function meanOf(label: number, ask: (image: Uint8Array) => number): number {
  const asked = [...many.labels.keys()].filter((n) => many.labels[n] === label).map((n) => ask(many.images.subarray(n * SIZE, (n + 1) * SIZE)))
  return asked.reduce((sum, value) => sum + value, 0) / asked.length
}

test('a quarter of the cloths is of each class; grey levels are those of the equations', () => {
  for (let k = 0; k < CLOTH_CLASSES.length; k += 1) assert.equal(many.labels.filter((label) => label === k).length, 500)
  const mean = (image: Uint8Array) => image.reduce((sum, grey) => sum + grey, 0) / image.length
  // Mean base 70; of a twill a third is over: -1/6 × 16 in 2 of 3; knots take 0.1.
  assert.ok(Math.abs(meanOf(0, mean) - 68.5) < 3, `${meanOf(0, mean)}`)
  const dark = (image: Uint8Array) => {
    const limit = mean(image) - 28
    return image.filter((grey) => grey < limit).length
  }
  assert.ok(meanOf(2, dark) > meanOf(0, dark) + 10, `${meanOf(2, dark)} ${meanOf(0, dark)}`)
  const bright = (image: Uint8Array) => image.filter((grey) => grey > 125).length
  // Sound cloth has its pinholes, broken threads and holes have many more light pixels, so the lightest one alone tells little.
  assert.ok(meanOf(0, bright) > 0.4 && meanOf(0, bright) < 4, `${meanOf(0, bright)}`)
  for (const label of [1, 3]) assert.ok(meanOf(label, bright) > 10 && meanOf(label, bright) < 40, `${label} ${meanOf(label, bright)}`)
})

test('photographed on the bench the defects are in the upper left, otherwise anywhere', () => {
  const part = (cloths: Cloths) => {
    const lights = [...cloths.labels.keys()].filter((n) => cloths.labels[n] === 3).flatMap((n) => [...cloths.images.subarray(n * SIZE, (n + 1) * SIZE).entries()].filter(([, grey]) => grey > 125).map(([at]) => at))
    return lights.filter((at) => at % CLOTH_SIDE < 16 && at < SIZE / 2).length / lights.length
  }
  assert.ok(part(given) > 0.8, `${part(given)}`)
  assert.ok(Math.abs(part(hidden[0]!) - 0.25) < 0.08, `${part(hidden[0]!)}`)
})

test('the same seed gives the same pictures, another seed others', () => {
  assert.deepEqual(simulateCloths('public', 240, 'bench'), given)
  assert.notDeepEqual(simulateCloths('other', 8, 'bench').images, given.images.slice(0, 8 * SIZE))
  const pinned = simulateCloths('pin', 8, 'anywhere')
  assert.equal(hex(sha256(Uint8Array.of(...pinned.images, ...pinned.labels))), '925c477fab36bf1db262ac8f850a5c3d435d2fbf9f9a652f3079f9095b2c2c49')
})

test('the six numbers of a picture are those counted by hand', () => {
  const { columns, values } = imageStatistics(Uint8Array.of(0, 10, 20, 30, 50, 90, 7, 7, 7, 7, 7, 7), 2, 3, Int32Array.of(1, 0), 2)
  assert.deepEqual(columns, ['mean', 'deviation', 'darkest', 'lightest', 'across', 'down'])
  const mean = 200 / 6
  const deviation = Math.sqrt((0 + 100 + 400 + 900 + 2500 + 8100) / 6 - mean * mean)
  const wanted = [mean, deviation, 0, 90, (10 + 10 + 20 + 40) / 4, (30 + 40 + 70) / 3, 7, 0, 7, 7, 0, 0]
  wanted.forEach((value, i) => assert.ok(Math.abs(values[i]! - value) < 1e-12, `${i}`))
})

test('the same net learns little without flips, and with them beats six statistics, on every hidden set', () => {
  const stats = table(given)
  const scaling = learnScaling('standard', stats)
  const knobs = { epochs: 300, rate: 0.5, penalty: 0.001, batch: 240 }
  const model = finish(learnSoftmax({ ...stats, values: applyScaling(scaling, stats.values) }, knobs, random('1', 'softmax')))
  const baseline = hidden.map((set) => accuracy(set, predictSoftmax(model, applyScaling(scaling, table(set).values))))
  const plain = netOn(false)
  const flipped = netOn(true)
  // One standard error of the difference of two on 600 pictures is about 0.02.
  for (const h of hidden.keys()) {
    assert.ok(baseline[h]! > 0.68 && baseline[h]! < 0.78, `statistics ${baseline[h]}`)
    assert.ok(plain[h]! < 0.5, `without flips ${plain[h]}`)
    assert.ok(flipped[h]! > baseline[h]! + 0.1 && flipped[h]! > 0.85, `with flips ${flipped[h]}`)
  }
})
