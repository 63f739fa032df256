import { settle, startAdam, stepAdam } from './adam.ts'
import { exp, log, tanh } from './math.ts'
import { fillNormal, glorot, he } from './normal.ts'
import { inOrder, shuffled, type Random } from './random.ts'
import type { Epoch } from './softmax.ts'

/** What a dense net looks like. */
export interface MlpShape {
  /** Values of a row, units of each hidden layer, outputs: as many as classes, or 1 for a number. */
  readonly sizes: readonly number[]
  /** What hidden units do with their sum. */
  readonly bend: 'relu' | 'tanh'
  /** Classes: softmax and cross-entropy. Number: the sum itself and half its squared error. */
  readonly answer: 'classes' | 'number'
}

/** A dense net (multilayer perceptron). */
export interface Mlp extends MlpShape {
  readonly kind: 'mlp'
  /** Layer after layer, each (inputs + 1) × outputs; the last row of each is the constants. */
  readonly parameters: Float64Array
}

export interface MlpKnobs {
  /** Passes over the rows. */
  readonly epochs: number
  /** Adam's step length. */
  readonly rate: number
  /** Weight of the penalty on large weights, 0 for none; the constants are not penalised. */
  readonly penalty: number
  /** Rows per step; as many as there are, or more, is full-batch. */
  readonly batch: number
}

/** Room for one row: sums bent (`units`) and errors, layer after layer; where each layer begins in them and in the parameters. */
interface Room {
  readonly units: Float64Array
  readonly errors: Float64Array
  readonly places: Int32Array
  readonly starts: Int32Array
}

/** The net before learning: weights normal (He before ReLU, Glorot else), constants 0. */
export function startMlp(shape: MlpShape, source: Random): Mlp {
  const { sizes } = shape
  const { starts } = roomFor(sizes)
  const layers = sizes.length - 1
  const parameters = new Float64Array(starts[layers]!)
  for (let l = 0; l < layers; l += 1) {
    const inputs = sizes[l]!
    const outputs = sizes[l + 1]!
    const deviation = shape.bend === 'relu' && l < layers - 1 ? he(inputs) : glorot(inputs, outputs)
    fillNormal(parameters, starts[l]!, starts[l]! + inputs * outputs, deviation, source)
  }
  return { kind: 'mlp', ...shape, parameters }
}

function roomFor(sizes: readonly number[]): Room {
  const places = new Int32Array(sizes.length + 1)
  const starts = new Int32Array(sizes.length)
  for (let l = 0; l < sizes.length; l += 1) {
    places[l + 1] = places[l]! + sizes[l]!
    if (l > 0) starts[l] = starts[l - 1]! + (sizes[l - 1]! + 1) * sizes[l]!
  }
  const units = places[sizes.length]!
  return { units: new Float64Array(units), errors: new Float64Array(units), places, starts }
}

/**
 * A dense net learnt by minibatch Adam and backpropagation (Rumelhart, Hinton and Williams 1986; Goodfellow, Bengio and Courville
 * 2016, algorithms 6.3 and 6.4). Minimises mean over rows of loss + penalty / 2 × sum of squared weights: scikit-learn's
 * MLPClassifier and MLPRegressor with alpha = penalty × rows of the batch. `values`: rows × sizes[0], row after row, best
 * scaled; `targets`: a class from 0 or a number per row, numbers best scaled. Each epoch takes the rows in a new random order
 * when the batch is smaller than them. Yields after every epoch; returns the net, or null when it diverged.
 */
export function learnMlp(
  shape: MlpShape, values: Float64Array, targets: ArrayLike<number>, knobs: MlpKnobs, source: Random,
): Generator<Epoch, Mlp | null> {
  return trainMlp(startMlp(shape, source), values, targets, knobs, source)
}

/** As learnMlp, from the given weights, which it changes. */
export function* trainMlp(
  net: Mlp, values: Float64Array, targets: ArrayLike<number>, knobs: MlpKnobs, source: Random,
): Generator<Epoch, Mlp | null> {
  const rows = targets.length
  const adam = startAdam(net.parameters.length)
  const gradient = new Float64Array(net.parameters.length)
  const room = roomFor(net.sizes)
  let order = inOrder(rows)
  for (let epoch = 1; epoch <= knobs.epochs; epoch += 1) {
    if (knobs.batch < rows) order = shuffled(rows, source)
    let loss = 0
    for (let from = 0; from < rows; from += knobs.batch) {
      const to = Math.min(rows, from + knobs.batch)
      loss += sumGradient(net, values, targets, order, from, to, gradient, room)
      meanGradient(net, gradient, room.starts, to - from, knobs.penalty)
      stepAdam(net.parameters, gradient, adam, knobs.rate)
    }
    loss = loss / Math.max(1, rows)
    yield { epoch, loss }
    if (loss - loss !== 0) return null
  }
  return settle(net.parameters) ? net : null
}

/** The sum of the losses of all rows and its gradient, as learnMlp takes it, without the penalty: for checks. */
export function mlpGradient(net: Mlp, values: Float64Array, targets: ArrayLike<number>): { loss: number; gradient: Float64Array } {
  const gradient = new Float64Array(net.parameters.length)
  const loss = sumGradient(net, values, targets, inOrder(targets.length), 0, targets.length, gradient, roomFor(net.sizes))
  return { loss, gradient }
}

/** Sets `gradient` to the sum over the rows order[from … to - 1]; returns the sum of their losses. */
function sumGradient(
  net: Mlp, values: Float64Array, targets: ArrayLike<number>, order: Int32Array, from: number, to: number, gradient: Float64Array, room: Room,
): number {
  let loss = 0
  gradient.fill(0)
  for (let i = from; i < to; i += 1) {
    const row = order[i]!
    forward(net, values, row * net.sizes[0]!, room)
    loss += lossOf(net, targets[row]!, room)
    backward(net, gradient, room)
  }
  return loss
}

function meanGradient(net: Mlp, gradient: Float64Array, starts: Int32Array, rows: number, penalty: number): void {
  for (let l = 0; l + 1 < net.sizes.length; l += 1) {
    const constants = starts[l + 1]! - net.sizes[l + 1]!
    for (let i = starts[l]!; i < constants; i += 1) gradient[i] = gradient[i]! / rows + penalty * net.parameters[i]!
    for (let i = constants; i < starts[l + 1]!; i += 1) gradient[i] = gradient[i]! / rows
  }
}

/** Fills `units` for the row at `at`; those of the last layer stay unbent. */
function forward(net: Mlp, values: Float64Array, at: number, room: Room): void {
  const { units, places, starts } = room
  const { sizes, parameters } = net
  for (let c = 0; c < sizes[0]!; c += 1) units[c] = values[at + c]!
  for (let l = 0; l + 1 < sizes.length; l += 1) {
    const inputs = sizes[l]!
    const outputs = sizes[l + 1]!
    const to = places[l + 1]!
    const constants = starts[l]! + inputs * outputs
    for (let o = 0; o < outputs; o += 1) units[to + o] = parameters[constants + o]!
    for (let i = 0; i < inputs; i += 1) {
      const x = units[places[l]! + i]!
      if (x === 0) continue
      const base = starts[l]! + i * outputs
      for (let o = 0; o < outputs; o += 1) units[to + o] = units[to + o]! + x * parameters[base + o]!
    }
    if (l + 2 < sizes.length) bendUnits(units, to, to + outputs, net.bend)
  }
}

function bendUnits(units: Float64Array, from: number, to: number, bend: 'relu' | 'tanh'): void {
  // `< 0 ? 0` and not max: NaN must stay NaN, so that a net that diverged is seen.
  if (bend === 'relu') for (let i = from; i < to; i += 1) units[i] = units[i]! < 0 ? 0 : units[i]!
  else for (let i = from; i < to; i += 1) units[i] = tanh(units[i]!)
}

/** Loss of the row just taken forward; sets the errors (loss by unbent sum) of the last layer. */
function lossOf(net: Mlp, target: number, room: Room): number {
  const last = net.sizes.length - 1
  const from = room.places[last]!
  if (net.answer === 'classes') return softmaxLoss(room.units, room.errors, from, from + net.sizes[last]!, target)
  const error = room.units[from]! - target
  room.errors[from] = error
  return 0.5 * error * error
}

/** -log softmax of the sums from … to - 1 at `label`, counted from `from`; sets `errors` to chance - (1 at the label). */
export function softmaxLoss(sums: Float64Array, errors: Float64Array, from: number, to: number, label: number): number {
  let most = -Infinity
  for (let i = from; i < to; i += 1) most = Math.max(most, sums[i]!)
  let total = 0
  for (let i = from; i < to; i += 1) {
    errors[i] = exp(sums[i]! - most)
    total += errors[i]!
  }
  for (let i = from; i < to; i += 1) errors[i] = errors[i]! / total
  errors[from + label] = errors[from + label]! - 1
  return log(total) + most - sums[from + label]!
}

/** Adds to `gradient` what the row just taken forward gives, from the errors of the last layer back. */
function backward(net: Mlp, gradient: Float64Array, room: Room): void {
  const { units, errors, places, starts } = room
  const { sizes, parameters } = net
  for (let l = sizes.length - 2; l >= 0; l -= 1) {
    const inputs = sizes[l]!
    const outputs = sizes[l + 1]!
    const to = places[l + 1]!
    const constants = starts[l]! + inputs * outputs
    for (let o = 0; o < outputs; o += 1) gradient[constants + o] = gradient[constants + o]! + errors[to + o]!
    for (let i = 0; i < inputs; i += 1) {
      const x = units[places[l]! + i]!
      const base = starts[l]! + i * outputs
      if (x !== 0) for (let o = 0; o < outputs; o += 1) gradient[base + o] = gradient[base + o]! + x * errors[to + o]!
      if (l === 0) continue
      let sum = 0
      // A ReLU at 0 passes nothing back.
      if (net.bend === 'tanh' || x !== 0) for (let o = 0; o < outputs; o += 1) sum += parameters[base + o]! * errors[to + o]!
      errors[places[l]! + i] = net.bend === 'tanh' ? sum * (1 - x * x) : sum
    }
  }
}

/** One class per row of `values` (rows × sizes[0]): the largest sum, the lower class when equal. */
export function predictMlpClasses(net: Mlp, values: Float64Array): Int32Array {
  const room = roomFor(net.sizes)
  const last = net.sizes.length - 1
  const from = room.places[last]!
  const found = new Int32Array(values.length / net.sizes[0]!)
  for (let r = 0; r < found.length; r += 1) {
    forward(net, values, r * net.sizes[0]!, room)
    let best = 0
    for (let k = 1; k < net.sizes[last]!; k += 1) if (room.units[from + k]! > room.units[from + best]!) best = k
    found[r] = best
  }
  return found
}

/** One number per row of `values` (rows × sizes[0]), in the unit of the targets it learnt from. */
export function predictMlpNumbers(net: Mlp, values: Float64Array): Float64Array {
  const room = roomFor(net.sizes)
  const found = new Float64Array(values.length / net.sizes[0]!)
  for (let r = 0; r < found.length; r += 1) {
    forward(net, values, r * net.sizes[0]!, room)
    found[r] = room.units[room.places[net.sizes.length - 1]!]!
  }
  return found
}

/** What a digest is taken over. */
export function parametersOfMlp(net: Mlp): ArrayLike<number>[] {
  return [net.parameters]
}
