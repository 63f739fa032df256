import { sql } from 'kysely'
import type { Database, Db } from './database.ts'
import type { Keys } from './keys.ts'

declare module './database.ts' {
  interface Tables {
    installation_key: { name: string; fingerprint: string }
    retired_key: { name: string; fingerprint: string; retired: Date }
  }
}

/** The names of the keys this database was written with; none before the first start. */
export async function keysUsed(db: Db): Promise<Set<string>> {
  if (!await has(db, 'installation_key')) return new Set()
  return new Set((await db.selectFrom('installation_key').select('name').execute()).map((row) => row.name))
}

/** Whether a version of the program that replaces keys has prepared this database. */
export async function knowsRetired(db: Db): Promise<boolean> {
  return has(db, 'retired_key')
}

async function has(db: Db, table: string): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`select to_regclass(${table}) is not null as there`.execute(db)
  return rows[0]?.there === true
}

/** Remembers the keys on the first start; afterwards a process with other keys gets an Error that names them. */
export async function checkKeys(db: Database, keys: Keys): Promise<void> {
  const mine = Object.entries(keys.fingerprints).map(([name, fingerprint]) => ({ name, fingerprint }))
  await db.insertInto('installation_key').values(mine).onConflict((c) => c.column('name').doNothing()).execute()
  const stored = await db.selectFrom('installation_key').select(['name', 'fingerprint']).execute()
  const known = new Map(stored.map((row) => [row.name, row.fingerprint]))
  const wrong = mine.filter((key) => known.get(key.name) !== key.fingerprint)
  if (wrong.length === 0) return
  const retired = await db.selectFrom('retired_key').select(['name', 'fingerprint', 'retired']).execute()
  const old = retired.find((row) => wrong.some((key) => key.name === row.name && key.fingerprint === row.fingerprint))
  if (old) {
    throw new Error(`The key "${old.name}" in DATA_DIR/keys was replaced on ${old.retired.toISOString()}: this folder is an older copy, or the replacement was cut off. ` +
      `Copy the newer key here, or run npm run keys -- rotate ${old.name} once more, which ends what was begun.`)
  }
  throw new Error(`The keys in DATA_DIR/keys (${wrong.map((key) => key.name).join(', ')}) are not the ones this database was written with. ` +
    'Point DATA_DIR at the folder that has them, or restore them from the backup of the keys.')
}
