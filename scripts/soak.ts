import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { features } from '../src/app.ts'
import { createClient } from '../src/features/clients/index.ts'
import { buildHouse, loadContent } from '../src/house.ts'
import { readConfig } from '../src/lib/config.ts'
import { systemClock } from '../src/lib/clock.ts'
import { connect } from '../src/lib/database.ts'
import { startEmbedded } from '../src/lib/embedded.ts'
import { openKeys } from '../src/lib/keys.ts'
import { compare, disagreements, lostAttachments, lostDocuments } from './soak/checks.ts'
import { follow } from './soak/follow.ts'
import { drive, lanesOf, type Totals } from './soak/load.ts'
import { equalAges, withinLongestLife, type Flat } from './soak/memory.ts'
import { startServer, type Sample, type Server } from './soak/servers.ts'

// npm run soak -- --minutes 10 [--connections 40]
// Two web processes on one embedded PostgreSQL that syncs every commit, under full load, killed -9 in turn every half minute. In the second half
// only the first one is killed, so that the other shows what a long life does to its memory. Everything on this machine, in a folder that goes.
const T = 'piloto'
const KILL_EVERY_S = 30
const SAMPLE_EVERY_S = 3
/** How much more memory the last third may take than the middle one. */
const FLAT = 0.15

const minutes = flag('--minutes', 10)
const seconds = minutes * 60
const folder = mkdtempSync(join(tmpdir(), 'yachay-soak-'))
const items: { name: string; figure: string; met: boolean }[] = []
const check = (name: string, met: boolean, figure: string): void => { items.push({ name, met, figure }) }
const closing: (() => Promise<unknown>)[] = [async () => rmSync(folder, { recursive: true, force: true })]
try {
  await soak()
} catch (error) {
  console.error(error)
  check('the soak ran to its end', false, error instanceof Error ? error.message : String(error))
} finally {
  for (const close of closing.reverse()) await close()
}
for (const { name, figure, met } of items) console.log(`${met ? '✓' : '✗'} ${name}: ${figure}`)
const failed = items.filter(({ met }) => !met).length
console.log(`${items.length - failed} passed, ${failed} failed`)
process.exit(failed > 0 ? 1 : 0)

async function soak(): Promise<void> {
  const postgres = await startEmbedded(join(folder, 'pg'))
  closing.push(() => postgres.stop())
  const env = { DATABASE_URL: postgres.url, DATA_DIR: join(folder, 'data') }
  const servers: Server[] = []
  for (const number of [0, 1]) {
    const server = await startServer(number, env)
    servers.push(server)
    closing.push(() => server.stop())
  }
  const { db, pool } = connect(postgres.url, 3)
  closing.push(() => db.destroy())
  const authorization = await newKey(db, env)
  const ports = servers.map((server) => server.port)

  const began = performance.now()
  const at = (): number => (performance.now() - began) / 1000
  const going = (): boolean => at() < seconds
  const totals: Totals = { acknowledged: 0, again: 0, refused: 0, unknown: 0, later: 0, documents: 0, faults: [] }
  const lanes = lanesOf(flag('--connections', 40))
  const followed = follow(T, ports, authorization)
  const load = { tenant: T, ports, authorization, going: () => going() && totals.faults.length === 0 }
  const samples: Sample[] = []
  const sending = Promise.all(lanes.map((lane) => drive(lane, load, totals)))
  const [, kills] = await Promise.all([watch(servers, samples, at, load.going, () => progress(totals, followed.seen(), samples, at())), killing(servers, at, load.going)])
  await sending
  const lasted = at()
  await followed.finish()

  const stored = await compare(pool, T, lanes)
  check('nothing but what was to be expected was answered', totals.faults.length === 0, totals.faults[0] ?? `${totals.later} times asked to wait or cut off, and sent again or left`)
  check('processes were killed and came back', kills >= Math.max(1, Math.floor(minutes * 60 / KILL_EVERY_S) - 2), `${kills} times -9`)
  check('every acknowledged statement is stored exactly once', stored.lost === 0 && stored.doubled === 0 && totals.acknowledged > 0,
    `${totals.acknowledged} acknowledged (${Math.round(totals.acknowledged / lasted)} a second), ${stored.lost} lost, ${stored.doubled} twice; ${totals.again} sent again after that; ` +
      `${totals.unknown} got no answer, ${stored.unknownThere} of them are there`)
  check('nothing of a refused request is stored, and nothing that nobody sent', stored.intruders === 0 && stored.strangers === 0, `${totals.refused} refused, ${stored.intruders} there, ${stored.strangers} strangers`)
  check('positions are dense', stored.dense, `1 to ${stored.count}`)
  check('the reader of the feed saw each once, in order', followed.chain() === stored.chain && followed.seen() === stored.count && followed.wentBack() === 0,
    `${followed.seen()} of ${stored.count}, ${followed.errors()} broken requests`)
  const documents = await lostDocuments(ports[0] ?? 0, T, authorization, lanes)
  check('documents hold what was acknowledged', documents.length === 0, documents[0] ?? `${totals.documents} written`)
  const attachments = await lostAttachments(ports[1] ?? 0, T, authorization, lanes)
  check('attachments come with their statements', attachments.length === 0, attachments[0] ?? 'first and last of each connection')
  const differing = await disagreements(ports, T, authorization, lanes)
  check('both processes answer the same', differing.length === 0, differing[0] ?? 'lists by every filter, documents, feed, number')
  flat('memory at equal ages, last third against middle third of the soak', equalAges(samples, seconds))
  flat('memory of the longest life, its last third against its middle third', withinLongestLife(samples))
}

async function newKey(db: ReturnType<typeof connect>['db'], env: { DATA_DIR: string; DATABASE_URL: string }): Promise<string> {
  const house = buildHouse({ config: readConfig(env), db, clock: systemClock, keys: openKeys(env.DATA_DIR) }, features)
  await loadContent(house, features)
  const { key, secret } = await createClient(house, randomUUID(), { tenant: T, name: 'soak', scopes: ['all'], rate: 10_000_000 })
  return `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`
}

/** One after the other in the first half, only the first in the second; the last kill early enough to come back. Answers how many. */
async function killing(servers: readonly Server[], at: () => number, going: () => boolean): Promise<number> {
  let kills = 0
  for (let due = KILL_EVERY_S; due < seconds - 15; due += KILL_EVERY_S) {
    while (going() && at() < due) await wait(100)
    if (!going()) break
    const victim = servers[due > seconds / 2 ? 0 : kills % servers.length]!
    kills += 1
    await victim.killAndStart()
  }
  return kills
}

async function watch(servers: readonly Server[], samples: Sample[], at: () => number, going: () => boolean, tell: () => void): Promise<void> {
  for (let n = 0; going(); n += 1) {
    await wait(SAMPLE_EVERY_S * 1000)
    for (const server of servers) {
      const sample = server.sample(at())
      if (sample) samples.push(sample)
    }
    if (n % 3 === 0) tell()
  }
}

function progress(totals: Totals, seen: number, samples: readonly Sample[], at: number): void {
  const memory = [0, 1].map((server) => samples.findLast((s) => s.server === server)).map((s) => (s ? `${Math.round(s.mb)} MiB (${s.life}, ${Math.round(s.age)} s)` : 'away'))
  console.log(`${String(Math.round(at)).padStart(4)} s  ${totals.acknowledged} acknowledged, ${seen} followed, ${totals.refused} refused, ${totals.unknown} cut off  ${memory.join('  ')}`)
}

function flat(name: string, found: Flat | null): void {
  if (found === null || found.of.some((n) => n < 3)) return check(name, minutes < 5, 'too short a soak to say')
  const { middle, last, ratio, of } = found
  check(name, ratio <= 1 + FLAT, `${middle.toFixed(0)} -> ${last.toFixed(0)} MiB, ${ratio.toFixed(2)} (${of.join(' and ')} samples)`)
}

function flag(name: string, otherwise: number): number {
  const at = process.argv.indexOf(name)
  if (at < 0) return otherwise
  const n = Number(process.argv[at + 1])
  if (!(n > 0 && n <= 600)) throw new Error(`${name} takes a number above 0`)
  return n
}
