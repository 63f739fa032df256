import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'

/**
 * Every table of the house. Each feature adds its own beside the code that owns it:
 *   declare module '../../lib/database.ts' { interface Tables { enrolment: EnrolmentTable } }
 */
// oxlint-disable-next-line no-empty-interface -- filled by module augmentation
export interface Tables {}

export type Database = Kysely<Tables>
/** Inside a transaction code gets this and nothing else, so that no statement can slip out of it. */
export type Tx = Transaction<Tables>
/** For queries that run in or out of a transaction. */
export type Db = Database | Tx

/** int8 as number (positions stay far below 2^53), timestamptz as Date, date as ISO text, numeric as text. */
function types(): pg.CustomTypesConfig {
  return {
    getTypeParser(oid: number, format?: string) {
      if (oid === 20) return Number
      if (oid === 1082) return (text: string) => text
      return pg.types.getTypeParser(oid, format === 'binary' ? 'binary' : 'text')
    },
  }
}

/** How a query begins that each connection prepares once, under a name of its text. Every name stays there: for few texts, with values bound. */
export const PREPARED = '/* prepared */ '
/** More texts than any shape of a question gives; what comes after them goes unnamed. */
const MOST_NAMES = 500
const names = new Map<string, string>()

function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined || names.size >= MOST_NAMES) return known
  const name = `q${names.size}`
  names.set(text, name)
  return name
}

/** Kysely hands texts over; this gives those that ask for it their names. */
class Client extends pg.Client {
  override query: pg.Client['query'] = ((...given: [unknown, ...unknown[]]) => {
    const [text, values, ...rest] = given
    const name = typeof text === 'string' && text.startsWith(PREPARED) ? nameOf(text) : undefined
    return (super.query as (...all: unknown[]) => unknown)(...(name === undefined ? given : [{ name, text, values }, ...rest]))
  }) as pg.Client['query']
}

export function connect(connectionString: string, max = 10): { db: Database; pool: pg.Pool } {
  const pool = new pg.Pool({ Client, connectionString, max, types: types(), application_name: 'yachay', statement_timeout: 60_000 })
  // An idle connection that breaks (database restarted) is replaced by the pool; without a listener Node would exit.
  pool.on('error', (error) => console.error('idle database connection lost:', error.message))
  // The same for one that breaks between two queries of whoever holds it; the next query tells them.
  pool.on('connect', (client) => client.on('error', () => {}))
  return { db: new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }), pool }
}
