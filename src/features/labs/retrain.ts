import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { ENGINE } from '../../engine/version.ts'
import { ROOT } from '../../lib/root.ts'
import type { Work } from './grade.child.ts'

export interface Limits {
  /** The process is killed after so long, whatever it does. */
  readonly wallMs: number
  /** CPU seconds, where prlimit is installed. */
  readonly cpuSeconds: number
  readonly heapMb: number
}

/** A recipe at the largest cost takes about a second; the rest is room for a slow, busy machine. */
export const LIMITS: Limits = { wallMs: 20_000, cpuSeconds: 10, heapMb: 128 }
const MOST_OUTPUT = 16_384
const CHILD = join(ROOT, 'dist/grade.child.js')
/** A frozen build of each engine that graded before this one: `npm run labs -- freeze` makes it before ENGINE rises. */
const FROZEN = join(ROOT, 'engines')
const PRLIMIT = ['/usr/bin/prlimit', '/bin/prlimit'].find((path) => existsSync(path))

/** Units of a hidden set, and the baseline's figure on the first and on what was learnt from, in the lab's metric. */
const Beside = { of: z.int().positive(), baseline: z.number(), learntBaseline: z.number() }
const Result = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('diverged'), ...Beside }),
  z.strictObject({ kind: z.literal('trained'), ...Beside, value: z.number(), second: z.strictObject({ baseline: z.number(), value: z.number() }).nullable(), learnt: z.number(), practice: z.number(), digest: z.string() }),
])
/** What the server found when it trained a recipe itself. */
export type Retrained = z.infer<typeof Result>

/** Trains a recipe again in a limited process; an Error when it was stopped or died, and then nothing is known: try again. */
export async function retrain(work: Work, limits: Limits = LIMITS, started?: (pid: number) => void, frozen = FROZEN): Promise<Retrained> {
  const program = programOf(work.recipe.engine, frozen)
  const node = [process.execPath, `--max-old-space-size=${limits.heapMb}`, '--max-semi-space-size=2', '--disallow-code-generation-from-strings', program]
  const limited = PRLIMIT
    ? [PRLIMIT, `--cpu=${limits.cpuSeconds}`, '--core=0', '--nofile=64', '--fsize=1048576', `--data=${(limits.heapMb + 512) * 1_048_576}`, '--', ...node]
    : node
  return Result.parse(JSON.parse(await run(limited, JSON.stringify(work), limits.wallMs, started)))
}

/** What grades a recipe: the present engine's process, or the frozen build of an older one. An Error when there is none. */
function programOf(engine: string, frozen: string): string {
  const path = engine === ENGINE ? CHILD : join(frozen, `${engine.replace(/[^a-z0-9.-]/g, '_')}.mjs`)
  if (!existsSync(path)) throw new Error(engine === ENGINE ? 'dist/grade.child.js is missing: run `npm run build`' : `no build of the engine ${engine} is kept in engines/`)
  return path
}

/** Runs a command with nothing of our environment; its standard output, or an Error. prlimit becomes the command: killing it kills all. */
function run(command: readonly string[], input: string, wallMs: number, started?: (pid: number) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command[0]!, command.slice(1), { cwd: '/', env: {}, stdio: ['pipe', 'pipe', 'pipe'] })
    if (child.pid !== undefined) started?.(child.pid)
    const timer = setTimeout(() => child.kill('SIGKILL'), wallMs)
    let out = ''
    let errors = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text
      if (out.length > MOST_OUTPUT) child.kill('SIGKILL')
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => { errors = (errors + text).slice(0, 2000) })
    // A child that died before it read everything: its exit tells more than the broken pipe.
    child.stdin.on('error', () => undefined)
    child.on('error', (error) => { clearTimeout(timer); reject(error) })
    child.on('close', (code, signal) => {
      clearTimeout(timer)
      if (code === 0 && out.length <= MOST_OUTPUT) resolve(out)
      else reject(new Error(`grading stopped (${signal ?? `exit ${code}`}): ${errors.trim().split('\n').slice(0, 3).join(' ')}`))
    })
    child.stdin.end(input)
  })
}
