import './has-own.ts'
import { p256 } from '@noble/curves/nist.js'

/** ECDSA P-256 with SHA-256 for pages without WebCrypto (plain http); verify.client.ts loads this file only there. */
export function verifyP256(signature: Uint8Array, message: Uint8Array, point: Uint8Array): boolean {
  return p256.verify(signature, message, point, { lowS: false })
}
