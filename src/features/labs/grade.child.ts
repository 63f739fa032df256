import { readFileSync, writeFileSync } from 'node:fs'
import { errors } from '../../engine/errors.ts'
import { forecast, trainForecast, valuesAt, type Forecast } from '../../engine/forecast.ts'
import { answerNumbers, numberRows, ownNumbers, readNumbers, trainNumbers, type NumberOutcome, type NumberTable } from '../../engine/numbers.ts'
import { scores } from '../../engine/metrics.ts'
import type { Recipe, Step } from '../../engine/recipe.ts'
import { joined, ownMonths, readSeries, type Plan } from '../../engine/series.ts'
import { hex, sha256, utf8 } from '../../engine/sha256.ts'
import { readTable } from '../../engine/table.ts'
import { predict, train, type Outcome } from '../../engine/train.ts'

interface AnyWork {
  readonly recipe: Recipe
  readonly baseline: readonly Step[]
  readonly publicCsv: string
  readonly hiddenCsv: string
}

export interface ClassWork extends AnyWork {
  readonly classes: number
  readonly share: number
}

export interface SeriesWork extends AnyWork {
  readonly plan: Plan
}

export interface NumberWork extends AnyWork {
  /** The measure that grades; only work for numbers has one. */
  readonly metric: 'mae' | 'rmse'
  readonly share: number
}

/** What the process is given on its standard input, as JSON. The recipe was checked by readRecipe before. */
export type Work = ClassWork | SeriesWork | NumberWork

/**
 * Trains a recipe again and tries it on the hidden rows; prints one line of JSON, counts and scores only. It runs in a process
 * of its own (retrain.ts sets the limits), imports nothing but the engine and opens no file, socket or database.
 */
function main(work: Work): unknown {
  if ('metric' in work) return numbers(work)
  return 'plan' in work ? series(work) : classes(work)
}

function classes(work: ClassWork): unknown {
  const hidden = readTable(work.hiddenCsv, work.classes)
  const data = { table: readTable(work.publicCsv, work.classes), hash: hex(sha256(utf8(work.publicCsv))), share: work.share }
  const right = (outcome: Outcome) => {
    if (outcome.kind === 'diverged') return 0
    const found = predict(outcome.model, hidden.values)
    return Math.round(scores(hidden.labels, found, hidden.classes).accuracy * hidden.labels.length)
  }
  const outcome = train(work.recipe, data)
  const counts = { right: right(outcome), of: hidden.labels.length, baseline: right(train({ ...work.recipe, steps: work.baseline }, data)) }
  if (outcome.kind === 'diverged') return { kind: 'diverged', ...counts }
  return { kind: 'trained', ...counts, digest: outcome.digest, learnt: outcome.learnt.accuracy, practice: outcome.practice.accuracy }
}

/** Mean absolute errors; the baseline's on what was learnt from tells how much there was to gain. */
function series(work: SeriesWork): unknown {
  const known = readSeries(work.publicCsv)
  const all = joined(known, readSeries(work.hiddenCsv))
  const data = { series: known, hash: hex(sha256(utf8(work.publicCsv))), plan: work.plan }
  const hidden = Int32Array.from({ length: all.values.length - known.values.length }, (_, i) => known.values.length + i)
  const { learnt } = ownMonths(known, work.plan, work.recipe.seed)
  const on = (outcome: Forecast, places: Int32Array) =>
    outcome.kind === 'diverged' ? null : errors(valuesAt(all, places), forecast(outcome.model, all, work.plan.horizon, places)).mae
  const outcome = trainForecast(work.recipe, data)
  const start = trainForecast({ ...work.recipe, steps: work.baseline }, data)
  const figures = { of: hidden.length, baseline: on(start, hidden) }
  if (outcome.kind === 'diverged') return { kind: 'forecast-diverged', ...figures }
  return {
    kind: 'forecast', error: on(outcome, hidden), ...figures, digest: outcome.digest, learnt: outcome.learnt.mae, practice: outcome.practice.mae,
    learntBaseline: on(start, learnt),
  }
}

/** Errors in the lab's measure; the baseline's on what was learnt from tells how much there was to gain. */
function numbers({ recipe, baseline, publicCsv, hiddenCsv, metric, share }: NumberWork): unknown {
  const data = { table: readNumbers(publicCsv), hash: hex(sha256(utf8(publicCsv))), share }
  const hidden = readNumbers(hiddenCsv)
  const learnt = numberRows(data.table, ownNumbers(data, recipe.seed).taken)
  const on = (outcome: NumberOutcome, rows: NumberTable) =>
    outcome.kind === 'diverged' ? null : errors(rows.targets, answerNumbers(outcome.model, rows.values))[metric]
  const outcome = trainNumbers(recipe, data)
  const start = trainNumbers({ ...recipe, steps: baseline }, data)
  const figures = { metric, of: hidden.targets.length, baseline: on(start, hidden) }
  if (outcome.kind === 'diverged') return { kind: 'numbers-diverged', ...figures }
  return {
    kind: 'numbers', error: on(outcome, hidden), ...figures, digest: outcome.digest, learnt: outcome.learnt[metric], practice: outcome.practice[metric],
    learntBaseline: on(start, learnt),
  }
}

// The parent wrote this JSON from checked values.
writeFileSync(1, JSON.stringify(main(JSON.parse(readFileSync(0, 'utf8')) as Work)) + '\n')
