import { recipeHash } from '../../engine/digest.ts'
import type { Recipe } from '../../engine/recipe.ts'
import type { Draft } from '../../record/statement.ts'
import { gapOf } from './gap.ts'
import type { Retrained } from './retrain.ts'
import { labGraded } from './statements.ts'
import type { SubmissionRow } from './submissions.ts'

export interface GradeKnown {
  readonly submission: Pick<SubmissionRow, 'submission' | 'tenant' | 'agent' | 'enrolment' | 'lab' | 'worked' | 'state'>
  readonly recipe: Recipe
  /** What the learner's device found. */
  readonly digest: string
  /** Right answers that pass. */
  readonly pass: number
}

/**
 * Grades a hand-in by what the server found itself. A digest that differs from the device's is flagged and changes nothing.
 * Nothing when the hand-in has its grade already, so that doing it twice counts once.
 */
export function gradeSubmission(known: GradeKnown, found: Retrained): Draft[] {
  const { submission, recipe } = known
  if (submission.state === 'graded') return []
  const trained = found.kind === 'trained'
  const passed = trained && found.right >= known.pass
  return [labGraded({
    tenant: submission.tenant, agent: submission.agent, enrolment: submission.enrolment, lab: submission.lab, version: recipe.version,
    submission: submission.submission, worked: submission.worked, passed, right: found.right, of: found.of, baseline: found.baseline,
    learnt: trained ? found.learnt : null, practice: trained ? found.practice : null,
    gap: trained ? gapOf(found.learnt, found.right / found.of, known.pass / found.of) : 'diverged',
    recipeHash: recipeHash(recipe), engine: recipe.engine, digestMatch: trained && found.digest === known.digest,
  })]
}
