import type { Database } from './database.ts'
import type { Keys } from './keys.ts'

declare module './database.ts' {
  interface Tables {
    installation_key: { name: string; fingerprint: string }
  }
}

/** Remembers the keys on the first start; afterwards a process with other keys gets an Error that names them. */
export async function checkKeys(db: Database, keys: Keys): Promise<void> {
  const mine = Object.entries(keys.fingerprints).map(([name, fingerprint]) => ({ name, fingerprint }))
  await db.insertInto('installation_key').values(mine).onConflict((c) => c.column('name').doNothing()).execute()
  const stored = await db.selectFrom('installation_key').select(['name', 'fingerprint']).execute()
  const known = new Map(stored.map((row) => [row.name, row.fingerprint]))
  const wrong = mine.filter((key) => known.get(key.name) !== key.fingerprint).map((key) => key.name)
  if (wrong.length === 0) return
  throw new Error(`The keys in DATA_DIR/keys (${wrong.join(', ')}) are not the ones this database was written with. ` +
    'Point DATA_DIR at the folder that has them, or restore them from the backup of the keys.')
}
