import { sql } from 'kysely'
import type { House } from '../feature.ts'
import { lockKey } from './append.ts'
import { PROJECTION_SET, liveVersions } from './live-versions.ts'
import { head, readStatements } from './read.ts'
import { takes, type Follower } from './projection.ts'

const BATCH = 500

/** Moves every follower to the head of every tenant, unless `stopped` between two batches. Several processes may call it: one works, the others pass by. */
export async function catchUp(house: House, stopped: () => boolean = () => false): Promise<void> {
  for (const projection of house.projections) {
    if (projection.kind !== 'follower') continue
    const tenants = await house.db.selectFrom('tenant_head').select('tenant').execute()
    for (const { tenant } of tenants) while (!stopped() && await step(house, projection, tenant));
  }
}

/** One batch in one transaction with its cursor; true when there may be more. */
async function step(house: House, follower: Follower, tenant: string): Promise<boolean> {
  return house.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(${String(lockKey(`follower:${follower.table}:${tenant}`))}::bigint) as mine`.execute(tx)
    if (!rows[0]?.mine) return false
    await sql`select pg_advisory_xact_lock_shared(${PROJECTION_SET})`.execute(tx)
    // A newer program owns the table now; this process leaves it alone.
    if ((await liveVersions(tx)).get(follower.table) !== follower.version) return false
    const cursor = await tx.selectFrom('follower_cursor').select('pos').where('name', '=', follower.table).where('tenant', '=', tenant).executeTakeFirst()
    const after = cursor?.pos ?? 0
    // Positions are dense and in commit order: everything up to the head is there. Of what it does not read (most of what other programs
    // tell) only the positions are passed.
    const reach = await head(tx, tenant)
    if (reach <= after) return false
    const batch = await readStatements(tx, tenant, { after, upTo: reach, verbs: follower.verbs, limit: BATCH })
    const pos = batch.length === BATCH ? batch.at(-1)!.pos : reach
    const mine = batch.filter((s) => takes(follower, s))
    if (mine.length > 0 && await follower.apply(tx, mine, house) === 'again') return true
    await tx.insertInto('follower_cursor').values({ name: follower.table, tenant, pos })
      .onConflict((c) => c.columns(['name', 'tenant']).doUpdateSet({ pos })).execute()
    return batch.length === BATCH
  })
}

/** Where a follower stands and how many statements it is behind. */
export async function lag(house: House, table: string, tenant: string): Promise<{ pos: number; behind: number }> {
  const row = await house.db.selectFrom('follower_cursor').select('pos').where('name', '=', table).where('tenant', '=', tenant).executeTakeFirst()
  const pos = row?.pos ?? 0
  return { pos, behind: (await head(house.db, tenant)) - pos }
}

/** Keeps followers at the head until stopped: soon after each `wake`, and at least every second (other processes write too). */
export function keepFollowing(house: House, everyMs = 1000): { wake: () => void; stop: () => Promise<void> } {
  let stopped = false
  let wake: () => void = () => {}
  const loop = (async () => {
    while (!stopped) {
      // The database may be restarting: say it and go on, the cursor has not moved.
      await catchUp(house, () => stopped).catch((error: unknown) => console.error('followers:', error instanceof Error ? error.message : error))
      if (stopped) return
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, everyMs)
        wake = () => { clearTimeout(timer); resolve() }
      })
    }
  })()
  return { wake: () => wake(), stop: async () => { stopped = true; wake(); await loop } }
}
