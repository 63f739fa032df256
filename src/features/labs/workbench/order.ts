import { errors, type Errors } from '../../../engine/errors.ts'
import { forecast, forecasting, trainForecast, valuesAt, type SeriesData } from '../../../engine/forecast.ts'
import { answerNumbers, learningNumbers, numberRows, ownNumbers, readNumbers, trainNumbers, type NumberData, type NumberModel } from '../../../engine/numbers.ts'
import { scores, type Scores } from '../../../engine/metrics.ts'
import type { Recipe, Step } from '../../../engine/recipe.ts'
import { ownMonths, readSeries, type Plan } from '../../../engine/series.ts'
import { SELF_TEST, selfTest } from '../../../engine/selftest.ts'
import { hex, sha256, utf8 } from '../../../engine/sha256.ts'
import { readTable, rowsOf } from '../../../engine/table.ts'
import { ownRows, predict, train, training, type PublicData } from '../../../engine/train.ts'

interface AnyOrder {
  readonly recipe: Recipe
  readonly baseline: readonly Step[]
  readonly csv: string
}

export interface ClassOrder extends AnyOrder {
  readonly classes: number
  readonly share: number
}

export interface SeriesOrder extends AnyOrder {
  readonly plan: Plan
}

export interface NumberOrder extends AnyOrder {
  readonly metric: 'mae' | 'rmse'
  readonly share: number
}

/** What a training needs; plain data, so that it can cross to a worker. */
export type Order = ClassOrder | SeriesOrder | NumberOrder

/** How far a training is. */
export interface Progress {
  readonly epoch: number
}

/** What comes back: everything the page shows of a training. */
export type Trained =
  | { readonly kind: 'diverged' }
  | {
      readonly kind: 'trained'
      readonly digest: string
      readonly learnt: Scores
      readonly practice: Scores
      /** Rows learnt from. */
      readonly learntRows: number
      /** Places of the practice rows in the public table, with the class the model found for each. */
      readonly places: readonly number[]
      readonly found: readonly number[]
      /** Accuracy of the lab's starting point on the same practice rows. */
      readonly baseline: number
      /** This machine passed the self-test: the server will find the same digest. */
      readonly sameBits: boolean
    }
  | {
      readonly kind: 'forecast'
      readonly digest: string
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
      readonly sameBits: boolean
    }

  | {
      readonly kind: 'numbers'
      readonly metric: 'mae' | 'rmse'
      readonly digest: string
      readonly learnt: Errors
      readonly practice: Errors
      readonly learntRows: number
      /** Places of the practice rows in the public table, with the answer for each. */
      readonly places: readonly number[]
      readonly found: readonly number[]
      /** Error of the lab's starting point on the same rows, in its measure. */
      readonly baseline: number
      /** What the first tree asks first, root before children: columns by place; and the weight of each column of a line. */
      readonly questions: readonly { readonly column: number; readonly threshold: number }[]
      readonly weights: readonly number[]
      readonly sameBits: boolean
    }

export function publicDataOf(order: Pick<ClassOrder, 'csv' | 'classes' | 'share'>): PublicData {
  return { table: readTable(order.csv, order.classes), hash: hex(sha256(utf8(order.csv))), share: order.share }
}

export function publicSeriesOf(order: Pick<SeriesOrder, 'csv' | 'plan'>): SeriesData {
  return { series: readSeries(order.csv), hash: hex(sha256(utf8(order.csv))), plan: order.plan }
}

export function publicNumbersOf(order: Pick<NumberOrder, 'csv' | 'share'>): NumberData {
  return { table: readNumbers(order.csv), hash: hex(sha256(utf8(order.csv))), share: order.share }
}

/** Trains on whatever thread calls it, yielding so that the caller can show progress or stop. */
export function carryOut(order: Order): Generator<Progress, Trained> {
  if ('metric' in order) return carryOutNumbers(order)
  return 'plan' in order ? carryOutSeries(order) : carryOutClasses(order)
}

function* carryOutSeries(order: SeriesOrder): Generator<Progress, Trained> {
  const data = publicSeriesOf(order)
  const outcome = yield* forecasting(order.recipe, data)
  if (outcome.kind === 'diverged') return outcome
  const { series, plan } = data
  const months = ownMonths(series, plan, order.recipe.seed)
  const start = trainForecast({ ...order.recipe, steps: order.baseline }, data)
  return {
    kind: 'forecast', digest: outcome.digest, learnt: outcome.learnt, practice: outcome.practice, learntMonths: months.learnt.length,
    places: Array.from(months.practice), found: Array.from(forecast(outcome.model, series, plan.horizon, months.practice)),
    baseline: start.kind === 'forecast' ? errors(valuesAt(series, months.practice), forecast(start.model, series, plan.horizon, months.practice)).mae : 0,
    lags: outcome.model.lags, weights: Array.from(outcome.model.weights), sameBits: selfTest() === SELF_TEST,
  }
}

function* carryOutNumbers(order: NumberOrder): Generator<Progress, Trained> {
  const data = publicNumbersOf(order)
  const outcome = yield* learningNumbers(order.recipe, data)
  if (outcome.kind === 'diverged') return outcome
  const rows = ownNumbers(data, order.recipe.seed)
  const practice = numberRows(data.table, rows.left)
  const start = trainNumbers({ ...order.recipe, steps: order.baseline }, data)
  const { model } = outcome
  return {
    kind: 'numbers', metric: order.metric, digest: outcome.digest, learnt: outcome.learnt, practice: outcome.practice, learntRows: rows.taken.length,
    places: Array.from(rows.left), found: Array.from(answerNumbers(model, practice.values)),
    baseline: start.kind === 'numbers' ? start.practice[order.metric] : 0,
    questions: firstQuestions(model), weights: model.method.kind === 'ridge' ? Array.from(model.method.weights) : [], sameBits: selfTest() === SELF_TEST,
  }
}

/** The root's question and those of its children. */
function firstQuestions({ method, used }: NumberModel): { column: number; threshold: number }[] {
  const tree = method.kind === 'cart' ? method.tree : 'trees' in method ? method.trees[0] : undefined
  if (!tree) return []
  return [0, 1, 2].filter((node) => (tree.column[node] ?? -1) >= 0).map((node) => ({ column: used[tree.column[node]!]!, threshold: tree.threshold[node]! }))
}

function* carryOutClasses(order: ClassOrder): Generator<Progress, Trained> {
  const data = publicDataOf(order)
  const outcome = yield* training(order.recipe, data)
  if (outcome.kind === 'diverged') return outcome
  const rows = ownRows(data, order.recipe.seed)
  const practice = rowsOf(data.table, rows.left)
  const start = train({ ...order.recipe, steps: order.baseline }, data)
  return {
    kind: 'trained', digest: outcome.digest, learnt: outcome.learnt, practice: outcome.practice, learntRows: rows.taken.length,
    places: Array.from(rows.left), found: Array.from(predict(outcome.model, practice.values)),
    baseline: start.kind === 'trained' ? scores(practice.labels, predict(start.model, practice.values), practice.classes).accuracy : 0,
    sameBits: selfTest() === SELF_TEST,
  }
}
