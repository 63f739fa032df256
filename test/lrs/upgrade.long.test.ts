import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { connect } from '../../src/lib/database.ts'
import { startEmbedded, type Embedded } from '../../src/lib/embedded.ts'
import { openKeys } from '../../src/lib/keys.ts'
import { ROOT } from '../../src/lib/root.ts'
import { agent } from '../../src/record/statement.ts'
import { termsOf, type About } from '../../src/record/xapi/terms.ts'
import { npmStart, type Run } from '../starting.ts'
import { createSenders, type Senders } from './senders.ts'
import { versionBefore, type Version } from './version-before.ts'

const T = 'piloto'
const place = mkdtempSync(join(tmpdir(), 'yachay-upgrade-'))
const dataDir = join(place, 'data')
let postgres: Embedded
let old: Version
let senders: Senders
const runs: Run[] = []
before(async () => {
  old = versionBefore()
  postgres = await startEmbedded(join(place, 'pg'))
})
after(async () => {
  senders?.stop()
  for (const run of runs) if (run.child.exitCode === null && run.child.signalCode === null) await run.ctrlC()
  await postgres?.stop()
  old?.remove()
  rmSync(place, { recursive: true, force: true })
})

const settings = (): { DATABASE_URL: string; DATA_DIR: string } => ({ DATABASE_URL: postgres.url, DATA_DIR: dataDir })

async function start(root: string): Promise<Run> {
  const run = await npmStart({ env: settings(), root })
  runs.push(run)
  await run.up()
  return run
}

/** The commands of one version, in a process of its own; answers what it printed. */
async function acts(root: string, ...args: string[]): Promise<unknown> {
  const file = root === ROOT ? 'test/lrs/acts-beside.ts' : 'test/acts-beside.ts'
  const { NODE_TEST_CONTEXT: _c, ...env } = process.env
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', file, ...args], { cwd: root, env: { ...env, ...settings() } })
  return stdout.trim() ? JSON.parse(stdout) : null
}

interface Figures { counts: number[] | null; behind: number; pos: number }

/** What both say once their followers have read everything; nobody writes meanwhile. */
async function sameFigures(...asked: Run[]): Promise<Figures> {
  const figures = await Promise.all(asked.map(async (run) => {
    for (let i = 0; i < 100; i += 1) {
      const { counts, behind, pos } = await (await fetch(`${run.base}/p/${T}/number.json`)).json() as Figures
      // The newer one says more (targets); of the number itself both say the same.
      if (behind === 0) return { counts, behind, pos }
      await wait(100)
    }
    assert.fail(`followers of ${run.base} stay behind`)
  }))
  for (const told of figures) assert.deepEqual(told, figures[0])
  return figures[0]!
}

async function line(): Promise<{ pos: number; id: string }[]> {
  const { db } = connect(postgres.url, 1)
  try {
    return await db.selectFrom('statement').select(['pos', 'id']).where('tenant', '=', T).orderBy('pos').execute()
  } finally {
    await db.destroy()
  }
}

/**
 * What a version that is not the one in charge says to an act: an inline table was rebuilt for the other, so it waits (503) rather
 * than write rows of another shape. It goes on reading, or says the same where a page needs what the other does not have.
 */
async function refusesToWrite(run: Run, root: string, { headers, actor }: Senders['who'][number]): Promise<void> {
  const said = await fetch(`${run.base}/xapi/${T}/statements`, {
    method: 'POST', headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ actor, verb: { id: 'http://adlnet.gov/expapi/verbs/experienced' }, object: { id: 'http://example.org/pages/refused' } }),
  })
  assert.deepEqual([said.status, said.headers.get('retry-after'), (await said.json() as { error: string }).error], [503, '60', 'projection-version'])
  // A process that starts beside, without npm start's rebuild, may not even find the columns of the other's tables.
  await assert.rejects(acts(root, 'histories', '0', '1'), /projection-version|Yachay is being updated|actualizando|column .* does not exist/)
  const page = await fetch(`${run.base}/p/${T}/number.json`)
  assert.ok(page.status === 200 || (page.status === 503 && page.headers.get('retry-after') === '60'), String(page.status))
}

/** Starts another version under load: the proxy (the senders) knows both addresses as soon as it is up. */
async function takesOver(root: string, ...others: Run[]): Promise<Run> {
  return senders.during(async () => {
    const run = await start(root)
    senders.to(...others.map(({ base }) => base), run.base)
    return run
  })
}

test('a rolling upgrade under load from the version before, the way back and forward again: nothing is lost or doubled, and both give the same number', async () => {
  const firstOld = await start(old.root)
  await acts(old.root, 'signed')
  const learners = await acts(old.root, 'learners', '6') as { cookie: string; agent: string }[]
  await acts(old.root, 'histories', '0', '3')
  senders = createSenders(T, learners.map(({ cookie, agent: name }) => ({ headers: { cookie }, actor: agent(name) })))
  const [somebody] = senders.who
  assert.ok(somebody)
  senders.to(firstOld.base)
  await senders.during(() => wait(2000))
  const atOld = await sameFigures(firstOld)
  assert.notEqual(atOld.counts, null, 'the rule is in force')

  // The new version migrates and rebuilds while the old one goes on taking statements; from the swap on the old one says "later".
  const firstNew = await takesOver(ROOT, firstOld)
  const before = senders.acknowledged.size
  assert.ok(before > 0)
  await senders.during(async () => { await acts(ROOT, 'histories', '3', '9'); await wait(3000) })
  assert.ok(senders.acknowledged.size > before)
  await refusesToWrite(firstOld, old.root, somebody)
  const both = await sameFigures(firstOld, firstNew)
  assert.notDeepEqual(both.counts, atOld.counts, 'what was done meanwhile counts')

  // The old one stops under load; the new one is alone.
  await senders.during(async () => { await firstOld.ctrlC(); senders.to(firstNew.base); await wait(2000) })
  await sameFigures(firstNew)

  // The way back: the version before starts on the migrated database, rebuilds its tables and is in charge again.
  const secondOld = await takesOver(old.root, firstNew)
  await senders.during(async () => {
    await acts(old.root, 'histories', '9', '11')
    await refusesToWrite(firstNew, ROOT, somebody)
    await firstNew.ctrlC()
    senders.to(secondOld.base)
    await wait(2000)
  })
  await acts(old.root, 'histories', '11', '12')
  const back = await sameFigures(secondOld)

  // And forward again.
  const secondNew = await takesOver(ROOT, secondOld)
  assert.deepEqual(await sameFigures(secondOld, secondNew).then((told) => told.counts), back.counts)
  await senders.during(() => wait(2000))
  await sameFigures(secondOld, secondNew)
  assert.equal((await secondOld.ctrlC(), await sameFigures(secondNew)).behind, 0)

  assert.deepEqual(senders.faults, [])
  const there = await line()
  assert.deepEqual(there.map(({ pos }) => pos), there.map((_, i) => i + 1), 'positions are dense')
  const ids = new Set(there.map(({ id }) => id))
  assert.equal(ids.size, there.length, 'none twice')
  assert.deepEqual([...senders.acknowledged].filter((id) => !ids.has(id)), [], 'every acknowledged one is there')
  assert.ok(senders.acknowledged.size > 500, `${senders.acknowledged.size} acknowledged`)
  assert.ok(senders.again() > 50, `${senders.again()} were sent to the other version a second time`)
  for (const { headers, actor } of senders.who) await answersAll(secondNew, headers, actor.account.name)
})

/** The new version finds each of her own statements, whichever version took it. */
async function answersAll(run: Run, headers: Record<string, string>, name: string): Promise<void> {
  const found = new Set<string>()
  for (let path = `/xapi/${T}/statements?limit=100`; path;) {
    const body = await (await fetch(run.base + path, { headers })).json() as { statements: { id: string }[]; more: string }
    for (const { id } of body.statements) found.add(id)
    path = body.more
  }
  assert.deepEqual([...senders.acknowledgedBy(name)].filter((id) => !found.has(id)), [])
}

test('what the version before wrote beside the new one is found by what it is about, and times of reception go on after it', async () => {
  const { db } = connect(postgres.url, 2)
  try {
    const keys = openKeys(dataDir)
    const { rows } = await sql<{ pos: number; raw: string; stored: Date; terms: string[] }>`select s.pos, s.raw, s.stored,
      (select coalesce(array_agg(t.term::text), '{}') from statement_term t where t.tenant = s.tenant and t.pos = s.pos) as terms
      from statement s where s.tenant = ${T} and s.raw is not null order by s.pos`.execute(db)
    const texts = rows.map(({ raw }) => termsOf(keys, T, JSON.parse(raw) as About))
    const { rows: hashes } = await sql<{ text: string; term: string }>`select text, hashtextextended(text, 0)::text as term
      from unnest(${[...new Set(texts.flat())]}::text[]) as t(text)`.execute(db)
    const termOf = new Map(hashes.map(({ text, term }) => [text, term]))
    const missing = rows.flatMap(({ pos, terms }, i) => texts[i]!.filter((text) => !terms.includes(termOf.get(text)!)).map((text) => `${pos} ${text}`))
    assert.ok(texts.flat().length > 50)
    assert.deepEqual(missing, [])
    const { rows: backwards } = await sql<{ pos: number }>`select pos from (select pos, raw, stored, max(stored) over (order by pos rows between unbounded preceding and 1 preceding) as before
      from statement where tenant = ${T}) s where stored < before and (raw is null or raw like '%"stored":"____-__-__T__:__:__.___Z"}')`.execute(db)
    assert.deepEqual(backwards, [])
  } finally {
    await db.destroy()
  }
})
