import type { House } from '../../feature.ts'
import { readStatements } from '../../record/read.ts'
import { activityName } from '../programmes/index.ts'
import { organisationTold, SECTION_VERB } from './section-acts.ts'
import { published } from './sections.ts'

/** Which entity runs each section there is; null: the programme itself. Now, or as the record had told it at a position. */
export async function runBy(house: Pick<House, 'db' | 'content'>, tenant: string, upTo?: number): Promise<Map<string, string | null>> {
  const told = upTo === undefined
    ? (await house.db.selectFrom('section').select(['section', 'organisation']).where('tenant', '=', tenant).execute()).map((row) => [row.section, row.organisation] as const)
    : (await readStatements(house.db, tenant, { verbs: [SECTION_VERB.opened, SECTION_VERB.changed], upTo })).filter((s) => s.authority === 'command')
      .map((s) => [activityName(s.object), organisationTold(s)] as const)
  return new Map([...published(house, tenant).map((s) => [s.id, null] as const), ...told])
}
