import { cos } from '../../src/engine/math.ts'
import { normal } from '../../src/engine/normal.ts'
import { random, type Random } from '../../src/engine/random.ts'
import { spreadCentres } from '../../src/engine/kmeans.ts'

/** What every library is given: plain arrays, row after row. */
export interface Rows {
  readonly columns: number
  readonly values: Float64Array
  /** A class from 0 for each row, and a number. */
  readonly labels: Int32Array
  readonly numbers: Float64Array
}

export interface Data {
  readonly classes: number
  /** Learnt from, and asked afterwards. */
  readonly learnt: Rows
  readonly asked: Rows
  /** Where k-means begins, centre after centre: the same for all. */
  readonly centres: Float64Array
}

export type TaskName = 'logistic' | 'mlp' | 'cnn' | 'gru' | 'tree' | 'forest' | 'boosting' | 'k-means' | 'ridge'

export interface Task {
  readonly name: TaskName
  readonly title: string
  /** Rows learnt from. */
  readonly rows: number
  readonly measure: 'accuracy' | 'rmse' | 'adjusted Rand'
  readonly knobs: Readonly<Record<string, number>>
  readonly data: (rows: number, knobs: Readonly<Record<string, number>>, source: Random) => Rows
}

/** Image side, window length: what a row of values is. */
export const SIDE = 14
export const STEPS = 24
export const HIDDEN = [32, 16]
export const CONVOLUTIONS = [{ window: 5, filters: 8 }, { window: 5, filters: 16 }] as const
export const UNITS = 16
const CLUSTERS = 6
const IMAGE_CLASSES = 4
/** Rows asked, at every size. */
const ASKED = 500

/** The tasks of ../shared/LABS.md, section A; fewer images and rows for trees, so that the others end. */
export const TASKS: readonly Task[] = [
  { name: 'logistic', title: 'logistic regression, 10,000 x 20, 20 passes, batch 64', rows: 10_000, measure: 'accuracy', knobs: { passes: 20, rate: 0.1, batch: 64 }, data: tableRows },
  { name: 'mlp', title: 'dense net 32-16, 10,000 x 20, 20 passes, batch 64, Adam', rows: 10_000, measure: 'accuracy', knobs: { passes: 20, rate: 0.003, batch: 64 }, data: tableRows },
  { name: 'cnn', title: 'convolutions 8@5 and 16@5, 600 images of 14 x 14, 2 passes, batch 16, Adam', rows: 600, measure: 'accuracy', knobs: { passes: 2, rate: 0.004, batch: 16 }, data: imageRows },
  { name: 'gru', title: 'GRU of 16, 1,600 windows of 24, 5 passes, batch 32, Adam', rows: 1600, measure: 'rmse', knobs: { passes: 5, rate: 0.01, batch: 32 }, data: windowRows },
  { name: 'tree', title: 'decision tree, 1,000 x 20, depth 6, leaf 5', rows: 1000, measure: 'accuracy', knobs: { depth: 6, leaf: 5 }, data: tableRows },
  { name: 'forest', title: 'random forest, 1,000 x 20, 20 trees, depth 8, leaf 2', rows: 1000, measure: 'accuracy', knobs: { trees: 20, depth: 8, leaf: 2, tried: 5 }, data: tableRows },
  { name: 'boosting', title: 'gradient boosting, 10,000 x 20, 100 trees, depth 4, step 0.1', rows: 10_000, measure: 'accuracy', knobs: { trees: 100, depth: 4, leaf: 5, rate: 0.1 }, data: tableRows },
  { name: 'k-means', title: 'k-means, 10,000 x 6, 6 groups, at most 25 passes from the same centres', rows: 10_000, measure: 'adjusted Rand', knobs: { clusters: CLUSTERS, passes: 25 }, data: clusterRows },
  { name: 'ridge', title: 'ridge regression, 10,000 x 20', rows: 10_000, measure: 'rmse', knobs: { penalty: 1, passes: 20, rate: 0.01, batch: 64 }, data: tableRows },
]

/** The same data for everybody who asks for the same task at the same size. */
export function dataOf(task: Task, scale: number): Data {
  const count = Math.max(40, Math.round(task.rows * scale))
  const learnt = task.data(count, task.knobs, random('bench', `${task.name} learnt`))
  const asked = task.data(ASKED, task.knobs, random('bench', `${task.name} asked`))
  const centres = task.name === 'k-means' ? spreadCentres(learnt.values, learnt.columns, CLUSTERS, random('bench', 'centres')) : new Float64Array(0)
  return { classes: task.name === 'cnn' ? IMAGE_CLASSES : 2, learnt, asked, centres }
}

/** Lines, a bend, a product and noise: a line finds most of it, trees and nets more. */
function tableRows(count: number, _knobs: unknown, source: Random): Rows {
  const columns = 20
  const values = Float64Array.from({ length: count * columns }, () => normal(source))
  const numbers = Float64Array.from({ length: count }, (_, r) => {
    const x = (c: number): number => values[r * columns + c]!
    return 1.2 * x(0) - x(1) + 0.6 * x(2) + 1.2 * x(3) * x(4) + (x(5) > 0.5 ? 1 : 0) - 0.3 + 0.8 * normal(source)
  })
  return { columns, values, numbers, labels: Int32Array.from(numbers, (n) => (n > 0 ? 1 : 0)) }
}

/** Stripes in one of four directions, anywhere, as wide as it happens, with noise: no single pixel tells anything. Values 0 to 255. */
function imageRows(count: number, _knobs: unknown, source: Random): Rows {
  const columns = SIDE * SIDE
  const values = new Float64Array(count * columns)
  const labels = Int32Array.from({ length: count }, () => source.below(IMAGE_CLASSES))
  for (let image = 0; image < count; image += 1) {
    const angle = (labels[image]! * Math.PI) / IMAGE_CLASSES
    const [across, down] = [cos(angle), cos(angle - Math.PI / 2)]
    const [pace, phase] = [0.9 + 0.3 * source.unit(), 2 * Math.PI * source.unit()]
    for (let p = 0; p < columns; p += 1) {
      const wave = cos(pace * ((p % SIDE) * across + Math.floor(p / SIDE) * down) + phase)
      values[image * columns + p] = Math.max(0, Math.min(255, Math.floor(128 + 80 * wave + 20 * normal(source))))
    }
  }
  return { columns, values, labels, numbers: Float64Array.from(labels) }
}

/** Two waves and noise; what comes next. */
function windowRows(count: number, _knobs: unknown, source: Random): Rows {
  const values = new Float64Array(count * STEPS)
  const numbers = new Float64Array(count)
  for (let w = 0; w < count; w += 1) {
    const [pace, phase, slow] = [0.3 + 0.4 * source.unit(), 2 * Math.PI * source.unit(), 2 * Math.PI * source.unit()]
    const at = (t: number): number => 0.8 * cos(pace * t + phase) + 0.5 * cos(0.1 * t + slow)
    for (let t = 0; t < STEPS; t += 1) values[w * STEPS + t] = at(t) + 0.1 * normal(source)
    numbers[w] = at(STEPS)
  }
  return { columns: STEPS, values, numbers, labels: new Int32Array(count) }
}

/** Groups that touch. */
function clusterRows(count: number, knobs: Readonly<Record<string, number>>, source: Random): Rows {
  const columns = 6
  const labels = Int32Array.from({ length: count }, () => source.below(knobs.clusters ?? CLUSTERS))
  // Group k lies 3 up its own axis.
  const values = Float64Array.from({ length: count * columns }, (_, i) => normal(source) + (i % columns === labels[Math.floor(i / columns)] ? 3 : 0))
  return { columns, values, labels, numbers: Float64Array.from(labels) }
}
