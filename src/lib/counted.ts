import { sql, type RawBuilder } from 'kysely'
import type { Db } from './database.ts'
import type { Text } from './text.ts'

/** So many are counted: a page of a country's programme must not count a million. */
export const MOST_COUNTED = 10_000

/** How many there are; `more`: there are more than these, and nobody counted how many. */
export interface Counted {
  readonly n: number
  readonly more: boolean
}

export const NONE: Counted = { n: 0, more: false }

/** What a query told of a limited count: it looks at one more than are told. */
export const LIMIT = MOST_COUNTED + 1
export const told = (n: number): Counted => ({ n: Math.min(n, MOST_COUNTED), more: n > MOST_COUNTED })

/** Counts the rows of a question to the bound; `rows` is what comes after "select 1": "from … where …", best by one index. */
export async function counted(db: Db, rows: RawBuilder<unknown>): Promise<Counted> {
  const { rows: [row] } = await sql<{ n: number }>`select count(*)::int as n from (select 1 ${rows} limit ${LIMIT}) as bounded`.execute(db)
  return told(row?.n ?? 0)
}

/** The same in one question with a look at the row that is first in some order: `first` is a question of at most one row. */
export async function countedWith<T extends object>(db: Db, rows: RawBuilder<unknown>, first: RawBuilder<T>): Promise<Counted & { readonly first: T | null }> {
  const { rows: [row] } = await sql<{ n: number } & T>`select c.n, f.* from (select count(*)::int as n from (select 1 ${rows} limit ${LIMIT}) as bounded) as c left join lateral (${first}) as f on true`.execute(db)
  if (!row) throw new Error('a count gives one row')
  return { ...told(row.n), first: row.n > 0 ? row : null }
}

/** Several counts together: more than their sum as soon as one of them was not counted to its end. */
export function together(counts: Iterable<Counted>): Counted {
  const all = [...counts]
  return { n: all.reduce((sum, { n }) => sum + n, 0), more: all.some(({ more }) => more) }
}

/** Whether it is exactly one: "1 persona", "2 personas". */
export const single = ({ n, more }: Counted): boolean => n === 1 && !more

/** "312", or "más de 10 000": a space between thousands as INEI prints them, from five digits on. */
export function shownCount({ n, more }: Counted): Text {
  if (!more) return { es: String(n), en: String(n) }
  return { es: `más de ${spaced(n, ' ')}`, en: `more than ${spaced(n, ',')}` }
}

const spaced = (n: number, between: string): string => (n < 10_000 ? String(n) : String(n).replace(/\B(?=(\d{3})+$)/g, between))
