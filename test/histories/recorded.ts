import { sql } from 'kysely'
import type { Database } from '../../src/lib/database.ts'
import { agentId, type Stored } from '../../src/record/statement.ts'
import type { Line } from './script.ts'

/** The lines as the record would hold them: positions from `first` on, `happened` never later than reception. */
export function storedFrom(lines: readonly Line[], first = 1): Stored[] {
  return lines.map(({ draft, stored, authority }, i) => {
    const { statement, tenant } = draft
    const happened = new Date(Math.min(Date.parse(statement.timestamp ?? ''), stored.getTime()))
    const object = 'account' in statement.object ? agentId(statement.object) ?? '' : statement.object.id
    return {
      tenant, pos: first + i, id: statement.id ?? '', stored, happened, actor: agentId(statement.actor), verb: statement.verb.id, object,
      registration: statement.context?.registration ?? null, authority, statement,
    }
  })
}

/** Writes statements into the record as they are, each with its own time of reception, which `append` would take from the clock. */
export async function putIntoRecord(db: Database, stored: readonly Stored[]): Promise<void> {
  const column = <T>(pick: (s: Stored) => T): T[] => stored.map(pick)
  await sql`insert into statement (tenant, pos, id, stored, happened, actor, verb, object, registration, authority, raw)
    select * from unnest(${column((s) => s.tenant)}::text[], ${column((s) => s.pos)}::bigint[], ${column((s) => s.id)}::uuid[],
      ${column((s) => s.stored)}::timestamptz[], ${column((s) => s.happened)}::timestamptz[], ${column((s) => s.actor)}::text[],
      ${column((s) => s.verb)}::text[], ${column((s) => s.object)}::text[], ${column((s) => s.registration)}::uuid[],
      ${column((s) => s.authority)}::text[], ${column((s) => JSON.stringify(s.statement))}::text[])`.execute(db)
  await sql`insert into tenant_head (tenant, pos) select tenant, max(pos) from unnest(${column((s) => s.tenant)}::text[], ${column((s) => s.pos)}::bigint[]) as t(tenant, pos)
    group by tenant on conflict (tenant) do update set pos = excluded.pos`.execute(db)
}
