import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { activityOf, agentOf, conformance, statement, VERB, VOIDED, voiding, type Speaker } from './speaking.ts'

const { both } = conformance()

interface Stored { id: string; stored: string; timestamp: string; version: string; actor: object; verb: { id: string }; object: { id: string } }
const get = async (lrs: Speaker, id: string): Promise<Stored> => (await lrs.expect(200, 'GET', 'statements', { query: { statementId: id } })).json<Stored>()

both('PUT with statementId stores a statement and answers 204; without it, or with another id than the statement\'s, 400', async (lrs) => {
  const { id, ...one } = statement()
  const put = await lrs.expect(204, 'PUT', 'statements', { query: { statementId: id }, body: one })
  assert.equal(put.text, '')
  assert.equal((await get(lrs, id)).id, id)
  await lrs.expect(400, 'PUT', 'statements', { body: statement() })
  await lrs.expect(400, 'PUT', 'statements', { query: { statementId: randomUUID() }, body: statement() })
  await lrs.expect(400, 'PUT', 'statements', { query: { statementId: 'x' }, body: one })
  await lrs.expect(400, 'PUT', 'statements', { query: { statementId: randomUUID() }, body: [one] })
})

both('POST stores one statement or several and answers 200 with every id in order, made where none was given', async (lrs) => {
  const { id: _, ...bare } = statement()
  const [a, b] = [statement(), statement()]
  const ids = await lrs.post(a, bare, b)
  assert.deepEqual([ids[0], ids[2], ids.length], [a.id, b.id, 3])
  assert.match(ids[1] ?? '', /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  assert.equal((await lrs.expect(200, 'POST', 'statements', { body: bare })).json<string[]>().length, 1)
  for (const id of ids) assert.equal((await get(lrs, id)).id, id)
})

both('a statement is never changed by another under its id, by PUT or POST: 409, and it stays as it was', async (lrs) => {
  const one = statement()
  await lrs.post(one)
  const before = await get(lrs, one.id)
  const other = { ...statement(), id: one.id }
  await lrs.expect(409, 'PUT', 'statements', { query: { statementId: one.id }, body: other })
  await lrs.expect(409, 'POST', 'statements', { body: other })
  await lrs.expect(409, 'POST', 'statements', { body: [statement(), other] })
  await lrs.expect(200, 'POST', 'statements', { body: one })
  await lrs.expect(204, 'PUT', 'statements', { query: { statementId: one.id }, body: { ...one, id: one.id.toUpperCase() } })
  assert.deepEqual(await get(lrs, one.id), before)
})

both('a batch with one bad statement is refused whole with 400 and leaves nothing', async (lrs) => {
  const good = [statement(), statement()]
  for (const bad of [{ ...statement(), verb: { id: 'no' } }, {}, { ...statement(), nada: 1 }, null, 7]) {
    for (const batch of [[...good, bad], [bad, ...good], [good[0], bad, good[1]]]) await lrs.expect(400, 'POST', 'statements', { body: batch })
  }
  for (const { id } of good) await lrs.expect(404, 'GET', 'statements', { query: { statementId: id } })
})

both('a batch that uses one id twice is refused with 400', async (lrs) => {
  const one = statement()
  await lrs.expect(400, 'POST', 'statements', { body: [one, one] })
  await lrs.expect(400, 'POST', 'statements', { body: [one, { ...one, id: one.id.toUpperCase() }] })
  await lrs.expect(404, 'GET', 'statements', { query: { statementId: one.id } })
})

both('a request that is refused changes nothing: statements, documents', async (lrs) => {
  const query = { activityId: activityOf().id, agent: JSON.stringify(agentOf()), stateId: 's' }
  await lrs.expect(204, 'PUT', 'activities/state', { query, body: { uno: 1 } })
  const before = await lrs.expect(200, 'GET', 'activities/state', { query })
  await lrs.expect(400, 'POST', 'activities/state', { query, body: '[1]' })
  await lrs.expect(412, 'PUT', 'activities/state', { query, headers: { 'if-match': '"x"' }, body: {} })
  await lrs.expect(412, 'DELETE', 'activities/state', { query, headers: { 'if-match': '"x"' } })
  const after = await lrs.expect(200, 'GET', 'activities/state', { query })
  assert.deepEqual([after.text, after.header('etag'), after.header('last-modified')], [before.text, before.header('etag'), before.header('last-modified')])
  const one = statement({ verb: { id: 'no' } })
  await lrs.expect(400, 'POST', 'statements', { body: one })
  await lrs.expect(404, 'GET', 'statements', { query: { statementId: one.id } })
})

both('only the codes of the specification refuse a statement', async (lrs) => {
  const allowed = [400, 401, 403, 404, 409, 412, 413, 429]
  const bad: unknown[] = ['', '{', 'null', '"x"', '7', '[[]]', '{"id":1}', Buffer.from([0xff, 0xfe, 0]), '[{}]', { ...statement(), id: 'x' }, 'x'.repeat(2000), '[' + '['.repeat(5000)]
  for (const body of bad) {
    for (const type of ['application/json', 'text/plain', 'multipart/mixed', 'multipart/mixed; boundary=x', 'application/json; charset=latin1', '']) {
      const heard = await lrs.ask('POST', 'statements', { headers: { 'content-type': type }, body })
      assert.ok(allowed.includes(heard.status), `${type} ${String(body).slice(0, 40)}: ${heard.status} ${heard.text}`)
    }
  }
})

both('a PUT or POST of statements is application/json or multipart/mixed, or refused with 400', async (lrs) => {
  const one = statement()
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/xml', 'application/jsonx', 'json']) {
    await lrs.expect(400, 'POST', 'statements', { headers: { 'content-type': type }, body: one })
    await lrs.expect(400, 'PUT', 'statements', { headers: { 'content-type': type }, query: { statementId: one.id }, body: one })
  }
  await lrs.expect(200, 'POST', 'statements', { headers: { 'content-type': 'application/json; charset=utf-8' }, body: one })
})

both('one statement is found by its id, with Last-Modified the moment it was stored, and 404 where there is none', async (lrs) => {
  const one = statement()
  await lrs.post(one)
  const heard = await lrs.expect(200, 'GET', 'statements', { query: { statementId: one.id } })
  const { stored, id } = heard.json<Stored>()
  assert.equal(id, one.id)
  assert.equal(Math.floor(Date.parse(heard.header('last-modified')) / 1000), Math.floor(Date.parse(stored) / 1000))
  await lrs.expect(404, 'GET', 'statements', { query: { statementId: randomUUID() } })
  await lrs.expect(404, 'GET', 'statements', { query: { voidedStatementId: one.id } })
})

both('a voided statement is found by voidedStatementId alone; what refers to it stays in lists', async (lrs) => {
  const actor = agentOf()
  const one = statement({ actor })
  const about = statement({ object: { objectType: 'StatementRef', id: one.id } })
  await lrs.post(one, about)
  const [by] = await lrs.post(voiding(one.id))
  assert.equal((await lrs.expect(200, 'GET', 'statements', { query: { voidedStatementId: one.id } })).json<Stored>().id, one.id)
  await lrs.expect(404, 'GET', 'statements', { query: { statementId: one.id } })
  const ids = await lrs.ids({ agent: JSON.stringify(actor) })
  assert.deepEqual(new Set(ids), new Set([by, about.id]))
  assert.ok(!(await lrs.ids({ limit: '0' })).includes(one.id))
  const again = await lrs.ask('POST', 'statements', { body: statement({ verb: VOIDED, object: { objectType: 'StatementRef', id: by } }) })
  assert.ok([200, 400].includes(again.status))
  assert.equal((await get(lrs, by ?? '')).id, by, 'a voiding statement cannot be voided')
})

both('statementId and voidedStatementId go with attachments and format only', async (lrs) => {
  const [id = '', gone = ''] = await lrs.post(statement(), statement())
  await lrs.post(voiding(gone))
  const others: Record<string, string> = {
    agent: JSON.stringify(agentOf()), verb: VERB.id, activity: activityOf().id, registration: randomUUID(), related_activities: 'true', related_agents: 'true',
    since: '2020-01-01T00:00:00Z', until: '2030-01-01T00:00:00Z', limit: '1', ascending: 'true', statementId: id, voidedStatementId: gone,
  }
  for (const [name, of] of [['statementId', id], ['voidedStatementId', gone]] as const) {
    for (const [other, value] of Object.entries(others)) if (other !== name) await lrs.expect(400, 'GET', 'statements', { query: { [name]: of, [other]: value } })
    await lrs.expect(200, 'GET', 'statements', { query: { [name]: of, attachments: 'true', format: 'ids' } })
  }
})

both('statements keep the version they came with, and nothing is made of one older than 1.0.1', async (lrs) => {
  const version = lrs.version === '1.0.3' ? '1.0.0' : '2.0.0'
  const one = statement({ version })
  await lrs.post(one)
  const back = await get(lrs, one.id)
  assert.equal(back.version, version)
  assert.deepEqual([back.actor, back.verb, back.object], [one.actor, one.verb, one.object])
  const bare = statement()
  await lrs.post(bare)
  assert.equal((await get(lrs, bare.id)).version, version, 'the earliest patch of what was spoken, where it did not say')
})

both('a voiding statement that comes before what it voids is taken, and voids it when it comes', async (lrs) => {
  const one = statement()
  await lrs.post(voiding(one.id))
  await lrs.post(one)
  await lrs.expect(404, 'GET', 'statements', { query: { statementId: one.id } })
  assert.equal((await lrs.expect(200, 'GET', 'statements', { query: { voidedStatementId: one.id } })).json<Stored>().id, one.id)
  const first = voiding(randomUUID()) as { id: string }
  await lrs.post(statement({ verb: VOIDED, object: { objectType: 'StatementRef', id: first.id } }))
  await lrs.post(first)
  assert.equal((await get(lrs, first.id)).id, first.id, 'what voids is never voided')
})

both('a statement without a timestamp has the time at which it was stored; sent again as it is read, it is the same', async (lrs) => {
  const { timestamp: _timestamp, ...without } = statement() as { timestamp?: string }
  const [id] = await lrs.post(without)
  const read = await lrs.expect(200, 'GET', 'statements', { query: { statementId: id } })
  const { timestamp, stored } = read.json<Stored>()
  assert.equal(timestamp, stored)
  await lrs.post(read.json<object>())
  await lrs.post({ ...without, id })
  await lrs.expect(409, 'POST', 'statements', { body: { ...without, id, verb: { id: 'https://example.org/verbs/other' } } })
})
