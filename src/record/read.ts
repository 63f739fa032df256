import { sql } from 'kysely'
import type { House } from '../feature.ts'
import type { Db } from '../lib/database.ts'
import type { Authority, Statement, Stored } from './statement.ts'
import { openStatements, skeleton, type Sealed } from './xapi/sealing.ts'
import './tables.ts'

export interface Selection {
  /** Only positions above this one. */
  readonly after?: number
  /** Only positions up to and including this one: the cut. */
  readonly upTo?: number
  readonly verbs?: readonly string[]
  readonly actors?: readonly string[]
  /** Only those whose actor or object is one of these agents. */
  readonly among?: readonly string[]
  readonly limit?: number
}

interface Row extends Omit<Stored, 'statement' | 'authority'> { authority: string; raw: string | null }

/**
 * Statements of one tenant in order of position; a reader that remembers the last pos never skips one. What outsiders said is sealed and
 * counts nowhere: of it comes the skeleton.
 */
export async function readStatements(db: Db, tenant: string, wanted: Selection = {}): Promise<Stored[]> {
  return (await chosen(db, tenant, wanted).select(['tenant', 'pos', 's.id', 'stored', 'happened', 'actor', 'verb', 'object', 'registration', 'authority', 'raw']).execute()).map(stored)
}

/** The same with what is sealed opened: the JSON texts, for whoever may read them whole. */
export async function readTexts(house: Pick<House, 'db' | 'keys'>, tenant: string, wanted: Selection = {}): Promise<{ pos: number; verb: string; text: string }[]> {
  const rows: (Sealed & { pos: number })[] = await chosen(house.db, tenant, wanted).leftJoin('statement_person as p', 'p.id', 's.person')
    .select(['s.tenant', 'pos', 's.id', 'stored', 'happened', 'actor', 'verb', 'object', 'authority', 'raw', 'sealed', 'person', 'data_key']).execute()
  const texts = openStatements(house, rows)
  return rows.map(({ pos, verb }, i) => ({ pos, verb, text: texts[i]! }))
}

function chosen(db: Db, tenant: string, wanted: Selection) {
  let query = db.selectFrom('statement as s').where('s.tenant', '=', tenant).orderBy('pos')
  if (wanted.after !== undefined) query = query.where('pos', '>', wanted.after)
  if (wanted.upTo !== undefined) query = query.where('pos', '<=', wanted.upTo)
  if (wanted.verbs) query = query.where('verb', '=', sql<string>`any(${wanted.verbs}::text[])`)
  if (wanted.actors) query = query.where('actor', '=', sql<string>`any(${wanted.actors}::text[])`)
  if (wanted.among) {
    // The index of objects holds their hashes (migration 0003).
    query = query.where(sql<boolean>`(actor = any(${wanted.among}::text[]) or (object = any(${wanted.among}::text[])
      and hashtextextended(object, 0) = any(array(select hashtextextended(a, 0) from unnest(${wanted.among}::text[]) as a))))`)
  }
  return wanted.limit === undefined ? query : query.limit(wanted.limit)
}

export async function readStatement(db: Db, tenant: string, id: string): Promise<Stored | null> {
  const row = await db.selectFrom('statement_key').innerJoin('statement', (join) => join
    .onRef('statement.tenant', '=', 'statement_key.tenant').onRef('statement.pos', '=', 'statement_key.pos'))
    .select(['statement.tenant', 'statement.pos', 'statement.id', 'stored', 'happened', 'actor', 'verb', 'object', 'registration', 'authority', 'raw'])
    .where('statement_key.tenant', '=', tenant).where('statement_key.id', '=', id).executeTakeFirst()
  return row ? stored(row) : null
}

/** The highest position of a tenant; 0 when nothing was ever recorded. */
export async function head(db: Db, tenant: string): Promise<number> {
  const row = await db.selectFrom('tenant_head').select('pos').where('tenant', '=', tenant).executeTakeFirst()
  return row?.pos ?? 0
}

function stored({ raw, ...row }: Row): Stored {
  // All were written by append, which is the only writer of this table.
  return { ...row, authority: row.authority as Authority, statement: JSON.parse(raw ?? skeleton(row)) as Statement }
}

/** When the last act up to a position was received: the moment at which a count up to there looks at the clock. Null before the first. */
export async function storedAt(db: Db, tenant: string, pos: number): Promise<Date | null> {
  const { rows } = await sql<{ stored: Date }>`select stored from statement where tenant = ${tenant} and pos <= ${pos} order by pos desc limit 1`.execute(db)
  return rows[0]?.stored ?? null
}
