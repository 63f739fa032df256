import { errors, skill } from '../../engine/errors.ts'
import { forecast, trainForecast, valuesAt } from '../../engine/forecast.ts'
import { mistakes } from '../../engine/metrics.ts'
import type { Step } from '../../engine/recipe.ts'
import { hex, sha256, utf8 } from '../../engine/sha256.ts'
import { predict, train } from '../../engine/train.ts'
import { ENGINE } from '../../engine/version.ts'
import { publicData, publicSeries } from './labs.ts'
import type { ClassLab, Lab, SeriesLab } from './load.ts'

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

/** Mean absolute error on the hidden months; Infinity when it diverged. */
export function hiddenError(lab: SeriesLab, seed: string, steps: readonly Step[]): number {
  const found = hiddenForecast(lab, seed, steps)
  return found === null ? Infinity : errors(valuesAt(lab.hidden.series, lab.hidden.months), found).mae
}

/** A recipe of one learner on the hidden data, in the measure that the lab's line is drawn in; more is better. */
export function hiddenScore(lab: Lab, seed: string, steps: readonly Step[]): number {
  if (lab.task === 'classes') return lab.data.hidden.rows - wrongRows(lab, seed, steps).length
  return skill(hiddenError(lab, seed, steps), hiddenError(lab, seed, lab.baseline))
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
