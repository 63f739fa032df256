import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { allRoutes } from '../src/app.ts'
import { readAccounts } from '../src/demo/accounts.ts'
import { claimFolder, demoOf, type Demo } from '../src/demo/index.ts'
import { plannedCalls } from '../src/demo/plan.ts'
import { STORY_NAMES } from '../src/demo/stories.ts'
import { numberAt, recountBySql } from '../src/features/programmes/index.ts'
import { head } from '../src/record/read.ts'
import { connected, demoHouse, type DemoHouse } from './demo-house.ts'

const PEOPLE = 80
let demo: DemoHouse
before(async () => { demo = await demoHouse(PEOPLE, 7) })
after(() => demo.close())

const counted = async (query: ReturnType<typeof sql<{ name: string; n: number }>>): Promise<Map<string, number>> =>
  new Map((await query.execute(demo.house.db)).rows.map((row) => [row.name, row.n]))

test('a small demo has every state at least once: applications, enrolments, work, papers, identity', async () => {
  const applications = await counted(sql`select state as name, count(*)::int as n from application where tenant = 'demo' group by 1`)
  for (const state of ['started', 'sent', 'returned', 'corrected', 'eligible', 'not-eligible', 'selected', 'waitlisted', 'accepted', 'declined', 'lapsed']) {
    assert.ok((applications.get(state) ?? 0) > 0, `nobody's application is ${state}: ${[...applications].join(' ')}`)
  }
  const enrolments = await counted(sql`select state as name, count(*)::int as n from enrolment group by 1`)
  for (const state of ['active', 'withdrawn']) assert.ok(enrolments.get(state), `nobody is ${state}`)
  const papers = await counted(sql`select kind || ' ' || state as name, count(*)::int as n from credential_state group by 1`)
  for (const state of ['certificado valid', 'certificado revoked', 'certificado suspended', 'certificado superseded', 'constancia valid']) assert.ok(papers.get(state), `no ${state}`)
  const verbs = await counted(sql`select replace(verb, 'https://w3id.org/yachay/verbs/', '') as name, count(*)::int as n from statement where tenant = 'demo' group by 1`)
  for (const verb of [
    'enrolled', 'withdrew', 're-entered', 'transferred', 'paused', 'resumed', 'contacted', 'childcare-noted', 'section-opened', 'section-changed', 'site-recorded',
    'organisation-recorded', 'agreement-proposed', 'agreement-signed', 'release-published', 'completed', 'quiz-scored', 'lab-submitted', 'lab-graded', 'product-submitted', 'product-graded', 'attended', 'attendance-missed',
    'attendance-noted', 'identity-checked', 'conflict-found', 'conflict-resolved', 'merged', 'died', 'proposed', 'approved', 'issued', 'revoked', 'suspended', 'reinstated', 'superseded',
  ]) assert.ok(verbs.get(verb), `nothing was ${verb}`)
  assert.ok((verbs.get('approved') ?? 0) > (papers.get('certificado valid') ?? 0), 'one approval waits for its certificate')
  assert.equal(new Set(STORY_NAMES).size, STORY_NAMES.length)
})

test('the office of a small demo has life: an addendum, lists with rows that came back, two monthly cuts, a coordinator of one entity', async () => {
  const one = async (query: ReturnType<typeof sql<{ n: number }>>): Promise<number> => (await query.execute(demo.house.db)).rows[0]?.n ?? 0
  assert.equal(await one(sql`select count(*)::int as n from statement where verb like '%/agreement-signed' and object like '%adenda-1'`), 2)
  assert.equal(await one(sql`select count(*)::int as n from data_release where state = 'published'`), 2)
  assert.equal(await one(sql`select count(*)::int as n from import_batch where state = 'done'`), 1)
  assert.equal(await one(sql`select count(*)::int as n from import_batch where state = 'asking'`), 1)
  assert.equal(await one(sql`select count(*)::int as n from enrolment where way = 'drop-out'`) > 0, true)
  assert.equal(await one(sql`select count(*)::int as n from enrolment where paused_until is not null and state = 'active'`) > 0, true)
  assert.equal(await one(sql`select count(distinct call)::int as n from call_results`), plannedCalls(PEOPLE).length, 'every call has its results published')
  assert.equal(await one(sql`select count(*)::int as n from application where appeal = 'rejected'`) > 0, true, 'somebody appealed and was answered')
  assert.equal(await one(sql`select count(*)::int as n from application where appeal = 'open'`), 0)
  assert.equal(await one(sql`select count(*)::int as n from staff_role where organisation is not null`), 1)
})

test('people are of both sexes, all three groups and several languages; nobody studies in a real programme', async () => {
  const groups = await counted(sql`select statement.raw::jsonb #>> '{object,id}' as name, count(*)::int as n from statement where verb like '%/grouped' group by 1`)
  assert.ok(groups.size >= 3, [...groups.keys()].join(' '))
  const elsewhere = await counted(sql`select tenant as name, count(*)::int as n from statement where tenant <> 'demo' group by 1`)
  assert.deepEqual([...elsewhere], [])
})

test('nothing is later than the moment the demo ends at, and the record spreads over months', async () => {
  const { rows: [span] } = await sql<{ first: Date; last: Date; days: number }>`select min(stored) as first, max(greatest(stored, happened)) as last,
    count(distinct date_trunc('day', stored))::int as days from statement`.execute(demo.house.db)
  assert.ok(span && span.last <= demo.until, `${span?.last.toISOString()} is after ${demo.until.toISOString()}`)
  assert.ok(span.days > 60, `only ${span.days} days`)
})

test('the independent count in SQL finds the same figures, and each level has people', async () => {
  const pos = await head(demo.house.db, 'demo')
  const { counts, rule } = await numberAt(demo.house, 'demo', pos)
  assert.ok(counts && rule)
  assert.deepEqual(await recountBySql(demo.pool, 'demo', pos, rule.rule, rule.hash), counts)
  const [n0, n1, n2, n3] = counts
  assert.ok(n0 > n1 && n1 > n2 && n2 > n3 && n3 > 0, counts.join(' '))
})

test('a demo of 1,000 has a call in each of the 25 departments', () => {
  const calls = plannedCalls(1000)
  assert.equal(new Set(calls.map((c) => c.department)).size, 25)
  for (const people of [60, 80, 1000, 5000]) assert.equal(plannedCalls(people).reduce((sum, c) => sum + c.early + c.late, 0), people)
})

test('every page of a demo says so, in both languages; so do its figures as files', async () => {
  const { site } = demo
  const marks = { es: 'DEMOSTRACIÓN', en: 'DEMONSTRATION' }
  const people = await demo.everybody()
  for (const { path } of allRoutes().filter((route) => route.method === 'GET')) {
    let pages = 0
    for (const [who, get] of Object.entries(people)) {
      for (const lang of pages === 0 ? ['es', 'en'] as const : ['es'] as const) {
        const answer = await get(`${demo.addressOf(path)}?lang=${lang}`)
        assert.equal(answer.headers.get('yachay-demo'), 'true', path)
        if (!/html/.test(answer.headers.get('content-type') ?? '')) continue
        pages++
        // A neutral page's language stands in its address.
        const shown = path.includes(':lang') ? 'es' : lang
        const html = await answer.text()
        assert.match(html, new RegExp(`<aside class="notice demo"[^>]*>${marks[shown]}`), `${who} ${path} in ${lang}`)
      }
    }
    if (path.startsWith('/office/') || path.startsWith('/take/')) assert.ok(pages > 0, `${path} was seen by nobody`)
  }
  const json: unknown = await (await site.request('/p/demo/number.json')).json()
  assert.ok(json && typeof json === 'object' && 'demo' in json && json.demo === true)
  const csv = await site.request('/p/demo/recount.csv')
  assert.match(csv.headers.get('content-disposition') ?? '', /DEMOSTRACION/)
  assert.match(await csv.text(), /^pseudonym,level,demo\r\n[0-9a-f]{20},\d,DEMOSTRACION\r\n/)
})

test('certificates of a demo name it inside what is signed', async () => {
  const { rows: [row] } = await sql<{ serial: string }>`select serial from credential limit 1`.execute(demo.house.db)
  const html = await (await demo.site.request(`/v/${row?.serial}`)).text()
  assert.match(html, /DEMOSTRACIÓN: inteligencia artificial/)
})

test('the accounts that it prints work: staff with password and code, learners with document and PIN', async () => {
  const accounts = readAccounts(demo.house.config.dataDir)
  assert.ok(accounts)
  assert.deepEqual([...new Set(accounts.staff.map((s) => s.role))].sort(), ['administrator', 'approver', 'auditor', 'executor', 'tutor'])
  assert.equal(accounts.learners.length, 3)
  const people = await demo.everybody()
  assert.equal((await people.learner?.('/me'))?.status, 200)
  assert.equal((await people.tutor?.('/office/demo/sections'))?.status, 200)
})

const OUT = { write: () => true }
const wish = (people = PEOPLE) => ({ people, seed: 7, signal: new AbortController().signal, out: OUT })

test('a demo refuses a folder and a database that hold anything of somebody else', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'yachay-not-a-demo-'))
  writeFileSync(join(folder, 'keys'), 'precious')
  assert.throws(() => claimFolder(folder), /holds something that no demo made/)
  rmSync(folder, { recursive: true })
  const real = await connected()
  await sql`create table someones_work (id int)`.execute(real.db)
  await assert.rejects(demoOf({ ...demo.house.config, dataDir: tmpdir() }, real.db, wish()), /holds something that no demo made \(table "someones_work"\)/)
  assert.equal(await demoOf(demo.house.config, real.db, null), null, 'a normal start does not mind')
  await real.close()
})

test('a normal start on a demo says that it is one and keeps the mark', async () => {
  const { demo: _was, ...config } = demo.house.config
  const found = await demoOf(config, demo.house.db, null)
  assert.match((found as Demo).lines()[0] ?? '', /^This is a demo: 80 invented people \(seed 7\)/)
  assert.ok(found?.config.demo)
  const other = await demoOf(config, demo.house.db, wish(90))
  assert.match(other?.lines().join('\n') ?? '', /It stays as it was made\. For 90 people of seed 7 set another DATA_DIR/)
})

test('Ctrl-C in the middle leaves a demo that a normal start refuses and the next demo begins anew', async () => {
  const stopping = new AbortController()
  let lines = 0
  const out = { isTTY: true, write: () => { if (++lines > 3) stopping.abort(new Error('stopped')); return true } }
  const database = await connected()
  await assert.rejects(demoHouse(60, 1, { database, signal: stopping.signal, out }), /stopped/)
  const config = { ...demo.house.config, dataDir: mkdtempSync(join(tmpdir(), 'yachay-demo-')) }
  await assert.rejects(demoOf(config, database.db, null), /were not all made\. Start it once more with npm start -- --demo/)
  const anew = await demoOf(config, database.db, wish(60))
  assert.ok(anew)
  const { rows } = await sql<{ name: string }>`select tablename as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`.execute(database.db)
  assert.deepEqual(rows.map((r) => r.name), ['demo_installation'])
  rmSync(config.dataDir, { recursive: true })
  await database.close()
})
