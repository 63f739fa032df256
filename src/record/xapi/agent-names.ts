import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import { seal, unseal } from '../../lib/keys.ts'
import { forgetKeys, personKey, type Sealer } from './sealing.ts'

declare module '../../lib/database.ts' {
  interface Tables {
    xapi_agent_name: { tenant: string; agent: string; tag: Buffer; person: number; sealed: Buffer }
  }
}

/** More names than anybody goes by; what comes after them is not kept. */
const MOST_NAMES = 20

/** Keeps names of agents (by agent key), each sealed with its agent's own key. What is kept already stays as it is. */
export async function keepNames(house: Sealer, tenant: string, names: ReadonlyMap<string, ReadonlySet<string>>): Promise<void> {
  const rows = []
  for (const [agent, said] of names) {
    const { id, key } = await personKey(house, tenant, agent)
    for (const name of said) rows.push({ agent, person: id, tag: createHmac('sha256', key).update(name).digest(), sealed: seal(key, contextOf(tenant, agent), name) })
  }
  // Sorted as everybody sorts them; the persons held still so that an erasure misses nothing.
  const { rows: [found] } = await sql<{ alive: number }>`with alive as materialized (
      select id from statement_person where id = any(${[...new Set(rows.map((r) => r.person))]}::bigint[]) and data_key is not null order by id for share),
    kept as (
      insert into xapi_agent_name (tenant, agent, tag, person, sealed)
      select ${tenant}, n.agent, n.tag, n.person, n.sealed
      from unnest(${rows.map((r) => r.agent)}::text[], ${rows.map((r) => r.tag)}::bytea[], ${rows.map((r) => r.person)}::bigint[], ${rows.map((r) => r.sealed)}::bytea[])
        as n(agent, tag, person, sealed) join alive on alive.id = n.person
      where (select count(*) from xapi_agent_name k where k.tenant = ${tenant} and k.agent = n.agent) < ${MOST_NAMES}
      order by n.agent, n.tag on conflict do nothing)
    select count(*)::int as alive from alive`.execute(house.db)
  // Somebody among them was erased meanwhile: her next statement comes with a new key.
  if ((found?.alive ?? 0) < names.size) forgetKeys(house.db)
}

/** The names an agent was given in a tenant, sorted; none after she was erased. */
export async function namesOf(house: Sealer, tenant: string, agent: string): Promise<string[]> {
  const rows = await house.db.selectFrom('xapi_agent_name').select(['person', 'sealed']).where('tenant', '=', tenant).where('agent', '=', agent).execute()
  if (rows.length === 0) return []
  let known = await personKey(house, tenant, agent)
  if (rows.some((r) => r.person !== known.id)) {
    forgetKeys(house.db)
    known = await personKey(house, tenant, agent)
  }
  const { id, key } = known
  return rows.filter((r) => r.person === id).map((r) => unseal(key, contextOf(tenant, agent), r.sealed).toString('utf8')).sort()
}

const contextOf = (tenant: string, agent: string): string => `xapi agent name ${tenant} ${agent}`
