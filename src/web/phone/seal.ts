// Envelopes: signed by the person's phone key, sealed for the server. Whoever carries one can neither read nor change it.

export interface Letter {
  readonly id: string
  /** Id of the phone whose key signs. */
  readonly phone: string
  readonly seq: number
  readonly kind: string
  /** This phone's clock, ISO. */
  readonly at: string
  /** Server's clock minus this phone's when they last met, ms; null when they never did. */
  readonly offset: number | null
  readonly data: unknown
}

export interface LetterFile {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
}

const P256 = { name: 'ECDH', namedCurve: 'P-256' } as const
const SIGN = { name: 'ECDSA', hash: 'SHA-256' } as const
const encoder = new TextEncoder()
export const ENVELOPE_VERSION = 1

/**
 * The envelope of a letter: version byte, ephemeral P-256 key (65), nonce (12), AES-256-GCM of
 * signature (64) | length of head (4, little-endian) | head as JSON | files. Key by ECDH and HKDF-SHA-256; the item's id is
 * authenticated. `replyKey` opens what the server answers to it.
 */
export async function sealLetter(letter: Letter, files: readonly LetterFile[], sign: CryptoKey, server: Uint8Array<ArrayBuffer>): Promise<{ bytes: Uint8Array<ArrayBuffer>; replyKey: Uint8Array<ArrayBuffer> }> {
  const head = encoder.encode(JSON.stringify({ ...letter, files: files.map((f) => ({ name: f.name, type: f.type, bytes: f.bytes.length })) }))
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, head.length, true)
  const body = joined([length, head, ...files.map((f) => f.bytes)])
  const signature = new Uint8Array(await crypto.subtle.sign(SIGN, sign, body))
  const pair = await crypto.subtle.generateKey(P256, true, ['deriveBits'])
  const ephemeral = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
  const { box, reply } = await boxKeys(pair.privateKey, server, ephemeral)
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const key = await crypto.subtle.importKey('raw', box, 'AES-GCM', false, ['encrypt'])
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: encoder.encode(letter.id) }, key, joined([signature, body]))
  return { bytes: joined([new Uint8Array([ENVELOPE_VERSION]), ephemeral, iv, new Uint8Array(sealed)]), replyKey: reply }
}

async function boxKeys(own: CryptoKey, server: Uint8Array<ArrayBuffer>, ephemeral: Uint8Array): Promise<{ box: Uint8Array<ArrayBuffer>; reply: Uint8Array<ArrayBuffer> }> {
  const theirs = await crypto.subtle.importKey('raw', server, P256, false, [])
  const secret = await crypto.subtle.importKey('raw', await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, own, 256), 'HKDF', false, ['deriveBits'])
  const salt = joined([ephemeral, server])
  const derive = async (info: string) => new Uint8Array(await crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt, info: encoder.encode(info) }, secret, 256))
  return { box: await derive('yachay delivery'), reply: await derive('yachay reply') }
}

/** Opens the server's reply: nonce (12) and AES-256-GCM. */
export async function openReply(replyKey: Uint8Array<ArrayBuffer>, reply: Uint8Array<ArrayBuffer>): Promise<string> {
  const key = await crypto.subtle.importKey('raw', replyKey, 'AES-GCM', false, ['decrypt'])
  const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: reply.slice(0, 12) }, key, reply.slice(12))
  return new TextDecoder().decode(plain)
}

export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((n, p) => n + p.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

export function toBase64Url(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
}

export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const raw = atob(text.replace(/-/g, '+').replace(/_/g, '/'))
  return Uint8Array.from(raw, (letter) => letter.charCodeAt(0))
}

/** A random UUID (version 4); crypto.randomUUID came only with Chrome 92. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
