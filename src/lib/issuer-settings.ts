import { SUITES, type Suite } from './vc/suites.ts'

/** How credentials are signed, and under which name. */
export interface IssuerSettings {
  readonly suite: Suite
  /** `web`: did:web of PUBLIC_URL, whose keys can be replaced. `key`: did:key, which anybody checks without asking us and which ends with its key. */
  readonly did: 'web' | 'key'
}

/** Without settings: Ed25519; did:web where PUBLIC_URL is https, else did:key. */
export function usualIssuer(publicUrl: string): IssuerSettings {
  return { suite: 'eddsa-rdfc-2022', did: publicUrl.startsWith('https:') ? 'web' : 'key' }
}

/** Reads ISSUER_SUITE and ISSUER_DID; throws an Error that names the wrong one. */
export function readIssuerSettings(env: NodeJS.ProcessEnv, publicUrl: string): IssuerSettings {
  const usual = usualIssuer(publicUrl)
  const suite = SUITES.find((one) => one === (env.ISSUER_SUITE || usual.suite))
  if (!suite) throw new Error(`ISSUER_SUITE must be ${SUITES.join(' or ')}, not "${env.ISSUER_SUITE}"`)
  const did = env.ISSUER_DID || usual.did
  if (did !== 'web' && did !== 'key') throw new Error(`ISSUER_DID must be web or key, not "${did}"`)
  if (did === 'web' && usual.did === 'key') throw new Error('ISSUER_DID=web needs a PUBLIC_URL that begins with https: did:web is read by https only')
  return { suite, did }
}
