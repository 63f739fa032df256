import { isDeepStrictEqual } from 'node:util'
import { Problem } from '../../lib/problem.ts'
import { fill } from '../../lib/text.ts'
import type { Draft } from '../../record/statement.ts'
import { sectionChanged, sectionClosed, sectionOpened, siteRecorded, type SectionTerms, type SiteTerms } from './section-acts.ts'
import { SECTION_REFUSAL } from './section-words.ts'

export interface SectionKnown {
  /** What stands now; undefined before it was ever opened. */
  readonly before: { readonly terms: SectionTerms; readonly closed: boolean } | undefined
  /** Its terms stand in a call file. */
  readonly published: boolean
  /** Who is in it now. */
  readonly active: number
  /** Who is or was in it. */
  readonly ever: number
}

export interface SectionAsked {
  readonly tenant: string
  readonly id: string
  readonly by: string
}

/** Opens a section; the same one again says nothing new, another one under its id is refused. */
export function openSection(known: SectionKnown, asked: SectionAsked, terms: SectionTerms, now: Date): Draft[] {
  if (known.before && isDeepStrictEqual(known.before.terms, terms)) return []
  if (known.before || known.published) throw new Problem(409, 'section-taken', SECTION_REFUSAL.taken)
  return [sectionOpened({ ...asked, at: now }, terms)]
}

/** Says anew what a section is. Who is in it keeps her place and her course. */
export function changeSection(known: SectionKnown, asked: SectionAsked, terms: SectionTerms, now: Date): Draft[] {
  const { before } = known
  if (!before && !known.published) throw new Problem(404, 'unknown-section', SECTION_REFUSAL.unknown)
  if (known.published && terms.terms) throw new Problem(409, 'section-published', SECTION_REFUSAL.published)
  const standing: SectionTerms = before?.terms ?? { terms: null, organisation: null, site: null }
  if (isDeepStrictEqual(standing, terms)) return []
  if (terms.terms && terms.terms.capacity < known.active) {
    const sentence = fill(SECTION_REFUSAL.capacityBelow, { active: known.active })
    throw new Problem(422, 'capacity-below', sentence, [{ field: 'capacity', sentence }])
  }
  if (terms.terms && known.ever > 0 && before?.terms.terms && before.terms.terms.course !== terms.terms.course) {
    throw new Problem(422, 'course-begun', SECTION_REFUSAL.courseBegun, [{ field: 'course', sentence: SECTION_REFUSAL.courseBegun }])
  }
  return [sectionChanged({ ...asked, at: now }, terms)]
}

/** Nobody comes in any more. Whoever is in it goes first to another one, so that nobody is left without a tutor. */
export function closeSection(known: SectionKnown, asked: SectionAsked, now: Date): Draft[] {
  if (known.published) throw new Problem(409, 'section-published', SECTION_REFUSAL.publishedClose)
  if (!known.before) throw new Problem(404, 'unknown-section', SECTION_REFUSAL.unknown)
  if (known.before.closed) return []
  if (known.active > 0) throw new Problem(409, 'somebody-in', fill(SECTION_REFUSAL.somebodyIn, { active: known.active }))
  return [sectionClosed({ ...asked, at: now })]
}

/** A closed section goes on as it was. */
export function reopenSection(known: SectionKnown, asked: SectionAsked, now: Date): Draft[] {
  if (!known.before || known.published) throw new Problem(404, 'unknown-section', SECTION_REFUSAL.unknown)
  return known.before.closed ? [sectionOpened({ ...asked, at: now }, known.before.terms)] : []
}

/** A site, new or told anew. */
export function recordSite(before: SiteTerms | undefined, asked: SectionAsked, terms: SiteTerms, now: Date): Draft[] {
  return before && isDeepStrictEqual(before, terms) ? [] : [siteRecorded({ ...asked, at: now }, terms)]
}
