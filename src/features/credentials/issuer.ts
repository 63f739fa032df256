import { createHash } from 'node:crypto'
import { p256 } from '@noble/curves/nist.js'
import { derive, type Keys } from '../../lib/keys.ts'
import { publicKeyOf } from '../../lib/vc/data-integrity.ts'
import { toMultikey } from '../../lib/vc/multibase.ts'

/** Public half of an issuer: what anybody needs to check its signatures. */
export interface PublicIssuer {
  /** did:web of PUBLIC_URL when that is https, else did:key. */
  readonly did: string
  /** First 8 hex digits of SHA-256 of both public keys; names the key in a QR. */
  readonly keyId: string
  /** Multikey of the Ed25519 key that signs credentials. */
  readonly ed25519: string
  /** Multikey of the P-256 key that signs QR codes: every browser since 2014 can check it (docs/decisions). */
  readonly p256: string
}

export interface Issuer extends PublicIssuer {
  readonly seed: Uint8Array
  readonly p256Secret: Uint8Array
}

/** Both keys come from DATA_DIR/keys/issuer; the same key under the same address is the same issuer. */
export function issuerOf(keys: Keys, publicUrl: string): Issuer {
  const seed = derive(keys, 'issuer', 'ed25519')
  const p256Secret = p256.utils.randomSecretKey(derive(keys, 'issuer', 'p256', 48))
  const edPublic = publicKeyOf(seed)
  const p256Public = p256.getPublicKey(p256Secret, true)
  const ed25519 = toMultikey('ed25519', edPublic)
  return {
    did: didWeb(publicUrl) ?? `did:key:${ed25519}`,
    keyId: createHash('sha256').update(edPublic).update(p256Public).digest('hex').slice(0, 8),
    ed25519, p256: toMultikey('p256', p256Public), seed, p256Secret,
  }
}

/** The verification method of credentials: the DID and, after #, the Multikey (as did:key prescribes for its own). */
export function methodOf(issuer: PublicIssuer): string {
  return `${issuer.did}#${issuer.ed25519}`
}

/** https://certificados.gob.pe:8443/ia -> did:web:certificados.gob.pe%3A8443:ia; null when the address is not https. */
export function didWeb(publicUrl: string): string | null {
  const url = new URL(publicUrl)
  if (url.protocol !== 'https:') return null
  const path = url.pathname.split('/').filter(Boolean).map((part) => ':' + encodeURIComponent(decodeURIComponent(part)))
  return `did:web:${url.host.replace(':', '%3A')}${path.join('')}`
}

/** The DID document that did:web resolvers read: every key that ever signed under this DID, so that old certificates stay valid. */
export function didDocument(did: string, issuers: readonly PublicIssuer[]): object {
  const own = issuers.filter((i) => i.did === did)
  const method = (key: string): object => ({ id: `${did}#${key}`, type: 'Multikey', controller: did, publicKeyMultibase: key })
  return {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
    id: did,
    verificationMethod: own.flatMap((i) => [method(i.ed25519), method(i.p256)]),
    assertionMethod: own.flatMap((i) => [`${did}#${i.ed25519}`, `${did}#${i.p256}`]),
  }
}
