import type { House } from '../../feature.ts'
import './tables.ts'

/** A log is named by where it was first served, without the scheme (C2SP tlog-tiles). */
export function firstOrigin(house: Pick<House, 'config'>, tenant: string): string {
  return `${house.config.publicUrl.replace(/^https?:\/\//, '')}/p/${tenant}/log`
}

/** The name of a log; before its first entry the one that it will have. */
export async function originOf(house: Pick<House, 'config' | 'db'>, tenant: string): Promise<string> {
  return (await house.db.selectFrom('log').select('origin').where('tenant', '=', tenant).executeTakeFirst())?.origin ?? firstOrigin(house, tenant)
}
