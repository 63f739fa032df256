import type { AuditPerson, Call } from './audit-person.ts'
import { ASKED } from './statements.ts'

/** DOMAIN.md 8, K12: at most three tries, by two channels. */
export const MOST_TRIES = 3

/** `open`: somebody is to call. `not-allowed`: nobody may. `unreached`: all tries are used, or she did not want to talk. */
export type Contact = 'open' | 'confirmed' | 'denied' | 'unreached' | 'not-allowed'

/** The tries that were made; that nobody may call is none. */
export const triesOf = (calls: readonly Call[]): Call[] => calls.filter((call) => call.answer !== 'not-allowed')

/** How it stands. `confirmed`: reached, and course, hours and name are right. */
export function contactOf(calls: readonly Call[]): Contact {
  const reached = calls.find((call) => call.answer === 'reached')
  if (reached) return ASKED.every((one) => reached.confirms.includes(one)) ? 'confirmed' : 'denied'
  const tries = triesOf(calls)
  if (tries.length >= MOST_TRIES || tries.some((call) => call.answer === 'refused')) return 'unreached'
  return calls.length > tries.length ? 'not-allowed' : 'open'
}

/** What of her fails: of the five attributes as judged, and contact when she was reached and denied. Null: nobody judged her yet. */
export function failsOf({ fails, calls }: Pick<AuditPerson, 'fails' | 'calls'>): string[] | null {
  return fails === null ? null : [...fails, ...(contactOf(calls) === 'denied' ? ['contact:denied'] : [])]
}
