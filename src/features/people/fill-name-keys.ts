import type { House } from '../../feature.ts'
import { bigints } from './bigints.ts'
import { nameKeys } from './name-keys.ts'
import { profilesOf } from './persons.ts'
import './tables.ts'

const FILLED_AT_ONCE = 500

/** Fills the keys of those who registered before there were any; how many were filled. */
export async function fillNameKeys(house: House): Promise<number> {
  for (let filled = 0; ;) {
    const rows = await house.db.selectFrom('person').select('id').where('name_keys', 'is', null).where('profile', 'is not', null).limit(FILLED_AT_ONCE).execute()
    if (rows.length === 0) return filled
    const profiles = await profilesOf(house, house.db, rows.map((r) => r.id))
    for (const { id } of rows) {
      const name = profiles.get(id)?.name ?? ''
      // Only what is still to be filled: somebody may have been erased or renamed meanwhile.
      await house.db.updateTable('person').set({ name_keys: bigints(nameKeys(house.keys, name)) }).where('id', '=', id).where('name_keys', 'is', null).where('profile', 'is not', null).execute()
    }
    filled += rows.length
  }
}
