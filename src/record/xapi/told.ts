import { sql } from 'kysely'
import type { Db, Tx } from '../../lib/database.ts'
import { eraseAgents } from './sealing.ts'
import '../tables.ts'

/** What outsiders told about somebody, in figures. */
export interface Told {
  /** Statements whose actor she is. */
  readonly statements: number
  readonly documents: number
  readonly names: number
  /** Statements about others that name her or refer to one of hers; sealed with the others' keys. */
  readonly mentions: number
  /** When what there was before was erased; null when nothing ever was. */
  readonly erased: Date | null
}

/** What can still be read about an agent, who may be known by several keys (agent-key.ts). */
export async function toldOf(db: Db, tenant: string, agents: readonly string[]): Promise<Told> {
  const keys = sql`${[...agents]}::text[]`
  const { rows: [told] } = await sql<Told>`with about as materialized (select id, erased from statement_person where tenant = ${tenant} and agent = any(${keys})),
      live as materialized (select id from about where erased is null)
    select (select count(*)::int from statement s where s.tenant = ${tenant} and s.actor = any(${keys}) and s.person in (select id from live)) as statements,
      (select count(*)::int from xapi_document d where d.person in (select id from live)) as documents,
      (select count(*)::int from xapi_agent_name n where n.person in (select id from live)) as names,
      (select count(distinct t.pos)::int from statement_term t join statement s on s.tenant = t.tenant and s.pos = t.pos
        join statement_person p on p.id = s.person and p.data_key is not null
        where t.tenant = ${tenant} and (s.actor is null or s.actor <> all(${keys}))
          and t.term in (select hashtextextended(kind || key, 0) from unnest(${keys}) as key, unnest(array['agent ', 'agent~ ']) as kind)) as mentions,
      (select max(erased) from about) as erased`.execute(db)
  return told ?? { statements: 0, documents: 0, names: 0, mentions: 0, erased: null }
}

/** Destroys the data keys that these agents still have, and says which had one. Of two who do it at once, the second finds none. */
export async function eraseTold(tx: Tx, tenant: string, agents: readonly string[], now: Date): Promise<string[]> {
  const live = await tx.selectFrom('statement_person').select('agent').where('tenant', '=', tenant).where('agent', 'in', [...agents]).where('erased', 'is', null)
    .orderBy('id').forUpdate().execute()
  await eraseAgents(tx, live.map(({ agent }) => ({ tenant, agent })), now)
  return live.map(({ agent }) => agent)
}
