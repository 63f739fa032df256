import { sql } from 'kysely'
import type { House } from '../feature.ts'
import type { Tx } from '../lib/database.ts'
import { PROJECTION_SET, liveVersions } from './live-versions.ts'
import { applyInline, takes, type Follower, type Inline } from './projection.ts'
import { head, readStatements } from './read.ts'

type Projection = Inline | Follower
const CHUNK = 1000

/** Makes tables that are missing and rebuilds those whose version is not the live one. Called at start, before listening. */
export async function prepareProjections(house: House): Promise<string[]> {
  const live = await liveVersions(house.db)
  const changed: string[] = []
  for (const projection of house.projections) {
    if (live.get(projection.table) === projection.version) continue
    await rebuild(house, projection)
    changed.push(`${projection.table} v${projection.version}`)
  }
  return changed
}

/**
 * Builds a projection's table anew from the record beside the live one (schema `rebuild`) and swaps it in. Writers go on during
 * the long part; the last statements are caught up under the exclusive lock, so that live and rebuilt agree to the position.
 */
export async function rebuild(house: House, projection: Projection): Promise<void> {
  await buildBeside(house, projection)
  const reached = await replay(house, projection, new Map())
  await house.db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${PROJECTION_SET})`.execute(tx)
    const last = await replayRest(tx, house, projection, reached)
    await swap(tx, projection, last)
  })
}

/** Only builds the table in schema `rebuild` from the whole record; the test "rebuild equals live" compares it with the live one. */
export async function rebuildBeside(house: House, projection: Projection): Promise<void> {
  await buildBeside(house, projection)
  await replay(house, projection, new Map())
}

async function buildBeside(house: House, projection: Projection): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${PROJECTION_SET})`.execute(tx)
    await sql`create schema if not exists rebuild`.execute(tx)
    await sql`drop table if exists ${sql.table(`rebuild.${projection.table}`)}`.execute(tx)
    await sql.raw(`create table rebuild.${projection.table} (${projection.columns})`).execute(tx)
    for (const index of projection.indexes ?? []) {
      await sql.raw(`create index ${index.replace(/^on /, 'on rebuild.')}`).execute(tx)
    }
  })
}

/** Statements in chunks, each chunk its own transaction; returns how far each tenant came. */
async function replay(house: House, projection: Projection, from: Map<string, number>): Promise<Map<string, number>> {
  let reached = from
  for (;;) {
    const next = await house.db.transaction().execute((tx) => replayIn(tx, house, projection, reached, CHUNK))
    const moved = next.again || [...next.reached].some(([tenant, pos]) => reached.get(tenant) !== pos)
    reached = next.reached
    if (!moved) return reached
  }
}

/** The last of it, in the caller's transaction. */
async function replayRest(tx: Tx, house: House, projection: Projection, from: Map<string, number>): Promise<Map<string, number>> {
  let next = await replayIn(tx, house, projection, from)
  while (next.again) next = await replayIn(tx, house, projection, next.reached)
  return next.reached
}

/** `again`: a follower is not done with what it was given; its tenant has not moved. */
async function replayIn(tx: Tx, house: House, projection: Projection, from: Map<string, number>, limit?: number): Promise<{ reached: Map<string, number>; again: boolean }> {
  // Unqualified names in apply now mean the table being built.
  await sql`set local search_path = rebuild, public`.execute(tx)
  const reached = new Map(from)
  let again = false
  const tenants = await tx.selectFrom('tenant_head').select('tenant').orderBy('tenant').execute()
  for (const { tenant } of tenants) {
    // Of what it does not take only the positions are passed.
    const upTo = await head(tx, tenant)
    const batch = await readStatements(tx, tenant, { after: reached.get(tenant) ?? 0, upTo, verbs: projection.verbs, ...(limit ? { limit } : {}) })
    const mine = batch.filter((s) => takes(projection, s))
    if (projection.kind === 'inline') await applyInline(tx, projection, mine)
    else if (mine.length > 0 && await projection.apply(tx, mine, house) === 'again') {
      again = true
      continue
    }
    reached.set(tenant, batch.length === limit ? batch.at(-1)!.pos : upTo)
  }
  await sql`set local search_path to default`.execute(tx)
  return { reached, again }
}

async function swap(tx: Tx, projection: Projection, reached: Map<string, number>): Promise<void> {
  await sql`drop table if exists ${sql.table(`public.${projection.table}`)}`.execute(tx)
  await sql`alter table ${sql.table(`rebuild.${projection.table}`)} set schema public`.execute(tx)
  await tx.insertInto('projection').values({ name: projection.table, kind: projection.kind, version: projection.version })
    .onConflict((c) => c.column('name').doUpdateSet({ version: projection.version, kind: projection.kind })).execute()
  if (projection.kind === 'inline') return
  await tx.deleteFrom('follower_cursor').where('name', '=', projection.table).execute()
  for (const [tenant, pos] of reached) await tx.insertInto('follower_cursor').values({ name: projection.table, tenant, pos }).execute()
}
