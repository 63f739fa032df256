import { sql } from 'kysely'
import type { House } from '../../feature.ts'
import type { Scope } from '../../record/xapi/request.ts'
import { limaDay } from '../people/index.ts'
import { isKey } from './secrets.ts'
import './tables.ts'

/** A client that is not revoked, as the door needs it. */
export interface KnownClient {
  readonly id: string
  readonly tenant: string
  readonly name: string
  readonly scopes: readonly Scope[]
  readonly rate: number
  readonly tokensSince: Date
  readonly used: string | null
  /** Hashes of the secrets that work now. */
  readonly secrets: readonly Buffer[]
}

export async function knownByKey(house: House, key: string): Promise<KnownClient | null> {
  // What no key of ours looks like does not reach the database.
  return isKey(key) ? known(house, 'key', key) : null
}

export function knownById(house: House, id: string): Promise<KnownClient | null> {
  return known(house, 'id', id)
}

async function known(house: House, column: 'id' | 'key', value: string): Promise<KnownClient | null> {
  const rows = await house.db.selectFrom('api_client as c').innerJoin('api_client_secret as s', 's.client', 'c.id')
    .select(['c.id', 'c.tenant', 'c.name', 'c.scopes', 'c.rate', 'c.tokens_since as tokensSince', 'c.used', 's.hash'])
    .where(`c.${column}`, '=', value).where('c.revoked', 'is', null)
    .where((eb) => eb.or([eb('s.until', 'is', null), eb('s.until', '>', house.clock())])).execute()
  const [client] = rows
  return client ? { ...client, secrets: rows.map((row) => row.hash) } : null
}

/** Notes the day on which a client was seen; asked about at most every few seconds, written once a day. */
export async function seen(house: House, client: KnownClient): Promise<void> {
  const today = limaDay(house.clock())
  if (client.used === today) return
  try {
    await house.db.updateTable('api_client').set({ used: today }).where('id', '=', client.id).where(sql<boolean>`used is distinct from ${today}::date`).execute()
  } catch (error) {
    // A full disk must not stop who only reads.
    console.error(`client ${client.id}: the day of its use was not noted:`, error)
  }
}
