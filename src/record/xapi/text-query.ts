import { CompiledQuery } from 'kysely'
import { PREPARED, type Db } from '../../lib/database.ts'

/** Gives a value its place among the parameters of a query and returns how it stands in the text: `$1`, `$2`, … */
export type Bind = (value: unknown) => string

/** A query written as text: to put the same together from Kysely's fragments takes half as long as the query itself. Every value is a parameter. */
export async function run<Answer>(db: Db, write: (bind: Bind) => string): Promise<Answer[]> {
  const values: unknown[] = []
  const text = write((value) => `$${values.push(value)}`)
  return (await db.executeQuery<Answer>(CompiledQuery.raw(text, values) as CompiledQuery<Answer>)).rows
}

/**
 * The same for what is asked again and again in the same words: PostgreSQL reads and plans it once for each connection. The text must be
 * one of few: values are bound, and its shape comes from what may be asked, never from what somebody sent.
 */
export function runOften<Answer>(db: Db, write: (bind: Bind) => string): Promise<Answer[]> {
  return run(db, (bind) => PREPARED + write(bind))
}
