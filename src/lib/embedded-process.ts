import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Binaries, Launcher } from './embedded-binaries.ts'

export interface Running {
  /** Resolves when the database has ended, whoever ended it. */
  readonly ended: Promise<void>
  /** Fast shutdown, after 20 s an immediate one; the next start then replays the log, nothing acknowledged is lost. */
  readonly stop: () => Promise<void>
}

export interface Start {
  readonly folder: string
  readonly binaries: Binaries
  readonly run: Launcher
  readonly settings: Readonly<Record<string, string>>
  readonly log: string
}

const LARGEST_LOG = 5_000_000
const PATIENCE = 60_000

/** No network; no row of a failed statement in the log (it would hold names and documents). */
const SETTINGS = {
  listen_addresses: '', log_error_verbosity: 'terse', log_min_error_statement: 'panic', log_checkpoints: 'off', timezone: 'UTC', log_timezone: 'UTC',
}

/** Starts the database on `folder` and returns when it takes connections. Throws with the end of its log when it ends instead. */
export async function spawnPostgres({ folder, binaries, run, settings, log }: Start): Promise<Running> {
  const given = Object.entries({ ...SETTINGS, ...settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const command = [...run.prefix, join(binaries.native, 'bin/postgres'), '-D', folder, ...given]
  const output = openLog(log)
  // In a session of its own (detached): the terminal's Ctrl-C reaches us, and we close our connections before the database.
  const child = spawn(command[0] as string, command.slice(1), {
    detached: true, cwd: '/', stdio: ['ignore', output, output], env: environment(binaries), ...run.user,
  })
  closeSync(output)
  let over = false
  const ended = new Promise<void>((resolve) => {
    child.once('exit', resolve)
    child.once('error', () => resolve())
  }).then(() => { over = true })

  async function stop(): Promise<void> {
    if (over) return
    child.kill('SIGINT')
    const late = new AbortController()
    await Promise.race([ended, wait(20_000, undefined, { signal: late.signal }).then(() => child.kill('SIGQUIT'), () => undefined)])
    late.abort()
    await ended
  }

  const began = performance.now()
  while (!ready(folder)) {
    if (over) throw new Error(`the database did not start:\n${lastLines(log)}`)
    if (performance.now() - began > PATIENCE) {
      await stop()
      throw new Error(`the database was not ready after a minute:\n${lastLines(log)}`)
    }
    await Promise.race([ended, wait(10)])
  }
  return { ended, stop }
}

/** What a PostgreSQL program of ours may see of our environment: nothing of PGDATA, PGHOST and their like. */
export function environment(binaries: Binaries): NodeJS.ProcessEnv {
  // Both folders: a library looks for the next one beside the link it was found by.
  return { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC', ...(binaries.libraryPath ? { LD_LIBRARY_PATH: `${binaries.libraryPath}:${binaries.native}/lib` } : {}) }
}

/** The eighth line of postmaster.pid is the state, as pg_ctl reads it. */
function ready(folder: string): boolean {
  try {
    return readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[7]?.trim() === 'ready'
  } catch {
    return false
  }
}

function openLog(path: string): number {
  const file = openSync(path, 'a', 0o600)
  if (statSync(path).size > LARGEST_LOG) truncateSync(path)
  return file
}

function lastLines(path: string): string {
  return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-5).join('\n')
}
