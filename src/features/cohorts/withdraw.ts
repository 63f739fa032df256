import { Problem } from '../../lib/problem.ts'
import type { Draft } from '../../record/statement.ts'
import type { Enrolment } from './enrolment.ts'
import { assertNoClash, assertOpen } from './enrol.ts'
import type { Section } from './sections.ts'
import { enrolmentAnnulled, reEntered, withdrew, type About, type AnnulmentReason, type WithdrawalCause } from './statements.ts'
import { REFUSAL } from './words.ts'

/** Retiro: she told us that she leaves. Her place is free again. */
export function withdraw(row: Enrolment, cause: WithdrawalCause, by: string, now: Date): Draft[] {
  if (row.state !== 'active') throw new Problem(409, 'not-active', REFUSAL.notActive)
  return [withdrew(about(row, by, now), cause)]
}

/** Reingreso: the same enrolment goes on, in a new window, when there is a place. */
export function reEnter(known: { row: Enrolment; section: Section; active: number; others?: readonly Section[] }, by: string, now: Date): Draft[] {
  const { row, section } = known
  if (row.state === 'annulled') throw new Problem(409, 'annulled', REFUSAL.annulled)
  if (row.state !== 'withdrawn') throw new Problem(409, 'not-withdrawn', REFUSAL.notWithdrawn)
  assertOpen(section, known.active, now)
  assertNoClash(section, known.others ?? [])
  return [reEntered(about(row, by, now))]
}

/** The enrolment should never have been: nothing under it counts from here on. */
export function annulEnrolment(row: Enrolment, reason: AnnulmentReason, by: string, now: Date): Draft[] {
  if (row.state === 'annulled') throw new Problem(409, 'annulled', REFUSAL.annulled)
  return [enrolmentAnnulled(about(row, by, now), row.statement, reason)]
}

function about(row: Enrolment, by: string, now: Date): About {
  return { tenant: row.tenant, agent: row.agent, section: row.section, enrolment: row.enrolment, at: now, by }
}
