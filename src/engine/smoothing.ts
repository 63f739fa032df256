/** What is known of a series after its last value: where it stands, where it goes, and what each part of the season adds. */
export interface HoltWinters {
  readonly kind: 'holt-winters'
  /** The value without its season, in the unit of the series. */
  readonly level: number
  /** Growth of the level in one step. */
  readonly trend: number
  /** What the season adds: as many numbers as it has steps, the first for the step that comes next. */
  readonly seasons: Float64Array
}

/** How fast each part forgets: 0 never changes, 1 believes the last value only. */
export interface SmoothingKnobs {
  readonly alpha: number
  readonly beta: number
  readonly gamma: number
}

export interface Smoothed {
  readonly model: HoltWinters
  /** For each value what the model expected one step before it, in the unit of the series. */
  readonly fitted: Float64Array
}

/**
 * A state to start from: the level is the mean of the first season, the trend the difference between the means of the first two
 * seasons for each step, what the season adds the first season less its mean. Null with fewer than two seasons, or a
 * period that is not at least 1.
 */
export function firstState(values: Float64Array, period: number): HoltWinters | null {
  if (!(period >= 1) || values.length < 2 * period) return null
  let first = 0
  let second = 0
  for (let i = 0; i < period; i += 1) {
    first += values[i]!
    second += values[period + i]!
  }
  const level = first / period
  const seasons = new Float64Array(period)
  for (let i = 0; i < period; i += 1) seasons[i] = values[i]! - level
  return { kind: 'holt-winters', level, trend: (second / period - level) / period, seasons }
}

/**
 * Additive Holt-Winters smoothing from a given state. With expected = level + trend + season and the parts before as l, b, s:
 *   level  = alpha (value - s) + (1 - alpha) (l + b)
 *   trend  = beta (level - l) + (1 - beta) b
 *   season = gamma (value - l - b) + (1 - gamma) s
 * Sources: Holt 1957 (International Journal of Forecasting 20, 2004, 5–10), Winters 1960 (Management Science 6, 324–342), with the
 * season as in Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 8.3, and statsmodels' ExponentialSmoothing.
 * Null when a number is not finite.
 */
export function smooth(values: Float64Array, knobs: SmoothingKnobs, start: HoltWinters): Smoothed | null {
  const { alpha, beta, gamma } = knobs
  const period = start.seasons.length
  const seasons = start.seasons.slice()
  const fitted = new Float64Array(values.length)
  let level = start.level
  let trend = start.trend
  let at = 0
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i]!
    const season = seasons[at]!
    const expected = level + trend
    fitted[i] = expected + season
    seasons[at] = gamma * (value - expected) + (1 - gamma) * season
    const next = alpha * (value - season) + (1 - alpha) * expected
    trend = beta * (next - level) + (1 - beta) * trend
    level = next
    at = at + 1 === period ? 0 : at + 1
  }
  const turned = new Float64Array(period)
  for (let i = 0; i < period; i += 1) turned[i] = seasons[(at + i) % period]! + 0
  let sum = level + trend
  for (let i = 0; i < period; i += 1) sum += turned[i]!
  if (sum - sum !== 0) return null
  return { model: { kind: 'holt-winters', level: level + 0, trend: trend + 0, seasons: turned }, fitted }
}

/** What the model expects of the next `steps` values: level + h × trend + what the season adds, h from 1. */
export function forecastHoltWinters(model: HoltWinters, steps: number): Float64Array {
  const found = new Float64Array(steps)
  for (let h = 0; h < steps; h += 1) found[h] = model.level + (h + 1) * model.trend + model.seasons[h % model.seasons.length]!
  return found
}

/** Everything learnt, in a fixed order: level and trend, what the season adds. */
export function parametersOfHoltWinters(model: HoltWinters): ArrayLike<number>[] {
  return [Float64Array.of(model.level, model.trend), model.seasons]
}
