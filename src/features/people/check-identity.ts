import { Problem } from '../../lib/problem.ts'
import type { Draft } from '../../record/statement.ts'
import type { KnownClaim } from './conflicts.ts'
import type { Identity } from './identity.ts'
import { checkAnnulled, conflictFound, conflictResolved, identityChecked, type CheckAnnulmentReason, type IdentityLevel, type RegistryTold, type Subject } from './statements.ts'
import { REFUSED } from './identity-words.ts'

export interface CheckKnown {
  readonly identity: Identity
  /** The document on the card, and who else claims it in this programme. */
  readonly claim: KnownClaim
}

export interface CheckRequest extends Subject {
  readonly level: Extract<IdentityLevel, 'card' | 'registry'>
  /** Who saw the card (or the registry's answer) first, and who saw it second. */
  readonly checker: string
  readonly second: string
  /** Which registry answered, how sure it was, and when; only with level `registry`. */
  readonly told?: RegistryTold
}

/** Two named members of staff saw the card: the first claim that is checked keeps the document. Problem 409 otherwise. */
export function checkIdentity(known: CheckKnown, { tenant, agent, level, checker, second, told }: CheckRequest): Draft[] {
  const { identity, claim } = known
  if (checker === second) throw new Problem(409, 'same-person-twice', REFUSED.samePersonTwice)
  if (identity.died) throw new Problem(409, 'not-alive', REFUSED.notAlive)
  if (claim.holders.length > 0) throw new Problem(409, 'document-held', REFUSED.documentHeld)
  if (identity.checks.some((c) => c.key === claim.key && c.level === level)) throw new Problem(409, 'checked-already', REFUSED.checkedAlready)
  const settled = new Set(identity.openConflicts.filter((c) => c.key === claim.key).map((c) => c.agent))
  return [
    identityChecked({ tenant, agent }, level, claim.key, checker, second, told),
    ...[...settled].map((one) => conflictResolved({ tenant, agent: one }, claim.key, second)),
  ]
}

export interface AnnulKnown {
  readonly identity: Identity
  /** Everybody else's claims of the document of that check. */
  readonly claim: KnownClaim
}

/** An identity check that should not have been: it does not count from here on, and the conflict that it had settled is open again. */
export function annulCheck(known: AnnulKnown, tenant: string, check: string, reason: CheckAnnulmentReason, by: string): Draft[] {
  const found = known.identity.checks.find((c) => c.id === check)
  if (!found) throw new Problem(404, 'no-such-check', REFUSED.noSuchCheck)
  const of = { tenant, agent: found.agent }
  const another = known.identity.checks.some((c) => c.id !== check && c.key === found.key)
  return [
    checkAnnulled(of, check, reason, by),
    ...(another ? [] : known.claim.others.map((other) => conflictFound(of, found.key, other))),
  ]
}
