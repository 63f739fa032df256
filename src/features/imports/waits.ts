import { sql, type RawBuilder } from 'kysely'
import type { Waiting, Waits } from '../../feature.ts'
import { countedWith } from '../../lib/counted.ts'
import type { Db } from '../../lib/database.ts'
import { holds, organisationOf } from '../../web/who.ts'
import { REASONS } from './layout.ts'
import { WAITS } from './words.ts'

/** Uploaded tables that wait for an answer or for the yes, and those of which rows came back. */
export const waits: Waits = async ({ db }, tenant, who) => {
  if (!holds(who, tenant, ['executor'])) return []
  const organisation = organisationOf(who, tenant, ['executor'])
  const own = organisation === null ? sql`true` : sql`b.organisation = ${organisation}`
  return Promise.all([
    waiting(db, sql`from import_batch b where b.tenant = ${tenant} and b.state = 'asking' and ${own}`, WAITS.asking, 'asking'),
    waiting(db, sql`from import_batch b where b.tenant = ${tenant} and b.state = 'done' and b.sealed_file is not null and ${own} and ${LEFT}`, WAITS.bad, 'done'),
  ])
}

/** Rows came back, and no table of as many rows that carries our column of reasons was entered after it: then they were corrected there. */
const LEFT = sql`exists (select from import_row r where r.batch = b.id and r.outcome = 'bad')
  and not exists (select from import_batch l where l.tenant = b.tenant and l.kind = b.kind and l.organisation is not distinct from b.organisation and l.state = 'done' and l.at > b.at
    and upper(l.layout -> 'headings' ->> (l.layout ->> 'reasonColumn')::int) = ${REASONS}
    and l.rows in (b.rows, (select count(*) from import_row r where r.batch = b.id and r.outcome = 'bad')))`

/** One leads to its own page, several to the list of such. */
async function waiting(db: Db, rows: RawBuilder<unknown>, text: Waiting['text'], state: string): Promise<Waiting> {
  const { first, ...count } = await countedWith(db, rows, sql<{ id: string; at: Date }>`select b.id, b.at ${rows} order by b.at, b.id limit 1`)
  return { text, count, path: count.n === 1 ? `imports/${first?.id ?? ''}` : `imports?state=${state}`, since: first?.at ?? null }
}
