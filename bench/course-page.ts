import { spawn } from 'node:child_process'
import { readyLearner } from '../test/ready-learner.ts'
import { load, median } from './load.ts'
import type { Figure } from './main.ts'
import { cpuOf, said, type Started } from './started.ts'

const CONNECTIONS = 16
const REQUESTS = 3000
const ROUNDS = 3

/** The course page of a signed-in learner against a Hono app that sends the same bytes, interleaved in one run. */
export async function coursePage(server: Started): Promise<Figure[]> {
  const learner = await readyLearner(server.house)
  const path = `/learn/${learner.enrolment}`
  const headers = { cookie: learner.cookie, accept: 'text/html' }
  const page = await fetch(`http://localhost:${server.port}${path}`, { headers: { ...headers, 'accept-encoding': 'identity' } })
  if (page.status !== 200) throw new Error(`the course page answers ${page.status}`)
  const bytes = Buffer.byteLength(await page.text())
  const bare = spawn(process.execPath, ['bench/bare.mjs', String(bytes)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const barePort = Number(/\d+/.exec(await said(bare, /\d+\n/))?.[0])
  const ours: number[] = [], theirs: number[] = [], oursCpu: number[] = [], theirsCpu: number[] = []
  for (let round = 0; round <= ROUNDS; round += 1) {
    const a = await measured(server.pid, () => load(server.port, CONNECTIONS, REQUESTS, () => ({ method: 'GET', path, headers })))
    const b = await measured(bare.pid ?? 0, () => load(barePort, CONNECTIONS, REQUESTS, () => ({ method: 'GET', path: '/' })))
    // The first round warms both up.
    if (round === 0) continue
    ours.push(a.perSecond); theirs.push(b.perSecond); oursCpu.push(a.cpu); theirsCpu.push(b.cpu)
  }
  bare.kill()
  const ratio = median(ours) / median(theirs)
  return [{
    item: `course page signed in, ${bytes} bytes, ${CONNECTIONS} connections`,
    figure: `${median(ours).toFixed(0)} of ${median(theirs).toFixed(0)} requests/s = ${ratio.toFixed(2)}; CPU ${median(oursCpu).toFixed(0)} against ${median(theirsCpu).toFixed(0)} µs/request`,
    target: '>= 0.3 of a bare Hono page of the same bytes', met: ratio >= 0.3,
  }]
}

async function measured(pid: number, run: () => ReturnType<typeof load>): Promise<{ perSecond: number; cpu: number }> {
  const before = cpuOf(pid)
  const result = await run()
  if (result.failed > 0) throw new Error(`${result.failed} requests failed`)
  return { perSecond: result.perSecond, cpu: (cpuOf(pid) - before) / result.requests }
}
