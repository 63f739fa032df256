import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseKey, type NoteKey } from '../../src/lib/tlog/note.ts'

/** What the last visit to a log left: its key, its newest head and every entry, so that the first that changed can be named. */
export interface Memory {
  readonly key: NoteKey | null
  readonly note: string | null
  readonly entries: readonly Buffer[]
  readonly keep: (key: string, note: string, entries: readonly Buffer[]) => void
}

/** The memory of one log, by where it is looked at: by its name, a log written anew under another one would be a first visit. */
export function memoryOf(folder: string, where: string): Memory {
  const at = join(folder, createHash('sha256').update(where).digest('hex').slice(0, 16))
  const read = (name: string): Buffer | null => (existsSync(join(at, name)) ? readFileSync(join(at, name)) : null)
  const bytes = read('entries') ?? Buffer.alloc(0)
  return {
    key: parseKey((read('key') ?? '').toString().trim()),
    note: read('checkpoint')?.toString() ?? null,
    entries: Array.from({ length: Math.floor(bytes.length / 32) }, (_, i) => bytes.subarray(i * 32, i * 32 + 32)),
    keep: (key, note, entries) => {
      mkdirSync(at, { recursive: true })
      write(join(at, 'entries'), Buffer.concat(entries))
      write(join(at, 'key'), `${key}\n`)
      write(join(at, 'checkpoint'), note)
    },
  }
}

function write(file: string, bytes: Buffer | string): void {
  writeFileSync(`${file}.new`, bytes)
  renameSync(`${file}.new`, file)
}
