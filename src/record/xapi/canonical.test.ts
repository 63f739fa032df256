import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import { asSession, mail, refused, xapiRequest, type Sent } from '../../../test/asking-xapi.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { NS } from '../statement.ts'
import { about } from './about.ts'
import { activities } from './activities.ts'
import { agentKey } from './agent-key.ts'
import { agents } from './agents.ts'
import { definitionsOf, displaysOf, learn } from './canonical.ts'
import type { Scope } from './request.ts'
import { eraseAgents } from './sealing.ts'
import type { About } from './terms.ts'

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

const T = 'learning'
const A = 'https://example.org/a'
const WHO = { mbox: 'mailto:nobody@example.org' }
const DID = { id: 'http://adlnet.gov/expapi/verbs/experienced' }

/** Statements as they come out of validation: parsed JSON. */
function tell(of: TestHouse, tenant: string, ...statements: object[]): Promise<void> {
  return learn(of, tenant, statements.map((s) => JSON.parse(JSON.stringify({ actor: WHO, verb: DID, object: { id: A }, ...s })) as About))
}
const thing = (definition: object, id = A) => ({ object: { objectType: 'Activity', id, definition } })
const activity = async (id: string, sent: Sent = {}, of = house) => {
  const answer = await activities(of, xapiRequest('GET', 'activities', { activityId: id }, { tenant: T, ...sent }))
  assert.equal(answer.status, 200)
  return JSON.parse(String(answer.body)) as { definition?: Record<string, unknown> }
}
const person = async (agent: string, sent: Sent = {}, of = house) => {
  const answer = await agents(of, xapiRequest('GET', 'agents', { agent }, { tenant: T, ...sent }))
  assert.equal(answer.status, 200)
  return JSON.parse(String(answer.body)) as unknown
}

test('an activity nobody described is answered with its id', async () => {
  assert.deepEqual(await activity('https://example.org/unheard'), { objectType: 'Activity', id: 'https://example.org/unheard' })
})

test('what was said of an activity adds up by language; anything else is what was said last', async () => {
  const id = 'https://example.org/meeting'
  const first = {
    name: { 'en-US': 'example meeting' }, description: { 'en-US': 'we met' }, type: 'https://example.org/type', moreInfo: 'https://example.org/more',
    extensions: { 'https://example.org/x': { a: 1 }, 'https://example.org/y': null },
  }
  await tell(house, T, thing(first, id))
  assert.deepEqual(await activity(id), { objectType: 'Activity', id, definition: first })
  await tell(house, T, thing({ name: { es: 'reunión' } }, id), thing({ name: { 'fr-FR': 'réunion' }, extensions: { 'https://example.org/z': 'ñ\u0000\ud800' } }, id))
  await tell(other, T, thing({ name: { es: 'reunión de prueba' }, type: 'https://example.org/other' }, id))
  for (const of of [house, other]) {
    assert.deepEqual((await activity(id, {}, of)).definition, {
      ...first, name: { 'en-US': 'example meeting', es: 'reunión de prueba', 'fr-FR': 'réunion' }, type: 'https://example.org/other', extensions: { 'https://example.org/z': 'ñ\u0000\ud800' },
    })
  }
  assert.deepEqual(await definitionsOf(house, T, []), new Map())
  assert.deepEqual([...(await definitionsOf(house, T, [id, A, id, 'https://example.org/unheard'])).keys()], [id])
})

test('what is said again after something else was said counts again', async () => {
  const id = 'https://example.org/again'
  for (const name of ['one', 'two', 'one', 'two', 'one']) {
    await tell(house, T, thing({ name: { en: name } }, id))
    assert.deepEqual((await activity(id)).definition, { name: { en: name } })
  }
  await tell(house, T, thing({ name: { en: 'two' } }, id), thing({ name: { en: 'one' } }, id))
  await tell(house, T, thing({ name: { en: 'two' } }, id))
  assert.deepEqual((await activity(id)).definition, { name: { en: 'two' } })
})

test('another kind of question leaves nothing of the former one', async () => {
  const id = 'https://example.org/question'
  await tell(house, T, thing({ type: 'http://adlnet.gov/expapi/activities/cmi.interaction', interactionType: 'choice', choices: [{ id: 'a' }], correctResponsesPattern: ['a'] }, id))
  await tell(house, T, thing({ interactionType: 'likert', scale: [{ id: 'l' }] }, id))
  assert.deepEqual((await activity(id)).definition, { type: 'http://adlnet.gov/expapi/activities/cmi.interaction', interactionType: 'likert', scale: [{ id: 'l' }] })
})

test('every activity, verb and agent of a statement is heard, also in its context and its sub-statement', async () => {
  const tenant = 'everywhere'
  const at = (n: number) => ({ id: `https://example.org/${n}`, definition: { name: { en: `activity ${n}` } } })
  const agent = (n: number) => ({ mbox: `mailto:p${n}@example.org`, name: `Person ${n}` })
  await tell(house, tenant, {
    actor: { objectType: 'Group', name: 'Us', member: [agent(1), agent(2)] },
    verb: { id: 'https://example.org/v1', display: { en: 'did', es: 'hizo' } },
    object: {
      objectType: 'SubStatement', actor: agent(3), verb: { id: 'https://example.org/v2', display: { en: 'meant' } }, object: at(1),
      context: { contextActivities: { parent: [at(2)], other: at(3) } },
    },
    context: {
      instructor: agent(4), team: { objectType: 'Group', mbox: 'mailto:team@example.org', name: 'Team', member: [agent(5)] },
      contextActivities: { grouping: [at(4), at(5)], category: at(6) },
      contextAgents: [{ objectType: 'contextAgent', agent: agent(6) }], contextGroups: [{ objectType: 'contextGroup', group: { objectType: 'Group', member: [agent(7)] } }],
    },
  }, { object: { objectType: 'Agent', ...agent(8) } }, { object: { objectType: 'StatementRef', id: 'c7b1c2c4-6f0e-4e2e-8d27-6a4d1f2b3c4d' } })
  const found = await definitionsOf(house, tenant, Array.from({ length: 7 }, (_, n) => `https://example.org/${n}`))
  assert.deepEqual([...found].sort(), Array.from({ length: 6 }, (_, n) => [`https://example.org/${n + 1}`, { name: { en: `activity ${n + 1}` } }]))
  assert.deepEqual(Object.fromEntries(await displaysOf(house, tenant, ['https://example.org/v1', 'https://example.org/v2', 'https://example.org/v3'])),
    { 'https://example.org/v1': { en: 'did', es: 'hizo' }, 'https://example.org/v2': { en: 'meant' } })
  for (let n = 1; n <= 8; n += 1) {
    assert.deepEqual(await person(mail(`p${n}`), { tenant }), { objectType: 'Person', name: [`Person ${n}`], mbox: [`mailto:p${n}@example.org`] })
  }
  assert.deepEqual(await person(mail('team'), { tenant }), { objectType: 'Person', mbox: ['mailto:team@example.org'] })
})

test('a person is answered under the one identifier that was asked for, with every name given to it', async () => {
  const account = { homePage: 'https://example.org', name: 'u1' }
  const sum = 'a'.repeat(40)
  for (const [agent, property] of [
    [{ mbox: 'mailto:luz@example.org' }, { mbox: ['mailto:luz@example.org'] }], [{ mbox_sha1sum: sum }, { mbox_sha1sum: [sum] }],
    [{ openid: 'https://luz.example.org/' }, { openid: ['https://luz.example.org/'] }], [{ account }, { account: [account] }],
  ] as const) {
    // Unheard of, she is still a person.
    assert.deepEqual(await person(JSON.stringify(agent)), { objectType: 'Person', ...property })
    assert.deepEqual(await person(JSON.stringify({ ...agent, name: 'Luz' })), { objectType: 'Person', name: ['Luz'], ...property })
    await tell(house, T, { actor: { ...agent, name: 'Luz Mamani' } }, { actor: { ...agent, name: 'L. Mamani' } })
    await tell(other, T, { actor: { ...agent, name: 'Luz Mamani' } })
    assert.deepEqual(await person(JSON.stringify(agent), {}, other), { objectType: 'Person', name: ['L. Mamani', 'Luz Mamani'], ...property })
  }
  for (const query of [{}, { agent: '' }, { agent: 'Luz' }, { agent: '{"objectType":"Agent"}' }, { agent: mail('a'), more: '1' }]) {
    await refused(400, agents(house, xapiRequest('GET', 'agents', query as Record<string, string>)))
  }
})

test('names stand nowhere in clear and are gone when their person is erased', async () => {
  const tenant = 'named'
  const actor = { mbox: 'mailto:flor@example.org', name: 'Flor Huamán' }
  await tell(house, tenant, { actor })
  const { rows } = await house.pool.query('select * from xapi_agent_name')
  assert.doesNotMatch(rows.flatMap((r) => Object.values(r as object)).map((v) => (Buffer.isBuffer(v) ? v.toString('latin1') : String(v))).join(' '), /Flor|flor@/)
  await house.db.transaction().execute((tx) => eraseAgents(tx, [{ tenant, agent: agentKey(house.keys, tenant, actor)! }], house.clock()))
  for (const of of [house, other]) assert.deepEqual(await person(mail('flor'), { tenant }, of), { objectType: 'Person', mbox: ['mailto:flor@example.org'] })
  assert.equal((await house.pool.query('select 1 from xapi_agent_name where tenant = $1', [tenant])).rowCount, 0)
  await tell(other, tenant, { actor: { ...actor, name: 'F. Huamán' } })
  for (const of of [house, other]) assert.deepEqual(await person(mail('flor'), { tenant }, of), { objectType: 'Person', name: ['F. Huamán'], mbox: ['mailto:flor@example.org'] })
})

test('nobody from outside defines what is ours, and one programme hears nothing of another', async () => {
  await tell(house, T, { verb: { id: `${NS}verbs/approved`, display: { es: 'vendió' } }, ...thing({ name: { es: 'otra cosa' } }, `${NS}piloto/units/a.b`) })
  assert.deepEqual(await activity(`${NS}piloto/units/a.b`), { objectType: 'Activity', id: `${NS}piloto/units/a.b` })
  assert.equal((await displaysOf(house, T, [`${NS}verbs/approved`])).size, 0)
  await tell(house, 'mine', { actor: { ...WHO, name: 'Ana' }, ...thing({ name: { es: 'lo mío' } }, 'https://example.org/mine') })
  assert.equal((await activity('https://example.org/mine', { tenant: 'theirs' })).definition, undefined)
  assert.deepEqual(await person(mail('nobody'), { tenant: 'theirs' }), { objectType: 'Person', mbox: [WHO.mbox] })
})

test('what is known already costs no question to the database', async () => {
  const said = [{ actor: { mbox: 'mailto:q@example.org', name: 'Q' }, verb: { ...DID, display: { en: 'experienced' } }, ...thing({ name: { en: 'quiet', es: 'x'.repeat(1000) } }, 'https://example.org/quiet') }]
  await tell(house, T, ...said)
  const asked = async (work: () => Promise<void>): Promise<number> => {
    let n = 0
    const count = (): void => { n += 1 }
    house.pool.on('acquire', count)
    await work().finally(() => house.pool.off('acquire', count))
    return n
  }
  assert.equal(await asked(() => tell(house, T, ...said, ...said)), 0)
  assert.ok(await asked(() => tell(house, T, thing({ name: { en: 'loud' } }, 'https://example.org/quiet'))) > 0)
})

test('many who say different things of the same activities at once lose nothing and never wait in a circle', async () => {
  const tenant = 'crowd'
  const ids = Array.from({ length: 12 }, (_, n) => `https://example.org/crowd/${n}`)
  await Promise.all(Array.from({ length: 40 }, (_, n) => {
    const turned = [...ids.slice(n % 12), ...ids.slice(0, n % 12)]
    return tell(n % 2 ? other : house, tenant, ...turned.map((id) => ({
      actor: { mbox: `mailto:c${n % 5}@example.org`, name: `C ${n % 5}` }, verb: { id: `${id}/verb`, display: { [`x-v${n}`]: 'v' } }, ...thing({ name: { [`x-l${n}`]: `${n}` } }, id),
    })))
  }))
  const all = await definitionsOf(house, tenant, ids)
  for (const id of ids) assert.equal(Object.keys(all.get(id)?.name ?? {}).length, 40, id)
  const verbs = await displaysOf(house, tenant, ids.map((id) => `${id}/verb`))
  for (const id of ids) assert.equal(Object.keys(verbs.get(`${id}/verb`) ?? {}).length, 40, id)
})

test('rows are made and locked in the order of their keys, so that two processes never wait for each other in a circle', async () => {
  const tenant = 'order'
  const key = (iri: string) => createHash('sha256').update(iri).digest()
  const sorted = Array.from({ length: 4 }, (_, n) => `https://example.org/order/${n}`).sort((a, b) => Buffer.compare(key(a), key(b)))
  const say = (iris: string[], name: string) => tell(house, tenant, ...iris.map((id) => thing({ name: { en: name } }, id)))
  const hold = async (iris: readonly string[], statement: string, say: () => Promise<void>) => {
    const client = await house.pool.connect()
    try {
      await client.query('begin')
      await client.query(statement, [tenant, key(iris[0]!), iris[0]])
      const told = say()
      await new Promise((done) => setTimeout(done, 150))
      for (const iri of iris.slice(1)) await client.query(statement, [tenant, key(iri), iri])
      await client.query('commit')
      await told
    } finally {
      client.release()
    }
  }
  // New ones, said the other way round than somebody else is making them.
  await hold(sorted.slice(0, 2), `insert into xapi_definition (tenant, kind, key, iri, body) values ($1, 'activity', $2, $3, '{}')`, () => say([sorted[1]!, sorted[0]!], 'made'))
  // Known ones, which lie in the table the other way round.
  await say([sorted[3]!], 'a')
  await say([sorted[2]!], 'a')
  await hold(sorted.slice(2), `select $3::text from xapi_definition where tenant = $1 and kind = 'activity' and key = $2 for update`, () => say([sorted[3]!, sorted[2]!], 'b'))
  assert.deepEqual([...(await definitionsOf(house, tenant, sorted)).values()].map((d) => d.name?.en).sort(), ['b', 'b', 'made', 'made'])
})

test('what is asked wrongly of the activities is refused', async () => {
  for (const query of [{}, { activityId: '' }, { activityId: 'true' }, { activityId: 'a b' }, { activityid: A }, { activityId: A, more: '1' }]) {
    await refused(400, activities(house, xapiRequest('GET', 'activities', query as Record<string, string>)))
  }
})

test('names and definitions are read by keys with a right to read, never by a browser', async () => {
  const read = (resource: 'agents' | 'activities', scopes: readonly Scope[]) => (resource === 'agents'
    ? agents(house, xapiRequest('GET', resource, { agent: mail('a') }, { scopes })) : activities(house, xapiRequest('GET', resource, { activityId: A }, { scopes })))
  for (const scope of ['statements/read', 'profile', 'all/read', 'all'] as const) assert.equal((await read('agents', [scope])).status, 200)
  await refused(403, read('agents', ['statements/write', 'statements/read/mine', 'state', 'define']))
  for (const scope of ['statements/read', 'statements/read/mine', 'define', 'state', 'profile', 'all/read', 'all'] as const) assert.equal((await read('activities', [scope])).status, 200)
  await refused(403, read('activities', ['statements/write']))
  await refused(403, agents(house, asSession(xapiRequest('GET', 'agents', { agent: mail('a') }))))
  await refused(403, activities(house, asSession(xapiRequest('GET', 'activities', { activityId: A }))))
})

test('about says which versions we speak, to anybody', async () => {
  const ask = async (headers: Record<string, string>) => {
    const answer = await about(house, asSession(xapiRequest('GET', 'about', {}, { headers, scopes: [] })))
    assert.equal(answer.headers['Content-Type'], 'application/json')
    return JSON.parse(String(answer.body)) as unknown
  }
  const all = { version: ['1.0.0', '1.0.1', '1.0.2', '1.0.3', '2.0.0'], extensions: {} }
  assert.deepEqual(await ask({}), all)
  assert.deepEqual(await ask({ 'x-experience-api-version': '2.0.0' }), all)
  assert.deepEqual(await ask({ 'x-experience-api-version': '0.9' }), all)
  assert.deepEqual(await ask({ 'x-experience-api-version': '1.0.3' }), { version: ['1.0.0', '1.0.1', '1.0.2', '1.0.3'], extensions: {} })
  await refused(400, about(house, xapiRequest('GET', 'about', { x: '1' })))
})
