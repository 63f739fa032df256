import { z } from 'zod'
import { agent, ext, readExt, type Draft, type Stored } from '../../record/statement.ts'
import { activity, Day, Slug, TextPair, verbIri, type ActivityKind } from '../programmes/index.ts'

export const SECTION_VERB = {
  opened: verbIri('sectionOpened'), changed: verbIri('sectionChanged'), closed: verbIri('sectionClosed'), site: verbIri('siteRecorded'),
} as const

export const MODES = ['presencial', 'semipresencial', 'virtual', 'a-distancia'] as const

/** What an opened section is; as long as it is not in a call file, nothing else says so. */
const Fields = z.strictObject({
  title: TextPair, mode: z.enum(MODES), shift: TextPair, capacity: z.int().positive(), starts: Day, ends: Day, course: Slug, call: Slug.nullable(),
})
export type SectionFields = z.infer<typeof Fields>

/** `terms` null: of a section in a call file, of which only who runs it and where is said here. */
export const SectionTerms = z.strictObject({ terms: Fields.nullable(), organisation: Slug.nullable(), site: Slug.nullable() })
export type SectionTerms = z.infer<typeof SectionTerms>

/** The first and the last day that an `opened` or `changed` tells; null for a section of a call file. */
export function daysTold(s: Stored): Pick<SectionFields, 'starts' | 'ends'> | null {
  return SectionTerms.parse(readExt(s.statement, 'sectionTerms')).terms
}

/** The entity that an `opened` or `changed` names; null: the programme itself. */
export function organisationTold(s: Stored): string | null {
  return SectionTerms.parse(readExt(s.statement, 'sectionTerms')).organisation
}

export const SIGNALS = ['good', 'weak', 'none'] as const

/** A place where sections meet. Nothing in it is personal; the district's code carries its scheme and its date (DOMAIN.md 4.2). */
export const SiteTerms = z.strictObject({
  name: TextPair, organisation: Slug.nullable(),
  district: z.strictObject({ scheme: z.enum(['INEI', 'RENIEC']), code: z.string().regex(/^\d{6}$/), version: z.string() }),
  childcare: z.boolean(), signal: z.enum(SIGNALS),
})
export type SiteTerms = z.infer<typeof SiteTerms>

interface About {
  readonly tenant: string
  readonly id: string
  readonly by: string
  readonly at: Date
}

export function sectionOpened(about: About, terms: SectionTerms): Draft {
  return draft(SECTION_VERB.opened, 'sections', about, { sectionTerms: terms })
}

export function sectionChanged(about: About, terms: SectionTerms): Draft {
  return draft(SECTION_VERB.changed, 'sections', about, { sectionTerms: terms })
}

export function sectionClosed(about: About): Draft {
  return draft(SECTION_VERB.closed, 'sections', about, {})
}

/** A site is new or told anew: the last word stands. */
export function siteRecorded(about: About, terms: SiteTerms): Draft {
  return draft(SECTION_VERB.site, 'sites', about, { siteTerms: terms })
}

function draft(verb: string, kind: ActivityKind, { tenant, id, by, at }: About, fields: Record<string, unknown>): Draft {
  return {
    tenant,
    statement: {
      actor: agent(by), verb: { id: verb, display: { en: verb.slice(verb.lastIndexOf('/') + 1) } }, object: activity(tenant, kind, id),
      ...(Object.keys(fields).length ? { context: { extensions: ext(fields) } } : {}), timestamp: at.toISOString(),
    },
  }
}
