import { sign } from 'node:crypto'
import { HASH_BYTES } from './hash.ts'
import { claimedBy, COSIGNATURE, fromBase64, holds, lineOf, privateKey, type Note, type NoteKey, type NoteSigner } from './note.ts'

/** The head of a log (C2SP tlog-checkpoint): its origin, how many entries, the root over them. */
export interface Checkpoint {
  readonly origin: string
  readonly size: number
  readonly root: Buffer
}

/** The text that is signed: three lines. */
export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${root.toString('base64')}\n`
}

/** Reads the text of a note as a checkpoint; null when it is none. Lines after the third are not ours and say nothing. */
export function parseCheckpoint(text: string): Checkpoint | null {
  const [origin, size, root, ...more] = text.split('\n')
  const hash = fromBase64(root ?? '')
  if (!origin || !size || !/^(0|[1-9]\d{0,15})$/.test(size) || !Number.isSafeInteger(Number(size)) || hash?.length !== HASH_BYTES) return null
  if (more.at(-1) !== '' || more.slice(0, -1).includes('')) return null
  return { origin, size: Number(size), root: hash }
}

/** What a witness signs (C2SP tlog-cosignature, Ed25519): the checkpoint, and when it saw it, in seconds since 1970. */
function cosignedMessage(text: string, seconds: number): Buffer {
  return Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`)
}

/** The signature line of a witness at a moment. */
export function cosignatureLine(text: string, signer: NoteSigner, at: Date): string {
  if (signer.type !== COSIGNATURE) throw new RangeError('the key of a log does not cosign')
  const seconds = Math.floor(at.getTime() / 1000)
  const time = Buffer.alloc(8)
  time.writeBigUInt64BE(BigInt(seconds))
  return lineOf(signer, Buffer.concat([time, sign(null, cosignedMessage(text, seconds), privateKey(signer.seed))]))
}

/** When this witness cosigned the checkpoint of the note; null when it did not, or one of its signatures does not hold. */
export function cosignedAt(note: Note, witness: NoteKey): Date | null {
  const hers = claimedBy(note, witness)
  if (witness.type !== COSIGNATURE || hers.length === 0) return null
  const times = hers.map(({ bytes }) => {
    if (bytes.length !== 72) return null
    const seconds = Number(bytes.readBigUInt64BE(0))
    return Number.isSafeInteger(seconds) && holds(cosignedMessage(note.text, seconds), bytes.subarray(8), witness) ? seconds : null
  })
  return times.includes(null) ? null : new Date(Math.max(...times.filter((t) => t !== null)) * 1000)
}
