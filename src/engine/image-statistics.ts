import type { Table } from './table.ts'

/** What imageStatistics gives of each picture, in order. */
export const STATISTICS: readonly string[] = ['mean', 'deviation', 'darkest', 'lightest', 'across', 'down']

/**
 * Pictures as six numbers each, so that a model of tables can take them: mean, standard deviation (divisor n), smallest and largest
 * grey; mean absolute difference of neighbours in a row and in a column. Where in the picture something lies is lost. `images`:
 * picture after picture, rows × columns bytes (both at least 2); `labels`: a class each.
 */
export function imageStatistics(images: Uint8Array, rows: number, columns: number, labels: Int32Array, classes: number): Table {
  const values = new Float64Array(labels.length * STATISTICS.length)
  for (let n = 0; n < labels.length; n += 1) {
    values.set(statisticsOf(images.subarray(n * rows * columns, (n + 1) * rows * columns), columns), n * STATISTICS.length)
  }
  return { columns: STATISTICS, classes, values, labels }
}

function statisticsOf(image: Uint8Array, columns: number): number[] {
  let [sum, squares, darkest, lightest, across, down] = [0, 0, 255, 0, 0, 0]
  for (let i = 0; i < image.length; i += 1) {
    const grey = image[i]!
    sum += grey
    squares += grey * grey
    darkest = Math.min(darkest, grey)
    lightest = Math.max(lightest, grey)
    if (i % columns > 0) across += Math.abs(grey - image[i - 1]!)
    if (i >= columns) down += Math.abs(grey - image[i - columns]!)
  }
  const n = image.length
  const mean = sum / n
  const rows = n / columns
  return [mean, Math.sqrt(Math.max(0, squares / n - mean * mean)), darkest, lightest, across / (rows * (columns - 1)), down / ((rows - 1) * columns)]
}
