import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { actingClient, actingLearner, actingStaff } from '../../../test/acting.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { append } from '../append.ts'
import { NS, agent, type Draft } from '../statement.ts'
import { eraseAgents, forgetKeys } from './sealing.ts'

const PATH = '/xapi/piloto/statements'
const VOIDED = 'http://adlnet.gov/expapi/verbs/voided'
const THROUGH = 'x-experience-api-consistent-through'

let house: TestHouse
let client: Awaited<ReturnType<typeof actingClient>>
before(async () => {
  house = await openHouse({ now: '2026-03-02T15:00:00.250Z' })
  client = await actingClient(house, ['all'], 'piloto', 1e6)
})
after(() => house.close())

async function ask(query: string, init: RequestInit = {}, of = client, version = '1.0.3', path = PATH): Promise<Response> {
  return house.request(`${path}${query}`, { ...init, headers: { authorization: of.authorization, 'x-experience-api-version': version, 'content-type': 'application/json', ...init.headers } })
}

async function said(more: Record<string, unknown> = {}): Promise<string> {
  const id = randomUUID()
  const body = { id, actor: { mbox: 'mailto:ana@example.org' }, verb: { id: 'http://example.org/did' }, object: { id: 'http://example.org/a' }, ...more }
  const response = await ask('', { method: 'POST', body: JSON.stringify(body) })
  assert.equal(response.status, 200, await response.text())
  return id
}

test('a statement is told by its id, in capitals too, with the time it was stored at', async () => {
  const id = await said()
  for (const version of ['1.0.3', '2.0.0']) {
    const answer = await ask(`?statementId=${id.toUpperCase()}`, {}, client, version)
    const told = await answer.json() as { id: string; stored: string }
    assert.equal(told.id, id)
    assert.equal(answer.headers.get('last-modified'), new Date(told.stored).toUTCString())
    assert.match(answer.headers.get('content-type') ?? '', /^application\/json/)
  }
})

test('a voided statement is told only as such, and what targets it still is', async () => {
  const id = await said()
  const target = { object: { objectType: 'StatementRef', id } }
  assert.equal((await ask(`?voidedStatementId=${id}`)).status, 404)
  const voiding = await said({ verb: { id: VOIDED }, ...target })
  const about = await said(target)
  assert.equal((await ask(`?statementId=${id}`)).status, 404)
  assert.equal((await (await ask(`?voidedStatementId=${id}`)).json() as { id: string }).id, id)
  assert.equal((await ask(`?statementId=${voiding}`)).status, 200)
  assert.equal((await ask(`?voidedStatementId=${voiding}`)).status, 404)
  const { statements } = await (await ask('?activity=http://example.org/a&limit=3')).json() as { statements: { id: string }[] }
  assert.deepEqual(statements.slice(0, 2).map((s) => s.id), [about, voiding])
  assert.ok(!statements.some((s) => s.id === id))
})

test('an id that nobody knows is 404, also one of another programme', async () => {
  const id = await said()
  const other = await actingClient(house, ['all'], 'peru-huawei-2024', 1e6)
  assert.equal((await ask(`?statementId=${randomUUID()}`)).status, 404)
  assert.equal((await ask(`?statementId=${id}`, {}, other, '1.0.3', '/xapi/peru-huawei-2024/statements')).status, 404)
  assert.equal((await ask(`?statementId=${id}`, {}, other)).status, 403)
})

test('who reads only her own gets no other by its id either', async () => {
  const id = await said()
  const mine = await actingClient(house, ['statements/write', 'statements/read/mine'], 'piloto', 1e6)
  assert.equal((await ask(`?statementId=${id}`, {}, mine)).status, 404)
  assert.equal((await ask(`?statementId=${id}`, {}, await actingClient(house, ['statements/read'], 'piloto', 1e6))).status, 200)
  assert.equal((await ask(`?statementId=${id}`, {}, await actingClient(house, ['all/read'], 'piloto', 1e6))).status, 200)
  assert.equal((await ask(`?statementId=${id}`, {}, await actingClient(house, ['statements/write', 'state'], 'piloto', 1e6))).status, 403)
})

test('a learner reads what is told of her, by id and by every filter; an auditor everything; a tutor nothing', async () => {
  const [rosa, luz] = [await actingLearner(house), await actingLearner(house)]
  const auditor = await actingStaff(house, 'Auditora', ['auditor'])
  const of = (person: string, verb = `${NS}verbs/completed`): Draft & { statement: { id: string } } => ({
    tenant: 'piloto', statement: { id: randomUUID(), actor: agent(person), verb: { id: verb }, object: { id: `${NS}piloto/units/base.read` } },
  })
  const drafts = [of(rosa.agent), of(luz.agent), of(rosa.agent, `${NS}verbs/conflict-found`)]
  await append(house, { scopes: [] }, () => drafts)
  const list = async (by: typeof rosa | typeof auditor, query: string): Promise<string[]> =>
    (await (await by.get(`${PATH}?${query}`)).json() as { statements: { id: string }[] }).statements.map((s) => s.id)
  const [own, others, conflict] = drafts.map((d) => d.statement.id) as [string, string, string]
  const activity = `activity=${encodeURIComponent(`${NS}piloto/units/base.read`)}`
  assert.ok((await list(auditor, activity)).includes(conflict))
  assert.equal((await list(auditor, activity)).length, 3)
  const seen = await list(rosa, activity)
  assert.ok(seen.includes(own) && !seen.includes(others) && !seen.includes(conflict), String(seen))
  assert.deepEqual(await list(rosa, `agent=${encodeURIComponent(JSON.stringify(agent(luz.agent)))}&related_agents=true`), [])
  assert.deepEqual([(await rosa.get(`${PATH}?statementId=${own}`)).status, (await rosa.get(`${PATH}?statementId=${others}`)).status, (await rosa.get(`${PATH}?statementId=${conflict}`)).status], [200, 404, 404])
  assert.equal((await auditor.get(`${PATH}?statementId=${conflict}`)).status, 200)
  assert.equal((await (await actingStaff(house, 'Tutora', ['tutor'])).get(PATH)).status, 403)
})

test('every answer says up to when it tells everything, refusals too, and never less than what it shows', async () => {
  for (const query of ['', '?limit=1', '?LIMIT=1', '?statementId=x', `?statementId=${randomUUID()}`, '?verb=http://example.org/none', '?attachments=true', '?more=x']) {
    const answer = await ask(query)
    const through = answer.headers.get(THROUGH) ?? ''
    assert.match(through, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/, query)
    const { statements = [] } = answer.headers.get('content-type')?.startsWith('application/json') ? await answer.json() as { statements?: { stored: string }[] } : {}
    for (const { stored } of statements) assert.ok(stored <= through, `${stored} ${through}`)
  }
  const sent = await ask('', { method: 'POST', body: JSON.stringify({ actor: { mbox: 'mailto:ana@example.org' }, verb: { id: 'http://example.org/did' }, object: { id: 'http://example.org/a' } }) })
  const [id] = await sent.json() as string[]
  const { stored } = await (await ask(`?statementId=${id}`)).json() as { stored: string }
  assert.equal((await ask('?limit=1')).headers.get(THROUGH), stored)
  assert.ok((sent.headers.get(THROUGH) ?? '') >= stored, `after writing: ${sent.headers.get(THROUGH)}`)
  const empty = await actingClient(house, ['all'], 'peru-huawei-2024', 1e6)
  const nothing = await ask('', {}, empty, '1.0.3', '/xapi/peru-huawei-2024/statements')
  assert.equal(await nothing.text(), '{"statements":[],"more":""}')
  assert.equal(nothing.headers.get(THROUGH), house.clock().toISOString())
})

test('what was said of somebody who was erased is still counted, and names nobody', async () => {
  const id = await said({ actor: { mbox: 'mailto:erased@example.org', name: 'Erased' }, verb: { id: 'http://example.org/erased' }, result: { response: 'secret' } })
  const { rows: [row] } = await house.pool.query<{ actor: string }>('select actor from statement where id = $1', [id])
  await house.db.transaction().execute((tx) => eraseAgents(tx, [{ tenant: 'piloto', agent: row!.actor }], house.clock()))
  forgetKeys(house.db)
  for (const query of [`?statementId=${id}`, '?verb=http://example.org/erased', '?verb=http://example.org/erased&format=ids', '?verb=http://example.org/erased&format=canonical&attachments=true']) {
    const answer = await ask(query)
    assert.equal(answer.status, 200)
    const text = await answer.text()
    assert.ok(text.includes(id) && !/erased@|Erased|secret/.test(text), text)
  }
})
