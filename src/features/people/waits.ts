import { sql, type RawBuilder } from 'kysely'
import type { House, Waiting, Waits } from '../../feature.ts'
import { counted, countedWith } from '../../lib/counted.ts'
import { holds, organisationOf } from '../../web/who.ts'
import { inConflict } from './identity.ts'
import { WAITS } from './waits-words.ts'
import { amongEntity, amongTutored } from './who-sees.ts'

/** Alike records and documents in conflict for who coordinates; cards that somebody else saw first for whoever may look second. */
export const waits: Waits = async (house, tenant, who) => {
  if (!holds(who, tenant, ['executor'])) return holds(who, tenant, ['tutor']) ? [await tutorsChecks(house, tenant, who.staff)] : []
  const organisation = organisationOf(who, tenant, ['executor'])
  const own = organisation === null ? null : await amongEntity(house, tenant, organisation)
  // A pair may be of two entities: only who coordinates the programme sees both sides.
  return Promise.all([checks(house, tenant, who.staff, own), conflicts(house, tenant, own), ...(own === null ? [pairs(house, tenant)] : [])])
}

async function pairs({ db }: House, tenant: string): Promise<Waiting> {
  const open = sql`from duplicate_pair where tenant = ${tenant} and state = 'open'`
  const { first, ...count } = await countedWith(db, open, sql<{ found: Date }>`select found ${open} order by found, id limit 1`)
  return { text: WAITS.pairs, count, path: 'people/duplicates', since: first?.found ?? null }
}

async function conflicts({ db }: House, tenant: string, own: RawBuilder<unknown> | null): Promise<Waiting> {
  const mine = own === null ? sql`true` : sql`i.agent in (${own})`
  return { text: WAITS.conflicts, count: await counted(db, sql`from identity i where i.tenant = ${tenant} and ${inConflict} and ${mine}`), path: 'people#conflicts' }
}

async function checks(house: House, tenant: string, me: string, own: RawBuilder<unknown> | null): Promise<Waiting> {
  const { first, ...count } = await waitingFor(house, tenant, me, own)
  return { text: WAITS.checks, count, path: 'people#waiting', since: first?.at ?? null }
}

/** A tutor has no list of them: the link leads to who waits longest of her sections, and then to the next. */
async function tutorsChecks(house: House, tenant: string, me: string): Promise<Waiting> {
  const { first, ...count } = await waitingFor(house, tenant, me, amongTutored(tenant, me))
  return { text: WAITS.checks, count, path: `people/${first?.agent ?? ''}`, since: first?.at ?? null }
}

/** Cards that somebody else of the staff saw first. */
function waitingFor({ db }: House, tenant: string, me: string, own: RawBuilder<unknown> | null) {
  const rows = sql`from identity_proposal p join agent a on a.tenant = p.tenant and a.person = p.person
    where p.tenant = ${tenant} and p.decided is null and p.proposed_by <> ${me} ${own === null ? sql`` : sql`and a.agent::text in (${own})`}`
  return countedWith(db, rows, sql<{ at: Date; agent: string }>`select p.at, a.agent ${rows} order by p.at, p.id limit 1`)
}
