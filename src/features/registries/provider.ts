import * as oidc from 'openid-client'
import { z } from 'zod'
import type { House } from '../../feature.ts'
import { callOut, OutboundError } from '../../lib/outbound.ts'
import { Problem } from '../../lib/problem.ts'
import type { ProviderId, ProviderSettings } from '../../lib/registry-settings.ts'
import { readDocument, type IdentityDocument } from '../people/index.ts'
import { settingsOf, type Assurance } from './registry.ts'
import { REFUSED } from './words.ts'

/** What differs between the two national providers, from their public SDKs (DOMAIN.md 2.2, sources 90 to 92; undated). */
interface Preset {
  readonly scope: string
  /** What we ask for: one factor is enough for a learner. */
  readonly acr: string
  readonly assurance: Readonly<Record<string, Assurance>>
}

const PRESETS: Readonly<Record<ProviderId, Preset>> = {
  'id-gob-pe': {
    scope: 'openid profile', acr: 'one_factor',
    assurance: {
      one_factor: 'one-factor', two_factor: 'two-factor', certificate_dnie: 'certificate', certificate_token: 'certificate',
      certificate_dnie_legacy: 'certificate', certificate_token_legacy: 'certificate',
    },
  },
  'id-peru': {
    scope: 'openid profile', acr: 'one_factor',
    assurance: {
      only_questions: 'questions', one_factor: 'one-factor', only_password: 'one-factor', two_factor: 'two-factor', fingerprint_mobile: 'two-factor',
      pki_dnie: 'certificate', pki_dnie_mobile: 'certificate', pki_token: 'certificate', pki_dnie_legacy: 'certificate', pki_token_legacy: 'certificate',
    },
  },
}

/** What must come back unchanged, or belong to the code that comes back: it travels in a sealed cookie of this browser. */
export interface Challenge {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

/** Whom the provider says it saw. */
export interface Signed {
  readonly document: IdentityDocument
  readonly givenNames: string
  readonly assurance: Assurance
}

export function providerOf(house: Pick<House, 'config'>, id: string): ProviderSettings | null {
  return settingsOf(house).providers.find((p) => p.id === id) ?? null
}

/** Where to send her, and the challenge of this way there and back. Problem 503 when the provider cannot be reached. */
export async function beginAt(house: House, provider: ProviderSettings, redirect: string): Promise<{ address: URL; challenge: Challenge }> {
  const challenge = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() }
  const { scope, acr } = PRESETS[provider.id]
  const address = oidc.buildAuthorizationUrl(await heard(() => configured(house, provider)), {
    // A phone is shared at home: whoever signed in there before her must not be taken for her.
    redirect_uri: redirect, scope, acr_values: acr, prompt: 'login', state: challenge.state, nonce: challenge.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(challenge.verifier), code_challenge_method: 'S256',
  })
  return { address, challenge }
}

/** Who came back: every check of the protocol (state, nonce, PKCE, issuer, audience, signature, time) is openid-client's. Problem 403, 409 or 503. */
export async function endAt(house: House, provider: ProviderSettings, back: URL, { state, nonce, verifier }: Challenge): Promise<Signed> {
  const { claims, info } = await heard(async () => {
    const config = await configured(house, provider)
    const tokens = await oidc.authorizationCodeGrant(config, back, { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true })
    const told = tokens.claims()
    if (!told) throw new Error('no id token')
    return { claims: told, info: await oidc.fetchUserInfo(config, tokens.access_token, told.sub) }
  })
  // An unknown or missing level is the lowest there is: never assumed.
  const assurance = PRESETS[provider.id].assurance[String(claims.acr ?? '')] ?? 'questions'
  if (assurance === 'questions') throw new Problem(403, 'too-weak', REFUSED.tooWeak)
  const read = Told.safeParse({ ...claims, ...info })
  const document = read.success ? documentOf(read.data) : null
  if (!read.success || !document) throw new Problem(409, 'no-document', REFUSED.noDocumentTold)
  return { document, givenNames: read.data.first_name, assurance }
}

const Told = z.object({ doc: z.string(), doc_type: z.union([z.string(), z.number()]).nullish(), first_name: z.string().default('') })

/** The number of a DNI has eight digits; a foreigner's is told apart by its kind, where the provider tells one. */
function documentOf({ doc, doc_type: kind }: z.infer<typeof Told>): IdentityDocument | null {
  const named = String(kind ?? '').toUpperCase()
  const type = /^(4|04|CE|CARNE.*)$/.test(named) || (named === '' && !/^\d{8}$/.test(doc)) ? 'ce' : 'dni'
  if (named !== '' && type === 'dni' && !/^(1|01|DNI|CUI)$/.test(named)) return null
  const read = readDocument(type, doc, 'PE')
  return read.ok ? read.document : null
}

const known = new WeakMap<ProviderSettings, { readonly config: oidc.Configuration; readonly until: number }>()
/** Keys and addresses of a provider are read again after this time. */
const KNOWN_MS = 3_600_000

/** The client at this provider: what its file says, or what it tells of itself. Every request goes through lib/outbound.ts. */
async function configured(house: House, provider: ProviderSettings): Promise<oidc.Configuration> {
  const found = known.get(provider)
  if (found && found.until > performance.now()) return found.config
  const config = provider.auth_uri === undefined ? await discovered(house, provider) : fromFile(house, provider)
  oidc.enableNonRepudiationChecks(config)
  known.set(provider, { config, until: performance.now() + KNOWN_MS })
  return config
}

async function discovered(house: House, provider: ProviderSettings): Promise<oidc.Configuration> {
  return oidc.discovery(new URL(provider.issuer), provider.client_id, provider.client_secret, oidc.ClientSecretPost(provider.client_secret), {
    [oidc.customFetch]: outbound(house), execute: insecure(house, provider) ? [oidc.allowInsecureRequests] : [],
  })
}

function fromFile(house: House, provider: ProviderSettings): oidc.Configuration {
  const config = new oidc.Configuration({
    issuer: provider.issuer, ...defined({
      authorization_endpoint: provider.auth_uri, token_endpoint: provider.token_uri, userinfo_endpoint: provider.userinfo_uri, jwks_uri: provider.auth_provider_keys_uri,
    }),
  }, provider.client_id, provider.client_secret, oidc.ClientSecretPost(provider.client_secret))
  config[oidc.customFetch] = outbound(house)
  if (insecure(house, provider)) oidc.allowInsecureRequests(config)
  return config
}

/** Only an institution's own relay may speak plain http. */
function insecure(house: House, provider: ProviderSettings): boolean {
  return provider.issuer.startsWith('http:') && settingsOf(house).relays.includes(new URL(provider.issuer).origin)
}

function outbound(house: House): oidc.CustomFetch {
  const limits = { timeoutMs: 10_000, mostBytes: 512 * 1024, relays: settingsOf(house).relays }
  return (url, { method, headers, body }) => callOut(url, { method, headers, body: body === null || body === undefined ? undefined : textOf(body) }, limits)
}

function textOf(body: NonNullable<oidc.FetchBody>): string {
  if (typeof body === 'string') return body
  if (body instanceof URLSearchParams) return body.toString()
  throw new Error('openid-client sends forms only')
}

/** A refusal of the protocol or of the network, in words; it says nothing of the code or the tokens. */
async function heard<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof oidc.AuthorizationResponseError) throw new Problem(403, 'not-signed-in', REFUSED.notSignedIn)
    if (error instanceof OutboundError || (error instanceof Error && error.cause instanceof OutboundError)) throw new Problem(503, 'provider-away', REFUSED.providerAway)
    throw new Problem(403, 'not-proved', REFUSED.notProved)
  }
}

function defined<T extends Record<string, string | undefined>>(fields: T): { [K in keyof T]?: string } {
  // Only absent values were dropped.
  return Object.fromEntries(Object.entries(fields).filter(([, v]) => v !== undefined)) as { [K in keyof T]?: string }
}
