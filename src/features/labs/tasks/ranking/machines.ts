import type { AlarmTable } from '../../../../engine/alarms.ts'

// Rows as people think of them: a machine's days, and stops, each of which several rows come before.

/** Day of its machine's records on which each row stands, from 1; rows of a machine lie together, `hours` apart. */
export function dayOf({ machine }: AlarmTable, place: number, hours: number): number {
  let first = place
  while (first > 0 && machine[first - 1] === machine[place]) first -= 1
  return Math.floor(((place - first) * hours) / 24) + 1
}

/** For each row with a 1, the place of the first row of its run: rows of one run come before the same stop. */
export function stopOf({ machine, labels }: AlarmTable, place: number): number {
  let first = place
  while (first > 0 && machine[first - 1] === machine[place] && labels[first - 1] === 1) first -= 1
  return first
}

/** Different stops that the rows at `places` come before. */
export function stopsIn(table: AlarmTable, places: readonly number[]): number {
  return new Set(places.filter((p) => table.labels[p] === 1).map((p) => stopOf(table, p))).size
}

export interface Machine {
  readonly number: number
  /** Places of its rows, in order of time. */
  readonly places: readonly number[]
  readonly stops: number
}

/** The machines whose rows are among `places`, those with most stops first. */
export function machinesOf(table: AlarmTable, places: ArrayLike<number>): Machine[] {
  const rows = new Map<number, number[]>()
  for (const place of Array.from(places)) {
    const number = table.machine[place]!
    rows.set(number, [...(rows.get(number) ?? []), place])
  }
  return [...rows].map(([number, own]) => ({ number, places: own, stops: stopsIn(table, own) })).sort((a, b) => b.stops - a.stops || a.number - b.number)
}
