import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { keyFolder, keysFrom, KEY_NAMES, readKey, WITHOUT, type KeyName, type Keys } from '../../src/lib/keys.ts'

/**
 * The keys of a folder whose issuer key may be gone, for replacing it; 32 zero bytes stand in its place and sign nothing. Makes no file. An Error
 * when another key is gone too: it comes back first, from the backup.
 */
export function keysWithoutIssuer(dataDir: string, used: ReadonlySet<string>): Keys {
  const path = (name: KeyName): string => join(keyFolder(dataDir), name)
  const lost = KEY_NAMES.filter((name) => name !== 'issuer' && used.has(name) && !existsSync(path(name)))
  if (lost.length > 0) throw new Error(`${keyFolder(dataDir)} also lacks ${lost.map((name) => `the key "${name}" (${WITHOUT[name]})`).join(', ')}. Bring those back first: docs/keys.md.`)
  return keysFrom(Object.fromEntries(KEY_NAMES.map((name) => [name, existsSync(path(name)) ? readKey(path(name)) : Buffer.alloc(32)])) as Record<KeyName, Buffer>)
}
