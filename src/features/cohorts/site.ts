import { sql, type ColumnType, type Selectable } from 'kysely'
import type { Db } from '../../lib/database.ts'
import type { Text } from '../../lib/text.ts'
import type { Inline } from '../../record/projection.ts'
import { readExt } from '../../record/statement.ts'
import { activityName } from '../programmes/index.ts'
import { SECTION_VERB, SiteTerms } from './section-acts.ts'

interface SiteTable {
  tenant: string
  site: string
  name: ColumnType<Text, string, string>
  organisation: string | null
  scheme: 'INEI' | 'RENIEC'
  code: string
  ubigeo_version: string
  /** Somebody looks after children while the class goes on. */
  childcare: boolean
  signal: SiteTerms['signal']
  pos: number
}
export type Site = Selectable<SiteTable>

declare module '../../lib/database.ts' {
  interface Tables { site: SiteTable }
}

export const siteScope = (tenant: string, site: string): string => `site:${tenant}:${site}`

/** One row a site; appended under its own scope. */
export const site: Inline = {
  kind: 'inline',
  table: 'site',
  version: 1,
  columns: `tenant text not null, site text not null, name jsonb not null, organisation text, scheme text not null, code text not null, ubigeo_version text not null,
    childcare boolean not null, signal text not null, pos bigint not null, primary key (tenant, site)`,
  indexes: ["on site (tenant, (name->>'es'))"],
  verbs: [SECTION_VERB.site],
  authorities: ['command'],
  apply: async (tx, s) => {
    const { name, organisation, district, childcare, signal } = SiteTerms.parse(readExt(s.statement, 'siteTerms'))
    const values = { name: JSON.stringify(name), organisation, scheme: district.scheme, code: district.code, ubigeo_version: district.version, childcare, signal, pos: s.pos }
    await tx.insertInto('site').values({ tenant: s.tenant, site: activityName(s.object), ...values })
      .onConflict((oc) => oc.columns(['tenant', 'site']).doUpdateSet(values).where('site.pos', '<', s.pos)).execute()
  },
}

const COLUMNS = ['tenant', 'site', 'name', 'organisation', 'scheme', 'code', 'ubigeo_version', 'childcare', 'signal', 'pos'] as const

export async function siteById(db: Db, tenant: string, id: string): Promise<Site | undefined> {
  return db.selectFrom('site').select(COLUMNS).where('tenant', '=', tenant).where('site', '=', id).executeTakeFirst()
}

export const SITES_A_PAGE = 50

/** Sites by name, one more than a page holds when there is a next one; those whose name holds `search` when it says something. */
export async function sitesOf(db: Db, tenant: string, wanted: { search: string; page: number }): Promise<Site[]> {
  const all = db.selectFrom('site').select(COLUMNS).where('tenant', '=', tenant)
  const found = wanted.search ? all.where(sql<boolean>`${folded(sql`name->>'es'`)} like ${`%${foldedText(wanted.search)}%`}`) : all
  return found.orderBy(sql`name->>'es'`).orderBy('site').limit(SITES_A_PAGE + 1).offset((wanted.page - 1) * SITES_A_PAGE).execute()
}

/** Every site, for a choice in a form. */
export async function allSites(db: Db, tenant: string): Promise<Site[]> {
  return db.selectFrom('site').select(COLUMNS).where('tenant', '=', tenant).orderBy(sql`name->>'es'`).orderBy('site').execute()
}

/** Without capitals and tildes (those that `lower` leaves in a database of locale C too), so that "san jose" finds "San José". */
export const folded = (column: ReturnType<typeof sql>): ReturnType<typeof sql> => sql`translate(lower(${column}), 'áéíóúüñÁÉÍÓÚÜÑ', 'aeiouunaeiouun')`
/** The same for what somebody typed, its wildcards taken as they are. */
export const foldedText = (text: string): string => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/[\\%_]/g, (sign) => `\\${sign}`)
