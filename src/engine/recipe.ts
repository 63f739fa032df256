import type { FlipsStep, ImageMethod, StatisticsStep } from './image-steps.ts'
import type { FeaturesStep, PolicyMethod } from './policy-steps.ts'

/**
 * What a learner hands in: not a model but how to make it. Anybody who has the engine and the data makes the same model from
 * it, bit for bit. As JSON at most 4 KB.
 */
export interface Recipe {
  readonly lab: string
  /** Version of the lab. */
  readonly version: number
  /** Version of the engine, see version.ts. */
  readonly engine: string
  /** 32 hex digits; decides the rows one gets and every draw. Bound to a person by the server. */
  readonly seed: string
  /** In order. For classes: at most one scale, then one method. For a series: at most one anomalies, lags where the method takes them, then one method. For numbers, ranks and groups: at most one columns, at most one scale, then one method. For messages: at most one labels, then one method. For claims: labels where the method learns, at most one columns, then one method. For policies: at most one features, then one method. For photos see inImageOrder. */
  readonly steps: readonly Step[]
}

export type Step = ScaleStep | AnomaliesStep | LagsStep | ColumnsStep | LabelsStep | FeaturesStep | StatisticsStep | FlipsStep | MethodStep

export interface ScaleStep {
  readonly block: 'scale'
  readonly by: 'standard' | 'min-max'
}

/** Takes from every value what is usual in its calendar month. */
export interface AnomaliesStep {
  readonly block: 'anomalies'
}

/** Which values a forecast looks at: months before the last one known, ascending, each once. */
export interface LagsStep {
  readonly block: 'lags'
  readonly months: readonly number[]
}

/** Which columns a model looks at, by name, in the order of the table, each once; without this step all of them. */
export interface ColumnsStep {
  readonly block: 'columns'
  readonly names: readonly string[]
}

/** A row of the pool that the learner may label, from 0, and the class that she says it has, from 0. */
export type OwnLabel = readonly [row: number, label: number]

/** What the learner labelled herself, rows ascending, each once. */
export interface LabelsStep {
  readonly block: 'labels'
  readonly given: readonly OwnLabel[]
}

export type MethodStep = ClassMethod | SeriesMethod | NumberMethod | GroupMethod | MessageMethod | CountMethod | PolicyMethod | CodeMethod | ImageMethod

export type ClassMethod =
  | { readonly block: 'majority' }
  | { readonly block: 'neighbours'; readonly k: number }
  | { readonly block: 'softmax'; readonly epochs: number; readonly rate: number; readonly penalty: number; readonly batch: number }

export type SeriesMethod =
  /** What is usual in the target's month. */
  | { readonly block: 'climatology' }
  /** As now: the last value known, or its anomaly on top of what is usual. */
  | { readonly block: 'persistence' }
  | { readonly block: 'ridge'; readonly penalty: number }

export type NumberMethod =
  /** The mean of the targets learnt from. */
  | { readonly block: 'mean' }
  /** The number that stands in a column: what it was last week. */
  | { readonly block: 'same'; readonly column: string }
  | { readonly block: 'ridge'; readonly penalty: number }
  | { readonly block: 'tree'; readonly depth: number; readonly leaf: number }
  /** Each question tries a third of the columns. */
  | { readonly block: 'forest'; readonly trees: number; readonly depth: number; readonly leaf: number }
  | { readonly block: 'boosting'; readonly trees: number; readonly rate: number; readonly depth: number; readonly leaf: number }

/** So many groups of rows that lie close together; of so many starts the tightest is kept. */
export interface GroupMethod {
  readonly block: 'kmeans'
  readonly groups: number
  readonly starts: number
}

/** Methods that say how much a row resembles those that are to be found: a score to rank by. */
export type RankMethod = Extract<ClassMethod | NumberMethod, { readonly block: 'softmax' | 'same' | 'tree' | 'forest' | 'boosting' }>

export type MessageMethod =
  /** The rule of a front desk: words that the lab names. */
  | { readonly block: 'keywords' }
  /** Words and letters in 2^bits columns, then a softmax; each own label counts as `weight` given ones. */
  | { readonly block: 'words'; readonly bits: number; readonly epochs: number; readonly rate: number; readonly penalty: number; readonly weight: number }

/** Believes what at least `least` of what a column counts say; one or more: a single source; none: nobody says it. */
export interface CountMethod {
  readonly block: 'count'
  readonly column: string
  readonly least: number
}

/** A program of the learner's own: what it learns and answers is found by running it, never by this engine. */
export interface CodeMethod {
  readonly block: 'code'
  readonly language: 'python'
  /** Which Python: the small one (MicroPython) where nothing is said, so that recipes keep their digests. */
  readonly runtime?: 'pyodide'
  /** At most 8 KB. */
  readonly source: string
}

/** Methods that judge a claim by its evidence. */
export type ClaimMethod = CountMethod | Extract<ClassMethod | NumberMethod, { readonly block: 'softmax' | 'tree' }>

/** Whether a step is the method of its recipe. */
export function isMethod(step: Step): step is MethodStep {
  return step.block !== 'scale' && step.block !== 'anomalies' && step.block !== 'lags' && step.block !== 'columns' && step.block !== 'features' && step.block !== 'labels' && step.block !== 'statistics' && step.block !== 'flips'
}

/** Whether a method says classes. */
export function saysClasses(method: MethodStep): method is ClassMethod {
  return method.block === 'majority' || method.block === 'neighbours' || method.block === 'softmax'
}

/** Whether a method forecasts a series. */
export function forecasts(method: MethodStep): method is SeriesMethod {
  return method.block === 'climatology' || method.block === 'persistence' || method.block === 'ridge'
}

/** Whether a method says a number of a row of a table. */
export function saysNumbers(method: MethodStep): method is NumberMethod {
  return !saysClasses(method) && !acts(method) && method.block !== 'kmeans' && method.block !== 'climatology' && method.block !== 'persistence' && method.block !== 'count' && method.block !== 'code' && !readsMessages(method) && method.block !== 'centroid' && method.block !== 'network'
}

/** Whether a method gives scores to rank rows by. */
export function ranks(method: MethodStep): method is RankMethod {
  return method.block === 'softmax' || method.block === 'same' || method.block === 'tree' || method.block === 'forest' || method.block === 'boosting'
}

/** Whether a method parts rows into groups. */
export function makesGroups(method: MethodStep): method is GroupMethod {
  return method.block === 'kmeans'
}

/** Whether a method says the class of a message. */
export function readsMessages(method: MethodStep): method is MessageMethod {
  return method.block === 'keywords' || method.block === 'words'
}

/** Whether a method can judge a claim. */
export function judgesClaims(method: MethodStep): method is ClaimMethod {
  return method.block === 'count' || method.block === 'tree' || method.block === 'softmax'
}

/** Whether a method acts in a simulated world. */
export function acts(method: MethodStep): method is PolicyMethod {
  return method.block === 'first-come' || method.block === 'no-hold' || method.block === 'priority' || method.block === 'hold'
    || method.block === 'search' || method.block === 'q-learning' || method.block === 'program'
}

/** The scale and the method of steps that were checked. */
export function stepsOf(steps: readonly Step[]): { scale: ScaleStep['by'] | 'none'; method: ClassMethod } {
  let scale: ScaleStep['by'] | 'none' = 'none'
  let method: ClassMethod = { block: 'majority' }
  for (const step of steps) {
    if (step.block === 'scale') scale = step.by
    else if (isMethod(step) && saysClasses(step)) method = step
  }
  return { scale, method }
}

/** The parts of a series' recipe that was checked. */
export function seriesStepsOf(steps: readonly Step[]): { anomalies: boolean; lags: readonly number[]; method: SeriesMethod } {
  let anomalies = false
  let lags: readonly number[] = []
  let method: SeriesMethod = { block: 'climatology' }
  for (const step of steps) {
    if (step.block === 'anomalies') anomalies = true
    else if (step.block === 'lags') lags = step.months
    else if (isMethod(step) && forecasts(step)) method = step
  }
  return { anomalies, lags, method }
}

/** The parts of a recipe for numbers that was checked; no columns named: null, all of them. */
export function numberStepsOf(steps: readonly Step[]): { columns: readonly string[] | null; scale: ScaleStep['by'] | 'none'; method: NumberMethod } {
  let columns: readonly string[] | null = null
  let scale: ScaleStep['by'] | 'none' = 'none'
  let method: NumberMethod = { block: 'mean' }
  for (const step of steps) {
    if (step.block === 'columns') columns = step.names
    else if (step.block === 'scale') scale = step.by
    else if (isMethod(step) && saysNumbers(step)) method = step
  }
  return { columns, scale, method }
}

/** The parts of a recipe for messages that was checked. */
export function messageStepsOf(steps: readonly Step[]): { labels: readonly OwnLabel[]; method: MessageMethod } {
  let labels: readonly OwnLabel[] = []
  let method: MessageMethod = { block: 'keywords' }
  for (const step of steps) {
    if (step.block === 'labels') labels = step.given
    else if (isMethod(step) && readsMessages(step)) method = step
  }
  return { labels, method }
}

/**
 * Upper bound of the multiply-adds of one training and its scoring, `rows` rows learnt from and `asked` rows answered.
 * The slowest phone we plan for does about 30 million a second.
 */
export function cost(recipe: Recipe, rows: number, asked: number, columns: number, classes: number): number {
  const { method } = stepsOf(recipe.steps)
  const touched = (rows + asked) * columns
  if (method.block === 'neighbours') return touched + (rows + asked) * rows * columns
  if (method.block === 'softmax') {
    const steps = method.epochs * Math.floor((rows + method.batch - 1) / method.batch)
    return touched + (2 * method.epochs * rows + 2 * steps + rows + asked) * (columns + 1) * classes
  }
  return touched
}

/** The same for a series: `months` targets learnt from, `asked` targets answered. */
export function seriesCost(recipe: Recipe, months: number, asked: number): number {
  const { lags, method } = seriesStepsOf(recipe.steps)
  const touched = (months + asked) * (lags.length + 2)
  if (method.block !== 'ridge') return touched
  const n = lags.length
  return touched + months * ((n * (n + 1)) / 2 + 2 * n) + n * n * n
}
