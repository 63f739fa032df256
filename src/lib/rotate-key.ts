import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Database, Tx } from './database.ts'
import { fingerprintOf, keyFolder, readKey } from './keys.ts'

export interface Rotation {
  readonly key: Buffer
  /** What was begun before and cut off was ended; no second key was made. */
  readonly resumed: boolean
  /** Fingerprint of the key before, or null when its file was gone. */
  readonly before: string | null
}

/**
 * Puts a new issuer key in the place of the present one, which stays beside it as issuer.<fingerprint>. In three steps, so that it can be cut off
 * anywhere and asked for again: the new key as a draft; the database knows it (`remember` in the same transaction); the files change places.
 * With `lost` the present key's file may be missing; without, that is an Error, as is a folder that is not this database's.
 */
export async function rotateIssuerKey(db: Database, dataDir: string, now: Date, lost: boolean, remember: (tx: Tx, key: Buffer) => Promise<void>): Promise<Rotation> {
  const path = join(keyFolder(dataDir), 'issuer')
  const draft = `${path}.next`
  const present = existsSync(path) ? readKey(path) : null
  const holds = (await db.selectFrom('installation_key').select('fingerprint').where('name', '=', 'issuer').executeTakeFirst())?.fingerprint
  if (!holds) throw new Error('This database knows no issuer key yet: start Yachay once before.')
  const begun = existsSync(draft) ? readKey(draft) : null
  if (begun && fingerprintOf(begun) === holds) return { key: exchange(path, draft, begun, present), resumed: true, before: present && fingerprintOf(present) }
  if (present && fingerprintOf(present) !== holds) throw new Error(`${path} is not the key this database was written with: point DATA_DIR at the folder that has it.`)
  if (!present && !lost) throw new Error(`${path} is missing. Copy it back from keys.json of a backup, or go on without it: npm run keys -- rotate issuer --lost (docs/keys.md).`)
  // A draft that the database never heard of was never used: it serves as well as a new one.
  if (!begun) writeFileSync(draft, randomBytes(32).toString('base64url') + '\n', { mode: 0o600, flag: 'wx' })
  const key = begun ?? readKey(draft)
  await db.transaction().execute(async (tx) => {
    const changed = await tx.updateTable('installation_key').set({ fingerprint: fingerprintOf(key) }).where('name', '=', 'issuer').where('fingerprint', '=', holds).executeTakeFirst()
    if (changed.numUpdatedRows !== 1n) throw new Error('Somebody else is replacing the issuer key at this moment.')
    await tx.insertInto('retired_key').values({ name: 'issuer', fingerprint: holds, retired: now }).execute()
    await remember(tx, key)
  })
  return { key: exchange(path, draft, key, present), resumed: false, before: present && holds }
}

/** Each step may have happened already. */
function exchange(path: string, draft: string, key: Buffer, present: Buffer | null): Buffer {
  const kept = present && `${path}.${fingerprintOf(present)}`
  if (kept && !present.equals(key) && !existsSync(kept)) linkSync(path, kept)
  renameSync(draft, path)
  return key
}
