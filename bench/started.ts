import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { features } from '../src/app.ts'
import { buildHouse, loadContent } from '../src/house.ts'
import { systemClock } from '../src/lib/clock.ts'
import { connect } from '../src/lib/database.ts'
import { startEmbedded } from '../src/lib/embedded.ts'
import { openKeys } from '../src/lib/keys.ts'
import { ROOT } from '../src/lib/root.ts'
import type { Asked } from '../test/acting.ts'

export interface Started {
  readonly port: number
  readonly pid: number
  readonly databaseUrl: string
  /** The same database and keys in this process, to prepare learners; `request` goes to the server over HTTP. */
  readonly house: Asked
  /** One more web process on the same installation; stopped with the first one. */
  readonly another: () => Promise<{ readonly port: number; readonly pid: number }>
  readonly stop: () => Promise<void>
}

/**
 * `npm start` as production runs it, on a durable embedded PostgreSQL of its own that this process may also use. `kept`: a folder that is there
 * already, or stays; without one a new one, removed at the end.
 */
export async function startServer(contentDir = ROOT, kept?: string): Promise<Started> {
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'yachay-bench-'))
  const postgres = await startEmbedded(join(folder, 'pg'))
  const port = await freePort()
  const env = { ...process.env, PORT: String(port), DATA_DIR: join(folder, 'data'), DATABASE_URL: postgres.url, CONTENT_DIR: contentDir, NODE_ENV: 'production' }
  const children: ChildProcess[] = []
  const start = async (at: number): Promise<number> => {
    const child = spawn(process.execPath, ['--max-semi-space-size=32', 'scripts/start.mjs'], { cwd: ROOT, env: { ...env, PORT: String(at) }, stdio: ['ignore', 'pipe', 'inherit'] })
    children.push(child)
    await said(child, /Yachay is at/)
    return child.pid ?? 0
  }
  const pid = await start(port)
  const { db } = connect(postgres.url, 8)
  const config = { port, dataDir: env.DATA_DIR, databaseUrl: postgres.url, publicUrl: `http://localhost:${port}`, contentDir, trustedProxies: 0, tls: null, httpPort: null }
  const house = buildHouse({ config, db, clock: systemClock, keys: openKeys(env.DATA_DIR) }, features)
  await loadContent(house, features)
  return {
    port, pid, databaseUrl: postgres.url,
    another: async () => {
      const at = await freePort()
      return { port: at, pid: await start(at) }
    },
    house: { ...house, request: (path, init) => fetch(`http://localhost:${port}${path}`, init) },
    stop: async () => {
      await Promise.all(children.map((child) => {
        const ended = new Promise((resolve) => child.once('exit', resolve))
        child.kill('SIGINT')
        return ended
      }))
      await db.destroy()
      await postgres.stop()
      if (kept === undefined) rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Resolves when the process prints a matching line. */
export function said(child: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      const found = pattern.exec(output)
      if (found) resolve(found[0])
    })
    child.once('exit', (code) => reject(new Error(`ended with ${code} before it said ${pattern}: ${output}`)))
  })
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** CPU microseconds a process has used so far, user and system (proc(5), 100 ticks a second). */
export function cpuOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10_000
}

/** The most memory a process has held so far, in MB (proc(5), VmHWM). */
export function mostMemoryOf(pid: number): number {
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  if (kilobytes === undefined) throw new Error(`/proc/${pid}/status has no VmHWM`)
  return Number(kilobytes) / 1024
}
