import { errors } from '../../../../engine/errors.ts'
import { forecast, forecasting, valuesAt, type Forecaster, type SeriesData } from '../../../../engine/forecast.ts'
import { joined, readSeries, type Series } from '../../../../engine/series.ts'
import { hex, sha256 } from '../../../../engine/sha256.ts'
import { at, type Kind } from '../../kind.ts'
import { textOf } from '../../text-file.ts'

export interface SeriesSettings {
  readonly horizon: number
  /** Month of the first target: 12 × year + month, months from 0. */
  readonly start: number
  readonly years: number
  readonly practice: number
}

/** The months after the public ones; `series` holds both. */
export interface HiddenMonths {
  readonly series: Series
  readonly months: Int32Array
}

export const seriesKind: Kind<SeriesSettings, SeriesData, HiddenMonths, Forecaster> = {
  metric: () => 'mae',
  readPublic: (bytes, { horizon, start, years, practice }) => {
    const series = readSeries(textOf(bytes))
    return { series, hash: hex(sha256(bytes)), plan: { horizon, start: start - series.first, years, practice } }
  },
  readHidden: (bytes, _, { series }) => {
    const all = joined(series, readSeries(textOf(bytes)))
    const n = series.values.length
    return { series: all, months: Int32Array.from({ length: all.values.length - n }, (_month, i) => n + i) }
  },
  sizeOf: ({ months }) => months.length,
  *train(recipe, data) {
    const outcome = yield* forecasting(recipe, data)
    if (outcome.kind === 'diverged') return null
    return { model: outcome.model, learnt: outcome.learnt.mae, practice: outcome.practice.mae, digest: outcome.digest }
  },
  answers: (model, { series, months }, { plan }) => forecast(model, series, plan.horizon, months),
  value: (answers, { series, months }, places) => errors(at(valuesAt(series, months), places), at(answers, places)).mae,
}
