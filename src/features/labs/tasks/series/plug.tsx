import { normals, ownMonths, type Months, type Plan, type Series } from '../../../../engine/series.ts'
import { measured } from '../../figures.ts'
import type { Plug } from '../../workbench/plug.ts'
import { SeriesBuild } from './build.tsx'
import type { Done } from './carry-out.ts'
import { seriesKind } from './kind.ts'
import { SeriesResult } from './result.tsx'
import { SeriesSee } from './see.tsx'
import type { SeriesView } from './view.ts'

export interface SeriesDesk {
  readonly view: SeriesView
  readonly series: Series
  readonly plan: Plan
  readonly months: Months
  /** What is usual in each calendar month, from the months she learns from. */
  readonly normals: Float64Array
}

export const seriesPlug: Plug<SeriesView, SeriesDesk, Done> = {
  openDesk: (view, bytes) => {
    const { series, plan } = seriesKind.readPublic(bytes, view.settings)
    const months = ownMonths(series, plan, view.seed)
    return { view, series, plan, months, normals: normals(series, months.learnt) }
  },
  See: SeriesSee,
  Build: SeriesBuild,
  Result: SeriesResult,
  figure: (view, value) => measured(value, view.unit, view.lang),
  asked: ['anomalies'],
}
