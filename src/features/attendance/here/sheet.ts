import type { Own } from '../../../web/phone/own.ts'
import type { Mark } from '../kinds.ts'
import type { TakenAttendance, TakenSection, TakenSession } from '../take.ts'

/** What the server gave last, under `attendance/take`. */
export interface Kept { readonly fetched: string; readonly taken: readonly TakenAttendance[] }

/** One list as it stands on this phone; written at every tap, so that a killed phone loses nothing. */
export interface Sheet {
  readonly programme: string
  readonly section: string
  readonly session: TakenSession
  /** Made on this phone: the server learns of it from us. */
  readonly made: boolean
  /** By enrolment. */
  readonly marks: Record<string, Mark>
  /** Minutes of those who came late. */
  late: number
  /** What was put into the outbox, by enrolment: the mark and its minutes. */
  sent: Record<string, string>
  /** The server was told of the session. */
  told: boolean
  /** What to go back to: marks as they were before each step. */
  before: Record<string, Mark>[]
}

const MOST_STEPS = 50
const USUAL_DELAY = 15

export const sheetKey = (session: string): string => `attendance/sheet/${session}`

/** The sheet of a session, begun or new; people the server has marked already are marked. */
export async function sheetOf(own: Own, programme: string, section: TakenSection, session: TakenSession, made: boolean): Promise<Sheet> {
  const kept = await own.read<Sheet>(sheetKey(session.id))
  if (kept) return kept
  const known = Object.entries(session.marks)
  return {
    programme, section: section.id, session, made, late: Math.max(1, session.minutes - USUAL_DELAY), told: !made, before: [],
    marks: Object.fromEntries(known.map(([enrolment, { mark }]) => [enrolment, mark])),
    sent: Object.fromEntries(known.map(([enrolment, { mark, minutes }]) => [enrolment, mark === 'T' ? `T${minutes}` : mark])),
  }
}

/** Changes marks; one step for `undo`. */
export function setMarks(sheet: Sheet, changes: Record<string, Mark>): void {
  sheet.before.push({ ...sheet.marks })
  if (sheet.before.length > MOST_STEPS) sheet.before.shift()
  Object.assign(sheet.marks, changes)
}

export function undo(sheet: Sheet): void {
  const last = sheet.before.pop()
  if (!last) return
  for (const key of Object.keys(sheet.marks)) delete sheet.marks[key]
  Object.assign(sheet.marks, last)
}

const saying = (sheet: Sheet, mark: Mark): string => (mark === 'T' ? `T${sheet.late}` : mark)

/** People whose mark is not in the outbox yet. */
export function unsaved(sheet: Sheet): string[] {
  return Object.entries(sheet.marks).filter(([enrolment, mark]) => sheet.sent[enrolment] !== saying(sheet, mark)).map(([enrolment]) => enrolment)
}

export function noteSaved(sheet: Sheet, enrolments: readonly string[]): void {
  for (const enrolment of enrolments) {
    const mark = sheet.marks[enrolment]
    if (mark) sheet.sent[enrolment] = saying(sheet, mark)
  }
  sheet.told = true
}
