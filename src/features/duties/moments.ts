import type { FieldProblem } from '../../lib/problem.ts'
import { say, type Lang } from '../../lib/text.ts'
import { limaHour, limaMoment } from '../cohorts/index.ts'
import { readDay, shownLimaDay } from '../people/index.ts'
import { workingDaysBetween } from '../references/index.ts'
import { INCIDENT, REGISTER } from './page-words.ts'
import { WRONG } from './words.ts'

const HOUR_MS = 3_600_000

/** A day and an hour of Lima, not later than now and not before `since`; problems beside the fields `day` and `time`. */
export function readMoment(day: string, time: string, now: Date, since: Date | null): { at: Date | null; problems: FieldProblem[] } {
  const read = readDay(day)
  const hour = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/.exec(time.trim())
  const problems: FieldProblem[] = [...(read.ok ? [] : [{ field: 'day', sentence: read.sentence }]), ...(hour ? [] : [{ field: 'time', sentence: WRONG.hour }])]
  if (!read.ok || !hour) return { at: null, problems }
  const at = limaMoment(read.date, Number(hour[1]) * 60 + Number(hour[2]))
  if (at > now) return { at: null, problems: [{ field: 'day', sentence: WRONG.future }] }
  // Whoever types the minute in which it was known means that moment.
  if (since && at.getTime() < since.getTime() - 60_000) return { at: null, problems: [{ field: 'day', sentence: WRONG.beforeKnown }] }
  return { at: since && at < since ? since : at, problems: [] }
}

export const momentValues = (at: Date): { day: string; time: string } => ({ day: shownLimaDay(at), time: limaHour(at) })

/** "quedan 3 días hábiles", or how long it is overdue; both Lima days. */
export function shownTerm(due: string, today: string, lang: Lang): string {
  const n = workingDaysBetween(today, due)
  if (today > due) return say(n === -1 ? REGISTER.oneOverdue : REGISTER.overdue, lang, { n: Math.max(1, -n) })
  if (today === due) return say(REGISTER.today, lang)
  return say(n === 1 ? REGISTER.oneDayLeft : REGISTER.daysLeft, lang, { n })
}

/** "quedan 31 h": hours that are left are rounded down, hours over up, so that nobody is told of time she does not have. */
export function shownClock(due: Date, now: Date, lang: Lang): string {
  const ms = due.getTime() - now.getTime()
  return ms >= 0 ? say(INCIDENT.left, lang, { n: Math.floor(ms / HOUR_MS) }) : say(INCIDENT.over, lang, { n: Math.ceil(-ms / HOUR_MS) })
}

export const hoursLeft = (due: Date, now: Date): number => Math.floor((due.getTime() - now.getTime()) / HOUR_MS)
export const hoursOver = (due: Date, now: Date): number => Math.ceil((now.getTime() - due.getTime()) / HOUR_MS)
