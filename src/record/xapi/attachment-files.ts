import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { House } from '../../feature.ts'
import { hmac, seal, unseal } from '../../lib/keys.ts'

type Place = Pick<House, 'config' | 'keys'>

/**
 * Whose a file is: it came with statements about one person, a row of statement_person, in a programme and by an authority. Who names the
 * same hash for another person, or by another key, does not get at it.
 */
export interface Owner {
  readonly tenant: string
  readonly person: number
  readonly authority: string
}

/** Nonce and tag that sealing adds. */
const SEALED_MORE = 28

/**
 * Puts the files of statements on disk, by SHA-2 in lower-case hex, sealed under the data key of the person they are about, before the statements are recorded: what the record names is
 * always there. Written beside, synced, then renamed. A file that is there already is not written again. A statement that is refused
 * afterwards leaves its files: nobody can ask for them, and another statement may already share them.
 */
export async function keepAttachments(house: Place, owner: Owner, key: Buffer, files: ReadonlyMap<string, { readonly bytes: Buffer }>): Promise<void> {
  const folders = new Set<string>()
  for (const [sha2, { bytes }] of files) {
    const path = pathOf(house, owner, sha2)
    // Synced below even when it was there: whoever put it there may not have come so far.
    folders.add(dirname(path))
    if (await sizeOf(path) === bytes.length + SEALED_MORE) continue
    await makeFolder(dirname(path))
    await write(path, seal(key, contextOf(owner, sha2), bytes))
  }
  for (const folder of folders) await sync(folder)
}

/** The bytes of a file; null when it was never sent here, or erased with its person: `key` null. Throws when it was changed on disk. */
export async function readAttachment(house: Place, owner: Owner, key: Buffer | null, sha2: string): Promise<Buffer | null> {
  if (!key) return null
  try {
    return unseal(key, contextOf(owner, sha2), await readFile(pathOf(house, owner, sha2)))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** Its size in bytes without reading it, so that a page of statements takes along only as much as memory bears. 0 when it is not here. */
export async function attachmentSize(house: Place, owner: Owner, sha2: string): Promise<number> {
  const size = await sizeOf(pathOf(house, owner, sha2))
  return size === null ? 0 : size - SEALED_MORE
}

const contextOf = ({ tenant, person, authority }: Owner, sha2: string): string => `attachment ${tenant} ${person} ${authority} ${sha2}`

/** A name that only the house's keys give: a hash alone finds no file, and the same file of two owners has two names. */
function pathOf({ config, keys }: Place, owner: Owner, sha2: string): string {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(owner.tenant)) throw new Error('not the id of a programme')
  const name = hmac(keys, 'hmac', 'attachment', contextOf(owner, sha2))
  return join(config.dataDir, 'attachments', owner.tenant, name.slice(0, 2), name)
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
