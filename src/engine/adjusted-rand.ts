/**
 * Adjusted Rand index of two ways to group the same rows: 1 for the same groups whatever their names, about 0 for groups that have
 * nothing to do with each other, below 0 for less than that. (together - expected) / ((first + second) / 2 - expected), where
 * `together` counts the pairs of rows that share a group in both, `first` and `second` those that share one in each, and
 * expected = first × second / all pairs. Source: Hubert and Arabie 1985, Journal of Classification 2, 193–218, equation 5;
 * scikit-learn's adjusted_rand_score. `truth` and `found`: one group per row, 0 … classes - 1 and 0 … clusters - 1. When both
 * ways are trivial in the same manner (one group, or each row its own) there is nothing to adjust: 1.
 */
export function adjustedRand(truth: Int32Array, found: Int32Array, classes: number, clusters: number): number {
  const both = new Int32Array(classes * clusters)
  const trueSize = new Int32Array(classes)
  const foundSize = new Int32Array(clusters)
  for (let i = 0; i < truth.length; i += 1) {
    const at = truth[i]! * clusters + found[i]!
    both[at] = both[at]! + 1
    trueSize[truth[i]!] = trueSize[truth[i]!]! + 1
    foundSize[found[i]!] = foundSize[found[i]!]! + 1
  }
  const first = pairs(trueSize)
  const second = pairs(foundSize)
  const all = (truth.length * (truth.length - 1)) / 2
  if (first === second && (first === 0 || first === all)) return 1
  const expected = (first * second) / all
  return (pairs(both) - expected) / ((first + second) / 2 - expected)
}

/** Pairs of rows within groups of these sizes. */
function pairs(sizes: Int32Array): number {
  let sum = 0
  for (let i = 0; i < sizes.length; i += 1) sum += (sizes[i]! * (sizes[i]! - 1)) / 2
  return sum
}
