import { errors } from '../../engine/errors.ts'
import { valuesAt } from '../../engine/forecast.ts'
import { random } from '../../engine/random.ts'
import { blocks } from '../../engine/series.ts'
import type { ClassLab, Lab, NumberLab, SeriesLab } from './load.ts'
import { hiddenAnswers, hiddenForecast, simulatedSeed, wrongRows } from './trial.ts'

export interface Fairness {
  /** On the hidden data: right rows for classes, mean absolute error for a series, error in the lab's measure for numbers. */
  readonly baseline: number
  readonly reference: number
  /** By how much the reference is better, and the standard error of that. */
  readonly gain: number
  readonly error: number
}

const RESAMPLES = 2000

/** Baseline and reference of one simulated learner, both trained by the same engine on her own data and tried on the same hidden data. */
export function fairness(lab: Lab, learner: number): Fairness {
  if (lab.task === 'numbers') return numberFairness(lab, learner)
  return lab.task === 'classes' ? classFairness(lab, learner) : seriesFairness(lab, learner)
}

/** Rows stand for themselves: paired bootstrap, row by row. */
function classFairness(lab: ClassLab, learner: number): Fairness {
  const rows = lab.hidden.table.labels.length
  const seed = simulatedSeed(learner)
  const gain = new Float64Array(rows)
  const wrongBase = wrongRows(lab, seed, lab.baseline)
  const wrongReference = wrongRows(lab, seed, lab.reference)
  for (const row of wrongBase) gain[row]! += 1
  for (const row of wrongReference) gain[row]! -= 1
  const [baseline, reference] = [rows - wrongBase.length, rows - wrongReference.length]
  return { baseline, reference, gain: reference - baseline, error: bootstrapError(gain, learner, 1) }
}

/**
 * Neighbouring months are alike and their errors too: the bootstrap draws blocks of consecutive months (moving blocks, going round at
 * the end; Künsch 1989, Annals of Statistics 17, 1217–1241), `together` months long.
 */
function seriesFairness(lab: SeriesLab, learner: number): Fairness {
  const seed = simulatedSeed(learner)
  const base = hiddenForecast(lab, seed, lab.baseline)
  const found = hiddenForecast(lab, seed, lab.reference)
  if (!base || !found) return { baseline: Infinity, reference: Infinity, gain: 0, error: Infinity }
  const truth = valuesAt(lab.hidden.series, lab.hidden.months)
  const gain = truth.map((t, i) => Math.abs(base[i]! - t) - Math.abs(found[i]! - t))
  const [baseline, reference] = [errors(truth, base).mae, errors(truth, found).mae]
  return { baseline, reference, gain: baseline - reference, error: bootstrapError(gain, learner, lab.data.together) / truth.length }
}

/**
 * Paired bootstrap of the rows, in blocks where neighbouring rows are alike. A root mean square error is no sum over rows: each row
 * counts by what it moves it, square / (2 × error), the linear part of the root (delta method).
 */
function numberFairness(lab: NumberLab, learner: number): Fairness {
  const seed = simulatedSeed(learner)
  const base = hiddenAnswers(lab, seed, lab.baseline)
  const found = hiddenAnswers(lab, seed, lab.reference)
  if (!base || !found) return { baseline: Infinity, reference: Infinity, gain: 0, error: Infinity }
  const { metric, together } = lab.data
  const truth = lab.hidden.table.targets
  const [baseline, reference] = [errors(truth, base)[metric], errors(truth, found)[metric]]
  const part = (miss: number, error: number) => (metric === 'mae' ? Math.abs(miss) : (miss * miss) / (2 * error))
  const gain = truth.map((t, i) => part(base[i]! - t, baseline) - part(found[i]! - t, reference))
  return { baseline, reference, gain: baseline - reference, error: bootstrapError(gain, learner, together) / truth.length }
}

/** Standard deviation, over resamples of blocks with replacement, of the sum of the paired differences. */
function bootstrapError(gain: Float64Array, learner: number, together: number): number {
  const source = random(String(learner), 'bootstrap')
  let sum = 0
  let squares = 0
  for (let i = 0; i < RESAMPLES; i += 1) {
    let total = 0
    for (const place of blocks(gain.length, together, source)) total += gain[place]!
    sum += total
    squares += total * total
  }
  return Math.sqrt(Math.max(0, squares / RESAMPLES - (sum / RESAMPLES) ** 2))
}
