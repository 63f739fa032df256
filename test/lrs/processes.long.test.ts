import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { features } from '../../src/app.ts'
import { buildHouse, loadContent } from '../../src/house.ts'
import { systemClock } from '../../src/lib/clock.ts'
import { readConfig } from '../../src/lib/config.ts'
import { connect } from '../../src/lib/database.ts'
import { startEmbedded, type Embedded } from '../../src/lib/embedded.ts'
import { openKeys } from '../../src/lib/keys.ts'
import { append } from '../../src/record/append.ts'
import { rebuild, rebuildBeside } from '../../src/record/rebuild.ts'
import { AGENT_HOME } from '../../src/record/statement.ts'
import { actingClient, actingLearner, actingStaff, ruleInForceFor, type Asked } from '../acting.ts'
import { workedHistories } from '../histories/worked.ts'
import { npmStart, type Run } from '../starting.ts'
import { recorded } from './copying.ts'

const T = 'piloto'
const place = mkdtempSync(join(tmpdir(), 'yachay-processes-'))
const dataDir = join(place, 'data')
let postgres: Embedded
let runs: [Run, Run]
let house: Asked
let database: ReturnType<typeof connect>
let authorization: string
before(async () => {
  postgres = await startEmbedded(join(place, 'pg'))
  const env = { DATABASE_URL: postgres.url, DATA_DIR: dataDir }
  // At the same moment, on an empty database.
  runs = await Promise.all([npmStart({ env }), npmStart({ env })]) as [Run, Run]
  await Promise.all(runs.map((run) => run.up()))
  database = connect(postgres.url, 6)
  const built = buildHouse({ config: readConfig({ ...env, PORT: '1' }), db: database.db, clock: systemClock, keys: openKeys(dataDir) }, features)
  await loadContent(built, features)
  house = { ...built, request: (path, init) => fetch(runs[0].base + path, init) }
  await ruleInForceFor(house)
  authorization = (await actingClient(house, ['all'], T, 1_000_000)).authorization
})
after(async () => {
  await database?.db.destroy()
  for (const run of runs ?? []) await run.ctrlC()
  await postgres?.stop()
  rmSync(place, { recursive: true, force: true })
})

const mbox = (n: number): object => ({ objectType: 'Agent', mbox: `mailto:person${n}@example.org` })
const REGISTRATIONS = Array.from({ length: 3 }, () => randomUUID())

function statement(n: number): { id: string } & Record<string, unknown> {
  return {
    id: randomUUID(), actor: mbox(n % 5), verb: { id: `http://example.org/verbs/${n % 3}`, display: { es: 'hizo', en: 'did' } },
    object: n % 7 === 6 ? { objectType: 'Agent', ...mbox(n % 4) } : { id: `http://example.org/things/${n % 4}`, definition: { name: { es: `Cosa ${n % 4}`, en: `Thing ${n % 4}` } } },
    context: { registration: REGISTRATIONS[n % 3], instructor: mbox(9), contextActivities: { parent: [{ id: 'http://example.org/course' }] } },
  }
}

function send(run: Run, method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${run.base}/xapi/${T}/${path}`, {
    method, headers: { authorization, 'x-experience-api-version': '1.0.3', 'content-type': 'application/json', ...headers }, ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
}

async function sendTo(run: Run, body: unknown): Promise<void> {
  const response = await send(run, 'POST', 'statements', body)
  assert.equal(response.status, 200, await response.text())
}

test('two processes that start at the same moment take statements at the same time, and each sent to both at once is there once', async () => {
  await Promise.all(runs.flatMap((run, side) => Array.from({ length: 4 }, async (_, lane) => {
    for (let n = 0; n < 15; n += 1) await sendTo(run, lane === 0 ? Array.from({ length: 20 }, (_, i) => statement(n + i)) : statement(side + lane + n))
  })))
  const sent: string[] = []
  for (let n = 0; n < 15; n += 1) {
    const batch = Array.from({ length: 50 }, (_, i) => statement(n + i))
    sent.push(...batch.map((s) => s.id))
    // The same batch, its reverse and two halves that overlap, by both.
    await Promise.all([...runs, ...runs].map((run, i) => sendTo(run, i === 1 ? batch.toReversed() : i === 2 ? batch.slice(0, 30) : batch.slice(i === 3 ? 20 : 0))))
  }
  const there = await recorded(postgres.url)
  const ids = there.map((line) => line.split(' ')[1] ?? '')
  assert.equal(new Set(ids).size, ids.length)
  assert.deepEqual(sent.filter((id) => !ids.includes(id)), [])
  assert.deepEqual(there.map((line) => Number(line.split(' ')[0])), there.map((_, i) => i + 1))
})

test('of two different statements under one id, sent to both at once, one is taken and the other refused', async () => {
  for (let n = 0; n < 20; n += 1) {
    const id = randomUUID()
    const answers = await Promise.all(runs.map((run, side) => send(run, 'PUT', `statements?statementId=${id}`, { ...statement(side), id })))
    assert.deepEqual(answers.map((a) => a.status).sort(), [204, 409])
  }
})

test('a statement voided through one process is voided for the other', async () => {
  const one = statement(1)
  await sendTo(runs[0], one)
  await sendTo(runs[1], { actor: mbox(1), verb: { id: 'http://adlnet.gov/expapi/verbs/voided' }, object: { objectType: 'StatementRef', id: one.id } })
  for (const run of runs) {
    assert.equal((await send(run, 'GET', `statements?statementId=${one.id}`)).status, 404)
    assert.equal((await send(run, 'GET', `statements?voidedStatementId=${one.id}`)).status, 200)
  }
})

test('both answer the same to the same questions: every filter, page by page, and documents', async () => {
  const staff = { agent: JSON.stringify({ account: { homePage: AGENT_HOME, name: randomUUID() } }) }
  await Promise.all(runs.map((run, side) => Promise.all(Array.from({ length: 10 }, (_, n) =>
    send(run, 'PUT', `activities/profile?activityId=http://example.org/a&profileId=p${n}-${side}`, { n }, { 'if-none-match': '*' }).then((r) => assert.equal(r.status, 204))))))
  await Promise.all(runs.map((run, side) => send(run, 'POST', `activities/state?activityId=http://example.org/a&stateId=s&agent=${encodeURIComponent(JSON.stringify(mbox(1)))}`, { [`side${side}`]: true })))
  const since = new Date(Date.now() - 20_000).toISOString()
  const lists: Record<string, string>[] = [
    {}, { ascending: 'true' }, { verb: 'http://example.org/verbs/1' }, { activity: 'http://example.org/things/2' }, { activity: 'http://example.org/course' },
    { activity: 'http://example.org/course', related_activities: 'true' }, { agent: JSON.stringify(mbox(2)) }, { agent: JSON.stringify(mbox(9)) },
    { agent: JSON.stringify(mbox(9)), related_agents: 'true' }, { registration: REGISTRATIONS[1]! }, { since }, { until: since }, { format: 'ids' }, { format: 'canonical' },
    { attachments: 'true', limit: '5' }, { verb: 'http://example.org/verbs/0', agent: JSON.stringify(mbox(3)), registration: REGISTRATIONS[0]!, ascending: 'true' }, staff,
  ]
  const headers = { 'accept-language': 'es' }
  for (const list of lists) {
    // More is sealed with a nonce, so a link of the one leads on at the other.
    let paths = runs.map(() => `statements?${new URLSearchParams({ limit: '40', ...list })}`)
    let pages = 0
    do {
      const bodies = await Promise.all(runs.map(async (run, i) => {
        const response = await send(run, 'GET', paths[i]!, undefined, headers)
        const text = await response.text()
        assert.equal(response.status, 200, text)
        return list.attachments ? { statements: text.split('\r\n\r\n')[1]?.replace(/"more":[^]*/, ''), more: '' } : JSON.parse(text) as { statements: unknown; more: string }
      }))
      assert.deepEqual(bodies[1]!.statements, bodies[0]!.statements, JSON.stringify(list))
      assert.equal(bodies[1]!.more === '', bodies[0]!.more === '')
      paths = bodies.map((body) => body.more.replace(`/xapi/${T}/`, '')).reverse()
      pages += 1
    } while (paths[0] && pages < 6)
  }
  for (const path of [
    'activities/profile?activityId=http://example.org/a', `activities/state?activityId=http://example.org/a&stateId=s&agent=${encodeURIComponent(JSON.stringify(mbox(1)))}`,
    'activities?activityId=http://example.org/things/1', `agents?agent=${encodeURIComponent(JSON.stringify(mbox(1)))}`, 'about', 'feed?limit=1000',
  ]) {
    const [one, two] = await Promise.all(runs.map(async (run) => (await send(run, 'GET', path)).json() as Promise<unknown>))
    assert.deepEqual(two, one, path)
    if (path.includes('stateId')) assert.deepEqual(one, { side0: true, side1: true })
  }
})

test('while both write, every projection is rebuilt and swapped by a third: nothing is lost, and both give the same number', async () => {
  const auditor = await actingStaff(house, 'Ana', ['auditor'])
  let over = false
  const writing = Promise.all([
    ...runs.flatMap((run) => Array.from({ length: 2 }, async () => { while (!over) await sendTo(run, Array.from({ length: 5 }, (_, n) => statement(n))) })),
    (async () => {
      for (const { lines } of workedHistories(T)) {
        for (const { draft, authority } of lines) await append(house, { scopes: [`actor:${T}:${JSON.stringify(draft.statement.actor)}`], authority }, () => [draft])
      }
      while (!over) await actingLearner(house)
    })(),
  ])
  try {
    for (const projection of house.projections) await rebuild(house, projection)
  } finally {
    over = true
    await writing
  }
  const figures = await Promise.all(runs.map(async (run) => {
    for (let i = 0; i < 100; i += 1) {
      const told = await (await fetch(`${run.base}/p/${T}/number.json`)).json() as { behind: number; counts: unknown }
      if (told.behind === 0) return told
      await new Promise((resolve) => { setTimeout(resolve, 100) })
    }
    assert.fail('followers stay behind')
  }))
  assert.deepEqual(figures[1], figures[0])
  assert.ok(figures[0]!.counts)
  const content = async (schema: string, table: string): Promise<string[]> =>
    (await database.pool.query<{ line: string }>(`select to_jsonb(t)::text as line from ${schema}.${table} t order by 1`)).rows.map((r) => r.line)
  for (const projection of house.projections) {
    await rebuildBeside(house, projection)
    assert.deepEqual(await content('rebuild', projection.table), await content('public', projection.table), projection.table)
  }
  for (const run of runs) assert.equal((await fetch(`${run.base}/xapi/${T}/feed`, { headers: { cookie: auditor.cookie } })).status, 200)
})
