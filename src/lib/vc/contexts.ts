import clr201 from './contexts/clr-2.0.1.json' with { type: 'json' }
import credentialsV2 from './contexts/credentials-v2.json' with { type: 'json' }
import dataIntegrityV1 from './contexts/data-integrity-v1.json' with { type: 'json' }
import dataIntegrityV2 from './contexts/data-integrity-v2.json' with { type: 'json' }
import didV1 from './contexts/did-v1.json' with { type: 'json' }
import examplesV2 from './contexts/examples-v2.json' with { type: 'json' }
import multikeyV1 from './contexts/multikey-v1.json' with { type: 'json' }
import openBadges300 from './contexts/open-badges-3.0.0.json' with { type: 'json' }
import openBadges301 from './contexts/open-badges-3.0.1.json' with { type: 'json' }
import openBadges302 from './contexts/open-badges-3.0.2.json' with { type: 'json' }
import openBadges303 from './contexts/open-badges-3.0.3.json' with { type: 'json' }
import openBadgesExtensions from './contexts/open-badges-extensions.json' with { type: 'json' }
import statusListV1 from './contexts/status-list-v1.json' with { type: 'json' }
import undefinedTermsV2 from './contexts/undefined-terms-v2.json' with { type: 'json' }

export const CREDENTIALS_V1 = 'https://www.w3.org/2018/credentials/v1'
export const CREDENTIALS_V2 = 'https://www.w3.org/ns/credentials/v2'
export const OPEN_BADGES_3 = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'
export const CLR_2 = 'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json'
export const DATA_INTEGRITY_V2 = 'https://w3id.org/security/data-integrity/v2'

/** The published texts (data-integrity.test.ts has their SHA-256); a changed context would change what a signature covers. */
export const BUNDLED: ReadonlyMap<string, object> = new Map<string, object>([
  [CREDENTIALS_V2, credentialsV2],
  [OPEN_BADGES_3, openBadges303],
  [DATA_INTEGRITY_V2, dataIntegrityV2],
  [CLR_2, clr201],
  // Below: what credentials of others are written in.
  ['https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json', openBadges302],
  ['https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json', openBadges301],
  ['https://purl.imsglobal.org/spec/ob/v3p0/context.json', openBadges300],
  ['https://purl.imsglobal.org/spec/ob/v3p0/extensions.json', openBadgesExtensions],
  ['https://w3id.org/security/data-integrity/v1', dataIntegrityV1],
  ['https://w3id.org/security/multikey/v1', multikeyV1],
  ['https://www.w3.org/ns/did/v1', didV1],
  ['https://www.w3.org/ns/credentials/status/v1', statusListV1],
  // Both give every word an address, so a signature covers it: the specifications' own examples are written in the second.
  ['https://www.w3.org/ns/credentials/undefined-terms/v2', undefinedTermsV2],
  ['https://www.w3.org/ns/credentials/examples/v2', examplesV2],
])

/** Of which addresses we hold the very bytes that are served there, so that a digest of them can be compared: file in ./contexts. */
export const BYTES: ReadonlyMap<string, string> = new Map([
  [CREDENTIALS_V2, 'credentials-v2.json'],
  [OPEN_BADGES_3, 'open-badges-3.0.3.json'],
  [DATA_INTEGRITY_V2, 'data-integrity-v2.json'],
])

export type Loader = (url: string) => Promise<{ contextUrl: null; documentUrl: string; document: object; tag?: 'static' }>

/** JSON-LD document loader that knows the bundled contexts and refuses every other address: nothing is fetched, ever. */
export const loadContext: Loader = async (url) => {
  const document = BUNDLED.get(url)
  if (!document) throw new Error(`the JSON-LD context ${url} is not bundled, and none is fetched`)
  // Static: what jsonld made of it is kept for the next document (it would be made anew for each, a fifth of the time of a signature).
  return { contextUrl: null, documentUrl: url, document, tag: 'static' }
}
