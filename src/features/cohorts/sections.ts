import type { House } from '../../feature.ts'
import type { Db } from '../../lib/database.ts'
import { fill, type Text } from '../../lib/text.ts'
import { programmeOf, type Call } from '../programmes/index.ts'
import { sectionRows, type SectionRow } from './section.ts'
import { ONLINE } from './section-words.ts'

type Published = Call['sections'][number]

/** A group of people who learn together. */
export interface Section {
  readonly id: string
  readonly title: Text
  readonly mode: Published['mode']
  /** Where it meets, as people call it. */
  readonly site: Text
  readonly shift: Text
  readonly capacity: number
  /** First and last day, Lima. */
  readonly starts: string
  readonly ends: string
  readonly course: string
  /** The call whose places these are; null: people come by transfer or by a list of an entity. */
  readonly call: string | null
  /** The entity that runs it; null: the programme itself. */
  readonly organisation: string | null
  /** The recorded site, where one is named. */
  readonly place: string | null
  /** When it was closed: since then nobody comes in. */
  readonly closed: Date | null
  /** Its title, days, hours and places stand in the published terms of its call and are not changed here. */
  readonly published: boolean
}

type Holding = Pick<House, 'content' | 'db'>

/** Every section of a programme: those of its call files in their order, then those opened in the office. */
export async function sectionsOf(house: Holding, tenant: string, db: Db = house.db): Promise<Section[]> {
  return merged(house, tenant, await sectionRows(db, tenant))
}

/** Some sections by their ids, in no order that matters. */
export async function sectionsNamed(house: Holding, tenant: string, ids: readonly string[], db: Db = house.db): Promise<Section[]> {
  if (ids.length === 0) return []
  const wanted = new Set(ids)
  return merged(house, tenant, await sectionRows(db, tenant, { ids })).filter((section) => wanted.has(section.id))
}

export async function sectionOf(house: Holding, tenant: string, id: string, db: Db = house.db): Promise<Section | undefined> {
  return (await sectionsNamed(house, tenant, [id], db))[0]
}

/** The sections of one call: those of its terms, and those opened for it since. */
export async function sectionsOfCall(house: Holding, tenant: string, call: string, db: Db = house.db): Promise<Section[]> {
  const own = published(house, tenant).filter((section) => section.call === call).map((section) => section.id)
  const rows = await sectionRows(db, tenant, { ids: own, call })
  return merged(house, tenant, rows).filter((section) => section.call === call)
}

/** Which course a section is for; '' when it is unknown. Without a query for those of a call file. */
export async function courseOfSection(house: Holding, tenant: string, id: string, db: Db = house.db): Promise<string> {
  return published(house, tenant).find((section) => section.id === id)?.course ?? (await sectionOf(house, tenant, id, db))?.course ?? ''
}

/** The sections that stand in the call files, as published. */
export function published(house: Pick<House, 'content'>, tenant: string): Section[] {
  return (programmeOf(house, tenant)?.calls ?? []).flatMap((call) => call.sections.map((section): Section => ({
    ...section, course: call.course, call: call.id, organisation: null, place: null, closed: null, published: true,
  })))
}

function merged(house: Pick<House, 'content'>, tenant: string, rows: readonly SectionRow[]): Section[] {
  const found = new Map(rows.map((row) => [row.section, row]))
  const files = published(house, tenant)
  const inFiles = new Set(files.map((section) => section.id))
  return [
    ...files.map((section) => {
      const row = found.get(section.id)
      return row ? { ...section, organisation: row.organisation, place: row.site } : section
    }),
    ...rows.flatMap((row) => (inFiles.has(row.section) ? [] : opened(row))),
  ]
}

function opened(row: SectionRow): Section[] {
  if (!row.terms) return []
  const { terms, organisation, closed } = row
  return [{ ...terms, id: row.section, site: row.siteName ?? ONLINE, organisation, place: row.site, closed, published: false }]
}

/** What must hold still while somebody takes or gives back a place. */
export const sectionScope = (tenant: string, section: string): string => `section:${tenant}:${section}`

/** A sentence with this section's title and last day filled in. */
export function inSection(sentence: Text, section: Pick<Section, 'title' | 'ends'>): Text {
  const ends = section.ends.split('-').toReversed().join('/')
  return { es: fill(sentence, { section: section.title.es, ends }).es, en: fill(sentence, { section: section.title.en, ends }).en }
}

/** Over once its last day has passed in Lima (UTC−5, no daylight saving). */
export function isOver(section: Pick<Section, 'ends'>, now: Date): boolean {
  return limaDay(now) > section.ends
}

/** The calendar day in Lima, `YYYY-MM-DD`. */
export function limaDay(now: Date): string {
  return new Date(now.getTime() - 5 * 3_600_000).toISOString().slice(0, 10)
}
