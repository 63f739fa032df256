import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { generateKeyPairSync } from 'node:crypto'
import Provider from 'oidc-provider'
import { NO_REGISTRIES, type ProviderId, type RegistrySettings } from '../../src/lib/registry-settings.ts'

/** Who signs in at the stand-in, how, and what it tells of her. */
export interface Visitor {
  readonly doc?: string
  readonly doc_type?: string
  readonly first_name?: string
  /** How she signed in; null: the provider does not say. */
  readonly acr: string | null
}

/** A certified OpenID Connect server (oidc-provider) that plays both national providers, over real HTTP. */
export interface OidcStandIn {
  readonly settings: RegistrySettings
  /** A setting whose keys are not those that the tokens are signed with. */
  readonly forged: RegistrySettings
  /** The next one who signs in; null: she presses "cancel". */
  visitor: Visitor | null
  /** Goes where our page sends her, signs in, and says where she is sent back to. */
  readonly signIn: (address: string) => Promise<URL>
  readonly close: () => Promise<void>
}

const SCOPE_CLAIMS = ['doc', 'doc_type', 'first_name']
const ACRS = ['one_factor', 'two_factor', 'certificate_dnie', 'only_questions', 'pki_dnie']

export async function openOidc(publicUrl: string): Promise<OidcStandIn> {
  const server = createServer()
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const jwk = (): object => ({ ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'only' })
  const provider = quietly(() => new Provider(issuer, configuration(() => standIn.visitor, jwk(), publicUrl)))
  const answer = provider.callback()
  const { d: _d, p: _p, q: _q, dp: _dp, dq: _dq, qi: _qi, ...stranger } = jwk() as Record<string, unknown>
  server.on('request', (request, response) => {
    if (request.url === '/other-keys') return void response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [stranger] }))
    if (!request.url?.startsWith('/interaction/')) return answer(request, response)
    const { visitor } = standIn
    const result = visitor ? { login: { accountId: 'she', ...(visitor.acr ? { acr: visitor.acr } : {}) } } : { error: 'access_denied' }
    void provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })
  })
  const client = { issuer, client_id: 'yachay', client_secret: 'secreto de la prueba' }
  const addresses = { auth_uri: `${issuer}/auth`, token_uri: `${issuer}/token`, userinfo_uri: `${issuer}/me`, auth_provider_keys_uri: `${issuer}/jwks` }
  const settings = { ...NO_REGISTRIES, relays: [issuer], providers: [{ ...client, id: 'id-gob-pe' as const }, { ...client, ...addresses, id: 'id-peru' as const }] }
  const standIn: OidcStandIn = {
    settings, visitor: null,
    forged: { ...settings, providers: [{ ...client, ...addresses, auth_provider_keys_uri: `${issuer}/other-keys`, id: 'id-peru' }] },
    signIn: (address) => walk(address, publicUrl),
    close: async () => { server.closeAllConnections(); await new Promise((resolve) => { server.close(resolve) }) },
  }
  return standIn
}

function configuration(visitor: () => Visitor | null, key: object, publicUrl: string): object {
  const backOf = (id: ProviderId): string => `${publicUrl}/sign-in/with/${id}/back`
  return {
    clients: [{
      client_id: 'yachay', client_secret: 'secreto de la prueba', token_endpoint_auth_method: 'client_secret_post', grant_types: ['authorization_code'], response_types: ['code'],
      redirect_uris: [backOf('id-gob-pe'), backOf('id-peru')],
    }],
    jwks: { keys: [key] }, cookies: { keys: ['una clave de la prueba'] }, pkce: { required: () => true }, acrValues: ACRS,
    claims: { acr: null, openid: ['sub'], profile: SCOPE_CLAIMS },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    findAccount: (_: unknown, accountId: string) => { const { acr: _acr, ...told } = visitor() ?? { acr: null }; return { accountId, claims: async () => ({ sub: accountId, ...told }) } },
    // She is not asked to consent: what we test is our side.
    loadExistingGrant: async ({ oidc }: { oidc: { provider: { Grant: new (of: object) => { addOIDCScope: (scope: string) => void; save: () => Promise<void> } }; client: { clientId: string }; session: { accountId: string } } }) => {
      const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId })
      grant.addOIDCScope('openid profile')
      await grant.save()
      return grant
    },
  }
}

/** As a browser goes: every redirect, with the cookies of the way, until it leads back to us. */
async function walk(address: string, publicUrl: string): Promise<URL> {
  const jar = new Map<string, string>()
  let next = address
  for (let steps = 0; steps < 10 && !next.startsWith(publicUrl); steps++) {
    const response = await fetch(next, { redirect: 'manual', headers: { cookie: [...jar].map(([k, v]) => `${k}=${v}`).join('; ') } })
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      jar.set(name, value)
    }
    const to = response.headers.get('location')
    if (to === null) throw new Error(`${response.status} ${(await response.text()).slice(0, 500)}`)
    next = new URL(to, next).href
  }
  return new URL(next)
}

/** oidc-provider warns on standard error of everything that is only good for tests. */
function quietly<T>(work: () => T): T {
  const { warn } = console
  console.warn = () => undefined
  try {
    return work()
  } finally {
    console.warn = warn
  }
}
