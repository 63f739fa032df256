import type { House } from '../../feature.ts'
import { Problem } from '../../lib/problem.ts'
import type { Credential } from './achievement.ts'
import { certificationOf } from './certification.ts'
import { notValidNow } from './change-state.ts'
import { credentialById, papersOf } from './credentials.ts'
import { stateOf } from './credential-state.ts'
import { issueApproved } from './issuing.ts'
import { VERIFY } from './page-words.ts'
import type { Kind } from './statements.ts'
import { REFUSAL } from './words.ts'

export interface Handed {
  readonly credential: Credential
  /** Whose it is: for the log of who was shown what. */
  readonly person: string
}

/**
 * The certificate of an enrolment that an approver approved: issued now when the server has not come to it yet, else as it was issued; after
 * a correction the one in force. Nothing else is ever issued (DOMAIN.md 5.3, 13). Problem 409 without approval, while
 * it cannot be issued, or when it is no longer in force; 410 when her data were erased.
 */
export async function issueOnApproval(house: House, tenant: string, enrolment: string, kind: Kind): Promise<Handed> {
  const before = await certificationOf(house.db, enrolment, kind)
  if (!before || before.tenant !== tenant) throw new Problem(409, 'not-approved', REFUSAL.notApproved)
  if (before.step === 'approved' && before.approval !== null && await issueApproved(house, tenant, before.approval) === 'not-now') throw new Problem(409, 'not-now', REFUSAL.conflict)
  const { credential: id } = await certificationOf(house.db, enrolment, kind) ?? before
  const row = id === null ? undefined : await credentialById(house.db, id)
  const state = row && await stateOf(house.db, row.credential)
  if (!row || !state) throw new Problem(409, 'not-approved', REFUSAL.notApproved)
  const papers = await papersOf(house, house.db, row.credential)
  if (state.state !== 'valid') throw new Problem(409, 'not-valid', notValidNow(state))
  if (!papers) throw new Problem(410, 'erased', VERIFY.erased)
  return { credential: papers.credential, person: row.person }
}
