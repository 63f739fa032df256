import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { sql } from 'kysely'
import { z } from 'zod'
import type { DemoContent } from '../lib/config.ts'
import type { Database } from '../lib/database.ts'
import { ROOT } from '../lib/root.ts'

declare module '../lib/database.ts' {
  interface Tables {
    demo_installation: { one: boolean; people: number; seed: number; until: Date; finished: Date | null; files: Record<string, string> }
  }
}

export interface DemoRow {
  readonly people: number
  readonly seed: number
  readonly until: Date
  readonly finished: Date | null
  readonly files: Record<string, string>
}

/** Marks a DATA_DIR before there is a database in it. */
const MARK = 'DEMOSTRACION.txt'
const MARK_TEXT = 'Made by npm start -- --demo. The people in here are invented. Delete the whole folder to be rid of them.\n'

/** A demo's DATA_DIR is new, or was made by a demo; anything else is somebody's work. */
export function claimFolder(dataDir: string): void {
  const found = readdirSync(dataDir)
  if (found.length > 0 && !found.includes(MARK)) {
    throw new Error(`DATA_DIR ${dataDir} holds something that no demo made. A demo never mixes with it: set DATA_DIR to a new folder, or leave it away (./data-demo).`)
  }
  writeFileSync(join(dataDir, MARK), MARK_TEXT)
}

async function has(db: Database, table: string): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`select to_regclass(${table}) is not null as there`.execute(db)
  return rows[0]?.there === true
}

const Files = z.record(z.string(), z.string())

/** The demo of this database; null on a real or an empty one. */
export async function readDemo(db: Database): Promise<DemoRow | null> {
  if (!await has(db, 'demo_installation')) return null
  const row = await db.selectFrom('demo_installation').select(['people', 'seed', 'until', 'finished', 'files']).executeTakeFirst()
  return row ? { ...row, files: Files.parse(row.files) } : null
}

/** For a demo: a database that a demo made, or one without a single table. What a demo left unfinished is taken away whole. */
export async function claimDatabase(db: Database): Promise<DemoRow | null> {
  const demo = await readDemo(db)
  if (demo?.finished) return demo
  if (demo) {
    await empty(db)
    return null
  }
  const { rows } = await sql<{ name: string }>`select tablename as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema') limit 1`.execute(db)
  if (rows.length > 0) {
    throw new Error(`This database holds something that no demo made (table "${rows[0]?.name}"). A demo never mixes with it: give DATABASE_URL an empty database, or leave it away.`)
  }
  return null
}

async function empty(db: Database): Promise<void> {
  const { rows } = await sql<{ name: string }>`select tablename as name from pg_tables where schemaname = 'public'`.execute(db)
  const routines = await sql<{ name: string }>`select p.oid::regprocedure::text as name from pg_proc p where p.pronamespace = 'public'::regnamespace
    and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e')`.execute(db)
  await db.transaction().execute(async (tx) => {
    for (const { name } of routines.rows) await sql.raw(`drop routine ${name} cascade`).execute(tx)
    await sql.raw('drop schema if exists graphile_worker cascade').execute(tx)
    // A partition goes with its table. The mark goes last: whatever breaks in between, it is still a demo's.
    for (const name of [...rows.map((r) => r.name).filter((n) => n !== 'demo_installation'), 'demo_installation']) await sql`drop table if exists ${sql.id(name)} cascade`.execute(tx)
  })
}

/** Before there is any other table: a start that is killed at once leaves no unmarked database. */
export async function markDatabase(db: Database, demo: Omit<DemoRow, 'finished'>): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql.raw(readFileSync(join(ROOT, 'src/lib/migrations/0002-demo.sql'), 'utf8')).execute(tx)
    await tx.insertInto('demo_installation').values({ one: true, ...demo, finished: null, files: sql`${JSON.stringify(demo.files)}::jsonb` }).execute()
  })
}

export async function markFinished(db: Database, at: Date): Promise<void> {
  await db.updateTable('demo_installation').set({ finished: at }).execute()
}

/** Lays the programme's files where the features read them: the database has them, so that a restored backup has them too. */
export function layContent(dataDir: string, demo: Pick<DemoRow, 'files'>): DemoContent {
  // A restored demo has no mark of the folder yet.
  writeFileSync(join(dataDir, MARK), MARK_TEXT)
  const contentDir = join(dataDir, 'demo-content')
  rmSync(contentDir, { recursive: true, force: true })
  for (const [path, text] of Object.entries(demo.files)) {
    mkdirSync(dirname(join(contentDir, path)), { recursive: true })
    writeFileSync(join(contentDir, path), text)
  }
  return { contentDir }
}
