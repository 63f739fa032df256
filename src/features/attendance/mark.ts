import { Problem } from '../../lib/problem.ts'
import type { Draft } from '../../record/statement.ts'
import { sectionAt, type Enrolment } from '../cohorts/index.ts'
import type { Entry } from './attendance.ts'
import { attendanceAnnulled, attendanceDropped, attendanceNoted, attended, missed, type About, type Cause, type How, type Mark, type SessionPlan, type Source } from './statements.ts'
import { WRONG } from './words.ts'

/** Later than this a registration is late (docs/statements.md). */
export const LATE_MS = 48 * 3_600_000
/** A list that is written so long after the class is no list of the class but memory or paper. */
export const BY_HAND_AFTER_MS = 2 * 3_600_000
/** The list may be begun while people come in. */
export const EARLY_MS = 15 * 60_000

/** How a list was taken: one for all its marks. */
export interface Taking {
  readonly by: string
  readonly source: Source
  /** A tutor in charge of the section. */
  readonly inCharge: boolean
  /** When it was marked, as far as we can know. */
  readonly at: Date
  /** What the phone's clock said; null on a page of ours. */
  readonly device: Date | null
  readonly skewed: boolean
  /** What whoever marks says; null when nothing was asked. */
  readonly cause: Cause | null
  /** From a phone nobody can be asked any more: a cause that is always true, instead of losing the mark. */
  readonly fallback: Cause | null
}

export interface MarkRequest {
  /** Id of the statement to be. */
  readonly id: string
  readonly mark: Mark
  /** Of a tardanza; null: not said. */
  readonly minutes: number | null
}

export interface MarkKnown {
  readonly tenant: string
  readonly session: Pick<SessionPlan, 'id' | 'section' | 'starts' | 'ends' | 'minutes'>
  readonly enrolment: Pick<Enrolment, 'enrolment' | 'agent' | 'sections' | 'state' | 'windows'> | undefined
  /** What stands or waits for her in this session. */
  readonly existing: Entry | undefined
  /** She is present in another session at the same time. */
  readonly elsewhere: boolean
}

/** When she was there: the session's end, or the moment of the mark when that was earlier. A wrong clock says nothing about it. */
export function momentOf(session: Pick<SessionPlan, 'ends'>, taking: Pick<Taking, 'at' | 'skewed'>, now: Date): Date {
  return new Date(Math.min(session.ends.getTime(), (taking.skewed ? now : taking.at).getTime()))
}

/** 409 when the list is taken before people come in. */
export function assertBegun(session: Pick<SessionPlan, 'starts'>, now: Date): void {
  if (now.getTime() < session.starts.getTime() - EARLY_MS) throw new Problem(409, 'not-begun', WRONG.notBegun)
}

export interface Need { readonly late: boolean; readonly manual: boolean }

/** Whether marks taken so are late or made by hand: then they need a cause and a second person (DOMAIN.md 5.3, no. 10). */
export function needOf(session: Pick<SessionPlan, 'ends'>, taking: Pick<Taking, 'at' | 'skewed' | 'inCharge'>, now: Date): Need {
  const late = now.getTime() - momentOf(session, taking, now).getTime() > LATE_MS
  const manual = taking.skewed || !taking.inCharge || taking.at.getTime() > session.ends.getTime() + BY_HAND_AFTER_MS
  return { late, manual }
}

/**
 * Marks one person in a session. P and T in class count at once; late or by hand they wait for a second person. Another mark
 * than the one that stands strikes that out; the same one again says nothing new. Throws a Problem that says why not.
 */
export function mark(known: MarkKnown, request: MarkRequest, taking: Taking, now: Date): Draft[] {
  const { session, enrolment, existing } = known
  const at = momentOf(session, taking, now)
  // Where she was then: somebody transferred since keeps what she did before.
  if (!enrolment || sectionAt(enrolment, at) !== session.section || enrolment.state === 'annulled') throw new Problem(409, 'not-enrolled', WRONG.notEnrolled)
  if (!openAt(enrolment, at)) throw new Problem(409, 'outside-enrolment', WRONG.outsideEnrolment)
  const minutes = minutesFor(request, session)
  const about: About = { id: request.id, tenant: known.tenant, agent: enrolment.agent, enrolment: enrolment.enrolment, session: session.id, at, by: taking.by }
  const present = minutes > 0
  const need = present ? needOf(session, taking, now) : { late: false, manual: false }
  const against = taking.source === 'qr' && existing !== undefined && existing.minutes === 0
  const waits = need.late || need.manual || against
  if (existing && says(existing, request.mark, minutes) && !(taking.source === 'qr' && existing.standing === 'waiting' && !waits)) return []
  // Whoever is on the tutor's list as present needs no scan, and a scan does not change the tutor's minutes.
  if (existing && taking.source === 'qr' && existing.minutes > 0 && (existing.standing === 'recorded' || waits)) return []
  if (present && known.elsewhere) throw new Problem(409, 'elsewhere', WRONG.elsewhere)
  const how: How = {
    mark: request.mark, minutes, source: taking.source, late: need.late, manual: need.manual || against, skewed: taking.skewed, device: taking.device ?? undefined,
    cause: waits ? against ? 'scan-and-list' : causeOf(taking, need) : existing ? 'correction' : undefined,
  }
  const struck = existing && !against ? [strike(existing, about)] : []
  return [...struck, present ? waits ? attendanceNoted(about, how) : attended(about, how) : missed(about, how)]
}

function says(existing: Entry, asked: Mark, minutes: number): boolean {
  return existing.mark === asked && existing.minutes === minutes
}

/** Takes what stands out of the record: an `attended` by annulment, anything else by our own word. */
export function strike(existing: Entry, about: Omit<About, 'id'>): Draft {
  const of: About = { ...about, id: undefined }
  const counts = existing.standing === 'recorded' && existing.minutes > 0
  return counts ? attendanceAnnulled(of, existing.statement) : attendanceDropped(of, existing.statement, 'corrected')
}

function minutesFor({ mark: asked, minutes }: MarkRequest, session: Pick<SessionPlan, 'minutes'>): number {
  if (asked === 'F' || asked === 'J') return 0
  if (asked === 'P') return session.minutes
  if (minutes === null || !Number.isInteger(minutes) || minutes < 1 || minutes > session.minutes) throw new Problem(422, 'minutes', WRONG.minutesOfLate)
  return minutes
}

/** As windows.ts of the rule reads them: the moment of enrolment is inside, that of withdrawal is not. */
export function openAt(enrolment: Pick<Enrolment, 'windows'>, at: Date): boolean {
  const time = at.getTime()
  return enrolment.windows.some((w) => time >= Date.parse(w.from) && (w.to === null || time < Date.parse(w.to)))
}

function causeOf(taking: Taking, need: Need): Cause {
  if (taking.skewed) return 'clock'
  if (taking.cause) return taking.cause
  if (!taking.inCharge) return 'not-in-charge'
  if (need.late && !need.manual) return 'no-signal'
  if (taking.fallback) return taking.fallback
  throw new Problem(422, 'cause-needed', WRONG.causeNeeded)
}
