import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { freePort, said } from '../../bench/started.ts'
import { ROOT } from '../../src/lib/root.ts'

/** Memory of one process at one moment. */
export interface Sample {
  readonly server: number
  /** How often it was started before. */
  readonly life: number
  /** Seconds since it was up, and since the soak began. */
  readonly age: number
  readonly at: number
  /** Resident, in MiB. */
  readonly mb: number
}

export interface Server {
  readonly port: number
  readonly life: () => number
  /** -9, and up again: resolves when it serves. */
  readonly killAndStart: () => Promise<void>
  readonly sample: (at: number) => Sample | null
  readonly stop: () => Promise<void>
}

/** A web process as production runs it, beside others on one database and one DATA_DIR. */
export async function startServer(server: number, env: Readonly<Record<string, string>>): Promise<Server> {
  const port = await freePort()
  let life = -1
  let child: ChildProcess
  let upAt: number | null = null
  const start = async (): Promise<void> => {
    life += 1
    child = spawn(process.execPath, ['scripts/start.mjs'], { cwd: ROOT, env: { ...process.env, NODE_ENV: 'production', ...env, PORT: String(port) }, stdio: ['ignore', 'pipe', 'inherit'] })
    await said(child, /Yachay is at/)
    upAt = performance.now()
  }
  const ended = (): Promise<unknown> => new Promise((resolve) => { child.once('exit', resolve) })
  await start()
  return {
    port, life: () => life,
    killAndStart: async () => {
      const gone = ended()
      upAt = null
      child.kill('SIGKILL')
      await gone
      await start()
    },
    sample: (at) => {
      const mb = upAt === null ? null : residentMb(child.pid ?? 0)
      return mb === null || upAt === null ? null : { server, life, age: (performance.now() - upAt) / 1000, at, mb }
    },
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = ended()
      child.kill('SIGINT')
      await gone
    },
  }
}

/** Null when it ended meanwhile. */
function residentMb(pid: number): number | null {
  try {
    const kb = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kb ? Number(kb) / 1024 : null
  } catch {
    return null
  }
}
