import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from './database.ts'

/** A folder of numbered .sql files: `0001-accounts.sql`, applied once each, in order, never edited afterwards. */
export interface MigrationFolder {
  readonly feature: string
  readonly folder: string
}

const MIGRATION_LOCK = 7_301_001

/**
 * Applies what is missing, one process at a time. A changed file that was applied already is an Error. `only` leaves the others
 * for later: a restore brings an empty database to where the backup was, fills it, then applies the rest.
 */
export async function migrate(db: Database, folders: readonly MigrationFolder[], only: (name: string) => boolean = () => true): Promise<string[]> {
  return db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`.execute(tx)
    await sql`create table if not exists migration (
      feature text not null, name text not null, digest text not null,
      applied timestamptz not null default now(), primary key (feature, name))`.execute(tx)
    const { rows } = await sql<{ feature: string; name: string; digest: string }>`select feature, name, digest from migration`.execute(tx)
    const known = new Map(rows.map((r) => [`${r.feature}/${r.name}`, r.digest]))
    const applied: string[] = []
    for (const { feature, folder } of folders) {
      for (const name of readdirSync(folder).filter((f) => f.endsWith('.sql') && only(`${feature}/${f}`)).sort()) {
        const text = readFileSync(join(folder, name), 'utf8')
        const digest = createHash('sha256').update(text).digest('hex')
        const before = known.get(`${feature}/${name}`)
        if (before === digest) continue
        if (before) throw new Error(`migration ${feature}/${name} was changed after it was applied; write a new one instead`)
        await sql.raw(text).execute(tx)
        await sql`insert into migration (feature, name, digest) values (${feature}, ${name}, ${digest})`.execute(tx)
        applied.push(`${feature}/${name}`)
      }
    }
    return applied
  })
}
