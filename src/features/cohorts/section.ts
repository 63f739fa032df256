import { sql, type ColumnType, type Selectable } from 'kysely'
import type { Db } from '../../lib/database.ts'
import type { Text } from '../../lib/text.ts'
import type { Inline } from '../../record/projection.ts'
import { readExt } from '../../record/statement.ts'
import { activityName } from '../programmes/index.ts'
import { SECTION_VERB, SectionTerms, type SectionFields } from './section-acts.ts'

interface SectionTable {
  tenant: string
  section: string
  /** Null for a section of a call file: its terms stand there. */
  terms: ColumnType<SectionFields | null, string | null, string | null>
  call: string | null
  organisation: string | null
  site: string | null
  closed: Date | null
  pos: number
}

declare module '../../lib/database.ts' {
  interface Tables { section: SectionTable }
}

/** One row a section that the office opened or said something about; appended under its section's scope. */
export const section: Inline = {
  kind: 'inline',
  table: 'section',
  version: 2,
  columns: `tenant text not null, section text not null, terms jsonb, call text, organisation text, site text, closed timestamptz, pos bigint not null,
    primary key (tenant, section)`,
  indexes: [
    'on section (tenant, call)',
    // One for each order of the list (section-list.ts).
    `on section (tenant, (terms->>'starts') desc, (terms->'title'->>'es') collate "C", section collate "C") where terms is not null`,
    `on section (tenant, (terms->'title'->>'es') collate "C", (terms->>'starts'), section collate "C") where terms is not null`,
  ],
  verbs: [SECTION_VERB.opened, SECTION_VERB.changed, SECTION_VERB.closed],
  authorities: ['command'],
  apply: async (tx, s) => {
    const id = activityName(s.object)
    if (s.verb === SECTION_VERB.closed) {
      await tx.updateTable('section').set({ closed: s.happened, pos: s.pos }).where('tenant', '=', s.tenant).where('section', '=', id).where('pos', '<', s.pos).execute()
      return
    }
    const { terms, organisation, site } = SectionTerms.parse(readExt(s.statement, 'sectionTerms'))
    const values = { terms: terms ? JSON.stringify(terms) : null, call: terms?.call ?? null, organisation, site, pos: s.pos, ...(s.verb === SECTION_VERB.opened ? { closed: null } : {}) }
    await tx.insertInto('section').values({ tenant: s.tenant, section: id, closed: null, ...values })
      .onConflict((oc) => oc.columns(['tenant', 'section']).doUpdateSet(values).where('section.pos', '<', s.pos)).execute()
  },
}

export type SectionRow = Selectable<SectionTable> & { readonly siteName: Text | null }

/** Rows of a programme, or of some ids or one call only, in the order of their first days. */
export async function sectionRows(db: Db, tenant: string, only?: { ids?: readonly string[]; call?: string }): Promise<SectionRow[]> {
  const all = db.selectFrom('section').leftJoin('site', (join) => join.onRef('site.tenant', '=', 'section.tenant').onRef('site.site', '=', 'section.site'))
    .select(['section.tenant', 'section.section', 'section.terms', 'section.call', 'section.organisation', 'section.site', 'section.closed', 'section.pos', 'site.name as siteName'])
    .where('section.tenant', '=', tenant)
  const wanted = only
    ? all.where((eb) => eb.or([
      eb('section.section', '=', sql<string>`any(${[...(only.ids ?? [])]}::text[])`), ...(only.call ? [eb('section.call', '=', only.call)] : []),
    ]))
    : all
  return wanted.orderBy(sql`section.terms->>'starts'`).orderBy('section.section').execute()
}
