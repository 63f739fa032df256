import type { Recipe } from '../../../engine/recipe.ts'
import { ownNumbers, type NumberTable } from '../../../engine/numbers.ts'
import { normals, ownMonths, type Months, type Series } from '../../../engine/series.ts'
import type { Table } from '../../../engine/table.ts'
import { ownRows } from '../../../engine/train.ts'
import { measured, type ClassView, type LabView, type NumberView, type SeriesView } from '../view.ts'
import { publicDataOf, publicNumbersOf, publicSeriesOf, type Order, type Trained } from './order.ts'

/** What lies before the learner: the lab's public data and what of it is hers. */
export type Desk = ClassDesk | SeriesDesk | NumberDesk

export interface NumberDesk {
  readonly task: 'numbers'
  readonly view: NumberView
  readonly table: NumberTable
  /** Rows she learns from. */
  readonly places: Int32Array
}

export interface ClassDesk {
  readonly task: 'classes'
  readonly view: ClassView
  readonly table: Table
  /** Rows she learns from. */
  readonly places: Int32Array
}

export interface SeriesDesk {
  readonly task: 'series'
  readonly view: SeriesView
  readonly series: Series
  readonly months: Months
  /** What is usual in each calendar month, from the months she learns from. */
  readonly normals: Float64Array
}

export function openDesk(view: LabView, csv: string): Desk {
  if (view.task === 'series') {
    const { series, plan } = publicSeriesOf({ csv, plan: view.plan })
    const months = ownMonths(series, plan, view.seed)
    return { task: 'series', view, series, months, normals: normals(series, months.learnt) }
  }
  if (view.task === 'numbers') {
    const numbers = publicNumbersOf({ csv, share: view.share })
    return { task: 'numbers', view, table: numbers.table, places: ownNumbers(numbers, view.seed).taken }
  }
  const data = publicDataOf({ csv, classes: view.classes.length, share: view.share })
  return { task: 'classes', view, table: data.table, places: ownRows(data, view.seed).taken }
}

export function orderOn(view: LabView, recipe: Recipe, csv: string): Order {
  const order = { recipe, baseline: view.baseline, csv }
  if (view.task === 'numbers') return { ...order, metric: view.metric, share: view.share }
  return view.task === 'series' ? { ...order, plan: view.plan } : { ...order, classes: view.classes.length, share: view.share }
}

/** The one number of practice that is remembered: accuracy, or the error in the lab's measure. */
export function practiceOf(trained: Exclude<Trained, { kind: 'diverged' }>): number {
  if (trained.kind === 'numbers') return trained.practice[trained.metric]
  return trained.kind === 'forecast' ? trained.practice.mae : trained.practice.accuracy
}

export function practiceText(view: LabView, practice: number): string {
  if (view.task === 'numbers') return measured(practice, view.target.unit, view.lang)
  return view.task === 'series' ? measured(practice, view.unit, view.lang) : `${Math.round(100 * practice)} %`
}
