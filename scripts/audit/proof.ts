import { commitmentToVeiled } from '../../src/features/log/index.ts'
import { cosignedAt, parseCheckpoint } from '../../src/lib/tlog/checkpoint.ts'
import { leafHash } from '../../src/lib/tlog/hash.ts'
import { parseNote, signedBy, type NoteKey } from '../../src/lib/tlog/note.ts'
import { ProofFile } from '../../src/lib/tlog/proof-file.ts'
import { continues, includes } from '../../src/lib/tlog/proofs.ts'
import { keyKnown } from './memory.ts'

export interface ProofAsked {
  readonly key: NoteKey | null
  readonly witnesses: readonly NoteKey[]
  readonly memory: string
  readonly say: (line: string) => void
}

/** Checks the proof file of a certificate or of a cut, without any network. Throws when it is none, or the key of the log is not known. */
export function auditProof(text: string, asked: ProofAsked): boolean {
  let fits = true
  const step = (good: boolean, line: string): void => {
    asked.say(`${good ? 'ok' : 'NO'}  ${line}`)
    fits &&= good
  }
  const proof = read(text)
  const note = parseNote(proof.checkpoint)
  const first = parseNote(proof.first.checkpoint)
  const [head, before] = [note && parseCheckpoint(note.text), first && parseCheckpoint(first.text)]
  if (!note || !first || !head || !before) throw new Error('What stands in the proof as a signed head is none.')
  const key = asked.key ?? keyKnown(asked.memory, head.origin)
  if (!key) throw new Error(`No key of ${head.origin} is known. It stands on the page of the log; better ask for it on another way, and give it with --key.`)
  step(key.name === head.origin && signedBy(note, key), `the head of ${head.size} entries is signed by the log ${head.origin}`)
  for (const witness of asked.witnesses) {
    const at = cosignedAt(note, witness)
    step(at !== null, at ? `${witness.name} saw this head on ${at.toISOString()}` : `${witness.name} did not cosign this head`)
  }
  for (const { index, path, act, salt } of proof.entries) {
    const leaf = leafHash(commitmentToVeiled(act, Buffer.from(salt, 'base64')))
    step(includes(path.map(hash), { index, size: head.size, leaf, root: head.root }), `entry ${index} of that head: ${String(act.verb).split('/').at(-1)}, received ${String(act.stored)}, about ${String(act.object)}`)
  }
  const order = proof.entries.map((entry) => entry.index)
  if (order.length > 1) step(order.every((n, i) => n > (order[i - 1] ?? -1)), `they happened in this order: ${order.join(' before ')}`)
  step(new Set(proof.entries.map(({ act }) => act.object)).size === 1, 'all of them are about one thing')
  step(before.origin === head.origin && signedBy(first, key) && before.size > (order[0] ?? 0), `the first of them was under a head of ${before.size} entries that the log signed`)
  step(continues(proof.first.path.map(hash), before, head), `the head of ${head.size} entries continues that of ${before.size}: nothing before was changed`)
  asked.say(fits ? 'Everything fits.' : 'Something does not fit: see the lines with NO.')
  return fits
}

const hash = (text: string): Buffer => Buffer.from(text, 'base64')

function read(text: string): ProofFile {
  try {
    return ProofFile.parse(JSON.parse(text))
  } catch {
    throw new Error('This file is not a proof of a log.')
  }
}
