import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { House } from '../../feature.ts'
import type { Db, Tx } from '../../lib/database.ts'
import { Problem } from '../../lib/problem.ts'
import { lockKey } from '../../record/append.ts'
import { logged } from './staff-log.ts'
import { tooManyTries } from './waiting.ts'
import './tables.ts'

/** All limits on tries, counted in the database so that several processes share them. */
export const LIMITS = {
  /** Wrong tries on one subject (a document, a known device, a staff name) before each next one has to wait. */
  free: 5,
  firstDelaySeconds: 30,
  longestDelaySeconds: 3600,
  /** A subject's failures are forgotten this long after the last one. */
  memoryHours: 24,
  /** One PIN that failed on so many different documents within the hour is being sprayed. */
  sprayedDocuments: 20,
  /** Different subjects that failed from one address within the hour: a class, even a mobile operator's shared address, stays below. */
  subjectsPerAddress: 300,
  windowMinutes: 60,
} as const

export interface Try {
  /** `document:<key>`, `device:<device>:<key>`, `staff:<name>`. */
  readonly subject: string
  /** Trace of the PIN, for the spraying detector; null where no PIN is tried. */
  readonly pin: string | null
  /** Key of the address it came from. */
  readonly address: string
}

/**
 * Counts a try as failed before it is checked, so that parallel guesses cannot slip past the limit; a Problem 429 with
 * Retry-After when it has to wait. A try that turns out right is taken back with `forgiveTry`. A refused one is not counted:
 * nobody can make another's wait longer by knocking.
 */
export async function countTry(house: House, asked: Try): Promise<string> {
  const id = randomUUID()
  const now = house.clock()
  const wait = await house.db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${String(lockKey(`try:${asked.subject}`))}::bigint)`.execute(tx)
    const seconds = Math.max(await subjectWait(tx, asked.subject, now), await sprayWait(tx, asked, now), await addressWait(tx, asked.address, now))
    if (seconds > 0) return seconds
    await tx.insertInto('sign_in_try').values({ id, subject: asked.subject, pin: asked.pin, address: asked.address, at: now }).execute()
    return 0
  })
  if (wait > 0) throw tooManyTries(wait)
  return id
}

export async function forgiveTry(db: Db, id: string): Promise<void> {
  await db.deleteFrom('sign_in_try').where('id', '=', id).execute()
}

/** A newcomer's own PIN and her class's shared address are no signs of an attack; the document's count stays, as for a known one. */
export async function keepOnDocumentOnly(db: Db, id: string): Promise<void> {
  await db.updateTable('sign_in_try').set({ pin: null, address: '' }).where('id', '=', id).execute()
}

/** How long after its last failure the next try on a subject has to wait: nothing, then 30 s doubling up to an hour. */
export function delayAfter(failures: number): number {
  if (failures < LIMITS.free) return 0
  return Math.min(LIMITS.longestDelaySeconds, LIMITS.firstDelaySeconds * 2 ** (failures - LIMITS.free))
}

async function subjectWait(tx: Tx, subject: string, now: Date): Promise<number> {
  const row = await tx.selectFrom('sign_in_try').select([sql<number>`count(*)::int`.as('failures'), sql<Date | null>`max(at)`.as('last')])
    .where('subject', '=', subject).where('at', '>', before(now, LIMITS.memoryHours * 60)).where('at', '<', soon(now)).executeTakeFirstOrThrow()
  return row.last ? left(row.last, delayAfter(row.failures), now) : 0
}

/** Until the 20th document on which this PIN failed leaves the hour. */
async function sprayWait(tx: Tx, { pin }: Try, now: Date): Promise<number> {
  if (pin === null) return 0
  const first = await tx.selectFrom('sign_in_try').select(sql<Date>`max(at)`.as('at')).where('pin', '=', pin)
    .where('at', '>', before(now, LIMITS.windowMinutes)).where('at', '<', soon(now)).groupBy('subject').orderBy('at', 'desc')
    .offset(LIMITS.sprayedDocuments - 1).limit(1).executeTakeFirst()
  if (!first) return 0
  await tellOnce(tx, pin, now)
  return left(first.at, LIMITS.windowMinutes * 60, now)
}

async function addressWait(tx: Tx, address: string, now: Date): Promise<number> {
  const first = await tx.selectFrom('sign_in_try').select(sql<Date>`max(at)`.as('at')).where('address', '=', address)
    .where('at', '>', before(now, LIMITS.windowMinutes)).where('at', '<', soon(now)).groupBy('subject').orderBy('at', 'desc')
    .offset(LIMITS.subjectsPerAddress - 1).limit(1).executeTakeFirst()
  return first ? left(first.at, LIMITS.windowMinutes * 60, now) : 0
}

/** One line in the staff log per sprayed PIN and hour; it names neither PIN nor person. */
async function tellOnce(tx: Tx, pin: string, now: Date): Promise<void> {
  const trace = pin.slice(0, 12)
  const told = await tx.selectFrom('staff_log').select('id').where('action', '=', 'spray-detected')
    .where('at', '>', before(now, LIMITS.windowMinutes)).where(sql<boolean>`detail ->> 'trace' = ${trace}`).executeTakeFirst()
  if (!told) await logged(tx, { staff: null, action: 'spray-detected', detail: { trace } }, now)
}

/** Rows older than any window, for the job that sweeps. */
export async function sweepTries(house: House): Promise<void> {
  await house.db.deleteFrom('sign_in_try').where('at', '<', before(house.clock(), 2 * LIMITS.memoryHours * 60)).execute()
}

function before(now: Date, minutes: number): Date {
  return new Date(now.getTime() - minutes * 60_000)
}

/** Tries counted while this machine's clock was fast lie ahead: they keep nobody out for days once it is right. A minute is left for two machines that differ. */
function soon(now: Date): Date {
  return before(now, -1)
}

function left(last: Date, seconds: number, now: Date): number {
  return Math.max(0, Math.ceil((last.getTime() + seconds * 1000 - now.getTime()) / 1000))
}

export function isTooManyTries(error: unknown): error is Problem {
  return error instanceof Problem && error.code === 'too-many-tries'
}
