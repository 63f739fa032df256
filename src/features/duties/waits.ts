import { sql } from 'kysely'
import type { Waiting, Waits } from '../../feature.ts'
import { countedWith } from '../../lib/counted.ts'
import type { Db } from '../../lib/database.ts'
import { holds, organisationOf } from '../../web/who.ts'
import { WRITERS } from './incident.ts'
import { WAITS } from './page-words.ts'

/** Requests that wait for an answer, and incidents: until the authority is told by the hours of the law, then until they are closed. */
export const waits: Waits = async ({ db }, tenant, who) => {
  const whole = holds(who, tenant, ['executor']) && organisationOf(who, tenant, ['executor']) === null
  // Of an entity's people each sees to the incidents that she wrote down.
  const by = organisationOf(who, tenant, WRITERS) === null ? null : who.staff
  return Promise.all([
    ...(whole ? [requests(db, tenant)] : []),
    ...(holds(who, tenant, WRITERS) ? [incidents(db, tenant, by, 'untold'), incidents(db, tenant, by, 'toClose')] as const : []),
  ])
}

async function requests(db: Db, tenant: string): Promise<Waiting> {
  const open = sql`from data_request where tenant = ${tenant} and outcome is null`
  const { first, ...count } = await countedWith(db, open, sql<{ due: string; at: Date }>`select due, at ${open} order by due, request limit 1`)
  // A term of days ends with its last day in Lima.
  return { text: WAITS.requests, count, path: 'requests', since: first?.at ?? null, due: first ? new Date(`${first.due}T23:59:59-05:00`) : null }
}

async function incidents(db: Db, tenant: string, by: string | null, which: 'untold' | 'toClose'): Promise<Waiting> {
  const open = sql`from incident where tenant = ${tenant} and ended is null and told ${which === 'untold' ? sql`is null` : sql`is not null`} ${by === null ? sql`` : sql`and by_staff = ${by}`}`
  const { first, ...count } = await countedWith(db, open, sql<{ due: Date; known: Date }>`select due, known ${open} order by due limit 1`)
  return { text: WAITS[which], count, path: 'incidents', since: first?.known ?? null, due: which === 'untold' ? first?.due ?? null : null }
}
