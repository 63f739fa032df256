import { createPublicKey, type KeyObject } from 'node:crypto'
import type { KeyKind } from './multibase.ts'

/** DER headers (RFC 8410; RFC 5480 with the compressed point) in front of the bare bytes of a key. */
const SPKI: Readonly<Record<KeyKind, { readonly header: Buffer; readonly bytes: number }>> = {
  ed25519: { header: Buffer.from('302a300506032b6570032100', 'hex'), bytes: 32 },
  p256: { header: Buffer.from('3039301306072a8648ce3d020106082a8648ce3d030107032200', 'hex'), bytes: 33 },
  p384: { header: Buffer.from('3046301006072a8648ce3d020106052b81040022033200', 'hex'), bytes: 49 },
}

/** The key of these bare bytes; null for what is no key of that kind, such as a point that is not on the curve. */
export function publicKeyObject(kind: KeyKind, key: Uint8Array): KeyObject | null {
  const { header, bytes } = SPKI[kind]
  return key.length === bytes ? publicKeyFrom({ key: Buffer.concat([header, key]), format: 'der', type: 'spki' }) : null
}

/** The key of a DER or JWK form that a stranger wrote, or null. */
export function publicKeyFrom(from: Parameters<typeof createPublicKey>[0]): KeyObject | null {
  try {
    return createPublicKey(from)
  } catch {
    return null
  }
}

/** The bare bytes of an Ed25519 key. */
export function bareEd25519(key: KeyObject): Uint8Array {
  return new Uint8Array(key.export({ format: 'der', type: 'spki' }).subarray(SPKI.ed25519.header.length))
}
