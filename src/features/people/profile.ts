import { z } from 'zod'
import type { FirmSize } from '../references/index.ts'

/** Languages one may ask to learn in (BCP 47 / ISO 639-3): today's pages are in es and en, the others are remembered for tutors. */
export const LEARNING_LANGUAGES = ['es', 'en', 'quz', 'quy', 'qwh', 'ayr', 'cni', 'agr', 'shp'] as const
export type LearningLanguage = (typeof LEARNING_LANGUAGES)[number]

/** Target groups that a person tells about herself at registration; `women` follows from her sex, told on her own page if she wants. */
export const DECLARED_GROUPS = ['young-professionals', 'sme-owners'] as const
export type DeclaredGroup = (typeof DECLARED_GROUPS)[number]

const SEXES = ['female', 'male', 'other'] as const
export type Sex = (typeof SEXES)[number]

/** How she earns her living, as she or her executing entity tells it. */
export const WORK_STATUSES = ['own-account', 'employee', 'employer', 'family-worker', 'seeking', 'studying', 'home', 'retired'] as const
export type WorkStatus = (typeof WORK_STATUSES)[number]

/** Of the firm that she owns or works in, by its yearly sales (references/firms.ts). */
export const FIRM_SIZES = ['micro', 'small', 'medium', 'large'] as const satisfies readonly FirmSize[]

const Guardian = z.object({ name: z.string(), document: z.object({ type: z.string(), number: z.string(), country: z.string() }) })
export type Guardian = z.infer<typeof Guardian>

/** Everything that describes a person; stored only sealed with her own key. */
export const ProfileShape = z.object({
  name: z.string(),
  /** ISO day. */
  born: z.string(),
  /** +519XXXXXXXX, or none. */
  phone: z.string().nullable(),
  /** A contact she may have; nothing of ours needs it. Profiles sealed before it was kept have none. */
  email: z.string().nullable().default(null),
  sex: z.enum(SEXES).nullable(),
  language: z.enum(LEARNING_LANGUAGES),
  /** Residence, with the scheme of its code and the date of the table. */
  district: z.object({ scheme: z.enum(['INEI', 'RENIEC']), code: z.string(), version: z.string() }),
  groups: z.array(z.enum(DECLARED_GROUPS)),
  /** Her firm, when she owns one; ruc null is "sin RUC", a valid answer. */
  firm: z.object({ ruc: z.string().nullable(), line: z.string() }).nullable(),
  workStatus: z.enum(WORK_STATUSES).nullable().default(null),
  firmSize: z.enum(FIRM_SIZES).nullable().default(null),
  guardian: Guardian.nullable(),
})
export type Profile = z.infer<typeof ProfileShape>

export function isSex(text: string): text is Sex {
  return (SEXES as readonly string[]).includes(text)
}

export function isLearningLanguage(text: string): text is LearningLanguage {
  return (LEARNING_LANGUAGES as readonly string[]).includes(text)
}

export function isWorkStatus(text: string): text is WorkStatus {
  return (WORK_STATUSES as readonly string[]).includes(text)
}

export function isFirmSize(text: string): text is FirmSize {
  return (FIRM_SIZES as readonly string[]).includes(text)
}

/** The groups a person is a member of now, of those we ask about: her declared ones, and `women`. */
export function groupsOf(profile: Profile): readonly string[] {
  return [...profile.groups, ...(profile.sex === 'female' ? ['women'] : [])]
}

/** Every group a `grouped` fact of ours may name. */
export const GROUPS = [...DECLARED_GROUPS, 'women'] as const
