import { sql } from 'kysely'
import { Logger, parseCronItems, run, runMigrations, runOnce, type Runner, type TaskList } from 'graphile-worker'
import type pg from 'pg'
import type { Tx } from './database.ts'

/** Work that goes on behind a request: name -> what it does with its payload. A job that throws is tried again, later and later. */
export type Tasks = Readonly<Record<string, (payload: unknown) => Promise<void>>>
export interface CronJob { readonly task: string; readonly match: string }

// graphile-worker tells each job it runs; failures are enough for our log, and payloads never go there.
const logger = new Logger(() => (level, message) => {
  if (level === 'error' || level === 'warning') console.error(`jobs: ${message}`)
})

export async function prepareJobs(pool: pg.Pool): Promise<void> {
  await runMigrations({ pgPool: pool, logger })
}

/** Adds a job in the caller's transaction. The same `key` twice before it ran is one job. */
export async function enqueue(tx: Tx, job: string, payload: object, options: { key?: string; runAt?: Date } = {}): Promise<void> {
  await sql`select graphile_worker.add_job(${job}, ${JSON.stringify(payload)}::json,
    job_key => ${options.key ?? null}::text, run_at => ${options.runAt ?? null}::timestamptz)`.execute(tx)
}

/** Works until stopped; several processes share the queue. */
export async function startWorker(pool: pg.Pool, tasks: Tasks, cron: readonly CronJob[]): Promise<Runner> {
  return run({
    pgPool: pool, taskList: taskList(tasks), concurrency: 2, noHandleSignals: true, logger,
    parsedCronItems: parseCronItems(cron.map((c) => ({ task: c.task, match: c.match }))),
  })
}

/** Runs what is due now and returns: for tests and scripts. */
export async function runDueJobs(pool: pg.Pool, tasks: Tasks): Promise<void> {
  await runOnce({ pgPool: pool, taskList: taskList(tasks), noHandleSignals: true, logger })
}

function taskList(tasks: Tasks): TaskList {
  return Object.fromEntries(Object.entries(tasks).map(([name, work]) => [name, (payload: unknown) => work(payload)]))
}
