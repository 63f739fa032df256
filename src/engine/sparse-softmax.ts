import { exp, log } from './math.ts'
import { inOrder, shuffled, type Random } from './random.ts'
import type { Epoch, SoftmaxKnobs } from './softmax.ts'
import type { SparseRows } from './text.ts'

/** One weight per column and class, and one constant per class. */
export interface SparseSoftmax {
  readonly kind: 'sparse-softmax'
  readonly classes: number
  readonly columns: number
  /** (columns + 1) × classes, column after column; the last are the constants. */
  readonly weights: Float64Array
}

/** Keeps the first steps from dividing by zero where nothing was learnt yet. */
const LEAST = 1e-10

/** What a step works on; `weights`, `gradient` and `squares` have the shape of the model's weights. */
interface Work {
  readonly weights: Float64Array
  /** Sum over the rows of the batch; 0 between steps. */
  readonly gradient: Float64Array
  /** Sum over all steps so far of the squared gradient. */
  readonly squares: Float64Array
  /** Columns with a value in the batch, the constants' first: touched[0 … n - 1]; `marked` says which. */
  readonly touched: Int32Array
  readonly marked: Uint8Array
  readonly chance: Float64Array
}

/**
 * Softmax regression on sparse rows by AdaGrad (Duchi, Hazan and Singer 2011, Journal of Machine Learning Research 12,
 * 2121–2159), from zero: weight -= rate × gradient / (square root of the sum of its squared gradients + 1e-10), so that rare words
 * learn in long steps. The loss is that of learnSoftmax: mean of -log p(class) + penalty / 2 × sum of squared weights. A batch
 * touches, and penalises, only columns with a value in one of its rows; the constants are never penalised. With a batch smaller
 * than the rows each epoch takes them in a new random order. `labels`: one class per row; `times`: what each row counts, 1 where it is
 * not given: its part of the gradient and of the loss is so many times as large. Yields after every epoch; returns the
 * model, or null when it diverged.
 */
export function* learnSparseSoftmax(
  rows: SparseRows, labels: Int32Array, classes: number, knobs: SoftmaxKnobs, source: Random, times?: ArrayLike<number>,
): Generator<Epoch, SparseSoftmax | null> {
  const work = begin(rows.columns, classes)
  const { weights } = work
  let order = inOrder(labels.length)
  for (let epoch = 1; epoch <= knobs.epochs; epoch += 1) {
    if (knobs.batch < labels.length) order = shuffled(labels.length, source)
    let loss = 0
    for (let from = 0; from < labels.length; from += knobs.batch) {
      const to = Math.min(labels.length, from + knobs.batch)
      let touched = 1
      for (let i = from; i < to; i += 1) {
        const counts = times === undefined ? 1 : times[order[i]!]!
        loss += counts * chances(weights, rows, order[i]!, work.chance, labels[order[i]!]!)
        touched = addGradient(work, rows, order[i]!, labels[order[i]!]!, counts, touched)
      }
      step(work, knobs, to - from, touched)
    }
    loss = loss / Math.max(1, labels.length)
    yield { epoch, loss }
    if (!finite(loss)) return null
  }
  for (let i = 0; i < weights.length; i += 1) {
    if (!finite(weights[i]!)) return null
    weights[i] = weights[i]! + 0
  }
  return { kind: 'sparse-softmax', classes, columns: rows.columns, weights }
}

function begin(columns: number, classes: number): Work {
  const size = (columns + 1) * classes
  return {
    weights: new Float64Array(size), gradient: new Float64Array(size), squares: new Float64Array(size),
    touched: new Int32Array(columns + 1).fill(columns, 0, 1), marked: new Uint8Array(columns + 1), chance: new Float64Array(classes),
  }
}

/** Adds the gradient of one row, so many times as it counts, whose probabilities `chance` holds; returns how many columns are touched by now. */
function addGradient(work: Work, rows: SparseRows, row: number, label: number, counts: number, touched: number): number {
  const { gradient, chance } = work
  const classes = chance.length
  chance[label] = chance[label]! - 1
  if (counts !== 1) for (let k = 0; k < classes; k += 1) chance[k] = chance[k]! * counts
  for (let i = rows.starts[row]!; i < rows.starts[row + 1]!; i += 1) {
    const place = rows.places[i]!
    const value = rows.values[i]!
    const base = place * classes
    for (let k = 0; k < classes; k += 1) gradient[base + k] = gradient[base + k]! + chance[k]! * value
    if (work.marked[place] === 0) {
      work.marked[place] = 1
      work.touched[touched] = place
      touched += 1
    }
  }
  const base = rows.columns * classes
  for (let k = 0; k < classes; k += 1) gradient[base + k] = gradient[base + k]! + chance[k]!
  return touched
}

function step(work: Work, knobs: SoftmaxKnobs, rows: number, touched: number): void {
  const { weights, gradient, squares } = work
  const classes = work.chance.length
  for (let i = 0; i < touched; i += 1) {
    const place = work.touched[i]!
    const penalty = i === 0 ? 0 : knobs.penalty
    for (let at = place * classes; at < (place + 1) * classes; at += 1) {
      const slope = gradient[at]! / rows + penalty * weights[at]!
      squares[at] = squares[at]! + slope * slope
      weights[at] = weights[at]! - (knobs.rate * slope) / (Math.sqrt(squares[at]!) + LEAST)
      gradient[at] = 0
    }
    work.marked[place] = 0
  }
}

/** Fills `chance` with each class's probability for a row; returns -log(probability of `label`), finite even when that is 0. */
function chances(weights: Float64Array, rows: SparseRows, row: number, chance: Float64Array, label: number): number {
  const classes = chance.length
  for (let k = 0; k < classes; k += 1) chance[k] = weights[rows.columns * classes + k]!
  for (let i = rows.starts[row]!; i < rows.starts[row + 1]!; i += 1) {
    const base = rows.places[i]! * classes
    const value = rows.values[i]!
    for (let k = 0; k < classes; k += 1) chance[k] = chance[k]! + weights[base + k]! * value
  }
  let most = -Infinity
  for (let k = 0; k < classes; k += 1) most = Math.max(most, chance[k]!)
  const own = chance[label]!
  let total = 0
  for (let k = 0; k < classes; k += 1) {
    chance[k] = exp(chance[k]! - most)
    total += chance[k]!
  }
  for (let k = 0; k < classes; k += 1) chance[k] = chance[k]! / total
  return log(total) + most - own
}

/** rows × classes: the probability of each class, row after row. */
export function chancesSparseSoftmax(model: SparseSoftmax, rows: SparseRows): Float64Array {
  const all = new Float64Array((rows.starts.length - 1) * model.classes)
  const chance = new Float64Array(model.classes)
  for (let r = 0; r + 1 < rows.starts.length; r += 1) {
    chances(model.weights, rows, r, chance, 0)
    all.set(chance, r * model.classes)
  }
  return all
}

/** One class per row: the most probable, the lower class when equal. */
export function predictSparseSoftmax(model: SparseSoftmax, rows: SparseRows): Int32Array {
  const found = new Int32Array(rows.starts.length - 1)
  const chance = chancesSparseSoftmax(model, rows)
  for (let r = 0; r < found.length; r += 1) {
    let best = 0
    for (let k = 1; k < model.classes; k += 1) if (chance[r * model.classes + k]! > chance[r * model.classes + best]!) best = k
    found[r] = best
  }
  return found
}

/** Everything learnt, in a fixed order: the weights. */
export function parametersOfSparseSoftmax(model: SparseSoftmax): ArrayLike<number>[] {
  return [model.weights]
}

function finite(x: number): boolean {
  return x - x === 0
}
