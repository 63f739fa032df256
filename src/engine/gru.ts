import { settle, startAdam, stepAdam } from './adam.ts'
import { exp, tanh } from './math.ts'
import { fillNormal, glorot } from './normal.ts'
import { inOrder, shuffled, type Random } from './random.ts'
import type { Epoch } from './softmax.ts'

/** What a recurrent net looks like. */
export interface GruShape {
  /** Steps of a window. */
  readonly steps: number
  /** Values of a step. */
  readonly columns: number
  /** Units that remember. */
  readonly units: number
}

/** One layer of gated recurrent units and a linear output. */
export interface Gru extends GruShape {
  readonly kind: 'gru'
  /**
   * Three blocks of (columns + units + 1) × units — update gate, reset gate, candidate — each with rows for the step's values,
   * then for what is remembered, then the constants; then units weights of the output and its constant.
   */
  readonly parameters: Float64Array
}

export interface GruKnobs {
  /** Passes over the windows. */
  readonly epochs: number
  /** Adam's step length. */
  readonly rate: number
  /** Weight of the penalty on large weights, 0 for none; the constants are not penalised. */
  readonly penalty: number
  /** Windows per step of Adam. */
  readonly batch: number
}

/** Room for one window: per step, units numbers each; `state` has one step more, the first zeros. */
interface Room {
  readonly state: Float64Array
  readonly update: Float64Array
  readonly reset: Float64Array
  readonly candidate: Float64Array
  /** Errors of one step: of the state, and of the sums of each gate. */
  readonly stateError: Float64Array
  readonly beforeError: Float64Array
  readonly sumErrors: Float64Array
  /** Reset state (reset × state before) of the step at hand, and its error. */
  readonly kept: Float64Array
  readonly keptError: Float64Array
}

function roomFor({ steps, units }: GruShape): Room {
  const all = () => new Float64Array(steps * units)
  const one = () => new Float64Array(units)
  return {
    state: new Float64Array((steps + 1) * units), update: all(), reset: all(), candidate: all(),
    stateError: one(), beforeError: one(), sumErrors: new Float64Array(3 * units), kept: one(), keptError: one(),
  }
}

/** The net before learning: weights normal (Glorot), constants 0. */
export function startGru(shape: GruShape, source: Random): Gru {
  const { columns, units } = shape
  const block = (columns + units + 1) * units
  const parameters = new Float64Array(3 * block + units + 1)
  for (let gate = 0; gate < 3; gate += 1) {
    const from = gate * block
    fillNormal(parameters, from, from + columns * units, glorot(columns, units), source)
    fillNormal(parameters, from + columns * units, from + block - units, glorot(units, units), source)
  }
  fillNormal(parameters, 3 * block, 3 * block + units, glorot(units, 1), source)
  return { kind: 'gru', ...shape, parameters }
}

/**
 * Gated recurrent units (Cho et al. 2014, EMNLP, arXiv:1406.1078, equations 5 to 8) learnt by backpropagation through the whole
 * window (Werbos 1990) and minibatch Adam. Each step, with σ the logistic function:
 *   z = σ(Wz x + Uz h), r = σ(Wr x + Ur h), c = tanh(W x + U (r × h)), h = z × h + (1 - z) × c, each sum with a constant;
 * the answer is v h + constant after the last step. Minimises mean of half the squared error + penalty / 2 × sum of squared weights.
 * `values`: windows × steps × columns, `targets`: a number per window, both best scaled. Each epoch takes the windows in a new
 * random order when the batch is smaller than them. Yields after every epoch; returns the net, or null when it diverged.
 */
export function* learnGru(
  shape: GruShape, values: Float64Array, targets: ArrayLike<number>, knobs: GruKnobs, source: Random,
): Generator<Epoch, Gru | null> {
  const count = targets.length
  const net = startGru(shape, source)
  const adam = startAdam(net.parameters.length)
  const gradient = new Float64Array(net.parameters.length)
  const room = roomFor(shape)
  let order = inOrder(count)
  for (let epoch = 1; epoch <= knobs.epochs; epoch += 1) {
    if (knobs.batch < count) order = shuffled(count, source)
    let loss = 0
    for (let from = 0; from < count; from += knobs.batch) {
      const to = Math.min(count, from + knobs.batch)
      gradient.fill(0)
      for (let i = from; i < to; i += 1) loss += addGradient(net, values, order[i]!, targets[order[i]!]!, gradient, room)
      meanGradient(net, gradient, to - from, knobs.penalty)
      stepAdam(net.parameters, gradient, adam, knobs.rate)
    }
    loss = loss / Math.max(1, count)
    yield { epoch, loss }
    if (loss - loss !== 0) return null
  }
  return settle(net.parameters) ? net : null
}

/** The sum of the losses of all windows and its gradient, as learnGru takes it, without the penalty: for checks. */
export function gruGradient(net: Gru, values: Float64Array, targets: ArrayLike<number>): { loss: number; gradient: Float64Array } {
  const gradient = new Float64Array(net.parameters.length)
  const room = roomFor(net)
  let loss = 0
  for (let i = 0; i < targets.length; i += 1) loss += addGradient(net, values, i, targets[i]!, gradient, room)
  return { loss, gradient }
}

function meanGradient(net: Gru, gradient: Float64Array, count: number, penalty: number): void {
  const { columns, units, parameters } = net
  const block = (columns + units + 1) * units
  for (let i = 0; i < gradient.length; i += 1) {
    const constant = i < 3 * block ? i % block >= block - units : i === gradient.length - 1
    gradient[i] = gradient[i]! / count + (constant ? 0 : penalty * parameters[i]!)
  }
}

/** Adds one window's gradient; returns its loss. */
function addGradient(net: Gru, values: Float64Array, which: number, target: number, gradient: Float64Array, room: Room): number {
  const { steps, columns, units, parameters } = net
  const error = forward(net, values, which, room) - target
  const output = 3 * (columns + units + 1) * units
  const last = steps * units
  for (let u = 0; u < units; u += 1) {
    gradient[output + u] = gradient[output + u]! + error * room.state[last + u]!
    room.stateError[u] = error * parameters[output + u]!
  }
  gradient[output + units] = gradient[output + units]! + error
  for (let t = steps - 1; t >= 0; t -= 1) backStep(net, values, (which * steps + t) * columns, t * units, gradient, room)
  return 0.5 * error * error
}

/** Takes a window through all steps; returns the answer. */
function forward(net: Gru, values: Float64Array, which: number, room: Room): number {
  const { steps, columns, units, parameters } = net
  const { state, update, reset, candidate, kept } = room
  const block = (columns + units + 1) * units
  for (let t = 0; t < steps; t += 1) {
    const at = t * units
    const x = (which * steps + t) * columns
    sumGate(net, 0, values, x, state, at, update, at)
    sumGate(net, block, values, x, state, at, reset, at)
    for (let u = 0; u < units; u += 1) {
      update[at + u] = logistic(update[at + u]!)
      reset[at + u] = logistic(reset[at + u]!)
      kept[u] = reset[at + u]! * state[at + u]!
    }
    sumGate(net, 2 * block, values, x, kept, 0, candidate, at)
    for (let u = 0; u < units; u += 1) {
      candidate[at + u] = tanh(candidate[at + u]!)
      state[at + units + u] = update[at + u]! * state[at + u]! + (1 - update[at + u]!) * candidate[at + u]!
    }
  }
  let answer = parameters[3 * block + units]!
  for (let u = 0; u < units; u += 1) answer += parameters[3 * block + u]! * state[steps * units + u]!
  return answer
}

function logistic(x: number): number {
  return 1 / (1 + exp(-x))
}

/** Sums of the gate whose weights begin at `gate`: constants + values × weights + before × weights, into `sums` from `to`. */
function sumGate(
  net: Gru, gate: number, values: Float64Array, x: number, before: Float64Array, from: number, sums: Float64Array, to: number,
): void {
  const { columns, units, parameters } = net
  const inner = gate + columns * units
  const constants = inner + units * units
  for (let u = 0; u < units; u += 1) sums[to + u] = parameters[constants + u]!
  for (let c = 0; c < columns; c += 1) {
    const value = values[x + c]!
    for (let u = 0; u < units; u += 1) sums[to + u] = sums[to + u]! + value * parameters[gate + c * units + u]!
  }
  for (let b = 0; b < units; b += 1) {
    const value = before[from + b]!
    for (let u = 0; u < units; u += 1) sums[to + u] = sums[to + u]! + value * parameters[inner + b * units + u]!
  }
}

/** One step back: from the error of the state after it to that of the state before, adding to the gradient. */
function backStep(net: Gru, values: Float64Array, x: number, at: number, gradient: Float64Array, room: Room): void {
  const { units } = net
  const { state, update, reset, candidate, stateError, beforeError, sumErrors, kept, keptError } = room
  for (let u = 0; u < units; u += 1) {
    const z = update[at + u]!
    const c = candidate[at + u]!
    const error = stateError[u]!
    beforeError[u] = error * z
    sumErrors[u] = error * (state[at + u]! - c) * z * (1 - z)
    sumErrors[2 * units + u] = error * (1 - z) * (1 - c * c)
    kept[u] = reset[at + u]! * state[at + u]!
    keptError[u] = 0
  }
  backGate(net, 2, values, x, kept, 0, sumErrors, keptError, gradient)
  for (let u = 0; u < units; u += 1) {
    const r = reset[at + u]!
    beforeError[u] = beforeError[u]! + keptError[u]! * r
    sumErrors[units + u] = keptError[u]! * state[at + u]! * r * (1 - r)
  }
  backGate(net, 0, values, x, state, at, sumErrors, beforeError, gradient)
  backGate(net, 1, values, x, state, at, sumErrors, beforeError, gradient)
  for (let u = 0; u < units; u += 1) stateError[u] = beforeError[u]!
}

/** Of gate 0, 1 or 2: adds its weights' gradient, and to `errors` the error of what it was given as `before`. */
function backGate(
  net: Gru, gate: number, values: Float64Array, x: number, before: Float64Array, from: number,
  sumErrors: Float64Array, errors: Float64Array, gradient: Float64Array,
): void {
  const { columns, units, parameters } = net
  const outer = gate * (columns + units + 1) * units
  const inner = outer + columns * units
  const constants = inner + units * units
  const own = gate * units
  for (let u = 0; u < units; u += 1) gradient[constants + u] = gradient[constants + u]! + sumErrors[own + u]!
  for (let c = 0; c < columns; c += 1) {
    const value = values[x + c]!
    const row = outer + c * units
    for (let u = 0; u < units; u += 1) gradient[row + u] = gradient[row + u]! + value * sumErrors[own + u]!
  }
  for (let b = 0; b < units; b += 1) {
    const value = before[from + b]!
    const row = inner + b * units
    let sum = 0
    for (let u = 0; u < units; u += 1) {
      gradient[row + u] = gradient[row + u]! + value * sumErrors[own + u]!
      sum += parameters[row + u]! * sumErrors[own + u]!
    }
    errors[b] = errors[b]! + sum
  }
}

/** One number per window of `values` (windows × steps × columns), in the unit of the targets it learnt from. */
export function predictGru(net: Gru, values: Float64Array): Float64Array {
  const room = roomFor(net)
  const found = new Float64Array(values.length / (net.steps * net.columns))
  for (let i = 0; i < found.length; i += 1) found[i] = forward(net, values, i, room)
  return found
}

/** What a digest is taken over. */
export function parametersOfGru(net: Gru): ArrayLike<number>[] {
  return [net.parameters]
}
