import { readExt, type Stored } from '../../record/statement.ts'
import { believedTime, instructorOf, type Reading } from './reading.ts'
import { VERB } from './vocabulary.ts'
import type { Windows } from './windows.ts'

/** Why there is no certificate in force, nearest to having one last. */
export type CertificateState = 'none' | 'not-approved' | 'not-in-force' | 'in-force'

/** `act`: the position of the first issue that is in force, which makes her count. */
export interface CertificateFound { readonly state: CertificateState; readonly act?: number }

/** The best any certificate of hers comes to (rule text, 8). */
export function certificateState(reading: Reading, windows: Windows, lifeEnd: number): CertificateFound {
  const issued = reading.all(VERB.issued).filter((s) => isCertificado(s) && s.registration !== null && windows.begins.has(s.registration))
  if (issued.length === 0) return { state: 'none' }
  const approved = issued.filter((s) => reading.all(VERB.approved).some((a) => approves(a, s, reading, lifeEnd)))
  if (approved.length === 0) return { state: 'not-approved' }
  const first = approved.find((s) => inForce(s.object, reading))
  return first ? { state: 'in-force', act: first.pos } : { state: 'not-in-force' }
}

const isCertificado = (s: Stored): boolean => readExt(s.statement, 'kind') === 'certificado'

/** Whether this approval carries that issue: before it, in her life, by somebody who did not propose and did not teach her. */
function approves(approval: Stored, issue: Stored, reading: Reading, lifeEnd: number): boolean {
  const approver = instructorOf(approval)
  if (approver === null || !isCertificado(approval) || approval.registration !== issue.registration) return false
  if (approval.pos >= issue.pos || believedTime(approval) >= lifeEnd) return false
  const before = (s: Stored): boolean => s.pos < approval.pos
  const proposals = reading.all(VERB.proposed).filter((p) => before(p) && p.registration === approval.registration)
  if (!proposals.some((p) => isCertificado(p) && instructorOf(p) !== null)) return false
  if (proposals.some((p) => instructorOf(p) === approver)) return false
  const taught = [...reading.all(VERB.productGraded), ...reading.all(VERB.attended)]
  return !taught.some((s) => before(s) && instructorOf(s) === approver)
}

function inForce(credential: string, reading: Reading): boolean {
  const about = (verb: string): readonly Stored[] => reading.all(verb).filter((s) => s.object === credential)
  if (about(VERB.revoked).length > 0 || about(VERB.superseded).length > 0) return false
  const last = [...about(VERB.suspended), ...about(VERB.reinstated)].sort((a, b) => b.pos - a.pos)[0]
  return last === undefined || last.verb === VERB.reinstated
}
