import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { features } from '../../src/app.ts'
import { buildHouse, loadContent } from '../../src/house.ts'
import { systemClock } from '../../src/lib/clock.ts'
import { readConfig } from '../../src/lib/config.ts'
import { connect } from '../../src/lib/database.ts'
import { startEmbedded, type Embedded } from '../../src/lib/embedded.ts'
import { openKeys } from '../../src/lib/keys.ts'
import { keepReading, readOnce, type FeedSource } from '../../src/record/feed-reader.ts'
import { actingClient } from '../acting.ts'
import { npmStart, type Run } from '../starting.ts'
import { openCopy, recorded } from './copying.ts'
import { standbyOf, type Standby } from './standby.ts'

const T = 'piloto'
const place = mkdtempSync(join(tmpdir(), 'yachay-feed-long-'))
const dataDir = join(place, 'data')
let primary: Embedded
let standby: Standby | null = null
let runs: Run[] = []
let authorization: string
before(async () => {
  primary = await startEmbedded(join(place, 'pg'))
  runs = [await start(primary.url), await start(primary.url)]
  const { db } = connect(primary.url, 2)
  const house = buildHouse({ config: readConfig({ DATA_DIR: dataDir }), db, clock: systemClock, keys: openKeys(dataDir) }, features)
  await loadContent(house, features)
  authorization = (await actingClient({ ...house, request: () => { throw new Error('not asked') } }, ['all'], T, 1_000_000)).authorization
  await db.destroy()
})
after(async () => {
  for (const run of runs) if (run.child.exitCode === null && run.child.signalCode === null) await run.ctrlC()
  await standby?.stop()
  await primary.stop()
  rmSync(place, { recursive: true, force: true })
})

async function start(url: string, port?: string): Promise<Run> {
  const run = await npmStart({ env: { DATABASE_URL: url, DATA_DIR: dataDir, ...(port ? { PORT: port } : {}) } })
  await run.up()
  return run
}

const source = (run: Run): FeedSource => ({ address: `${run.base}/xapi/${T}/feed`, authorization, limit: 100, wait: 1 })
const statement = (): { id: string } & Record<string, unknown> => ({
  id: randomUUID(), actor: { mbox: 'mailto:a@example.org' }, verb: { id: 'http://example.org/did' }, object: { id: 'http://example.org/a' },
})

async function post(run: Run, body: unknown): Promise<boolean> {
  const response = await fetch(`${run.base}/xapi/${T}/statements`, {
    method: 'POST', headers: { authorization, 'content-type': 'application/json', 'x-experience-api-version': '1.0.3' }, body: JSON.stringify(body),
  }).catch(() => null)
  if (response && ![200, 429, 503].includes(response.status)) assert.fail(`answered ${response.status}: ${await response.text()}`)
  return response?.status === 200
}

test('a reader of one process misses and repeats nothing while two write, both are killed in turn, and it is itself', async () => {
  const copy = await openCopy()
  let over = false
  const acknowledged: string[] = []
  const writing = Promise.all([0, 1].flatMap((side) => Array.from({ length: 5 }, async (_, lane) => {
    while (!over) {
      const several = Array.from({ length: lane === 0 ? 10 : 1 }, () => statement())
      // The other one is written to while this one is away.
      if (await post(runs[side]!, several)) acknowledged.push(...several.map((s) => s.id))
      else await wait(50)
    }
  })))
  const reading = (async () => {
    while (!over) {
      const reader = keepReading(source(runs[0]!), copy, () => undefined)
      await wait(700)
      await reader.stop()
    }
  })()
  for (const side of [0, 1, 0]) {
    await wait(3000)
    process.kill(runs[side]!.node(), 'SIGKILL')
    await runs[side]!.ended()
    runs[side] = await start(primary.url, new URL(runs[side]!.base).port)
  }
  await wait(2000)
  over = true
  await Promise.all([writing, reading])
  while (await readOnce(source(runs[0]!), copy) > 0);
  const there = await recorded(primary.url)
  assert.ok(acknowledged.length > 500, `${acknowledged.length} acknowledged`)
  assert.deepEqual(await copy.held(), there)
  assert.equal(copy.wentBack().times, 0)
  const ids = new Set(there.map((line) => line.split(' ')[1]))
  assert.deepEqual(acknowledged.filter((id) => !ids.has(id)), [])
  await copy.close()
})

test('a standby takes over without the last commits: the reader is told, takes back what is lost and holds the record of the new primary', async () => {
  const copy = await openCopy()
  standby = await standbyOf(join(place, 'pg'), join(place, 'standby'))
  for (let i = 0; i < 20; i += 1) assert.ok(await post(runs[i % 2]!, statement()))
  await standby.caughtUp()
  await standby.cutOff()
  const kept = (await recorded(primary.url)).length
  const lost = Array.from({ length: 12 }, () => statement())
  for (const one of lost) assert.ok(await post(runs[0]!, one))
  while (await readOnce(source(runs[0]!), copy) > 0);
  assert.equal((await copy.held()).length, kept + lost.length)

  // A power cut, to the database and to everybody who had it open.
  process.kill(Number(readFileSync(join(place, 'pg/postgres/postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL')
  for (const run of runs) { process.kill(run.node(), 'SIGKILL'); await run.ended() }
  const url = await standby.promote()
  assert.equal((await recorded(url)).length, kept)
  runs = [await start(url)]
  // Senders who keep what they sent send it again, with something new between.
  for (const one of [statement(), ...lost.slice(1)]) assert.ok(await post(runs[0]!, one))

  await readOnce(source(runs[0]!), copy)
  assert.equal(copy.wentBack().times, 1)
  assert.ok(copy.wentBack().to <= kept && copy.wentBack().to >= kept - 2 * lost.length, `back to ${copy.wentBack().to} of ${kept}`)
  while (await readOnce(source(runs[0]!), copy) > 0);
  assert.deepEqual(await copy.held(), await recorded(url))
  await copy.close()
})
