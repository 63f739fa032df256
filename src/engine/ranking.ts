import { inOrder } from './random.ts'

/**
 * Average precision: Σ over the distinct scores, from the largest, of (recall - recall before) × precision, where precision and
 * recall count the rows with at least that score. Rows with equal scores come in together, so their order does not matter.
 * Source: scikit-learn's average_precision_score. `truth`: 1 for a positive row, 0 for another. From 0 to 1; 0 without
 * positives; null when a score is not finite.
 */
export function averagePrecision(truth: Int32Array, scores: Float64Array): number | null {
  const order = fromLargest(scores)
  if (order === null) return null
  let right = 0
  let before = 0
  let sum = 0
  for (let i = 0; i < order.length; i += 1) {
    right += truth[order[i]!]!
    if (i + 1 < order.length && scores[order[i]!]! === scores[order[i + 1]!]!) continue
    sum += (right - before) * (right / (i + 1))
    before = right
  }
  return right === 0 ? 0 : sum / right
}

/**
 * Area under the ROC curve: the chance that a random positive row scores above a random other row, an equal score counting half
 * (the Mann-Whitney statistic: Hanley and McNeil 1982, Radiology 143, 29–36). Equals scikit-learn's roc_auc_score. Null
 * when one of the two kinds is missing (there is no such chance) or a score is not finite.
 */
export function rocAuc(truth: Int32Array, scores: Float64Array): number | null {
  const order = fromLargest(scores)
  if (order === null) return null
  let positives = 0
  let others = 0
  let wins = 0
  for (let from = 0; from < order.length;) {
    let equalPositives = 0
    let to = from
    for (; to < order.length && scores[order[to]!]! === scores[order[from]!]!; to += 1) equalPositives += truth[order[to]!]!
    const equalOthers = to - from - equalPositives
    wins += equalOthers * (positives + equalPositives / 2)
    positives += equalPositives
    others += equalOthers
    from = to
  }
  return positives === 0 || others === 0 ? null : wins / (positives * others)
}

/** Places by descending score, the earlier first when equal; null when one is not finite. Merges runs of 1, 2, 4, …: n log n steps. */
function fromLargest(scores: Float64Array): Int32Array | null {
  const n = scores.length
  for (let i = 0; i < n; i += 1) if (scores[i]! - scores[i]! !== 0) return null
  let order: Int32Array = inOrder(n)
  let next: Int32Array = new Int32Array(n)
  for (let run = 1; run < n; run *= 2) {
    for (let from = 0; from < n; from += 2 * run) merge(scores, order, next, from, Math.min(n, from + run), Math.min(n, from + 2 * run))
    const held = order
    order = next
    next = held
  }
  return order
}

/** Writes the two descending runs from … middle - 1 and middle … to - 1 of `order` into `next` as one. */
function merge(scores: Float64Array, order: Int32Array, next: Int32Array, from: number, middle: number, to: number): void {
  let a = from
  let b = middle
  for (let i = from; i < to; i += 1) {
    const first = b === to || (a < middle && scores[order[a]!]! >= scores[order[b]!]!)
    next[i] = first ? order[a]! : order[b]!
    if (first) a += 1
    else b += 1
  }
}
