import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { House } from '../feature.ts'
import type { Tx } from '../lib/database.ts'
import { PROJECTION_SET, refuseOtherVersion } from './live-versions.ts'
import { makePartitions, partitionMissing } from './partitions.ts'
import { insertArguments, placed, prepare, type Prepared } from './prepare.ts'
import { applyInline, takes } from './projection.ts'
import { onlyNew } from './same-again.ts'
import type { Authority, Draft, Stored } from './statement.ts'
import { followTargets } from './targets.ts'
import './tables.ts'

/** PostgreSQL runs out of lock slots when one transaction takes thousands; larger work commits in chunks. */
const MOST_SCOPES = 200

export interface AppendOptions {
  /** What must hold still while `decide` looks and writes: `actor:<tenant>:<agent>`, `section:<id>`, … */
  readonly scopes: readonly string[]
  /** Who vouches; commands of this process when absent. */
  readonly authority?: Authority
}

/** What append needs of the house; scripts that have no whole house may call it with these. */
export type Recorder = Pick<House, 'db' | 'clock' | 'projections' | 'keys'>

/**
 * The only way into the record. One READ COMMITTED transaction: locks the scopes (sorted, so that two appends never wait for
 * each other in a circle), lets `decide` read and answer with drafts, projects them, and last, under the tenant's order lock,
 * draws dense positions in commit order. The same statement twice is stored once; another one under its id is a Problem 409.
 * `decide` may run again when two appends race for one id. Returns the statements that are new.
 */
export async function append(
  house: Recorder, options: AppendOptions, decide: (tx: Tx) => Promise<readonly Draft[]> | readonly Draft[],
): Promise<Stored[]> {
  if (options.scopes.length > MOST_SCOPES) throw new Error(`at most ${MOST_SCOPES} scopes in one append, got ${options.scopes.length}`)
  const attempt = () => house.db.transaction().setIsolationLevel('read committed').execute(async (tx) => {
    await lock(tx, options.scopes)
    const drafts = await decide(tx)
    const now = house.clock()
    return write(house, tx, drafts.map((draft) => prepare(house.keys, draft, options.authority ?? 'command', now)), now)
  })
  return again(house, attempt)
}

/** The long way for statements that were prepared before: everything that `append` looks at and writes. */
export async function appendPrepared(house: Recorder, scopes: readonly string[], prepared: readonly Prepared[]): Promise<Stored[]> {
  return again(house, () => house.db.transaction().setIsolationLevel('read committed').execute(async (tx) => {
    await lock(tx, scopes)
    await refuseDestroyedKeys(tx, prepared)
    return write(house, tx, prepared, house.clock())
  }))
}

/** A person was erased between sealing and writing: what was sealed for her nobody could read. The sender seals anew. */
export class KeyDestroyed extends Error {}

async function refuseDestroyedKeys(tx: Tx, prepared: readonly Prepared[]): Promise<void> {
  const persons = [...new Set(prepared.flatMap((p) => p.sealed?.person ?? []))]
  if (persons.length === 0) return
  const gone = await tx.selectFrom('statement_person').select('id').where('id', '=', sql<number>`any(${persons}::bigint[])`).where('data_key', 'is', null).executeTakeFirst()
  if (gone) throw new KeyDestroyed('a data key was destroyed meanwhile')
}

/** A second attempt after what a first one may run into when several write. */
async function again<T>(house: Recorder, attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt()
  } catch (error) {
    // Two appends with different scopes raced for one statement id: the second look sees the first one's row.
    if (isKeyRace(error)) return attempt()
    if (!partitionMissing(error)) throw error
    await makePartitions(house.db)
    return attempt()
  }
}

/** Somebody else stored a statement under one of these ids meanwhile. */
export function isKeyRace(error: unknown): boolean {
  const e = error as { code?: string; constraint?: string }
  return e.code === '23505' && e.constraint === 'statement_key_pkey'
}

/** The scopes in sorted order, and the set of projections shared, so that no swap happens under an append: one round trip. */
async function lock(tx: Tx, scopes: readonly string[]): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${PROJECTION_SET}),
    (select count(pg_advisory_xact_lock(k))::int from unnest(${lockKeys(scopes)}::bigint[]) as t(k))`.execute(tx)
}

/** The lock numbers of scopes, each once, in the order in which every append takes them. */
export function lockKeys(scopes: readonly string[]): string[] {
  return [...new Set(scopes.map(lockKey))].sort((a, b) => (a < b ? -1 : 1)).map(String)
}

/** The signed 64-bit advisory lock number of a scope: the first 8 bytes of its SHA-256. */
export function lockKey(scope: string): bigint {
  return createHash('sha256').update(scope).digest().readBigInt64BE()
}

async function write(house: Recorder, tx: Tx, prepared: readonly Prepared[], now: Date): Promise<Stored[]> {
  const { versions, digests } = await lookBeforeWriting(tx, prepared)
  refuseOtherVersion(house.projections, versions)
  const fresh = await onlyNew(house, tx, prepared, digests)
  if (fresh.length === 0) return []
  const stored = await place(tx, fresh, now)
  await followTargets(tx, fresh, stored)
  // Each writes only its own table, so one after the other is as good as statement by statement.
  for (const projection of house.projections) if (projection.kind === 'inline') await applyInline(tx, projection, stored.filter((s) => takes(projection, s)))
  return stored
}

/** Live versions of projections, and digests of statements that are stored under these ids: one round trip. */
async function lookBeforeWriting(tx: Tx, prepared: readonly Prepared[]): Promise<{ versions: Map<string, number>; digests: Map<string, Buffer> }> {
  const { rows } = await sql<{ name: string; version: number | null; digest: Buffer | null }>`
    select name, version, null::bytea as digest from projection
    union all select tenant || ' ' || id, null, digest from statement_key
      where tenant = any(${[...new Set(prepared.map((p) => p.tenant))]}::text[]) and id = any(${prepared.map((p) => p.row.id)}::uuid[])`.execute(tx)
  const versions = new Map<string, number>()
  const digests = new Map<string, Buffer>()
  for (const row of rows) {
    if (row.digest) digests.set(row.name, row.digest)
    else versions.set(row.name, row.version ?? 0)
  }
  return { versions, digests }
}

/**
 * Draws positions under the order lock (the tenant_head row, held until commit) and inserts. Almost always one tenant, hence one
 * round trip; several go by sorted name, so that two appends never wait for each other in a circle.
 */
async function place(tx: Tx, fresh: readonly Prepared[], now: Date): Promise<Stored[]> {
  const places = new Map<Prepared, Stored>()
  for (const tenant of [...new Set(fresh.map((p) => p.tenant))].sort()) {
    const mine = fresh.filter((p) => p.tenant === tenant)
    const { rows: [drawn] } = await sql<{ last: number; received: Date }>`select last, received from record_insert(${insertArguments(tenant, mine, now)})`.execute(tx)
    placed(mine, drawn!.last, drawn!.received).forEach((stored, i) => places.set(mine[i]!, stored))
  }
  // In the order the command gave them: every one was placed just now.
  return fresh.map((p) => places.get(p)!)
}
