import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { features } from '../../src/app.ts'
import type { House } from '../../src/feature.ts'
import { listProgrammes } from '../../src/features/programmes/index.ts'
import { placesOf, readCursor } from '../../src/record/feed.ts'
import { endWaiting } from '../../src/record/feed-waiting.ts'
import { keepReading, readOnce, type FeedSource } from '../../src/record/feed-reader.ts'
import { catchUp } from '../../src/record/follow.ts'
import type { Follower } from '../../src/record/projection.ts'
import { prepareProjections, rebuild } from '../../src/record/rebuild.ts'
import { restoreBackup } from '../../scripts/backup/restore.ts'
import { writeBackup } from '../../scripts/backup/write.ts'
import { actingClient, actingLearner, actingStaff } from '../acting.ts'
import { emptyDatabase } from '../database.ts'
import { openHouse, type TestHouse } from '../house.ts'
import { listening, type Listening } from '../listening.ts'
import { openCopy, recorded } from './copying.ts'

const T = 'piloto'
const VERB = 'http://adlnet.gov/expapi/verbs/experienced'

declare module '../../src/lib/database.ts' {
  interface Tables {
    followed_line: { tenant: string; pos: number }
  }
}

let one: TestHouse
/** Another process on the same installation. */
let two: TestHouse
let served: Listening
let source: FeedSource
let authorization: string
let place: string
before(async () => {
  place = mkdtempSync(join(tmpdir(), 'yachay-feed-'))
  one = await openHouse()
  two = await openHouse({ sameAs: one })
  served = await listening(one)
  authorization = (await actingClient(one, ['all'])).authorization
  source = { address: `${served.origin}/xapi/${T}/feed`, authorization, limit: 37, wait: 1 }
})
after(async () => {
  await served.close()
  await two.close()
  await one.close()
  rmSync(place, { recursive: true, force: true })
})

const statement = (id: string = randomUUID()): Record<string, unknown> => ({ id, actor: { mbox: `mailto:${id.slice(0, 2)}@example.org` }, verb: { id: VERB }, object: { id: 'http://example.org/a' } })

async function post(house: TestHouse, body: unknown, key = authorization): Promise<void> {
  const response = await house.request(`/xapi/${T}/statements`, {
    method: 'POST', headers: { authorization: key, 'content-type': 'application/json', 'x-experience-api-version': '1.0.3' }, body: JSON.stringify(body),
  })
  assert.equal(response.status, 200, await response.text())
}

interface Page { statements: { pos: number; statement: { id: string }; voided?: boolean }[]; cursor: string; head: number; error?: string; common?: number }

async function read(query: Record<string, string> = {}, house = one, headers: Record<string, string> = { authorization }): Promise<{ status: number; body: Page }> {
  const response = await house.request(`/xapi/${T}/feed?${new URLSearchParams(query)}`, { headers })
  return { status: response.status, body: await response.json() as Page }
}

test('only clients that may read every statement, and auditors, follow a programme', async () => {
  await post(one, statement())
  const status = async (headers: Record<string, string>, tenant = T): Promise<number> => (await one.request(`/xapi/${tenant}/feed`, { headers })).status
  for (const scope of ['statements/read', 'all/read', 'all'] as const) assert.equal(await status({ authorization: (await actingClient(one, [scope])).authorization }), 200, scope)
  for (const scope of ['statements/read/mine', 'statements/write', 'state', 'profile', 'define'] as const) {
    assert.equal(await status({ authorization: (await actingClient(one, [scope])).authorization }), 403, scope)
  }
  const other = listProgrammes(one).find((p) => p.id !== T)?.id ?? ''
  assert.equal(await status({ authorization }, other), 403)
  assert.equal(await status({ authorization: 'Basic bm9ib2R5Om5vdGhpbmc=' }), 401)
  assert.equal(await status({ cookie: (await actingStaff(one, 'Ana', ['auditor'])).cookie }), 200)
  assert.equal(await status({ cookie: (await actingStaff(one, 'Luz', ['auditor'], other)).cookie }), 403)
  assert.equal(await status({ cookie: (await actingStaff(one, 'Teo', ['executor', 'approver'])).cookie }), 403)
  assert.equal(await status({ cookie: (await actingLearner(one)).cookie }), 403)
})

test('page by page it tells the whole record in its order, as the statements resource tells each', async () => {
  await post(one, Array.from({ length: 25 }, () => statement()))
  const lines: string[] = []
  let cursor = ''
  let last: Page | null = null
  do {
    const { status, body } = await read({ limit: '7', ...(cursor ? { after: cursor } : {}) })
    assert.equal(status, 200)
    lines.push(...body.statements.map((s) => `${s.pos} ${s.statement.id}`))
    cursor = body.cursor
    last = body
  } while (last.statements.length > 0)
  assert.deepEqual(lines, await recorded(one.config.databaseUrl ?? ''))
  assert.equal(last.head, lines.length)
  const { body } = await read({ limit: '1000' })
  for (const { statement: told } of body.statements.slice(-3)) {
    const response = await one.request(`/xapi/${T}/statements?statementId=${told.id}`, { headers: { authorization, 'x-experience-api-version': '1.0.3' } })
    assert.deepEqual(told, await response.json())
  }
})

test('a voided statement says so, and the one that voids it comes in its own place', async () => {
  const id = randomUUID()
  await post(one, statement(id))
  const { body: { cursor } } = await read({ limit: '1000' })
  const voiding = randomUUID()
  await post(one, { id: voiding, actor: { mbox: 'mailto:a@example.org' }, verb: { id: 'http://adlnet.gov/expapi/verbs/voided' }, object: { objectType: 'StatementRef', id } })
  const { body: { statements } } = await read({ limit: '1000' })
  assert.equal(statements.find((s) => s.statement.id === id)?.voided, true)
  assert.deepEqual((await read({ after: cursor })).body.statements.map((s) => [s.statement.id, s.voided]), [[voiding, undefined]])
})

test('what is no parameter or no cursor of ours is refused in words', async () => {
  const { body: { cursor } } = await read()
  for (const query of [{ after: 'x' }, { after: '12' }, { after: cursor.slice(0, -8) }, { limit: '0' }, { limit: '1001' }, { limit: 'x' }, { wait: '31' }, { wait: '-1' }, { since: 'x' }]) {
    assert.equal((await read(query as unknown as Record<string, string>)).status, 400, JSON.stringify(query))
  }
})

test('who waits for news hears of it when another process writes, and of nothing when nobody does', async () => {
  const { body: { cursor } } = await read({ limit: '1000' })
  const began = performance.now()
  const none = await read({ after: cursor, wait: '1' })
  assert.ok(performance.now() - began >= 990)
  assert.deepEqual([none.status, none.body.statements, none.body.cursor], [200, [], cursor])
  const id = randomUUID()
  const waiting = Promise.all(Array.from({ length: 5 }, () => read({ after: cursor, wait: '20' })))
  await post(two, statement(id))
  for (const { body } of await waiting) assert.deepEqual(body.statements.map((s) => s.statement.id), [id])
})

test('who waits for news is answered when the process stops', async () => {
  const { body: { cursor } } = await read({ limit: '1000' })
  const waiting = Promise.all(Array.from({ length: 3 }, () => read({ after: cursor, wait: '30' })))
  const began = performance.now()
  // Until the three have asked.
  const stopping = setInterval(() => endWaiting(one.db), 50)
  for (const { status, body } of await waiting) assert.deepEqual([status, body.statements], [200, []])
  clearInterval(stopping)
  assert.ok(performance.now() - began < 20_000)
})

test('a cursor marks places 1, 2, 4, … before its own, so that a common place is found at most twice as far back', async () => {
  assert.deepEqual(placesOf(1), [1])
  assert.deepEqual(placesOf(11), [11, 10, 9, 7, 3])
  const { body } = await read({ limit: '11' })
  assert.deepEqual([readCursor(body.cursor)?.pos, readCursor(body.cursor)?.marks.length], [11, 5])
})

test('a reader that is killed again and again while two processes write holds every statement once, in order', async () => {
  const copy = await openCopy()
  const writing = Promise.all([one, two].flatMap((house) => Array.from({ length: 6 }, async (_, lane) => {
    for (let i = 0; i < 25; i += 1) await post(house, lane === 0 ? Array.from({ length: 10 }, () => statement()) : statement())
  })))
  let over = false
  void writing.finally(() => { over = true })
  const errors: unknown[] = []
  while (!over) {
    // Two at a time, as when a new one is started before the old one has ended.
    const readers = [keepReading(source, copy, (e) => errors.push(e)), keepReading(source, copy, (e) => errors.push(e))]
    await new Promise((resolve) => { setTimeout(resolve, 60) })
    await Promise.all(readers.map((reader) => reader.stop()))
  }
  await writing
  while (await readOnce(source, copy) > 0);
  assert.deepEqual(errors, [])
  assert.deepEqual(await copy.held(), await recorded(one.config.databaseUrl ?? ''))
  await copy.close()
})

test('our own followers, moved by two processes at once while both write and the table is rebuilt, take every statement once', async () => {
  const lines: Follower = {
    kind: 'follower', table: 'followed_line', version: 1, verbs: [VERB], authorities: ['session'], columns: 'tenant text not null, pos bigint not null',
    apply: async (tx, batch) => { await tx.insertInto('followed_line').values(batch.map(({ tenant, pos }) => ({ tenant, pos }))).execute() },
  }
  const houses: House[] = [one, two].map((house) => ({ ...house, projections: [...house.projections, lines] }))
  await prepareProjections(houses[0]!)
  const learners = await Promise.all(Array.from({ length: 4 }, () => actingLearner(one)))
  const writing = Promise.all(learners.map(async ({ agent, cookie }, i) => {
    for (let n = 0; n < 30; n += 1) {
      const response = await [one, two][i % 2]!.request(`/xapi/${T}/statements`, {
        method: 'POST', headers: { cookie, 'content-type': 'application/json' },
        body: JSON.stringify({ ...statement(), actor: { account: { homePage: 'https://w3id.org/yachay/agents', name: agent } } }),
      })
      assert.equal(response.status, 200)
    }
  }))
  for (let i = 0; i < 6; i += 1) {
    await Promise.all(houses.map((house) => catchUp(house)))
    if (i === 2) await rebuild(houses[1]!, { ...lines, version: 1 })
  }
  await writing
  await Promise.all(houses.map((house) => catchUp(house)))
  await catchUp(houses[0]!)
  const { rows } = await sql<{ pos: number }>`select pos from statement where tenant = ${T} and verb = ${VERB} and authority = 'session' order by pos`.execute(one.db)
  assert.ok(rows.length >= 120)
  assert.deepEqual((await one.db.selectFrom('followed_line').select('pos').orderBy('pos').execute()).map((r) => r.pos), rows.map((r) => r.pos))
  await one.db.deleteFrom('projection').where('name', '=', 'followed_line').execute()
  await sql`drop table followed_line`.execute(one.db)
})

test('restored from a backup that is older than what was read: the reader is told, takes back the difference and holds the new record', async () => {
  const copy = await openCopy()
  await post(one, Array.from({ length: 100 }, () => statement()))
  while (await readOnce(source, copy) > 0);
  const folder = join(place, 'backup')
  const { record } = await writeBackup({
    databaseUrl: one.config.databaseUrl ?? '', dataDir: one.config.dataDir, keys: one.keys, now: one.clock(),
    projections: features.flatMap((f) => f.projections ?? []).map((p) => p.table),
  }, folder)
  const kept = record[T]?.head ?? 0
  const lost = Array.from({ length: 30 }, () => statement())
  await post(one, lost)
  while (await readOnce(source, copy) > 0);
  assert.equal((await copy.held()).length, kept + 30)
  const far = await copy.cursor()

  const config = { ...one.config, dataDir: join(place, 'restored'), databaseUrl: await emptyDatabase() }
  await restoreBackup(folder, { config, databaseUrl: config.databaseUrl, features })
  const restored = await openHouse({ sameAs: { ...one, config } })
  const again = await listening(restored)
  try {
    // Before anybody writes: its cursor is beyond the head.
    const from = { ...source, address: `${again.origin}/xapi/${T}/feed` }
    await readOnce(from, copy)
    assert.equal(copy.wentBack().times, 1)
    assert.ok(copy.wentBack().to <= kept && copy.wentBack().to >= kept - 32, `common at ${copy.wentBack().to} of ${kept}`)
    while (await readOnce(from, copy) > 0);
    assert.deepEqual(await copy.held(), await recorded(config.databaseUrl))
    // And with what senders sent again, the last one in its old place after something new: that is not the same history either.
    for (const s of [statement(), ...lost.slice(1), lost[0], statement()]) await post(restored, s)
    const answer = await read({ after: far }, restored)
    assert.equal(answer.status, 409)
    assert.equal(answer.body.error, 'history-differs')
    assert.ok((answer.body.common ?? 0) <= kept)
    while (await readOnce(from, copy) > 0);
    assert.deepEqual(await copy.held(), await recorded(config.databaseUrl))
  } finally {
    await again.close()
    await restored.close()
    await copy.close()
  }
})
