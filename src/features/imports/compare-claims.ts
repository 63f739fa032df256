import { sql } from 'kysely'
import type { House } from '../../feature.ts'
import { sectionsOf } from '../cohorts/index.ts'
import type { ShownBatch } from './batch.ts'
import { closingClaims } from './claims.ts'

/** One count as the entity claims it and as the record has it. */
export interface Compared { readonly what: 'enrolled' | 'active' | 'withdrew'; readonly claimed: number; readonly ours: number }

/** Claimed totals beside those of the record, in the sections of the entity. What the record cannot say so simply is not compared here. */
export async function comparedClaims(house: House, batch: ShownBatch): Promise<Compared[]> {
  const [claim] = await closingClaims(house.db, batch.tenant, batch.id)
  if (!claim) return []
  const sections = (await sectionsOf(house, batch.tenant)).filter((s) => batch.organisation === null || s.organisation === batch.organisation).map((s) => s.id)
  const { rows } = await sql<{ enrolled: number; active: number; withdrew: number }>`select count(distinct agent) filter (where state <> 'annulled')::int as enrolled,
      count(distinct agent) filter (where state = 'active')::int as active, count(distinct agent) filter (where state = 'withdrawn')::int as withdrew
    from enrolment where tenant = ${batch.tenant} and section = any(${sections}::text[])`.execute(house.db)
  const ours = rows[0] ?? { enrolled: 0, active: 0, withdrew: 0 }
  return (['enrolled', 'active', 'withdrew'] as const).map((what) => ({ what, claimed: claim[what], ours: ours[what] }))
}
