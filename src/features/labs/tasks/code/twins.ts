import { random, shuffled } from '../../../../engine/random.ts'
import type { Table } from '../../../../engine/table.ts'

/** Ways to read a picture, in TypeScript: what the check simulates 500 learners with, and the baseline of every grade. */
export type Twin =
  /** The class that is most common. */
  | { readonly twin: 'common' }
  /** The nearest of the first row of each class. */
  | { readonly twin: 'first' }
  /** The nearest of the means of the classes. */
  | { readonly twin: 'centroid' }
  /** Most votes among the k nearest rows; where no class has two votes or more, the nearest row's; ties to the lower class. */
  | { readonly twin: 'neighbours'; readonly k: number }
  /** A weight for each column and class, learnt row after row by the gradient of the cross-entropy; step rate / (1 + round); columns divided by 16. */
  | { readonly twin: 'softmax'; readonly epochs: number; readonly rate: number }

/** What a twin that learnt from `learn` answers for each row of `asked`. */
export function twinAnswers(twin: Twin, learn: Table, asked: Table, seed: string): Float64Array {
  if (twin.twin === 'softmax') return softmax(twin.epochs, twin.rate, learn, asked, seed)
  if (twin.twin === 'neighbours') return neighbours(twin.k, learn, asked)
  if (twin.twin === 'common') return Float64Array.from(asked.labels, () => most(counts(learn.labels, learn.classes)))
  const { table, classes } = prototypes(twin.twin, learn)
  return Float64Array.from(asked.labels, (_, row) => classes[nearest(table, asked, row)]!)
}

function rowOf({ values, columns }: Table, row: number): Float64Array {
  return values.subarray(row * columns.length, (row + 1) * columns.length)
}

function distance(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let c = 0; c < a.length; c += 1) sum += (a[c]! - b[c]!) * (a[c]! - b[c]!)
  return sum
}

function counts(labels: Iterable<number>, classes: number): Float64Array {
  const found = new Float64Array(classes)
  for (const label of labels) found[label] = found[label]! + 1
  return found
}

/** Place of the largest, the lower when equal. */
function most(values: ArrayLike<number>): number {
  let best = 0
  for (let i = 1; i < values.length; i += 1) if (values[i]! > values[best]!) best = i
  return best
}

function prototypes(kind: 'first' | 'centroid', learn: Table): { table: Float64Array[]; classes: number[] } {
  const known = Array.from({ length: learn.classes }, (_, label) => label).filter((label) => learn.labels.includes(label))
  if (kind === 'first') return { table: known.map((label) => rowOf(learn, learn.labels.indexOf(label))), classes: known }
  const size = counts(learn.labels, learn.classes)
  const sums = Array.from({ length: learn.classes }, () => new Float64Array(learn.columns.length))
  learn.labels.forEach((label, row) => { rowOf(learn, row).forEach((v, c) => { sums[label]![c] = sums[label]![c]! + v }) })
  return { table: known.map((label) => sums[label]!.map((sum) => sum / size[label]!)), classes: known }
}

function nearest(table: readonly Float64Array[], asked: Table, row: number): number {
  const all = table.map((one) => -distance(one, rowOf(asked, row)))
  return most(all)
}

function neighbours(k: number, learn: Table, asked: Table): Float64Array {
  return Float64Array.from(asked.labels, (_, row) => {
    const near = nearestRows(k, learn, rowOf(asked, row))
    const votes = counts(near.map((place) => learn.labels[place]!), learn.classes)
    return votes[most(votes)]! > 1 ? most(votes) : learn.labels[near[0]!]!
  })
}

/** Places of the k nearest rows, the nearest first; of equal ones the earlier. */
function nearestRows(k: number, learn: Table, asked: Float64Array): number[] {
  const near: number[] = []
  const far: number[] = []
  for (let place = 0; place < learn.labels.length; place += 1) {
    const d = distance(rowOf(learn, place), asked)
    if (near.length === k && d >= far[k - 1]!) continue
    const at = far.findIndex((other) => d < other)
    near.splice(at < 0 ? near.length : at, 0, place)
    far.splice(at < 0 ? far.length : at, 0, d)
    if (near.length > k) {
      near.pop()
      far.pop()
    }
  }
  return near
}

function softmax(epochs: number, rate: number, learn: Table, asked: Table, seed: string): Float64Array {
  const width = learn.columns.length
  const source = random(seed, 'softmax')
  const weights = Array.from({ length: learn.classes }, () => new Float64Array(width + 1))
  const points = (row: Float64Array): number[] => weights.map((w) => {
    let sum = w[width]!
    for (let c = 0; c < width; c += 1) sum += (w[c]! * row[c]!) / 16
    return sum
  })
  for (let round = 0; round < epochs; round += 1) {
    for (const place of shuffled(learn.labels.length, source)) {
      const row = rowOf(learn, place)
      const sums = points(row)
      const top = Math.max(...sums)
      const shares = sums.map((s) => Math.exp(s - top))
      const all = shares.reduce((a, b) => a + b)
      weights.forEach((w, label) => {
        const step = (rate / (1 + round)) * (shares[label]! / all - (learn.labels[place] === label ? 1 : 0))
        for (let c = 0; c < width; c += 1) w[c] = w[c]! - (step * row[c]!) / 16
        w[width] = w[width]! - step
      })
    }
  }
  return Float64Array.from(asked.labels, (_, row) => most(points(rowOf(asked, row))))
}
