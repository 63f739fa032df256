/** One envelope on its way. `own`: the phone that sends it made it; otherwise it only carries it. */
export interface Frame {
  readonly id: string
  readonly own: boolean
  readonly envelope: Uint8Array
}

const HEAD = 41
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
export const MOST_FRAMES = 200

/** Reads frames as src/web/phone/send.ts writes them: id (36), own (1), length (4, little-endian), envelope. Null when they are not. */
export function readFrames(bytes: Uint8Array): Frame[] | null {
  const frames: Frame[] = []
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 0
  while (at < bytes.length) {
    if (at + HEAD > bytes.length || frames.length >= MOST_FRAMES) return null
    const id = Buffer.from(bytes.subarray(at, at + 36)).toString('latin1')
    const length = view.getUint32(at + 37, true)
    if (!UUID.test(id) || at + HEAD + length > bytes.length) return null
    frames.push({ id, own: bytes[at + 36] === 1, envelope: bytes.subarray(at + HEAD, at + HEAD + length) })
    at += HEAD + length
  }
  return frames
}
