import { sql, type RawBuilder } from 'kysely'
import type { House } from '../../feature.ts'
import { limaDay, published, sectionsNamed, type Section } from './sections.ts'
import { SORT, WHICH } from './section-words.ts'
import { folded, foldedText } from './site.ts'

export const SECTIONS_A_PAGE = 20

export interface WantedSections {
  readonly search: string
  readonly which: keyof typeof WHICH
  readonly sort: keyof typeof SORT
  readonly page: number
  /** Only these ids: a tutor's own, or those of an entity; null: all. */
  readonly among: readonly string[] | null
}

/** Besides what a list offers: `open`, where somebody may still come in. */
export interface AskedSections extends Pick<WantedSections, 'search' | 'sort' | 'among'> {
  readonly which: WantedSections['which'] | 'open'
  readonly course?: string
  readonly from: number
  readonly most: number
}

type Days = Pick<Section, 'starts' | 'ends'> & { readonly closed: unknown }

const FITS: Record<AskedSections['which'], (s: Days, today: string) => boolean> = {
  all: () => true,
  now: (s, today) => s.starts <= today && s.ends >= today && !s.closed,
  coming: (s, today) => s.starts > today && !s.closed,
  over: (s, today) => s.ends < today || Boolean(s.closed),
  open: (s, today) => s.ends >= today && !s.closed,
}

/** The same of sections that the office opened. */
const WHERE: Record<AskedSections['which'], (today: string) => RawBuilder<boolean>> = {
  all: () => sql`true`,
  now: (today) => sql`s.terms->>'starts' <= ${today} and s.terms->>'ends' >= ${today} and s.closed is null`,
  coming: (today) => sql`s.terms->>'starts' > ${today} and s.closed is null`,
  over: (today) => sql`(s.terms->>'ends' < ${today} or s.closed is not null)`,
  open: (today) => sql`s.terms->>'ends' >= ${today} and s.closed is null`,
}

/** PostgreSQL has no figures about what stands in `terms`: it takes every condition for a rare one and would sort all sections instead of reading the first ones of an index. */
const likely = (condition: RawBuilder<unknown>): RawBuilder<boolean> => sql`case when ${condition} then true else false end`

// As the indexes of `section` have it: of a country's sections only those of the page are read.
const TITLE = sql`(s.terms->'title'->>'es') collate "C"`
const ORDER = { newest: sql`s.terms->>'starts' desc, ${TITLE}, s.section collate "C"`, title: sql`${TITLE}, s.terms->>'starts', s.section collate "C"` }

interface Row { readonly id: string; readonly title: string; readonly starts: string }

const less = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const BY: Record<WantedSections['sort'], (a: Row, b: Row) => number> = {
  newest: (a, b) => less(b.starts, a.starts) || less(a.title, b.title) || less(a.id, b.id),
  title: (a, b) => less(a.title, b.title) || less(a.starts, b.starts) || less(a.id, b.id),
}

/** Some sections, found, filtered, put in order and cut by the database, however many there are; those of call files, which are few, among them. */
export async function listSections(house: House, tenant: string, asked: AskedSections): Promise<Section[]> {
  const today = limaDay(house.clock())
  const files = published(house, tenant).filter((s) => FITS[asked.which](s, today) && (asked.among === null || asked.among.includes(s.id)) && (asked.course ?? s.course) === s.course
    && foldedText(`${s.title.es} ${s.title.en} ${s.site.es}`).includes(foldedText(asked.search)))
  const rows = [...files.map((s) => ({ id: s.id, title: s.title.es, starts: s.starts })), ...await opened(house, tenant, asked, today)].sort(BY[asked.sort])
  const ids = rows.slice(asked.from, asked.from + asked.most).map((row) => row.id)
  const found = new Map((await sectionsNamed(house, tenant, ids)).map((section) => [section.id, section]))
  return ids.flatMap((id) => found.get(id) ?? [])
}

async function opened(house: House, tenant: string, asked: AskedSections, today: string): Promise<Row[]> {
  const words = folded(sql`concat_ws(' ', s.terms->'title'->>'es', s.terms->'title'->>'en', t.name->>'es')`)
  const conditions = [
    sql`s.tenant = ${tenant} and s.terms is not null`, likely(WHERE[asked.which](today)),
    ...(asked.among === null ? [] : [sql`s.section = any(${[...asked.among]}::text[])`]), ...(asked.course === undefined ? [] : [likely(sql`s.terms->>'course' = ${asked.course}`)]),
    ...(asked.search === '' ? [] : [sql`${words} like ${`%${foldedText(asked.search)}%`}`]),
  ]
  const sites = asked.search === '' ? sql`` : sql`left join site t on t.tenant = s.tenant and t.site = s.site`
  const { rows } = await sql<Row>`select s.section as id, s.terms->'title'->>'es' as title, s.terms->>'starts' as starts from section s ${sites}
    where ${sql.join(conditions, sql` and `)} order by ${ORDER[asked.sort]} limit ${asked.from + asked.most}`.execute(house.db)
  return rows
}

/** One page of sections. `more`: there is a next page. */
export async function sectionPage(house: House, tenant: string, wanted: WantedSections): Promise<{ sections: Section[]; more: boolean }> {
  const sections = await listSections(house, tenant, { ...wanted, from: (wanted.page - 1) * SECTIONS_A_PAGE, most: SECTIONS_A_PAGE + 1 })
  return { sections: sections.slice(0, SECTIONS_A_PAGE), more: sections.length > SECTIONS_A_PAGE }
}
