/** Lima is UTC−5 all year. */
const LIMA_HOURS = 5
const DAY_MS = 86_400_000

/** The first instant of a Lima day `YYYY-MM-DD`, in milliseconds. */
export function dayBegins(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) + LIMA_HOURS * 3_600_000
}

/** The first instant after a Lima day, in milliseconds. */
export function dayEnds(day: string): number {
  return dayBegins(day) + DAY_MS
}

/** The Lima day of a moment, `YYYY-MM-DD`. */
export function limaDayOf(at: Date): string {
  return new Date(at.getTime() - LIMA_HOURS * 3_600_000).toISOString().slice(0, 10)
}
