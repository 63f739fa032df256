const DAYS = ['domingo', 'lunes', 'martes', 'miercoles', 'jueves', 'viernes', 'sabado']
const DAY_MS = 86_400_000

/** A weekly rhythm: weekdays (0 = Sunday) and minutes of the day in Lima. */
export interface Rhythm {
  readonly weekdays: readonly number[]
  readonly from: number
  readonly to: number
}

/** Reads a turno such as "Martes y jueves, 19:00 a 20:00"; null where it names no day and hours ("A cualquier hora"). */
export function readShift(spanish: string): Rhythm | null {
  const text = spanish.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  const hours = /(\d{1,2}):(\d{2})\s*(?:a|-|–)\s*(\d{1,2}):(\d{2})/.exec(text)
  const weekdays = DAYS.flatMap((day, n) => (new RegExp(`\\b${day}s?\\b`).test(text) ? [n] : []))
  if (!hours || weekdays.length === 0) return null
  const [from, to] = [Number(hours[1]) * 60 + Number(hours[2]), Number(hours[3]) * 60 + Number(hours[4])]
  return from < to && to <= 24 * 60 ? { weekdays, from, to } : null
}

export interface Meeting {
  readonly day: string
  readonly starts: Date
  readonly ends: Date
}

/** The meetings of a rhythm from one day on, over so many weeks, not after `until`. Days are days of Lima. */
export function meetings(rhythm: Rhythm, from: string, weeks: number, until: string): Meeting[] {
  const first = Date.parse(`${from}T00:00:00Z`)
  return Array.from({ length: weeks * 7 }, (_, n) => new Date(first + n * DAY_MS))
    .filter((date) => rhythm.weekdays.includes(date.getUTCDay()))
    .map((date) => date.toISOString().slice(0, 10)).filter((day) => day <= until)
    .map((day) => ({ day, starts: limaMoment(day, rhythm.from), ends: limaMoment(day, rhythm.to) }))
}

/** A minute of a day in Lima (UTC−5, no daylight saving). */
export function limaMoment(day: string, minute: number): Date {
  return new Date(Date.parse(`${day}T05:00:00Z`) + minute * 60_000)
}

/** "19:05" in Lima. */
export function limaHour(at: Date): string {
  return new Date(at.getTime() - 5 * 3_600_000).toISOString().slice(11, 16)
}
