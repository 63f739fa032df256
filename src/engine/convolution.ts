import type { Kernel } from './kernel.ts'

/** One convolution with ReLU and 2 × 2 max-pool, and where its numbers are in the kernel's floats. */
export interface Convolution {
  /** Size of the image it takes, without its border. */
  readonly rows: number
  readonly columns: number
  /** Channels it takes: 1, or the filters of the layer before. */
  readonly channels: number
  /** Width of its window, 3 or 5; the border around the image is zeros, so that what comes out is as large. */
  readonly window: number
  /** How many windows it learns, a multiple of 4. */
  readonly filters: number
  /** Numbers under one window: window² × channels. */
  readonly depth: number
  /** Image with border: (rows + window - 1) × (columns + window - 1) × channels. */
  readonly image: number
  /** Its error, without border: rows × columns × channels. */
  readonly imageError: number
  /** (depth + 1) × filters, the last row the constants; and their gradient. */
  readonly weights: number
  readonly gradient: number
  /** window² × filters × channels: the weights turned around, for the way back. */
  readonly turned: number
  /** rows × columns × filters. */
  readonly sums: number
  /** Their error, with border: (rows + window - 1) × (columns + window - 1) × filters. */
  readonly sumError: number
  /** For each pooled number the place of its largest sum in sumError, -1 where ReLU lets nothing through. */
  readonly largest: Int32Array
}

/** Floats from row to row of an image with border. */
export function lineOf(layer: Convolution, channels: number): number {
  return (layer.columns + layer.window - 1) * channels
}

/** Floats from an image with border to the first pixel inside it. */
export function borderOf(layer: Convolution, channels: number): number {
  return ((layer.window - 1) / 2) * (lineOf(layer, channels) + channels)
}

/** Turns the weights around, windows upside down and filters with channels swapped, so that the way back is a convolution too. */
export function turnConvolution(layer: Convolution, floats: Float32Array): void {
  const { window, channels, filters, weights, turned } = layer
  const spots = window * window
  for (let s = 0; s < spots; s += 1) {
    for (let c = 0; c < channels; c += 1) {
      const from = weights + ((spots - 1 - s) * channels + c) * filters
      for (let f = 0; f < filters; f += 1) floats[turned + (s * filters + f) * channels + c] = floats[from + f]!
    }
  }
}

/**
 * Takes the layer's image forward: sums = constants + window × weights, then the largest of each 2 × 2, then ReLU, put row after
 * row at `to`, `line` floats from row to row. An odd last row or column is left out; the first of equal sums is taken.
 */
export function forwardConvolution(layer: Convolution, kernel: Kernel, to: number, line: number): void {
  const { floats } = kernel
  const { rows, columns, filters, depth, weights, sums } = layer
  const constants = weights + depth * filters
  for (let at = sums; at < sums + rows * columns * filters; at += filters) {
    for (let f = 0; f < filters; f += 1) floats[at + f] = floats[constants + f]!
  }
  slide(layer, kernel, layer.image, layer.channels, weights, sums, filters)
  pool(layer, floats, to, line)
}

/** Adds to rows × columns × outputs at `to` what the window sees of the image with border at `from` times `weights`, a row of the image at a time. */
function slide(layer: Convolution, kernel: Kernel, from: number, inputs: number, weights: number, to: number, outputs: number): void {
  const { rows, columns, window } = layer
  const line = lineOf(layer, inputs)
  const run = window * inputs
  for (let r = 0; r < rows; r += 1) {
    kernel.product(from + r * line, inputs, 1, line, weights, outputs, run * outputs, to + r * columns * outputs, outputs, columns, outputs, run, window)
  }
}

function pool(layer: Convolution, floats: Float32Array, to: number, line: number): void {
  const { rows, columns, filters, sums, sumError, largest } = layer
  const below = columns * filters
  const errorLine = lineOf(layer, filters)
  const first = sumError + borderOf(layer, filters)
  let place = 0
  for (let r = 0; r + 1 < rows; r += 2) {
    let out = to + (r / 2) * line
    for (let c = 0; c + 1 < columns; c += 2) {
      let at = sums + (r * columns + c) * filters
      let where = first + r * errorLine + c * filters
      for (let f = 0; f < filters; f += 1, at += 1, where += 1, out += 1, place += 1) {
        let value = floats[at]!
        let step = 0
        if (floats[at + filters]! > value) {
          value = floats[at + filters]!
          step = filters
        }
        if (floats[at + below]! > value) {
          value = floats[at + below]!
          step = errorLine
        }
        if (floats[at + below + filters]! > value) {
          value = floats[at + below + filters]!
          step = errorLine + filters
        }
        // `<=` and not max: NaN must stay NaN, so that a net that diverged is seen.
        const shut = value <= 0
        floats[out] = shut ? 0 : value
        largest[place] = shut ? -1 : where + step
      }
    }
  }
}

/** Takes the errors of what the layer gave, at `from`, back: adds to its gradient, and when `further` sets the error of its image. */
export function backwardConvolution(layer: Convolution, kernel: Kernel, from: number, further: boolean): void {
  const { floats } = kernel
  const { rows, columns, channels, window, filters, depth, image, imageError, gradient, turned, sumError, largest } = layer
  const errorLine = lineOf(layer, filters)
  const line = lineOf(layer, channels)
  const run = window * channels
  const constants = gradient + depth * filters
  floats.fill(0, sumError, sumError + (rows + window - 1) * errorLine)
  for (let i = 0; i < largest.length; i += 1) {
    const where = largest[i]!
    if (where < 0) continue
    const constant = constants + (i % filters)
    floats[where] = floats[from + i]!
    floats[constant] = floats[constant]! + floats[where]!
  }
  const errors = sumError + borderOf(layer, filters)
  for (let w = 0; w < window; w += 1) {
    kernel.product(image + w * line, 1, channels, line, errors, filters, errorLine, gradient + w * run * filters, filters, run, filters, columns, rows)
  }
  if (!further) return
  floats.fill(0, imageError, imageError + rows * columns * channels)
  slide(layer, kernel, sumError, filters, turned, imageError, channels)
}
