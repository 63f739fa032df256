// Exact limits of a share that was seen in a sample. A sample has at most some hundred persons, so the binomial is summed as it stands: no
// approximation, and no incomplete beta function is needed.

/** Each of the two limits holds with this confidence. */
export const CONFIDENCE = 0.95

/** P(X <= seen) of n draws with chance p each, summed upwards by the ratio of neighbours, in logarithms so that nothing vanishes. */
export function atMost(seen: number, n: number, p: number): number {
  if (p <= 0 || seen >= n) return 1
  if (p >= 1) return 0
  const odds = Math.log(p) - Math.log1p(-p)
  let term = n * Math.log1p(-p)
  let sum = Math.exp(term)
  for (let k = 0; k < seen; k++) {
    term += Math.log((n - k) / (k + 1)) + odds
    sum += Math.exp(term)
  }
  return Math.min(1, sum)
}

/** The share p in [0, 1] at which a falling function of it crosses `level`, to the last bit that halving finds. */
function crossing(falls: (p: number) => number, level: number): number {
  let [low, high] = [0, 1]
  for (let i = 0; i < 80; i++) {
    const middle = (low + high) / 2
    if (falls(middle) > level) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/**
 * The Clopper-Pearson upper limit (Biometrika 26, 1934): the largest share of which a sample with so few fails is still seen with chance
 * 1 - confidence. One-sided, as the table of sample sizes in DOMAIN.md 2.6 is: 59 persons without a fail leave less than 5 %.
 */
export function upperBound(fails: number, n: number, confidence = CONFIDENCE): number {
  checked(fails, n)
  return fails === n ? 1 : crossing((p) => atMost(fails, n, p), 1 - confidence)
}

/** The smallest share of which a sample with so many fails is still seen with chance 1 - confidence. */
export function lowerBound(fails: number, n: number, confidence = CONFIDENCE): number {
  checked(fails, n)
  return fails === 0 ? 0 : crossing((p) => atMost(fails - 1, n, p), confidence)
}

function checked(fails: number, n: number): void {
  if (!Number.isInteger(fails) || !Number.isInteger(n) || n < 1 || fails < 0 || fails > n) throw new RangeError(`${fails} of ${n} is no sample`)
}

/** In hundredths of a percent: an upper limit is never rounded down, a lower one never up. A tail of rounding noise is no reason for one more. */
export const TEN_THOUSAND = 10_000
export const upperInTenThousand = (fails: number, n: number): number => Math.ceil(upperBound(fails, n) * TEN_THOUSAND - 1e-9)
export const lowerInTenThousand = (fails: number, n: number): number => Math.floor(lowerBound(fails, n) * TEN_THOUSAND + 1e-9)
