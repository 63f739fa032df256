import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { bits, context, integer, oid, sequence, set, time, utf8, yes, octets } from '../scripts/certificate/der.ts'

export interface Signer {
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
}

export function rsaSigner(modulusLength = 2048): Signer {
  return generateKeyPairSync('rsa', { modulusLength })
}

const SHA256_WITH_RSA = sequence(oid('1.2.840.113549.1.1.11'), Buffer.from([5, 0]))

/** A real X.509 certificate in DER (RFC 5280), signed with RSA; an authority's when `ca`. */
export function certificateOf(subject: string, key: KeyObject, issuer: string, issuerKey: KeyObject, ca = false): Buffer {
  const named = (name: string): Buffer => sequence(set(sequence(oid('2.5.4.3'), utf8(name))))
  const body = sequence(
    context(0, true, integer(Buffer.from([2]))), integer(createHash('sha256').update(`${subject} ${issuer}`).digest().subarray(0, 8)), SHA256_WITH_RSA, named(issuer),
    sequence(time(new Date('2026-01-01T00:00:00Z')), time(new Date('2027-01-01T00:00:00Z'))), named(subject), key.export({ type: 'spki', format: 'der' }),
    ...(ca ? [context(3, true, sequence(sequence(oid('2.5.29.19'), yes(), octets(sequence(yes())))))] : []),
  )
  return sequence(body, SHA256_WITH_RSA, bits(sign('sha256', body, issuerKey)))
}

/** A JWS in compact form over the exact text of a payload. */
export function jws(payload: string, signer: Signer, header: Record<string, unknown> = {}): string {
  const alg = typeof header.alg === 'string' ? header.alg : 'RS256'
  const signed = `${Buffer.from(JSON.stringify({ alg, ...header })).toString('base64url')}.${Buffer.from(payload).toString('base64url')}`
  return `${signed}.${sign(`sha${alg.slice(2)}`, Buffer.from(signed), signer.privateKey).toString('base64url')}`
}

/** The Attachment Object of a signature. */
export function signatureAttachment(text: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    usageType: 'http://adlnet.gov/expapi/attachments/signature', display: { en: 'Signature' }, contentType: 'application/octet-stream',
    length: Buffer.byteLength(text), sha2: createHash('sha256').update(text).digest('hex'), ...more,
  }
}
