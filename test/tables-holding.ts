import { sql } from 'kysely'
import type { Db } from '../src/lib/database.ts'

/** The tables in which a word stands, in clear or as bytes: all of them are looked at, those of the schema of jobs too. */
export async function tablesHolding(db: Db, word: string): Promise<string[]> {
  const { rows } = await sql<{ schema: string; name: string }>`select table_schema as schema, table_name as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1, 2`.execute(db)
  const found: string[] = []
  for (const { schema, name } of rows) {
    const hit = await sql`select 1 from ${sql.id(schema, name)} as t where position(${word.toLowerCase()} in lower(t::text)) > 0
      or position(${Buffer.from(word).toString('hex')} in t::text) > 0 limit 1`.execute(db)
    if (hit.rows.length > 0) found.push(name)
  }
  return found
}
