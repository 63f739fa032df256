import { mkdirSync, readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { findBinaries, launcher } from './embedded-binaries.ts'
import { claim, holdLock, ROLE } from './embedded-claim.ts'
import { belongsToOwnUser, initialise, moveToOwnUser, socketFolder } from './embedded-folder.ts'
import { spawnPostgres, type Running } from './embedded-process.ts'

export interface Embedded {
  /** For `pg`; holds a password, so never print it. */
  readonly url: string
  /** Ends the database cleanly; close your pool first. Safe to call twice. */
  readonly stop: () => Promise<void>
}

export interface EmbeddedOptions {
  /** PostgreSQL settings, such as { fsync: 'off' } for tests. */
  readonly settings?: Readonly<Record<string, string>>
  /** false: behave as where user namespaces are off. */
  readonly namespaces?: boolean
  /** Told when the database ended by itself and could not be started again. */
  readonly lost?: (error: Error) => void
}

const RESTARTS_A_MINUTE = 5

/**
 * Starts the embedded PostgreSQL under `dataDir`, making it on the first call. One Node process per `dataDir`: a second one
 * is refused with an Error whose message is for people. A database left by a killed process is stopped first.
 */
export async function startEmbedded(dataDir: string, options: EmbeddedOptions = {}): Promise<Embedded> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const place = join(dataDir, 'postgres')
  const log = join(dataDir, 'postgres.log')
  const found = findBinaries(dataDir)
  const direct = belongsToOwnUser(place) ? null : launcher(options.namespaces)
  const { binaries, run } = direct ? { binaries: found, run: direct } : moveToOwnUser(place, found)
  await initialise(place, binaries, run)

  const folder = realpathSync(place)
  const password = readFileSync(join(folder, 'password'), 'utf8').trim()
  const sockets = socketFolder(dataDir, run)
  const urlOf = (database: string) => `postgresql://${ROLE}:${password}@${encodeURIComponent(sockets.path)}/${database}`
  let stopping = false
  let starts: number[] = []

  async function start(): Promise<{ running: Running; lock: pg.Client }> {
    await claim({ dataDir, folder, password })
    const settings = { unix_socket_directories: sockets.path, ...options.settings }
    const running = await spawnPostgres({ folder, binaries, run, settings, log })
    const lock = await holdLock(urlOf('postgres'), dataDir)
    void running.ended.then(() => { if (!stopping) void restart() })
    return { running, lock }
  }

  async function restart(): Promise<void> {
    const now = performance.now()
    starts = [...starts.filter((t) => now - t < 60_000), now]
    try {
      if (starts.length > RESTARTS_A_MINUTE) throw new Error('it ended again and again')
      current = start()
      await current
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      if (!stopping) options.lost?.(new Error(`The embedded database is lost (${why}); see ${log}`))
    }
  }

  let current = start()
  await current.catch((error: unknown) => {
    sockets.remove()
    throw error
  })
  await createDatabase(urlOf('postgres'))
  return {
    url: urlOf('yachay'),
    async stop() {
      stopping = true
      // A restart that failed has nothing left to stop.
      const last = await current.catch(() => null)
      await last?.lock.end()
      await last?.running.stop()
      sockets.remove()
    },
  }
}

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  const { rows } = await client.query("select 1 from pg_database where datname = 'yachay'")
  if (rows.length === 0) await client.query('create database yachay')
  await client.end()
}
