import { hex, sha256, utf8 } from '../../engine/sha256.ts'

/** The QR on the tutor's phone changes this often. The same on phone and server, so no network is needed. */
export const STEP_MS = 15_000

export const stepAt = (ms: number): number => Math.floor(ms / STEP_MS)

/** Six digits that a learner can type; `secret` is hex, known to the tutor's phone and the server. */
export function digitsFor(secret: string, session: string, step: number): string {
  const mac = hmacSha256(secret, `digits ${session} ${step}`)
  const number = ((mac[0]! & 127) << 24) | (mac[1]! << 16) | (mac[2]! << 8) | mac[3]!
  return String(number % 1_000_000).padStart(6, '0')
}

/** What the QR carries instead: too long to be guessed. */
export function markFor(secret: string, session: string, step: number): string {
  return hex(hmacSha256(secret, `qr ${session} ${step}`)).slice(0, 20)
}

/** What stands after the # in the QR's address. */
export function scanText(secret: string, session: string, step: number): string {
  return `${session}.${step}.${markFor(secret, session, step)}`
}

export interface ReadScan { readonly session: string; readonly step: number; readonly mac: string }

/** Reads the part after the #, or null. */
export function readScan(text: string): ReadScan | null {
  const parts = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(\d{1,12})\.([0-9a-f]{20})$/.exec(text)
  return parts ? { session: parts[1] ?? '', step: Number(parts[2]), mac: parts[3] ?? '' } : null
}

/** RFC 2104 over our own SHA-256: WebCrypto is asynchronous, and missing on plain http. */
function hmacSha256(secret: string, text: string): Uint8Array {
  const key = Uint8Array.from((secret.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16)))
  const pad = (fill: number): Uint8Array => Uint8Array.from({ length: 64 }, (_, i) => (key[i] ?? 0) ^ fill)
  return sha256(joined(pad(0x5c), sha256(joined(pad(0x36), utf8(text)))))
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const all = new Uint8Array(a.length + b.length)
  all.set(a)
  all.set(b, a.length)
  return all
}
