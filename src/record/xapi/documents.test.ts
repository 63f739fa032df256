import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { asSession, etag, mail, refused, xapiRequest, type Sent } from '../../../test/asking-xapi.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import type { Problem } from '../../lib/problem.ts'
import { RESOURCES } from './documents.ts'
import type { Scope, XapiAnswer, XapiVersion } from './request.ts'

let house: TestHouse
let other: TestHouse
before(async () => {
  house = await openHouse()
  other = await openHouse({ sameAs: house })
})
after(async () => {
  await other.close()
  await house.close()
})

type Kind = keyof typeof RESOURCES
type Method = keyof (typeof RESOURCES)[Kind]

const KINDS: readonly Kind[] = ['activities/state', 'activities/profile', 'agents/profile']
const JSON_TYPE = { 'content-type': 'application/json' }

function send(method: Method, resource: Kind, query: Record<string, string>, { of = house, ...sent }: Sent & { of?: TestHouse } = {}): Promise<XapiAnswer> {
  return RESOURCES[resource][method](of, xapiRequest(method, resource, query, sent))
}

/** A document nobody has touched yet: the parameters that name it, and those that name its folder. */
function fresh(kind: Kind): { one: Record<string, string>; all: Record<string, string> } {
  const all = {
    ...(kind !== 'agents/profile' && { activityId: `https://example.org/a/${randomUUID()}` }),
    ...(kind !== 'activities/profile' && { agent: mail(randomUUID()) }),
  }
  return { all, one: { ...all, [kind === 'activities/state' ? 'stateId' : 'profileId']: 'where I was' } }
}

for (const kind of KINDS) {
  test(`${kind}: any bytes come back exactly as they were sent, under their own type and with the SHA-1 of them as ETag`, async () => {
    const { one, all } = fresh(kind)
    const body = Buffer.from([0, 255, 10, 13, 128, 0])
    house.time.set('2026-03-02T15:00:00.250Z')
    assert.deepEqual(await send('PUT', kind, one, { body, headers: { 'content-type': 'image/x-odd; a="b"', 'if-none-match': '*' } }),
      { status: 204, headers: { ETag: etag(body) }, body: null })
    const got = await send('GET', kind, one)
    assert.equal(got.status, 200)
    assert.ok(body.equals(got.body as Buffer))
    assert.equal(got.headers['Content-Type'], 'image/x-odd; a="b"')
    assert.equal(got.headers.ETag, etag(body))
    assert.equal(got.headers['Last-Modified'], 'Mon, 02 Mar 2026 15:00:00 GMT')
    assert.equal((await send('GET', kind, one, { headers: { 'if-none-match': etag(body) } })).status, 304)
    assert.deepEqual(await send('DELETE', kind, one), { status: 204, headers: {}, body: null })
    await refused(404, send('GET', kind, one))
    assert.equal((await send('DELETE', kind, one)).status, 204)
    assert.equal((await send('GET', kind, all)).body, '[]')
  })

  test(`${kind}: the ids of what there is, and of what changed after a moment`, async () => {
    const { one, all } = fresh(kind)
    const id = kind === 'activities/state' ? 'stateId' : 'profileId'
    for (const [n, name] of ['first', 'second', 'third'].entries()) {
      house.time.set(`2026-03-02T16:00:0${n}.000Z`)
      await send('PUT', kind, { ...one, [id]: name }, { body: name })
    }
    const list = async (query: Record<string, string>) => JSON.parse(String((await send('GET', kind, { ...all, ...query })).body)) as unknown
    assert.deepEqual(await list({}), ['first', 'second', 'third'])
    // The moment itself is not after it.
    assert.deepEqual(await list({ since: '2026-03-02T16:00:01Z' }), ['third'])
    assert.deepEqual(await list({ since: '2026-03-02T11:00:00.999-05:00' }), ['second', 'third'])
    assert.deepEqual(await list({ since: '2026-03-02T16:00:02.000Z' }), [])
    house.time.set('2026-03-02T16:00:09.000Z')
    await send('POST', kind, { ...one, [id]: 'json' }, { body: '{"a":1}', headers: JSON_TYPE })
    house.time.set('2026-03-02T16:00:10.000Z')
    await send('POST', kind, { ...one, [id]: 'json' }, { body: '{"b":1}', headers: JSON_TYPE })
    assert.deepEqual(await list({ since: '2026-03-02T16:00:09.500Z' }), ['json'])
    const answer = await send('GET', kind, all)
    assert.equal(answer.headers['Last-Modified'], 'Mon, 02 Mar 2026 16:00:10 GMT')
    assert.equal(answer.headers['Content-Type'], 'application/json')
    assert.equal(answer.headers.ETag, etag(String(answer.body)))
    await refused(400, send('GET', kind, { ...all, since: 'yesterday' }), /since/)
  })

  test(`${kind}: POST merges JSON objects at the top level, and nothing else`, async () => {
    const { one } = fresh(kind)
    const post = (body: string, type = 'application/json', version: XapiVersion = '1.0.3') => send('POST', kind, one, { body, headers: { 'content-type': type }, version })
    const text = async () => String((await send('GET', kind, one)).body)
    await post('{ "x" : {"deep":1,"gone":2}, "big": 12345678901234567890, "__proto__": {"p":1} }', 'application/json; charset=utf-8')
    await post('{"y":[1, 2.50],"x":{"deep":3}}')
    // The numbers keep the digits they were sent with.
    assert.equal(await text(), '{"x":{"deep":3},"big":12345678901234567890,"__proto__":{"p":1},"y":[1, 2.50]}')
    assert.equal((await send('GET', kind, one)).headers['Content-Type'], 'application/json; charset=utf-8')
    const before = await text()
    for (const body of ['[1]', '1', 'null', '{"a":1', '', '{"a":"\xff"}']) await refused(400, send('POST', kind, one, { body: Buffer.from(body, 'latin1'), headers: JSON_TYPE }))
    await refused(400, post('{"a":1}', 'text/plain'))
    await refused(400, post('abc', 'not/json'))
    assert.equal(await text(), before)

    // A first POST is a PUT: of anything in 1.0.3, of an object in 2.0.
    const plain = fresh(kind).one
    await refused(400, send('POST', kind, plain, { body: 'abc', headers: { 'content-type': 'text/plain' }, version: '2.0.0' }))
    await refused(404, send('GET', kind, plain))
    await send('POST', kind, plain, { body: 'abc', headers: { 'content-type': 'text/plain' } })
    await refused(400, send('POST', kind, plain, { body: '{"a":1}', headers: JSON_TYPE }))
    assert.equal(String((await send('GET', kind, plain)).body), 'abc')
    await refused(400, send('PUT', kind, fresh(kind).one, { body: '{"a"', headers: JSON_TYPE }))
  })

  test(`${kind}: a change that was meant for another state of the document is refused and changes nothing`, async () => {
    for (const version of ['1.0.3', '2.0.0'] as const) {
      const { one, all } = fresh(kind)
      const write = (method: 'PUT' | 'POST' | 'DELETE', headers: Record<string, string>, body = '{"a":2}') =>
        send(method, kind, one, { body, headers: { ...JSON_TYPE, ...headers }, version })
      const text = async () => String((await send('GET', kind, one, { version })).body)
      for (const method of ['PUT', 'POST', 'DELETE'] as const) {
        await refused(412, write(method, { 'if-match': etag('{"a":1}') }))
        await refused(412, write(method, { 'if-match': '*' }))
      }
      assert.equal((await send('GET', kind, all, { version })).body, '[]')
      // Nothing there yet, so nothing can be lost.
      await write('PUT', {}, '{"a":1}')
      for (const method of ['PUT', 'POST', 'DELETE'] as const) {
        await refused(412, write(method, { 'if-match': `"${'1'.repeat(40)}"` }))
        await refused(412, write(method, { 'if-match': '1234' }))
        await refused(412, write(method, { 'if-none-match': '*' }))
        await refused(412, write(method, { 'if-none-match': `"x", ${etag('{"a":1}')}` }))
      }
      assert.equal(await text(), '{"a":1}')
      await write('PUT', { 'if-match': `"x", ${etag('{"a":1}')}` })
      // As old libraries send it, and as a proxy that packs answers hands it on.
      await write('POST', { 'if-match': etag('{"a":2}').slice(1, -1) }, '{"b":3}')
      assert.equal(await text(), '{"a":2,"b":3}')
      await write('PUT', { 'if-match': `W/${etag('{"a":2,"b":3}')}` }, '{"a":4}')
      await write('PUT', { 'if-none-match': '"x"' }, '{"a":5}')
      await write('POST', {}, '{"a":6}')
      assert.equal(await text(), '{"a":6}')
      await write('DELETE', { 'if-match': '*' })
      await refused(404, send('GET', kind, one, { version }))
    }
  })

  test(`${kind}: a PUT that says nothing of what it replaces`, async () => {
    for (const version of ['1.0.3', '2.0.0'] as const) {
      const { one } = fresh(kind)
      await send('PUT', kind, one, { body: 'first', version })
      const again = send('PUT', kind, one, { body: 'second', version })
      // 1.0.3 lets a state be replaced so, 2.0 nothing.
      if (kind === 'activities/state' && version === '1.0.3') await again
      else {
        const answer = await again
        assert.deepEqual([answer.status, answer.headers], [409, { 'Content-Type': 'text/plain; charset=utf-8' }])
        assert.match(String(answer.body), /current state.*If-Match/)
        await refused(409, send('PUT', kind, one, { body: 'second', version, headers: { accept: 'application/json' } }), /current state.*If-Match/)
      }
      assert.equal(String((await send('GET', kind, one, { version })).body), kind === 'activities/state' && version === '1.0.3' ? 'second' : 'first')
    }
  })

  test(`${kind}: of fifty changes to the same state of a document one is made, from two processes`, async () => {
    const { one } = fresh(kind)
    const race = async (headers: Record<string, string>, word: string) => {
      const all = await Promise.allSettled(Array.from({ length: 50 }, (_, n) => send('PUT', kind, one, { body: `${word} ${n}`, headers, of: n % 2 ? other : house })))
      const won = all.flatMap((a, n) => (a.status === 'fulfilled' ? [`${word} ${n}`] : []))
      for (const lost of all) if (lost.status === 'rejected') assert.equal((lost.reason as Problem).status, 412, String(lost.reason))
      assert.equal(won.length, 1)
      const now = String((await send('GET', kind, one)).body)
      assert.equal(now, won[0])
      return etag(now)
    }
    const first = await race({ 'if-none-match': '*' }, 'made')
    const second = await race({ 'if-match': first }, 'changed')
    await race({ 'if-match': second }, 'changed again')
  })

  test(`${kind}: what many merge into a document at once is all there`, async () => {
    const { one } = fresh(kind)
    await Promise.all(Array.from({ length: 30 }, (_, n) => send('POST', kind, one, { body: `{"k${n}":${n}}`, headers: JSON_TYPE, of: n % 2 ? other : house })))
    const merged = JSON.parse(String((await send('GET', kind, one)).body)) as Record<string, number>
    assert.deepEqual(Object.entries(merged).sort(), Array.from({ length: 30 }, (_, n) => [`k${n}`, n]).sort())
  })

  test(`${kind}: parameters that are missing, broken, unknown or in other capitals are refused`, async () => {
    const { one } = fresh(kind)
    for (const method of ['GET', 'PUT', 'POST', 'DELETE'] as const) {
      const ask = (query: Record<string, string>) => send(method, kind, query, { body: '{}', headers: { ...JSON_TYPE, 'if-none-match': '*' } })
      for (const name of Object.keys(one)) {
        const without = Object.fromEntries(Object.entries(one).filter(([n]) => n !== name))
        // Without the id GET lists, and DELETE of states takes all of them.
        const optional = name.endsWith('Id') && name !== 'activityId' && (method === 'GET' || (method === 'DELETE' && kind === 'activities/state'))
        if (!optional) await refused(400, ask(without), new RegExp(name))
        if (!optional) await refused(400, ask({ ...one, [name]: '' }), new RegExp(name))
        await refused(400, ask({ ...without, [name.toUpperCase()]: one[name]! }))
      }
      if (one.activityId) for (const bad of ['true', '1', 'not an iri', '[object Object]']) await refused(400, ask({ ...one, activityId: bad }), /activityId/)
      if (one.agent) {
        for (const bad of ['true', '1', 'not JSON', '[]', '{}', '{"mbox":"x"}', '{"mbox":"mailto:a@example.org","openid":"https://example.org/o"}',
          '{"objectType":"Group","mbox":"mailto:a@example.org"}', '{"mbox":"mailto:a@example.org","extra":1}']) await refused(400, ask({ ...one, agent: bad }))
      } else await refused(400, ask({ ...one, agent: mail('x') }), /agent/)
      if (kind === 'activities/state') for (const bad of ['true', '1', 'not UUID', '']) await refused(400, ask({ ...one, registration: bad }), /registration/)
      else await refused(400, ask({ ...one, registration: randomUUID() }), /registration/)
      await refused(400, ask({ ...one, whatever: '1' }), /whatever/)
      if (method !== 'GET') await refused(400, ask({ ...one, since: '2026-03-02T16:00:01Z' }), /since/)
    }
    await refused(400, send('PUT', kind, { ...one, [kind === 'activities/state' ? 'stateId' : 'profileId']: 'a\0b' }))
    await refused(404, send('GET', kind, one))
    await send('PUT', kind, one, { body: 'x' })
    await refused(400, send('GET', kind, { ...one, since: 'yesterday' }), /since/)
    await refused(400, send('GET', kind, { ...one, since: '2026-03-02T16:00:01Z' }, { version: '2.0.0' }), /since/)
    assert.equal((await send('GET', kind, { ...one, since: '2026-03-02T16:00:01Z' })).status, 200)
  })

  test(`${kind}: only a key with the right scope reads and writes, and a browser's session never`, async () => {
    const { one, all } = fresh(kind)
    const scope: Scope = kind === 'activities/state' ? 'state' : 'profile'
    const wrong: Scope = scope === 'state' ? 'profile' : 'state'
    await send('PUT', kind, one, { body: '1', scopes: [scope] })
    for (const scopes of [[scope], ['all'], ['all/read']] as const) {
      assert.equal((await send('GET', kind, one, { scopes })).status, 200)
      assert.equal((await send('GET', kind, all, { scopes })).status, 200)
    }
    for (const method of ['PUT', 'POST', 'DELETE'] as const) await refused(403, send(method, kind, one, { body: '{}', scopes: ['all/read', wrong, 'statements/write', 'define'] }))
    await refused(403, send('GET', kind, one, { scopes: [wrong, 'statements/read'] }))
    for (const method of ['GET', 'PUT', 'POST', 'DELETE'] as const) await refused(403, RESOURCES[kind][method](house, asSession(xapiRequest(method, kind, one))))
  })

  test(`${kind}: another programme's client finds nothing and changes nothing`, async () => {
    const { one, all } = fresh(kind)
    await send('PUT', kind, one, { body: 'ours' })
    await refused(404, send('GET', kind, one, { tenant: 'another' }))
    assert.equal((await send('GET', kind, all, { tenant: 'another' })).body, '[]')
    await send('PUT', kind, one, { body: 'theirs', tenant: 'another', headers: { 'if-none-match': '*' } })
    await send('DELETE', kind, one, { tenant: 'another' })
    if (kind === 'activities/state') await send('DELETE', kind, all, { tenant: 'another' })
    assert.equal(String((await send('GET', kind, one)).body), 'ours')
  })
}

test('states belong to their registration, and are deleted together', async () => {
  const { all, one } = fresh('activities/state')
  const [r1, r2] = [randomUUID(), randomUUID()]
  const state = (query: Record<string, string>) => send('GET', 'activities/state', query)
  await send('PUT', 'activities/state', one, { body: 'none' })
  await send('PUT', 'activities/state', { ...one, registration: r1 }, { body: 'one' })
  await send('PUT', 'activities/state', { ...one, stateId: 'b', registration: r1.toUpperCase() }, { body: 'one b' })
  await send('PUT', 'activities/state', { ...one, registration: r2 }, { body: 'two' })
  assert.equal(String((await state({ ...one, registration: r1.toUpperCase() })).body), 'one')
  assert.equal(String((await state(one)).body), 'none')
  const ids = (await state(all)).body as string
  assert.deepEqual((JSON.parse(ids) as string[]).sort(), ['b', 'where I was'])
  assert.deepEqual((JSON.parse(String((await state({ ...all, registration: r1 })).body)) as string[]).sort(), ['b', 'where I was'])
  await refused(412, send('DELETE', 'activities/state', { ...all, registration: r1 }, { headers: { 'if-match': '"x"' } }))
  await send('DELETE', 'activities/state', { ...all, registration: r1 })
  assert.equal((await state({ ...all, registration: r1 })).body, '[]')
  assert.equal(String((await state({ ...one, registration: r2 })).body), 'two')
  await send('DELETE', 'activities/state', all, { headers: { 'if-match': etag((await state(all)).body as string) } })
  for (const query of [one, { ...one, registration: r1 }, { ...one, registration: r2 }]) await refused(404, state(query))
  assert.equal((await state(all)).body, '[]')
})

test('an identifier and an id longer than any index row are kept like any other', async () => {
  const long = { activityId: `https://example.org/${'a'.repeat(20_000)}`, agent: mail('long'), stateId: `${'ñ'.repeat(9_000)} 1` }
  await send('PUT', 'activities/state', long, { body: 'x' })
  assert.equal(String((await send('GET', 'activities/state', long)).body), 'x')
  await refused(404, send('GET', 'activities/state', { ...long, stateId: `${'ñ'.repeat(9_000)} 2` }))
})
