import type { House } from '../../feature.ts'
import { enrolmentsInSections } from './enrolment.ts'
import { listSections } from './section-list.ts'
import type { Section } from './sections.ts'

/** As many as a choice on a phone carries; with more, she searches by name. */
const MOST_DESTINATIONS = 60

export interface Destinations {
  /** With the places that are free there. */
  readonly open: readonly { readonly section: Section; readonly left: number }[]
  readonly search: string
  /** There are more than these: a name finds them. */
  readonly more: boolean
}

/** Where somebody of a section may be transferred to: other sections of its course that are not over and have places, those that begin last first. */
export async function destinationsOf(house: House, tenant: string, from: Section, search: string, among: readonly string[] | null): Promise<Destinations> {
  const found = await listSections(house, tenant, { search, which: 'open', sort: 'newest', among, course: from.course, from: 0, most: MOST_DESTINATIONS + 2 })
  const others = found.filter((section) => section.id !== from.id)
  const shown = others.slice(0, MOST_DESTINATIONS)
  const active = await enrolmentsInSections(house.db, tenant, shown.map((section) => section.id))
  const open = shown.map((section) => ({ section, left: section.capacity - (active.get(section.id) ?? 0) })).filter(({ left }) => left > 0)
  return { open, search, more: others.length > MOST_DESTINATIONS }
}
