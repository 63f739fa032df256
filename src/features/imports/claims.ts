import { sql } from 'kysely'
import type { Db } from '../../lib/database.ts'
import './tables.ts'

/** What an entity claims at its end, all regions and sexes together; null organisation: the programme itself. */
export interface Claimed {
  readonly organisation: string | null
  readonly batch: string
  readonly enrolled: number
  readonly active: number
  readonly concluded: number
  readonly passed: number
  readonly withdrew: number
}

/** The claims of closing minutes that were not undone, one line a file. For comparing (K7); no figure is made of them. */
export async function closingClaims(db: Db, tenant: string, batch?: string): Promise<Claimed[]> {
  const sum = <K extends string>(column: K) => sql<number>`sum(${sql.ref(column)})::int`.as(column)
  const all = db.selectFrom('closing_claim').select(['organisation', 'batch', sum('enrolled'), sum('active'), sum('concluded'), sum('passed'), sum('withdrew')]).where('tenant', '=', tenant)
  return (batch ? all.where('batch', '=', batch) : all).groupBy(['organisation', 'batch']).execute()
}
