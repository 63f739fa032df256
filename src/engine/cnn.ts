import { settle, startAdam, stepAdam } from './adam.ts'
import { roomForCnn, type CnnShape, type Room } from './cnn-room.ts'
import { backwardConvolution, borderOf, forwardConvolution, lineOf, turnConvolution } from './convolution.ts'
import { softmaxLoss } from './mlp.ts'
import { fillNormal, glorot, he } from './normal.ts'
import { inOrder, shuffled, type Random } from './random.ts'
import type { Epoch } from './softmax.ts'

/** A convolutional net. */
export interface Cnn extends CnnShape {
  readonly kind: 'cnn'
  /** Each convolution (window² × channels + 1) × filters, then the dense layer (features + 1) × classes; the last row of each is the constants. */
  readonly parameters: Float64Array
}

export interface CnnKnobs {
  /** Passes over the images. */
  readonly epochs: number
  /** Adam's step length. */
  readonly rate: number
  /** Weight of the penalty on large weights, 0 for none; the constants are not penalised. */
  readonly penalty: number
  /** Images per step. */
  readonly batch: number
  /** Show each image as it is or mirrored, left to right and up to down, as likely each. */
  readonly flipAcross: boolean
  readonly flipDown: boolean
  /** Move each image by up to so many pixels each way; what comes in is 0. */
  readonly shift: number
}

/** Done so far: `images` of this epoch, and their mean loss. An epoch is whole when that is all of them. */
export interface CnnEpoch extends Epoch {
  readonly images: number
}

/** The net before learning: weights normal (He for the convolutions, Glorot for the dense layer), constants 0. */
export function startCnn(shape: CnnShape, source: Random): Cnn {
  const widths: [number, number][] = []
  let { rows, columns } = shape
  let channels = 1
  for (const { window, filters } of shape.layers) {
    widths.push([window * window * channels, filters])
    rows = Math.floor(rows / 2)
    columns = Math.floor(columns / 2)
    channels = filters
  }
  widths.push([rows * columns * channels, shape.classes])
  let length = 0
  for (const [inputs, outputs] of widths) length += (inputs + 1) * outputs
  const parameters = new Float64Array(length)
  let at = 0
  for (let l = 0; l < widths.length; l += 1) {
    const [inputs, outputs] = widths[l]!
    fillNormal(parameters, at, at + inputs * outputs, l < shape.layers.length ? he(inputs) : glorot(inputs, outputs), source)
    at += (inputs + 1) * outputs
  }
  return { kind: 'cnn', ...shape, parameters }
}

/**
 * A small convolutional net (LeCun et al. 1998, Proceedings of the IEEE 86, 2278–2324) learnt by minibatch Adam. Minimises mean
 * over images of -log p(class) + penalty / 2 × sum of squared weights. Forward and back are float32 in a fixed order, the same
 * bits with and without SIMD (kernel.ts); parameters and Adam are float64. `images`: image after image, rows × columns bytes,
 * taken as 0 to 1; `labels`: a class from 0 each. Each epoch takes the images in a new random order, each flipped and moved anew.
 * Yields about every 256 images and after every epoch; returns the net, or null when it diverged. `simd` false is for checks.
 */
export function* learnCnn(
  shape: CnnShape, images: Uint8Array, labels: ArrayLike<number>, knobs: CnnKnobs, source: Random, simd = true,
): Generator<CnnEpoch, Cnn | null> {
  const count = labels.length
  const net = startCnn(shape, source)
  const room = roomForCnn(shape, simd)
  const adam = startAdam(net.parameters.length)
  const gradient = new Float64Array(net.parameters.length)
  for (let epoch = 1; epoch <= knobs.epochs; epoch += 1) {
    const order = knobs.batch < count ? shuffled(count, source) : inOrder(count)
    let loss = 0
    for (let from = 0; from < count; from += knobs.batch) {
      const to = Math.min(count, from + knobs.batch)
      startBatch(net, room)
      for (let i = from; i < to; i += 1) {
        show(room, images, order[i]!, knobs, source)
        loss += learnImage(room, labels[order[i]!]!)
      }
      endBatch(net, room, to - from, knobs.penalty, gradient)
      stepAdam(net.parameters, gradient, adam, knobs.rate)
      if (to < count && Math.floor(from / 256) < Math.floor(to / 256)) yield { epoch, loss: loss / to, images: to }
      if (loss - loss !== 0) return null
    }
    yield { epoch, loss: loss / Math.max(1, count), images: count }
  }
  return settle(net.parameters) ? net : null
}

/** The sum of the losses of all images and its gradient, as learnCnn takes it, without the penalty: for checks. */
export function cnnGradient(net: Cnn, images: Uint8Array, labels: ArrayLike<number>, simd = true): { loss: number; gradient: Float64Array } {
  const room = roomForCnn(net, simd)
  const gradient = new Float64Array(net.parameters.length)
  let loss = 0
  startBatch(net, room)
  for (let i = 0; i < labels.length; i += 1) {
    show(room, images, i, null, null)
    loss += learnImage(room, labels[i]!)
  }
  endBatch(net, room, 1, 0, gradient)
  return { loss, gradient }
}

/** Puts the weights into the kernel's floats, also turned, and sets the gradients to 0. */
function startBatch(net: Cnn, room: Room): void {
  const { floats } = room.kernel
  let at = 0
  for (const layer of room.layers) {
    at = putWeights(net.parameters, at, floats, layer.weights, layer.depth, layer.filters, layer.filters)
    turnConvolution(layer, floats)
    floats.fill(0, layer.gradient, layer.gradient + (layer.depth + 1) * layer.filters)
  }
  const { dense, denseGradient, denseTurned, featureCount, wide } = room
  putWeights(net.parameters, at, floats, dense, featureCount, net.classes, wide)
  for (let i = 0; i < featureCount; i += 1) for (let k = 0; k < wide; k += 1) floats[denseTurned + k * featureCount + i] = floats[dense + i * wide + k]!
  floats.fill(0, denseGradient, denseGradient + (featureCount + 1) * wide)
}

function putWeights(parameters: Float64Array, from: number, floats: Float32Array, to: number, inputs: number, outputs: number, wide: number): number {
  let at = from
  for (let i = 0; i <= inputs; i += 1) for (let o = 0; o < outputs; o += 1, at += 1) floats[to + i * wide + o] = parameters[at]!
  return at
}

/** Sets `gradient` to the mean over `count` images, with the penalty on all but the constants. */
function endBatch(net: Cnn, room: Room, count: number, penalty: number, gradient: Float64Array): void {
  const { floats } = room.kernel
  let at = 0
  for (const layer of room.layers) at = getGradient(net, floats, layer.gradient, at, layer.depth, layer.filters, layer.filters, count, penalty, gradient)
  getGradient(net, floats, room.denseGradient, at, room.featureCount, net.classes, room.wide, count, penalty, gradient)
}

function getGradient(
  net: Cnn, floats: Float32Array, from: number, to: number, inputs: number, outputs: number, wide: number, count: number, penalty: number, gradient: Float64Array,
): number {
  let at = to
  for (let i = 0; i <= inputs; i += 1) {
    const weighs = i < inputs ? penalty : 0
    for (let o = 0; o < outputs; o += 1, at += 1) gradient[at] = floats[from + i * wide + o]! / count + weighs * net.parameters[at]!
  }
  return at
}

/** Writes an image inside the first layer's border, flipped and moved by lot when there are knobs. */
function show(room: Room, images: Uint8Array, which: number, knobs: CnnKnobs | null, source: Random | null): void {
  const { rows, columns, window, image } = room.layers[0]!
  const { floats } = room.kernel
  const across = knobs !== null && source !== null && knobs.flipAcross && source.below(2) === 1
  const down = knobs !== null && source !== null && knobs.flipDown && source.below(2) === 1
  const moves = knobs !== null && source !== null && knobs.shift > 0
  const lower = moves ? source.below(2 * knobs.shift + 1) - knobs.shift : 0
  const righter = moves ? source.below(2 * knobs.shift + 1) - knobs.shift : 0
  const border = (window - 1) / 2
  for (let r = 0; r < rows; r += 1) {
    const fromRow = (down ? rows - 1 - r : r) - lower
    const to = image + (r + border) * (columns + window - 1) + border
    for (let c = 0; c < columns; c += 1) {
      const fromColumn = (across ? columns - 1 - c : c) - righter
      const inside = fromRow >= 0 && fromRow < rows && fromColumn >= 0 && fromColumn < columns
      floats[to + c] = inside ? images[(which * rows + fromRow) * columns + fromColumn]! / 255 : 0
    }
  }
}

/** Takes the image shown to the sums of the classes, in `classSums`. */
function forward(room: Room): void {
  const { kernel, layers, features, featureCount, wide, dense, sums } = room
  for (let l = 0; l < layers.length; l += 1) {
    const next = layers[l + 1]
    const layer = layers[l]!
    if (next === undefined) forwardConvolution(layer, kernel, features, Math.floor(layer.columns / 2) * layer.filters)
    else forwardConvolution(layer, kernel, next.image + borderOf(next, next.channels), lineOf(next, next.channels))
  }
  const constants = dense + featureCount * wide
  kernel.floats.copyWithin(sums, constants, constants + wide)
  kernel.product(features, featureCount, 1, 0, dense, wide, 0, sums, wide, 1, wide, featureCount, 1)
  for (let k = 0; k < room.classSums.length; k += 1) room.classSums[k] = kernel.floats[sums + k]!
}

/** Takes the image shown there and back: adds to the gradients, returns its loss. */
function learnImage(room: Room, label: number): number {
  const { kernel, layers, features, featureCount, featureError, wide, denseGradient, denseTurned, errors, classErrors } = room
  const { floats } = kernel
  forward(room)
  const loss = softmaxLoss(room.classSums, classErrors, 0, classErrors.length, label)
  const constants = denseGradient + featureCount * wide
  for (let k = 0; k < classErrors.length; k += 1) {
    floats[errors + k] = classErrors[k]!
    floats[constants + k] = floats[constants + k]! + floats[errors + k]!
  }
  kernel.product(features, 1, 1, 0, errors, wide, 0, denseGradient, wide, featureCount, wide, 1, 1)
  floats.fill(0, featureError, featureError + featureCount)
  kernel.product(errors, wide, 1, 0, denseTurned, featureCount, 0, featureError, featureCount, 1, featureCount, wide, 1)
  for (let l = layers.length - 1; l >= 0; l -= 1) {
    backwardConvolution(layers[l]!, kernel, layers[l + 1]?.imageError ?? featureError, l > 0)
  }
  return loss
}

/** One class per image (rows × columns bytes each): the largest sum, the lower class when equal. */
export function predictCnn(net: Cnn, images: Uint8Array, simd = true): Int32Array {
  const room = roomForCnn(net, simd)
  const found = new Int32Array(images.length / (net.rows * net.columns))
  startBatch(net, room)
  for (let i = 0; i < found.length; i += 1) {
    show(room, images, i, null, null)
    forward(room)
    let best = 0
    for (let k = 1; k < net.classes; k += 1) if (room.classSums[k]! > room.classSums[best]!) best = k
    found[i] = best
  }
  return found
}

/** What a digest is taken over. */
export function parametersOfCnn(net: Cnn): ArrayLike<number>[] {
  return [net.parameters]
}
