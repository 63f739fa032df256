import { sql } from 'kysely'
import type { House } from '../../feature.ts'
import type { Db } from '../../lib/database.ts'
import { HAS_PAIRS, nameKeys } from './name-keys.ts'
import { profileIn } from './persons.ts'
import './tables.ts'

const FILLED_AT_ONCE = 500
export const NAME_KEYS_JOB = 'people-name-keys'
/** A job gives way after so long and goes on as a new one, so that a server can stop. */
const SLICE_MS = 20_000

/** Who registered before there were keys, or keys of pairs; the index person_without_name_pairs holds nobody else. */
const WITHOUT = sql<boolean>`profile is not null and name_keys[1] is distinct from ${sql.raw(HAS_PAIRS)}`

/** Whether there is anybody whose name is not yet found by its pairs of words. In order: PostgreSQL takes them for most people, and would else look through the table. */
export async function someWithoutPairs(db: Db): Promise<boolean> {
  return (await db.selectFrom('person').select('id').where(WITHOUT).orderBy('id').limit(1).execute()).length > 0
}

/** The job: a slice, and the next one behind it. */
export async function fillNameKeysOn(house: House): Promise<void> {
  const { done } = await fillNameKeys(house, performance.now() + SLICE_MS)
  if (!done) await house.db.transaction().execute((tx) => house.enqueue(tx, NAME_KEYS_JOB, {}, { key: NAME_KEYS_JOB }))
}

/** Fills the keys of those who have none, or none of pairs; how many were filled, and whether these were all. */
export async function fillNameKeys(house: House, until = Infinity): Promise<{ filled: number; done: boolean }> {
  // Along the ids: rows that are filled stand in the index until it is swept, and must not be walked over again.
  for (let [filled, after] = [0, '00000000-0000-0000-0000-000000000000']; ;) {
    const rows = await house.db.selectFrom('person').select(['id', 'data_key', 'profile']).where(WITHOUT).where('id', '>', after).orderBy('id').limit(FILLED_AT_ONCE).execute()
    if (rows.length === 0) return { filled, done: true }
    const names = rows.map((row) => ({ ...row, keys: nameKeys(house.keys, profileIn(house, row)?.name ?? '') }))
    // Only whose sealed profile is still the one that was read: somebody may have been erased or renamed meanwhile.
    await sql`update person set name_keys = f.keys::bigint[] from unnest(${names.map((n) => n.id)}::uuid[], ${names.map((n) => n.profile)}::bytea[], ${names.map((n) => `{${n.keys.join(',')}}`)}::text[]) as f(id, profile, keys)
      where person.id = f.id and person.profile = f.profile`.execute(house.db)
    filled += names.length
    after = rows.at(-1)?.id ?? after
    if (performance.now() > until) return { filled, done: false }
  }
}
