import type { Step } from '../../engine/recipe.ts'
import { hex, sha256, utf8 } from '../../engine/sha256.ts'
import { figureOf, finish, skillOf, type Learnt, type Metric } from './kind.ts'
import { kindOf } from './kinds.ts'
import { recipeOf, type HiddenSet, type Lab } from './lab.ts'
import { taskOf } from './tasks.ts'

/** The seed of simulated learner number `i`: anybody gets the same learners. */
export function simulatedSeed(i: number): string {
  return hex(sha256(utf8(`simulated learner ${i}`))).slice(0, 32)
}

export function metricOf(lab: Lab): Metric {
  return kindOf(lab.task).metric(taskOf(lab).settings(lab))
}

/** A recipe carried out on one learner's data; null when it diverged. */
export function trained(lab: Lab, seed: string, steps: readonly Step[]): Learnt<unknown> | null {
  return finish(kindOf(lab.task).train(recipeOf(lab, seed, steps), lab.open))
}

/** What a model answers for a hidden set; null without one. */
export function answersOn(lab: Lab, set: HiddenSet<unknown>, learnt: Learnt<unknown> | null): Float64Array | null {
  return learnt && kindOf(lab.task).answers(learnt.model, set.data, lab.open)
}

/** What a recipe of one learner answers for the first hidden set; null when it diverged. */
export function hiddenAnswers(lab: Lab, seed: string, steps: readonly Step[]): Float64Array | null {
  return answersOn(lab, lab.hidden, trained(lab, seed, steps))
}

/** Answers in the lab's metric, over the hidden units at `places` or all; the worst there can be when there are none. */
export function valueOn(lab: Lab, set: HiddenSet<unknown>, answers: Float64Array | null, places?: Int32Array): number {
  if (answers) return kindOf(lab.task).value(answers, set.data, places)
  return figureOf(metricOf(lab), -Infinity, 0.5)
}

/** The same number for the set whose score is shown, and for the one that decides: null where there is one set only. */
export interface OnBoth {
  readonly first: number
  readonly second: number | null
}

/** A recipe of one learner on the hidden sets, in the lab's metric. */
export function hiddenValues(lab: Lab, seed: string, steps: readonly Step[]): OnBoth {
  const learnt = trained(lab, seed, steps)
  const on = (set: HiddenSet<unknown>): number => valueOn(lab, set, answersOn(lab, set, learnt))
  return { first: on(lab.hidden), second: lab.second && on(lab.second) }
}

/** The measure that the lab's line is drawn in, more is better: right answers, or skill against the baseline's figure. */
export function scoreOf({ pass, metric, rows }: { pass: Lab['pass']; metric: Metric; rows: number }, value: number, baseline: number): number {
  if ('right' in pass) return Math.round(Math.max(0, value) * rows)
  return skillOf(metric, value, baseline)
}

/** A recipe of one learner on the hidden sets, in the measure of the lab's line. `baseline`: figures of the lab's baseline for this seed, when known. */
export function hiddenScores(lab: Lab, seed: string, steps: readonly Step[], baseline = hiddenValues(lab, seed, lab.baseline)): OnBoth {
  const scale = { pass: lab.pass, metric: metricOf(lab), rows: lab.data.hidden.rows }
  const { first, second } = hiddenValues(lab, seed, steps)
  return { first: scoreOf(scale, first, baseline.first), second: second === null ? null : scoreOf(scale, second, baseline.second ?? 0) }
}

/** The lab's reference as the holder of a seed would hand it in. */
export function referenceOf(lab: Lab, seed: string): readonly Step[] {
  return taskOf(lab).reference?.(lab, seed) ?? lab.reference
}

/** A score as the check prints it. */
export function sayScore(lab: Lab, score: number): string {
  return 'right' in lab.pass ? String(score) : score.toFixed(3)
}

export function scoreName({ pass }: Lab): string {
  return 'right' in pass ? 'right' : 'skill'
}
