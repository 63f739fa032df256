import type { Db } from '../lib/database.ts'
import { Problem } from '../lib/problem.ts'
import type { Follower, Inline } from './projection.ts'

/** Advisory lock on the set of live projections: appends hold it shared, a swap takes it exclusive for a moment. */
export const PROJECTION_SET = 7_301_002

/**
 * Refuses (503) when a live table belongs to another version of this program: an old process must not write into a new one's
 * tables. `versions` was read under the shared lock, so it holds until the transaction ends.
 */
export function refuseOtherVersion(projections: readonly (Inline | Follower)[], versions: ReadonlyMap<string, number>): void {
  if (projections.every((p) => p.kind === 'follower' || versions.get(p.table) === p.version)) return
  throw beingUpdated()
}

export function beingUpdated(): Problem {
  return new Problem(503, 'projection-version', {
    es: 'Estamos actualizando Yachay. No se perdió nada; inténtalo de nuevo en un minuto.',
    en: 'Yachay is being updated. Nothing was lost; try again in a minute.',
  }, [], { 'Retry-After': '60' })
}

export async function liveVersions(db: Db): Promise<Map<string, number>> {
  const rows = await db.selectFrom('projection').select(['name', 'version']).execute()
  return new Map(rows.map((r) => [r.name, r.version]))
}
