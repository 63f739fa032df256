import { createCipheriv, createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify, type ECDH, type KeyObject } from 'node:crypto'
import { z } from 'zod'
import { derive, type Keys } from '../../lib/keys.ts'

/** What an envelope says of itself, before its signature was checked. */
const Head = z.strictObject({
  id: z.uuid(), phone: z.uuid(), seq: z.int().min(1).max(2_000_000_000), kind: z.string().regex(/^[a-z][a-z-]{1,40}$/),
  at: z.iso.datetime(), offset: z.number().nullable(), data: z.unknown(),
  files: z.array(z.strictObject({ name: z.string().max(100), type: z.string().max(100), bytes: z.int().min(0) })).max(20),
})

export interface Opened {
  readonly head: z.infer<typeof Head>
  readonly files: readonly { readonly name: string; readonly type: string; readonly bytes: Uint8Array }[]
  /** What the signature covers. */
  readonly body: Uint8Array
  readonly signature: Uint8Array
  /** Seals the reply for the phone that made the envelope. */
  readonly replyKey: Buffer
}

const boxes = new WeakMap<Keys, ECDH>()

/** The key pair that envelopes are sealed for: from the field key, so it lives and is backed up with it. */
function boxOf(keys: Keys): ECDH {
  const known = boxes.get(keys)
  if (known) return known
  const box = createECDH('prime256v1')
  // A scalar outside the curve's order has odds of 2^-32; setPrivateKey would throw at every start, so the next one is taken.
  for (let n = 0; ; n += 1) {
    try {
      box.setPrivateKey(derive(keys, 'field', `delivery box ${n}`))
      break
    } catch (error) {
      if (n > 3) throw error
    }
  }
  boxes.set(keys, box)
  return box
}

/** The public key phones seal for, 65 bytes, base64url. */
export function boxPublicKey(keys: Keys): string {
  return boxOf(keys).getPublicKey('base64url')
}

/** Opens an envelope made by src/web/phone/seal.ts; null when it is not one, was sealed for another server, or was changed. */
export function openEnvelope(keys: Keys, id: string, envelope: Uint8Array): Opened | null {
  if (envelope.length < 1 + 65 + 12 + 16 + 64 + 4 || envelope[0] !== 1) return null
  const box = boxOf(keys)
  try {
    const ephemeral = envelope.subarray(1, 66)
    const secret = box.computeSecret(ephemeral)
    const salt = Buffer.concat([ephemeral, box.getPublicKey()])
    const key = (info: string) => Buffer.from(hkdfSync('sha256', secret, salt, info, 32))
    const decipher = createDecipheriv('aes-256-gcm', key('yachay delivery'), envelope.subarray(66, 78)).setAAD(Buffer.from(id))
    decipher.setAuthTag(envelope.subarray(-16))
    const plain = Buffer.concat([decipher.update(envelope.subarray(78, -16)), decipher.final()])
    return readPlain(id, plain, key('yachay reply'))
  } catch {
    // Node's words for a wrong tag, a point off the curve and bad JSON all mean: nobody's envelope for us.
    return null
  }
}

function readPlain(id: string, plain: Buffer, replyKey: Buffer): Opened | null {
  const body = plain.subarray(64)
  const length = body.readUInt32LE(0)
  const head = Head.parse(JSON.parse(body.subarray(4, 4 + length).toString('utf8')))
  if (head.id !== id) return null
  let at = 4 + length
  const files = head.files.map((f) => {
    const bytes = body.subarray(at, at + f.bytes)
    at += f.bytes
    return { name: f.name, type: f.type, bytes }
  })
  return at === body.length ? { head, files, body, signature: plain.subarray(0, 64), replyKey } : null
}

/** Whether the phone's key signed the envelope's body. */
export function signedBy(key: KeyObject, opened: Opened): boolean {
  return verify('sha256', opened.body, { key, dsaEncoding: 'ieee-p1363' }, opened.signature)
}

/** A phone's public key (65 bytes). Throws when the 65 bytes are not a point of the curve. */
export function keyOf(publicKey: Uint8Array): KeyObject {
  const point = Buffer.from(publicKey)
  const jwk = { kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33, 65).toString('base64url') }
  return createPublicKey({ key: jwk, format: 'jwk' })
}

/** A sentence for the eyes of whoever made the envelope, base64url: nonce (12) and AES-256-GCM. */
export function sealReply(replyKey: Buffer, text: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', replyKey, nonce)
  return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url')
}
