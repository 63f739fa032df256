import { learnBoosting, parametersOfBoosting } from '../../src/engine/boosting.ts'
import { learnCart, parametersOfCart } from '../../src/engine/cart.ts'
import { learnCnn, parametersOfCnn } from '../../src/engine/cnn.ts'
import { learnForest, parametersOfForest } from '../../src/engine/forest.ts'
import { learnGru, parametersOfGru } from '../../src/engine/gru.ts'
import { learnKMeans, parametersOfKMeans } from '../../src/engine/kmeans.ts'
import { cos, exp, log, sin, tanh } from '../../src/engine/math.ts'
import { learnMlp, parametersOfMlp } from '../../src/engine/mlp.ts'
import { normal } from '../../src/engine/normal.ts'
import { learnQ, parametersOfQTable, type Environment } from '../../src/engine/qlearning.ts'
import { random } from '../../src/engine/random.ts'
import { averagePrecision, rocAuc } from '../../src/engine/ranking.ts'
import { learnRidge } from '../../src/engine/ridge.ts'
import { parametersOfPolicy, searchPolicy } from '../../src/engine/search.ts'
import { selfTest } from '../../src/engine/selftest.ts'
import { hex, sha256 } from '../../src/engine/sha256.ts'
import { firstState, parametersOfHoltWinters, smooth } from '../../src/engine/smoothing.ts'
import { learnSoftmax } from '../../src/engine/softmax.ts'
import { learnSparseSoftmax, parametersOfSparseSoftmax } from '../../src/engine/sparse-softmax.ts'
import { hashTexts } from '../../src/engine/text.ts'

const ROWS = 160
const COLUMNS = 6

/** SHA-256 of numbers as little-endian float64, part after part. */
export function digestOf(parts: readonly ArrayLike<number>[] | null): string {
  if (parts === null) throw new Error('a block diverged on data that it should learn from')
  const numbers = parts.flatMap((part) => Array.from(part))
  const view = new DataView(new ArrayBuffer(8 * numbers.length))
  numbers.forEach((x, i) => view.setFloat64(8 * i, x + 0, true))
  return hex(sha256(new Uint8Array(view.buffer)))
}

/** What a training comes to. */
export function finish<T>(run: Generator<unknown, T | null>): T {
  for (;;) {
    const next = run.next()
    if (!next.done) continue
    if (next.value === null) throw new Error('a block diverged on data that it should learn from')
    return next.value
  }
}

function table(): { values: Float64Array; numbers: Float64Array; labels: Int32Array } {
  const source = random('blocks', 'table')
  const values = new Float64Array(ROWS * COLUMNS)
  for (let i = 0; i < values.length; i += 1) values[i] = normal(source)
  const numbers = Float64Array.from({ length: ROWS }, (_, r) => 2 * values[r * COLUMNS]! - values[r * COLUMNS + 1]! * values[r * COLUMNS + 2]! + 0.3 * normal(source))
  return { values, numbers, labels: Int32Array.from(numbers, (x) => (x < -1 ? 0 : x < 1 ? 1 : 2)) }
}

const { values, numbers, labels } = table()
const source = (purpose: string): ReturnType<typeof random> => random('blocks', purpose)
const AIMS = [
  ['numbers', { kind: 'numbers', targets: numbers }], ['two classes', { kind: 'classes', classes: 2, labels: labels.map((l) => (l > 0 ? 1 : 0)) }],
  ['three classes', { kind: 'classes', classes: 3, labels }],
] as const

function mathematics(): string {
  const drawn = source('mathematics')
  const points = Array.from({ length: 4000 }, (_, i) => (drawn.unit() - 0.5) * (i % 2 === 0 ? 4 : 80))
  return digestOf([points.map(exp), points.map((x) => log(Math.abs(x))), points.map(tanh), points.map((x) => sin(x * 1000)), points.map(cos)])
}

function cnn(simd: boolean): string {
  const images = Uint8Array.from({ length: 60 * 256 }, (_, i) => (i * 7919) % 251)
  const layers = [{ window: 3, filters: 4 }, { window: 5, filters: 8 }] as const
  const knobs = { epochs: 2, rate: 0.01, penalty: 0.001, batch: 8, flipAcross: true, flipDown: true, shift: 1 }
  return digestOf(parametersOfCnn(finish(learnCnn({ rows: 16, columns: 16, classes: 3, layers }, images, labels.slice(0, 60), knobs, source('cnn'), simd))))
}

function texts(): string {
  const words = ['Se malogró el caño', 'no llega agua', 'la basura está 3 días', 'quiero una licencia', 'hay un hueco en la pista', '¿dónde saco mi DNI?']
  const rows = hashTexts(Array.from({ length: 90 }, (_, i) => `${words[i % 6]} ${words[(i * 7) % 5]}`), { bits: 10, words: 2, shortest: 3, longest: 4 })
  const knobs = { epochs: 4, rate: 0.3, penalty: 0.0001, batch: 8 }
  return digestOf([rows.places, rows.values, ...parametersOfSparseSoftmax(finish(learnSparseSoftmax(rows, Int32Array.from({ length: 90 }, (_, i) => i % 6), 6, knobs, source('texts'))))])
}

/** A walk of ten places whose floor slips; the last one pays. */
const WALK: Environment = {
  states: 10, actions: 2, start: () => 0,
  step: (state, action, chance) => {
    const to = Math.max(0, Math.min(9, state + (action === 1 && chance.unit() < 0.8 ? 1 : -1)))
    return { state: to, reward: to === 9 ? 1 : -0.01, done: to === 9 }
  },
}

function series(): string {
  const waves = Float64Array.from({ length: 96 }, (_, i) => 20 + 0.05 * i + 3 * sin(i / 1.9))
  const smoothed = smooth(waves, { alpha: 0.3, beta: 0.05, gamma: 0.2 }, firstState(waves, 12)!)
  const windows = Float64Array.from({ length: 80 * 8 }, (_, i) => (waves[Math.floor(i / 8) + (i % 8)]! - 20) / 4)
  const next = Float64Array.from({ length: 80 }, (_, i) => (waves[i + 8]! - 20) / 4)
  const gru = finish(learnGru({ steps: 8, columns: 1, units: 6 }, windows, next, { epochs: 3, rate: 0.02, penalty: 0, batch: 16 }, source('gru')))
  return digestOf([...parametersOfHoltWinters(smoothed!.model), smoothed!.fitted, ...parametersOfGru(gru)])
}

/** What every block of the engine learns from the same data, as digests by name: equal on every machine, or grades cannot be recomputed. */
export function blockDigests(): Record<string, string> {
  const softmax = { columns: Array.from({ length: COLUMNS }, String), classes: 3, values, labels }
  const line = finish(learnRidge(values, COLUMNS, numbers, 0.5))
  const bounds = [{ low: -3, high: 3 }, { low: -3, high: 3 }]
  const valley = (knobs: Float64Array, world: number): number => (knobs[0]! - 1) * (knobs[0]! - 1) + (knobs[1]! + 2) * (knobs[1]! + 2) + 0.1 * sin(world)
  return {
    'self-test': selfTest(), mathematics: mathematics(), texts: texts(), series: series(), 'cnn, simd where there is any': cnn(true), 'cnn, plain': cnn(false),
    ridge: digestOf([line.weights, [line.constant]]),
    softmax: digestOf([finish(learnSoftmax(softmax, { epochs: 20, rate: 0.3, penalty: 0.01, batch: 16 }, source('softmax'))).weights]),
    'k-means': digestOf(parametersOfKMeans(finish(learnKMeans(values, COLUMNS, { clusters: 4, starts: 3, passes: 20 }, source('k-means'))))),
    ranking: digestOf([[averagePrecision(AIMS[1][1].labels, numbers) ?? -1, rocAuc(AIMS[1][1].labels, values.slice(0, ROWS)) ?? -1]]),
    'q-learning': digestOf(parametersOfQTable(finish(learnQ(WALK, { episodes: 200, longest: 60, rate: 0.5, halving: 50, discount: 0.95, explore: 0.2 }, source('q'))))),
    search: digestOf(parametersOfPolicy(finish(searchPolicy(bounds, [0, 0], valley, { rounds: 8, candidates: 20, elite: 5, worlds: 3, pace: 0.8 }, source('search'))))),
    ...Object.fromEntries((['relu', 'tanh'] as const).map((bend) => [`mlp, ${bend}`, digestOf(parametersOfMlp(finish(learnMlp(
      { sizes: [COLUMNS, 8, 5, 3], bend, answer: 'classes' }, values, labels, { epochs: 4, rate: 0.01, penalty: 0.001, batch: 16 }, source('mlp')))))])),
    ...Object.fromEntries(AIMS.flatMap(([name, aim]) => {
      const cart = learnCart(values, COLUMNS, aim, { depth: 5, leaf: 3 })
      return [
        [`tree, ${name}`, digestOf(cart && parametersOfCart(cart))],
        [`forest, ${name}`, digestOf(parametersOfForest(finish(learnForest(values, COLUMNS, aim, { trees: 8, depth: 5, leaf: 2, tried: 3 }, source('forest')))))],
        [`boosting, ${name}`, digestOf(parametersOfBoosting(finish(learnBoosting(values, COLUMNS, aim, { trees: 12, depth: 3, leaf: 3, rate: 0.2, share: 0.7 }, source('boosting')))))],
      ]
    })),
  }
}
