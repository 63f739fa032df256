import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { House } from '../feature.ts'
import type { Db } from '../lib/database.ts'
import { head } from './read.ts'
import { openStatements, type Sealed } from './xapi/sealing.ts'
import './tables.ts'

/** A statement as the feed tells it. */
export interface FeedItem {
  readonly pos: number
  /** JSON text. */
  readonly text: string
  /** Whether it is voided now; the voiding statement comes in its own place. */
  readonly voided: boolean
}

export type FeedAnswer =
  | { readonly kind: 'page'; readonly items: readonly FeedItem[]; readonly cursor: string; readonly head: number }
  /** The statement that the reader read last is not here: an older backup was restored, or a standby took over without the last commits. */
  | { readonly kind: 'history-differs'; readonly common: number; readonly cursor: string | null; readonly head: number }

export const MOST_ITEMS = 1000
/** A page ends after about so many bytes of statements, with at least one. */
const MOST_BYTES = 4 * 2 ** 20

/**
 * What a reader has read: a position, which statement stood there, and which ones stood 1, 2, 4, 8, … before it. By the marks further
 * back the newest place is found up to which another history is the same, at most twice as far away as the first difference.
 */
export interface Read {
  readonly pos: number
  /** Eight bytes for each of `placesOf(pos)`. */
  readonly marks: readonly Buffer[]
}

const FORMAT = 1
const MARK = 8

/** The positions that a cursor marks, newest first. */
export function placesOf(pos: number): number[] {
  const places = [pos]
  for (let back = 1; back < pos; back *= 2) places.push(pos - back)
  return places
}

export function writeCursor({ pos, marks }: Read): string {
  const start = Buffer.alloc(7)
  start.writeUInt8(FORMAT)
  start.writeUIntBE(pos, 1, 6)
  return Buffer.concat([start, ...marks]).toString('base64url')
}

/** Undoes `writeCursor`; null for what it did not write. */
export function readCursor(text: string): Read | null {
  const bytes = Buffer.from(text, 'base64url')
  if (bytes.length < 7 + MARK || bytes[0] !== FORMAT) return null
  const pos = bytes.readUIntBE(1, 6)
  const count = (bytes.length - 7) / MARK
  if (pos < 1 || count !== placesOf(pos).length) return null
  return { pos, marks: Array.from({ length: count }, (_, i) => bytes.subarray(7 + i * MARK, 7 + (i + 1) * MARK)) }
}

/** Id and time of reception: what is sent again after a loss gets another time, also where it comes to stand in its old place. */
function markOf(tenant: string, pos: number, row: Pick<Sealed, 'id' | 'stored'>): Buffer {
  return createHash('sha256').update(`${tenant} ${pos} ${row.id} ${row.stored.getTime()}`).digest().subarray(0, MARK)
}

/**
 * Statements of one tenant after what was read, in order of position. Positions are drawn under the order lock and dense, so a reader
 * that goes on from each answer's cursor gets every statement once, whoever writes meanwhile.
 */
export async function readFeed(house: House, tenant: string, read: Read | null, limit: number): Promise<FeedAnswer> {
  const after = read?.pos ?? 0
  const rows = await rowsFrom(house.db, tenant, Math.max(after, 1), limit + (read ? 1 : 0))
  const newest = await head(house.db, tenant)
  if (read) {
    const last = rows.shift()
    if (last?.pos !== after || !markOf(tenant, after, last).equals(read.marks[0]!)) return differs(house.db, tenant, read, newest)
  }
  const texts = openStatements(house, rows)
  const items = rows.map(({ pos, voided }, i): FeedItem => ({ pos, voided, text: texts[i]! }))
  const reached = rows.at(-1)?.pos ?? after
  const cursor = reached === after && read ? writeCursor(read) : await cursorAt(house.db, tenant, reached)
  return { kind: 'page', items, cursor: cursor ?? '', head: Math.max(newest, reached) }
}

type Row = Sealed & { readonly pos: number; readonly voided: boolean }

async function rowsFrom(db: Db, tenant: string, from: number, limit: number): Promise<Row[]> {
  const { rows } = await sql<Row>`select s.tenant, s.pos, s.id, s.stored, s.happened, s.actor, s.verb, s.object, s.authority, s.raw, s.sealed, s.person, p.data_key,
      exists (select from statement_voided v where v.tenant = s.tenant and v.id = s.id) as voided
    from (select *, row_number() over (order by pos) as nth, sum(coalesce(pg_column_size(raw), 0) + coalesce(pg_column_size(sealed), 0)) over (order by pos) as bytes
      from (select tenant, pos, id, stored, happened, actor, verb, object, authority, raw, sealed, person from statement
        where tenant = ${tenant} and pos >= ${from} order by pos limit ${limit}) page) s
    left join statement_person p on p.id = s.person
    where s.bytes <= ${MOST_BYTES} or s.nth <= 2 order by s.pos`.execute(db)
  return rows
}

/** The cursor of a reader that read up to here; null for position 0. */
async function cursorAt(db: Db, tenant: string, pos: number): Promise<string | null> {
  if (pos === 0) return null
  const places = placesOf(pos)
  const there = await marksAt(db, tenant, places)
  return writeCursor({ pos, marks: places.map((place) => there.get(place)!) })
}

async function marksAt(db: Db, tenant: string, places: readonly number[]): Promise<Map<number, Buffer>> {
  const rows = await db.selectFrom('statement').select(['pos', 'id', 'stored']).where('tenant', '=', tenant)
    .where('pos', '=', sql<number>`any(${places}::bigint[])`).execute()
  return new Map(rows.map((row) => [row.pos, markOf(tenant, row.pos, row)]))
}

async function differs(db: Db, tenant: string, read: Read, newest: number): Promise<FeedAnswer> {
  const places = placesOf(read.pos)
  const there = await marksAt(db, tenant, places)
  const common = places.find((place, i) => there.get(place)?.equals(read.marks[i]!)) ?? 0
  return { kind: 'history-differs', common, cursor: await cursorAt(db, tenant, common), head: newest }
}
