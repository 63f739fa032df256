import { sql } from 'kysely'
import type { House } from '../src/feature.ts'

/** Rows that stand in only one of the two: a projection's live table, or what `rebuildBeside` made of the record. */
export async function differences(house: Pick<House, 'db'>, table: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select (
      (select count(*) from (select * from ${sql.table(`public.${table}`)} except all select * from ${sql.table(`rebuild.${table}`)}) a)
    + (select count(*) from (select * from ${sql.table(`rebuild.${table}`)} except all select * from ${sql.table(`public.${table}`)}) b))::int as n`.execute(house.db)
  return rows[0]!.n
}

export async function rowsOf(house: Pick<House, 'db'>, table: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(house.db)
  return rows[0]!.n
}
