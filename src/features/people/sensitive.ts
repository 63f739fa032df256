import { sql } from 'kysely'
import { z } from 'zod'
import type { House } from '../../feature.ts'
import type { Db, Tx } from '../../lib/database.ts'
import { derive, seal, unseal, type Keys } from '../../lib/keys.ts'
import { openDataKey, type DataKey } from './sealing.ts'
import './tables.ts'

/** What the law calls sensitive (Ley 29733, art. 2): kept apart from the profile, only while she consents to it by itself. */
const SensitiveShape = z.object({ disability: z.boolean() })
export type Sensitive = z.infer<typeof SensitiveShape>

/** Sealed twice: with her data key, whose destruction erases her, and with a key of this store, which nothing that reads profiles holds. */
function storeKey(keys: Keys): Buffer {
  return derive(keys, 'field', 'sensitive profile')
}

function sealSensitive(keys: Keys, dataKey: DataKey, person: string, sensitive: Sensitive): Buffer {
  return seal(storeKey(keys), `sensitive ${person}`, seal(dataKey, `sensitive ${person}`, JSON.stringify(sensitive)))
}

/** For her own page and her own copy alone; null when nothing is kept. */
export async function sensitiveOf(house: Pick<House, 'keys'>, db: Db, person: string): Promise<Sensitive | null> {
  const row = await db.selectFrom('sensitive_profile').innerJoin('person', 'person.id', 'sensitive_profile.person').select(['sealed', 'data_key']).where('person.id', '=', person).executeTakeFirst()
  if (!row?.data_key) return null
  const inner = unseal(storeKey(house.keys), `sensitive ${person}`, row.sealed)
  return SensitiveShape.parse(JSON.parse(unseal(openDataKey(house.keys, person, row.data_key), `sensitive ${person}`, inner).toString('utf8')))
}

/** What stands stays: a table never writes over it. */
export async function keepSensitive(house: Pick<House, 'keys'>, tx: Tx, rows: readonly { readonly person: string; readonly sensitive: Sensitive }[]): Promise<void> {
  if (rows.length === 0) return
  const keys = await tx.selectFrom('person').select(['id', 'data_key']).where('id', '=', sql<string>`any(${rows.map((r) => r.person)}::uuid[])`).where('data_key', 'is not', null).execute()
  const sealed = keys.flatMap(({ id, data_key }) => {
    const row = rows.find((r) => r.person === id)
    return row && data_key ? [{ person: id, sealed: sealSensitive(house.keys, openDataKey(house.keys, id, data_key), id, row.sensitive) }] : []
  })
  if (sealed.length > 0) await tx.insertInto('sensitive_profile').values(sealed).onConflict((oc) => oc.column('person').doNothing()).execute()
}

/** What she herself says takes the place of what stood. */
export async function setSensitive(house: Pick<House, 'keys'>, tx: Tx, person: string, sensitive: Sensitive): Promise<void> {
  await forgetSensitive(tx, person)
  await keepSensitive(house, tx, [{ person, sensitive }])
}

export async function forgetSensitive(tx: Tx, person: string): Promise<void> {
  await tx.deleteFrom('sensitive_profile').where('person', '=', person).execute()
}
