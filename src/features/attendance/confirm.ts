import { Problem } from '../../lib/problem.ts'
import type { Draft } from '../../record/statement.ts'
import type { Enrolment } from '../cohorts/index.ts'
import type { Entry } from './attendance.ts'
import { openAt, strike } from './mark.ts'
import { attendanceDropped, attended, type About } from './statements.ts'
import { WRONG } from './words.ts'

export interface ConfirmKnown {
  readonly entry: Entry
  readonly enrolment: Pick<Enrolment, 'state' | 'windows'> | undefined
  /** Other entries of hers in the same session that stand: a falta on the list, when she had scanned. */
  readonly others: readonly Entry[]
  /** She is present in another session at the same time. */
  readonly elsewhere: boolean
}

/** The second person says yes: the attendance counts from here on. 403 for whoever marked it. */
export function confirmEntry(known: ConfirmKnown, by: string): Draft[] {
  const { entry, enrolment } = known
  assertOpen(entry, by)
  if (!enrolment || enrolment.state === 'annulled') throw new Problem(409, 'not-enrolled', WRONG.notEnrolled)
  if (!openAt(enrolment, entry.at)) throw new Problem(409, 'outside-enrolment', WRONG.outsideEnrolment)
  if (known.elsewhere) throw new Problem(409, 'elsewhere', WRONG.elsewhere)
  const about = { ...aboutOf(entry), by: entry.marked_by }
  const { mark, minutes, source, late, manual, skewed } = entry
  const how = { mark, minutes, source, late, manual, skewed, cause: entry.cause ?? undefined, device: entry.device ?? undefined }
  return [...known.others.map((other) => strike(other, { ...about, by })), attended(about, how, { second: by, noted: entry.entry })]
}

/** The second person says no: the entry never counted, and does not wait any more. */
export function refuseEntry(entry: Entry, by: string): Draft[] {
  assertOpen(entry, by)
  return [attendanceDropped({ ...aboutOf(entry), by }, entry.entry, 'not-confirmed')]
}

function assertOpen(entry: Entry, by: string): void {
  if (entry.standing !== 'waiting') throw new Problem(409, 'not-waiting', WRONG.notWaiting)
  if (entry.marked_by === by) throw new Problem(403, 'own-entry', WRONG.ownEntry)
}

function aboutOf(entry: Entry): Omit<About, 'by' | 'id'> {
  return { tenant: entry.tenant, agent: entry.agent, enrolment: entry.enrolment, session: entry.session, at: entry.at }
}
