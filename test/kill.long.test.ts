import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { features } from '../src/app.ts'
import { buildHouse, loadContent } from '../src/house.ts'
import { readConfig } from '../src/lib/config.ts'
import { systemClock } from '../src/lib/clock.ts'
import { connect } from '../src/lib/database.ts'
import { visitEmbedded } from '../src/lib/embedded.ts'
import { openKeys } from '../src/lib/keys.ts'
import { head, readStatements } from '../src/record/read.ts'
import { NS, agent } from '../src/record/statement.ts'
import { actingLearner } from './acting.ts'
import { npmStart, type RunningServer } from './journey/server.ts'

const KILLS = 10
const SUBMISSIONS = 1000
const CONNECTIONS = 16

const dataDir = mkdtempSync(join(tmpdir(), 'yachay-kill-'))
let server: RunningServer
let learners: { cookie: string; agent: string }[]
/** Every statement that the server said it has. */
const acknowledged = new Set<string>()

before(async () => {
  server = await npmStart(dataDir)
  await inDatabase(async (house) => {
    learners = []
    for (let i = 0; i < CONNECTIONS; i += 1) learners.push(await actingLearner({ ...house, request: () => { throw new Error('not asked') } }))
  })
})
after(async () => {
  await server.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

/** Visits the embedded database of the running server from this process. */
async function inDatabase<T>(work: (house: ReturnType<typeof buildHouse>) => Promise<T>): Promise<T> {
  const visit = await visitEmbedded(dataDir)
  const { db } = connect(visit.url, 4)
  try {
    const house = buildHouse({ config: readConfig({ DATA_DIR: dataDir }), db, clock: systemClock, keys: openKeys(dataDir) }, features)
    await loadContent(house, features)
    return await work(house)
  } finally {
    await db.destroy()
    await visit.stop()
  }
}

/** Sends one statement: true when the server said it has it, false when the connection broke or it asked to wait. Any other answer is a fault. */
async function send(learner: { cookie: string; agent: string }, id: string): Promise<boolean> {
  const statement = { id, actor: agent(learner.agent), verb: { id: 'http://adlnet.gov/expapi/verbs/experienced' }, object: { id: `${NS}piloto/units/base.x` } }
  const response = await fetch(`${server.base}/xapi/piloto/statements`, { method: 'POST', headers: { cookie: learner.cookie, 'content-type': 'application/json' }, body: JSON.stringify(statement) }).catch(() => null)
  if (response?.status === 200) acknowledged.add(id)
  else if (response && response.status !== 503) assert.fail(`answered ${response.status}: ${await response.text().catch(() => '')}`)
  return response?.status === 200
}

/**
 * Sends all of them once, each always by the same learner: another's statement under the same id would be another statement. With `tries` above
 * one, what got no answer is sent again under its id, as the outbox would: the first request on a connection kept from before the kill may break.
 */
async function submit(ids: readonly string[], tries = 1): Promise<void> {
  await Promise.all(learners.map(async (learner, turn) => {
    for (let at = turn; at < ids.length; at += learners.length) {
      for (let left = tries; left > 0 && !await send(learner, ids[at]!); left -= 1) if (left > 1) await wait(100)
    }
  }))
}

/** SIGKILL to the server and to the postmaster with its children, as a power cut would. */
function killEverything(): void {
  const postmaster = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]!
  const victims = execFileSync('ps', ['-eo', 'pid=,ppid=,pgid=,args=']).toString().split('\n').flatMap((line) => {
    const [, pid, ppid, group, args] = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []
    const ours = Number(group) === server.child.pid || pid === postmaster || ppid === postmaster || args?.includes(dataDir)
    return pid && ours ? [Number(pid)] : []
  })
  for (const pid of victims) {
    try { process.kill(pid, 'SIGKILL') } catch { /* it was a child of one that is gone already */ }
  }
}

test(`kill -9 of server and database in the middle of ${SUBMISSIONS} submissions, ${KILLS} times: what was acknowledged is there, once`, async () => {
  for (let round = 0; round < KILLS; round += 1) {
    const ids = Array.from({ length: SUBMISSIONS }, () => randomUUID())
    const before = acknowledged.size
    const sending = submit(ids)
    // In the middle: a different share each time.
    while (acknowledged.size - before < SUBMISSIONS * (0.15 + 0.07 * round)) await wait(1)
    killEverything()
    await sending
    assert.ok(acknowledged.size - before < SUBMISSIONS, 'the kill came before the end')
    server = await npmStart(dataDir)
    const there = await inDatabase(async (house) => readStatements(house.db, 'piloto'))
    const seen = new Set(there.map((s) => s.id))
    assert.equal(seen.size, there.length, 'none twice')
    assert.deepEqual([...acknowledged].filter((id) => !seen.has(id)), [], 'every acknowledged one is there')
    assert.deepEqual(there.map((s) => s.pos), there.map((_, i) => i + 1), 'positions are dense')
    await submit(ids, 50)
    assert.deepEqual(ids.filter((id) => !acknowledged.has(id)), [], 'sent again, every one is acknowledged')
  }
  await inDatabase(async (house) => {
    const there = (await readStatements(house.db, 'piloto')).filter((s) => acknowledged.has(s.id))
    assert.equal(there.length, KILLS * SUBMISSIONS, 'sent again, each is there once')
    assert.ok(await head(house.db, 'piloto') >= KILLS * SUBMISSIONS)
  })
})
