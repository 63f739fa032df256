import type { House } from '../../feature.ts'
import { say, type Text } from '../../lib/text.ts'
import { programmeOf, type Call } from '../programmes/index.ts'

/** A group of people who learn together, with the call whose places these are. */
export type Section = Call['sections'][number] & { readonly call: string }

/** Every section of a programme, in the order of its call files. */
export function sectionsOf(house: House, tenant: string): Section[] {
  const programme = programmeOf(house, tenant)
  if (!programme) return []
  return programme.calls.flatMap((call) => call.sections.map((section) => ({ ...section, call: call.id })))
}

export function sectionOf(house: House, tenant: string, id: string): Section | undefined {
  return sectionsOf(house, tenant).find((section) => section.id === id)
}

/** What must hold still while somebody takes or gives back a place. */
export const sectionScope = (tenant: string, section: string): string => `section:${tenant}:${section}`

/** A sentence with this section's title and last day filled in. */
export function inSection(sentence: Text, section: Section): Text {
  const ends = section.ends.split('-').toReversed().join('/')
  return { es: say(sentence, 'es', { section: section.title.es, ends }), en: say(sentence, 'en', { section: section.title.en, ends }) }
}

/** Over once its last day has passed in Lima (UTC−5, no daylight saving). */
export function isOver(section: Pick<Section, 'ends'>, now: Date): boolean {
  return limaDay(now) > section.ends
}

/** The calendar day in Lima, `YYYY-MM-DD`. */
export function limaDay(now: Date): string {
  return new Date(now.getTime() - 5 * 3_600_000).toISOString().slice(0, 10)
}
