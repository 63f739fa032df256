import { BUNDLED } from '../../src/lib/vc/contexts.ts'
import { peers } from '../peers/install.ts'

/** What we use of the libraries of Digital Bazaar and of the Digital Credentials Consortium; they ship no types. */
export type Document = Readonly<Record<string, unknown>>
export interface TheirKey { readonly id: string; readonly controller: string; readonly signer: () => object; readonly export: (what: { publicKey: true }) => Promise<Document> }
type DocumentLoader = (url: string) => Promise<{ contextUrl: null; documentUrl: string; document: object }>
interface Vc {
  readonly issue: (what: { credential: Document; suite: object; documentLoader: DocumentLoader; now?: string }) => Promise<Document>
  readonly verifyCredential: (what: { credential: Document; suite: object | object[]; documentLoader: DocumentLoader; checkStatus?: unknown; now?: Date }) => Promise<TheirVerdict>
  readonly createPresentation: (what: { verifiableCredential: readonly Document[]; id?: string; holder: string; version: number; now?: Date }) => Document
  readonly signPresentation: (what: { presentation: Document; suite: object; challenge: string; domain?: string; documentLoader: DocumentLoader }) => Promise<Document>
}
export interface TheirVerdict { readonly verified: boolean; readonly error?: unknown; readonly statusResult?: { readonly verified: boolean; readonly results?: readonly { readonly status: boolean }[] } }
type Suite = new (options: { signer?: object; cryptosuite: object; date?: string }) => object
interface KeyMaker { readonly generate: (options: { controller?: string; curve?: string }) => Promise<TheirKey & { publicKeyMultibase: string; id: string; controller: string }> }
interface List { readonly setStatus: (index: number, set: boolean) => void }
interface StatusLists {
  readonly createList: (options: { length: number }) => Promise<List>
  readonly createCredential: (options: { id: string; list: List; statusPurpose: string; context: readonly string[] }) => Promise<Document>
  readonly checkStatus: (what: { credential: Document; documentLoader: DocumentLoader; suite: object | object[]; verifyBitstringStatusListCredential: boolean; verifyMatchingIssuers: boolean }) => Promise<object>
}
export interface VerifierCore {
  readonly verifyCredential: (what: { credential: object; knownDIDRegistries: readonly object[] }) => Promise<{
    readonly errors?: readonly { readonly name: string; readonly message: unknown }[]
    readonly log?: readonly { readonly id: string; readonly valid?: boolean; readonly error?: { readonly name: string } }[]
  }>
}

export type TheirSuite = 'eddsa-rdfc-2022' | 'ecdsa-rdfc-2019'

/** Their libraries, with the contexts that we bundle and the documents that the test names: no network. */
export async function theirs() {
  const load = await peers('vc')
  const vc = await load<Vc>('@digitalbazaar/vc')
  const { DataIntegrityProof } = await load<{ DataIntegrityProof: Suite }>('@digitalbazaar/data-integrity')
  const cryptosuites = {
    'eddsa-rdfc-2022': (await load<{ cryptosuite: object }>('@digitalbazaar/eddsa-rdfc-2022-cryptosuite')).cryptosuite,
    'ecdsa-rdfc-2019': (await load<{ cryptosuite: object }>('@digitalbazaar/ecdsa-rdfc-2019-cryptosuite')).cryptosuite,
  }
  const keys = {
    'eddsa-rdfc-2022': await load<KeyMaker>('@digitalbazaar/ed25519-multikey'),
    'ecdsa-rdfc-2019': await load<KeyMaker>('@digitalbazaar/ecdsa-multikey'),
  }
  const lists = await load<StatusLists>('@digitalbazaar/vc-bitstring-status-list')
  const checking = Object.values(cryptosuites).map((cryptosuite) => new DataIntegrityProof({ cryptosuite }))
  const loader = (documents: ReadonlyMap<string, object>): DocumentLoader => async (url) => {
    const document = BUNDLED.get(url) ?? documents.get(url)
    if (!document) throw new Error(`not found: ${url}`)
    return { contextUrl: null, documentUrl: url, document }
  }
  return {
    vc, lists, loader,
    /** A new did:key of theirs. */
    key: async (suite: TheirSuite) => {
      const made = await keys[suite].generate(suite === 'ecdsa-rdfc-2019' ? { curve: 'P-256' } : {})
      made.controller = `did:key:${made.publicKeyMultibase}`
      made.id = `${made.controller}#${made.publicKeyMultibase}`
      return made
    },
    signing: (key: TheirKey, suite: TheirSuite, date?: string) => new DataIntegrityProof({ signer: key.signer(), cryptosuite: cryptosuites[suite], ...(date ? { date } : {}) }),
    checking,
    /** Their look into our lists, each list's own proof included. */
    checkStatus: (documentLoader: DocumentLoader) => (what: { credential: Document }) =>
      lists.checkStatus({ ...what, documentLoader, suite: checking, verifyBitstringStatusListCredential: true, verifyMatchingIssuers: true }),
    core: () => load<VerifierCore>('@digitalcredentials/verifier-core'),
  }
}

/** The documents behind a did:key, as a loader gives them: the controller and its one method. */
export function didKeyDocuments(did: string): [string, object][] {
  const key = did.slice('did:key:'.length)
  const method = { '@context': 'https://w3id.org/security/multikey/v1', id: `${did}#${key}`, type: 'Multikey', controller: did, publicKeyMultibase: key }
  const controller = { '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'], id: did, verificationMethod: [method], assertionMethod: [method.id], authentication: [method.id] }
  return [[did, controller], [method.id, method]]
}
