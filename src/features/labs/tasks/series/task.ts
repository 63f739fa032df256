import type { SeriesData } from '../../../../engine/forecast.ts'
import { seriesCost, type Step } from '../../../../engine/recipe.ts'
import type { Loaded } from '../../lab.ts'
import type { Task } from '../../task.ts'
import { measured } from '../../figures.ts'
import { PAGE } from '../../words.ts'
import { rowsMatch } from '../tables.ts'
import type { SeriesFamily, SeriesLabContent } from './file.ts'
import type { HiddenMonths, SeriesSettings } from './kind.ts'
import { seriesView } from './view.ts'

export type SeriesLab = SeriesLabContent & Loaded<SeriesData, HiddenMonths>

/** A lab that forecasts a monthly series. */
export const seriesTask: Task<SeriesLabContent, SeriesLab, SeriesFamily> = {
  settings: seriesSettings,
  compare: ({ data: { practice, years } }, report) => {
    if (practice >= years) report('lab.yaml', 'data.practice: no year is left to learn from')
  },
  matches: ({ data, blocks, open: { series, plan }, hidden }, report) => {
    const n = series.values.length
    rowsMatch(data.public, n, report)
    rowsMatch(data.hidden, hidden.data.months.length, report)
    if (plan.start < plan.horizon + Math.max(...blocks.lags)) report('lab.yaml', 'data.start: the first target has no value for the largest of blocks.lags')
    if (plan.start + 12 * plan.years > n) report('lab.yaml', 'data.years: the public series ends before')
  },
  wrongSteps: () => null,
  cost: ({ data }, recipe) => {
    const targets = 12 * data.years
    return seriesCost(recipe, targets - 12 * data.practice, targets + data.hidden.rows)
  },
  dearest: ({ blocks: { lags, ridge } }) => (ridge ? [[{ block: 'lags', months: lags }, { block: 'ridge', penalty: ridge.penalty.most }]] : []),
  draw: (family, one) => {
    if (family.method === 'climatology') return [{ block: 'climatology' }]
    const before: Step[] = one(family.anomalies) ? [{ block: 'anomalies' }] : []
    if (family.method === 'persistence') return [...before, { block: 'persistence' }]
    return [...before, { block: 'lags', months: one(family.lags) }, { block: 'ridge', penalty: one(family.penalty) }]
  },
  shares: ({ data: { years, practice, horizon, hidden } }, t) => t(PAGE.ownYears, { years, own: years - practice, practice, horizon, hidden: hidden.rows }),
  figure: ({ data }, value, lang) => measured(value, data.unit, lang),
  ceiling: () => null,
  view: seriesView,
}

function seriesSettings({ data }: Pick<SeriesLabContent, 'data'>): SeriesSettings {
  const [year, month] = data.start.split('-').map(Number)
  return { horizon: data.horizon, start: 12 * year! + month! - 1, years: data.years, practice: data.practice }
}
