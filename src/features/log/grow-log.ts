import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { House } from '../../feature.ts'
import type { Tx } from '../../lib/database.ts'
import { leafHash } from '../../lib/tlog/hash.ts'
import { grow, rowHash, TILE_WIDTH, type Edge } from '../../lib/tlog/tiles.ts'
import { head, readStatements } from '../../record/read.ts'
import type { Stored } from '../../record/statement.ts'
import { commitmentTo, entrySecret, openingOf } from './commitment.ts'
import { LOGGED, whose } from './logged.ts'
import { firstOrigin } from './origin.ts'
import './tables.ts'

const PIECE = 2000

/** Brings the log of a programme up to the record, in pieces of one transaction each; several processes take turns. */
export async function growLog(house: House, tenant: string): Promise<void> {
  while (await house.db.transaction().execute((tx) => growPiece(house, tx, tenant)) === PIECE);
}

/** The log's own row, locked; made at first. */
export async function lockedLog(house: Pick<House, 'config'>, tx: Tx, tenant: string): Promise<{ origin: string; size: number; pos: number }> {
  await tx.insertInto('log').values({ tenant, origin: firstOrigin(house, tenant), size: 0, pos: 0 }).onConflict((oc) => oc.column('tenant').doNothing()).execute()
  return tx.selectFrom('log').select(['origin', 'size', 'pos']).where('tenant', '=', tenant).forUpdate().executeTakeFirstOrThrow()
}

async function growPiece(house: House, tx: Tx, tenant: string): Promise<number> {
  const log = await lockedLog(house, tx, tenant)
  // Read before the statements are: what is committed meanwhile comes next time.
  const upTo = await head(tx, tenant)
  const acts = await readStatements(tx, tenant, { after: log.pos, upTo, verbs: LOGGED, limit: PIECE })
  const pos = acts.length === PIECE ? acts.at(-1)?.pos ?? upTo : upTo
  if (acts.length > 0) await addEntries(tx, tenant, log.size, acts)
  if (pos > log.pos) await tx.updateTable('log').set({ size: log.size + acts.length, pos }).where('tenant', '=', tenant).execute()
  return acts.length
}

async function addEntries(tx: Tx, tenant: string, size: number, acts: readonly Stored[]): Promise<void> {
  const salts = await saltsOf(tx, tenant, [...new Set(acts.map(whose))])
  const entries = acts.map((act, i) => ({ n: size + i, pos: act.pos, commitment: commitmentTo(openingOf(act), secretFor(act, salts)) }))
  await sql`insert into log_entry (tenant, n, pos, commitment)
    select ${tenant}, * from unnest(${entries.map((e) => e.n)}::bigint[], ${entries.map((e) => e.pos)}::bigint[], ${entries.map((e) => e.commitment)}::bytea[])`.execute(tx)
  const { full } = grow(await edgeOf(tx, tenant, size), entries.map((e) => leafHash(e.commitment)))
  if (full.length === 0) return
  await sql`insert into log_node (tenant, level, n, hash)
    select ${tenant}, * from unnest(${full.map((t) => t.level + 1)}::int[], ${full.map((t) => t.index)}::bigint[], ${full.map((t) => rowHash(t.bytes))}::bytea[])`.execute(tx)
}

/** Of somebody who was erased nothing can be opened any more: a salt that nobody keeps. */
function secretFor(act: Stored, salts: ReadonlyMap<string, Buffer | null>): Buffer {
  return entrySecret(salts.get(whose(act)) ?? randomBytes(32), act.pos)
}

async function saltsOf(tx: Tx, tenant: string, agents: readonly string[]): Promise<Map<string, Buffer | null>> {
  await sql`insert into log_salt (tenant, agent, salt) select ${tenant}, * from unnest(${agents}::text[], ${agents.map(() => randomBytes(32))}::bytea[])
    on conflict (tenant, agent) do nothing`.execute(tx)
  const rows = await tx.selectFrom('log_salt').select(['agent', 'salt']).where('tenant', '=', tenant).where('agent', '=', sql<string>`any(${agents}::text[])`).execute()
  return new Map(rows.map((row) => [row.agent, row.salt]))
}

/** The hashes at the right edge of a log of this size. */
async function edgeOf(tx: Tx, tenant: string, size: number): Promise<Edge> {
  const levels: Buffer[] = []
  for (let level = 0, hashes = size; hashes > 0; level += 1, hashes = Math.floor(hashes / TILE_WIDTH)) {
    levels.push(await hashesFrom(tx, tenant, level, hashes - hashes % TILE_WIDTH, hashes % TILE_WIDTH))
  }
  return { size, levels }
}

/** `count` hashes of a level from the n-th on, one after the other; fewer where there are not so many. */
export async function hashesFrom(tx: Tx | House['db'], tenant: string, level: number, n: number, count: number): Promise<Buffer> {
  if (count === 0) return Buffer.alloc(0)
  if (level === 0) return Buffer.concat((await entriesFrom(tx, tenant, n, count)).map(leafHash))
  const rows = await tx.selectFrom('log_node').select('hash').where('tenant', '=', tenant).where('level', '=', level).where('n', '>=', n).where('n', '<', n + count).orderBy('n').execute()
  return Buffer.concat(rows.map((row) => row.hash))
}

export async function entriesFrom(tx: Tx | House['db'], tenant: string, n: number, count: number): Promise<Buffer[]> {
  const rows = await tx.selectFrom('log_entry').select('commitment').where('tenant', '=', tenant).where('n', '>=', n).where('n', '<', n + count).orderBy('n').execute()
  return rows.map((row) => row.commitment)
}
