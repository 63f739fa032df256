import { sql, type RawBuilder } from 'kysely'

/** A list of 64-bit whole numbers for PostgreSQL. */
export function bigints(values: readonly string[]): RawBuilder<string[]> {
  return sql<string[]>`${`{${values.join(',')}}`}::bigint[]`
}
