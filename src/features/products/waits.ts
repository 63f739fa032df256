import { sql } from 'kysely'
import type { Waits } from '../../feature.ts'
import { countedWith } from '../../lib/counted.ts'
import { holds } from '../../web/who.ts'
import { sectionsOfTutor } from '../cohorts/index.ts'
import { UNGRADED } from './submission.ts'
import { WAITS } from './words.ts'

/** Products of a tutor's sections that nobody graded yet. */
export const waits: Waits = async ({ db }, tenant, who) => {
  if (!holds(who, tenant, ['tutor'])) return []
  const sections = await sectionsOfTutor(db, tenant, who.staff)
  const rows = sql`from product_submission s where s.tenant = ${tenant} and s.section = any(${sections}::text[]) and ${UNGRADED}`
  const { first, ...count } = await countedWith(db, rows, sql<{ submitted: Date }>`select min(s.submitted) as submitted ${rows}`)
  return [{ text: WAITS.products, count, path: 'products', since: first?.submitted ?? null }]
}
