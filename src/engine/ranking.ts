import { orderOf } from './order.ts'

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
 * The same over rows each counted `times` times: what a bootstrap asks a thousand times over, so that it sorts once. `order`: the
 * places from the largest score, see fromLargest.
 */
export function averagePrecisionDrawn(order: Int32Array, truth: Int32Array, scores: Float64Array, times: Int32Array): number {
  let right = 0
  let before = 0
  let seen = 0
  let sum = 0
  for (let i = 0; i < order.length; i += 1) {
    const row = order[i]!
    seen += times[row]!
    right += truth[row]! * times[row]!
    if (right === before || (i + 1 < order.length && scores[row]! === scores[order[i + 1]!]!)) continue
    sum += (right - before) * (right / seen)
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

/** Places by descending score, the earlier first when equal; null when one is not finite. */
export function fromLargest(scores: Float64Array): Int32Array | null {
  const turned = new Float64Array(scores.length)
  for (let i = 0; i < scores.length; i += 1) {
    if (scores[i]! - scores[i]! !== 0) return null
    turned[i] = -scores[i]!
  }
  return orderOf(turned)
}

/** How a ranking does when one works down it: at each distinct score, from the largest, the rows with at least that score. */
export interface RankingCurve {
  /** Part of all positives among them, ascending to 1. */
  readonly recall: Float64Array
  /** Part of them that is positive. */
  readonly precision: Float64Array
}

/** The curve whose steps averagePrecision sums (scikit-learn's precision_recall_curve, turned round). Empty without positives; null when a score is not finite. */
export function rankingCurve(truth: Int32Array, scores: Float64Array): RankingCurve | null {
  const order = fromLargest(scores)
  if (order === null) return null
  let positives = 0
  for (let i = 0; i < truth.length; i += 1) positives += truth[i]!
  const recall: number[] = []
  const precision: number[] = []
  let right = 0
  for (let i = 0; i < order.length && positives > 0; i += 1) {
    right += truth[order[i]!]!
    if (i + 1 < order.length && scores[order[i]!]! === scores[order[i + 1]!]!) continue
    recall.push(right / positives)
    precision.push(right / (i + 1))
  }
  return { recall: Float64Array.from(recall), precision: Float64Array.from(precision) }
}
