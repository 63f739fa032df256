import { sql } from 'kysely'
import type { Waiting, Waits } from '../../feature.ts'
import { countedWith } from '../../lib/counted.ts'
import { holds, organisationOf } from '../../web/who.ts'
import { amongEntity } from '../people/index.ts'
import type { Kind } from './answers.ts'
import { CONFIRMABLE } from './registry.ts'
import { WAITS } from './words.ts'

/** Answers of registries that ask for a decision; one that she took for hers first waits for somebody else. */
export const waits: Waits = async (house, tenant, who) => {
  if (!holds(who, tenant, ['executor'])) return []
  const organisation = organisationOf(who, tenant, ['executor'])
  const own = organisation === null ? sql`true`
    : sql`exists (select from agent a where a.tenant = r.tenant and a.person = r.person and a.agent::text in (${await amongEntity(house, tenant, organisation)}))`
  const of = { death: sql`restriction = 'death'`, confirm: sql`restriction <> 'death' and match = any(${[...CONFIRMABLE]}::text[]) and first_by is distinct from ${who.staff}`, differs: sql`restriction <> 'death' and match <> all(${[...CONFIRMABLE]}::text[])` }
  const waiting = async (kind: Kind): Promise<Waiting> => {
    const rows = sql`from registry_answer r where r.tenant = ${tenant} and r.state = 'open' and ${of[kind]} and ${own}`
    const { first, ...count } = await countedWith(house.db, rows, sql<{ at: Date }>`select r.at ${rows} order by r.at, r.id limit 1`)
    return { text: WAITS[kind], count, path: `registries?kind=${kind}`, since: first?.at ?? null }
  }
  // A death reaches every entity in which she is: the coordinators of the programme record it.
  return Promise.all((organisation === null ? ['death', 'confirm', 'differs'] as const : ['confirm', 'differs'] as const).map(waiting))
}
