import { sql } from 'kysely'
import type pg from 'pg'
import { join } from 'node:path'
import type { Feature, House } from './feature.ts'
import type { Clock } from './lib/clock.ts'
import type { Config } from './lib/config.ts'
import type { Database } from './lib/database.ts'
import { enqueue, prepareJobs, runDueJobs, type CronJob, type Tasks } from './lib/jobs.ts'
import type { Keys } from './lib/keys.ts'
import { migrate, type MigrationFolder } from './lib/migrate.ts'
import { ROOT } from './lib/root.ts'
import { makePartitions } from './record/partitions.ts'
import { prepareProjections } from './record/rebuild.ts'

export interface Parts {
  readonly config: Config
  readonly db: Database
  readonly clock: Clock
  readonly keys: Keys
}

/** A house with every feature's projections, not yet migrated or loaded. */
export function buildHouse(parts: Parts, features: readonly Feature[]): House {
  return {
    ...parts, enqueue, content: new Map(),
    projections: features.flatMap((f) => f.projections ?? []),
    home: features.flatMap((f) => f.home ?? []),
    deliveries: features.flatMap((f) => f.deliveries ?? []),
    takeAlong: features.flatMap((f) => f.takeAlong ?? []),
    concepts: features.flatMap((f) => f.concepts ?? []),
  }
}

/** All .sql folders: the library's and the record's first, then the features' in their order. */
export function migrationFolders(features: readonly Feature[]): MigrationFolder[] {
  const own = features.flatMap((f) => (f.migrations ? [{ feature: f.name, folder: join(ROOT, f.migrations) }] : []))
  return [
    { feature: 'lib', folder: join(ROOT, 'src/lib/migrations') },
    { feature: 'record', folder: join(ROOT, 'src/record/migrations') },
    ...own,
  ]
}

/** Brings the database to this program: PostgreSQL 15 or later, migrations, job tables, projections. */
export async function prepareDatabase(house: House, pool: pg.Pool, features: readonly Feature[]): Promise<void> {
  const { rows } = await sql<{ version: number }>`select current_setting('server_version_num')::int as version`.execute(house.db)
  const version = rows[0]?.version ?? 0
  if (version < 150000) throw new Error(`PostgreSQL 15 or later is needed; this server is ${Math.floor(version / 10000)}`)
  await alone(pool, async () => {
    await migrate(house.db, migrationFolders(features))
    await makePartitions(house.db)
    await prepareJobs(pool)
    await prepareProjections(house)
  })
}

const PREPARING = 7_301_003

/** Of several processes that start on one database, one prepares it and the others wait, however long that takes. */
async function alone(pool: pg.Pool, work: () => Promise<void>): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('set statement_timeout = 0')
    await client.query('select pg_advisory_lock($1)', [PREPARING])
    await work()
  } finally {
    // When the connection is gone, so is its lock.
    await client.query(`select pg_advisory_unlock(${PREPARING}); reset statement_timeout`).then(() => client.release(), (error: Error) => client.release(error))
  }
}

export async function loadContent(house: House, features: readonly Feature[]): Promise<void> {
  for (const feature of features) await feature.load?.(house)
}

export function tasksOf(house: House, features: readonly Feature[]): Tasks {
  return Object.fromEntries(features.flatMap((f) => (f.jobs ?? []).map((job) => [job.name, (payload: unknown) => job.run(house, payload)])))
}

export function cronOf(features: readonly Feature[]): CronJob[] {
  return features.flatMap((f) => (f.jobs ?? []).flatMap((job) => (job.cron ? [{ task: job.name, match: job.cron }] : [])))
}

/** Runs the jobs that are due and returns: for tests and scripts. */
export async function runJobs(house: House, pool: pg.Pool, features: readonly Feature[]): Promise<void> {
  await runDueJobs(pool, tasksOf(house, features))
}
