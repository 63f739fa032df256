import { errors, type Errors } from '../../../../engine/errors.ts'
import { forecast, valuesAt, type Forecaster, type SeriesData } from '../../../../engine/forecast.ts'
import { ownMonths } from '../../../../engine/series.ts'
import { carryingOut, type Both } from '../../workbench/carry-out.ts'
import type { AnyDone, CarryOut } from '../../workbench/order.ts'
import { seriesKind } from './kind.ts'

export interface Done extends AnyDone {
  readonly learnt: Errors
  readonly practice: Errors
  readonly learntMonths: number
  /** Places of the practice months in the public series, with the forecast for each. */
  readonly places: readonly number[]
  readonly found: readonly number[]
  /** Mean absolute error of the lab's starting point on the same months. */
  readonly baseline: number
  /** Months back that it looks at, with the weight of each. */
  readonly lags: readonly number[]
  readonly weights: readonly number[]
}

export const carryOutSeries: CarryOut = (order) => carryingOut(seriesKind, order, shown)

function shown({ order, data: { series, plan }, hers: { model }, start }: Both<SeriesData, Forecaster>): Omit<Done, keyof AnyDone> {
  const months = ownMonths(series, plan, order.recipe.seed)
  const on = (places: Int32Array): { errors: Errors; found: Float64Array } => {
    const found = forecast(model, series, plan.horizon, places)
    return { errors: errors(valuesAt(series, places), found), found }
  }
  const practice = on(months.practice)
  return {
    learnt: on(months.learnt).errors, practice: practice.errors, learntMonths: months.learnt.length,
    places: Array.from(months.practice), found: Array.from(practice.found), baseline: start?.practice ?? 0,
    lags: model.lags, weights: Array.from(model.weights),
  }
}
