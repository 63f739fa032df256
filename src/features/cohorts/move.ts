import { Problem } from '../../lib/problem.ts'
import { fill } from '../../lib/text.ts'
import type { Draft } from '../../record/statement.ts'
import { isPaused, type Enrolment } from './enrolment.ts'
import { assertNoClash, assertOpen } from './enrol.ts'
import { MOVE_REFUSAL } from './move-words.ts'
import { inSection, limaDay, type Section } from './sections.ts'
import { droppedOut, paused, resumed, transferred, type About, type DropOutCause, type PauseCause } from './statements.ts'
import { REFUSAL } from './words.ts'

export interface TransferKnown {
  readonly row: Enrolment
  readonly from: Pick<Section, 'course'>
  readonly to: Section
  /** How many are active where she goes, read under its scope. */
  readonly active: number
  /** The sections of her other active enrolments. */
  readonly others: readonly Section[]
}

/** Traslado: the same enrolment goes on in another section of the same course, when there is a place and the hours allow it. */
export function transfer({ row, from, to, active, others }: TransferKnown, by: string, now: Date): Draft[] {
  if (row.state !== 'active') throw new Problem(409, 'not-active', MOVE_REFUSAL.notActive)
  if (row.section === to.id) throw new Problem(409, 'there-already', inSection(MOVE_REFUSAL.thereAlready, to))
  if (from.course !== to.course) throw new Problem(409, 'other-course', inSection(MOVE_REFUSAL.otherCourse, to))
  assertOpen(to, active, now)
  assertNoClash(to, others)
  return [transferred({ ...about(row, by, now), section: to.id }, row.section)]
}

/** The longest rest, in days: after it somebody looks at her again. */
export const LONGEST_PAUSE = 90

/** Pausa: she rests until a day and keeps her place; what she does meanwhile counts. */
export function pause(row: Enrolment, until: string, cause: PauseCause, by: string, now: Date): Draft[] {
  if (row.state !== 'active') throw new Problem(409, 'not-active', MOVE_REFUSAL.notActive)
  const [today, last] = [limaDay(now), limaDay(new Date(now.getTime() + LONGEST_PAUSE * 86_400_000))]
  if (until <= today || until > last) {
    const sentence = fill(MOVE_REFUSAL.pauseDay, { days: LONGEST_PAUSE })
    throw new Problem(422, 'pause-day', sentence, [{ field: 'until', sentence }])
  }
  if (isPaused(row, today) && row.paused_until === until) return []
  return [paused(about(row, by, now), until, cause)]
}

/** The rest is over before its day. */
export function resume(row: Enrolment, by: string, now: Date): Draft[] {
  if (row.state !== 'active' || row.paused_until === null) throw new Problem(409, 'not-paused', MOVE_REFUSAL.notPaused)
  return [resumed(about(row, by, now))]
}

/** Abandono: she stopped coming. A person who looked for her says so; no program ever does (DOMAIN.md 5.3, no. 19). */
export function dropOut(known: { readonly row: Enrolment; readonly lookedFor: boolean }, cause: DropOutCause, by: string, now: Date): Draft[] {
  if (known.row.state !== 'active') throw new Problem(409, 'not-active', REFUSAL.notActive)
  if (!known.lookedFor) throw new Problem(409, 'not-looked-for', MOVE_REFUSAL.notLookedFor)
  return [droppedOut(about(known.row, by, now), cause)]
}

function about(row: Enrolment, by: string, now: Date): About {
  return { tenant: row.tenant, agent: row.agent, section: row.section, enrolment: row.enrolment, at: now, by }
}
