import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { test } from 'node:test'
import XAPI, { type Agent, type Statement, type StatementsResponse } from '@xapi/xapi'
import { serving } from './serving.ts'

// @xapi/xapi as its users have it: over axios and over fetch, speaking 1.0.3 and 2.0.0. Its `useCacheBuster` sends a parameter that the
// specification does not know, which a conformant record refuses (XAPI-00324): nobody here asks for it.
const at = serving()

const Xapi = XAPI.default
type Client = InstanceType<typeof Xapi>
/** An enum that it does not give out. */
type Version = NonNullable<ConstructorParameters<typeof Xapi>[0]['version']>

const SETTINGS = (['1.0.3', '2.0.0'] as const).flatMap((version) => (['axios', 'fetch'] as const).map((adapter) => ({ version, adapter })))
const VERB = Xapi.Verbs.PROGRESSED
const agent = (): Agent => ({ objectType: 'Agent', name: 'Rosa', mbox: `mailto:${randomUUID()}@example.pe` })
const said = (actor: Agent, id: string): Statement => ({ actor, verb: VERB, object: { objectType: 'Activity', id, definition: { name: { es: 'La hoja' } } } })
const activity = (): string => `https://example.pe/cursos/${randomUUID()}`
/** The code of a refusal: axios has the answer, fetch nothing but its text, without the status. */
const refusal = async (asked: Promise<unknown>): Promise<string> => asked.then(() => 'none', (error: { message: string; response?: { data: { error: string } } }) => (
  error.response?.data ?? JSON.parse(error.message) as { error: string }).error)

function each(name: string, run: (client: Client) => Promise<void>, settings = SETTINGS): void {
  test(name, async (t) => {
    for (const { version, adapter } of settings) {
      await t.test(`${version} by ${adapter}`, () => run(new Xapi({ endpoint: at.endpoint, auth: Xapi.toBasicAuth(at.key, at.secret), version: version as Version, adapter })))
    }
  })
}

each('@xapi/xapi: statements one by one and together, found by every filter, page after page', async (client) => {
  const [actor, id] = [agent(), activity()]
  const [one] = (await client.sendStatement({ statement: said(actor, id) })).data
  const many = (await client.sendStatements({ statements: [said(actor, id), said(actor, id), said(actor, id)] })).data
  assert.equal(many.length, 3)
  assert.equal((await client.getStatement({ statementId: one! })).data.id, one)
  for (const query of [{ agent: actor }, { activity: id }, { agent: actor, verb: VERB.id }, { agent: actor, related_agents: true }, { activity: id, related_activities: true }, { agent: actor, since: '2020-01-01T00:00:00Z' }]) {
    const { statements } = (await client.getStatements(query)).data as StatementsResponse
    assert.deepEqual(statements.map((s) => s.id), [...many].reverse().concat(one!))
  }
  const first = (await client.getStatements({ agent: actor, limit: 3, ascending: true })).data as StatementsResponse
  const second = (await client.getMoreStatements({ more: first.more })).data as StatementsResponse
  assert.deepEqual([...first.statements, ...second.statements].map((s) => s.id), [one, ...many])
  assert.equal(second.more, '')
  assert.equal(await refusal(client.getStatement({ statementId: randomUUID() })), 'no-statement')
})

each('@xapi/xapi: one statement is voided, and several', async (client) => {
  const actor = agent()
  const [a, b, c] = (await client.sendStatements({ statements: [said(actor, activity()), said(actor, activity()), said(actor, activity())] })).data
  await client.voidStatement({ actor, statementId: a! })
  await client.voidStatements({ actor, statementIds: [b!, c!] })
  for (const id of [a, b, c]) {
    assert.equal(await refusal(client.getStatement({ statementId: id! })), 'no-statement')
    assert.equal((await client.getVoidedStatement({ voidedStatementId: id! })).data.id, id)
  }
})

// By fetch: in Node, axios sends the Blob that this library makes of the parts as application/octet-stream, whatever type it was told.
each('@xapi/xapi: an attachment goes and comes back', async (client) => {
  const text = 'La hoja está enferma.'
  const statement: Statement = {
    ...said(agent(), activity()),
    attachments: [{
      usageType: 'https://example.pe/uso/ensayo', display: { es: 'Ensayo' }, contentType: 'text/plain', length: Buffer.byteLength(text),
      sha2: createHash('sha256').update(text).digest('hex'),
    }],
  }
  const bytes = new TextEncoder().encode(text)
  const [id] = (await client.sendStatement({ statement, attachments: [bytes.buffer] })).data
  const [back, part] = (await client.getStatement({ statementId: id!, attachments: true })).data
  assert.equal((back as Statement).id, id)
  assert.equal(part, text)
}, SETTINGS.filter((s) => s.adapter === 'fetch'))

each('@xapi/xapi: states and profiles, guarded by ETags', async (client) => {
  const [actor, activityId] = [agent(), activity()]
  const of = { agent: actor, activityId, stateId: 'avance', registration: randomUUID() }
  await client.createState({ ...of, state: { page: 1 } })
  assert.deepEqual((await client.getStates({ agent: actor, activityId, registration: of.registration })).data, ['avance'])
  const read = await client.getState(of)
  assert.deepEqual(read.data, { page: 1 })
  const etag = read.headers['etag'] as string
  await client.setState({ ...of, state: { page: 2 }, etag, matchHeader: 'If-Match' })
  assert.equal(await refusal(client.setState({ ...of, state: { page: 3 }, etag, matchHeader: 'If-Match' })), 'changed-meanwhile')
  assert.deepEqual((await client.getState(of)).data, { page: 2 })
  await client.deleteState({ ...of, etag: (await client.getState(of)).headers['etag'] as string })
  assert.equal(await refusal(client.getState(of)), 'no-document')
  await client.createState({ ...of, state: { page: 1 } })
  await client.deleteStates({ agent: actor, activityId, registration: of.registration })
  assert.deepEqual((await client.getStates({ agent: actor, activityId })).data, [])

  const profile = { activityId, profileId: 'mapa' }
  await client.createActivityProfile({ ...profile, profile: { a: 1 } })
  const tag = (await client.getActivityProfile(profile)).headers['etag'] as string
  await client.setActivityProfile({ ...profile, profile: { b: 2 }, etag: tag, matchHeader: 'If-Match' })
  assert.deepEqual((await client.getActivityProfile(profile)).data, { b: 2 })
  assert.deepEqual((await client.getActivityProfiles({ activityId })).data, ['mapa'])
  await client.deleteActivityProfile(profile)
  assert.deepEqual((await client.getActivityProfiles({ activityId })).data, [])

  const own = { agent: actor, profileId: 'gustos' }
  await client.createAgentProfile({ ...own, profile: { lengua: 'qu' } })
  await client.createAgentProfile({ ...own, profile: { letra: 'grande' } })
  assert.deepEqual((await client.getAgentProfile(own)).data, { lengua: 'qu', letra: 'grande' })
  assert.deepEqual((await client.getAgentProfiles({ agent: actor })).data, ['gustos'])
  await client.deleteAgentProfile(own)
  assert.deepEqual((await client.getAgentProfiles({ agent: actor })).data, [])
})

each('@xapi/xapi: agents, activities and about', async (client) => {
  const [actor, id] = [agent(), activity()]
  await client.sendStatement({ statement: said(actor, id) })
  const person = (await client.getAgent({ agent: actor })).data
  assert.deepEqual([person.objectType, person.name, person.mbox], ['Person', ['Rosa'], [actor.mbox]])
  assert.deepEqual((await client.getActivity({ activityId: id })).data.definition?.name, { es: 'La hoja' })
  assert.ok((await client.getAbout()).data.version.includes('1.0.3'))
})
