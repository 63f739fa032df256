import type { Text } from '../../lib/text.ts'

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

const SPANISH = ['domingo', 'lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado']
const ENGLISH = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
export const ANY_HOUR: Text = { es: 'A cualquier hora', en: 'At any hour' }

/** A rhythm in words that `readShift` reads again; at any hour without one. */
export function shiftText(rhythm: Rhythm | null): Text {
  if (!rhythm) return ANY_HOUR
  const hours = `${clock(rhythm.from)} a ${clock(rhythm.to)}`
  const days = [...rhythm.weekdays].sort((a, b) => (a + 6) % 7 - (b + 6) % 7)
  const es = listed(days.map((n) => SPANISH[n] ?? ''), ' y ')
  return { es: `${es.charAt(0).toUpperCase()}${es.slice(1)}, ${hours}`, en: `${listed(days.map((n) => ENGLISH[n] ?? ''), ' and ')}, ${hours.replace(' a ', ' to ')}` }
}

/** A weekday's name: 0 = Sunday. */
export const weekdayName = (n: number): Text => ({ es: SPANISH[n] ?? '', en: ENGLISH[n] ?? '' })

export const clock = (minute: number): string => `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`

function listed(words: readonly string[], and: string): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')}${and}${words.at(-1) ?? ''}`
}

/** Two rhythms that share a weekday and an hour: nobody can be in both. */
export function overlap(a: Rhythm, b: Rhythm): boolean {
  return a.from < b.to && b.from < a.to && a.weekdays.some((day) => b.weekdays.includes(day))
}
