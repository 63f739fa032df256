import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { actingClient } from '../../../test/acting.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'

const PATH = '/xapi/piloto/statements'
const ID = 'http://example.org/course'

type Told = Readonly<Record<string, unknown>>
let house: TestHouse
let authorization: string
before(async () => {
  house = await openHouse()
  authorization = (await actingClient(house, ['all'], 'piloto', 1e6)).authorization
})
after(() => house.close())

const headers = (more: Record<string, string> = {}): Record<string, string> => ({ authorization, 'x-experience-api-version': '2.0.0', 'content-type': 'application/json', ...more })

/** What stands under a path such as `object.verb` or `grouping.0.id`. */
const part = (told: unknown, path: string): unknown => path.split('.').reduce((inside, name) => (inside as Told | undefined)?.[name], told)

async function post(...bodies: readonly string[]): Promise<void> {
  const response = await house.request(PATH, { method: 'POST', headers: headers(), body: `[${bodies.join(',')}]` })
  assert.equal(response.status, 200, await response.text())
}

async function get(query: Record<string, string>, more: Record<string, string> = {}): Promise<Response> {
  const response = await house.request(`${PATH}?${new URLSearchParams(query).toString()}`, { headers: headers(more) })
  assert.equal(response.status, 200)
  return response
}

const ana = { objectType: 'Agent', name: 'Ana', mbox: 'mailto:ana@example.org' }
const luz = { name: 'Luz', account: { homePage: 'https://school.example.org', name: 'luz' } }
const team = { objectType: 'Group', name: 'Team', openid: 'https://team.example.org/', member: [ana, luz] }
const nameless = { objectType: 'Group', name: 'Some', member: [ana, luz] }
const verb = { id: 'http://example.org/did', display: { en: 'did', es: 'hizo' } }
const activity = (id: string): Told => ({ objectType: 'Activity', id, definition: { name: { en: 'Course', es: 'Curso' }, description: { es: 'Un curso' }, type: 'http://example.org/type', extensions: { 'http://example.org/x': { en: 'kept', es: 'así' } } } })
const full = (id: string): Told => ({
  id, actor: nameless, verb,
  object: { objectType: 'SubStatement', actor: team, verb, object: activity(ID), context: { instructor: ana, contextActivities: { parent: [activity('http://example.org/parent')] } } },
  context: {
    instructor: team, team: nameless, contextActivities: { grouping: [activity('http://example.org/g'), { id: 'http://example.org/h' }] }, statement: { objectType: 'StatementRef', id },
    contextAgents: [{ objectType: 'contextAgent', agent: ana, relevantTypes: ['http://example.org/type'] }], contextGroups: [{ objectType: 'contextGroup', group: team }],
    extensions: { 'http://example.org/y': { name: 'Ana', display: { en: 'kept' } } },
  },
  result: { response: 'sí', success: true }, timestamp: '2026-03-01T10:00:00-05:00',
})

test('ids: who, what and which only, in sub-statements and context too; all else stays as it was said', async () => {
  const id = randomUUID()
  await post(JSON.stringify(full(id)))
  const told = await (await get({ statementId: id, format: 'ids' })).json() as Told
  const anaId = { objectType: 'Agent', mbox: 'mailto:ana@example.org' }
  const luzId = { account: luz.account }
  const teamId = { objectType: 'Group', openid: team.openid }
  const namelessId = { objectType: 'Group', member: [anaId, luzId] }
  assert.deepEqual({ ...told, authority: 0, stored: 0, version: 0 }, {
    id, actor: namelessId, verb: { id: verb.id }, authority: 0, stored: 0, version: 0,
    object: { objectType: 'SubStatement', actor: teamId, verb: { id: verb.id }, object: { id: ID }, context: { instructor: anaId, contextActivities: { parent: [{ id: 'http://example.org/parent' }] } } },
    context: {
      instructor: teamId, team: namelessId, contextActivities: { grouping: [{ id: 'http://example.org/g' }, { id: 'http://example.org/h' }] }, statement: { objectType: 'StatementRef', id },
      contextAgents: [{ objectType: 'contextAgent', agent: anaId, relevantTypes: ['http://example.org/type'] }], contextGroups: [{ objectType: 'contextGroup', group: teamId }],
      extensions: { 'http://example.org/y': { name: 'Ana', display: { en: 'kept' } } },
    },
    result: { response: 'sí', success: true }, timestamp: '2026-03-01T10:00:00-05:00',
  })
  assert.deepEqual(Object.keys(told.authority as object).sort(), ['account', 'objectType'])
})

test('exact: every text as it was sent, byte for byte, alone and in a list', async () => {
  const id = randomUUID()
  const said = `"actor" : {"mbox":"mailto:ana@example.org"},  "verb":{"id":"${verb.id}"}, "object":{"id":"http://example.org/ñ\\u00f1"},"result":{"score":{"raw":1.0,"max":1e2}},"id":"${id}"`
  await post(`{ ${said} }`)
  const alone = await (await get({ statementId: id })).text()
  assert.ok(alone.startsWith(`{${said},`), alone)
  const list = await (await get({ limit: '1' })).text()
  assert.ok(list.startsWith(`{"statements":[${alone}],"more":"`), list)
  assert.equal(await (await get({ statementId: id, format: 'exact' }, { 'accept-language': 'es' })).text(), alone)
})

test('canonical: what is known of activities and verbs by now, each text in the one language that was asked for; agents stay', async () => {
  const id = randomUUID()
  await post(JSON.stringify(full(id)))
  await post(JSON.stringify({
    id: randomUUID(), actor: ana, verb: { id: verb.id, display: { qu: 'ruwarqan' } },
    object: { id: ID, definition: { name: { qu: 'Yachay' }, moreInfo: 'http://example.org/more', interactionType: 'choice', choices: [{ id: 'a', description: { en: 'yes', es: 'sí' } }, { id: 'b' }] } },
  }))
  const told = async (language: string): Promise<Told> => (await get({ statementId: id, format: 'canonical' }, language === '' ? {} : { 'accept-language': language })).json() as Promise<Told>
  const spanish = await told('es-PE, es;q=0.9, en;q=0.4')
  assert.deepEqual(part(spanish, 'verb'), { id: verb.id, display: { es: 'hizo' } })
  assert.deepEqual(part(spanish, 'object.verb'), part(spanish, 'verb'))
  assert.deepEqual(part(spanish, 'object.object'), {
    objectType: 'Activity', id: ID, definition: {
      name: { es: 'Curso' }, description: { es: 'Un curso' }, type: 'http://example.org/type', extensions: { 'http://example.org/x': { en: 'kept', es: 'así' } },
      moreInfo: 'http://example.org/more', interactionType: 'choice', choices: [{ id: 'a', description: { es: 'sí' } }, { id: 'b' }],
    },
  })
  assert.deepEqual(['actor', 'object.actor', 'context.instructor'].map((path) => part(spanish, path)), [nameless, team, team])
  assert.deepEqual(part(spanish, 'context.contextActivities.grouping.0.definition.name'), { es: 'Curso' })
  assert.deepEqual(part(spanish, 'context.contextActivities.grouping.1'), { id: 'http://example.org/h' })
  // Each map for itself: the description is in Spanish alone.
  const quechua = await told('qu, en;q=0.5')
  assert.deepEqual(['verb.display', 'object.object.definition.name', 'object.object.definition.description'].map((path) => part(quechua, path)), [{ qu: 'ruwarqan' }, { qu: 'Yachay' }, { es: 'Un curso' }])
  assert.deepEqual(Object.keys(part(await told(''), 'verb.display') as object).length, 1)
  const { statements } = await (await get({ activity: ID, format: 'canonical' }, { 'accept-language': 'en' })).json() as { statements: Told[] }
  assert.deepEqual(statements.map((s) => part(s, 'object.definition.name')), [{ en: 'Course' }])
})

test('canonical of what nobody may define is what was said, in one language', async () => {
  const quiet = await actingClient(house, ['statements/write'], 'piloto', 1e6)
  const id = randomUUID()
  const response = await house.request(PATH, { method: 'POST', headers: headers({ authorization: quiet.authorization }), body: JSON.stringify({ id, actor: ana, verb: { id: 'http://example.org/own', display: { en: 'own', es: 'propio' } }, object: activity('http://example.org/own') }) })
  assert.equal(response.status, 200)
  const told = await (await get({ statementId: id, format: 'canonical' }, { 'accept-language': 'en' })).json() as Told
  assert.deepEqual([part(told, 'verb.display'), part(told, 'object.definition.name')], [{ en: 'own' }, { en: 'Course' }])
})

test('with attachments the answer is multipart, in every format, also when there is no file', async () => {
  const bytes = 'una evidencia'
  const sha2 = createHash('sha256').update(bytes).digest('hex')
  const [withFile, without] = [randomUUID(), randomUUID()]
  const said = { id: withFile, actor: ana, verb, object: { id: 'http://example.org/files' }, attachments: [{ usageType: 'http://example.org/proof', display: { es: 'Foto' }, contentType: 'text/plain', length: bytes.length, sha2 }] }
  const body = `--b\r\nContent-Type: application/json\r\n\r\n${JSON.stringify(said)}\r\n--b\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: binary\r\nX-Experience-API-Hash: ${sha2}\r\n\r\n${bytes}\r\n--b--\r\n`
  const sent = await house.request(PATH, { method: 'POST', headers: headers({ 'content-type': 'multipart/mixed; boundary=b' }), body })
  assert.equal(sent.status, 200, await sent.text())
  await post(JSON.stringify({ id: without, actor: ana, verb, object: { id: 'http://example.org/files' } }))
  for (const query of [{ statementId: withFile }, { activity: 'http://example.org/files' }] as Record<string, string>[]) {
    for (const format of ['exact', 'ids', 'canonical']) {
      const answer = await get({ ...query, format, attachments: 'true' })
      assert.match(answer.headers.get('content-type') ?? '', /^multipart\/mixed; boundary=/)
      const text = await answer.text()
      assert.equal(text.split(`X-Experience-API-Hash: ${sha2}\r\n`).length, 2)
      assert.ok(text.includes(`\r\n\r\n${bytes}\r\n`))
    }
    const plain = await get({ ...query, attachments: 'false' })
    assert.match(plain.headers.get('content-type') ?? '', /^application\/json/)
    assert.ok(!(await plain.text()).includes(bytes))
  }
  const none = await get({ statementId: without, attachments: 'true' })
  assert.match(none.headers.get('content-type') ?? '', /^multipart\/mixed; boundary=/)
  assert.ok((await none.text()).includes(without))
  assert.match((await get({ verb: 'http://example.org/none', attachments: 'true' })).headers.get('content-type') ?? '', /^multipart\/mixed/)
})
