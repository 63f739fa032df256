import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { House } from '../../feature.ts'
import type { Tx } from '../../lib/database.ts'
import { Problem } from '../../lib/problem.ts'
import type { Scope } from '../../record/xapi/request.ts'
import { logged } from '../people/index.ts'
import { forgetClients } from './ask.ts'
import { makeKey, makeSecret, secretHash } from './secrets.ts'
import { REFUSAL } from './words.ts'
import './tables.ts'

/** How long the secret before goes on working, in ms: a day to put the new one in place. */
export const OVERLAP_MS = 24 * 3_600_000

export interface NewClient {
  readonly tenant: string
  readonly name: string
  readonly scopes: readonly Scope[]
  /** Requests a minute. */
  readonly rate: number
}

/** What the other program needs; the secret is nowhere else. */
export interface Credentials {
  readonly id: string
  readonly key: string
  readonly secret: string
}

/** A new client of a programme, made by a member of staff. Problem 409 when a live one has that name. */
export async function createClient(house: House, by: string, { tenant, name, scopes, rate }: NewClient): Promise<Credentials> {
  const [id, key, secret, now] = [randomUUID(), makeKey(), makeSecret(), house.clock()]
  await house.db.transaction().execute(async (tx) => {
    const made = await tx.insertInto('api_client').values({ id, tenant, name, key, scopes: [...scopes], rate, created: now, created_by: by, revoked: null, tokens_since: now, used: null })
      .onConflict((oc) => oc.expression(sql`tenant, lower(name)`).where('revoked', 'is', null).doNothing()).returning('id').execute()
    if (made.length === 0) throw new Problem(409, 'name-taken', REFUSAL.nameTaken)
    await tx.insertInto('api_client_secret').values({ id: randomUUID(), client: id, hash: secretHash(secret), made: now, until: null }).execute()
    await logged(tx, { staff: by, action: 'client-made', tenant, detail: { key } }, now)
  })
  return { id, key, secret }
}

/** Which client, of which programme, and which member of staff acts on it. */
export interface Act {
  readonly tenant: string
  readonly id: string
  readonly by: string
}

/**
 * A new secret. The one before works for another day, or not at all any more (`atOnce`, when it leaked), and then its access tokens
 * neither. `instead`: id of the secret that her page showed as the present one; Problem 409 when somebody was faster.
 */
export async function rotateSecret(house: House, { tenant, id, by }: Act, instead: string, atOnce: boolean): Promise<Credentials> {
  const [secret, now] = [makeSecret(), house.clock()]
  const key = await house.db.transaction().execute(async (tx) => {
    const client = await lockedClient(tx, tenant, id)
    const present = await tx.selectFrom('api_client_secret').select('id').where('client', '=', id).where('until', 'is', null).executeTakeFirstOrThrow()
    if (present.id !== instead) throw new Problem(409, 'secret-changed', REFUSAL.secretChanged)
    const until = atOnce ? now : new Date(now.getTime() + OVERLAP_MS)
    await tx.updateTable('api_client_secret').set({ until }).where('client', '=', id)
      .where((eb) => eb.or([eb('until', 'is', null), eb('until', '>', until)])).execute()
    await tx.insertInto('api_client_secret').values({ id: randomUUID(), client: id, hash: secretHash(secret), made: now, until: null }).execute()
    if (atOnce) await tx.updateTable('api_client').set({ tokens_since: now }).where('id', '=', id).execute()
    await logged(tx, { staff: by, action: 'client-secret-changed', tenant, detail: { key: client.key } }, now)
    return client.key
  })
  forgetClients(house)
  return { id, key, secret }
}

export async function setRate(house: House, { tenant, id, by }: Act, rate: number): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    const client = await lockedClient(tx, tenant, id)
    if (client.rate === rate) return
    await tx.updateTable('api_client').set({ rate }).where('id', '=', id).execute()
    await logged(tx, { staff: by, action: 'client-rate-changed', tenant, detail: { key: client.key, rate } }, house.clock())
  })
  forgetClients(house)
}

/** For good; a second time changes nothing. */
export async function revokeClient(house: House, { tenant, id, by }: Act): Promise<void> {
  const now = house.clock()
  await house.db.transaction().execute(async (tx) => {
    const [client] = await tx.updateTable('api_client').set({ revoked: now }).where('tenant', '=', tenant).where('id', '=', id).where('revoked', 'is', null).returning('key').execute()
    if (client) await logged(tx, { staff: by, action: 'client-revoked', tenant, detail: { key: client.key } }, now)
  })
  forgetClients(house)
}

/** The client, held until the transaction ends; Problem 409 when it was revoked. */
async function lockedClient(tx: Tx, tenant: string, id: string): Promise<{ key: string; rate: number }> {
  const client = await tx.selectFrom('api_client').select(['key', 'rate', 'revoked']).where('tenant', '=', tenant).where('id', '=', id).forUpdate().executeTakeFirst()
  if (!client || client.revoked) throw new Problem(409, 'client-revoked', REFUSAL.alreadyRevoked)
  return client
}
