import { sql } from 'kysely'
import type { Db } from '../../../lib/database.ts'

/** How far somebody is in a lab: her hand-ins whose grade was not annulled, and whether one of them passed. */
export interface LabStanding {
  readonly tries: number
  readonly passed: boolean
}

/** By lab; one that she never tried is absent. */
export async function labStandings(db: Db, tenant: string, agent: string): Promise<Map<string, LabStanding>> {
  const rows = await db.selectFrom('lab_submission as s')
    .leftJoin('lab_grade as g', (join) => join.onRef('g.tenant', '=', 's.tenant').onRef('g.submission', '=', 's.submission'))
    .select(['s.lab', sql<number>`count(*)::int`.as('tries'), sql<boolean>`coalesce(bool_or(g.passed), false)`.as('passed')])
    .where('s.tenant', '=', tenant).where('s.agent', '=', agent)
    .where((eb) => eb.or([eb('g.annulled', 'is', null), eb('g.annulled', '=', false)])).groupBy('s.lab').execute()
  return new Map(rows.map(({ lab, tries, passed }) => [lab, { tries, passed }]))
}
