import type { House } from '../../feature.ts'
import type { Scope } from '../../record/xapi/request.ts'
import './tables.ts'

/** A client as its page shows it; the secrets themselves are nowhere. */
export interface ShownClient {
  readonly id: string
  readonly name: string
  readonly key: string
  readonly scopes: readonly Scope[]
  readonly rate: number
  readonly created: Date
  readonly createdBy: string
  readonly revoked: Date | null
  readonly used: string | null
  /** Id of the secret without an end. */
  readonly present: string
  /** Until when the last of the secrets before it still works; null when none does. */
  readonly formerUntil: Date | null
}

/** Every client of a programme that there ever was: live ones first, then by name. */
export async function clientsOf(house: House, tenant: string): Promise<ShownClient[]> {
  const rows = await house.db.selectFrom('api_client as c').innerJoin('api_client_secret as s', 's.client', 'c.id')
    .select(['c.id', 'c.name', 'c.key', 'c.scopes', 'c.rate', 'c.created', 'c.created_by as createdBy', 'c.revoked', 'c.used'])
    .select((eb) => [
      eb.fn.max<Date | null>('s.until').filterWhere('s.until', '>', house.clock()).as('formerUntil'),
      eb.fn.max<string>(eb.cast('s.id', 'text')).filterWhere('s.until', 'is', null).as('present'),
    ])
    .where('c.tenant', '=', tenant).groupBy('c.id').execute()
  return rows.sort((a, b) => Number(a.revoked !== null) - Number(b.revoked !== null) || (a.name < b.name ? -1 : 1))
}

export async function clientOf(house: House, tenant: string, id: string): Promise<ShownClient | undefined> {
  return (await clientsOf(house, tenant)).find((client) => client.id === id)
}
