import pg from 'pg'
import { ensureWrk } from '../../scripts/install.mjs'
import { createClient } from '../../src/features/clients/index.ts'
import { median } from '../load.ts'
import type { Figure } from '../main.ts'
import { cpuOf, type Started } from '../started.ts'
import { startDropper } from './dropper.ts'
import { reads } from './reads.ts'
import { inserts, rowsOf } from './rows.ts'
import { posts, type Run } from './wrk.ts'

const ROUNDS = 3
const SECONDS = 5
const REFERENCE_ROWS = 20_000
const PATH = '/xapi/piloto/statements'
const SHAPES = [
  { name: 'one a post, 64 connections', connections: 64, per: 1, goal: 0.6, p99: 25 },
  { name: '50 a post, 64 connections', connections: 64, per: 50, goal: 0.7 },
  { name: 'one a post, 1 connection', connections: 1, per: 1 },
  { name: '50 a post, 1 connection', connections: 1, per: 50 },
  { name: 'one a post, 64 connections over two web processes', connections: 64, per: 1, processes: 2, goal: 0.6, p99: 25 },
  { name: '50 a post, 64 connections over two web processes', connections: 64, per: 50, processes: 2, goal: 0.7 },
] as const

/**
 * The record as a Learning Record Store under load: statements of outside clients, acknowledged after commit, against (a) plain inserts
 * of the same rows and (b) a server that validates and drops; then reads against the bare SQL. Everything in one run, interleaved.
 */
export async function record(server: Started): Promise<Figure[]> {
  ensureWrk()
  const client = await createClient(server.house, '00000000-0000-4000-8000-000000000001', { tenant: 'piloto', name: 'Benchmark', scopes: ['all'], rate: 1_000_000_000 })
  const authorization = `Basic ${Buffer.from(`${client.key}:${client.secret}`).toString('base64')}`
  const pool = new pg.Pool({ connectionString: server.databaseUrl, max: 8 })
  const dropper = await startDropper()
  const figures: Figure[] = []
  let from = 1
  const reference = async (): Promise<number> => {
    const rows = await rowsOf(server.house, 'piloto', client.id, REFERENCE_ROWS)
    const perSecond = await inserts(pool, 'reference', rows, from)
    from += rows.length
    return perSecond
  }
  await reference()
  const web = [{ port: server.port, pid: server.pid }]
  for (const shape of SHAPES) {
    if ('processes' in shape && web.length < shape.processes) web.push(await server.another())
    const used = 'processes' in shape ? web : web.slice(0, 1)
    const run = async (ports: readonly number[]): Promise<Run> => together(await Promise.all(ports.map((port) =>
      posts(port, { connections: shape.connections / ports.length, per: shape.per, seconds: SECONDS, path: PATH, authorization }))))
    const busy = (): number => used.reduce((sum, { pid }) => sum + cpuOf(pid), 0)
    const ours: Run[] = [], plain: number[] = [], dropped: Run[] = []
    let cpu = 0, count = 0
    await run(used.map((w) => w.port))
    for (let round = 0; round < ROUNDS; round += 1) {
      const before = busy()
      const one = await run(used.map((w) => w.port))
      cpu += busy() - before
      count += one.requestsPerSecond * SECONDS * shape.per
      ours.push(one)
      plain.push(await reference())
      dropped.push(await run([dropper.port]))
    }
    figures.push(figureOf(shape, ours, plain, dropped, cpu / count))
  }
  await dropper.stop()
  figures.push(...await reads(server, pool, authorization))
  await pool.end()
  return figures
}

function together(runs: readonly Run[]): Run {
  return {
    requestsPerSecond: runs.reduce((sum, r) => sum + r.requestsPerSecond, 0), p99: Math.max(...runs.map((r) => r.p99)), failed: runs.reduce((sum, r) => sum + r.failed, 0),
  }
}

function figureOf(shape: (typeof SHAPES)[number], ours: readonly Run[], plain: readonly number[], dropped: readonly Run[], cpu: number): Figure {
  const statements = (runs: readonly Run[]): number => median(runs.map((r) => r.requestsPerSecond)) * shape.per
  const [mine, a, b] = [statements(ours), median(plain), statements(dropped)]
  const failed = ours.reduce((sum, r) => sum + r.failed, 0)
  const p99 = median(ours.map((r) => r.p99))
  const goal = 'goal' in shape ? shape.goal : 0
  return {
    item: `statements acknowledged over HTTP, ${shape.name}`,
    figure: `${mine.toFixed(0)} a second, p99 ${p99.toFixed(1)} ms, ${failed} failed; (a) ${a.toFixed(0)} rows/s: ${(mine / a).toFixed(2)}; (b) ${b.toFixed(0)}/s: ${(mine / b).toFixed(2)}; server CPU ${cpu.toFixed(0)} µs each`,
    target: goal > 0 ? `>= ${goal} of (a)${'p99' in shape ? `, p99 < ${shape.p99} ms` : ''}, none failed` : 'none failed',
    met: failed === 0 && mine / a >= goal && !('p99' in shape && p99 >= shape.p99),
  }
}
