import { p256 } from '@noble/curves/nist.js'
import { encode } from 'cborg'
import { dayNumber, signedBytes, toBase64url } from './compact.ts'
import type { Issuer, PublicIssuer } from './issuer.ts'
import { fromMultikey } from './multibase.ts'
import { serialBytes } from './serial.ts'
import { shortName } from './short-name.ts'

/** A QR of this many characters at error correction M still reads from paper with a 5-megapixel camera. */
export const MOST_CHARACTERS = 300
/** Below this a name says nothing; an address or a title that long is refused at start instead. */
const LEAST_NAME_BYTES = 24

export interface ToPrint {
  readonly publicUrl: string
  readonly serial: string
  /** The full name, as the certificate shows it. */
  readonly name: string
  /** Kind and programme, such as «Certificado de prueba, piloto». */
  readonly achievement: string
  readonly date: string
  readonly statusIndex: number
}

/** The whole text of the QR: at most 300 characters, the name in the fullest form that fits. */
export function compactUrl(issuer: Issuer, to: ToPrint): string {
  const start = `${to.publicUrl}/v#`
  const payload = (name: string): Uint8Array => encode([
    Buffer.from(issuer.keyId, 'hex'), serialBytes(to.serial), name, to.achievement, dayNumber(to.date), to.statusIndex, new Uint8Array(64),
  ])
  const room = Math.floor(((MOST_CHARACTERS - start.length) * 3) / 4)
  // A text of 24 to 255 bytes has a head of two bytes, a shorter one of one; the empty text counted one already.
  const nameRoom = room - payload('').length - 1
  if (nameRoom < LEAST_NAME_BYTES) throw new Error(`PUBLIC_URL or "${to.achievement}" is too long for a QR of ${MOST_CHARACTERS} characters`)
  const name = shortName(to.name, nameRoom)
  const unsigned = payload(name).subarray(0, -66)
  const signature = p256.sign(signedBytes(unsigned), issuer.p256Secret)
  return start + toBase64url(Buffer.concat([unsigned, Uint8Array.from([0x58, 64]), signature]))
}

/** Key id -> raw point in base64url: what `checkSignature` and the page at /v need. */
export function compactKeys(issuers: readonly PublicIssuer[]): Record<string, string> {
  return Object.fromEntries(issuers.flatMap(({ keyId, p256: multikey }) => {
    const key = fromMultikey('p256', multikey)
    return key ? [[keyId, toBase64url(p256.Point.fromBytes(key).toBytes(false))]] : []
  }))
}

