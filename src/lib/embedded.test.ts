import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import { after, before, test, type TestContext } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { processesIn } from './embedded-claim.ts'
import { startEmbedded } from './embedded.ts'

const LIMIT = 60_000

function folderFor(t: TestContext, name = 'yachay-test-'): string {
  const folder = mkdtempSync(join(tmpdir(), name))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** One database for the tests that do not begin with an empty folder: making one takes a second. */
let shared = ''
before(async () => {
  shared = mkdtempSync(join(tmpdir(), 'yachay-test-'))
  await (await startEmbedded(shared)).stop()
})
after(() => rmSync(shared, { recursive: true, force: true }))

async function ask(url: string, text: string): Promise<unknown> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    const { rows } = await client.query<Record<string, unknown>>(text)
    return Object.values(rows[0] ?? {})[0]
  } finally {
    await client.end()
  }
}

/** Another Node process that holds the database of `dataDir`; resolves when it says that it is up. */
async function holder(dataDir: string, env = process.env): Promise<ChildProcess> {
  const code = `const { startEmbedded } = await import(${JSON.stringify(new URL('./embedded.ts', import.meta.url).href)})
    const db = await startEmbedded(${JSON.stringify(dataDir)})
    console.log('up ' + db.url)
    process.on('SIGTERM', () => db.stop().then(() => process.exit(0)))
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', code], { stdio: ['ignore', 'pipe', 'inherit'], env })
  await once(child.stdout as NodeJS.ReadableStream, 'data')
  return child
}

test('the embedded database starts, keeps what was written and leaves no process behind', { timeout: LIMIT }, async (t) => {
  const dataDir = folderFor(t)
  const first = await startEmbedded(dataDir)
  await ask(first.url, 'create table note as select 1 as n')
  assert.equal(await ask(first.url, 'select current_setting(\'is_superuser\')'), 'off')
  assert.equal(await ask(first.url, 'show listen_addresses'), '')
  await first.stop()
  await first.stop()
  assert.deepEqual(processesIn(join(dataDir, 'postgres')), [])
  const second = await startEmbedded(dataDir)
  assert.equal(await ask(second.url, 'select n from note'), 1)
  await second.stop()
  assert.equal(statSync(join(dataDir, 'run')).mode & 0o777, 0o700)
  assert.doesNotMatch(readFileSync(join(dataDir, 'postgres/pg_hba.conf'), 'utf8'), /^[^#].*\btrust\b/m)
})

test('a wrong password is refused on the socket', { timeout: LIMIT }, async (t) => {
  const db = await startEmbedded(shared)
  t.after(() => db.stop())
  await assert.rejects(ask(db.url.replace(/:[^:@/]+@/, ':wrong@'), 'select 1'), /password authentication failed/)
})

test('a second process on the same folder is refused while the first lives', { timeout: LIMIT }, async (t) => {
  const dataDir = shared
  const other = await holder(dataDir)
  t.after(() => other.kill('SIGTERM'))
  await assert.rejects(startEmbedded(dataDir), new RegExp(`already runs on ${dataDir} \\(process ${other.pid}\\)`))
  other.kill('SIGTERM')
  await once(other, 'exit')
  assert.deepEqual(processesIn(join(dataDir, 'postgres')), [])
})

test('two that start at the same moment on an empty folder: one gets it', { timeout: LIMIT }, async (t) => {
  const dataDir = folderFor(t)
  const both = await Promise.allSettled([startEmbedded(dataDir), startEmbedded(dataDir)])
  const won = both.filter((r) => r.status === 'fulfilled')
  for (const r of won) await r.value.stop()
  assert.equal(won.length, 1, JSON.stringify(both.map((r) => (r.status === 'rejected' ? String(r.reason) : 'up'))))
})

test('after kill -9 of the process, or of the database with it, the next start has everything', { timeout: LIMIT }, async () => {
  const dataDir = shared
  for (const databaseToo of [false, true]) {
    const other = await holder(dataDir)
    const url = readUrl(dataDir)
    await ask(url, `create table if not exists note (n int)`).catch(() => undefined)
    await ask(url, `insert into note values (1)`)
    if (databaseToo) process.kill(Number(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL')
    other.kill('SIGKILL')
    const db = await startEmbedded(dataDir)
    assert.equal(await ask(db.url, 'select count(*)::int from note'), databaseToo ? 2 : 1)
    await db.stop()
  }
})

test('a database that outlived its killed process is stopped by the next start, and nothing is lost', { timeout: LIMIT }, async (t) => {
  const dataDir = shared
  // Without setpriv the kernel does not tell the database that its parent died.
  const programs = folderFor(t, 'yachay-path-')
  for (const name of ['unshare', 'true']) symlinkSync(join('/usr/bin', name), join(programs, name))
  const other = await holder(dataDir, { ...process.env, PATH: programs })
  await ask(readUrl(dataDir), 'create table orphan_note as select 7 as n')
  other.kill('SIGKILL')
  await once(other, 'exit')
  await wait(500)
  const orphans = processesIn(join(dataDir, 'postgres'))
  assert.ok(orphans.length > 0, 'it went on alone')
  const db = await startEmbedded(dataDir)
  assert.equal(await ask(db.url, 'select n from orphan_note'), 7)
  for (const pid of orphans) assert.ok(!processesIn(join(dataDir, 'postgres')).includes(pid))
  await db.stop()
})

test('a database that is killed comes back by itself', { timeout: LIMIT }, async (t) => {
  const dataDir = shared
  const db = await startEmbedded(dataDir)
  t.after(() => db.stop())
  const before = readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8')
  process.kill(Number(before.split('\n')[0]), 'SIGKILL')
  let answer: unknown
  for (let i = 0; i < 200 && answer !== 1; i++) {
    await wait(50)
    answer = await ask(db.url, 'select 1').catch(() => null)
  }
  assert.equal(answer, 1)
  assert.notEqual(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8'), before)
})

test('a left postmaster.pid with a number that is another process now does no harm', { timeout: LIMIT }, async () => {
  const dataDir = shared
  writeFileSync(join(dataDir, 'postgres/postmaster.pid'), `${process.ppid}\n${join(dataDir, 'postgres')}\n1\n5432\n${join(dataDir, 'run')}\n\n0 0\nready   \n`)
  await (await startEmbedded(dataDir)).stop()
})

test('a folder too deep for a socket gets its socket elsewhere', { timeout: LIMIT }, async (t) => {
  const dataDir = join(folderFor(t), 'x'.repeat(100), 'data')
  const db = await startEmbedded(dataDir)
  assert.equal(await ask(db.url, 'select 1'), 1)
  await db.stop()
})

function readUrl(dataDir: string): string {
  const password = readFileSync(join(dataDir, 'postgres/password'), 'utf8').trim()
  return `postgresql://yachay:${password}@${encodeURIComponent(join(dataDir, 'run'))}/yachay`
}
