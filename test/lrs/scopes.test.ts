import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { SCOPES, type Method, type Resource, type Scope } from '../../src/record/xapi/request.ts'
import { NS } from '../../src/record/statement.ts'
import { actingLearner, type Acting } from '../acting.ts'
import { openHouse, type TestHouse } from '../house.ts'
import { activityOf, agentOf, newSpeaker, statement, voiding, type Said, type Speaker } from './conformance/speaking.ts'

let house: TestHouse
let rosa: Acting & { readonly agent: string }
before(async () => {
  house = await openHouse()
  rosa = await actingLearner(house)
})
after(() => house.close())

const agent = JSON.stringify(agentOf())
const activityId = activityOf().id
const DOCUMENT: Record<string, Record<string, string>> = {
  'activities/state': { activityId, agent, stateId: 's' }, 'activities/profile': { activityId, profileId: 'p' }, 'agents/profile': { agent, profileId: 'p' },
}
const READS: readonly Scope[] = ['statements/read', 'all/read', 'all']

/** What each request needs: any one of these scopes (xAPI 1.0.3, Communication 4.2). */
const TABLE: readonly { readonly method: Method; readonly resource: Resource; readonly any: readonly Scope[]; readonly said: () => Said }[] = [
  { method: 'POST', resource: 'statements', any: ['statements/write', 'all'], said: () => ({ body: statement() }) },
  { method: 'PUT', resource: 'statements', any: ['statements/write', 'all'], said: () => { const one = statement(); return { query: { statementId: one.id }, body: one } } },
  { method: 'GET', resource: 'statements', any: ['statements/read/mine', ...READS], said: () => ({}) },
  { method: 'HEAD', resource: 'statements', any: ['statements/read/mine', ...READS], said: () => ({}) },
  { method: 'GET', resource: 'agents', any: ['profile', ...READS], said: () => ({ query: { agent } }) },
  { method: 'GET', resource: 'activities', any: ['statements/read/mine', 'define', 'state', 'profile', ...READS], said: () => ({ query: { activityId } }) },
  { method: 'GET', resource: 'about', any: SCOPES, said: () => ({}) },
  ...(['activities/state', 'activities/profile', 'agents/profile'] as const).flatMap((resource) => {
    const scope: Scope = resource === 'activities/state' ? 'state' : 'profile'
    const query = DOCUMENT[resource]!
    return [
      { method: 'POST' as const, resource, any: [scope, 'all'] as const, said: () => ({ query, body: { uno: 1 } }) },
      { method: 'GET' as const, resource, any: [scope, 'all/read', 'all'] as const, said: () => ({ query }) },
      { method: 'HEAD' as const, resource, any: [scope, 'all/read', 'all'] as const, said: () => ({ query }) },
      { method: 'PUT' as const, resource, any: [scope, 'all'] as const, said: () => ({ query, headers: { 'if-match': '*' }, body: { uno: 1 } }) },
      { method: 'DELETE' as const, resource, any: [scope, 'all'] as const, said: () => ({ query }) },
    ]
  }),
]

test('each scope opens what it is for and nothing else: every resource, every method', async () => {
  const all = await newSpeaker(house, '1.0.3')
  for (const scope of SCOPES) {
    const lrs = await newSpeaker(house, '1.0.3', [scope])
    for (const [resource, query] of Object.entries(DOCUMENT)) await all.expect(204, 'POST', resource as Resource, { query, body: { uno: 1 } })
    for (const { method, resource, any, said } of TABLE) {
      const { status } = await lrs.ask(method, resource, said())
      if (any.includes(scope)) assert.ok(status >= 200 && status < 300, `${scope} may ${method} ${resource}: ${status}`)
      else assert.equal(status, 403, `${scope} may not ${method} ${resource}`)
    }
  }
})

test('with statements/read/mine a system sees what it said itself, by no filter anything else', async () => {
  const mine = await newSpeaker(house, '2.0.0', ['statements/write', 'statements/read/mine'])
  const others = await newSpeaker(house, '2.0.0')
  const [actor, object, registration] = [agentOf(), activityOf(), randomUUID()]
  const told = () => statement({ actor, object, context: { registration } })
  const [own, other, gone] = [told(), told(), told()]
  await mine.post(own)
  await others.post(other, gone)
  await others.post(voiding(gone.id))
  for (const query of [{}, { agent: JSON.stringify(actor) }, { activity: object.id }, { registration }, { verb: own.verb.id }, { activity: object.id, related_activities: 'true' }, { agent: JSON.stringify(actor), related_agents: 'true' }]) {
    assert.deepEqual(await mine.ids(query), [own.id], JSON.stringify(query))
  }
  await mine.expect(404, 'GET', 'statements', { query: { statementId: other.id } })
  await mine.expect(404, 'GET', 'statements', { query: { voidedStatementId: gone.id } })
  const { more } = (await others.expect(200, 'GET', 'statements', { query: { activity: object.id, limit: '1' } })).json<{ more: string }>()
  assert.ok(!(await mine.follow(more)).text.includes(other.id), 'a link of another shows it no more than its own')
  await mine.expect(403, 'POST', 'statements', { body: voiding(other.id) })
  await others.expect(200, 'GET', 'statements', { query: { statementId: other.id } })
})

test('only who may define makes definitions', async () => {
  const [writer, all] = [await newSpeaker(house, '2.0.0', ['statements/write']), await newSpeaker(house, '2.0.0')]
  const { id } = activityOf()
  const defining = () => statement({ object: { id, definition: { name: { es: 'La hoja' } } } })
  await writer.post(defining())
  assert.ok(!(await all.expect(200, 'GET', 'activities', { query: { activityId: id } })).text.includes('La hoja'))
  await (await newSpeaker(house, '2.0.0', ['statements/write', 'define'])).post(defining())
  assert.ok((await all.expect(200, 'GET', 'activities', { query: { activityId: id } })).text.includes('La hoja'))
})

test('every verb of ours is refused with 403, also for all rights, in both versions, alone and among others', async () => {
  const verbs = house.concepts.flatMap((c) => (c.kind === 'verb' ? [c.id] : []))
  assert.ok(verbs.length >= 40, `${verbs.length} verbs`)
  for (const version of ['1.0.3', '2.0.0'] as const) {
    const lrs = await newSpeaker(house, version)
    for (const id of [...verbs, `${NS}verbs/new`]) {
      const one = statement({ verb: { id } })
      await lrs.expect(403, 'POST', 'statements', { body: one })
      await lrs.expect(403, 'PUT', 'statements', { query: { statementId: one.id }, body: one })
    }
    const good = statement()
    await lrs.expect(403, 'POST', 'statements', { body: [good, statement({ verb: { id: verbs[0]! } })] })
    await lrs.expect(404, 'GET', 'statements', { query: { statementId: good.id } })
  }
})

test('no system voids what Yachay or a signed-in person recorded', async () => {
  const all = await newSpeaker(house, '2.0.0')
  const [command = ''] = await recordedBy('command')
  const said = statement({ actor: { objectType: 'Agent', account: { homePage: `${NS}agents`, name: rosa.agent } } })
  const answer = await house.request('/xapi/piloto/statements', { method: 'POST', headers: { cookie: rosa.cookie, 'content-type': 'application/json' }, body: JSON.stringify(said) })
  assert.equal(answer.status, 200, await answer.text())
  for (const id of [command, said.id]) {
    await all.expect(403, 'POST', 'statements', { body: voiding(id) })
    await all.expect(200, 'GET', 'statements', { query: { statementId: id } })
  }
})

test('what a system says never stands as said by Yachay: its authority is its own, whatever it claims', async () => {
  const lrs: Speaker = await newSpeaker(house, '2.0.0')
  const one = statement({ authority: { objectType: 'Agent', account: { homePage: `${NS}authorities`, name: 'command' } } })
  await lrs.post(one)
  const { authority } = (await lrs.expect(200, 'GET', 'statements', { query: { statementId: one.id } })).json<{ authority: { account: { name: string } } }>()
  assert.match(authority.account.name, /^client:/)
  const row = await house.db.selectFrom('statement').select('authority').where('id', '=', one.id).executeTakeFirstOrThrow()
  assert.match(row.authority, /^client:/)
})

/** Ids of statements by who vouches for them. */
async function recordedBy(authority: string): Promise<string[]> {
  return (await house.db.selectFrom('statement').select('id').where('tenant', '=', 'piloto').where('authority', '=', authority).limit(5).execute()).map((r) => r.id)
}
