import { readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'

/** Owner of the database, no superuser. */
export const ROLE = 'yachay'

/** Held in database "postgres" by the one Node process that owns this database, on a connection of its own. */
const OWNER_LOCK = 7_301_000

/** A killed owner's lock goes within milliseconds; a live owner keeps it. */
const PATIENCE_WITH_OWNER = 1500
/** Who has just started a database takes its lock within this time; one without an owner for longer has none. */
const PATIENCE_WITH_NEWCOMER = 1500
const PATIENCE_WITH_DATABASE = 30_000

export interface Claim {
  readonly dataDir: string
  /** The database's folder, links resolved. */
  readonly folder: string
  readonly password: string
}

/** Makes sure that no database runs on `folder`: stops one that a killed process left, refuses while its owner lives. */
export async function claim({ dataDir, folder, password }: Claim): Promise<void> {
  const pidFile = join(folder, 'postmaster.pid')
  const began = performance.now()
  let owner: string | null = null
  let ownerlessSince: number | null = null
  while (processesIn(folder).length > 0) {
    const waited = performance.now() - began
    if (owner !== null && waited > PATIENCE_WITH_OWNER) throw refusal(dataDir, owner)
    if (waited > PATIENCE_WITH_DATABASE) throw new Error(`A database still runs on ${folder} and does not answer (process ${processesIn(folder).join(', ')}).`)
    const seen = await lookAt(pidFile, password)
    ownerlessSince = seen.state === 'orphan' ? ownerlessSince ?? performance.now() : null
    if (seen.state === 'orphan' && performance.now() - (ownerlessSince ?? 0) > PATIENCE_WITH_NEWCOMER) signal(seen.pid, 'SIGINT')
    owner = seen.state === 'owned' ? seen.owner : null
    await wait(50)
  }
  // Nobody is left, so these are a dead database's files. PostgreSQL would take their number, now a zombie's or another process's, for a live one.
  const [, , , port, sockets] = readLines(pidFile)
  if (port && sockets) for (const name of [`.s.PGSQL.${port}`, `.s.PGSQL.${port}.lock`]) rmSync(join(sockets, name), { force: true })
  rmSync(pidFile, { force: true })
}

/** Where the database of a living owner listens; null when none runs on `folder`. */
export async function socketOfOwner(folder: string, password: string): Promise<string | null> {
  const pidFile = join(folder, 'postmaster.pid')
  const [, , , , sockets] = readLines(pidFile)
  return sockets && (await lookAt(pidFile, password)).state === 'owned' ? sockets : null
}

/** Takes the owner's lock; the connection is kept until stop(). */
export async function holdLock(url: string, dataDir: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: `yachay owner ${process.pid}` })
  // The database's end is seen by whoever runs it; the lost lock says nothing more.
  client.on('error', () => undefined)
  await client.connect()
  if (await tryLock(client)) return client
  const owner = await ownerOf(client)
  await client.end()
  throw refusal(dataDir, owner ?? '?')
}

type Seen = { state: 'orphan'; pid: number } | { state: 'owned'; owner: string } | { state: 'silent' }

async function lookAt(pidFile: string, password: string): Promise<Seen> {
  const lines = readLines(pidFile)
  const [pid, , , port, sockets] = lines
  // Starting, ending, or its file is not written yet.
  if (!pid || !port || !sockets) return { state: 'silent' }
  const client = new pg.Client({ host: sockets, port: Number(port), user: ROLE, password, database: 'postgres', connectionTimeoutMillis: 2000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    // Only looked at, never taken: the one who is just starting this database may be about to take it.
    const owner = await ownerOf(client)
    return owner === null ? { state: 'orphan', pid: Number(pid) } : { state: 'owned', owner }
  } catch {
    // Starting up, shutting down or dying: ask again later.
    return { state: 'silent' }
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function tryLock(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [OWNER_LOCK])
  return rows[0]?.got === true
}

async function ownerOf(client: pg.Client): Promise<string | null> {
  const { rows } = await client.query<{ application_name: string }>(
    `select a.application_name from pg_locks l join pg_stat_activity a on a.pid = l.pid
     where l.locktype = 'advisory' and l.objid = $1 and l.granted`, [OWNER_LOCK])
  return rows[0] ? rows[0].application_name.split(' ').at(-1) ?? '?' : null
}

function refusal(dataDir: string, owner: string): Error {
  return new Error(`Yachay already runs on ${dataDir} (process ${owner}). Stop it first, or give this one another DATA_DIR.`)
}

/** Every process whose working folder is the database's (links resolved): the postmaster and its children. */
export function processesIn(folder: string): number[] {
  const postmaster = readLines(join(folder, 'postmaster.pid'))[0]
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).filter((pid) => {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === folder
    } catch (error) {
      // Ended meanwhile (ENOENT), or another user's: then the number in the database's own file decides.
      return (error as NodeJS.ErrnoException).code === 'EACCES' && pid === postmaster && readLines(`/proc/${pid}/comm`)[0] === 'postgres'
    }
  }).map(Number)
}

function readLines(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split('\n')
  } catch {
    return []
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
