import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { activityOf, agentOf, conformance, type Speaker } from './speaking.ts'

const { both, only } = conformance()

type Resource = 'activities/state' | 'activities/profile' | 'agents/profile'
type Query = Record<string, string>
/** Each document resource: the parameters it cannot do without, the name of a document's id last. */
const RESOURCES: readonly { readonly at: Resource; readonly name: string; readonly place: () => Query; readonly id: 'stateId' | 'profileId' }[] = [
  { at: 'activities/state', name: 'activity state', id: 'stateId', place: () => ({ activityId: activityOf().id, agent: JSON.stringify(agentOf()), stateId: 'avance' }) },
  { at: 'activities/profile', name: 'activity profile', id: 'profileId', place: () => ({ activityId: activityOf().id, profileId: 'avance' }) },
  { at: 'agents/profile', name: 'agent profile', id: 'profileId', place: () => ({ agent: JSON.stringify(agentOf()), profileId: 'avance' }) },
]
const sha1 = (text: string): string => `"${createHash('sha1').update(text).digest('hex')}"`
const without = (query: Query, name: string): Query => Object.fromEntries(Object.entries(query).filter(([n]) => n !== name))
/** Replaces what stands there, whatever the version demands. */
const replace = (lrs: Speaker, at: Resource, query: Query, body: unknown, type = 'application/json') =>
  lrs.ask('GET', at, { query }).then(({ status, header }) => lrs.expect(204, 'PUT', at, {
    query, body, headers: { 'content-type': type, ...(status === 200 ? { 'if-match': header('etag') } : { 'if-none-match': '*' }) },
  }))

both('a document of any kind is put, read with its type, posted and deleted: 204, 200, 204, 204', async (lrs) => {
  for (const { at, place } of RESOURCES) {
    const query = place()
    const put = await lrs.expect(204, 'PUT', at, { query, body: Buffer.from([0, 255, 1, 13, 10]), headers: { 'content-type': 'application/octet-stream', 'if-none-match': '*' } })
    assert.equal(put.text, '')
    const got = await lrs.expect(200, 'GET', at, { query })
    assert.deepEqual([[...got.bytes], got.header('content-type')], [[0, 255, 1, 13, 10], 'application/octet-stream'])
    await replace(lrs, at, query, { uno: 1 })
    const posted = await lrs.expect(204, 'POST', at, { query, body: { dos: 2 } })
    assert.equal(posted.text, '')
    assert.deepEqual((await lrs.expect(200, 'GET', at, { query })).json<object>(), { uno: 1, dos: 2 })
    const gone = await lrs.expect(204, 'DELETE', at, { query })
    assert.equal(gone.text, '')
    await lrs.expect(404, 'GET', at, { query })
  }
})

both('a POST where no document is stores it as a PUT would', async (lrs) => {
  for (const { at, place } of RESOURCES) {
    const query = place()
    await lrs.expect(204, 'POST', at, { query, body: { a: [1, { b: null }], ñ: 'ñandú' } })
    assert.deepEqual((await lrs.expect(200, 'GET', at, { query })).json<object>(), { a: [1, { b: null }], ñ: 'ñandú' })
  }
})

both('a POST to a JSON document merges one level deep: what is new replaces, the rest stays', async (lrs) => {
  for (const { at, place } of RESOURCES) {
    const query = place()
    await lrs.expect(204, 'POST', at, { query, body: '{ "a": 1, "deep": {"x": 1, "y": 2}, "list": [1, 2], "stays": {"z": [1]} }' })
    await lrs.expect(204, 'POST', at, { query, body: { a: 'dos', deep: { y: 3 }, list: [3], more: null } })
    const got = await lrs.expect(200, 'GET', at, { query })
    assert.deepEqual(got.json<object>(), { a: 'dos', deep: { y: 3 }, list: [3], stays: { z: [1] }, more: null })
    assert.match(got.header('content-type'), /^application\/json/)
  }
})

both('a POST to a document is refused with 400 unless both are JSON objects', async (lrs) => {
  for (const { at, place } of RESOURCES) {
    const json = place()
    await lrs.expect(204, 'POST', at, { query: json, body: { uno: 1 } })
    for (const [body, type] of [['hola', 'text/plain'], ['{"a":1}', 'text/plain'], ['[1]', 'application/json'], ['7', 'application/json'], ['null', 'application/json'], ['{', 'application/json'], ['', 'application/json']] as const) {
      await lrs.expect(400, 'POST', at, { query: json, body, headers: { 'content-type': type } })
    }
    assert.deepEqual((await lrs.expect(200, 'GET', at, { query: json })).json<object>(), { uno: 1 })
    for (const [body, type] of [['hola', 'text/plain'], ['[1]', 'application/json']] as const) {
      const other = place()
      await replace(lrs, at, other, body, type)
      await lrs.expect(400, 'POST', at, { query: other, body: { uno: 1 } })
      assert.equal((await lrs.expect(200, 'GET', at, { query: other })).text, body)
    }
  }
})

both('a POST that says application/json and is none is refused with 400, also where no document is', async (lrs) => {
  for (const { at, place } of RESOURCES) {
    const query = place()
    for (const body of ['{"a":', "{'a':1}", '{a:1}', '{"a":1,}']) await lrs.expect(400, 'POST', at, { query, body })
    await lrs.expect(404, 'GET', at, { query })
  }
})

both('each parameter a document resource cannot do without is asked for with 400, by every method', async (lrs) => {
  for (const { at, place, id } of RESOURCES) {
    for (const method of ['GET', 'PUT', 'POST', 'DELETE'] as const) {
      for (const name of Object.keys(place())) {
        // Without the id a list is read, and all of an activity's states are deleted.
        if (name === id && (method === 'GET' || (method === 'DELETE' && at === 'activities/state'))) continue
        await lrs.expect(400, method, at, { query: without(place(), name), ...(method === 'PUT' || method === 'POST' ? { body: {} } : {}) })
      }
    }
  }
})

both('an agent that is none, an activityId that is no IRI, a registration that is no UUID: 400 by every method', async (lrs) => {
  for (const { at, place } of RESOURCES) {
    const base = place()
    const bad: [string, string][] = []
    if ('agent' in base) for (const value of ['true', 'rosa', '{}', '{"mbox":"x"}', '[]', '{"objectType":"Group","member":[]}']) bad.push(['agent', value])
    if ('activityId' in base) bad.push(['activityId', 'curso'])
    if (at === 'activities/state') bad.push(['registration', 'x'], ['registration', 'true'])
    for (const method of ['GET', 'PUT', 'POST', 'DELETE'] as const) {
      for (const [name, value] of bad) await lrs.expect(400, method, at, { query: { ...base, [name]: value }, ...(method === 'PUT' || method === 'POST' ? { body: {} } : {}) })
    }
  }
  for (const name of ['agent', 'registration', 'stateId']) await lrs.expect(400, 'GET', 'activities/profile', { query: { activityId: activityOf().id, profileId: 'p', [name]: 'not JSON' } })
})

both('an id of a document is any text', async (lrs) => {
  for (const { at, place, id } of RESOURCES) {
    for (const text of ['https://example.pe/a?b=c&d', 'ñ / % + é', '{"a":1}', 'true', '7', '👩‍🌾']) {
      const query = { ...place(), [id]: text }
      await lrs.expect(204, 'PUT', at, { query, body: text, headers: { 'content-type': 'text/plain', 'if-none-match': '*' } })
      assert.equal((await lrs.expect(200, 'GET', at, { query })).text, text)
      assert.deepEqual((await lrs.expect(200, 'GET', at, { query: without(query, id) })).json<string[]>(), [text])
      await lrs.expect(204, 'DELETE', at, { query })
    }
  }
})

both('GET without the id lists the ids; since only what was stored later', async (lrs) => {
  for (const { at, place, id } of RESOURCES) {
    const query = place()
    const put = (text: string) => lrs.expect(204, 'POST', at, { query: { ...query, [id]: text }, body: {} })
    const ids = async (more: Query = {}) => (await lrs.expect(200, 'GET', at, { query: { ...without(query, id), ...more } })).json<string[]>()
    assert.deepEqual(await ids(), [])
    await put('uno')
    await put('dos')
    const then = lrs.house.clock().toISOString()
    lrs.house.time.add(2000)
    await put('tres')
    assert.deepEqual((await ids()).sort(), ['dos', 'tres', 'uno'])
    assert.deepEqual(await ids({ since: then }), ['tres'])
    assert.deepEqual(await ids({ since: `${new Date(Date.parse(then) - 5 * 3_600_000).toISOString().slice(0, -1)}-05:00` }), ['tres'])
    assert.deepEqual(await ids({ since: new Date(Date.parse(then) + 3_600_000).toISOString() }), [])
    for (const since of ['ayer', '2026-02-30T00:00:00Z', '']) await lrs.expect(400, 'GET', at, { query: { ...without(query, id), since } })
  }
})

both('a state belongs to its registration; without one, all are listed and deleted', async (lrs) => {
  const [query, mine, others] = [RESOURCES[0]!.place(), randomUUID(), randomUUID()]
  const put = (more: Query, body: unknown) => lrs.expect(204, 'PUT', 'activities/state', { query: { ...query, ...more }, body })
  await put({ registration: mine }, '"mine"')
  await put({ registration: others }, '"others"')
  await put({ stateId: 'general' }, '"general"')
  assert.equal((await lrs.expect(200, 'GET', 'activities/state', { query: { ...query, registration: mine.toUpperCase() } })).text, '"mine"')
  await lrs.expect(404, 'GET', 'activities/state', { query })
  await lrs.expect(204, 'POST', 'activities/state', { query: { ...query, stateId: 'p', registration: mine }, body: {} })
  const all = without(query, 'stateId')
  const ids = async (more: Query = {}) => (await lrs.expect(200, 'GET', 'activities/state', { query: { ...all, ...more } })).json<string[]>().sort()
  assert.deepEqual(await ids({ registration: mine }), ['avance', 'p'])
  await lrs.expect(204, 'DELETE', 'activities/state', { query: { ...query, registration: mine } })
  assert.deepEqual(await ids({ registration: mine }), ['p'])
  await lrs.expect(204, 'DELETE', 'activities/state', { query: { ...all, registration: mine } })
  assert.deepEqual(await ids({ registration: mine }), [])
  assert.deepEqual(await ids(), ['avance', 'general'])
  await lrs.expect(204, 'DELETE', 'activities/state', { query: all })
  assert.deepEqual(await ids(), [])
})

only('1.0.3', 'since beside a stateId is overlooked in 1.0.3, and DELETE takes no since', async (lrs) => {
  const query = RESOURCES[0]!.place()
  await lrs.expect(204, 'PUT', 'activities/state', { query, body: {} })
  await lrs.expect(200, 'GET', 'activities/state', { query: { ...query, since: '2030-01-01T00:00:00Z' } })
  await lrs.expect(400, 'DELETE', 'activities/state', { query: { ...query, since: 'ayer' } })
})

both('the ETag of a document is the SHA-1 of its bytes, in quotes; If-None-Match with it answers 304', async (lrs) => {
  for (const { at, place } of RESOURCES) {
    const query = place()
    await lrs.expect(204, 'PUT', at, { query, body: 'ñandú', headers: { 'content-type': 'text/plain', 'if-none-match': '*' } })
    const got = await lrs.expect(200, 'GET', at, { query })
    assert.equal(got.header('etag'), sha1('ñandú'))
    assert.equal((await lrs.expect(304, 'GET', at, { query, headers: { 'if-none-match': sha1('ñandú') } })).text, '')
  }
})

both('If-Match with another ETag is 412 for PUT, POST and DELETE and changes nothing; with the right one it is done', async (lrs) => {
  for (const { at, place } of RESOURCES) {
    const query = place()
    await lrs.expect(204, 'POST', at, { query, body: { uno: 1 } })
    const etag = async () => (await lrs.expect(200, 'GET', at, { query })).header('etag')
    const before = await etag()
    for (const method of ['PUT', 'POST', 'DELETE'] as const) {
      for (const wrong of ['1234', '"1234"', sha1('x')]) await lrs.expect(412, method, at, { query, headers: { 'if-match': wrong }, ...(method === 'DELETE' ? {} : { body: { dos: 2 } }) })
    }
    assert.equal(await etag(), before)
    await lrs.expect(204, 'PUT', at, { query, headers: { 'if-match': await etag() }, body: { dos: 2 } })
    await lrs.expect(204, 'POST', at, { query, headers: { 'if-match': await etag() }, body: { tres: 3 } })
    assert.deepEqual((await lrs.expect(200, 'GET', at, { query })).json<object>(), { dos: 2, tres: 3 })
    await lrs.expect(204, 'DELETE', at, { query, headers: { 'if-match': `W/${await etag()}, "0"` } })
    await lrs.expect(412, 'PUT', at, { query, headers: { 'if-match': '*' }, body: {} })
    await lrs.expect(404, 'GET', at, { query })
  }
})

both('If-None-Match * is 412 where a document is, and it stays', async (lrs) => {
  for (const { at, place } of RESOURCES) {
    const query = place()
    await lrs.expect(204, 'PUT', at, { query, body: '"uno"', headers: { 'if-none-match': '*' } })
    await lrs.expect(412, 'PUT', at, { query, body: '"dos"', headers: { 'if-none-match': '*' } })
    assert.equal((await lrs.expect(200, 'GET', at, { query })).text, '"uno"')
  }
})

both('a PUT over a profile with neither header is 409 with an explanation, and the profile stays', async (lrs) => {
  for (const { at, place } of RESOURCES.slice(1)) await blind(lrs, at, place())
})

only('2.0.0', 'in xAPI 2.0 a PUT over a state with neither header is 409 too', async (lrs) => {
  await blind(lrs, 'activities/state', RESOURCES[0]!.place())
})

only('1.0.3', 'in 1.0.3 a state may be replaced without either header', async (lrs) => {
  const query = RESOURCES[0]!.place()
  for (const body of ['"uno"', '"dos"']) await lrs.expect(204, 'PUT', 'activities/state', { query, body })
  assert.equal((await lrs.expect(200, 'GET', 'activities/state', { query })).text, '"dos"')
})

async function blind(lrs: Speaker, at: Resource, query: Query): Promise<void> {
  await lrs.expect(204, 'PUT', at, { query, body: '"uno"' })
  const refused = await lrs.expect(409, 'PUT', at, { query, body: '"dos"' })
  assert.match(refused.text, /If-Match/)
  assert.equal((await lrs.expect(200, 'GET', at, { query })).text, '"uno"')
}

both('Last-Modified of a document, and of a list of them, is when it last changed', async (lrs) => {
  for (const { at, place, id } of RESOURCES) {
    const query = place()
    await lrs.expect(204, 'POST', at, { query, body: { uno: 1 } })
    const at1 = (await lrs.expect(200, 'GET', at, { query })).header('last-modified')
    assert.equal(at1, lrs.house.clock().toUTCString())
    lrs.house.time.add(2000)
    await lrs.expect(204, 'POST', at, { query, body: { dos: 2 } })
    assert.ok(Date.parse((await lrs.expect(200, 'GET', at, { query })).header('last-modified')) > Date.parse(at1))
    assert.equal((await lrs.expect(200, 'GET', at, { query: without(query, id) })).header('last-modified'), lrs.house.clock().toUTCString())
  }
})

only('2.0.0', 'in xAPI 2.0 a POST of anything but a JSON object is refused, and since does not go with an id', async (lrs) => {
  for (const { at, place } of RESOURCES) {
    const query = place()
    await lrs.expect(400, 'POST', at, { query, body: 'hola', headers: { 'content-type': 'text/plain' } })
    await lrs.expect(400, 'POST', at, { query, body: '[1]' })
    await lrs.expect(404, 'GET', at, { query })
    await lrs.expect(400, 'GET', at, { query: { ...query, since: '2020-01-01T00:00:00Z' } })
  }
})
