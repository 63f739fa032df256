import { Problem } from '../../lib/problem.ts'
import type { Draft } from '../../record/statement.ts'
import type { Enrolment } from './enrolment.ts'
import { childcareNoted, type Care } from './statements.ts'
import { CHILDCARE } from './childcare-words.ts'

/** What is asked about care: several may be true at once. */
export const CARE = ['needed', 'offered', 'used'] as const

/**
 * What somebody told us about childcare, and what became of it: a field of every enrolment, to see later whether care keeps people in
 * class (DOMAIN.md 2.4, the Bolivian trial). Said anew, the last word stands. No counting rule reads it.
 */
export function noteChildcare(known: { readonly row: Enrolment; readonly before: Care | undefined }, care: Care, by: string, now: Date): Draft[] {
  const { row, before } = known
  if (row.state === 'annulled') throw new Problem(409, 'annulled', CHILDCARE.annulled)
  if (care.used && !care.offered) throw new Problem(422, 'used-unoffered', CHILDCARE.usedUnoffered, [{ field: 'childcare', sentence: CHILDCARE.usedUnoffered }])
  if (before && CARE.every((one) => before[one] === care[one])) return []
  return [childcareNoted({ tenant: row.tenant, agent: row.agent, section: row.section, enrolment: row.enrolment, at: now, by }, care)]
}
