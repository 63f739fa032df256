import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { activityOf, agentOf, conformance, statement } from './speaking.ts'

const { both } = conformance()

type Person = Record<string, unknown> & { name?: string[] }

both('agents answers a Person whose properties are arrays, with every name that was told', async (lrs) => {
  const agent = agentOf()
  await lrs.post(statement({ actor: { ...agent, name: 'Rosa' } }), statement({ actor: { ...agent, name: 'Rosa Quispe' } }))
  const heard = await lrs.expect(200, 'GET', 'agents', { query: { agent: JSON.stringify(agent) } })
  const { name, ...rest } = heard.json<Person>()
  assert.deepEqual(rest, { objectType: 'Person', mbox: [agent.mbox] })
  assert.deepEqual([...(name ?? [])].sort(), ['Rosa', 'Rosa Quispe'])
})

both('agents answers a Person of somebody unknown, with what was asked for', async (lrs) => {
  const account = { homePage: 'https://e.example.pe', name: randomUUID() }
  const agents = [
    { mbox: `mailto:${randomUUID()}@example.pe` }, { mbox_sha1sum: 'ebd31e95054c018b10727ccffd2ef2ec3a016ee9' }, { openid: `https://id.example.pe/${randomUUID()}` }, { account },
  ]
  for (const agent of agents) {
    const [[name, value]] = Object.entries(agent) as [[string, unknown]]
    const heard = await lrs.expect(200, 'GET', 'agents', { query: { agent: JSON.stringify(agent) } })
    assert.deepEqual(heard.json<Person>(), { objectType: 'Person', [name]: [value] })
  }
  const named = await lrs.expect(200, 'GET', 'agents', { query: { agent: JSON.stringify({ ...agentOf('nadie'), name: 'Nadie' }) } })
  assert.deepEqual(named.json<Person>(), { objectType: 'Person', name: ['Nadie'], mbox: ['mailto:nadie@example.pe'] })
})

both('agents without an agent, or with what is none, is refused', async (lrs) => {
  await lrs.expect(400, 'GET', 'agents')
  const bad = ['rosa', '{}', '[]', 'true', '{"mbox":"rosa@example.pe"}', '{"mbox":"mailto:a@b.pe","openid":"https://a.pe"}', '{"account":{"name":"x"}}', '{"objectType":"Activity","id":"https://a.pe"}', '{"mbox":1}']
  for (const agent of bad) await lrs.expect(400, 'GET', 'agents', { query: { agent } })
})

both('activities answers the whole Activity, with all that statements said of it in every language', async (lrs) => {
  const { id } = activityOf()
  const define = (definition: object) => statement({ object: { id, definition } })
  await lrs.post(define({ name: { es: 'La hoja' }, type: 'https://example.pe/tipos/curso' }))
  await lrs.post(define({ name: { en: 'The leaf' }, description: { es: 'Une.' }, moreInfo: 'https://example.pe/mas' }))
  const heard = await lrs.expect(200, 'GET', 'activities', { query: { activityId: id } })
  assert.deepEqual(heard.json<object>(), {
    objectType: 'Activity', id,
    definition: { name: { es: 'La hoja', en: 'The leaf' }, description: { es: 'Une.' }, type: 'https://example.pe/tipos/curso', moreInfo: 'https://example.pe/mas' },
  })
  const unknown = activityOf().id
  assert.deepEqual((await lrs.expect(200, 'GET', 'activities', { query: { activityId: unknown } })).json<object>(), { objectType: 'Activity', id: unknown })
})

both('activities without an activityId, or with what is no IRI, is refused', async (lrs) => {
  await lrs.expect(400, 'GET', 'activities')
  await lrs.expect(400, 'GET', 'activities', { query: { activityId: 'la-hoja' } })
})
