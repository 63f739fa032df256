import { Problem } from '../../lib/problem.ts'
import { fill } from '../../lib/text.ts'
import type { Audit } from './audit.ts'
import type { AuditPerson } from './audit-person.ts'
import { contactOf, MOST_TRIES, triesOf } from './contact.ts'
import type { Called, End } from './statements.ts'
import { WRONG } from './words.ts'

export function checkDraw({ state }: Pick<Audit, 'state'>): void {
  if (state !== 'frozen') throw new Problem(409, 'drawn-already', WRONG.drawnAlready)
}

/** `hand`: she had a hand in what is audited: who approves, teaches or checks does not audit it (DOMAIN.md 5.3 no. 11). */
export function checkJudge({ state }: Pick<Audit, 'state'>, hand: boolean): void {
  if (state !== 'drawn') throw new Problem(409, 'not-open', WRONG.notOpen)
  if (hand) throw new Problem(403, 'own-work', WRONG.ownWork)
}

export interface MayCall {
  /** She agreed to be called, and there is a number. */
  readonly allowed: boolean
  /** The caller teaches, coordinates or approves here, or did something about this person. */
  readonly hand: boolean
}

/** Whether this try may be written down now; else a Problem. */
export function checkCall({ state }: Pick<Audit, 'state'>, { calls }: Pick<AuditPerson, 'calls'>, { answer, channel }: Pick<Called, 'answer' | 'channel'>, { allowed, hand }: MayCall): void {
  if (state !== 'drawn') throw new Problem(409, 'not-open', WRONG.notOpen)
  if (hand) throw new Problem(403, 'not-independent', WRONG.notIndependent)
  if (answer === 'not-allowed') {
    if (allowed) throw new Problem(409, 'may-be-called', WRONG.mayBeCalled)
    if (contactOf(calls) !== 'open') throw new Problem(409, 'contact-ended', WRONG.contactEnded)
    return
  }
  if (!allowed) throw new Problem(403, 'no-consent', WRONG.noConsent)
  const tries = triesOf(calls)
  if (contactOf(calls) !== 'open' && contactOf(calls) !== 'not-allowed') throw new Problem(409, 'contact-ended', WRONG.contactEnded)
  // The last try is no third of the same kind.
  if (tries.length === MOST_TRIES - 1 && answer !== 'reached' && tries.every((call) => call.channel === channel)) throw new Problem(409, 'other-channel', WRONG.otherChannel)
}

export function checkEnd({ state }: Pick<Audit, 'state'>, how: End, sample: readonly Pick<AuditPerson, 'fails'>[]): void {
  if (state !== 'frozen' && state !== 'drawn') throw new Problem(409, 'ended-already', WRONG.endedAlready)
  if (how === 'abandoned') return
  const left = sample.filter((person) => person.fails === null).length
  if (state === 'frozen') throw new Problem(409, 'not-drawn', WRONG.notDrawn)
  if (left > 0) throw new Problem(409, 'not-judged', fill(WRONG.leftToJudge, { n: left }))
}
