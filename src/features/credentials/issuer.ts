import { createHash } from 'node:crypto'
import { p256 } from '@noble/curves/nist.js'
import { usualIssuer, type IssuerSettings } from '../../lib/issuer-settings.ts'
import { derive, type Keys } from '../../lib/keys.ts'
import { publicKeyOf, type Signer } from '../../lib/vc/data-integrity.ts'
import { toMultikey } from '../../lib/vc/multibase.ts'
import type { Suite } from '../../lib/vc/suites.ts'

/** Public half of an issuer: what anybody needs to check its signatures. */
export interface PublicIssuer {
  /** did:web of PUBLIC_URL, or did:key (lib/issuer-settings.ts). */
  readonly did: string
  /** First 8 hex digits of SHA-256 of the Ed25519 key and the QR's; names the key in a QR. */
  readonly keyId: string
  /** Multikey that signs credentials with eddsa-rdfc-2022. */
  readonly ed25519: string
  /** Multikey that signs credentials with ecdsa-rdfc-2019; null for a key from before there was that choice. */
  readonly ecdsa: string | null
  /** Multikey of the P-256 key that signs QR codes: every browser since 2014 can check it (docs/decisions). */
  readonly p256: string
  /** Since when its signatures prove nothing any more, because somebody else had the key; null while it is trusted. */
  readonly stolenSince: Date | null
}

export interface Issuer extends PublicIssuer {
  /** Signs credentials. */
  readonly signer: Signer
  readonly p256Secret: Uint8Array
}

/**
 * All keys come from DATA_DIR/keys/issuer; the same key under the same address is the same issuer. The QR has a P-256 key of its own: one key
 * never signs two kinds of text, so neither can be passed off as the other.
 */
export function issuerOf(keys: Keys, publicUrl: string, settings: IssuerSettings = usualIssuer(publicUrl)): Issuer {
  const seed = derive(keys, 'issuer', 'ed25519')
  const ecdsaSecret = p256.utils.randomSecretKey(derive(keys, 'issuer', 'ecdsa-rdfc-2019', 48))
  const p256Secret = p256.utils.randomSecretKey(derive(keys, 'issuer', 'p256', 48))
  const edPublic = publicKeyOf(seed)
  const p256Public = p256.getPublicKey(p256Secret, true)
  const multikeys = { ed25519: toMultikey('ed25519', edPublic), ecdsa: toMultikey('p256', p256.getPublicKey(ecdsaSecret, true)) }
  const { suite } = settings
  const own = suite === 'eddsa-rdfc-2022' ? multikeys.ed25519 : multikeys.ecdsa
  const did = (settings.did === 'web' ? didWeb(publicUrl) : null) ?? `did:key:${own}`
  return {
    did, keyId: createHash('sha256').update(edPublic).update(p256Public).digest('hex').slice(0, 8), ...multikeys,
    p256: toMultikey('p256', p256Public), stolenSince: null,
    signer: { suite, secret: suite === 'eddsa-rdfc-2022' ? seed : ecdsaSecret, method: `${did}#${own}` }, p256Secret,
  }
}

/** The Multikey with which an issuer's credentials of a suite are checked, or null when it has none. */
export function keyFor(issuer: PublicIssuer, suite: Suite): string | null {
  return suite === 'eddsa-rdfc-2022' ? issuer.ed25519 : issuer.ecdsa
}

/** The verification method of credentials: the DID and, after #, the Multikey (as did:key prescribes for its own). */
export function methodOf(issuer: PublicIssuer, suite: Suite): string | null {
  const key = keyFor(issuer, suite)
  return key && `${issuer.did}#${key}`
}

/** https://certificados.gob.pe:8443/ia -> did:web:certificados.gob.pe%3A8443:ia; null when the address is not https. */
export function didWeb(publicUrl: string): string | null {
  const url = new URL(publicUrl)
  if (url.protocol !== 'https:') return null
  const path = url.pathname.split('/').filter(Boolean).map((part) => ':' + encodeURIComponent(decodeURIComponent(part)))
  return `did:web:${url.host.replace(':', '%3A')}${path.join('')}`
}

/**
 * The DID document that did:web resolvers read: every key that ever signed under this DID, so that old certificates stay valid. A stolen one
 * still stands there, with the moment since which it proves nothing, and is no assertion method any more.
 */
export function didDocument(did: string, issuers: readonly PublicIssuer[]): object {
  const own = issuers.filter((i) => i.did === did).flatMap((i) => [i.ed25519, i.ecdsa, i.p256].flatMap((key) => (key ? [{ key, stolenSince: i.stolenSince }] : [])))
  return {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
    id: did,
    verificationMethod: own.map(({ key, stolenSince }) => ({
      id: `${did}#${key}`, type: 'Multikey', controller: did, publicKeyMultibase: key, ...(stolenSince ? { revoked: stolenSince.toISOString() } : {}),
    })),
    assertionMethod: own.filter(({ stolenSince }) => !stolenSince).map(({ key }) => `${did}#${key}`),
  }
}
