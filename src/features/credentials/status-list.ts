import { gzipSync } from 'node:zlib'
import { CREDENTIALS_V2 } from '../../lib/vc/contexts.ts'

/** Bits of one list: 16 KiB, the least that W3C Bitstring Status List 1.0 allows, so that one reader hides among many. */
export const LIST_BITS = 131_072

/** Until when a reader who cannot reach us may go on believing a list. Revocations of that time would be unknown to her. */
export const LIST_VALID_MS = 7 * 24 * 3_600_000
/** How long a reader who can reach us may keep one before she asks again; milliseconds, as the specification wants it. */
const TTL_MS = 300_000

export const PURPOSES = ['revocation', 'suspension'] as const
export type Purpose = (typeof PURPOSES)[number]

/** A status index counts on through all lists: 131,073 is bit 1 of list 2. */
export function statusUrl(publicUrl: string, purpose: Purpose, statusIndex: number): { list: string; bit: number } {
  const number = Math.floor(statusIndex / LIST_BITS) + 1
  return { list: `${publicUrl}/v/status/${purpose}/${number}`, bit: statusIndex % LIST_BITS }
}

/** The list as multibase base64url of the gzipped bits; bit 0 is the first bit of the first byte. */
export function encodeList(set: readonly number[]): string {
  const bytes = new Uint8Array(LIST_BITS / 8)
  for (const bit of set) bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) | (0x80 >> (bit & 7))
  return 'u' + gzipSync(bytes, { level: 9 }).toString('base64url')
}

/** The list credential before it is signed: which of its certificates are revoked, or suspended, at `at`. */
export function statusListCredential(
  publicUrl: string, issuer: string, purpose: Purpose, number: number, set: readonly number[], at: Date,
): { '@context': [string]; type: string[] } & Record<string, unknown> {
  const { list } = statusUrl(publicUrl, purpose, (number - 1) * LIST_BITS)
  return {
    '@context': [CREDENTIALS_V2],
    id: list,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer,
    validFrom: at.toISOString(),
    validUntil: new Date(at.getTime() + LIST_VALID_MS).toISOString(),
    credentialSubject: { id: `${list}#list`, type: 'BitstringStatusList', statusPurpose: purpose, encodedList: encodeList(set), ttl: TTL_MS },
  }
}
