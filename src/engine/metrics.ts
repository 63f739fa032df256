/** How well found classes fit the true ones. */
export interface Scores {
  /** Part that is right, 0 to 1. */
  readonly accuracy: number
  /** Mean over classes of F1 = 2 right / (found + true), 0 where a class is neither found nor true. */
  readonly macroF1: number
}

/** classes × classes counts: row = true class, column = found class. */
export function confusion(truth: Int32Array, found: Int32Array, classes: number): Int32Array {
  const counts = new Int32Array(classes * classes)
  for (let i = 0; i < truth.length; i += 1) {
    const at = truth[i]! * classes + found[i]!
    counts[at] = counts[at]! + 1
  }
  return counts
}

/** Accuracy and macro-F1 as scikit-learn's accuracy_score and f1_score(average='macro', zero_division=0). */
export function scores(truth: Int32Array, found: Int32Array, classes: number): Scores {
  const counts = confusion(truth, found, classes)
  let right = 0
  let sum = 0
  for (let k = 0; k < classes; k += 1) {
    const hit = counts[k * classes + k]!
    let both = 0
    for (let j = 0; j < classes; j += 1) both += counts[k * classes + j]! + counts[j * classes + k]!
    right += hit
    if (both > 0) sum += (2 * hit) / both
  }
  return { accuracy: right / truth.length, macroF1: sum / classes }
}

/** Places where found differs from true, ascending. */
export function mistakes(truth: Int32Array, found: Int32Array): number[] {
  const places: number[] = []
  for (let i = 0; i < truth.length; i += 1) if (truth[i] !== found[i]) places.push(i)
  return places
}
