import { sql } from 'kysely'
import type { Db } from '../../lib/database.ts'
import { Problem } from '../../lib/problem.ts'
import { keyOf } from './envelope.ts'
import { REFUSAL } from './words.ts'
import './tables.ts'

export type Owner = { readonly person: string } | { readonly staff: string }

export interface PhoneLine {
  readonly id: string
  readonly since: Date
  readonly seen: Date
  readonly revoked: Date | null
  readonly items: number
}

const MOST_PHONES = 10

/** A phone's key (P-256, 65 bytes, base64url) counts as its owner's from now on; Problem 422 when it is no such key, 409 when she has too many. */
export async function addPhone(db: Db, owner: Owner, phone: { id: string; publicKey: string }, now: Date): Promise<void> {
  const key = Buffer.from(phone.publicKey, 'base64url')
  if (key.length !== 65 || !isPoint(key)) throw new Problem(422, 'bad-key', REFUSAL.badKey)
  const active = (await phonesOf(db, owner)).filter((p) => p.revoked === null)
  if (active.length >= MOST_PHONES) throw new Problem(409, 'too-many-phones', REFUSAL.tooManyPhones)
  await db.insertInto('phone').values({ id: phone.id, person: null, staff: null, ...owner, public_key: key, since: now, seen: now }).execute()
}

function isPoint(key: Buffer): boolean {
  try {
    keyOf(key)
    return key[0] === 4
  } catch {
    // Node says in its own words that the numbers are no point of the curve.
    return false
  }
}

/** All phones of a person or member of staff, newest first, with how many items each delivered. */
export async function phonesOf(db: Db, owner: Owner): Promise<PhoneLine[]> {
  const [column, value] = 'person' in owner ? (['person', owner.person] as const) : (['staff', owner.staff] as const)
  return db.selectFrom('phone').select(['id', 'since', 'seen', 'revoked'])
    .select(sql<number>`(select count(*)::int from delivery d where d.phone = phone.id and d.outcome = 'accepted')`.as('items'))
    .where(column, '=', value).orderBy('since', 'desc').orderBy('id').execute()
}

/** From now on what this phone signed is held back until its owner decides; 404 when it is not hers. Revoked already: nothing. */
export async function revokePhone(db: Db, owner: Owner, id: string, now: Date): Promise<void> {
  const mine = (await phonesOf(db, owner)).find((p) => p.id === id)
  if (!mine) throw new Problem(404, 'unknown-phone', REFUSAL.unknownPhone)
  await db.updateTable('phone').set({ revoked: now }).where('id', '=', id).where('revoked', 'is', null).execute()
}
