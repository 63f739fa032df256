import { credentialOf, type Credential, type Issue, type UnsignedCredential } from '../../src/features/credentials/achievement.ts'
import { didDocument, issuerOf, type Issuer } from '../../src/features/credentials/issuer.ts'
import { statusListCredential, statusUrl, type Purpose } from '../../src/features/credentials/status-list.ts'
import type { IssuerSettings } from '../../src/lib/issuer-settings.ts'
import { keysFrom } from '../../src/lib/keys.ts'
import { addProof } from '../../src/lib/vc/data-integrity.ts'

export const AT = new Date('2026-03-02T15:00:00Z')

/** An issuer of ours; another `fill` is another key. */
export function issuerWith(publicUrl: string, settings?: IssuerSettings, fill = 4): Issuer {
  return issuerOf(keysFrom({
    hmac: Buffer.alloc(32, 1), field: Buffer.alloc(32, 2), pin: Buffer.alloc(32, 3), issuer: Buffer.alloc(32, fill), lab: Buffer.alloc(32, 5), totp: Buffer.alloc(32, 6), log: Buffer.alloc(32, 7),
  }), publicUrl, settings)
}

/** A certificado as it is issued, unsigned. */
export function unsigned(publicUrl: string, issuer: Issuer, changed: Partial<Issue> = {}): UnsignedCredential {
  return credentialOf({
    publicUrl, issuer: issuer.did, tenant: 'piloto', programme: 'Piloto: inteligencia artificial para tu trabajo', trial: true,
    kind: 'certificado', credential: '3f1f1a3e-56a1-4b73-8d5c-0c6d0e6c8a01', serial: '0410-61C3-0R40-EHZZ', name: 'Rosa María Quispe Ñahui', at: AT,
    minutes: 52, proven: { quiz: 17, product: 16, labs: ['uva-vino'] },
    rule: { version: 'v1', hash: 'ab'.repeat(32), narrative: 'Estudió al menos 48 minutos y aprobó la prueba y el producto con 14 o más.' },
    competencies: ['UN-T-A', 'DC1', 'AL-E'],
    evidence: [{ digest: '47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU', name: 'Nota de la prueba' }],
    statusIndex: 12, ...changed,
  })
}

export function signed(document: UnsignedCredential, by: Issuer): Promise<Credential> {
  return addProof(document, by.signer, AT.toISOString())
}

/** Our signed status list of today (a list ends after a week, and their libraries look at their own clock), with these bits set; by address. */
export async function listAt(publicUrl: string, issuer: Issuer, purpose: Purpose, set: readonly number[]): Promise<[string, object]> {
  const now = new Date()
  const made = statusListCredential(publicUrl, issuer.did, purpose, 1, set, now)
  return [statusUrl(publicUrl, purpose, 0).list, await addProof(made, issuer.signer, now.toISOString())]
}

/** Our did.json and each method in it, as a loader gives them. */
export function didDocuments(issuer: Issuer): [string, object][] {
  const document = didDocument(issuer.did, [issuer]) as { verificationMethod: { id: string }[] }
  return [[issuer.did, document], ...document.verificationMethod.map((m): [string, object] => [m.id, { '@context': 'https://w3id.org/security/multikey/v1', ...m }])]
}

/** The two status entries of a certificate from before 2026-11-24. */
export function twoEntries(publicUrl: string, index: number): Credential['credentialStatus'] {
  return (['revocation', 'suspension'] as const).map((purpose) => {
    const { list, bit } = statusUrl(publicUrl, purpose, index)
    return { id: `${list}#${bit}`, type: 'BitstringStatusListEntry', statusPurpose: purpose, statusListIndex: String(bit), statusListCredential: list }
  })
}
