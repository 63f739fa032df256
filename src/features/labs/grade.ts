import { recipeHash } from '../../engine/digest.ts'
import type { Recipe } from '../../engine/recipe.ts'
import type { Draft } from '../../record/statement.ts'
import { gapOf, gapWithoutTruth, type Gap } from './gap.ts'
import { skillOf, type Metric } from './kind.ts'
import type { Pass } from './lab-parts.ts'
import { judge } from './ladder.ts'
import type { Retrained } from './retrain.ts'
import { labGraded, type Measured } from './statements.ts'
import type { SubmissionRow } from './submissions.ts'
import { scoreOf } from './trial.ts'

export interface GradeKnown {
  readonly submission: Pick<SubmissionRow, 'submission' | 'tenant' | 'agent' | 'enrolment' | 'lab' | 'worked' | 'state'>
  readonly recipe: Recipe
  /** What the learner's device found. */
  readonly digest: string
  readonly metric: Metric
  /** The lab's line. */
  readonly pass: Pass
  /** The best score shown before this try; null before the first. */
  readonly best: number | null
  /** SHA-256 of the hidden data's secret seed, where it is simulated. */
  readonly seal: string | null
}

/** What the server found: in the grading process, or in the sandbox, where a program may stop before it answers. */
export type Graded = Retrained | { readonly kind: 'stopped'; readonly of: number; readonly baseline: number; readonly learntBaseline: number }

/**
 * Grades a hand-in by what the server found itself. A digest that differs from the device's is flagged and changes nothing.
 * Nothing when the hand-in has its grade already, so that doing it twice counts once.
 */
export function gradeSubmission(known: GradeKnown, found: Graded): Draft[] {
  const { submission, recipe } = known
  if (submission.state === 'graded') return []
  return [labGraded({
    tenant: submission.tenant, agent: submission.agent, enrolment: submission.enrolment, lab: submission.lab, version: recipe.version,
    submission: submission.submission, worked: submission.worked, ...judged(found, known),
    seal: known.seal, recipeHash: recipeHash(recipe), engine: recipe.engine, digestMatch: 'digest' in found && found.digest === known.digest,
  })]
}

interface Judged {
  readonly passed: boolean
  readonly measured: Measured
  readonly learnt: number | null
  readonly practice: number | null
  readonly gap: Gap
}

function judged(found: Graded, { metric, pass, best }: Pick<GradeKnown, 'metric' | 'pass' | 'best'>): Judged {
  const { of, baseline } = found
  if (found.kind !== 'trained') return { passed: false, measured: measuredAs(metric, null, of, baseline), learnt: null, practice: null, gap: found.kind }
  const { value, second, learnt, practice } = found
  const measured = measuredAs(metric, value, of, baseline)
  const score = (v: number, base: number): number => scoreOf({ pass, metric, rows: of }, v, base)
  const { opened, passed } = judge(pass, best, score(value, baseline), second && score(second.value, second.baseline))
  const known = { passed, measured, learnt, practice }
  if (!opened) return { ...known, gap: 'no-better' }
  if (passed) return { ...known, gap: 'none' }
  // Told of the set that decides.
  const decides = second ?? { value, baseline }
  if (metric === 'adjusted-rand' && 'skill' in pass) return { ...known, gap: gapWithoutTruth(skillOf(metric, decides.value, decides.baseline), pass.skill) }
  const gap = 'right' in pass ? gapOf(learnt, decides.value, pass.right / of)
    : gapOf(skillOf(metric, learnt, found.learntBaseline), skillOf(metric, decides.value, decides.baseline), pass.skill)
  return { ...known, gap }
}

function measuredAs(metric: Metric, value: number | null, of: number, baseline: number): Measured {
  if (metric === 'accuracy') return { right: Math.round((value ?? 0) * of), of, baseline: Math.round(baseline * of) }
  if (metric === 'mae' || metric === 'rmse') return { error: value, of, baseline, metric }
  return { figure: value, of, baseline, metric }
}
