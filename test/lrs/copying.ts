import pg from 'pg'
import type { FeedSink } from '../../src/record/feed-reader.ts'
import { emptyDatabase } from '../database.ts'

export interface Copy extends FeedSink {
  /** `pos id` of everything it holds, in order. */
  readonly held: () => Promise<string[]>
  /** How often it was told to take something back, and down to where the last time. */
  readonly wentBack: () => { readonly times: number; readonly to: number }
  readonly close: () => Promise<void>
}

/** Another node's copy of a record, in a database of its own. Several readers may share its address, as one that is started again does. */
export async function openCopy(at?: string): Promise<Copy & { readonly url: string }> {
  const url = at ?? await emptyDatabase()
  const pool = new pg.Pool({ connectionString: url, max: 2 })
  pool.on('error', () => undefined)
  // No key over pos or id: what is read twice stands there twice and is seen.
  if (!at) await pool.query("create table copy (pos bigint not null, id text not null); create table copy_cursor (cursor text not null); insert into copy_cursor values ('')")
  let times = 0
  let lowest = 0
  const inOne = async (from: string, to: string, work: (client: pg.PoolClient) => Promise<unknown>): Promise<void> => {
    const client = await pool.connect()
    try {
      await client.query('begin')
      const moved = await client.query('update copy_cursor set cursor = $2 where cursor = $1', [from, to])
      if (moved.rowCount === 1) await work(client)
      await client.query('commit')
      client.release()
    } catch (error) {
      client.release(true)
      throw error
    }
  }
  return {
    url,
    cursor: async () => (await pool.query<{ cursor: string }>('select cursor from copy_cursor')).rows[0]?.cursor ?? '',
    apply: (statements, { from, to }) => inOne(from, to, (client) => client.query(
      'insert into copy select * from unnest($1::bigint[], $2::text[])', [statements.map((s) => s.pos), statements.map((s) => s.statement.id)])),
    goBack: (pos, { from, to }) => inOne(from, to, (client) => {
      times += 1
      lowest = pos
      return client.query('delete from copy where pos > $1', [pos])
    }),
    held: async () => (await pool.query<{ line: string }>("select pos || ' ' || id as line from copy order by pos, id")).rows.map((row) => row.line),
    wentBack: () => ({ times, to: lowest }),
    close: () => pool.end(),
  }
}

/** The same lines of the record itself. */
export async function recorded(url: string, tenant = 'piloto'): Promise<string[]> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query<{ line: string }>("select pos || ' ' || id as line from statement where tenant = $1 order by pos", [tenant])).rows.map((row) => row.line)
  } finally {
    await client.end()
  }
}
