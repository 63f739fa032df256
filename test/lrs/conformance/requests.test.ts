import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { Method, Resource } from '../../../src/record/xapi/request.ts'
import { activityOf, agentOf, conformance, newSpeaker, statement, type Speaker } from './speaking.ts'

const { both, only } = conformance()

const AGENT = JSON.stringify(agentOf('rosa'))
const ACTIVITY = activityOf('uva').id

/** A GET of each resource that answers 200. */
async function readable(lrs: Speaker): Promise<[Resource, Record<string, string>][]> {
  const [id = ''] = await lrs.post(statement())
  const body = { uno: 1 }
  await lrs.expect(204, 'POST', 'activities/state', { query: { activityId: ACTIVITY, agent: AGENT, stateId: 's' }, body })
  await lrs.expect(204, 'POST', 'activities/profile', { query: { activityId: ACTIVITY, profileId: 'p' }, body })
  await lrs.expect(204, 'POST', 'agents/profile', { query: { agent: AGENT, profileId: 'p' }, body })
  return [
    ['statements', { statementId: id }], ['statements', { limit: '3' }], ['activities', { activityId: ACTIVITY }], ['agents', { agent: AGENT }], ['about', {}],
    ['activities/state', { activityId: ACTIVITY, agent: AGENT, stateId: 's' }], ['activities/state', { activityId: ACTIVITY, agent: AGENT }],
    ['activities/profile', { activityId: ACTIVITY, profileId: 'p' }], ['activities/profile', { activityId: ACTIVITY }],
    ['agents/profile', { agent: AGENT, profileId: 'p' }], ['agents/profile', { agent: AGENT }],
  ]
}

both('HEAD answers like GET on every resource, without a body', async (lrs) => {
  for (const [resource, query] of await readable(lrs)) {
    const got = await lrs.expect(200, 'GET', resource, { query })
    const head = await lrs.expect(200, 'HEAD', resource, { query })
    assert.equal(head.bytes.length, 0)
    for (const name of ['content-type', 'etag', 'last-modified', 'x-experience-api-version', 'x-experience-api-consistent-through']) {
      assert.equal(head.header(name), got.header(name), `${resource} ${name}`)
    }
  }
  const refused = await lrs.expect(404, 'HEAD', 'statements', { query: { statementId: randomUUID() } })
  assert.equal(refused.bytes.length, 0)
})

const form = (fields: Record<string, string>) => ({ headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(fields).toString() })
/** What a page of an old browser can send: nothing in headers but the type of a form. */
const hidden = (lrs: Speaker, fields: Record<string, string>) => {
  const { headers, body } = form({ Authorization: lrs.authorization, 'X-Experience-API-Version': '1.0.3', ...fields })
  return { headers: { ...headers, authorization: null, 'x-experience-api-version': null }, body }
}

only('1.0.3', 'the alternate request syntax carries PUT, GET, HEAD, POST and DELETE in a form', async (lrs) => {
  const one = statement()
  const put = hidden(lrs, { statementId: one.id, content: JSON.stringify(one), 'Content-Type': 'application/json' })
  await lrs.expect(204, 'POST', 'statements', { query: { method: 'PUT' }, ...put })
  const got = await lrs.expect(200, 'POST', 'statements', { query: { method: 'GET' }, ...hidden(lrs, { statementId: one.id }) })
  assert.equal(got.json<{ id: string }>().id, one.id)
  const posted = await lrs.expect(200, 'POST', 'statements', { query: { method: 'POST' }, ...hidden(lrs, { content: JSON.stringify(statement()) }) })
  assert.equal(posted.json<string[]>().length, 1)
  const state = { activityId: ACTIVITY, agent: AGENT, stateId: randomUUID() }
  await lrs.expect(204, 'POST', 'activities/state', { query: { method: 'PUT' }, ...hidden(lrs, { ...state, content: 'ñandú', 'Content-Type': 'text/plain' }) })
  const read = await lrs.expect(200, 'POST', 'activities/state', { query: { method: 'GET' }, ...hidden(lrs, state) })
  assert.deepEqual([read.text, read.header('content-type')], ['ñandú', 'text/plain'])
  await lrs.expect(412, 'POST', 'activities/state', { query: { method: 'PUT' }, ...hidden(lrs, { ...state, content: 'x', 'Content-Type': 'text/plain', 'If-Match': '"0"' }) })
  const head = await lrs.expect(200, 'POST', 'activities/state', { query: { method: 'HEAD' }, ...hidden(lrs, state) })
  assert.equal(head.text, '')
  await lrs.expect(204, 'POST', 'activities/state', { query: { method: 'DELETE' }, ...hidden(lrs, state) })
  await lrs.expect(404, 'GET', 'activities/state', { query: state })
})

only('1.0.3', 'a POST that holds a GET answers with a list of statements', async (lrs) => {
  const [id] = await lrs.post(statement())
  const got = await lrs.expect(200, 'POST', 'statements', { query: { method: 'GET' }, ...hidden(lrs, { limit: '1' }) })
  assert.deepEqual(got.json<{ statements: { id: string }[] }>().statements.map((s) => s.id), [id])
})

only('1.0.3', 'the alternate request syntax with anything beside its form is refused', async (lrs) => {
  const one = statement()
  const put = hidden(lrs, { statementId: one.id, content: JSON.stringify(one) })
  await lrs.expect(400, 'POST', 'statements', { query: { method: 'PUT', statementId: one.id }, ...put })
  await lrs.expect(400, 'POST', 'statements', { query: { method: 'PUT' }, ...hidden(lrs, { statementId: one.id }) })
  await lrs.expect(400, 'POST', 'statements', { query: { method: 'PUT' }, body: one })
  await lrs.expect(400, 'PUT', 'statements', { query: { method: 'PUT' }, body: one })
  await lrs.expect(400, 'POST', 'statements', { query: { method: 'PATCH' }, ...put })
  await lrs.expect(400, 'POST', 'statements', { query: { method: 'put' }, ...put })
  await lrs.expect(404, 'GET', 'statements', { query: { statementId: one.id } })
})

only('2.0.0', 'xAPI 2.0 refuses the alternate request syntax', async (lrs) => {
  const one = statement()
  for (const method of ['GET', 'PUT', 'POST']) {
    await lrs.expect(400, 'POST', 'statements', { query: { method }, ...form({ 'X-Experience-API-Version': '2.0.0', statementId: one.id, content: JSON.stringify(one) }) })
    await lrs.expect(400, 'POST', 'statements', { query: { method }, body: one })
  }
  await lrs.expect(400, 'PUT', 'statements', { query: { method: 'POST' }, body: one })
  await lrs.expect(404, 'GET', 'statements', { query: { statementId: one.id } })
})

both('every resource answers at its address under one base', async (lrs) => {
  for (const [resource, query] of await readable(lrs)) await lrs.expect(200, 'GET', resource, { query })
  const one = statement()
  await lrs.expect(204, 'PUT', 'statements', { query: { statementId: one.id }, body: one })
})

both('about names the versions it speaks, as an array of texts, and extensions', async (lrs) => {
  const { version, extensions } = (await lrs.expect(200, 'GET', 'about')).json<{ version: string[]; extensions: object }>()
  assert.ok(Array.isArray(version) && version.every((v) => ['0.9', '0.95', '1.0.0', '1.0.1', '1.0.2', '1.0.3', '2.0.0'].includes(v)), String(version))
  assert.ok(version.includes(lrs.version))
  if (lrs.version === '1.0.3') assert.ok(version.every((v) => /^(?:0\.95?|1\.0\.\d+)$/.test(v)), String(version))
  assert.equal(typeof extensions, 'object')
})

both('without X-Experience-API-Version everything but about is refused', async (lrs) => {
  const headers = { 'x-experience-api-version': null }
  const bare = (method: Method, resource: Resource, query: Record<string, string> = {}, body?: unknown) => lrs.expect(400, method, resource, { query, headers, body })
  for (const [resource, query] of await readable(lrs)) {
    if (resource === 'about') await lrs.expect(200, 'GET', resource, { headers })
    else assert.equal((await bare('GET', resource, query)).header('x-experience-api-version'), '2.0.0')
  }
  const one = statement()
  await bare('POST', 'statements', {}, one)
  await bare('PUT', 'statements', { statementId: one.id }, one)
  await bare('PUT', 'activities/state', { activityId: ACTIVITY, agent: AGENT, stateId: 't' }, {})
  await bare('DELETE', 'agents/profile', { agent: AGENT, profileId: 'p' })
  await lrs.expect(404, 'GET', 'statements', { query: { statementId: one.id } })
})

both('a version that is neither 1.0, 1.0.x, 2.0 nor 2.0.x is refused', async (lrs) => {
  for (const version of ['0.9', '0.95', '1', '1.1.0', '1.00', '3.0', 'x', '', '2', '2.1', '1.0.x', '01.0.3']) {
    await lrs.expect(400, 'GET', 'statements', { headers: { 'x-experience-api-version': version } })
    await lrs.expect(400, 'POST', 'statements', { headers: { 'x-experience-api-version': version }, body: statement() })
  }
  for (const version of lrs.version === '1.0.3' ? ['1.0', '1.0.0', '1.0.2', '1.0.9'] : ['2.0', '2.0.0', '2.0.4']) {
    await lrs.expect(200, 'GET', 'statements', { headers: { 'x-experience-api-version': version }, query: { limit: '1' } })
  }
})

both('every answer names the version it speaks, the latest patch of the one asked for', async (lrs) => {
  const short = lrs.version.slice(0, 3)
  for (const [resource, query] of await readable(lrs)) {
    for (const version of [lrs.version, short, `${short}.0`]) {
      const heard = await lrs.expect(200, 'GET', resource, { query, headers: { 'x-experience-api-version': version } })
      assert.equal(heard.header('x-experience-api-version'), lrs.version)
    }
  }
  assert.equal((await lrs.expect(400, 'POST', 'statements', { body: {} })).header('x-experience-api-version'), lrs.version)
  assert.equal((await lrs.expect(404, 'GET', 'statements', { query: { statementId: randomUUID() } })).header('x-experience-api-version'), lrs.version)
})

both('who shows no key, or a wrong one, is refused with 401; a key by HTTP Basic opens', async (lrs) => {
  const wrong = `Basic ${Buffer.from('nadie:nada').toString('base64')}`
  for (const authorization of [null, wrong, 'Basic', 'Bearer x']) {
    await lrs.expect(401, 'GET', 'statements', { headers: { authorization } })
    await lrs.expect(401, 'POST', 'statements', { headers: { authorization }, body: statement() })
  }
  assert.match(lrs.authorization, /^Basic /)
  assert.equal((await lrs.post(statement())).length, 1)
})

both('a key without the right to it is refused with 403', async (lrs) => {
  const reader = await newSpeaker(lrs.house, lrs.version, ['statements/read'])
  const one = statement()
  await reader.expect(403, 'POST', 'statements', { body: one })
  await reader.expect(403, 'PUT', 'statements', { query: { statementId: one.id }, body: one })
  await lrs.expect(404, 'GET', 'statements', { query: { statementId: one.id } })
})

both('a parameter that is not known, or in other capitals, is refused on every resource', async (lrs) => {
  for (const [resource, query] of await readable(lrs)) {
    await lrs.expect(400, 'GET', resource, { query: { ...query, nada: '1' } })
    for (const [name, value] of Object.entries(query)) {
      const { [name]: _, ...rest } = query
      await lrs.expect(400, 'GET', resource, { query: { ...rest, [name.toUpperCase()]: value } })
    }
  }
  const one = statement()
  await lrs.expect(400, 'POST', 'statements', { query: { statementId: one.id }, body: one })
  await lrs.expect(400, 'PUT', 'statements', { query: { StatementId: one.id }, body: one })
  await lrs.expect(400, 'PUT', 'activities/profile', { query: { activityId: ACTIVITY, ProfileId: 'p' }, body: {} })
  await lrs.expect(400, 'DELETE', 'activities/state', { query: { activityId: ACTIVITY, agent: AGENT, stateid: 's' } })
})

both('what is too large is refused with 413', async (lrs) => {
  const heard = await lrs.expect(413, 'POST', 'statements', { body: JSON.stringify(statement({ result: { response: 'x'.repeat(17 * 2 ** 20) } })) })
  assert.equal(heard.header('x-experience-api-version'), lrs.version)
})
