import { sql } from 'kysely'
import type { Db } from '../lib/database.ts'

/** Makes the partitions of `statement` that the next two million positions need; returns how many it made. */
export async function makePartitions(db: Db): Promise<number> {
  const { rows } = await sql<{ made: number }>`select record_partitions() as made`.execute(db)
  return rows[0]?.made ?? 0
}

/** Positions ran ahead of the partitions (two million within one interval): make them and try again. */
export function partitionMissing(error: unknown): boolean {
  const e = error as { code?: string; table?: string; message?: string }
  return e.code === '23514' && /no partition of relation "statement"/.test(e.message ?? '')
}

/** Looks once a minute, in every process, so that no statement has to wait for its partition; answers how to stop. */
export function keepPartitions(db: Db, everyMs = 60_000): () => void {
  // The database may be restarting: the next minute is early enough, there is room for a million.
  const timer = setInterval(() => void makePartitions(db).catch((error: unknown) => console.error('partitions:', error instanceof Error ? error.message : error)), everyMs)
  return () => clearInterval(timer)
}
