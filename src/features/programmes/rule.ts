import { createHash } from 'node:crypto'
import { parse } from 'yaml'
import { z } from 'zod'

/** A calendar day, `YYYY-MM-DD`, that exists. */
export const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day like 2026-01-31')
  .refine((day) => new Date(`${day}T00:00:00Z`).toJSON()?.slice(0, 10) === day, 'is not a day of the calendar')

export const Slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower case letters, digits and hyphens')

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hex digits')
const TextFile = z.strictObject({ file: z.string().regex(/^[\w.-]+$/), sha256: Sha256 })

/** One version of a counting rule: facts, thresholds, dates; no code. What each field means stands in the rule's own text. */
export const RuleFile = z.strictObject({
  programme: Slug,
  version: z.string().regex(/^v[1-9]\d*$/, 'must be v1, v2, …'),
  /** The texts belong to the rule: who signs the file signs them too. */
  text: z.strictObject({ es: TextFile, en: TextFile }),
  /** First and last day of the agreement, Lima; `until: null` means that no end is known. */
  validity: z.strictObject({ from: Day, until: Day.nullable() }),
  identity: z.strictObject({ level: z.enum(['checksum', 'card', 'registry']) }),
  minutes: z.strictObject({ course: Slug, atLeast: z.int().positive(), of: z.int().positive().optional(), attendance: z.boolean() }),
  quiz: z.strictObject({ course: Slug, mark: z.number().min(0).max(20) }),
  labs: z.array(Slug),
  product: z.strictObject({ course: Slug, mark: z.number().min(0).max(20) }),
  certificate: z.literal('certificado'),
  /**
   * From which day's enrolments this version judges, Lima. Enrolments begun before are judged by the version that was in force then
   * (DOMAIN.md 5.3 no. 12). A programme's first version has none: it judges everybody.
   */
  from: Day.optional(),
})
/** A version with, behind it, the one that judges the enrolments begun before its `from`. */
export type Rule = z.infer<typeof RuleFile> & { readonly earlier?: EarlierRule }
export interface EarlierRule { readonly hash: string; readonly rule: Rule }

/** The newest version first. */
export function versionsOf(rule: Rule): Rule[] {
  return [rule, ...(rule.earlier ? versionsOf(rule.earlier.rule) : [])]
}

/** A version as if it alone judged everybody, also the enrolments begun before its `from`. */
export function forEverybody(rule: Rule): Rule {
  const { from: _from, earlier: _earlier, ...judges } = rule
  return judges
}

/** Parsed before: the public page and every course page ask for the same few files again and again. */
const parsed = new Map<string, Rule>()
const MOST_PARSED = 100

/** The rule in a file's text; throws when it is not one. */
export function parseRule(yaml: string): Rule {
  const before = parsed.get(yaml)
  if (before) return before
  const rule = RuleFile.parse(parse(yaml))
  if (parsed.size >= MOST_PARSED) parsed.clear()
  parsed.set(yaml, rule)
  return rule
}

/** What is signed: SHA-256 of the rule file's bytes, as hex. */
export function ruleHash(yaml: string): string {
  return createHash('sha256').update(yaml, 'utf8').digest('hex')
}
