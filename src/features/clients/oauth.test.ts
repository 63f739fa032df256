import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { actingClient, basic, formBody } from '../../../test/acting.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { SCOPES } from '../../record/xapi/request.ts'
import { clientFor, revokeClient } from './index.ts'
import { clientOf } from './list.ts'
import { rotateSecret } from './manage.ts'
import { signToken } from './tokens.ts'

const BY = randomUUID()
const GRANT = { grant_type: 'client_credentials' }

let house: TestHouse
before(async () => { house = await openHouse() })
after(() => house.close())

interface Answer { readonly status: number; readonly headers: Headers; readonly body: Record<string, unknown> }

async function ask(fields: Record<string, string | readonly string[]>, headers: Record<string, string> = {}): Promise<Answer> {
  const answer = await house.request('/oauth/token', { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers }, body: formBody(fields) })
  assert.equal(answer.headers.get('cache-control'), 'no-store')
  return { status: answer.status, headers: answer.headers, body: await answer.json() as Record<string, unknown> }
}

const tokenFor = async (authorization: string, scope?: string): Promise<string> => `Bearer ${String((await ask({ ...GRANT, ...(scope ? { scope } : {}) }, { authorization })).body.access_token)}`
const UNKNOWN = { status: 401, code: 'client-unknown' }

test('a client gets a token with its secret, in the header or in the form, and the token opens what the key opens', async () => {
  const made = await actingClient(house, ['statements/write', 'state'])
  for (const answer of [await ask(GRANT, { authorization: made.authorization }), await ask({ ...GRANT, client_id: made.key, client_secret: made.secret })]) {
    assert.equal(answer.status, 200)
    const { access_token: token, ...rest } = answer.body
    assert.deepEqual(rest, { token_type: 'Bearer', expires_in: 3600, scope: 'statements/write state' })
    const who = await clientFor(house, `bearer ${String(token)}`, 'piloto')
    assert.deepEqual({ client: who.client, scopes: who.scopes }, { client: made.id, scopes: ['statements/write', 'state'] })
    const elsewhere = await house.request('/xapi/peru-huawei-2024/statements', { headers: { authorization: `Bearer ${String(token)}` } })
    assert.equal(elsewhere.status, 403)
  }
})

test('a library that writes key and secret as OAuth asks, every sign as a percent code, is understood', async () => {
  const made = await actingClient(house, ['all'])
  const coded = [made.key, made.secret].map((text) => [...text].map((sign) => `%${sign.charCodeAt(0).toString(16)}`).join(''))
  assert.equal((await ask(GRANT, { authorization: basic(coded[0] ?? '', coded[1] ?? '') })).status, 200)
})

test('a token may hold less than its client, never more', async () => {
  const made = await actingClient(house, ['all/read', 'state'])
  const narrow = await ask({ ...GRANT, scope: 'statements/read/mine state' }, { authorization: made.authorization })
  assert.equal(narrow.body.scope, 'statements/read/mine state')
  for (const scope of ['statements/write', 'all', 'state define', 'nonsense']) {
    const { status, body } = await ask({ ...GRANT, scope }, { authorization: made.authorization })
    assert.deepEqual({ status, error: body.error }, { status: 400, error: 'invalid_scope' }, scope)
  }
})

test('what is wrong is told in the words of RFC 6749', async () => {
  const { key, secret, authorization } = await actingClient(house, ['all'])
  const rows: readonly (readonly [Record<string, string | readonly string[]>, Record<string, string>, number, string])[] = [
    [GRANT, {}, 401, 'invalid_client'],
    [GRANT, { authorization: basic(key, 'x') }, 401, 'invalid_client'],
    [GRANT, { authorization: 'Bearer x' }, 401, 'invalid_client'],
    [{ ...GRANT, client_id: key, client_secret: 'x' }, {}, 401, 'invalid_client'],
    [{ ...GRANT, client_id: '\0', client_secret: secret }, {}, 401, 'invalid_client'],
    [{ ...GRANT, client_id: key, client_secret: secret }, { authorization }, 400, 'invalid_request'],
    [{ grant_type: ['client_credentials', 'client_credentials'] }, { authorization }, 400, 'invalid_request'],
    [{}, { authorization }, 400, 'invalid_request'],
    [{ grant_type: 'password' }, { authorization }, 400, 'unsupported_grant_type'],
    [GRANT, { authorization, 'content-type': 'application/json' }, 400, 'invalid_request'],
  ]
  for (const [fields, headers, status, error] of rows) {
    const answer = await ask(fields, headers)
    const what = JSON.stringify([fields, Object.keys(headers)])
    assert.deepEqual({ status: answer.status, error: answer.body.error }, { status, error }, what)
    assert.match(String(answer.body.error_description), /^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/, what)
    assert.equal(answer.headers.has('www-authenticate'), status === 401 && 'authorization' in headers, what)
  }
})

test('a token stops after an hour', async () => {
  const { authorization } = await actingClient(house, ['all'])
  const bearer = await tokenFor(authorization)
  const other = await openHouse({ sameAs: house, now: new Date(house.clock().getTime() + 3_600_000 - 1).toISOString() })
  const later = await openHouse({ sameAs: house, now: new Date(house.clock().getTime() + 3_600_000).toISOString() })
  try {
    assert.equal((await clientFor(other, bearer, 'piloto')).kind, 'client')
    await assert.rejects(async () => clientFor(later, bearer, 'piloto'), UNKNOWN)
  } finally {
    await other.close()
    await later.close()
  }
})

test('with the key its tokens are revoked, with a leaked secret too; a new secret alone lets them run out', async () => {
  const made = await actingClient(house, ['all'])
  const rotate = async (atOnce: boolean): Promise<string> => {
    const fresh = await rotateSecret(house, { tenant: 'piloto', id: made.id, by: BY }, (await clientOf(house, 'piloto', made.id))?.present ?? '', atOnce)
    return basic(fresh.key, fresh.secret)
  }
  const first = await tokenFor(made.authorization)
  house.time.add(1000)
  await rotate(false)
  assert.equal((await clientFor(house, first, 'piloto')).client, made.id)
  const third = await tokenFor(await rotate(true))
  await assert.rejects(async () => clientFor(house, first, 'piloto'), UNKNOWN)
  assert.equal((await clientFor(house, third, 'piloto')).client, made.id)
  await revokeClient(house, { tenant: 'piloto', id: made.id, by: BY })
  await assert.rejects(async () => clientFor(house, third, 'piloto'), UNKNOWN)
})

test('nobody changes a token, and none is made elsewhere', async () => {
  const made = await actingClient(house, ['state'])
  const token = (await tokenFor(made.authorization)).slice('Bearer '.length)
  const [said = '', mark = ''] = token.split('.')
  const more = Buffer.from(Buffer.from(said, 'base64url').toString().replace('"state"', '"all"')).toString('base64url')
  const stranger = signToken({ bytes: () => Buffer.alloc(32), fingerprints: house.keys.fingerprints, olderIssuers: [] }, { client: made.id, tenant: 'piloto', scopes: ['all'], made: house.clock().getTime() })
  for (const wrong of [`${more}.${mark}`, said, `${said}.`, `.${mark}`, `${token}.x`, `${said}.${mark.slice(2)}`, stranger]) {
    await assert.rejects(async () => clientFor(house, `Bearer ${wrong}`, 'piloto'), UNKNOWN, wrong)
  }
})

test('a client library finds the token address by itself', async () => {
  const answer = await house.request('/.well-known/oauth-authorization-server')
  assert.match(answer.headers.get('content-type') ?? '', /^application\/json/)
  assert.deepEqual(await answer.json(), {
    issuer: 'http://localhost', token_endpoint: 'http://localhost/oauth/token', token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    grant_types_supported: ['client_credentials'], response_types_supported: [], scopes_supported: [...SCOPES],
  })
})
