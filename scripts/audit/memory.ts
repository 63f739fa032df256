import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseKey, type NoteKey } from '../../src/lib/tlog/note.ts'

/** Hashes of the files of each published cut: name -> file -> SHA-256. */
export type CutsSeen = Readonly<Record<string, Readonly<Record<string, string>>>>

/** What the last visit to a log left: its key, its newest head, every entry and every cut, so that the first that changed can be named. */
export interface Memory {
  readonly key: NoteKey | null
  readonly note: string | null
  readonly entries: readonly Buffer[]
  readonly cuts: CutsSeen
  readonly keep: (key: string, note: string, entries: readonly Buffer[], cuts: CutsSeen) => void
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
    // Written by this program.
    cuts: JSON.parse(read('cuts')?.toString() ?? '{}') as CutsSeen,
    keep: (key, note, entries, cuts) => {
      mkdirSync(at, { recursive: true })
      write(join(at, 'entries'), Buffer.concat(entries))
      write(join(at, 'key'), `${key}\n`)
      write(join(at, 'checkpoint'), note)
      write(join(at, 'cuts'), JSON.stringify(cuts, null, 2))
    },
  }
}

/** The key of a log by its name, of any visit before. */
export function keyKnown(folder: string, name: string): NoteKey | null {
  const places = existsSync(folder) ? readdirSync(folder) : []
  const keys = places.flatMap((place) => (existsSync(join(folder, place, 'key')) ? [parseKey(readFileSync(join(folder, place, 'key'), 'utf8').trim())] : []))
  return keys.find((key) => key?.name === name) ?? null
}

function write(file: string, bytes: Buffer | string): void {
  writeFileSync(`${file}.new`, bytes)
  renameSync(`${file}.new`, file)
}
