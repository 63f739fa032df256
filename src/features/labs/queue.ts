import { limaDay } from '../cohorts/index.ts'

/** How many recipes of one person are cooked a day and lab. The projection counts with it: a change raises its version. */
export const TRIES_A_DAY = 5

/** Lima is UTC−5 all year. */
const LIMA_MS = 5 * 3_600_000

/** The first instant of a Lima day. */
export function dayBegins(day: string): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) + LIMA_MS)
}

/**
 * The day on which a recipe received at `received` is cooked: that day, or the first later one that has room.
 * `taken`: how many are cooked on each day already.
 */
export function dayFor(received: Date, taken: ReadonlyMap<string, number>): string {
  let day = limaDay(received)
  while ((taken.get(day) ?? 0) >= TRIES_A_DAY) day = limaDay(new Date(dayBegins(day).getTime() + 86_400_000))
  return day
}
