/** How far forecasts are from what came, in the unit of the values. */
export interface Errors {
  /** Mean absolute error. */
  readonly mae: number
  /** Root mean square error: large misses weigh more. */
  readonly rmse: number
}

/** As scikit-learn's mean_absolute_error and the square root of its mean_squared_error; both 0 for no values. */
export function errors(truth: ArrayLike<number>, found: ArrayLike<number>): Errors {
  let sum = 0
  let squares = 0
  for (let i = 0; i < truth.length; i += 1) {
    const d = found[i]! - truth[i]!
    sum += Math.abs(d)
    squares += d * d
  }
  const n = Math.max(1, truth.length)
  return { mae: sum / n, rmse: Math.sqrt(squares / n) }
}

/**
 * Skill score of an error against a baseline's: 1 - error / baseline. 1 is perfect, 0 no better than the baseline, below 0 worse.
 * Source: Murphy 1988, Monthly Weather Review 116, 2417–2424. A baseline without error leaves no skill to show: 0.
 */
export function skill(error: number, baseline: number): number {
  return baseline > 0 ? 1 - error / baseline : 0
}

/** Places ordered by absolute difference, the largest first, the earlier first when equal. */
export function worstFirst(truth: ArrayLike<number>, found: ArrayLike<number>): Int32Array {
  const order = new Int32Array(truth.length)
  const size = new Float64Array(truth.length)
  for (let i = 0; i < truth.length; i += 1) {
    size[i] = Math.abs(found[i]! - truth[i]!)
    let place = i
    for (; place > 0 && size[i]! > size[order[place - 1]!]!; place -= 1) order[place] = order[place - 1]!
    order[place] = i
  }
  return order
}
