import type { Text } from '../../lib/text.ts'
import { references } from './reading.ts'

const DAY_MS = 86_400_000
const isoOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
const msOf = (day: string): number => Date.parse(`${day}T00:00:00Z`)

/** Easter Sunday of a year of the Gregorian calendar (Meeus, Jones and Butcher), as an ISO day. */
export function easterOf(year: number): string {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100]
  const [d, e, f] = [Math.floor(b / 4), b % 4, Math.floor((b + 8) / 25)]
  const g = Math.floor((b - f + 1) / 3)
  const h = (19 * a + b - d - g + 15) % 30
  const [i, k] = [Math.floor(c / 4), c % 4]
  const l = (32 + 2 * e + 2 * i - h - k) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const [month, rest] = [Math.floor((h + l - 7 * m + 114) / 31), (h + l - 7 * m + 114) % 31]
  return isoOf(Date.UTC(year, month - 1, rest + 1))
}

export interface Holiday {
  /** ISO day. */
  readonly date: string
  readonly name: Text
  readonly law: string
}

const known = new Map<number, ReadonlyMap<string, Holiday>>()

/** The holidays of a year by their ISO day. */
export function holidaysOf(year: number): ReadonlyMap<string, Holiday> {
  const remembered = known.get(year)
  if (remembered) return remembered
  const { holidays, declared } = references().holidays
  const fixed = holidays.filter((h) => (h.since ?? year) <= year && (h.until ?? year) >= year).map(({ day, easter, name, law }) => ({
    date: day === undefined ? isoOf(msOf(easterOf(year)) + (easter ?? 0) * DAY_MS) : `${year}-${day}`, name, law,
  }))
  const all = [...fixed, ...declared.filter((h) => h.date.startsWith(`${year}-`))].sort((a, b) => (a.date < b.date ? -1 : 1))
  const made = new Map(all.map((h) => [h.date, h]))
  known.set(year, made)
  return made
}

/** Whether deadlines run on this ISO day (of Lima): Monday to Friday, and no holiday. */
export function isWorkingDay(day: string): boolean {
  const weekday = new Date(msOf(day)).getUTCDay()
  return weekday !== 0 && weekday !== 6 && !holidaysOf(Number(day.slice(0, 4))).has(day)
}

/**
 * The last day of a term of `n` working days: it begins on the working day after `from`, the ISO day of Lima on which it was told
 * (TUO of Ley 27444). With 0, `from` itself.
 */
export function addWorkingDays(from: string, n: number): string {
  let at = msOf(from)
  for (let left = n; left > 0;) {
    at += DAY_MS
    if (isWorkingDay(isoOf(at))) left -= 1
  }
  return isoOf(at)
}

/** Working days after `from` up to and with `to`; negative when `to` lies before. */
export function workingDaysBetween(from: string, to: string): number {
  if (to < from) return -workingDaysBetween(to, from)
  let days = 0
  for (let at = msOf(from) + DAY_MS; at <= msOf(to); at += DAY_MS) if (isWorkingDay(isoOf(at))) days += 1
  return days
}
