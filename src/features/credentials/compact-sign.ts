import { p256 } from '@noble/curves/nist.js'
import { encode } from 'cborg'
import { dayNumber, DOMAIN, SIGNATURE_ITEM, signedBytes, STOLEN, toBase64url } from './compact.ts'
import type { Issuer, PublicIssuer } from './issuer.ts'
import { fromMultikey } from '../../lib/vc/multibase.ts'
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
  const room = nameRoom(to.publicUrl, to.achievement)
  if (room < LEAST_NAME_BYTES) throw new Error(`PUBLIC_URL or "${to.achievement}" is too long for a QR of ${MOST_CHARACTERS} characters`)
  const unsigned = payload(issuer.keyId, { ...to, name: shortName(to.name, room) }).subarray(0, -SIGNATURE_ITEM)
  const signature = p256.sign(signedBytes(DOMAIN, unsigned), issuer.p256Secret)
  return startOf(to.publicUrl) + toBase64url(Buffer.concat([unsigned, Uint8Array.from([0x58, 64]), signature]))
}

/** Whether certificates of this name at this address leave room for a name that says something. */
export function fitsQr(publicUrl: string, achievement: string): boolean {
  return nameRoom(publicUrl, achievement) >= LEAST_NAME_BYTES
}

const startOf = (publicUrl: string): string => `${publicUrl}/v#`

/** Bytes left for the name. A text of 24 to 255 bytes has a head of two, of which the empty text counted one already. */
function nameRoom(publicUrl: string, achievement: string): number {
  const widest = payload('00000000', { serial: '0000-0000-0000-0000', name: '', achievement, date: '2149-06-06', statusIndex: 2 ** 32 - 1 })
  return Math.floor(((MOST_CHARACTERS - startOf(publicUrl).length) * 3) / 4) - widest.length - 1
}

/** The CBOR array with an empty signature. */
function payload(keyId: string, to: Omit<ToPrint, 'publicUrl'>): Uint8Array {
  return encode([Buffer.from(keyId, 'hex'), serialBytes(to.serial), to.name, to.achievement, dayNumber(to.date), to.statusIndex, new Uint8Array(64)])
}

/** Key id -> raw point in base64url, or STOLEN: what `checkSignature` and the page at /v need. */
export function compactKeys(issuers: readonly PublicIssuer[]): Record<string, string> {
  return Object.fromEntries(issuers.flatMap(({ keyId, p256: multikey, stolenSince }) => {
    if (stolenSince) return [[keyId, STOLEN]]
    const key = fromMultikey('p256', multikey)
    return key ? [[keyId, toBase64url(p256.Point.fromBytes(key).toBytes(false))]] : []
  }))
}

