import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { House } from '../../feature.ts'

/** Sealed files live under DATA_DIR/files by the SHA-256 of what is stored: a backup checks them without any key. */
function pathOf(house: Pick<House, 'config'>, file: string): string {
  if (!/^[0-9a-f]{64}$/.test(file)) throw new Error('not the name of a stored file')
  return join(house.config.dataDir, 'files', file.slice(0, 2), file)
}

/** Writes sealed bytes and returns their name. Beside first, synced, then renamed: a full disk (ENOSPC) leaves nothing half. */
export async function storeFile(house: Pick<House, 'config'>, sealed: Buffer): Promise<string> {
  const file = createHash('sha256').update(sealed).digest('hex')
  const path = pathOf(house, file)
  const draft = join(house.config.dataDir, 'files', `.${randomUUID()}.part`)
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
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
  return file
}

/** Takes back files of a submission that was refused in the end. */
export async function dropFiles(house: Pick<House, 'config'>, files: readonly string[]): Promise<void> {
  for (const file of files) await rm(pathOf(house, file), { force: true })
}

/** The sealed bytes; throws when the file is gone or is not what its name says. */
export async function readStored(house: Pick<House, 'config'>, file: string): Promise<Buffer> {
  const sealed = await readFile(pathOf(house, file))
  if (createHash('sha256').update(sealed).digest('hex') !== file) throw new Error(`stored file ${file} was changed on disk`)
  return sealed
}
