import { exp, log } from './math.ts'
import { inOrder, shuffled, type Random } from './random.ts'
import type { Table } from './table.ts'

/** One weight per class and column, and one constant per class. */
export interface Softmax {
  readonly kind: 'softmax'
  readonly classes: number
  readonly columns: number
  /** classes × (columns + 1), class after class; the last of each is the constant. */
  readonly weights: Float64Array
}

export interface SoftmaxKnobs {
  /** Passes over the rows. */
  readonly epochs: number
  /** Length of each step down the gradient. */
  readonly rate: number
  /** Weight of the penalty on large weights, 0 for none; the constants are not penalised. */
  readonly penalty: number
  /** Rows per step; as many as there are, or more, is full-batch. */
  readonly batch: number
}

/** Done so far: epochs and the mean loss of the last one; not finite = diverged, and the run stops there. */
export interface Epoch {
  readonly epoch: number
  readonly loss: number
}

/**
 * Softmax (multinomial logistic) regression by gradient descent from zero.
 * Minimises mean over rows of -log p(class) + penalty / 2 × sum of squared weights, which is scikit-learn's
 * LogisticRegression objective with C = 1 / (penalty × rows). With a batch smaller than the rows, each epoch takes them in a
 * new random order, and the last batch may be smaller. Yields after every epoch; returns the model, or null when it diverged.
 */
export function* learnSoftmax(table: Table, knobs: SoftmaxKnobs, source: Random): Generator<Epoch, Softmax | null> {
  const rows = table.labels.length
  const width = table.columns.length + 1
  const weights = new Float64Array(table.classes * width)
  const gradient = new Float64Array(weights.length)
  const chance = new Float64Array(table.classes)
  let order = inOrder(rows)
  for (let epoch = 1; epoch <= knobs.epochs; epoch += 1) {
    if (knobs.batch < rows) order = shuffled(rows, source)
    let loss = 0
    for (let from = 0; from < rows; from += knobs.batch) {
      const to = Math.min(rows, from + knobs.batch)
      loss += addGradient(table, weights, order, from, to, gradient, chance)
      step(weights, gradient, width, knobs, to - from)
    }
    loss = loss / rows
    yield { epoch, loss }
    if (!finite(loss)) return null
  }
  for (let i = 0; i < weights.length; i += 1) {
    if (!finite(weights[i]!)) return null
    weights[i] = weights[i]! + 0
  }
  return { kind: 'softmax', classes: table.classes, columns: width - 1, weights }
}

/** Sets `gradient` to the sum over the rows order[from … to - 1]; returns the sum of their losses. */
function addGradient(
  table: Table, weights: Float64Array, order: Int32Array, from: number, to: number, gradient: Float64Array, chance: Float64Array,
): number {
  const columns = table.columns.length
  let loss = 0
  gradient.fill(0)
  for (let i = from; i < to; i += 1) {
    const row = order[i]!
    const at = row * columns
    const label = table.labels[row]!
    loss += chances(weights, table.values, at, columns, chance, label)
    for (let k = 0; k < chance.length; k += 1) {
      const error = chance[k]! - (k === label ? 1 : 0)
      const base = k * (columns + 1)
      for (let c = 0; c < columns; c += 1) gradient[base + c] = gradient[base + c]! + error * table.values[at + c]!
      gradient[base + columns] = gradient[base + columns]! + error
    }
  }
  return loss
}

function step(weights: Float64Array, gradient: Float64Array, width: number, knobs: SoftmaxKnobs, rows: number): void {
  for (let i = 0; i < weights.length; i += 1) {
    const penalty = i % width === width - 1 ? 0 : knobs.penalty * weights[i]!
    weights[i] = weights[i]! - knobs.rate * (gradient[i]! / rows + penalty)
  }
}

/** Fills `chance` with each class's probability for the row at `at`; returns -log(probability of `label`), finite even when that is 0. */
function chances(
  weights: Float64Array, values: Float64Array, at: number, columns: number, chance: Float64Array, label: number,
): number {
  let most = -Infinity
  for (let k = 0; k < chance.length; k += 1) {
    const base = k * (columns + 1)
    let sum = weights[base + columns]!
    for (let c = 0; c < columns; c += 1) sum += weights[base + c]! * values[at + c]!
    chance[k] = sum
    most = Math.max(most, sum)
  }
  const own = chance[label]!
  let total = 0
  for (let k = 0; k < chance.length; k += 1) {
    chance[k] = exp(chance[k]! - most)
    total += chance[k]!
  }
  for (let k = 0; k < chance.length; k += 1) chance[k] = chance[k]! / total
  return log(total) + most - own
}

/** One class per row: the most probable, the lower class when equal. */
export function predictSoftmax(model: Softmax, values: Float64Array): Int32Array {
  const found = new Int32Array(values.length / model.columns)
  const chance = new Float64Array(model.classes)
  for (let r = 0; r < found.length; r += 1) {
    chances(model.weights, values, r * model.columns, model.columns, chance, 0)
    let best = 0
    for (let k = 1; k < chance.length; k += 1) if (chance[k]! > chance[best]!) best = k
    found[r] = best
  }
  return found
}

function finite(x: number): boolean {
  return x - x === 0
}
