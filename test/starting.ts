import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, readdirSync, readlinkSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from '../bench/started.ts'
import { ROOT } from '../src/lib/root.ts'

export interface Run {
  readonly base: string
  readonly child: ChildProcess
  /** Everything it printed so far, errors too. */
  readonly output: () => string
  /** Milliseconds from the start to the printed address; an Error with its output when it ends before. */
  readonly up: () => Promise<number>
  /** Its exit, with its output. */
  readonly ended: () => Promise<{ code: number | null; output: string }>
  /** What a terminal's Ctrl-C does: SIGINT to npm, the shell and Node alike. Milliseconds until npm has ended. */
  readonly ctrlC: () => Promise<number>
  /** The process that serves: below npm and its shell. */
  readonly node: () => number
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>
  /** A copy of the project; this one when absent. */
  readonly root?: string
  /** Such as ['runuser', '-u', 'someone', '--']. */
  readonly prefix?: readonly string[]
}

/** `npm start` as a person would run it, on a free port unless PORT is given. */
export async function npmStart({ env = {}, root = ROOT, prefix = [] }: RunOptions): Promise<Run> {
  const port = env.PORT ?? String(await freePort())
  // Nothing of the test's own surroundings.
  const { DATABASE_URL: _d, TEST_DATABASE_URL: _t, NODE_ENV: _e, NODE_TEST_CONTEXT: _c, TEST_COUNTS: _n, NODE_OPTIONS: _o, ...outer } = process.env
  const [program = 'npm', ...rest] = [...prefix, 'npm', 'start']
  const child = spawn(program, rest, { cwd: root, env: { ...outer, ...env, PORT: port }, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  const began = performance.now()
  let text = ''
  let upAfter: number | null = null
  const take = (chunk: Buffer): void => {
    text += chunk.toString().replace(/^npm warn.*\n/gm, '')
    if (text.includes('Ctrl-C stops it')) upAfter ??= performance.now() - began
  }
  child.stdout.on('data', take)
  child.stderr.on('data', take)
  const exit = once(child, 'close')
  const ended = async (): Promise<{ code: number | null; output: string }> => {
    await exit
    return { code: child.exitCode, output: text }
  }
  return {
    base: `http://localhost:${port}`, child, ended, output: () => text,
    up: async () => {
      while (upAfter === null) {
        if (child.exitCode !== null || child.signalCode !== null) throw new Error(`ended before it was up:\n${(await ended()).output}`)
        await wait(20)
      }
      return upAfter
    },
    ctrlC: async () => {
      const asked = performance.now()
      process.kill(-(child.pid ?? 0), 'SIGINT')
      await exit
      return performance.now() - asked
    },
    node: () => {
      const found = descendants(child.pid ?? 0).find((pid) => commandOf(pid).includes('scripts/start.mjs') && commandOf(pid).startsWith('node'))
      if (!found) throw new Error(`no server below npm:\n${text}`)
      return found
    },
  }
}

function descendants(pid: number): number[] {
  const children = readText(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number)
  return children.flatMap((child) => [child, ...descendants(child)])
}

function commandOf(pid: number): string {
  return readText(`/proc/${pid}/cmdline`).replaceAll('\0', ' ')
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // Ended meanwhile.
    return ''
  }
}

/** Processes of the embedded database under a DATA_DIR; empty when none was left. */
export function databaseProcesses(dataDir: string): number[] {
  const folder = realpathSync(join(dataDir, 'postgres'))
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((pid) => {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === folder
    } catch {
      return false
    }
  })
}

export async function gone(pids: () => readonly number[], withinMs = 10_000): Promise<boolean> {
  for (let waited = 0; waited < withinMs; waited += 50) {
    if (pids().length === 0) return true
    await wait(50)
  }
  return false
}

export async function health(run: Run): Promise<{ ok: boolean; positions: Record<string, number> }> {
  const response = await fetch(`${run.base}/healthz`)
  // Our own answer, in the shape of src/app.ts.
  return await response.json() as { ok: boolean; positions: Record<string, number> }
}
