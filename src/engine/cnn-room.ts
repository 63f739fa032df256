import type { Convolution } from './convolution.ts'
import { kernelFor, type Kernel } from './kernel.ts'

/** What a convolutional net looks like. */
export interface CnnShape {
  /** Size of an image; one channel. */
  readonly rows: number
  readonly columns: number
  readonly classes: number
  /** One or two convolutions, each with ReLU and 2 × 2 max-pool: window 3 or 5 wide, filters a multiple of 4. */
  readonly layers: readonly { readonly window: 3 | 5; readonly filters: number }[]
}

/** Room for one image on its way there and back. Places are in kernel.floats. */
export interface Room {
  readonly kernel: Kernel
  readonly layers: readonly Convolution[]
  /** What the last convolution gives. */
  readonly features: number
  readonly featureCount: number
  readonly featureError: number
  /** Classes, rounded up to a multiple of 4. */
  readonly wide: number
  /** (featureCount + 1) × wide; their gradient; wide × featureCount turned. */
  readonly dense: number
  readonly denseGradient: number
  readonly denseTurned: number
  /** wide sums, wide errors. */
  readonly sums: number
  readonly errors: number
  readonly classSums: Float64Array
  readonly classErrors: Float64Array
}

/** Puts everything in its place; a RangeError for a shape that is not one. `simd` false forbids the SIMD kernel. */
export function roomForCnn(shape: CnnShape, simd = true): Room {
  let used = 0
  const take = (length: number): number => {
    used += length
    return used - length
  }
  const layers: Convolution[] = []
  let { rows, columns } = shape
  let channels = 1
  for (const { window, filters } of shape.layers) {
    if (filters < 4 || filters % 4 !== 0 || rows < 2 || columns < 2) throw new RangeError('filters come in fours, and there must be an image to pool')
    const depth = window * window * channels
    const size = (rows + window - 1) * (columns + window - 1)
    const weights = (depth + 1) * filters
    layers.push({
      rows, columns, channels, window, filters, depth,
      image: take(size * channels), imageError: take(rows * columns * channels), weights: take(weights), gradient: take(weights),
      turned: take(weights), sums: take(rows * columns * filters), sumError: take(size * filters),
      largest: new Int32Array(Math.floor(rows / 2) * Math.floor(columns / 2) * filters),
    })
    rows = Math.floor(rows / 2)
    columns = Math.floor(columns / 2)
    channels = filters
  }
  const featureCount = rows * columns * channels
  const wide = Math.floor((shape.classes + 3) / 4) * 4
  const dense = (featureCount + 1) * wide
  const places = {
    features: take(featureCount), featureError: take(featureCount), dense: take(dense), denseGradient: take(dense), denseTurned: take(dense),
    sums: take(wide), errors: take(wide),
  }
  const classes = { classSums: new Float64Array(shape.classes), classErrors: new Float64Array(shape.classes) }
  return { kernel: kernelFor(used, simd), layers, featureCount, wide, ...places, ...classes }
}
