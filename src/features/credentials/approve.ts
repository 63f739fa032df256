import { Problem } from '../../lib/problem.ts'
import type { Draft } from '../../record/statement.ts'
import { assertIssuable, type Known } from './propose.ts'
import { approved, type About, type Kind } from './statements.ts'
import { REFUSAL } from './words.ts'

export interface ApproveKnown extends Known {
  /** Every member of staff who ever proposed this enrolment, of whatever kind, withdrawn or not. */
  readonly proposers: ReadonlySet<string>
  /** Every member of staff who graded a product of this person, recorded her attendance or confirmed it, struck out or not. */
  readonly teachers: ReadonlySet<string>
}

/** A second person says yes: 403 for who proposed or taught her, 409 when the rule does not find her ready any more. */
export function approve(known: ApproveKnown, about: About & { readonly by: string }, kind: Kind, statement: string): Draft[] {
  const step = known.certification?.step
  if (step === 'approved' || step === 'issued') throw new Problem(409, 'approved-already', REFUSAL.approvedAlready)
  if (step !== 'proposed') throw new Problem(409, 'not-proposed', REFUSAL.notProposed)
  if (known.proposers.has(about.by)) throw new Problem(403, 'own-proposal', REFUSAL.ownProposal)
  if (known.teachers.has(about.by)) throw new Problem(403, 'taught-her', REFUSAL.taughtHer)
  assertIssuable(known, kind)
  return [approved(about, kind, statement)]
}
