import { sql } from 'kysely'
import type { Db, Tx } from '../lib/database.ts'
import { Problem } from '../lib/problem.ts'
import type { Follower, Inline } from './projection.ts'

/** Advisory lock on the set of live projections: appends hold it shared, a swap takes it exclusive for a moment. */
export const PROJECTION_SET = 7_301_002

/**
 * Shared for the rest of the transaction, so that no swap happens under an append. Refuses (503) when the live tables belong to
 * another version of this program: an old process must not write into a new one's tables.
 */
export async function lockProjectionsShared(tx: Tx, projections: readonly (Inline | Follower)[]): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${PROJECTION_SET})`.execute(tx)
  const live = await liveVersions(tx)
  for (const p of projections) {
    if (p.kind === 'inline' && live.get(p.table) !== p.version) {
      throw new Problem(503, 'projection-version', {
        es: 'Estamos actualizando Yachay. No se perdió nada; inténtalo de nuevo en un minuto.',
        en: 'Yachay is being updated. Nothing was lost; try again in a minute.',
      }, [], { 'Retry-After': '60' })
    }
  }
}

export async function liveVersions(db: Db): Promise<Map<string, number>> {
  const rows = await db.selectFrom('projection').select(['name', 'version']).execute()
  return new Map(rows.map((r) => [r.name, r.version]))
}
