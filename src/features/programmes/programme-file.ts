import { z } from 'zod'
import { TextPair } from './call-file.ts'
import { Day, Slug } from './rule.ts'

/** What some reports say about one point. Reports that differ stand as separate accounts; nobody's account: unknown. */
const Account = z.strictObject({ reports: z.array(z.string()).min(1), says: TextPair })

/** `programmes/<id>/programme.yaml`: the agreement as far as it is known. The rule and the calls are files of their own. */
export const ProgrammeFile = z.strictObject({
  id: Slug,
  title: TextPair,
  summary: TextPair,
  /** A trial has a number and certificates of its own, marked "de prueba", and issues on any PUBLIC_URL; others only on https. */
  trial: z.boolean(),
  /** How many persons; counted by the rule, never typed. */
  target: z.int().positive(),
  /** They overlap; nobody has to be in one. */
  groups: z.array(z.strictObject({ id: Slug, title: TextPair })).min(1),
  courses: z.array(Slug).min(1),
  /** Labs open to its learners besides those of its rule and courses; the rule counts only those that it names. */
  labs: z.union([z.literal('all'), z.array(Slug)]).default([]),
  agreement: z.strictObject({
    reports: z.array(z.strictObject({
      id: z.string().regex(/^R\d+$/),
      name: z.string(),
      date: Day.nullable(),
      language: z.enum(['es', 'en', 'fr']),
      /** The report it was copied or translated from: the two are one source. */
      after: z.string().nullable(),
    })),
    /** Point by point; without an account, "no report says it". */
    points: z.array(z.strictObject({ id: Slug, about: z.enum(['agreement', 'context']), label: TextPair, accounts: z.array(Account) })),
  }),
  history: z.array(z.strictObject({ date: Day, text: TextPair })),
})
export type ProgrammeFileContent = z.infer<typeof ProgrammeFile>
