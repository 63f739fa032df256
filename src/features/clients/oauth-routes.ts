import type { Ctx, Route } from '../../feature.ts'
import { SCOPES, type Scope } from '../../record/xapi/request.ts'
import { clientWith, readBasic } from './ask.ts'
import { covers, scopeOf } from './covers.ts'
import type { KnownClient } from './known.ts'
import { signToken, TOKEN_SECONDS } from './tokens.ts'

/** OAuth 2 client credentials (RFC 6749, 4.4) and what a client library asks first (RFC 8414). Programs read them: JSON, in English. */
export const oauthRoutes: readonly Route[] = [
  { method: 'POST', path: '/oauth/token', maxBody: 8 * 1024, handle: giveToken },
  { method: 'GET', path: '/.well-known/oauth-authorization-server', handle: metadata },
]

type Refusal = 'invalid_request' | 'invalid_client' | 'unsupported_grant_type' | 'invalid_scope'

/** RFC 6749, 5.1 and 5.2. */
const NO_STORE = { 'Cache-Control': 'no-store', Pragma: 'no-cache' }

async function giveToken(c: Ctx): Promise<Response> {
  const { house } = c.var
  if (!/^application\/x-www-form-urlencoded\b/i.test(c.req.header('content-type') ?? '')) return refused(c, 'invalid_request', 'Send a form: application/x-www-form-urlencoded.')
  const form = new URLSearchParams(await c.req.text())
  if ([...form.keys()].some((name) => form.getAll(name).length > 1)) return refused(c, 'invalid_request', 'A parameter was sent twice.')
  const header = c.req.header('authorization')
  if (header !== undefined && form.has('client_secret')) return refused(c, 'invalid_request', 'Send the secret in the header or in the form, not in both.')
  const said = header === undefined ? { key: form.get('client_id') ?? '', secret: form.get('client_secret') ?? '' } : formDecoded(header)
  const client = said && await clientWith(house, said.key, said.secret)
  if (!client) return refused(c, 'invalid_client', 'The client or its secret does not work.', header !== undefined)
  if (form.get('grant_type') !== 'client_credentials') {
    return form.has('grant_type') ? refused(c, 'unsupported_grant_type', 'Only client_credentials is given here.') : refused(c, 'invalid_request', 'grant_type is missing.')
  }
  const scopes = narrowed(client, form.get('scope'))
  if (!scopes) return refused(c, 'invalid_scope', `This client may have: ${client.scopes.join(' ')}.`)
  const access = signToken(house.keys, { client: client.id, tenant: client.tenant, scopes, made: house.clock().getTime() })
  return c.json({ access_token: access, token_type: 'Bearer', expires_in: TOKEN_SECONDS, scope: scopes.join(' ') }, 200, NO_STORE)
}

/** The key and secret of a Basic header, which OAuth encodes like a form before base64 (RFC 6749, 2.3.1); null for anything else. */
function formDecoded(header: string): { key: string; secret: string } | null {
  const basic = readBasic(header)
  if (!basic) return null
  const [key = '', secret = ''] = [basic.key, basic.secret].map((part) => new URLSearchParams(`v=${part.replaceAll('&', '%26')}`).get('v') ?? '')
  return { key, secret }
}

/** All that it has when it asks for nothing in particular; null when it asks for what it may not have. */
function narrowed(client: KnownClient, asked: string | null): readonly Scope[] | null {
  const names = (asked ?? '').split(' ').filter(Boolean)
  if (names.length === 0) return client.scopes
  const scopes = [...new Set(names)].map(scopeOf).filter((scope) => scope !== undefined && covers(client.scopes, scope)) as Scope[]
  return scopes.length === new Set(names).size ? scopes : null
}

/** `description`: ASCII without quotes and backslashes (RFC 6749, 5.2). */
function refused(c: Ctx, error: Refusal, description: string, byHeader = false): Response {
  const headers = { ...NO_STORE, ...(byHeader ? { 'WWW-Authenticate': 'Basic realm="Yachay", charset="UTF-8"' } : {}) }
  return c.json({ error, error_description: description }, error === 'invalid_client' ? 401 : 400, headers)
}

function metadata(c: Ctx): Response {
  const { publicUrl } = c.var.house.config
  return c.json({
    issuer: publicUrl,
    token_endpoint: `${publicUrl}/oauth/token`,
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    grant_types_supported: ['client_credentials'],
    // Required by RFC 8414; there is no address where somebody would be asked for a consent.
    response_types_supported: [],
    scopes_supported: SCOPES,
  })
}
