import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { actingClient, actingLearner, type Acting } from '../../test/acting.ts'
import { openHouse, type TestHouse } from '../../test/house.ts'

const PATH = '/xapi/piloto/statements'
const FOREIGN: Record<string, string> = { origin: 'https://elsewhere.example', host: 'localhost' }

let house: TestHouse
let her: Acting
let authorization = ''
before(async () => {
  house = await openHouse()
  her = await actingLearner(house)
  authorization = (await actingClient(house, ['all'])).authorization
})
after(() => house.close())

const codeOf = async (answer: Response): Promise<string> => `${answer.status} ${((await answer.json()) as { error?: string }).error ?? ''}`.trim()

test('a page of another site cannot use a signed-in browser’s cookie on /xapi, to write or to read', async () => {
  const foreign: readonly Record<string, string>[] = [FOREIGN, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { origin: 'null', host: 'localhost' }, { origin: 'http://localhost.evil.example', host: 'localhost' }]
  for (const headers of foreign) {
    for (const method of ['GET', 'POST', 'PUT', 'DELETE']) {
      const answer = await house.request(PATH, { method, headers: { ...headers, cookie: her.cookie }, ...(method === 'GET' ? {} : { body: '[]' }) })
      assert.equal(await codeOf(answer), '403 other-site', `${method} ${JSON.stringify(headers)}`)
    }
  }
})

test('our own pages and programs go on using the cookie there', async () => {
  const own: readonly Record<string, string>[] = [{}, { 'sec-fetch-site': 'same-origin' }, { origin: 'http://localhost', host: 'localhost' }]
  for (const headers of own) {
    assert.equal((await house.request(PATH, { headers: { ...headers, cookie: her.cookie } })).status, 200)
  }
})

test('a page of another site speaks to /xapi with a key of its own, and the browser lets it read the answer', async () => {
  for (const headers of [{ authorization }, { authorization: 'Basic wrong' }]) {
    const answer = await house.request(PATH, { headers: { ...FOREIGN, 'sec-fetch-site': 'cross-site', cookie: her.cookie, ...headers } })
    assert.doesNotMatch(await codeOf(answer.clone()), /other-site/)
    assert.equal(answer.headers.get('access-control-allow-origin'), '*')
    assert.equal(answer.headers.get('access-control-allow-credentials'), null)
    assert.equal(answer.headers.get('cross-origin-resource-policy'), 'cross-origin')
    for (const name of ['ETag', 'Last-Modified', 'X-Experience-API-Version', 'X-Experience-API-Consistent-Through']) assert.ok(answer.headers.get('access-control-expose-headers')?.includes(name), name)
  }
})

test('before a page of another site asks, the browser is told what it may send; nothing is done for that', async () => {
  for (const path of [PATH, '/xapi/piloto/activities/state', '/xapi/no-such-programme/about', '/oauth/token']) {
    const answer = await house.request(path, { method: 'OPTIONS', headers: { ...FOREIGN, 'access-control-request-method': 'PUT', 'access-control-request-headers': 'authorization,if-match,x-experience-api-version' } })
    assert.equal(answer.status, 204, path)
    assert.equal(await answer.text(), '')
    assert.equal(answer.headers.get('access-control-allow-origin'), '*')
    for (const method of ['GET', 'HEAD', 'PUT', 'POST', 'DELETE']) assert.ok(answer.headers.get('access-control-allow-methods')?.split(', ').includes(method), method)
    const allowed = answer.headers.get('access-control-allow-headers')?.toLowerCase().split(', ')
    for (const name of ['authorization', 'content-type', 'x-experience-api-version', 'if-match', 'if-none-match', 'accept-language', 'x-experience-api-hash']) assert.ok(allowed?.includes(name), name)
  }
})

test('a token may be asked for from everywhere: no cookie counts there', async () => {
  const answer = await house.request('/oauth/token', { method: 'POST', headers: { ...FOREIGN, cookie: her.cookie, 'content-type': 'application/x-www-form-urlencoded' }, body: 'grant_type=client_credentials' })
  assert.equal(await codeOf(answer.clone()), '401 invalid_client')
  assert.equal(answer.headers.get('access-control-allow-origin'), '*')
})

test('no other page is open to other sites, with or without a key', async () => {
  for (const path of ['/sign-in', '/me/data/name', '/xapi', '/oauth', '/xapiary/x']) {
    const sent: readonly Record<string, string>[] = [{}, { authorization }, { cookie: her.cookie }]
    for (const headers of sent) {
      const answer = await house.request(path, { method: 'POST', headers: { ...FOREIGN, ...headers, accept: 'application/json' }, body: '' })
      assert.equal(await codeOf(answer.clone()), '403 other-site', path)
      assert.equal(answer.headers.get('access-control-allow-origin'), null)
      assert.equal(answer.headers.get('cross-origin-resource-policy'), 'same-origin')
    }
    assert.notEqual((await house.request(path, { method: 'OPTIONS', headers: FOREIGN })).status, 204, path)
  }
})

test('what goes wrong on /xapi carries the security headers too', async () => {
  const answers = [await house.request('/xapi/piloto/nothing'), await house.request(PATH), await house.request(PATH, { headers: { authorization: 'x' } }), await house.request(PATH, { method: 'PATCH', headers: { authorization } })]
  for (const answer of answers) {
    assert.ok(answer.status >= 400 && answer.status < 500, String(answer.status))
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff')
    assert.match(answer.headers.get('content-security-policy') ?? '', /^default-src 'none'/)
    assert.equal(answer.headers.get('access-control-allow-origin'), '*')
  }
})
