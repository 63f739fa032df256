import { fromBase64, parseNote, signedBy } from '../../src/lib/tlog/note.ts'
import { checkpointText, cosignatureLine, parseCheckpoint } from '../../src/lib/tlog/checkpoint.ts'
import { continues } from '../../src/lib/tlog/proofs.ts'
import { EMPTY_ROOT } from '../../src/lib/tlog/hash.ts'
import type { Witness } from './state.ts'

/** What a log sends (C2SP tlog-witness): the size it last had cosigned, the proof from there, the signed checkpoint. */
export interface Asked {
  readonly old: number
  readonly proof: readonly Buffer[]
  readonly note: string
}

export interface Answer {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422
  readonly type: 'text/plain; charset=utf-8' | 'text/x.tlog.size'
  readonly body: string
}

const MOST_PROOF = 63

/** Reads the body of add-checkpoint; null when it is not one. */
export function parseAsked(body: string): Asked | null {
  const end = body.indexOf('\n\n')
  if (end < 0) return null
  const [first = '', ...lines] = body.slice(0, end).split('\n')
  const size = /^old (0|[1-9]\d{0,15})$/.exec(first)?.[1]
  const proof = lines.map(fromBase64)
  if (!size || !Number.isSafeInteger(Number(size)) || lines.length > MOST_PROOF || proof.some((hash) => hash?.length !== 32)) return null
  return { old: Number(size), proof: proof.flatMap((hash) => hash ?? []), note: body.slice(end + 2) }
}

/** add-checkpoint: cosigns a head that continues the newest one known of this log, in the order of checks of the specification. */
export async function addCheckpoint(witness: Witness, body: string, now: () => Date): Promise<Answer> {
  const asked = parseAsked(body)
  const note = asked && parseNote(asked.note)
  const head = note && parseCheckpoint(note.text)
  if (!asked || !note || !head) return said(400, 'This is not an old size, a proof and a checkpoint as C2SP tlog-witness writes them.')
  const keys = witness.logs.filter((key) => key.name === head.origin)
  if (keys.length === 0) return said(404, 'This witness does not watch that log.')
  if (!keys.some((key) => signedBy(note, key))) return said(403, 'No signature of that log holds.')
  if (asked.old > head.size) return said(400, 'The old size is larger than the new one.')
  return witness.inTurn(head.origin, () => {
    const newest = witness.newest(head.origin)?.head ?? { size: 0, root: EMPTY_ROOT }
    const alarm = (status: 409 | 422, why: string): Answer => {
      witness.raiseAlarm(head.origin, why, body, now())
      return said(status, why)
    }
    if (asked.old !== newest.size) return { status: 409, type: 'text/x.tlog.size', body: `${newest.size}\n` }
    if (asked.old === head.size && !head.root.equals(newest.root)) return alarm(409, `The log signed two different heads of ${head.size} entries.`)
    if (!continues(asked.proof, newest, head)) return alarm(422, `The proof does not show that ${head.size} entries continue the ${newest.size} known ones.`)
    const line = cosignatureLine(note.text, witness.signer, now())
    // With the log's signatures as they came, and ours: whoever reads the file later can check both.
    witness.keep(head.origin, `${note.text}\n${asked.note.slice(note.text.length + 1)}${line}`)
    return { status: 200, type: 'text/plain; charset=utf-8', body: line }
  })
}

/** What the witness says of itself to whoever asks: its logs and their newest heads. */
export function overview(witness: Witness): string {
  return witness.logs.map((key) => {
    const newest = witness.newest(key.name)
    return newest ? `${checkpointText(newest.head)}` : `${key.name}\nnot seen yet\n`
  }).join('\n')
}

function said(status: Answer['status'], sentence: string): Answer {
  return { status, type: 'text/plain; charset=utf-8', body: `${sentence}\n` }
}
