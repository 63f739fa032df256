import { sql, type ColumnType, type Selectable } from 'kysely'
import type { Db } from '../../lib/database.ts'
import type { Inline } from '../../record/projection.ts'
import { agentId, readExt } from '../../record/statement.ts'
import { activityName } from '../programmes/index.ts'
import { readLine, type Outcome, type ResultLine } from './results.ts'
import { CALL_VERB } from './statements.ts'

export const LINES_A_PAGE = 100

interface CallResultsTable {
  tenant: string
  call: string
  number: number
  /** SHA-256 of the lines. */
  hash: string
  published: Date
  published_by: string
  /** Until when one may appeal. */
  until: Date
  lines: ColumnType<string[], string[], never>
}
/** Without its lines: a list has up to twenty thousand. */
export type ResultList = Omit<Selectable<CallResultsTable>, 'lines'> & { readonly count: number }

declare module '../../lib/database.ts' {
  interface Tables { call_results: CallResultsTable }
}

/** One row a published list of results, as it was published: nothing changes it later. Ordered by the call's scope. */
export const callResults: Inline = {
  kind: 'inline',
  table: 'call_results',
  version: 1,
  columns: `tenant text not null, call text not null, number int not null, hash text not null, published timestamptz not null, published_by text not null,
    until timestamptz not null, lines text[] not null, primary key (tenant, call, number)`,
  verbs: [CALL_VERB.results],
  authorities: ['command'],
  apply: async (tx, s) => {
    // Written by publishResults: an array of lines.
    const lines = readExt(s.statement, 'lines') as string[]
    await tx.insertInto('call_results').values({
      tenant: s.tenant, call: activityName(s.object), number: Number(readExt(s.statement, 'number')), hash: String(readExt(s.statement, 'hash')), published: s.happened,
      published_by: agentId(s.statement.actor) ?? '', until: new Date(String(readExt(s.statement, 'until'))), lines,
    }).onConflict((oc) => oc.columns(['tenant', 'call', 'number']).doNothing()).execute()
  },
}

/** The published lists of a call, newest first. */
export async function resultListsOf(db: Db, tenant: string, call: string): Promise<ResultList[]> {
  return db.selectFrom('call_results').select(['tenant', 'call', 'number', 'hash', 'published', 'published_by', 'until', sql<number>`cardinality(lines)`.as('count')])
    .where('tenant', '=', tenant).where('call', '=', call).orderBy('number', 'desc').execute()
}

export interface WantedLines {
  readonly number: number
  /** One file number, or null for all. */
  readonly expediente: string | null
  readonly outcome: Outcome | null
  /** From 1. */
  readonly page: number
}

/** A page of one list in the order in which it was published; `more`: there is a next page. */
export async function resultLines(db: Db, tenant: string, call: string, wanted: WantedLines): Promise<{ lines: ResultLine[]; more: boolean }> {
  const { rows } = await sql<{ line: string }>`
    select line from call_results, unnest(lines) with ordinality as l(line, n)
    where tenant = ${tenant} and call = ${call} and number = ${wanted.number}
      and (${wanted.expediente === null} or split_part(line, ' ', 1) = ${wanted.expediente ?? ''})
      and (${wanted.outcome === null} or split_part(line, ' ', 2) = ${wanted.outcome ?? ''})
    order by n limit ${LINES_A_PAGE + 1} offset ${(wanted.page - 1) * LINES_A_PAGE}`.execute(db)
  return { lines: rows.slice(0, LINES_A_PAGE).map(({ line }) => readLine(line)), more: rows.length > LINES_A_PAGE }
}

/** Every line of one list as published; undefined: there is none of this number. */
export async function wholeList(db: Db, tenant: string, call: string, number: number): Promise<readonly string[] | undefined> {
  return (await db.selectFrom('call_results').select('lines').where('tenant', '=', tenant).where('call', '=', call).where('number', '=', number).executeTakeFirst())?.lines
}
