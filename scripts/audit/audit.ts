import { readFileSync } from 'node:fs'
import { cosignedAt, parseCheckpoint, type Checkpoint } from '../../src/lib/tlog/checkpoint.ts'
import { leafHash } from '../../src/lib/tlog/hash.ts'
import { formatKey, parseKey, parseNote, signedBy, type Note, type NoteKey } from '../../src/lib/tlog/note.ts'
import { rootOfEdge } from '../../src/lib/tlog/proofs.ts'
import { EMPTY_EDGE, grow, tilePath, TILE_WIDTH } from '../../src/lib/tlog/tiles.ts'
import { auditCuts } from './cuts.ts'
import { auditEvidence } from './evidence.ts'
import { auditLive } from './live.ts'
import { memoryOf, type Memory } from './memory.ts'
import type { LogSeen } from './published.ts'
import type { Places, Source } from './source.ts'

export interface Asked {
  /** Null: the one of the last visit, or at the first visit the one that the log shows. */
  readonly key: NoteKey | null
  readonly witnesses: readonly NoteKey[]
  /** The file that an auditor took from the office; null: only what everybody may see. */
  readonly evidence: string | null
  /** Folder of what this program remembers. */
  readonly memory: string
  readonly say: (line: string) => void
  /** A month or a cut; null: every published one. */
  readonly cut?: string | null
  /** A version of the rule; null: every one that was in force by the cut. */
  readonly rule?: string | null
  readonly now?: Date
  /** How long after a number that does not fit the page it is looked at again. */
  readonly againMs?: number
}

/**
 * Looks at a log and at the cuts of its programme from outside, step by step; whether everything fits. Throws where it could not look. What is
 * remembered is remembered of the place, whatever the log calls itself.
 */
export async function audit(places: Places, asked: Asked): Promise<boolean> {
  let fits = true
  const step = (good: boolean, line: string): boolean => {
    asked.say(`${good ? 'ok' : 'NO'}  ${line}`)
    fits &&= good
    return good
  }
  const source = places.log
  const text = (await source('checkpoint'))?.toString('utf8') ?? null
  const note = text === null ? null : parseNote(text)
  const head = note && parseCheckpoint(note.text)
  if (text === null || !note || !head) throw new Error(text === null ? 'There is no signed head there (checkpoint).' : 'What stands at checkpoint is not a signed head.')
  const memory = memoryOf(asked.memory, places.where)
  if (memory.key && memory.key.name !== head.origin && !step(false, `the log calls itself ${head.origin}; at the last visit it was ${memory.key.name}`)) return false
  asked.say(`${head.origin}: ${head.size} entries, root ${head.root.toString('base64')}`)
  const key = await keyOf(source, asked, memory, head)
  step(signedBy(note, key), `the head is signed by the log's key ${formatKey(key)}`)
  for (const witness of asked.witnesses) witnessed(note, witness, step)
  if (asked.witnesses.length === 0) asked.say('--  no witness was asked for (--witness): who runs the log could show everybody another one')
  const entries = await entriesOf(source, head.size)
  const before = memory.note === null ? null : parseCheckpoint(parseNote(memory.note)?.text ?? '')
  if (before) sinceLastVisit(before, memory.entries, head, entries, step)
  else asked.say('--  first visit: what is there now is kept, and compared the next time')
  const log: LogSeen = { head, entries, rootOf: rootsOf(entries) }
  const root = await log.rootOf(entries.length)
  const same = entries.length === head.size && root !== null && root.equals(head.root)
  step(same, same ? `the ${entries.length} published entries give the signed root` : entries.length < head.size
    ? `checkpoint: it signs ${head.size} entries, and entry ${entries.length} is the first that is missing`
    : `checkpoint: the ${entries.length} published entries do not give the root that it signs`)
  const evidence = asked.evidence ? auditEvidence(readFileSync(asked.evidence, 'utf8'), entries, step) : null
  const cuts = await auditCuts(places, log, { cut: asked.cut ?? null, rule: asked.rule ?? null, seen: memory.cuts, evidence, now: asked.now ?? new Date() }, step, asked.say)
  if (places.programme) await auditLive(places.programme, asked.againMs ?? 6_000, step, asked.say)
  // What does not fit is not learnt: the next visit must say so again.
  if (fits) memory.keep(formatKey(key), text, entries, cuts)
  asked.say(fits ? 'Everything fits.' : 'Something does not fit: see the lines with NO.')
  return fits
}

async function keyOf(source: Source, asked: Asked, memory: Memory, head: Checkpoint): Promise<NoteKey> {
  const key = asked.key ?? memory.key ?? parseKey((await source('key'))?.toString('utf8').trim() ?? '')
  if (!key || key.name !== head.origin) throw new Error(`No key of ${head.origin} is known. Ask for it on another way than this one and give it with --key.`)
  return key
}

function witnessed(note: Note, witness: NoteKey, step: (good: boolean, line: string) => boolean): void {
  const at = cosignedAt(note, witness)
  step(at !== null, at ? `${witness.name} saw this head on ${at.toISOString()}` : `${witness.name} did not cosign this head`)
}

/** Nothing that was there before may be another now; the first that is is named. */
function sinceLastVisit(before: Checkpoint, old: readonly Buffer[], head: Checkpoint, entries: readonly Buffer[], step: (good: boolean, line: string) => boolean): void {
  const changed = old.findIndex((entry, i) => !entries[i]?.equals(entry))
  if (head.size < before.size) step(false, `the log is shorter than at the last visit: ${head.size} entries, there were ${before.size}; the first that does not fit is entry ${changed}`)
  else if (changed >= 0) step(false, `entry ${changed} is another than at the last visit: the first of ${before.size} that does not fit`)
  else step(head.size > before.size || head.root.equals(before.root), `the ${before.size} entries of the last visit are there, unchanged; ${head.size - before.size} came since`)
}

/** Every entry, out of its bundles. */
async function entriesOf(source: Source, size: number): Promise<Buffer[]> {
  const entries: Buffer[] = []
  for (let index = 0; index * TILE_WIDTH < size; index += 1) {
    const width = Math.min(TILE_WIDTH, size - index * TILE_WIDTH)
    const path = tilePath({ level: 'entries', index, width })
    const bytes = await source(path)
    if (!bytes) throw new Error(`${path} is missing`)
    for (let at = 0; at < bytes.length;) {
      const length = bytes.readUInt16BE(at)
      if (length !== 32 || at + 2 + length > bytes.length) throw new Error(`${path} is not a bundle of entries of 32 bytes`)
      entries.push(bytes.subarray(at + 2, at + 2 + length))
      at += 2 + length
    }
  }
  return entries
}

/** The root over the first n entries; null when there are not so many. Sizes that were asked for are not hashed again. */
function rootsOf(entries: readonly Buffer[]): LogSeen['rootOf'] {
  let edge = EMPTY_EDGE
  return async (size) => {
    if (size > entries.length) return null
    const from = size >= edge.size ? edge : EMPTY_EDGE
    edge = grow(from, entries.slice(from.size, size).map(leafHash)).edge
    return rootOfEdge(edge)
  }
}
