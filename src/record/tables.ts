import type { ColumnType, Generated } from 'kysely'

/** Written once: an update of such a column does not compile. */
type Once<T> = ColumnType<T, T, never>

interface StatementTable {
  tenant: Once<string>
  pos: Once<number>
  id: Once<string>
  stored: Once<Date>
  happened: Once<Date>
  actor: Once<string | null>
  verb: Once<string>
  object: Once<string>
  registration: Once<string | null>
  authority: Once<string>
  /** The statement exactly as stored, JSON text; null where it is sealed. */
  raw: Once<string | null>
  sealed: ColumnType<Buffer | null, Buffer | null | undefined, never>
  person: ColumnType<number | null, number | null | undefined, never>
}

interface StatementKeyTable {
  tenant: Once<string>
  id: Once<string>
  digest: Once<Buffer>
  pos: Once<number>
}

declare module '../lib/database.ts' {
  interface Tables {
    statement: StatementTable
    statement_key: StatementKeyTable
    tenant_head: { tenant: string; pos: number; stored: Date | null }
    statement_person: { id: Generated<number>; tenant: string; agent: string; data_key: Buffer | null; erased: Date | null }
    statement_term: { tenant: string; term: string; pos: number }
    statement_awaited: { tenant: string; target: string; pos: number }
    statement_voided: { tenant: string; id: string; pos: number }
    projection: { name: string; kind: string; version: number }
    follower_cursor: { name: string; tenant: string; pos: number }
  }
}
