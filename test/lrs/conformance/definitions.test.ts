import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { agentOf, activityOf, conformance, newSpeaker, speakerOf, statement, type Speaker } from './speaking.ts'

const { both, only } = conformance()

const definitionOf = async (lrs: Speaker, id: string) => (await lrs.expect(200, 'GET', 'activities', { query: { activityId: id } })).json<{ definition?: object }>().definition
const personOf = async (lrs: Speaker, agent: object) => (await lrs.expect(200, 'GET', 'agents', { query: { agent: JSON.stringify(agent) } })).json<{ name?: string[] }>().name

both('a refused statement defines nothing, nor does one that is stored already', async (lrs) => {
  const [activity, agent] = [activityOf(), agentOf()]
  const said = (es: string) => ({ ...statement(), actor: { ...agent, name: es }, object: { ...activity, definition: { name: { es } } } })
  // A batch with a broken one among them.
  await lrs.expect(400, 'POST', 'statements', { body: [said('roto'), { ...statement(), verb: { id: 'roto' } }] })
  assert.equal(await definitionOf(lrs, activity.id), undefined)
  const first = said('primero')
  await lrs.post(first)
  // The same statement by the specification's rules, since definitions are not compared.
  await lrs.post({ ...first, object: { ...activity, definition: { name: { es: 'repetido' } } } })
  // Another one under its id.
  await lrs.expect(409, 'POST', 'statements', { body: [said('nuevo'), { ...said('otro'), id: first.id, verb: { id: 'https://example.pe/otro' } }] })
  assert.deepEqual(await definitionOf(lrs, activity.id), { name: { es: 'primero' } })
  assert.deepEqual(await personOf(lrs, agent), ['primero'])
  // In one batch with a repeated one, the new one counts.
  await lrs.post({ ...first, object: { ...activity, definition: { name: { es: 'repetido' } } } }, said('segundo'))
  assert.deepEqual(await definitionOf(lrs, activity.id), { name: { es: 'segundo' } })
})

both('a key that may not define stores the statement and defines nothing', async (lrs) => {
  const writer = await newSpeaker(lrs.house, lrs.version, ['statements/write', 'statements/read'])
  const one = { ...statement(), actor: { ...agentOf(), name: 'Ana' }, object: { ...activityOf(), definition: { name: { es: 'sin permiso' } } } }
  await writer.post(one)
  assert.equal(await definitionOf(lrs, one.object.id), undefined)
  assert.equal(await personOf(lrs, { mbox: one.actor.mbox }), undefined)
  assert.deepEqual((await writer.expect(200, 'GET', 'statements', { query: { statementId: one.id } })).json<typeof one>().object.definition, { name: { es: 'sin permiso' } })
})

only('1.0.3', 'about answers without a key and in whatever version it is asked, HEAD too', async (lrs) => {
  const stranger = speakerOf(lrs.house, '1.0.3', '')
  for (const version of ['0.9', '1.0', '1.0.3', '2.0.0', '3.0.0', 'x', null]) {
    for (const speaker of [lrs, stranger]) {
      const headers = { 'x-experience-api-version': version, ...(speaker === stranger && { authorization: null }) }
      const about = await speaker.expect(200, 'GET', 'about', { headers })
      assert.ok(about.json<{ version: string[] }>().version.includes('1.0.3'))
      assert.match(about.header('x-experience-api-version'), /^(1\.0\.3|2\.0\.0)$/)
      assert.equal((await speaker.expect(200, 'HEAD', 'about', { headers })).text, '')
    }
  }
})

both('HEAD of a document says all that GET says but its contents', async (lrs) => {
  const query = { activityId: activityOf().id, profileId: 'p' }
  await lrs.expect(404, 'HEAD', 'activities/profile', { query })
  await lrs.expect(204, 'PUT', 'activities/profile', { query, body: 'hola', headers: { 'content-type': 'text/plain', 'if-none-match': '*' } })
  const [got, head] = [await lrs.expect(200, 'GET', 'activities/profile', { query }), await lrs.expect(200, 'HEAD', 'activities/profile', { query })]
  assert.deepEqual([got.text, head.text], ['hola', ''])
  for (const name of ['etag', 'last-modified', 'content-type', 'x-experience-api-version', 'content-security-policy', 'x-content-type-options']) {
    assert.ok(got.header(name), name)
    assert.equal(head.header(name), got.header(name), name)
  }
  assert.equal(got.header('content-security-policy'), "default-src 'none'; sandbox")
})

only('1.0.3', 'a document by the alternate request syntax, headers in the form', async (lrs) => {
  const query = { activityId: activityOf().id, profileId: 'p' }
  const form = (fields: Record<string, string>) => ({ body: new URLSearchParams({ ...query, ...fields }).toString(), headers: { 'content-type': 'application/x-www-form-urlencoded' } })
  await lrs.expect(204, 'POST', 'activities/profile', { query: { method: 'PUT' }, ...form({ content: '{"a":"ñ"}', 'Content-Type': 'application/json', 'If-None-Match': '*' }) })
  await lrs.expect(412, 'POST', 'activities/profile', { query: { method: 'PUT' }, ...form({ content: '{"a":2}', 'Content-Type': 'application/json', 'If-None-Match': '*' }) })
  const got = await lrs.expect(200, 'POST', 'activities/profile', { query: { method: 'GET' }, ...form({}) })
  assert.equal(got.text, '{"a":"ñ"}')
  await lrs.expect(204, 'POST', 'activities/profile', { query: { method: 'DELETE' }, ...form({ 'If-Match': got.header('etag') }) })
  await lrs.expect(404, 'GET', 'activities/profile', { query })
})

both('an id of a verb that is too long to look up by is 413; whatever else is long is stored and found', async (lrs) => {
  // Nothing that PostgreSQL could pack.
  const iri = (bytes: number) => `https://example.pe/${randomBytes(bytes).toString('hex')}`.slice(0, bytes)
  for (const bytes of [2001, 9000]) await lrs.expect(413, 'POST', 'statements', { body: statement({ verb: { id: iri(bytes) } }) })
  const [object, verb, long] = [{ id: iri(9000) }, { id: iri(2000) }, iri(9000)]
  const [id] = await lrs.post(statement({
    verb, object, actor: { account: { homePage: long, name: long } }, context: { contextActivities: { parent: [{ id: long }] }, extensions: { [long]: long } },
  }))
  for (const query of [{ verb: verb.id }, { activity: object.id }, { activity: long, related_activities: 'true' }, { agent: JSON.stringify({ account: { homePage: long, name: long } }) }]) {
    assert.deepEqual(await lrs.ids(query), [id])
  }
  assert.deepEqual(await lrs.ids({ activity: long }), [])
})
