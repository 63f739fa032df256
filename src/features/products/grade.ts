import { Problem, type FieldProblem } from '../../lib/problem.ts'
import type { Draft } from '../../record/statement.ts'
import type { Product } from '../courses/index.ts'
import { gradeAnnulled, productGraded, type About, type AiHelp, type AnnulmentReason } from './statements.ts'
import { WRONG } from './words.ts'

export const MOST_COMMENT = 2000
/** A word like "bien" teaches nothing. */
const LEAST_COMMENT = 10

/** What the tutor's form says. `points` by criterion id, as typed. */
export interface GradeForm {
  readonly points: Readonly<Record<string, string>>
  readonly comment: string
  readonly aiDoubt: boolean
}

export interface GradeRead {
  readonly criteria: Record<string, number>
  readonly mark: number
  readonly comment: string
  readonly aiDoubt: boolean
}

/** Every criterion at one of its levels, and a comment that the learner can use. The mark is the sum of points, 0–20. */
export function readGrade(product: Product, form: GradeForm): { grade: GradeRead | null; problems: FieldProblem[] } {
  const problems: FieldProblem[] = []
  const criteria: Record<string, number> = {}
  for (const criterion of product.criteria) {
    const level = criterion.levels.find((l) => String(l.points) === form.points[criterion.id])
    if (level) criteria[criterion.id] = level.points
    else problems.push({ field: `criterion-${criterion.id}`, sentence: WRONG.levelNeeded })
  }
  const comment = form.comment.replaceAll('\r\n', '\n').normalize('NFC').trim()
  const letters = [...comment].length
  if (letters < LEAST_COMMENT) problems.push({ field: 'comment', sentence: WRONG.commentNeeded })
  if (letters > MOST_COMMENT) problems.push({ field: 'comment', sentence: WRONG.commentTooLong })
  const mark = Object.values(criteria).reduce((sum, points) => sum + points, 0)
  return { grade: problems.length === 0 ? { criteria, mark, comment, aiDoubt: form.aiDoubt } : null, problems }
}

export interface GradeKnown {
  readonly submission: { readonly id: string; readonly ai: AiHelp }
  readonly rubric: number
  /** In charge of the learner's section now. */
  readonly isTutor: boolean
  readonly graded: boolean
  /** A later version is waiting. */
  readonly replaced: boolean
}

/** One grade a version, by a tutor of the learner's section. */
export function gradeProduct(known: GradeKnown, about: About, grade: GradeRead, by: string): Draft[] {
  if (!known.isTutor) throw new Problem(403, 'not-your-section', WRONG.notYourSection)
  if (known.graded) throw new Problem(409, 'graded-already', WRONG.gradedAlready)
  if (known.replaced) throw new Problem(409, 'replaced', WRONG.replaced)
  const { criteria, mark, aiDoubt } = grade
  return [productGraded(about, { submission: known.submission.id, mark, rubric: known.rubric, criteria, ai: known.submission.ai, aiDoubt }, by)]
}

/** Takes a grade back with a reason; the version waits for a grade again. */
export function annulGrade(known: { isTutor: boolean; grade: { statement: string } | undefined }, about: About, reason: AnnulmentReason, by: string): Draft[] {
  if (!known.isTutor) throw new Problem(403, 'not-your-section', WRONG.notYourSection)
  if (!known.grade) throw new Problem(409, 'not-graded', WRONG.notGraded)
  return [gradeAnnulled(about, known.grade.statement, reason, by)]
}
