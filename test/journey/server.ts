import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, said } from '../../bench/started.ts'
import { ROOT } from '../../src/lib/root.ts'

export interface RunningServer {
  readonly base: string
  readonly dataDir: string
  readonly child: ChildProcess
  /** The link that the start wrote for the first member of staff. */
  readonly firstStaffLink: () => string
  /** Ctrl-C, then the folder goes. */
  readonly stop: () => Promise<void>
}

/** `npm start` with its embedded database, as somebody new would run it; `dataDir` to start again on what is there. */
export async function npmStart(dataDir = mkdtempSync(join(tmpdir(), 'yachay-start-')), more: Record<string, string> = {}): Promise<RunningServer> {
  const port = await freePort()
  const { DATABASE_URL: _ours, TEST_DATABASE_URL: _theirs, NODE_ENV: _env, NODE_TEST_CONTEXT: _test, ...env } = process.env
  const child = spawn('npm', ['start'], { cwd: ROOT, env: { ...env, PORT: String(port), DATA_DIR: dataDir, ...more }, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  child.stderr?.on('data', (chunk: Buffer) => { if (!/npm warn/.test(chunk.toString())) process.stderr.write(chunk) })
  await said(child, /Ctrl-C stops it/)
  return {
    base: `http://localhost:${port}`, dataDir, child,
    firstStaffLink: () => readFileSync(join(dataDir, 'first-staff-link.txt'), 'utf8').trim(),
    stop: async () => {
      if (child.exitCode === null) {
        const ended = new Promise((resolve) => child.once('exit', resolve))
        process.kill(-(child.pid ?? 0), 'SIGINT')
        await ended
      }
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
