import { sql } from 'kysely'
import type { House } from '../../feature.ts'
import type { Db } from '../../lib/database.ts'
import { pseudonymKey, pseudonymOf, type LogAtCut } from '../log/index.ts'
import type { Cut } from './cut.ts'

export const RECOUNT = 'recount.csv'

declare module '../../lib/database.ts' {
  interface Tables { data_release_recount: { tenant: string; month: string; revision: number; text: string } }
}

/**
 * One row a person who stands at a level, without attributes. Who counts has the entry of the log that makes her count: entries are distinct, so
 * nobody counts twice by one certificate, and whoever holds one finds her own row. Below that there is none: the entry of an enrolment tells its
 * day, and so the section (docs/decisions/0163). The order is that of the pseudonyms, which belong to this cut alone.
 */
export function recountFile(house: Pick<House, 'keys'>, tenant: string, name: string, cut: Pick<Cut, 'persons' | 'versions'>, log: LogAtCut): string {
  const key = pseudonymKey(house.keys, tenant, name)
  const rows = cut.persons.map(({ root, level, act, under }) => {
    const entry = act === null ? '' : log.entry.get(act)
    if (entry === undefined) throw new Error(`the act at position ${act} is not in the log of ${tenant}`)
    return [pseudonymOf(key, root), level, entry, ...under.map((l) => l ?? '')].join(',')
  })
  return [['pseudonym', 'level', 'entry', ...cut.versions.map(({ version }) => `under_${version}`)].join(','), ...rows.sort()].join('\r\n') + '\r\n'
}

export async function keepRecount(db: Db, tenant: string, month: string, revision: number, text: string): Promise<void> {
  await sql`insert into data_release_recount (tenant, month, revision, text) values (${tenant}, ${month}, ${revision}, ${text})
    on conflict (tenant, month, revision) do update set text = excluded.text`.execute(db)
}

export async function recountText(db: Db, tenant: string, { month, revision }: { month: string; revision: number }): Promise<string | undefined> {
  return (await db.selectFrom('data_release_recount').select('text').where('tenant', '=', tenant).where('month', '=', month).where('revision', '=', revision).executeTakeFirst())?.text
}

/** Bytes of the recount files, by month and revision, without reading them. */
export async function recountSizes(db: Db, tenant: string): Promise<Map<string, number>> {
  const { rows } = await sql<{ name: string; bytes: number }>`select month || '.' || revision as name, octet_length(text) as bytes from data_release_recount where tenant = ${tenant}`.execute(db)
  return new Map(rows.map((row) => [row.name, row.bytes]))
}
