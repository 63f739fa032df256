import type { Random } from './random.ts'
import type { Epoch } from './softmax.ts'

/** Groups of rows that lie close together, each known by its centre. */
export interface KMeans {
  readonly kind: 'k-means'
  readonly clusters: number
  readonly columns: number
  /** clusters × columns, centre after centre. */
  readonly centres: Float64Array
  /** Σ over the rows it learnt from of the squared distance to the nearest centre, in squared units of the values. */
  readonly inertia: number
}

export interface KMeansKnobs {
  readonly clusters: number
  /** How many times to begin anew; the start that ends with the least inertia is kept, the earlier when equal. */
  readonly starts: number
  /** Most passes over the rows for each start. */
  readonly passes: number
}

/**
 * k-means: `starts` times k-means++ (Arthur and Vassilvitskii 2007) and Lloyd's passes (Lloyd 1982, IEEE Transactions on
 * Information Theory 28, 129–137). `values`: rows × columns, row after row. With fewer rows than clusters there are as many clusters as
 * rows. Yields after every pass (epochs count through all starts, the loss is the inertia); returns the model, or null
 * without rows or when a number is not finite.
 */
export function* learnKMeans(values: Float64Array, columns: number, knobs: KMeansKnobs, source: Random): Generator<Epoch, KMeans | null> {
  const rows = values.length / columns
  const clusters = Math.min(knobs.clusters, rows)
  let best: KMeans | null = null
  let done = 0
  for (let start = 0; start < knobs.starts && clusters > 0; start += 1) {
    const run = lloyd(values, columns, spreadCentres(values, columns, clusters, source), knobs.passes)
    let next = run.next()
    for (; !next.done; next = run.next()) {
      done += 1
      yield { epoch: done, loss: next.value.loss }
    }
    if (next.value === null) return null
    if (best === null || next.value.inertia < best.inertia) best = next.value
  }
  return best
}

/**
 * Lloyd's passes from given centres (not changed): each row goes to its nearest centre, the lower when equal; a cluster without rows
 * takes the row farthest from its centre (the earlier when equal), as scikit-learn does; each centre moves to the mean of its
 * rows. Ends when no row changes its cluster, or after `passes`. The loss of a pass is the inertia before its centres move.
 */
export function* lloyd(values: Float64Array, columns: number, from: Float64Array, passes: number): Generator<Epoch, KMeans | null> {
  const clusters = from.length / columns
  const centres = from.slice()
  const labels = new Int32Array(values.length / columns).fill(-1)
  const far = new Float64Array(labels.length)
  const sizes = new Int32Array(clusters)
  for (let epoch = 1; epoch <= passes; epoch += 1) {
    const before = labels.slice()
    const loss = assign(values, columns, centres, labels, far)
    yield { epoch, loss }
    if (loss - loss !== 0) return null
    count(labels, sizes)
    refill(labels, far, sizes)
    if (same(labels, before)) break
    moveToMeans(values, columns, labels, sizes, centres)
  }
  const inertia = assign(values, columns, centres, labels, far)
  if (inertia - inertia !== 0) return null
  for (let i = 0; i < centres.length; i += 1) centres[i] = centres[i]! + 0
  return { kind: 'k-means', clusters, columns, centres, inertia }
}

/**
 * k-means++: the first centre is any row; each further one a row drawn with a chance in proportion to its squared distance from the
 * nearest centre so far. `values`: rows × columns; returns clusters × columns. Needs a row.
 */
export function spreadCentres(values: Float64Array, columns: number, clusters: number, source: Random): Float64Array {
  const rows = values.length / columns
  const centres = new Float64Array(clusters * columns)
  const far = new Float64Array(rows).fill(Infinity)
  let chosen = source.below(rows)
  for (let k = 0; k < clusters; k += 1) {
    for (let c = 0; c < columns; c += 1) centres[k * columns + c] = values[chosen * columns + c]!
    let total = 0
    for (let r = 0; r < rows; r += 1) {
      far[r] = Math.min(far[r]!, distance(values, r * columns, centres, k * columns, columns))
      total += far[r]!
    }
    chosen = drawn(far, source.unit() * total)
  }
  return centres
}

/** The first place at which the running sum of `far` is above `at`; the last with a distance, or 0, when rounding leaves none. */
function drawn(far: Float64Array, at: number): number {
  let sum = 0
  let last = 0
  for (let r = 0; r < far.length; r += 1) {
    if (far[r] === 0) continue
    sum += far[r]!
    last = r
    if (sum > at) return r
  }
  return last
}

function distance(a: Float64Array, from: number, b: Float64Array, at: number, columns: number): number {
  let sum = 0
  for (let c = 0; c < columns; c += 1) {
    const d = a[from + c]! - b[at + c]!
    sum += d * d
  }
  return sum
}

/** Fills `labels` with the nearest centre of each row and `far` with the squared distance; returns their sum. */
function assign(values: Float64Array, columns: number, centres: Float64Array, labels: Int32Array, far: Float64Array): number {
  const clusters = centres.length / columns
  let inertia = 0
  for (let r = 0; r < labels.length; r += 1) {
    let best = 0
    let least = distance(values, r * columns, centres, 0, columns)
    for (let k = 1; k < clusters; k += 1) {
      const d = distance(values, r * columns, centres, k * columns, columns)
      if (d < least) {
        least = d
        best = k
      }
    }
    labels[r] = best
    far[r] = least
    inertia += least
  }
  return inertia
}

function count(labels: Int32Array, sizes: Int32Array): void {
  sizes.fill(0)
  for (let r = 0; r < labels.length; r += 1) sizes[labels[r]!] = sizes[labels[r]!]! + 1
}

/** Gives each empty cluster the farthest row of a cluster that keeps another. */
function refill(labels: Int32Array, far: Float64Array, sizes: Int32Array): void {
  for (let k = 0; k < sizes.length; k += 1) {
    if (sizes[k]! > 0) continue
    let farthest = -1
    for (let r = 0; r < labels.length; r += 1) {
      if (sizes[labels[r]!]! > 1 && (farthest < 0 || far[r]! > far[farthest]!)) farthest = r
    }
    sizes[labels[farthest]!] = sizes[labels[farthest]!]! - 1
    sizes[k] = 1
    labels[farthest] = k
    far[farthest] = 0
  }
}

function moveToMeans(values: Float64Array, columns: number, labels: Int32Array, sizes: Int32Array, centres: Float64Array): void {
  centres.fill(0)
  for (let r = 0; r < labels.length; r += 1) {
    const at = labels[r]! * columns
    for (let c = 0; c < columns; c += 1) centres[at + c] = centres[at + c]! + values[r * columns + c]!
  }
  for (let i = 0; i < centres.length; i += 1) centres[i] = centres[i]! / sizes[Math.floor(i / columns)]!
}

function same(a: Int32Array, b: Int32Array): boolean {
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return false
  return true
}

/** The nearest centre of each row, the lower when equal. `values`: rows × columns. */
export function predictKMeans(model: KMeans, values: Float64Array): Int32Array {
  const labels = new Int32Array(values.length / model.columns)
  assign(values, model.columns, model.centres, labels, new Float64Array(labels.length))
  return labels
}

/** Everything learnt, in a fixed order: the centres. */
export function parametersOfKMeans(model: KMeans): ArrayLike<number>[] {
  return [model.centres]
}
