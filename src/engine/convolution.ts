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
  /** Image with border, (rows + window - 1) × (columns + window - 1) × channels, and its error. */
  readonly image: number
  readonly imageError: number
  /** (depth + 1) × filters, the last row the constants; and their gradient. */
  readonly weights: number
  readonly gradient: number
  /** filters × depth: the weights turned, for the way back. */
  readonly turned: number
  /** rows × columns × depth: what each window sees; and its error. */
  readonly seen: number
  readonly seenError: number
  /** rows × columns × filters: sums; and their error. */
  readonly sums: number
  readonly sumError: number
  /** For each pooled number the place of its largest sum, -1 where ReLU lets nothing through. */
  readonly largest: Int32Array
}

/** Copies what each window of the image sees into its row of `seen` (im2col; Chellapilla, Puri and Simard 2006). */
function look(layer: Convolution, floats: Float32Array): void {
  const { rows, columns, channels, window, image, seen } = layer
  const run = window * channels
  const line = (columns + window - 1) * channels
  let to = seen
  for (let r = 0; r < rows; r += 1) {
    for (let c = 0; c < columns; c += 1) {
      for (let w = 0; w < window; w += 1) {
        const from = image + (r + w) * line + c * channels
        for (let i = 0; i < run; i += 1) floats[to + i] = floats[from + i]!
        to += run
      }
    }
  }
}

/** The way back of `look`: adds each window's errors to those of the image. */
function unlook(layer: Convolution, floats: Float32Array): void {
  const { rows, columns, channels, window, imageError, seenError } = layer
  const run = window * channels
  const line = (columns + window - 1) * channels
  floats.fill(0, imageError, imageError + (rows + window - 1) * line)
  let from = seenError
  for (let r = 0; r < rows; r += 1) {
    for (let c = 0; c < columns; c += 1) {
      for (let w = 0; w < window; w += 1) {
        const to = imageError + (r + w) * line + c * channels
        for (let i = 0; i < run; i += 1) floats[to + i] = floats[to + i]! + floats[from + i]!
        from += run
      }
    }
  }
}

/**
 * Takes the layer's image forward: sums = constants + seen × weights, then the largest of each 2 × 2, then ReLU, put row after
 * row at `to`, `line` floats from row to row. An odd last row or column is left out; the first of equal sums is taken.
 */
export function forwardConvolution(layer: Convolution, kernel: Kernel, to: number, line: number): void {
  const { floats } = kernel
  const { rows, columns, filters, depth, weights, seen, sums } = layer
  look(layer, floats)
  const constants = weights + depth * filters
  for (let at = sums; at < sums + rows * columns * filters; at += filters) floats.copyWithin(at, constants, constants + filters)
  kernel.product(seen, depth, 1, weights, filters, sums, filters, rows * columns, filters, depth)
  pool(layer, floats, to, line)
}

function pool(layer: Convolution, floats: Float32Array, to: number, line: number): void {
  const { rows, columns, filters, sums, largest } = layer
  const below = columns * filters
  let place = 0
  for (let r = 0; r + 1 < rows; r += 2) {
    let out = to + (r / 2) * line
    for (let c = 0; c + 1 < columns; c += 2) {
      const corner = sums + (r * columns + c) * filters
      for (let f = 0; f < filters; f += 1) {
        let best = corner + f
        if (floats[best + filters]! > floats[best]!) best += filters
        if (floats[corner + f + below]! > floats[best]!) best = corner + f + below
        if (floats[corner + f + below + filters]! > floats[best]!) best = corner + f + below + filters
        const value = floats[best]!
        // `<=` and not max: NaN must stay NaN, so that a net that diverged is seen.
        const shut = value <= 0
        floats[out] = shut ? 0 : value
        largest[place] = shut ? -1 : best
        out += 1
        place += 1
      }
    }
  }
}

/**
 * Takes the errors at `from` (rows `line` floats apart) back: adds to the layer's gradient, and when `further` sets the error of
 * its image.
 */
export function backwardConvolution(layer: Convolution, kernel: Kernel, from: number, line: number, further: boolean): void {
  const { floats } = kernel
  const { rows, columns, filters, depth, gradient, turned, seen, seenError, sumError } = layer
  const places = rows * columns
  unpool(layer, floats, from, line)
  kernel.product(seen, 1, depth, sumError, filters, gradient, filters, depth, filters, places)
  const constants = gradient + depth * filters
  for (let p = 0, at = sumError; p < places; p += 1, at += filters) {
    for (let f = 0; f < filters; f += 1) floats[constants + f] = floats[constants + f]! + floats[at + f]!
  }
  if (!further) return
  floats.fill(0, seenError, seenError + places * depth)
  kernel.product(sumError, filters, 1, turned, depth, seenError, depth, places, depth, filters)
  unlook(layer, floats)
}

function unpool(layer: Convolution, floats: Float32Array, from: number, line: number): void {
  const { rows, columns, filters, sums, sumError, largest } = layer
  const across = Math.floor(columns / 2) * filters
  floats.fill(0, sumError, sumError + rows * columns * filters)
  for (let r = 0, place = 0; r + 1 < rows; r += 2) {
    const at = from + (r / 2) * line
    for (let i = 0; i < across; i += 1, place += 1) {
      const best = largest[place]!
      if (best >= 0) floats[best - sums + sumError] = floats[at + i]!
    }
  }
}
