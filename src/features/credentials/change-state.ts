import { Problem } from '../../lib/problem.ts'
import type { Text } from '../../lib/text.ts'
import type { Draft } from '../../record/statement.ts'
import type { CredentialState } from './credential-state.ts'
import { reinstated, revoked, suspended, type About, type REINSTATEMENT_CAUSES, type REVOCATION_CAUSES, type SUSPENSION_CAUSES } from './statements.ts'
import { REFUSAL, STATE } from './words.ts'

/** For good: a revoked certificate does not come back; whoever deserves one is proposed again. */
export function revoke(row: CredentialState, by: string, cause: (typeof REVOCATION_CAUSES)[number], now: Date): Draft[] {
  if (row.state !== 'valid' && row.state !== 'suspended') throw new Problem(409, 'not-valid', notValidNow(row))
  return [revoked(about(row, by, now), row.credential, cause)]
}

/** For as long as something is looked into. */
export function suspend(row: CredentialState, by: string, cause: (typeof SUSPENSION_CAUSES)[number], now: Date): Draft[] {
  if (row.state !== 'valid') throw new Problem(409, 'not-valid', notValidNow(row))
  return [suspended(about(row, by, now), row.credential, cause)]
}

/** Undoes a suspension, nothing else. */
export function reinstate(row: CredentialState, by: string, cause: (typeof REINSTATEMENT_CAUSES)[number], now: Date): Draft[] {
  if (row.state !== 'suspended') throw new Problem(409, 'not-suspended', REFUSAL.notSuspended)
  return [reinstated(about(row, by, now), row.credential, cause)]
}

export function about(row: CredentialState, by: string, now: Date): About & { by: string } {
  return { tenant: row.tenant, agent: row.agent, enrolment: row.enrolment, at: now, by }
}

export function notValidNow(row: CredentialState): Text {
  const state = STATE[row.state]
  return { es: REFUSAL.notValidNow.es.replace('{state}', state.es), en: REFUSAL.notValidNow.en.replace('{state}', state.en) }
}
