import type pg from 'pg'
import type { House } from '../feature.ts'
import type { Config } from '../lib/config.ts'
import { connect, type Database } from '../lib/database.ts'
import { systemClock, type Clock } from '../lib/clock.ts'
import { accountLines, keepAccounts, readAccounts } from './accounts.ts'
import { demoClock } from './clock.ts'
import { demoFiles } from './content.ts'
import { claimDatabase, layContent, markDatabase, markFinished, readDemo, type DemoRow } from './installation.ts'
import { simulate, type Simulation } from './simulate.ts'

export { codeLines, readAccounts } from './accounts.ts'
export { claimFolder } from './installation.ts'

/** What `npm start -- --demo` asks for. */
export type DemoWish = Omit<Simulation, 'until'>

/** An installation that is a demo, or is about to become one. */
export interface Demo {
  readonly config: Config
  readonly clock: Clock
  /** Makes its people where there are none yet. */
  readonly fill: (house: House, pool: pg.Pool) => Promise<void>
  /** What whoever started it should know. */
  readonly lines: () => string[]
}

/** The acts of the last minutes would lie beside true ones. */
const PAUSE_MS = 10 * 60_000

/**
 * Before anything is prepared: is this database a demo's, and may it be one? With a wish, an Error unless it is empty or a demo's;
 * without one, a demo stays a demo. Null: a real installation.
 */
export async function demoOf(config: Config, db: Database, wish: DemoWish | null): Promise<Demo | null> {
  const known = wish ? await claimDatabase(db) : await readDemo(db)
  if (!known && !wish) return null
  if (known) {
    if (!known.finished) throw new Error('The people of this demo were not all made. Start it once more with npm start -- --demo: it begins anew.')
    return finished(config, known, wish)
  }
  return beginning(config, db, wish)
}

/** Six lanes, each with a transaction and a look beside it, and the jobs. */
const CONNECTIONS = 16

function withoutWaiting(url: string): string {
  return `${url}${url.includes('?') ? '&' : '?'}options=${encodeURIComponent('-c synchronous_commit=off')}`
}

function finished(config: Config, row: DemoRow, wish: DemoWish | null): Demo {
  const other = wish && (wish.people !== row.people || wish.seed !== row.seed)
  return {
    config: { ...config, demo: layContent(config.dataDir, row) }, clock: systemClock, fill: () => Promise.resolve(),
    lines: () => [
      `This is a demo: ${row.people} invented people (seed ${row.seed}), made until ${row.until.toISOString().slice(0, 10)}. Every page says so.`,
      ...(other ? [`It stays as it was made. For ${wish.people} people of seed ${wish.seed} set another DATA_DIR, or delete ${config.dataDir}.`] : []),
      ...linesOf(config),
    ],
  }
}

async function beginning(config: Config, db: Database, wish: DemoWish | null): Promise<Demo> {
  if (!wish) throw new TypeError('a demo begins only when it is asked for')
  const until = new Date(Math.floor((systemClock().getTime() - PAUSE_MS) / 60_000) * 60_000)
  const row = { people: wish.people, seed: wish.seed, until, files: demoFiles(wish.people, until) }
  await markDatabase(db, row)
  return {
    config: { ...config, demo: layContent(config.dataDir, row) }, clock: demoClock,
    fill: async (house, pool) => {
      wish.out.write(`Making ${wish.people} invented people, by the steps that real ones would take. Ctrl-C stops; the next start with --demo begins anew.\n`)
      // What a crash would lose is made anew anyway, so nobody waits for the disk at each of ten thousand commits.
      const quick = connect(withoutWaiting(pool.options.connectionString ?? ''), CONNECTIONS)
      try {
        keepAccounts(config.dataDir, await simulate({ ...house, db: quick.db }, quick.pool, { ...wish, until }))
      } finally {
        await quick.db.destroy()
      }
      await markFinished(db, systemClock())
    },
    lines: () => ['This is a demo: its people are invented. Every page says so.', ...linesOf(config)],
  }
}

function linesOf(config: Config): string[] {
  const accounts = readAccounts(config.dataDir)
  return accounts ? accountLines(config.publicUrl, accounts) : []
}
