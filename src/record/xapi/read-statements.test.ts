import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { actingClient } from '../../../test/acting.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { ACTIVITIES, AGENTS, AUTHORITIES, GROUPS, REGISTRATIONS, VERBS, expected, pick, randomStatement, seeded, uuid, type Asked, type Said } from '../../../test/xapi-reference.ts'

const PATH = '/xapi/piloto/statements'
const VOIDED = 'http://adlnet.gov/expapi/verbs/voided'

type Client = Awaited<ReturnType<typeof actingClient>>
let house: TestHouse
let writers: readonly Client[]
let reader: Client
/** In the order of the record. */
const all: Said[] = []
const voided = new Set<string>()

const headers = (of: Client, version = '1.0.3'): Record<string, string> => ({ authorization: of.authorization, 'x-experience-api-version': version, 'content-type': 'application/json' })

async function post(of: Client, statements: readonly unknown[], version = '1.0.3'): Promise<void> {
  const response = await house.request(PATH, { method: 'POST', headers: headers(of, version), body: JSON.stringify(statements) })
  assert.equal(response.status, 200, await response.text())
}

async function get(of: Client, path: string): Promise<{ statements: Said[]; more: string }> {
  const response = await house.request(path, { headers: headers(of) })
  const text = await response.text()
  assert.equal(response.status, 200, text)
  return JSON.parse(text) as { statements: Said[]; more: string }
}

const address = (asked: Asked & { limit?: number }): string =>
  `${PATH}?${new URLSearchParams(Object.entries(asked).map(([k, v]): [string, string] => [k, typeof v === 'object' ? JSON.stringify(v) : String(v)])).toString()}`

/** Every page of a list. */
async function whole(of: Client, asked: Asked & { limit?: number }): Promise<Said[]> {
  const found: Said[] = []
  for (let path = address(asked); path !== '';) {
    const page = await get(of, path)
    assert.ok(page.statements.length <= (asked.limit ?? 500))
    found.push(...page.statements)
    path = page.more
  }
  return found
}

before(async () => {
  house = await openHouse()
  writers = [await actingClient(house, ['statements/write', 'statements/read/mine'], 'piloto', 1e6), await actingClient(house, ['all'], 'piloto', 1e6)]
  reader = await actingClient(house, ['statements/read'], 'piloto', 1e6)
  const random = seeded(20261122)
  const ids = Array.from({ length: 320 }, () => uuid(random))
  for (let sent = 0; sent < ids.length;) {
    const batch = ids.slice(sent, sent + 1 + Math.floor(random() * 8))
    const version = random() < 0.5 ? '2.0.0' : '1.0.3'
    await post(pick(random, writers), batch.map((id) => randomStatement(random, id, ids, version)), version)
    sent += batch.length
    house.time.add(Math.floor(random() * 4) * 500)
  }
  for (const id of ids.filter(() => random() < 0.08)) {
    await post(writers[1]!, [{ id: uuid(random), actor: pick(random, AGENTS), verb: { id: VOIDED }, object: { objectType: 'StatementRef', id } }])
    voided.add(id)
  }
  // Read back one by one, which is another way than the lists'; the time of reception and the place in its batch give the order.
  const { rows } = await house.pool.query<{ id: string }>(`select id from statement where tenant = 'piloto' and authority like 'client:%' order by pos`)
  for (const { id } of rows) all.push(await (await house.request(`${PATH}?${voided.has(id) ? 'voidedStatementId' : 'statementId'}=${id}`, { headers: headers(reader) })).json() as Said)
})
after(() => house.close())

/** Each filter with all values that occur, and some that do not. */
function singles(): Asked[] {
  const stored = all.map((s) => s.stored)
  const times = [stored[0]!, stored[100]!, stored[101]!, stored[250]!, stored.at(-1)!, '2020-01-01T00:00:00Z', '2031-01-01T00:00:00+05:00'].map((t) => new Date(t).toISOString())
  const agents = [...AGENTS, ...GROUPS, ...writers.map((w) => ({ account: { homePage: AUTHORITIES, name: `client:${w.id}` } })), { mbox: 'mailto:nobody@example.org' }]
  return [
    {}, ...agents.flatMap((agent) => [{ agent }, { agent, related_agents: true }]), ...[...VERBS, VOIDED, 'http://example.org/verbs/none'].map((verb) => ({ verb })),
    ...[...ACTIVITIES, 'http://example.org/none'].flatMap((activity) => [{ activity }, { activity, related_activities: true }]),
    ...[...REGISTRATIONS, '33333333-3333-4333-8333-333333333333'].map((registration) => ({ registration })), ...times.flatMap((time) => [{ since: time }, { until: time }]),
  ]
}

const ids = (statements: readonly Said[]): string[] => statements.map((s) => s.id)

test('there is something of everything to be found', () => {
  assert.ok(all.length > 330 && voided.size > 10, `${all.length}, ${voided.size}`)
  const found = singles().map((asked) => expected(all, voided, asked).length)
  assert.ok(found.filter((n) => n > 0).length > 40 && found.filter((n) => n === 0).length >= 4, found.join(' '))
})

test('every filter alone finds what a naive reading of the specification finds, in its order', async () => {
  for (const asked of singles()) {
    assert.deepEqual(ids(await whole(reader, asked)), expected(all, voided, asked), JSON.stringify(asked))
    assert.deepEqual(ids(await whole(reader, { ...asked, ascending: true, limit: 41 })), expected(all, voided, { ...asked, ascending: true }), `ascending ${JSON.stringify(asked)}`)
  }
})

test('filters in pairs and threes find what passes all of them, page by page', async () => {
  const random = seeded(7)
  let full = 0
  for (let i = 0; i < 150; i += 1) {
    const asked = { ...pick(random, singles()), ...pick(random, singles()), ...(random() < 0.5 ? pick(random, singles()) : {}), ascending: random() < 0.3 }
    const wanted = expected(all, voided, asked)
    if (wanted.length > 0) full += 1
    const limit = pick(random, [1, 2, 3, 7, 50, 500])
    assert.deepEqual(ids(await whole(reader, { ...asked, limit: Math.max(limit, Math.ceil(wanted.length / 12)) })), wanted, JSON.stringify(asked))
  }
  assert.ok(full > 60, `${full}`)
})

test('who may read only what she said herself reads that, by every filter', async () => {
  const mine = writers[0]!
  const own = (s: Said): boolean => JSON.stringify(s.authority).includes(mine.id)
  const said = new Set(all.filter(own).map((s) => s.id))
  for (const asked of singles()) {
    assert.deepEqual(ids(await whole(mine, { ...asked, limit: 60 })), expected(all, voided, asked).filter((id) => said.has(id)), JSON.stringify(asked))
  }
})

test('a list holds statements exactly as they are told one by one', async () => {
  const byId = new Map(all.map((s) => [s.id, s]))
  for (const statement of await whole(reader, {})) assert.deepEqual(statement, byId.get(statement.id))
})
