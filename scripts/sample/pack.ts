// The check of an evidence pack (docs/sample.md): every file is the one that the index names, nothing more, and the index was signed.
import { unzipSync } from 'fflate'
import { parseKey, parseNote, signedBy, type NoteKey } from '../../src/lib/tlog/note.ts'
import { hash } from './draw.ts'

interface Index {
  readonly format: string
  readonly programme: string
  readonly audit: string
  readonly number: number
  readonly cut: string
  readonly made: string
  readonly persons: readonly unknown[]
  readonly files: readonly { readonly path: string; readonly sha256: string; readonly bytes: number }[]
}

export interface Checked {
  /** Empty: everything fits. */
  readonly wrong: readonly string[]
  readonly index: Index | null
  /** Whether somebody's key was given, with which the note was checked. */
  readonly signed: boolean
}

/** Every way in which a pack is not what its index says; `key` null: the signature is not looked at, and the answer says so. */
export function checkPack(zip: Uint8Array, key: NoteKey | null): Checked {
  let files: Record<string, Uint8Array>
  try {
    files = unzipSync(zip)
  } catch (error) {
    return { wrong: [`this is no whole zip: ${error instanceof Error ? error.message : String(error)}`], index: null, signed: false }
  }
  const bytes = files['index.json']
  const note = files['index.note']
  if (!bytes || !note) return { wrong: ['the pack has no index.json and index.note'], index: null, signed: false }
  const index = read(bytes)
  if (!index) return { wrong: ['index.json cannot be read'], index: null, signed: false }
  const wrong = [...differences(files, index), ...unsigned(Buffer.from(note).toString('utf8'), index, hash(bytes), key)]
  return { wrong, index, signed: key !== null }
}

function read(bytes: Uint8Array): Index | null {
  try {
    const found = JSON.parse(Buffer.from(bytes).toString('utf8')) as Partial<Index> | null
    // What it says is compared, never trusted.
    return found?.format === 'yachay-evidence-pack-1' && Array.isArray(found.files) && Array.isArray(found.persons) ? (found as Index) : null
  } catch {
    return null
  }
}

function differences(files: Readonly<Record<string, Uint8Array>>, index: Index): string[] {
  const named = new Map(index.files.map((file) => [file.path, file.sha256]))
  const wrong = [...named].flatMap(([path, sha256]) => {
    const bytes = files[path]
    if (!bytes) return [`${path} is missing`]
    const found = hash(bytes)
    return found === sha256 ? [] : [`${path} was changed: its SHA-256 is ${found}, and the index says ${sha256}`]
  })
  const more = Object.keys(files).filter((path) => !path.endsWith('/') && !named.has(path) && path !== 'index.json' && path !== 'index.note')
  return [...wrong, ...more.map((path) => `${path} is in the pack and not in its index`)]
}

function unsigned(text: string, index: Index, sha256: string, key: NoteKey | null): string[] {
  const note = parseNote(text)
  if (!note) return ['index.note is no signed note']
  if (note.text !== `yachay-evidence-pack-1\n${index.programme}\n${index.audit}\n${sha256}\n`) return ['index.note was signed for another index']
  return key === null || signedBy(note, key) ? [] : [`the key ${key.name} did not sign this pack`]
}

/** A key as it is published at /p/<programme>/audits/key; null when it is not copied whole. */
export const keyIn = (text: string): NoteKey | null => parseKey(text.trim())
