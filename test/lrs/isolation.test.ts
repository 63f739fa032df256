import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { Method, Resource } from '../../src/record/xapi/request.ts'
import { actingClient, formBody } from '../acting.ts'
import { openHouse, type TestHouse } from '../house.ts'
import { activityOf, agentOf, newSpeaker, speakerOf, statement, VERB, voiding, type Speaker } from './conformance/speaking.ts'

const [OURS, THEIRS] = ['piloto', 'peru-huawei-2024'] as const

let house: TestHouse
/** Of one programme, with everything that may be told. */
let owner: Speaker
/** Of another programme, with every right there. */
let stranger: Speaker
/** The stranger's key at the owner's address. */
let intruder: Speaker

const actor = { ...agentOf(), name: 'Rosa Quispe' }
const instructor = agentOf()
const parent = activityOf()
const object = { ...activityOf(), definition: { name: { es: 'La hoja' }, type: 'https://example.pe/tipos/curso' } }
const verb = { id: `https://example.pe/verbos/${randomUUID()}` }
const registration = randomUUID()
const FILE = 'ensayo de Rosa'
const sha2 = createHash('sha256').update(FILE).digest('hex')
const attachment = { usageType: 'https://example.pe/uso', display: { es: 'Ensayo' }, contentType: 'text/plain', length: FILE.length, sha2 }
const told = statement({ actor, object, verb, context: { registration, instructor, contextActivities: { parent: [parent] } }, attachments: [attachment] })
const gone = statement({ actor, object, verb, context: { registration } })
const DOCUMENTS: readonly (readonly [Resource, string, Record<string, string>])[] = [
  ['activities/state', 'stateId', { activityId: object.id, agent: JSON.stringify(actor), registration, stateId: 'avance' }],
  ['activities/profile', 'profileId', { activityId: object.id, profileId: 'mapa' }],
  ['agents/profile', 'profileId', { agent: JSON.stringify(actor), profileId: 'gustos' }],
]
const without = (query: Record<string, string>, name: string) => Object.fromEntries(Object.entries(query).filter(([n]) => n !== name))

before(async () => {
  house = await openHouse()
  owner = await newSpeaker(house, '2.0.0', ['all'], OURS)
  stranger = await newSpeaker(house, '2.0.0', ['all'], THEIRS)
  intruder = speakerOf(house, '2.0.0', stranger.authorization, OURS)
  const part = (headers: string, body: string) => `--x\r\n${headers}\r\n\r\n${body}\r\n`
  await owner.expect(200, 'POST', 'statements', {
    headers: { 'content-type': 'multipart/mixed; boundary=x' },
    body: `${part('Content-Type: application/json', JSON.stringify([told, gone]))}${part(`Content-Type: text/plain\r\nContent-Transfer-Encoding: binary\r\nX-Experience-API-Hash: ${sha2}`, FILE)}--x--\r\n`,
  })
  await owner.post(voiding(gone.id))
  for (const [resource, , query] of DOCUMENTS) await owner.expect(204, 'PUT', resource, { query, body: { secret: 'de Rosa' } })
})
after(() => house.close())

/** Nothing of the owner's stands in what the stranger heard. */
function silent(text: string, what: string): void {
  for (const word of [told.id, gone.id, 'Rosa Quispe', 'La hoja', FILE, 'de Rosa', verb.id]) assert.ok(!text.includes(word), `${what}: ${text.slice(0, 300)}`)
}

const FILTERS: readonly Record<string, string>[] = [
  {}, { agent: JSON.stringify(actor) }, { agent: JSON.stringify(instructor), related_agents: 'true' }, { verb: verb.id }, { activity: object.id },
  { activity: parent.id, related_activities: 'true' }, { registration }, { since: '2000-01-01T00:00:00Z' }, { until: '2100-01-01T00:00:00Z' }, { ascending: 'true' },
  { limit: '1' }, { format: 'ids' }, { format: 'canonical' }, { attachments: 'true' },
]

test('no filter of another programme finds a statement of this one', async () => {
  for (const query of FILTERS) {
    const found = await owner.expect(200, 'GET', 'statements', { query })
    assert.ok(found.text.includes('"id"'), 'the owner finds something')
    silent((await stranger.expect(200, 'GET', 'statements', { query })).text, JSON.stringify(query))
    silent((await intruder.expect(403, 'GET', 'statements', { query })).text, JSON.stringify(query))
  }
})

test('no id and no voided id of this programme is known in another', async () => {
  for (const query of [{ statementId: told.id }, { voidedStatementId: gone.id }, { statementId: told.id, attachments: 'true' }] as Record<string, string>[]) {
    await owner.expect(200, 'GET', 'statements', { query })
    await stranger.expect(404, 'GET', 'statements', { query })
    await stranger.expect(404, 'HEAD', 'statements', { query })
    await intruder.expect(403, 'GET', 'statements', { query })
  }
})

test('a link that leads on opens in its own programme only', async () => {
  const { more } = (await owner.expect(200, 'GET', 'statements', { query: { limit: '1' } })).json<{ more: string }>()
  assert.match(more, /^\/xapi\/piloto\/statements\?more=/)
  assert.equal((await owner.follow(more)).status, 200)
  const elsewhere = await stranger.follow(more.replace(OURS, THEIRS))
  assert.equal(elsewhere.status, 400)
  silent(elsewhere.text, 'its link at the other programme')
  assert.equal((await stranger.follow(more)).status, 403)
})

test('the same id, voided there or said again there, changes nothing here', async () => {
  await stranger.post(voiding(told.id))
  const theirs = statement({ object: { objectType: 'StatementRef', id: told.id } })
  await stranger.post(theirs)
  assert.deepEqual(await stranger.ids({ agent: JSON.stringify(actor) }), [], 'what refers to it inherits nothing of it')
  await stranger.expect(204, 'PUT', 'statements', { query: { statementId: told.id }, body: { actor: agentOf(), verb: VERB, object: activityOf() } })
  await stranger.expect(404, 'GET', 'statements', { query: { statementId: told.id } })
  const still = await owner.expect(200, 'GET', 'statements', { query: { statementId: told.id } })
  assert.ok(still.text.includes(verb.id))
  await intruder.expect(403, 'PUT', 'statements', { query: { statementId: told.id }, body: told })
  await intruder.expect(403, 'POST', 'statements', { body: statement() })
})

test('the hash of an attachment brings its bytes in its own programme only', async () => {
  const got = await owner.expect(200, 'GET', 'statements', { query: { statementId: told.id, attachments: 'true' } })
  assert.ok(got.text.includes(FILE))
  const claim = statement({ attachments: [{ ...attachment, fileUrl: 'https://example.pe/ensayo.txt' }] })
  await stranger.post(claim)
  silent((await stranger.expect(200, 'GET', 'statements', { query: { statementId: claim.id, attachments: 'true' } })).text, 'a claim to the hash')
  await stranger.expect(400, 'POST', 'statements', { body: statement({ attachments: [attachment] }) })
})

test('no document of this programme is read, listed, changed or deleted from another', async () => {
  for (const [resource, id, query] of DOCUMENTS) {
    const before = await owner.expect(200, 'GET', resource, { query })
    await stranger.expect(404, 'GET', resource, { query })
    await stranger.expect(404, 'HEAD', resource, { query })
    assert.deepEqual((await stranger.expect(200, 'GET', resource, { query: without(query, id) })).json<string[]>(), [])
    await stranger.expect(412, 'PUT', resource, { query, headers: { 'if-match': before.header('etag') }, body: {} })
    await stranger.expect(204, 'POST', resource, { query, body: { mine: true } })
    assert.deepEqual((await stranger.expect(200, 'GET', resource, { query })).json<object>(), { mine: true })
    await stranger.expect(204, 'DELETE', resource, { query })
    if (resource === 'activities/state') await stranger.expect(204, 'DELETE', resource, { query: without(without(query, id), 'registration') })
    for (const method of ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'] as const) {
      const heard = await intruder.expect(403, method, resource, { query, ...(method === 'PUT' || method === 'POST' ? { body: {} } : {}) })
      silent(heard.text, `${method} ${resource}`)
    }
    const after = await owner.expect(200, 'GET', resource, { query })
    assert.deepEqual([after.text, after.header('etag'), after.header('last-modified')], [before.text, before.header('etag'), before.header('last-modified')])
  }
})

test('names of agents and definitions of activities told here are unknown in another programme', async () => {
  assert.match((await owner.expect(200, 'GET', 'agents', { query: { agent: JSON.stringify({ mbox: actor.mbox }) } })).text, /Rosa Quispe/)
  silent((await stranger.expect(200, 'GET', 'agents', { query: { agent: JSON.stringify({ mbox: actor.mbox }) } })).text, 'agents')
  assert.match((await owner.expect(200, 'GET', 'activities', { query: { activityId: object.id } })).text, /La hoja/)
  silent((await stranger.expect(200, 'GET', 'activities', { query: { activityId: object.id } })).text, 'activities')
  await stranger.post(statement({ object: { id: object.id, definition: { name: { en: 'Theirs' } } } }))
  assert.ok(!(await owner.expect(200, 'GET', 'activities', { query: { activityId: object.id } })).text.includes('Theirs'))
  await intruder.expect(403, 'GET', 'agents', { query: { agent: JSON.stringify(actor) } })
  await intruder.expect(403, 'GET', 'activities', { query: { activityId: object.id } })
})

test('the feed tells each programme to its own only, and a cursor opens in its own only', async () => {
  const feed = async (tenant: string, authorization: string, query = '') => {
    const response = await house.request(`/xapi/${tenant}/feed${query}`, { headers: { authorization } })
    return { status: response.status, text: await response.text() }
  }
  const own = await feed(OURS, owner.authorization)
  assert.equal(own.status, 200)
  assert.ok(own.text.includes(told.id))
  const theirs = await feed(THEIRS, stranger.authorization)
  assert.equal(theirs.status, 200)
  for (const word of ['Rosa Quispe', verb.id]) assert.ok(!theirs.text.includes(word))
  assert.equal((await feed(OURS, stranger.authorization)).status, 403)
  const { cursor } = JSON.parse(own.text) as { cursor: string }
  assert.notEqual((await feed(THEIRS, stranger.authorization, `?after=${encodeURIComponent(cursor)}`)).status, 200)
})

test('a token opens the programme of its client and no other', async () => {
  const { key, secret } = await actingClient(house, ['all'], THEIRS)
  const form = formBody({ grant_type: 'client_credentials', client_id: key, client_secret: secret })
  const answer = await house.request('/oauth/token', { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: form })
  const bearer = `Bearer ${(await answer.json() as { access_token: string }).access_token}`
  await speakerOf(house, '2.0.0', bearer, THEIRS).expect(200, 'GET', 'statements')
  const here = speakerOf(house, '2.0.0', bearer, OURS)
  const asked: readonly (readonly [Method, Resource, Record<string, string>])[] = [['GET', 'statements', {}], ['GET', 'statements', { statementId: told.id }], ...DOCUMENTS.map(([resource, , query]) => ['GET', resource, query] as const)]
  for (const [method, resource, query] of asked) silent((await here.expect(403, method, resource, { query })).text, resource)
})
