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
  /** In order. For classes: at most one scale, then one method. For a series: at most one anomalies, lags where the method takes them, then one method. For numbers: at most one columns, at most one scale, then one method. */
  readonly steps: readonly Step[]
}

export type Step = ScaleStep | AnomaliesStep | LagsStep | ColumnsStep | MethodStep

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

export type MethodStep = ClassMethod | SeriesMethod | NumberMethod

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

/** Whether a step is the method of its recipe. */
export function isMethod(step: Step): step is MethodStep {
  return step.block !== 'scale' && step.block !== 'anomalies' && step.block !== 'lags' && step.block !== 'columns'
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
  return !saysClasses(method) && method.block !== 'climatology' && method.block !== 'persistence'
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
