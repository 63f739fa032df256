import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { mail, refused, xapiRequest, type Sent } from '../../../test/asking-xapi.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { agentKey } from './agent-key.ts'
import { RESOURCES } from './documents.ts'
import { eraseAgents } from './sealing.ts'

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

const send = (method: 'GET' | 'PUT', resource: 'activities/state' | 'agents/profile', query: Record<string, string>, { of = house, ...sent }: Sent & { of?: TestHouse }) =>
  RESOURCES[resource][method](of, xapiRequest(method, resource, query, sent))
const keyOf = (tenant: string, name: string) => agentKey(house.keys, tenant, { mbox: `mailto:${name}@example.org` })!
const erase = (tenant: string, name: string) =>
  house.db.transaction().execute((tx) => eraseAgents(tx, [{ tenant, agent: keyOf(tenant, name) }], house.clock()))
const unreadable = async (tenant: string) => (await house.pool.query(
  `select 1 from xapi_document d join statement_person p on p.id = d.person where d.tenant = $1 and p.data_key is null`, [tenant])).rowCount

test('an erased person has no documents, nothing of them is left, and she can begin anew in any process', async () => {
  const tenant = 'erased'
  const agent = mail('rosa.quispe')
  const state = { activityId: 'https://example.org/erased', agent, stateId: 's' }
  const profile = { agent, profileId: 'p' }
  const both = async (of: TestHouse, body: string) => {
    await send('PUT', 'activities/state', state, { body, tenant, of })
    await send('PUT', 'agents/profile', profile, { body, tenant, of, headers: { 'if-none-match': '"other"' } })
  }
  await both(house, 'Rosa vive en Puno')
  assert.equal(String((await send('GET', 'activities/state', state, { tenant, of: other })).body), 'Rosa vive en Puno')
  const { rows } = await house.pool.query('select * from xapi_document')
  const clear = rows.flatMap((row) => Object.values(row as Record<string, unknown>)).map((v) => (Buffer.isBuffer(v) ? v.toString('latin1') : String(v))).join(' ')
  assert.doesNotMatch(clear, /Puno|rosa/i)

  await erase(tenant, 'rosa.quispe')
  for (const of of [house, other]) {
    await refused(404, send('GET', 'activities/state', state, { tenant, of }))
    await refused(404, send('GET', 'agents/profile', profile, { tenant, of }))
    assert.equal((await send('GET', 'agents/profile', { agent }, { tenant, of })).body, '[]')
  }
  assert.equal((await house.pool.query(`select 1 from xapi_document where tenant = '${tenant}'`)).rowCount, 0)
  await both(other, 'otra vez')
  for (const of of [house, other]) assert.equal(String((await send('GET', 'agents/profile', profile, { tenant, of })).body), 'otra vez')
  await both(house, 'y otra')
})

test('a document that arrives while its person is being erased is kept under a new key or waits for the erasure', async () => {
  const tenant = 'meanwhile'
  const state = { activityId: 'https://example.org/meanwhile', agent: mail('juana'), stateId: 's' }
  await send('PUT', 'activities/state', state, { body: 'before', tenant })
  const client = await house.pool.connect()
  try {
    await client.query('begin')
    await client.query('update statement_person set data_key = null, erased = now() where tenant = $1 and agent = $2', [tenant, keyOf(tenant, 'juana')])
    const late = send('PUT', 'activities/state', { ...state, stateId: 'late' }, { body: 'late', tenant })
    // Long enough for a write that does not wait to be over.
    await new Promise((done) => setTimeout(done, 200))
    await client.query('commit')
    await late
  } finally {
    client.release()
  }
  assert.equal(await unreadable(tenant), 0)
  await refused(404, send('GET', 'activities/state', state, { tenant }))
  for (const of of [house, other]) assert.equal(String((await send('GET', 'activities/state', { ...state, stateId: 'late' }, { tenant, of })).body), 'late')
})

test('erasures among many changes leave no document that nobody can read', async () => {
  const tenant = 'among'
  const write = (n: number) => send('PUT', 'activities/state', { activityId: 'https://example.org/among', agent: mail('julia'), stateId: `s${n % 7}` }, { body: String(n), tenant, of: n % 2 ? other : house })
  const writes = Array.from({ length: 60 }, (_, n) => write(n))
  for (let n = 0; n < 3; n += 1) await erase(tenant, 'julia')
  await Promise.all(writes)
  assert.equal(await unreadable(tenant), 0)
})
