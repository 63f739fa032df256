import type { Table } from './table.ts'

/** The mean row of each class. */
export interface Centroid {
  readonly kind: 'centroid'
  readonly classes: number
  readonly columns: number
  /** classes × columns numbers, class after class. */
  readonly means: Float64Array
  /** Rows of each class: one without any is never answered. */
  readonly counts: Int32Array
}

/** Nearest centroid (scikit-learn's NearestCentroid with Euclidean distance): learning is taking the mean of each class. */
export function learnCentroid({ columns: { length: columns }, classes, values, labels }: Table): Centroid {
  const means = new Float64Array(classes * columns)
  const counts = new Int32Array(classes)
  for (let r = 0; r < labels.length; r += 1) {
    const label = labels[r]!
    counts[label] = counts[label]! + 1
    for (let c = 0; c < columns; c += 1) means[label * columns + c] = means[label * columns + c]! + values[r * columns + c]!
  }
  for (let i = 0; i < means.length; i += 1) means[i] = means[i]! / Math.max(1, counts[Math.floor(i / columns)]!)
  return { kind: 'centroid', classes, columns, means, counts }
}

/** One class per row, the one whose mean is nearest; the lower class when equal. `values`: rows × columns. */
export function predictCentroid({ classes, columns, means, counts }: Centroid, values: Float64Array): Int32Array {
  const found = new Int32Array(values.length / columns)
  for (let r = 0; r < found.length; r += 1) {
    let least = Infinity
    for (let k = 0; k < classes; k += 1) {
      let distance = 0
      for (let c = 0; c < columns; c += 1) {
        const d = values[r * columns + c]! - means[k * columns + c]!
        distance += d * d
      }
      if (counts[k]! > 0 && distance < least) {
        least = distance
        found[r] = k
      }
    }
  }
  return found
}

/** What a digest is taken over. */
export function parametersOfCentroid({ means, counts }: Centroid): ArrayLike<number>[] {
  return [means, counts]
}
