import { sql } from 'kysely'
import type { Db } from '../../lib/database.ts'
import { Problem } from '../../lib/problem.ts'
import { REFUSAL } from './words.ts'
import './tables.ts'

/** A large envelope comes in parts of at most 32 KB: a cut costs one part. */
export const PART_BYTES = 32 * 1024
export const MOST_PARTS = 192
/** All half-sent envelopes together: a stranger cannot fill the disk with them. */
const MOST_WAITING_BYTES = 512 * 1024 * 1024
export const KEEP_PARTS_DAYS = 14

export async function partsOf(db: Db, id: string): Promise<number[]> {
  return (await db.selectFrom('delivery_part').select('n').where('id', '=', id).orderBy('n').execute()).map((r) => r.n)
}

/** Keeps one part; the same part again is no news. */
export async function keepPart(db: Db, id: string, n: number, bytes: Uint8Array, now: Date): Promise<void> {
  if (!Number.isInteger(n) || n < 0 || n >= MOST_PARTS || bytes.length === 0 || bytes.length > PART_BYTES) throw new Problem(400, 'bad-part', REFUSAL.badPart)
  const { waiting } = await db.selectFrom('delivery_part').select(sql<number>`coalesce(sum(octet_length(bytes)), 0)::float8`.as('waiting')).executeTakeFirstOrThrow()
  if (waiting > MOST_WAITING_BYTES) throw new Problem(503, 'parts-full', REFUSAL.partsFull, [], { 'Retry-After': '3600' })
  await db.insertInto('delivery_part').values({ id, n, bytes: Buffer.from(bytes), received: now }).onConflict((oc) => oc.columns(['id', 'n']).doNothing()).execute()
}

/** The envelope's frame, once all its parts are here; null while one is missing. */
export async function joinParts(db: Db, id: string, count: number): Promise<Uint8Array | null> {
  const rows = await db.selectFrom('delivery_part').select(['n', 'bytes']).where('id', '=', id).where('n', '<', count).orderBy('n').execute()
  return rows.length === count ? new Uint8Array(Buffer.concat(rows.map((r) => r.bytes))) : null
}

export async function dropParts(db: Db, id: string): Promise<void> {
  await db.deleteFrom('delivery_part').where('id', '=', id).execute()
}

export async function sweepParts(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('delivery_part').where('received', '<', new Date(now.getTime() - KEEP_PARTS_DAYS * 86_400_000)).execute()
}
