import { existsSync, mkdirSync, readFileSync, realpathSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { findBinaries, launcher } from './embedded-binaries.ts'
import { claim, holdLock, ROLE, socketOfOwner } from './embedded-claim.ts'
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
}

/** Pauses between attempts to start a database that ended by itself, in ms; the last one again and again. */
const PAUSES = [0, 200, 1000, 3000, 5000]

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
  const password = passwordOf(folder)
  const sockets = socketFolder(dataDir, run)
  const urlOf = (database: string) => addressOf(password, sockets.path, database)
  let stopping = false

  async function start(): Promise<{ running: Running; lock: pg.Client }> {
    await claim({ dataDir, folder, password })
    const settings = { unix_socket_directories: sockets.path, ...walSizes(folder), ...options.settings }
    const running = await spawnPostgres({ folder, binaries, run, settings, log })
    const lock = await holdLock(urlOf('postgres'), dataDir).catch(async (error: unknown) => {
      await running.stop()
      throw error
    })
    void running.ended.then(() => { if (!stopping) void restart() })
    return { running, lock }
  }

  // Ended by itself: killed, out of memory, disk full. It comes back when it can; until then queries fail.
  async function restart(): Promise<void> {
    console.error(`The embedded database ended by itself and is started again; see ${log}`)
    for (let attempt = 0; !stopping; attempt++) {
      await wait(PAUSES[Math.min(attempt, PAUSES.length - 1)])
      if (stopping) return
      current = start()
      if (await current.catch(() => null)) return
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

/** For scripts: the database of the server that runs on `dataDir`, or one started for the time of the script. */
export async function visitEmbedded(dataDir: string): Promise<Embedded> {
  const place = join(dataDir, 'postgres')
  if (existsSync(join(place, 'postmaster.pid'))) {
    const password = passwordOf(place)
    const sockets = await socketOfOwner(realpathSync(place), password)
    if (sockets) return { url: addressOf(password, sockets, 'yachay'), stop: async () => {} }
  }
  return startEmbedded(dataDir)
}

/** The write-ahead log may take a quarter of what is free: on a small disk PostgreSQL's own 1 GB would fill it and end the database. */
function walSizes(folder: string): Record<string, string> {
  const { bavail, bsize } = statfsSync(folder)
  const most = Math.max(16, Math.min(1024, Math.floor((bavail * bsize) / 4 / 2 ** 20)))
  return { max_wal_size: `${most}MB`, min_wal_size: `${Math.min(80, Math.floor(most / 2))}MB` }
}

function passwordOf(folder: string): string {
  return readFileSync(join(folder, 'password'), 'utf8').trim()
}

function addressOf(password: string, sockets: string, database: string): string {
  return `postgresql://${ROLE}:${password}@${encodeURIComponent(sockets)}/${database}`
}

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  const { rows } = await client.query("select 1 from pg_database where datname = 'yachay'")
  if (rows.length === 0) await client.query('create database yachay')
  await client.end()
}
