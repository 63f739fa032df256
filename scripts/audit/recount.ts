/** A row of a published recount file. */
export interface Row {
  readonly pseudonym: string
  readonly level: number
  /** The entry of the log by which she counts; null below level 3. */
  readonly entry: number | null
  /** As if each version alone judged everybody; -1: no level. */
  readonly under: readonly number[]
}

export interface Recount {
  /** Of the columns after `entry`. */
  readonly versions: readonly string[]
  readonly rows: readonly Row[]
}

/** Persons at each level or above. */
export type Four = readonly [number, number, number, number]

/** Reads recount.csv; a sentence where a line is not what it must be. */
export function readRecount(text: string): Recount | string {
  const [head = '', ...lines] = text.split('\r\n')
  const columns = head.split(',')
  const versions = columns.slice(3).map((name) => name.replace(/^under_/, ''))
  if (columns.slice(0, 3).join(',') !== 'pseudonym,level,entry' || lines.pop() !== '') return 'does not begin or end as a recount file does'
  const rows: Row[] = []
  for (const [i, line] of lines.entries()) {
    const found = /^([0-9a-f]{20}),([0-3]),(\d{0,15})((?:,[0-3]?)*)$/.exec(line)
    const under = found?.[4]?.split(',').slice(1).map((level) => (level === '' ? -1 : Number(level))) ?? []
    if (!found || under.length !== versions.length || (found[2] === '3') !== (found[3] !== '')) return `line ${i + 2} is not a pseudonym, a level and, at level 3 only, an entry`
    rows.push({ pseudonym: found[1] ?? '', level: Number(found[2]), entry: found[3] === '' ? null : Number(found[3]), under })
  }
  return { versions, rows }
}

export function count(levels: readonly number[]): Four {
  const from = (level: number): number => levels.filter((l) => l >= level).length
  return [from(0), from(1), from(2), from(3)]
}

export const shownCounts = (counts: readonly number[]): string => counts.map((n, i) => `N${i} ${n}`).join(', ')

/** The first value that stands in the list twice. */
export function twice<T>(values: readonly T[]): T | undefined {
  const seen = new Set<T>()
  return values.find((value) => seen.size === seen.add(value).size)
}
