import { digest } from './digest.ts'
import { errors, type Errors } from './errors.ts'
import { seriesStepsOf, type Recipe } from './recipe.ts'
import { learnRidge, type Column } from './ridge.ts'
import { monthOf, normals, ownMonths, type Plan, type Series } from './series.ts'

/** A forecaster of a monthly series: what is usual in the target's month + constant + Σ weight × (what was, less what was usual). */
export interface Forecaster {
  /** Usual value of each calendar month, January first; null when it works on the values as they come. */
  readonly normals: Float64Array | null
  /** Months before the last value known: 0 is that value. */
  readonly lags: readonly number[]
  readonly weights: Float64Array
  readonly constant: number
}

/** The public data of a lab on a series. */
export interface SeriesData {
  readonly series: Series
  /** SHA-256 of the file as it ships, hex. */
  readonly hash: string
  readonly plan: Plan
}

export type Forecast =
  | { readonly kind: 'diverged' }
  | { readonly kind: 'forecast'; readonly model: Forecaster; readonly learnt: Errors; readonly practice: Errors; readonly digest: string }

/**
 * Carries out a recipe on its owner's years. Normals come from the targets she learns from, never from others. Yields its
 * progress; returns the model, its errors on the targets learnt from and on those of practice, and the digest of it all.
 */
export function* forecasting(recipe: Recipe, data: SeriesData): Generator<Column, Forecast> {
  const { series, plan } = data
  const months = ownMonths(series, plan, recipe.seed)
  const model = yield* learn(recipe, data, months.learnt)
  if (model === null) return { kind: 'diverged' }
  const learnt = errors(valuesAt(series, months.learnt), forecast(model, series, plan.horizon, months.learnt))
  const practice = errors(valuesAt(series, months.practice), forecast(model, series, plan.horizon, months.practice))
  const figures = [learnt.mae, learnt.rmse, practice.mae, practice.rmse]
  return { kind: 'forecast', model, learnt, practice, digest: digest(recipe, data.hash, forecasterParameters(model), figures) }
}

/** The whole training at once. */
export function trainForecast(recipe: Recipe, data: SeriesData): Forecast {
  const run = forecasting(recipe, data)
  for (;;) {
    const next = run.next()
    if (next.done) return next.value
  }
}

function* learn(recipe: Recipe, { series, plan }: SeriesData, months: Int32Array): Generator<Column, Forecaster | null> {
  const { anomalies, lags, method } = seriesStepsOf(recipe.steps)
  const usual = anomalies || method.block === 'climatology' ? normals(series, months) : null
  if (method.block === 'climatology') return { normals: usual, lags: [], weights: new Float64Array(0), constant: 0 }
  if (method.block === 'persistence') return { normals: usual, lags: [0], weights: Float64Array.of(1), constant: 0 }
  const rows = lagTable(series, usual, lags, plan.horizon, months)
  const targets = new Float64Array(months.length)
  for (let i = 0; i < months.length; i += 1) targets[i] = above(series, usual, months[i]!)
  const line = yield* learnRidge(rows, lags.length, targets, method.penalty)
  return line === null ? null : { normals: usual, lags, weights: line.weights, constant: line.constant }
}

/** The value at a place, less what is usual in its month: the anomaly. */
function above(series: Series, usual: Float64Array | null, place: number): number {
  return usual === null ? series.values[place]! : series.values[place]! - usual[monthOf(series, place)]!
}

/**
 * targets × lags: for each target the values `horizon` + lag months before it, less the normals if there are any. Every target
 * needs a place of at least horizon + largest lag.
 */
export function lagTable(series: Series, usual: Float64Array | null, lags: readonly number[], horizon: number, months: Int32Array): Float64Array {
  const table = new Float64Array(months.length * lags.length)
  for (let i = 0; i < months.length; i += 1) {
    for (let l = 0; l < lags.length; l += 1) table[i * lags.length + l] = above(series, usual, months[i]! - horizon - lags[l]!)
  }
  return table
}

/** The forecast of each target, in the unit of the series, from what was known `horizon` months before it. */
export function forecast(model: Forecaster, series: Series, horizon: number, months: Int32Array): Float64Array {
  const rows = lagTable(series, model.normals, model.lags, horizon, months)
  const width = model.lags.length
  const found = new Float64Array(months.length)
  for (let i = 0; i < months.length; i += 1) {
    let sum = model.constant
    for (let l = 0; l < width; l += 1) sum += model.weights[l]! * rows[i * width + l]!
    found[i] = model.normals === null ? sum : sum + model.normals[monthOf(series, months[i]!)]!
  }
  return found
}

/** The values of the series at the given places. */
export function valuesAt(series: Series, places: Int32Array): Float64Array {
  const values = new Float64Array(places.length)
  for (let i = 0; i < places.length; i += 1) values[i] = series.values[places[i]!]!
  return values
}

/** Everything a forecaster learnt, in a fixed order: normals if there are any, lags, weights, constant. */
export function forecasterParameters(model: Forecaster): Float64Array {
  const usual = model.normals ?? new Float64Array(0)
  const n = model.lags.length
  const all = new Float64Array(usual.length + 2 * n + 1)
  all.set(usual)
  for (let l = 0; l < n; l += 1) {
    all[usual.length + l] = model.lags[l]!
    all[usual.length + n + l] = model.weights[l]!
  }
  all[usual.length + 2 * n] = model.constant
  return all
}
