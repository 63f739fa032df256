import type { House } from '../../feature.ts'
import { fill } from '../../lib/text.ts'
import { limaDay, sectionsOf, type Section } from '../cohorts/index.ts'
import { matchKey, staffWithRole } from '../people/index.ts'
import type { RowReader } from './row-values.ts'
import { WRONG } from './words.ts'

/** What rows are read against. */
export interface Known {
  readonly tenant: string
  readonly now: Date
  readonly today: string
  /** Of whoever uploads; null: the whole programme. */
  readonly organisation: string | null
  /** By id in lower case. */
  readonly sections: ReadonlyMap<string, Section>
  /** Staff who teach or run, by the match key of their names. */
  readonly staff: ReadonlyMap<string, string>
}

export async function knownNow(house: House, tenant: string, organisation: string | null): Promise<Known> {
  const sections = await sectionsOf(house, tenant)
  const staff = [...await staffWithRole(house.db, tenant, 'executor'), ...await staffWithRole(house.db, tenant, 'tutor')]
  const now = house.clock()
  return {
    tenant, now, today: limaDay(now), organisation, sections: new Map(sections.map((s) => [s.id.toLowerCase(), s])),
    staff: new Map(staff.map(({ id, name }) => [matchKey(name), id])),
  }
}

/** The section of a row: one of the programme, and of the sender's own entity. */
export function sectionIn(reader: RowReader, known: Known): Section | null {
  const code = reader.text('codigo_grupo').slice(0, 60)
  if (code === '') return null
  const section = known.sections.get(code.toLowerCase())
  if (!section) return reader.wrong('codigo_grupo', fill(WRONG.section, { code }))
  const owner = 'organisation' in section ? section.organisation : null
  return known.organisation !== null && owner !== known.organisation ? reader.wrong('codigo_grupo', fill(WRONG.otherEntity, { code })) : section
}
