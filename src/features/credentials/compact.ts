import { readArray } from './cbor-read.ts'
import { SERIAL_BYTES, serialText } from './serial.ts'

/**
 * The certificate as its QR carries it, for Node and browsers alike: PUBLIC_URL/v# and base64url of a CBOR array
 * [key id (4 bytes), serial (10 bytes), name, achievement, day (since 1970-01-01), status index, signature (64 bytes)].
 * The signature (ECDSA P-256, SHA-256, r and s) covers DOMAIN and every byte before the signature item. Fixed for ever:
 * a later form has another number of items.
 */
export interface Compact {
  /** 8 hex digits: which key signed. */
  readonly keyId: string
  readonly serial: string
  readonly name: string
  readonly achievement: string
  /** YYYY-MM-DD in Lima. */
  readonly date: string
  readonly statusIndex: number
}

/** A signature item is 0x58 0x40 and 64 bytes. */
export const SIGNATURE_ITEM = 66
const DAY_MS = 86_400_000
/** In front of what a key signs, so that no other text signed by the same key can pass for a certificate. */
export const DOMAIN = 'yachay-certificate-1\0'

export interface Opened {
  readonly compact: Compact
  /** What the signature covers. */
  readonly message: Uint8Array
  readonly signature: Uint8Array
}

/** Reads what stands after `#`; null when it is not exactly one compact certificate. */
export function openCompact(text: string): Opened | null {
  const bytes = fromBase64url(text)
  const items = bytes && readArray(bytes)
  if (!items || items.length !== 7) return null
  const [keyId, serial, name, achievement, day, statusIndex, signature] = items
  if (!(keyId instanceof Uint8Array) || keyId.length !== 4 || !(serial instanceof Uint8Array) || serial.length !== SERIAL_BYTES) return null
  if (typeof name !== 'string' || typeof achievement !== 'string' || typeof day !== 'number' || day > 100_000) return null
  if (typeof statusIndex !== 'number' || !(signature instanceof Uint8Array) || signature.length !== 64) return null
  const date = new Date(day * DAY_MS).toISOString().slice(0, 10)
  return {
    compact: { keyId: [...keyId].map((b) => b.toString(16).padStart(2, '0')).join(''), serial: serialText(serial), name, achievement, date, statusIndex },
    message: signedBytes(DOMAIN, bytes.subarray(0, -SIGNATURE_ITEM)),
    signature,
  }
}

/** What a signature covers: the domain says what kind of text it is. */
export function signedBytes(kind: string, body: Uint8Array): Uint8Array {
  const domain = new TextEncoder().encode(kind)
  const message = new Uint8Array(domain.length + body.length)
  message.set(domain)
  message.set(body, domain.length)
  return message
}

export function dayNumber(date: string): number {
  return Math.round(Date.parse(`${date}T00:00:00Z`) / DAY_MS)
}

/** Base64url without padding, of at most so many characters; null unless it is the one way to write these bytes. */
export function fromBase64url(text: string, most = 400): Uint8Array | null {
  if (text.length > most || !/^[\w-]{2,}$/.test(text) || text.length % 4 === 1) return null
  const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'))
  const bytes = Uint8Array.from(binary, (c) => c.charCodeAt(0))
  return toBase64url(bytes) === text ? bytes : null
}

export function toBase64url(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
}

/** `stolen-key`: the signature may be ours or a thief's; only the register can tell. */
export type Signature = 'holds' | 'wrong' | 'unknown-key' | 'stolen-key'
/** Stands in the place of a key's point once somebody else had the key. What does not know this sign takes the key for unknown. */
export const STOLEN = '!'
/** A library's check, for browsers without WebCrypto: on plain http there is none. Loaded only then. */
export type LoadVerify = () => Promise<(signature: Uint8Array, message: Uint8Array, point: Uint8Array) => boolean>

/** Key id -> raw uncompressed P-256 point (65 bytes), base64url. */
export type Points = Readonly<Record<string, string>>
export type Signed = Pick<Opened, 'message' | 'signature'>

export async function checkSignature(opened: Opened, keys: Points, library?: LoadVerify): Promise<Signature> {
  return checkBytes(opened.compact.keyId, opened, keys, library)
}

export async function checkBytes(keyId: string, signed: Signed, keys: Points, library?: LoadVerify): Promise<Signature> {
  // Not Object.hasOwn: Chrome 80 lacks it. A key id is 8 hex digits, never the name of a built-in.
  if (keys[keyId] === STOLEN) return 'stolen-key'
  const point = fromBase64url(keys[keyId] ?? '')
  if (!point) return 'unknown-key'
  const holds = library && !globalThis.crypto?.subtle ? (await library())(signed.signature, signed.message, point) : await bySubtle(signed, point)
  return holds ? 'holds' : 'wrong'
}

async function bySubtle({ message, signature }: Signed, point: Uint8Array): Promise<boolean> {
  const key = await crypto.subtle.importKey('raw', Uint8Array.from(point), { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify'])
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, Uint8Array.from(signature), Uint8Array.from(message))
}
