import { errors, skill } from '../../engine/errors.ts'
import { forecast, trainForecast, valuesAt } from '../../engine/forecast.ts'
import { answerNumbers, trainNumbers } from '../../engine/numbers.ts'
import { mistakes } from '../../engine/metrics.ts'
import type { Step } from '../../engine/recipe.ts'
import { hex, sha256, utf8 } from '../../engine/sha256.ts'
import { predict, train } from '../../engine/train.ts'
import { ENGINE } from '../../engine/version.ts'
import { publicData, publicNumbers, publicSeries } from './labs.ts'
import type { ClassLab, Lab, NumberLab, SeriesLab } from './load.ts'

/** The seed of simulated learner number `i`: anybody gets the same learners. */
export function simulatedSeed(i: number): string {
  return hex(sha256(utf8(`simulated learner ${i}`))).slice(0, 32)
}

/** Hidden rows that the recipe gets wrong, by place; all of them when it diverged. */
export function wrongRows(lab: ClassLab, seed: string, steps: readonly Step[]): number[] {
  const { table } = lab.hidden
  const outcome = train({ lab: lab.id, version: lab.version, engine: ENGINE, seed, steps }, publicData(lab))
  if (outcome.kind === 'diverged') return Array.from(table.labels, (_, i) => i)
  return mistakes(table.labels, predict(outcome.model, table.values))
}

/** What the recipe forecasts for the hidden months, each from what was known before it; null when it diverged. */
export function hiddenForecast(lab: SeriesLab, seed: string, steps: readonly Step[]): Float64Array | null {
  const outcome = trainForecast({ lab: lab.id, version: lab.version, engine: ENGINE, seed, steps }, publicSeries(lab))
  return outcome.kind === 'diverged' ? null : forecast(outcome.model, lab.hidden.series, lab.plan.horizon, lab.hidden.months)
}

/** What the recipe answers for the hidden rows; null when it diverged. */
export function hiddenAnswers(lab: NumberLab, seed: string, steps: readonly Step[]): Float64Array | null {
  const outcome = trainNumbers({ lab: lab.id, version: lab.version, engine: ENGINE, seed, steps }, publicNumbers(lab))
  return outcome.kind === 'diverged' ? null : answerNumbers(outcome.model, lab.hidden.table.values)
}

/** Error on the hidden data in the measure of the lab, for a series the mean absolute one; Infinity when it diverged. */
export function hiddenError(lab: SeriesLab | NumberLab, seed: string, steps: readonly Step[]): number {
  if (lab.task === 'numbers') {
    const found = hiddenAnswers(lab, seed, steps)
    return found === null ? Infinity : errors(lab.hidden.table.targets, found)[lab.data.metric]
  }
  const found = hiddenForecast(lab, seed, steps)
  return found === null ? Infinity : errors(valuesAt(lab.hidden.series, lab.hidden.months), found).mae
}

/** A recipe of one learner on the hidden data, in the measure that the lab's line is drawn in; more is better. `baseline`: error of the lab's baseline for this seed, when known. */
export function hiddenScore(lab: Lab, seed: string, steps: readonly Step[], baseline?: number): number {
  if (lab.task === 'classes') return lab.data.hidden.rows - wrongRows(lab, seed, steps).length
  return skill(hiddenError(lab, seed, steps), baseline ?? hiddenError(lab, seed, lab.baseline))
}

/** The score that passes. */
export function passLine(lab: Lab): number {
  return lab.task === 'classes' ? lab.pass.right : lab.pass.skill
}

/** A score as the check prints it. */
export function sayScore(lab: Lab, score: number): string {
  return lab.task === 'classes' ? String(score) : score.toFixed(3)
}

export function scoreName(lab: Lab): string {
  return lab.task === 'classes' ? 'right' : 'skill'
}
