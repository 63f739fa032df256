import { recipeHash } from '../../engine/digest.ts'
import { skill } from '../../engine/errors.ts'
import type { Recipe } from '../../engine/recipe.ts'
import type { Draft } from '../../record/statement.ts'
import { gapOf, type Gap } from './gap.ts'
import type { Retrained } from './retrain.ts'
import { labGraded, type Measured } from './statements.ts'
import type { SubmissionRow } from './submissions.ts'

export interface GradeKnown {
  readonly submission: Pick<SubmissionRow, 'submission' | 'tenant' | 'agent' | 'enrolment' | 'lab' | 'worked' | 'state'>
  readonly recipe: Recipe
  /** What the learner's device found. */
  readonly digest: string
  /** The lab's line: right answers, or for a series or numbers skill against the baseline. */
  readonly pass: number
}

/**
 * Grades a hand-in by what the server found itself. A digest that differs from the device's is flagged and changes nothing.
 * Nothing when the hand-in has its grade already, so that doing it twice counts once.
 */
export function gradeSubmission(known: GradeKnown, found: Retrained): Draft[] {
  const { submission, recipe } = known
  if (submission.state === 'graded') return []
  return [labGraded({
    tenant: submission.tenant, agent: submission.agent, enrolment: submission.enrolment, lab: submission.lab, version: recipe.version,
    submission: submission.submission, worked: submission.worked, ...judged(found, known.pass),
    recipeHash: recipeHash(recipe), engine: recipe.engine, digestMatch: 'digest' in found && found.digest === known.digest,
  })]
}

interface Judged {
  readonly passed: boolean
  readonly measured: Measured
  readonly learnt: number | null
  readonly practice: number | null
  readonly gap: Gap
}

function judged(found: Retrained, pass: number): Judged {
  const lost = { passed: false, learnt: null, practice: null, gap: 'diverged' } as const
  if (found.kind === 'diverged') return { ...lost, measured: { right: found.right, of: found.of, baseline: found.baseline } }
  if (found.kind === 'forecast-diverged') return { ...lost, measured: { error: null, of: found.of, baseline: found.baseline } }
  if (found.kind === 'numbers-diverged') return { ...lost, measured: { error: null, of: found.of, baseline: found.baseline, metric: found.metric } }
  const { of, baseline, learnt, practice } = found
  if (found.kind === 'trained') {
    const { right } = found
    return { passed: right >= pass, measured: { right, of, baseline }, learnt, practice, gap: gapOf(learnt, right / of, pass / of) }
  }
  const gained = skill(found.error, baseline)
  const measured: Measured = { error: found.error, of, baseline, ...(found.kind === 'numbers' ? { metric: found.metric } : {}) }
  return { passed: gained >= pass, measured, learnt, practice, gap: gapOf(skill(learnt, found.learntBaseline), gained, pass) }
}
