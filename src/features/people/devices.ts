import { randomUUID } from 'node:crypto'
import type { Ctx, House } from '../../feature.ts'
import type { Db } from '../../lib/database.ts'
import { deviceOf, setDeviceCookie } from './cookies.ts'
import './tables.ts'

/** This browser is known to its owner (a person or a member of staff) from now on: what strangers try elsewhere does not slow her here. */
export async function rememberDevice(house: House, c: Ctx, owner: string): Promise<void> {
  const device = deviceOf(house, c) ?? randomUUID()
  const now = house.clock()
  await house.db.insertInto('known_device').values({ device, owner, since: now, seen: now })
    .onConflict((oc) => oc.columns(['device', 'owner']).doUpdateSet({ seen: now })).execute()
  setDeviceCookie(house, c, device)
}

/** Which of these owners signed in before in this browser. */
export async function knownHere(db: Db, device: string | null, owners: readonly string[]): Promise<ReadonlySet<string>> {
  if (!device || owners.length === 0) return new Set()
  const rows = await db.selectFrom('known_device').select('owner').where('device', '=', device).where('owner', 'in', owners).execute()
  return new Set(rows.map((r) => r.owner))
}

export async function forgetDevices(db: Db, owner: string): Promise<void> {
  await db.deleteFrom('known_device').where('owner', '=', owner).execute()
}
