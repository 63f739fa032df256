import { imageStepsOf, type NetworkStep } from './image-steps.ts'

/** Size of the photos, and whether pixels are looked at in half of it. */
export interface PhotoSize {
  readonly rows: number
  readonly columns: number
  readonly classes: number
  readonly halve: boolean
}

/** Numbers of an image-statistics row, and what each pixel costs there. */
const STATISTICS = 6

/**
 * Upper bound of the multiply-adds of one training on photos and its scoring, `learnt` photos learnt from and `asked` others answered. Those of a
 * network are float32 and go many at once: on our server about 5 thousand million a second with SIMD and 700 million without.
 */
export function imageCost(steps: readonly { readonly block: string }[], size: PhotoSize, learnt: number, asked: number): number {
  const { statistics, method } = imageStepsOf(steps)
  const whole = size.rows * size.columns
  const pixels = size.halve ? Math.floor(size.rows / 2) * Math.floor(size.columns / 2) : whole
  const photos = learnt + asked
  if (method.block === 'network') return photos * whole + networkCost(method, size, learnt, photos)
  const columns = statistics ? STATISTICS : pixels
  // Statistics touch each pixel six times, scaling each number four times.
  const touched = photos * (whole * STATISTICS + columns * 4)
  if (method.block === 'centroid') return touched + photos * columns * size.classes
  const batches = method.epochs * Math.floor((learnt + method.batch - 1) / method.batch)
  return touched + (2 * method.epochs * learnt + 2 * batches + photos) * (columns + 1) * size.classes
}

function networkCost({ window, filters, second, epochs, batch }: NetworkStep, size: PhotoSize, learnt: number, photos: number): number {
  let rows = size.halve ? Math.floor(size.rows / 2) : size.rows
  let columns = size.halve ? Math.floor(size.columns / 2) : size.columns
  let channels = 1
  let forward = 0
  let parameters = 0
  for (const layer of [{ window, filters }, { window: 3, filters: second }]) {
    if (layer.filters === 0) continue
    const depth = layer.window * layer.window * channels
    forward += rows * columns * (depth + 1) * layer.filters
    parameters += (depth + 1) * layer.filters
    rows = Math.floor(rows / 2)
    columns = Math.floor(columns / 2)
    channels = layer.filters
  }
  const dense = (rows * columns * channels + 1) * size.classes
  forward += dense
  parameters += dense
  const batches = epochs * Math.floor((learnt + batch - 1) / batch)
  // There, to the weights and back; a step of Adam with what it copies about 20 for each parameter; then every photo is answered.
  return 3 * epochs * learnt * forward + 20 * batches * parameters + photos * forward
}
