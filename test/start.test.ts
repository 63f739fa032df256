import assert from 'node:assert/strict'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { get } from 'node:https'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { freePort } from '../bench/started.ts'
import { makeBox, PATHS } from '../scripts/certificate/box.ts'
import { emptyDatabase, withDatabase } from './database.ts'
import { databaseProcesses, gone, health, npmStart, type Run, type RunOptions } from './starting.ts'

function folderFor(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'yachay-start-'))
  t.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  return folder
}

async function start(t: TestContext, options: RunOptions): Promise<Run> {
  const run = await npmStart(options)
  // Whatever the test did, nothing of it stays.
  t.after(() => { if (run.child.exitCode === null && run.child.signalCode === null) return run.ctrlC() })
  return run
}

test('npm start on an empty folder: an address, a link for the first staff, one process only, and Ctrl-C stops the database too', async (t) => {
  const dataDir = folderFor(t)
  const first = await start(t, { env: { DATA_DIR: dataDir } })
  await first.up()
  assert.match(first.output(), new RegExp(`Yachay is at ${first.base}`))
  assert.equal((await health(first)).ok, true)
  assert.equal((await fetch(first.base)).status, 200)
  const link = join(dataDir, 'first-staff-link.txt')
  assert.ok(first.output().includes(link), 'the path of the link is printed')
  assert.doesNotMatch(first.output(), /\/staff\/welcome\//, 'the link itself goes only to a terminal')
  assert.equal(statSync(link).mode & 0o777, 0o600)
  assert.equal((await fetch(readFileSync(link, 'utf8').trim())).status, 200)
  for (const name of ['keys', 'run', 'postgres']) assert.equal(statSync(join(dataDir, name)).mode & 0o777, 0o700, name)

  const second = await (await start(t, { env: { DATA_DIR: dataDir } })).ended()
  assert.equal(second.code, 1)
  assert.match(second.output, new RegExp(`Yachay already runs on ${dataDir} \\(process ${first.node()}\\)\\. Stop it first`))
  assert.equal((await health(first)).ok, true, 'the first one goes on')

  await first.ctrlC()
  assert.deepEqual(databaseProcesses(dataDir), [])
})

test('after kill -9 of the server, a start has everything and stops what was left', async (t) => {
  const dataDir = folderFor(t)
  const killed = await start(t, { env: { DATA_DIR: dataDir } })
  await killed.up()
  process.kill(killed.node(), 'SIGKILL')
  const again = await start(t, { env: { DATA_DIR: dataDir } })
  await again.up()
  assert.equal((await health(again)).ok, true)
  await again.ctrlC()
  assert.ok(await gone(() => databaseProcesses(dataDir)))
})

test('when npm is told to end, the server behind it ends too', async (t) => {
  const dataDir = folderFor(t)
  const run = await start(t, { env: { DATA_DIR: dataDir } })
  await run.up()
  run.child.kill('SIGTERM')
  await run.ended()
  assert.ok(await gone(() => databaseProcesses(dataDir)))
})

test('what cannot work is said in one sentence, and nothing stays running', async (t) => {
  const folder = folderFor(t)
  const file = join(folder, 'a-file')
  writeFileSync(file, '')
  const taken = createServer().listen(0)
  await once(taken, 'listening')
  t.after(() => { taken.close() })
  const address = taken.address()
  const port = String(typeof address === 'object' && address ? address.port : 0)
  const database = await emptyDatabase()
  const cases: [Record<string, string>, RegExp][] = [
    [{ PORT: port, DATA_DIR: join(folder, 'd') }, new RegExp(`Port ${port} is in use by another program`)],
    [{ DATA_DIR: join(file, 'data') }, /DATA_DIR .* cannot be written \(ENOTDIR\)/],
    [{ DATABASE_URL: 'mysql://localhost/x' }, /DATABASE_URL is not an address such as postgresql:/],
    [{ DATABASE_URL: 'postgresql://me:secret@localhost:1/x' }, /no PostgreSQL answers at localhost:1/],
    [{ DATABASE_URL: 'postgresql://me:secret@nowhere.invalid/x' }, /there is no host called "nowhere\.invalid"/],
    [{ DATABASE_URL: database.replace(/:[^:@/]+@/, ':secret@') }, /does not let user "yachay" in/],
    [{ DATABASE_URL: withDatabase(database, 'no_such_database') }, /there is no database "no_such_database"/],
    [{ PORT: 'eighty' }, /PORT must be a whole number/],
    [{ TLS_CERT: file, TLS_KEY: join(folder, 'no.key') }, /TLS_KEY .*no\.key does not exist\./],
    [{ HTTP_PORT: '8080' }, /HTTP_PORT only leads to https/],
  ]
  await Promise.all(cases.map(async ([env, sentence]) => {
    const { code, output } = await (await start(t, { env: { DATA_DIR: join(folder, 'data'), ...env } })).ended()
    assert.equal(code, 1, output)
    assert.match(output, sentence)
    assert.doesNotMatch(output, /secret|\n\s+at /, 'neither a password nor a stack')
  }))
  assert.equal(existsSync(join(folder, 'data/postgres')), false, 'with DATABASE_URL there is no embedded database')
  assert.deepEqual(databaseProcesses(join(folder, 'd')), [])
})

test('with DATABASE_URL two processes share one DATA_DIR, and one with other keys is refused', async (t) => {
  const [dataDir, other, databaseUrl] = [folderFor(t), folderFor(t), await emptyDatabase()]
  const both = await Promise.all([1, 2].map(() => start(t, { env: { DATA_DIR: dataDir, DATABASE_URL: databaseUrl } })))
  for (const run of both) await run.up()
  for (const run of both) assert.equal((await health(run)).ok, true)
  assert.equal(existsSync(join(dataDir, 'postgres')), false)
  const { code, output } = await (await start(t, { env: { DATA_DIR: other, DATABASE_URL: databaseUrl } })).ended()
  assert.equal(code, 1)
  for (const name of ['hmac', 'field', 'pin', 'issuer', 'lab', 'totp', 'log']) assert.match(output, new RegExp(`keys lacks .*the key "${name}"`))
  for (const run of both) await run.ctrlC()
})

test('with a certificate by file npm start serves https, says so, and leads plain http there', async (t) => {
  const folder = folderFor(t)
  const { authority } = makeBox(folder, ['localhost', '127.0.0.1'], new Date())
  const httpPort = await freePort()
  const run = await start(t, {
    env: { DATABASE_URL: await emptyDatabase(), DATA_DIR: join(folder, 'data'), TLS_CERT: join(folder, PATHS.server), TLS_KEY: join(folder, PATHS.serverKey), HTTP_PORT: String(httpPort) },
  })
  await run.up()
  const secure = run.base.replace('http:', 'https:')
  assert.match(run.output(), new RegExp(`Yachay is at ${secure}\\b`))
  const status = await new Promise((done, fail) => { get(`${secure}/healthz`, { ca: authority.toString(), agent: false }, (answer) => done(answer.resume().statusCode)).on('error', fail) })
  assert.equal(status, 200)
  const led = await fetch(`http://localhost:${httpPort}/p/piloto`, { redirect: 'manual' })
  assert.deepEqual([led.status, led.headers.get('location')], [308, `${secure}/p/piloto`])
  await run.ctrlC()
})
