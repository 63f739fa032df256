import { z } from 'zod'
import type { Recipe } from '../../engine/recipe.ts'
import { Problem } from '../../lib/problem.ts'
import { readExt, type Draft, type Statement } from '../../record/statement.ts'
import type { Lab } from './lab.ts'
import { readRecipe } from './recipe.ts'
import { labSubmitted } from './statements.ts'
import { REFUSAL } from './words.ts'

export interface SubmitKnown {
  readonly lab: Lab
  /** The learner's own seed for this lab. */
  readonly seed: string
  readonly enrolment: { readonly enrolment: string; readonly tenant: string; readonly agent: string; readonly state: 'active' | 'withdrawn' | 'annulled' }
  /** The hand-in of this id is recorded already. */
  readonly recorded: boolean
}

/** What a learner sends; nothing of it is believed before it was checked. */
export interface SubmitRequest {
  readonly id: string
  readonly recipe: unknown
  readonly digest: unknown
}

/** Records a hand-in; nothing when it is recorded already (the button pressed twice). The grade comes later, from the server. */
export function submitRecipe(known: SubmitKnown, request: SubmitRequest, now: Date): Draft[] {
  if (known.recorded) return []
  const checked = checkSubmission(known, request)
  const { enrolment, tenant, agent } = known.enrolment
  return [labSubmitted({ id: request.id, tenant, agent, enrolment, ...checked, at: now })]
}

/** The recipe and digest of a hand-in, or a Problem; the same for the page's form and for /xapi. */
export function checkSubmission(known: Omit<SubmitKnown, 'recorded'>, request: Omit<SubmitRequest, 'id'>): { recipe: Recipe; digest: string } {
  if (known.enrolment.state === 'annulled') throw new Problem(409, 'enrolment-annulled', REFUSAL.annulled)
  const recipe = readRecipe(known.lab, known.seed, request.recipe)
  const digest = z.string().regex(/^[0-9a-f]{64}$/).safeParse(request.digest)
  if (!digest.success) throw new Problem(422, 'no-digest', REFUSAL.noDigest)
  return { recipe, digest: digest.data }
}

const Shape = z.strictObject({
  id: z.string().optional(), actor: z.unknown(), version: z.string().optional(), timestamp: z.string().optional(),
  verb: z.strictObject({ id: z.string(), display: z.strictObject({ en: z.literal('handed in a recipe for') }).optional() }),
  object: z.strictObject({ objectType: z.literal('Activity').optional(), id: z.string() }),
  context: z.strictObject({ registration: z.string(), extensions: z.record(z.string(), z.unknown()) }),
})

/** A hand-in as a statement from outside: exactly what labSubmitted writes. A score or anything else added is refused (422). */
export function readSubmitted(statement: Statement): { enrolment: string; object: string; recipe: unknown; digest: unknown } {
  if (statement.result !== undefined) throw new Problem(422, 'score-not-yours', REFUSAL.score)
  const read = Shape.safeParse(statement)
  if (!read.success || Object.keys(read.data.context.extensions).length !== 2) throw new Problem(422, 'not-a-submission', REFUSAL.score)
  return {
    enrolment: read.data.context.registration, object: read.data.object.id,
    recipe: readExt(statement, 'recipe'), digest: readExt(statement, 'digest'),
  }
}
