import type { Recipe } from '../../../engine/recipe.ts'
import { judge } from '../ladder.ts'
import type { Lab } from '../lab.ts'
import { retrainRecipe } from '../grading.ts'
import { metricOf, scoreOf } from '../trial.ts'

/** A stored grade, as far as it can be recomputed. */
export interface Given {
  readonly recipe: Recipe
  readonly figure: number | null
  readonly baseline: number | null
  readonly passed: boolean
  /** Null when whether it was the best so far is not known: then only the figures are compared. */
  readonly best: number | null | undefined
}

export interface Again {
  readonly same: boolean
  /** The score on the first hidden set, for the tries that follow; null when it diverged. */
  readonly score: number | null
}

/** Rounds that an old record's right answers went through: shares that are equal to the last counted row. */
const close = (a: number | null, b: number | null): boolean => a === b || (a !== null && b !== null && Math.abs(a - b) < 1e-12)

/** Cooks a recipe again and compares figure, baseline and verdict with the grade that was given. */
export async function gradedAgain(lab: Lab, given: Given, hiddenSeed?: string, secret?: string): Promise<Again> {
  const found = await retrainRecipe(lab, given.recipe, hiddenSeed, secret)
  if (found.kind !== 'trained') return { same: given.figure === null || given.figure === 0 ? !given.passed : false, score: null }
  const score = (v: number, base: number): number => scoreOf({ pass: lab.pass, metric: metricOf(lab), rows: found.of }, v, base)
  const first = score(found.value, found.baseline)
  const second = found.second && score(found.second.value, found.second.baseline)
  const verdict = given.best === undefined ? given.passed : judge(lab.pass, given.best, first, second).passed
  return { same: close(found.value, given.figure) && close(found.baseline, given.baseline) && verdict === given.passed, score: first }
}
