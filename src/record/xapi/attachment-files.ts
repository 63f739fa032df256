import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { House } from '../../feature.ts'
import { hmac, seal, unseal } from '../../lib/keys.ts'
import type { PersonKey } from './sealing.ts'

type Place = Pick<House, 'config' | 'keys'>

/** The row of statement_person that a file belongs to, and its data key; null when it was erased. */
export interface FilesOf {
  readonly id: number
  readonly key: Buffer | null
}

/** Nonce and tag that sealing adds. */
const SEALED_MORE = 28

/**
 * Puts the files of a person's statements on disk, sealed under her data key, before the statements are recorded: what the record names is
 * always there. Written beside, synced, then renamed. A file that is there already is not written again. A statement that is refused
 * afterwards leaves its files: nobody can ask for them, and another statement may already share them.
 */
export async function keepAttachments(house: Place, tenant: string, person: PersonKey, files: ReadonlyMap<string, { readonly bytes: Buffer }>): Promise<void> {
  const folders = new Set<string>()
  for (const [sha2, { bytes }] of files) {
    const path = pathOf(house, tenant, person.id, sha2)
    // Synced below even when it was there: whoever put it there may not have come so far.
    folders.add(dirname(path))
    if (await sizeOf(path) === bytes.length + SEALED_MORE) continue
    await makeFolder(dirname(path))
    await write(path, seal(person.key, contextOf(tenant, person.id, sha2), bytes))
  }
  for (const folder of folders) await sync(folder)
}

/** The bytes of one file of a person; null when they were never sent here, or were erased with her. Throws when the file was changed on disk. */
export async function readAttachment(house: Place, tenant: string, person: FilesOf, sha2: string): Promise<Buffer | null> {
  if (!person.key) return null
  const hash = sha2.toLowerCase()
  try {
    return unseal(person.key, contextOf(tenant, person.id, hash), await readFile(pathOf(house, tenant, person.id, hash)))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** Its size in bytes without reading it: so that a page of statements takes along only as much as memory bears. 0 when it is not here. */
export async function attachmentSize(house: Place, tenant: string, person: number, sha2: string): Promise<number> {
  const size = await sizeOf(pathOf(house, tenant, person, sha2.toLowerCase()))
  return size === null ? 0 : size - SEALED_MORE
}

const contextOf = (tenant: string, person: number, sha2: string): string => `attachment ${tenant} ${person} ${sha2}`

/** A name that is only known to whoever has the house's keys: a hash alone finds no file, and the same file of two persons has two names. */
function pathOf({ config, keys }: Place, tenant: string, person: number, sha2: string): string {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(tenant)) throw new Error('not the id of a programme')
  const name = hmac(keys, 'hmac', 'attachment', `${tenant} ${person} ${sha2}`)
  return join(config.dataDir, 'attachments', tenant, name.slice(0, 2), name)
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

async function write(path: string, sealed: Buffer): Promise<void> {
  const draft = join(dirname(path), `.${randomUUID()}.part`)
  try {
    const handle = await open(draft, 'wx', 0o600)
    try {
      await handle.writeFile(sealed)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

/** Makes a folder, and its name in each folder above that is new outlives a power cut. */
async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 })
  if (first === undefined) return
  for (let above = dirname(folder); above.length >= dirname(first).length; above = dirname(above)) await sync(above)
}

/** A renamed file is safe only once its folder is on disk too. */
async function sync(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
