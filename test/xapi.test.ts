import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { VERBS_READ_BY_RULES, liveNumber } from '../src/features/programmes/index.ts'
import { features } from '../src/app.ts'
import { catchUp } from '../src/record/follow.ts'
import { head } from '../src/record/read.ts'
import { NS, agent, type Statement } from '../src/record/statement.ts'
import { actingLearner, actingStaff, ruleInForceFor, type Acting } from './acting.ts'
import { openHouse, type TestHouse } from './house.ts'

const PATH = '/xapi/piloto/statements'
const EXPERIENCED = 'http://adlnet.gov/expapi/verbs/experienced'

let house: TestHouse
let rosa: Acting & { readonly agent: string }
let other: Acting & { readonly agent: string }
before(async () => {
  house = await openHouse()
  await ruleInForceFor(house)
  rosa = await actingLearner(house)
  other = await actingLearner(house)
})
after(() => house.close())

function statement(of: string, verb = EXPERIENCED, more: Partial<Statement> = {}): Statement {
  return { id: randomUUID(), actor: agent(of), verb: { id: verb }, object: { objectType: 'Activity', id: `${NS}piloto/units/base.x` }, ...more }
}

async function send(who: Acting | null, body: unknown, method = 'POST', query = ''): Promise<{ status: number; message: string; body: unknown }> {
  const response = await house.request(PATH + query, {
    method, body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...(who ? { cookie: who.cookie } : {}) },
  })
  const text = await response.text()
  const answer: unknown = text ? JSON.parse(text) : null
  return { status: response.status, message: (answer as { message?: string } | null)?.message ?? '', body: answer }
}

async function unchanged(work: () => Promise<void>): Promise<void> {
  await catchUp(house)
  const before = { head: await head(house.db, 'piloto'), number: (await liveNumber(house, 'piloto'))?.counts }
  await work()
  await catchUp(house)
  assert.deepEqual({ head: await head(house.db, 'piloto'), number: (await liveNumber(house, 'piloto'))?.counts }, before)
}

const FACTS = new Set(features.flatMap((f) => (f.facts ?? []).map((fact) => fact.verb)))

test('every act verb posted by a learner is refused with 403 in words, and nothing is recorded or counted', async () => {
  const acts = VERBS_READ_BY_RULES.filter((verb) => !FACTS.has(verb))
  assert.ok(acts.length >= 20, `${acts.length} acts`)
  await unchanged(async () => {
    for (const verb of acts) {
      const answer = await send(rosa, statement(rosa.agent, verb))
      assert.equal(answer.status, 403, verb)
      assert.match(answer.message, /solo lo puede registrar Yachay/, verb)
    }
  })
})

test('a verb under our namespace that nobody declared is refused too', () => unchanged(async () => {
  assert.equal((await send(rosa, statement(rosa.agent, `${NS}verbs/invented`))).status, 403)
}))

test('voiding from a learner is refused', () => unchanged(async () => {
  const voided = statement(rosa.agent, 'http://adlnet.gov/expapi/verbs/voided', { object: { objectType: 'StatementRef', id: randomUUID() } })
  assert.equal((await send(rosa, voided)).status, 403)
}))

test('another person\'s statement is refused, and so is anybody without a session', () => unchanged(async () => {
  const answer = await send(rosa, statement(other.agent))
  assert.equal(answer.status, 403)
  assert.match(answer.message, /Solo puedes registrar y ver lo tuyo/)
  assert.equal((await send(null, statement(rosa.agent))).status, 401)
  const tutor = await actingStaff(house, 'Tutora', ['tutor'])
  assert.equal((await send(tutor, statement(rosa.agent))).status, 403)
}))

test('an authority that the sender invents is replaced by the server', async () => {
  const mine = statement(rosa.agent, EXPERIENCED, { authority: { account: { homePage: NS, name: 'command' } }, stored: '2020-01-01T00:00:00Z' })
  assert.equal((await send(rosa, mine)).status, 200)
  const read = (await (await house.request(`${PATH}?statementId=${mine.id}`, { headers: { cookie: rosa.cookie } })).json()) as Statement
  assert.equal(read.authority?.account.name, 'session')
  assert.notEqual(read.stored, '2020-01-01T00:00:00Z')
})

test('the same statement twice is accepted and stored once; a changed one under its id is refused with 409', async () => {
  const one = statement(rosa.agent, EXPERIENCED, { result: { response: 'a' } })
  assert.equal((await send(rosa, one)).status, 200)
  const at = await head(house.db, 'piloto')
  assert.equal((await send(rosa, one)).status, 200)
  assert.equal((await send(rosa, one, 'PUT', `?statementId=${one.id}`)).status, 204)
  const changed = await send(rosa, { ...one, result: { response: 'b' } })
  assert.equal(changed.status, 409)
  assert.match(changed.message, /El primero se queda como está/)
  assert.equal(await head(house.db, 'piloto'), at)
})

test('a batch is stored whole or not at all', () => unchanged(async () => {
  assert.equal((await send(rosa, [statement(rosa.agent), statement(other.agent)])).status, 403)
}))

test('what is not JSON, not xAPI or too much is refused with 400 or 413 and a sentence', () => unchanged(async () => {
  assert.equal((await send(rosa, '{')).status, 400)
  assert.equal((await send(rosa, { actor: 'me' })).status, 400)
  assert.equal((await send(rosa, { ...statement(rosa.agent), surprise: 1 })).status, 400)
  assert.equal((await send(rosa, { ...statement(rosa.agent), id: 'x' })).status, 400)
  assert.equal((await send(rosa, { ...statement(rosa.agent), timestamp: 'yesterday' })).status, 400)
  assert.equal((await send(rosa, Array.from({ length: 1001 }, () => statement(rosa.agent)))).status, 413)
  const large = await house.request(PATH, { method: 'POST', headers: { cookie: rosa.cookie, 'content-length': String(10 * 1024 * 1024) }, body: 'x' })
  assert.equal(large.status, 413)
  assert.match(((await large.json()) as { message: string }).message, /muy grande/)
  assert.equal((await send(rosa, statement(rosa.agent), 'PUT')).status, 400)
}))

test('an unknown programme answers 404', async () => {
  const answer = await house.request('/xapi/nowhere/statements', { method: 'POST', body: '{}', headers: { cookie: rosa.cookie } })
  assert.equal(answer.status, 404)
})

test('a learner reads her own statements by cursor and nobody else\'s', async () => {
  const hers = statement(other.agent)
  await send(other, hers)
  const mine = (await (await house.request(PATH, { headers: { cookie: rosa.cookie } })).json()) as { statements: Statement[] }
  assert.ok(mine.statements.length > 0)
  assert.ok(mine.statements.every((s) => s.actor.account.name === rosa.agent))
  assert.equal((await house.request(`${PATH}?statementId=${hers.id}`, { headers: { cookie: rosa.cookie } })).status, 404)
})

test('an auditor reads every statement of his programme, page by page, and skips none', async () => {
  const auditor = await actingStaff(house, 'Auditora', ['auditor'])
  const ids = Array.from({ length: 130 }, () => statement(other.agent))
  await send(other, ids)
  let path = PATH
  const seen: string[] = []
  for (let i = 0; path && i < 20; i += 1) {
    const answer = (await (await auditor.get(path)).json()) as { statements: Statement[]; more: string }
    seen.push(...answer.statements.map((s) => s.id ?? ''))
    path = answer.more
  }
  assert.equal(seen.length, await head(house.db, 'piloto'))
  assert.equal(new Set(seen).size, seen.length)
  const elsewhere = await actingStaff(house, 'Otra', ['auditor'], 'peru-huawei-2024')
  assert.equal((await elsewhere.get(PATH)).status, 403)
})

test('no name, document number or phone stands in any statement', async () => {
  const rows = await house.db.selectFrom('statement').select('raw').execute()
  for (const { raw } of rows) assert.doesNotMatch(raw ?? '', /Quispe|Mamani|951234567|4100\d{4}/)
})
