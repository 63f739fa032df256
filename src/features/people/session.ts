import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Ctx, House, StaffRole, Who } from '../../feature.ts'
import type { Tx } from '../../lib/database.ts'
import { dropSessionCookie, sessionCookie, setSessionCookie } from './cookies.ts'
import './tables.ts'

/** How long a session lives without use, and at most. Learners study on their own phones over days; staff see other people's data. */
export const LIFE = {
  learner: { idleSeconds: 24 * 3600, mostSeconds: 14 * 86_400 },
  staff: { idleSeconds: 3600, mostSeconds: 12 * 3600 },
} as const
/** How long this process believes what it read: a session ended in another process ends here within this time. */
const CACHE_MS = 5000
const CACHED = 5000
/** `seen` is written at most this often. */
const SEEN_EVERY_MS = 5 * 60_000

interface Remembered { readonly who: Who; readonly until: number }
const caches = new WeakMap<House['db'], Map<string, Remembered>>()

function cacheOf(house: House): Map<string, Remembered> {
  const known = caches.get(house.db) ?? new Map<string, Remembered>()
  caches.set(house.db, known)
  return known
}

/** Who asks: from the session cookie, remembered for five seconds, else by one query. */
export async function whoAsks(house: House, c: Ctx): Promise<Who> {
  const token = sessionCookie(house, c)
  if (!token) return { kind: 'visitor' }
  const cache = cacheOf(house)
  const remembered = cache.get(token)
  if (remembered && remembered.until > performance.now()) return remembered.who
  const who = await readSession(house, token)
  if (cache.size >= CACHED) cache.clear()
  cache.set(token, { who, until: performance.now() + CACHE_MS })
  return who
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

async function readSession(house: House, token: string): Promise<Who> {
  const now = house.clock()
  // Learners are nearly everybody: theirs is one row by its key; staff cost a second look.
  const row = await house.db.selectFrom('session').select(['id', 'person', 'staff', 'seen', 'ends']).where('token', '=', hashOf(token)).executeTakeFirst()
  if (!row) return { kind: 'visitor' }
  const { idleSeconds } = row.person ? LIFE.learner : LIFE.staff
  const idle = now.getTime() - row.seen.getTime()
  if (row.ends <= now || idle > idleSeconds * 1000) return { kind: 'visitor' }
  if (idle > SEEN_EVERY_MS) await house.db.updateTable('session').set({ seen: now }).where('id', '=', row.id).execute()
  return row.person ? { kind: 'learner', person: row.person, session: row.id } : readStaff(house, row.staff ?? '', row.id)
}

/** A member of staff with her roles, outside any session; null when she is not active. */
export async function activeStaff(house: House, staff: string): Promise<Who & { kind: 'staff' } | null> {
  const who = await readStaff(house, staff, '')
  return who.kind === 'staff' ? who : null
}

async function readStaff(house: House, staff: string, session: string): Promise<Who> {
  const { rows } = await sql<{ name: string; roles: { tenant: string; role: StaffRole; organisation: string | null }[] }>`select f.name,
      coalesce((select jsonb_agg(jsonb_build_object('tenant', r.tenant, 'role', r.role, 'organisation', r.organisation) order by r.tenant, r.role) from staff_role r where r.staff = f.id), '[]') as roles
    from staff f where f.id = ${staff} and f.active`.execute(house.db)
  const [row] = rows
  return row ? { kind: 'staff', staff, name: row.name, session, roles: row.roles } : { kind: 'visitor' }
}

/** Starts a session and ends the one this browser had before: the token changes at every sign-in. */
export async function startSession(house: House, c: Ctx, owner: { readonly person: string } | { readonly staff: string }): Promise<void> {
  const now = house.clock()
  const token = randomBytes(32).toString('base64url')
  const { mostSeconds } = 'person' in owner ? LIFE.learner : LIFE.staff
  await removeSession(house, c)
  await house.db.insertInto('session').values({
    token: hashOf(token), id: randomUUID(), person: 'person' in owner ? owner.person : null, staff: 'staff' in owner ? owner.staff : null,
    started: now, seen: now, ends: new Date(now.getTime() + mostSeconds * 1000),
    // Staff have just typed a code.
    confirmed: 'staff' in owner ? now : null,
  }).execute()
  setSessionCookie(house, c, token, mostSeconds)
}

/** Ends the session of this browser, if it has one. */
export async function endSession(house: House, c: Ctx): Promise<void> {
  await removeSession(house, c)
  dropSessionCookie(house, c)
}

async function removeSession(house: House, c: Ctx): Promise<void> {
  const token = sessionCookie(house, c)
  if (!token) return
  await house.db.deleteFrom('session').where('token', '=', hashOf(token)).execute()
  cacheOf(house).delete(token)
}

/**
 * Ends every session of a person or a staff member, but not `except`: in the transaction of what makes it needed, so that neither
 * stands without the other. Call `forgetCached` after it; other processes notice within five seconds.
 */
export async function endAllSessions(tx: Tx, owner: { readonly person: string } | { readonly staff: string }, except?: string): Promise<void> {
  let query = tx.deleteFrom('session')
  query = 'person' in owner ? query.where('person', '=', owner.person) : query.where('staff', '=', owner.staff)
  if (except) query = query.where('id', '<>', except)
  await query.execute()
}

/** After a change of roles or sessions: this process asks the database again at once. */
export function forgetCached(house: House): void {
  cacheOf(house).clear()
}

export async function sweepSessions(house: House): Promise<void> {
  await house.db.deleteFrom('session').where('ends', '<', house.clock()).execute()
}
