import type { Recipe } from '../../engine/recipe.ts'
import { agent, ext, type Draft } from '../../record/statement.ts'
import { VERB, activity, verbIri } from '../programmes/index.ts'
import type { Gap } from './gap.ts'
import { skillOf, type Metric } from './kind.ts'

/** A fact no rule reads: a person handed in a recipe. It carries the recipe itself and the digest her device found. */
export const LAB_SUBMITTED = verbIri('labSubmitted')

export interface Submission {
  readonly id: string
  readonly tenant: string
  readonly agent: string
  readonly enrolment: string
  readonly recipe: Recipe
  readonly digest: string
  /** When she handed it in. */
  readonly at: Date
}

export function labSubmitted(s: Submission): Draft {
  return {
    tenant: s.tenant,
    statement: {
      id: s.id,
      actor: agent(s.agent),
      verb: { id: LAB_SUBMITTED, display: { en: 'handed in a recipe for' } },
      object: activity(s.tenant, 'labs', s.recipe.lab),
      context: { registration: s.enrolment, extensions: ext({ recipe: s.recipe, digest: s.digest }) },
      timestamp: s.at.toISOString(),
    },
  }
}

/** What the hidden data showed, the baseline's figure beside it. Rows are never told. */
export type Measured =
  /** Right answers of `of`. */
  | { readonly right: number; readonly of: number; readonly baseline: number }
  /** Error over `of` months or rows, in the lab's unit; null when it diverged. `metric` says which; without it the mean absolute error. */
  | { readonly error: number | null; readonly of: number; readonly baseline: number; readonly metric?: 'mae' | 'rmse' }
  /** A figure in any other metric over `of` units; null when it diverged. */
  | { readonly figure: number | null; readonly of: number; readonly baseline: number; readonly metric: Exclude<Metric, 'accuracy' | 'mae' | 'rmse'> }

export interface Grade {
  readonly tenant: string
  readonly agent: string
  readonly enrolment: string
  readonly lab: string
  readonly version: number
  readonly submission: string
  /** The time of work: a grade that waits in the queue counts for the moment of the hand-in. */
  readonly worked: Date
  readonly passed: boolean
  readonly measured: Measured
  /** The lab's metric on what it learnt from and on her practice; null when it diverged. */
  readonly learnt: number | null
  readonly practice: number | null
  readonly gap: Gap
  readonly seal: string | null
  readonly recipeHash: string
  readonly engine: string
  readonly digestMatch: boolean
}

/** The act that rules read: `result.success` and the score, rounded to two digits: the part that is right, or the skill against the baseline. */
export function labGraded(g: Grade): Draft {
  return {
    tenant: g.tenant,
    statement: {
      actor: agent(g.agent),
      verb: { id: VERB.labGraded, display: { en: 'was graded in' } },
      object: activity(g.tenant, 'labs', g.lab),
      result: { success: g.passed, score: { raw: Math.round(100 * scoreOf(g.measured)) / 100, min: 0, max: 1 } },
      context: {
        registration: g.enrolment,
        extensions: ext({
          submission: g.submission, version: g.version, ...g.measured, learnt: g.learnt, practice: g.practice,
          gap: g.gap, ...(g.seal === null ? {} : { seal: g.seal }), recipeHash: g.recipeHash, engine: g.engine, digestMatch: g.digestMatch,
        }),
      },
      timestamp: g.worked.toISOString(),
    },
  }
}

/** 0 to 1. */
function scoreOf(m: Measured): number {
  if ('right' in m) return m.right / m.of
  const value = 'error' in m ? m.error : m.figure
  return value === null ? 0 : Math.max(0, skillOf(m.metric ?? 'mae', value, m.baseline))
}
