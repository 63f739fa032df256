import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { catchUp } from '../../record/follow.ts'
import { rebuild } from '../../record/rebuild.ts'
import { actingStaff, ruleInForceFor, type Acting } from '../../../test/acting.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { putIntoRecord, storedFrom } from '../../../test/histories/recorded.ts'
import * as h from '../../../test/histories/script.ts'
import { certified, studied, workedHistories } from '../../../test/histories/worked.ts'
import { allRoutes, features } from '../../app.ts'
import { liveNumber, numberAt, programmeOf, VERB } from '../programmes/index.ts'

let house: TestHouse
before(async () => {
  house = await openHouse({ now: '2026-03-01T15:00:00Z' })
  owners = [await actingStaff(house, 'Ana Dueñas', ['approver'], 'piloto'), await actingStaff(house, 'Luis Ñahui', ['approver'], 'piloto')]
})
after(() => house.close())

let owners: readonly Acting[]
const text = async (path: string) => {
  const response = await house.request(path)
  return { status: response.status, body: await response.text() }
}
const hashOf = (tenant: string) => programmeOf(house, tenant)?.rules[0]?.hash ?? ''
const ask = (path: string, init: RequestInit) => house.request(path, init)

test('before the rule is signed the page says that nobody is counted and why; there is no recount file', async () => {
  const { status, body } = await text('/p/piloto?lang=es')
  assert.equal(status, 200)
  assert.match(body, /0 de 100/)
  assert.match(body, /Todavía no hay cifra: la regla v1 es una propuesta/)
  assert.match(body, /Programa de prueba/)
  assert.equal((await house.request('/p/piloto/recount.csv')).status, 404)
  assert.deepEqual(JSON.parse((await text('/p/piloto/number.json')).body).counts, null)
})

test('the national programme shows 0 of 20,000 and says what no report says', async () => {
  const { body } = await text('/p/peru-huawei-2024?lang=es')
  assert.match(body, /0 de 20,000/)
  assert.match(body, /Cuántas horas[\s\S]{0,80}No se sabe: ningún reporte lo dice/)
  assert.match(body, /copia de R1: no es una segunda fuente/)
  assert.match(body, /Ningún reporte dice qué significa/)
  assert.match((await text('/p/peru-huawei-2024?lang=en')).body, /0 of 20,000/)
  assert.match((await text('/?lang=en')).body, /0 of 20,000/)
  assert.equal((await text('/p/no-such-programme')).status, 404)
})

test('two different owners sign on the office page; before the second nothing is in force', async () => {
  const [ana, luis] = owners as [Acting, Acting]
  const page = await (await ana.get('/office/piloto/rule?lang=es')).text()
  assert.match(page, /Propuesta: rige cuando la firmen dos responsables distintos/)
  const form = { version: 'v1', hash: hashOf('piloto') }
  assert.ok(page.includes(`value="${form.hash}"`))
  assert.equal((await ana.post('/office/piloto/rule', { ...form, hash: 'f'.repeat(64) })).status, 409)
  assert.equal((await ana.post('/office/piloto/rule', form)).headers.get('location'), '/office/piloto/rule?signed')
  const again = await ana.post('/office/piloto/rule', form)
  assert.equal(again.status, 409)
  assert.match(await again.text(), /Ya firmaste esta regla/)
  assert.equal((await liveNumber(house, 'piloto')).counts, null)
  assert.equal((await luis.post('/office/piloto/rule', form)).status, 303)
  const signed = await (await luis.get('/office/piloto/rule?lang=es')).text()
  assert.match(signed, /Rige desde el 1 de marzo de 2026[\s\S]{0,40}posición 2/)
  assert.match(signed, /Ana Dueñas, el [\s\S]*Luis Ñahui, el /)
})

test('nobody else signs: executor, tutor, auditor, another programme’s owner, a visitor', async () => {
  const form = { version: 'v1', hash: hashOf('peru-huawei-2024') }
  for (const role of ['executor', 'tutor', 'auditor'] as const) {
    const who = await actingStaff(house, `Una ${role}`, [role], 'peru-huawei-2024')
    assert.equal((await who.post('/office/peru-huawei-2024/rule', form)).status, 403)
    const page = await who.get('/office/peru-huawei-2024/rule')
    assert.equal(page.status, 200)
    assert.ok(!(await page.text()).includes('<button class="primary"'), 'reads, but is offered no button')
  }
  assert.equal((await owners[0]!.post('/office/peru-huawei-2024/rule', form)).status, 403)
  const visitor = await ask('/office/piloto/rule', { method: 'POST', body: 'version=v1', headers: { 'content-type': 'application/x-www-form-urlencoded' } })
  assert.equal(visitor.status, 401)
  assert.equal((await house.request('/office/piloto/rule')).status, 303, 'a visitor who looks is led to the sign-in page')
})

test('after two signatures the public number follows the record: up by one with the certificate, down with its revocation', async () => {
  const s = h.script('piloto', '2026-03-02T15:00:00Z', 'ana')
  const [agent, enrolment, credential] = ['ana', 'e', 'c'].map((word) => h.uuid(word)) as [string, string, string]
  studied(s, agent, enrolment)
  certified(s, agent, enrolment, credential)
  const before = s.lines.length
  h.credentialIs(s, 'revoked', agent, credential)
  const statements = storedFrom(s.lines, 3)
  await putIntoRecord(house.db, statements.slice(0, before))
  await catchUp(house)
  const { body } = await text('/p/piloto?lang=es')
  assert.match(body, /1 de 100/)
  assert.match(body, /Registro leído hasta el 2 de marzo de 2026/)
  assert.match(body, new RegExp(programmeOf(house, 'piloto')!.rules[0]!.hash))
  const json = JSON.parse((await text('/p/piloto/number.json')).body)
  assert.deepEqual([json.counts, json.pos, json.behind, json.rule.version], [{ n0: 1, n1: 1, n2: 1, n3: 1 }, before + 2, 0, 'v1'])
  await putIntoRecord(house.db, statements.slice(before))
  await catchUp(house)
  assert.match((await text('/p/piloto?lang=es')).body, /0 de 100/)
  assert.deepEqual((await numberAt(house, 'piloto', before + 2)).counts, [1, 1, 1, 1], 'the earlier position keeps its figure')
})

test('the recount file has one row a person, a pseudonym of this release and a level; no agent id, and it adds up', async () => {
  await ruleInForceFor(house, 'peru-huawei-2024')
  const lines = workedHistories('peru-huawei-2024').flatMap((history) => history.lines)
  await putIntoRecord(house.db, storedFrom(lines.slice(0, 60), 3))
  await catchUp(house)
  const first = (await text('/p/peru-huawei-2024/recount.csv')).body.trim().split('\r\n')
  const { counts } = await liveNumber(house, 'peru-huawei-2024')
  assert.equal(first[0], 'pseudonym,level')
  assert.deepEqual([0, 1, 2, 3].map((n) => first.slice(1).filter((row) => Number(row.split(',')[1]) >= n).length), counts)
  assert.ok(first.slice(1).every((row) => /^[0-9a-f]{20},[0-3]$/.test(row)))
  await putIntoRecord(house.db, storedFrom(lines.slice(60, 61), 63))
  await catchUp(house)
  const second = (await text('/p/peru-huawei-2024/recount.csv')).body.trim().split('\r\n')
  assert.equal(second.slice(1).filter((row) => first.includes(row)).length, 0, 'another release, other pseudonyms')
})

test('no outside statement changes the number: every verb a rule reads, in a tool’s name and in a session’s', async () => {
  const before = await liveNumber(house, 'piloto')
  const s = h.script('piloto', '2026-03-03T15:00:00Z', 'forged')
  for (const authority of ['client:tool', 'session'] as const) {
    const [agent, enrolment, credential] = ['x', 'e', 'c'].map((word) => h.uuid(authority, word)) as [string, string, string]
    const own = { ...s, add: ((statement, o) => s.add(statement, { ...o, authority })) as h.Script['add'] }
    studied(own, agent, enrolment)
    certified(own, agent, enrolment, credential)
    h.merged(own, h.uuid('ana'), agent)
    h.ruleSigned(own, 'owner-1', { version: 'v2', hash: 'f'.repeat(64), yaml: 'x' })
    h.ruleSigned(own, 'owner-2', { version: 'v2', hash: 'f'.repeat(64), yaml: 'x' })
    const verbs = new Set(own.lines.map((l) => l.draft.statement.verb.id))
    assert.ok([VERB.enrolled, VERB.identityChecked, VERB.approved, VERB.issued, VERB.merged].every((v) => verbs.has(v)))
  }
  await putIntoRecord(house.db, storedFrom(s.lines, before.pos + 1))
  await catchUp(house)
  const after = await liveNumber(house, 'piloto')
  assert.deepEqual([after.counts, after.rule?.version, after.behind], [before.counts, 'v1', 0])
})

test('no screen and no import can set a total: nothing posts to a public page, and no table has a place for one', async () => {
  const posts = allRoutes().filter((r) => r.method !== 'GET' && (r.path === '/' || /^\/p\/:programme(\/(number|recount|total)[^/]*)?$/.test(r.path)))
  assert.deepEqual(posts, [])
  for (const method of ['POST', 'PUT']) {
    const response = await ask('/p/piloto/number.json', { method, body: 'counts=20000', headers: { 'content-type': 'application/x-www-form-urlencoded' } })
    assert.equal(response.status, 404)
  }
  const columns = await house.pool.query(`select table_name from information_schema.columns where table_schema = 'public' and column_name in ('total', 'counted', 'n3')`)
  assert.deepEqual(columns.rows, [], 'no table has a place for a total')
})

test('a figure that somebody writes into the table by hand does not survive a recount', async () => {
  const tenant = 'piloto'
  const honest = (await liveNumber(house, tenant)).counts
  await house.pool.query(`update standing set totals[4] = totals[4] + 50 where tenant = $1 and agent = ''`, [tenant])
  assert.deepEqual((await liveNumber(house, tenant)).counts?.[3], (honest?.[3] ?? 0) + 50)
  assert.deepEqual((await numberAt(house, tenant, 1e9)).counts, honest, 'recomputed from the record')
  const standing = features.flatMap((f) => f.projections ?? []).find((p) => p.table === 'standing')
  assert.ok(standing)
  await rebuild(house, standing)
  assert.deepEqual((await liveNumber(house, tenant)).counts, honest, 'and the table made anew from the record')
})

test('a wrong RUC of an organisation is refused in words about organisations, and what was typed stays', async () => {
  const executor = await actingStaff(house, 'Elena Coordina', ['executor'], 'piloto')
  const refused = await executor.post('/office/piloto/organisations', { name: 'Instituto Ñandú', ruc: '20123', kinds: 'executor' })
  assert.equal(refused.status, 422)
  assert.match(await refused.text(), /El RUC tiene 11 números\. Si la organización es del extranjero, déjalo vacío.*value="Instituto Ñandú".*value="20123"/s)
})
