import { createHash, randomBytes } from 'node:crypto'
import { appendFileSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { COSIGNATURE, ED25519, parseNote, signerOf, type NoteKey, type NoteSigner } from '../../src/lib/tlog/note.ts'
import { parseCheckpoint, type Checkpoint } from '../../src/lib/tlog/checkpoint.ts'

/** A witness: its key, the logs it watches, and the newest checkpoint of each that it cosigned, in a folder of files. */
export interface Witness {
  readonly folder: string
  readonly signer: NoteSigner
  readonly logs: readonly NoteKey[]
  /** The newest note of this log that was cosigned, whole; null before the first. */
  readonly newest: (origin: string) => { readonly note: string; readonly head: Checkpoint } | null
  /** On disk before it answers: a power cut right after must not let the log go back. */
  readonly keep: (origin: string, note: string) => void
  /** A log signed two heads that do not go together: what it sent is kept for whoever looks into it. */
  readonly raiseAlarm: (origin: string, why: string, request: string, at: Date) => void
  /** One at a time for each log: the look at the newest size and the writing of the next are one act. */
  readonly inTurn: <T>(origin: string, work: () => T | Promise<T>) => Promise<T>
  readonly close: () => void
}

/** Opens the folder, making it and its key at first. An Error for people when another process has it, or the name changed. */
export async function openWitness(folder: string, name: string, logs: readonly NoteKey[]): Promise<Witness> {
  const at = resolve(folder)
  mkdirSync(join(at, 'logs'), { recursive: true, mode: 0o700 })
  const unlock = lock(join(at, 'lock'))
  try {
    if (logs.some((key) => key.type !== ED25519)) throw new Error('One of the keys is that of a witness, not of a log.')
    const signer = signerOf(name, COSIGNATURE, readOrMakeSeed(join(at, 'key')))
    keepName(join(at, 'name'), name)
    const turns = new Map<string, Promise<unknown>>()
    const fileOf = (origin: string, ending: string): string => join(at, 'logs', `${createHash('sha256').update(origin).digest('hex').slice(0, 32)}.${ending}`)
    return {
      folder: at, signer, logs,
      newest: (origin) => readNewest(fileOf(origin, 'checkpoint'), origin),
      keep: (origin, note) => {
        writeSafely(fileOf(origin, 'checkpoint'), note)
        appendFileSync(fileOf(origin, 'history'), `${note}\n`)
      },
      raiseAlarm: (origin, why, request, when) => appendFileSync(fileOf(origin, 'alarms'), `${when.toISOString()} ${why}\n${request}\n\n`),
      inTurn: (origin, work) => {
        const turn = (turns.get(origin) ?? Promise.resolve()).then(work)
        turns.set(origin, turn.catch(() => undefined))
        return turn
      },
      close: unlock,
    }
  } catch (error) {
    unlock()
    throw error
  }
}

function readNewest(file: string, origin: string): { note: string; head: Checkpoint } | null {
  if (!existsSync(file)) return null
  const note = readFileSync(file, 'utf8')
  const head = parseCheckpoint(parseNote(note)?.text ?? '')
  // Never "none yet": a log could then begin anew.
  if (head?.origin !== origin) throw new Error(`${file} cannot be read as a checkpoint of ${origin}. Restore it from a backup.`)
  return { note, head }
}

/** 32 random bytes; on disk before anybody is told the public half. */
function readOrMakeSeed(file: string): Buffer {
  if (!existsSync(file)) writeSafely(file, `${randomBytes(32).toString('base64url')}\n`)
  const seed = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64url')
  if (seed.length !== 32) throw new Error(`${file} is not a key of 32 bytes`)
  return seed
}

/** The same key under another name would be another witness: who trusts it would not notice. */
function keepName(file: string, name: string): void {
  if (!existsSync(file)) writeSafely(file, `${name}\n`)
  const before = readFileSync(file, 'utf8').trim()
  if (before !== name) throw new Error(`This folder is the witness "${before}". Start it with that name, or take another --folder.`)
}

/** Written beside, flushed to the disk, then put in its place: there is the old one or the new one, never half of it. */
function writeSafely(file: string, text: string): void {
  const draft = `${file}.new`
  const handle = openSync(draft, 'w', 0o600)
  writeSync(handle, text)
  fsyncSync(handle)
  closeSync(handle)
  renameSync(draft, file)
  const folder = openSync(join(file, '..'), 'r')
  fsyncSync(folder)
  closeSync(folder)
}

/** One process a folder; the lock of one that died is taken over. */
function lock(file: string): () => void {
  const holder = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0
  if (holder > 0 && holder !== process.pid && isAlive(holder)) throw new Error(`Process ${holder} is this witness already. Stop it first.`)
  rmSync(file, { force: true })
  writeFileSync(file, String(process.pid), { flag: 'wx' })
  return () => rmSync(file, { force: true })
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
