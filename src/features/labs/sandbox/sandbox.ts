import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { command, LIMITS, pythonCargo, type Cargo, type Limits, type Programs } from './walls.ts'

export interface Walls extends Programs {
  /** Who runs it: our own system user where we are root, else null: ourselves. */
  readonly user: { readonly uid: number; readonly gid: number } | null
}

/** What came out. `said`: the first of standard error, for our log when the sandbox itself is broken; never for a learner. */
export type Ran =
  | { readonly kind: 'output'; readonly text: string }
  | { readonly kind: 'stopped'; readonly why: 'time' | 'output' | 'died'; readonly said: string }

/**
 * Runs one job in a fresh sandbox: all its files are made for it and gone with it. Nothing that comes out may be believed but as
 * an answer. An Error only where no process could be started at all.
 */
export function runInSandbox(walls: Walls, job: unknown, limits: Limits = LIMITS, cargo: Cargo = pythonCargo(), started?: (pid: number) => void): Promise<Ran> {
  const [program, ...args] = command(walls, limits, cargo)
  const files = cargo.map(([, outside]) => openSync(outside, 'r'))
  return new Promise<Ran>((resolve, reject) => {
    const child = spawn(program!, args, {
      cwd: '/', env: {}, detached: true, stdio: ['pipe', 'pipe', 'pipe', ...files], ...walls.user,
    })
    if (child.pid !== undefined) started?.(child.pid)
    let why: 'time' | 'output' | 'died' = 'died'
    // prlimit becomes bubblewrap; the namespace's first process dies with it, and everything in the namespace with that one.
    const stop = (reason: 'time' | 'output'): void => {
      if (why === 'died') why = reason
      child.kill('SIGKILL')
    }
    const timer = setTimeout(() => stop('time'), limits.wallMs)
    let text = ''
    let said = ''
    child.stdout!.setEncoding('utf8').on('data', (piece: string) => {
      if (text.length + piece.length <= limits.output) text += piece
      else stop('output')
    })
    child.stderr!.setEncoding('utf8').on('data', (piece: string) => { said = (said + piece).slice(0, 2000) })
    // A program that ended before it read everything: how it ended tells more than the broken pipe.
    child.stdin!.on('error', () => undefined)
    child.on('error', (error) => { clearTimeout(timer); reject(error) })
    child.on('close', (code, signal) => {
      clearTimeout(timer)
      if (why === 'died' && code === 0) return resolve({ kind: 'output', text })
      // prlimit's end of processor time, seen from outside bubblewrap: 128 + SIGXCPU, or SIGKILL for who ignores that.
      if (why === 'died' && (signal === 'SIGXCPU' || code === 152)) why = 'time'
      return resolve({ kind: 'stopped', why, said })
    })
    child.stdin!.end(JSON.stringify(job))
  }).finally(() => { for (const file of files) closeSync(file) })
}
