import { z } from 'zod'
import { Day, Slug } from './rule.ts'

export const TextPair = z.strictObject({ es: z.string().trim().min(1), en: z.string().trim().min(1) })

/** A moment with its offset, such as 2026-03-01T09:00:00-05:00. */
const Moment = z.iso.datetime({ offset: true, error: 'must be a moment with its offset, like 2026-03-01T09:00:00-05:00' })

/** A group of people who learn together; its places are taken in order of acceptance. */
const SectionFile = z.strictObject({
  id: Slug,
  title: TextPair,
  mode: z.enum(['presencial', 'semipresencial', 'virtual', 'a-distancia']),
  site: TextPair,
  shift: TextPair,
  capacity: z.int().positive(),
  /** First and last day, Lima. */
  starts: Day,
  ends: Day,
}).refine((s) => s.starts <= s.ends, { error: 'ends before it starts', path: ['ends'] })

const Department = z.string().regex(/^(0[1-9]|1\d|2[0-5])$/, 'must be an INEI department, 01 to 25')

/** So many of the places go to people of a group or a department first. Who belongs to several counts for the first of the list. */
const QuotaFile = z.union([z.strictObject({ group: Slug, places: z.int().positive() }), z.strictObject({ department: Department, places: z.int().positive() })])
export type Quota = z.infer<typeof QuotaFile>

/** How those who meet the requirements are put in order. */
const ordered = {
  /** Which value, known to everybody only after closing, seeds the draw (of equals, where points decide), and where it can be looked up. */
  publicValue: TextPair,
  /** `one`: a single draw after closing. `rolling`: the executor closes a round and draws, as often as there are places. */
  rounds: z.enum(['one', 'rolling']),
  /** No draw before this moment. */
  drawAt: Moment,
  quotas: z.array(QuotaFile).min(1).max(30).optional(),
  /** How many wait at most after each draw; absent: everybody who has no place. */
  waiting: z.int().min(0).optional(),
}

/** What is judged, and the levels among which a person chooses, with their points. */
const CriterionFile = z.strictObject({ id: Slug, title: TextPair, levels: z.array(z.strictObject({ points: z.int().min(0).max(1000), text: TextPair })).min(2).max(10) })
export type Criterion = z.infer<typeof CriterionFile>

/** One call (convocatoria): `programmes/<programme>/calls/<id>.yaml`. Its bytes are the published terms; a change is a new file. */
export const CallFile = z.strictObject({
  id: Slug,
  title: TextPair,
  /** The terms (bases), Markdown. */
  text: TextPair,
  opens: Moment,
  closes: Moment,
  course: Slug,
  places: z.int().positive(),
  sections: z.array(SectionFile).min(1),
  requirements: z.strictObject({
    /** Whole years on the day of the application; under 18 a guardian's data is asked. */
    minAge: z.int().min(10).max(99),
    /** INEI codes of two digits; null: from anywhere in the country. */
    departments: z.array(Department).min(1).nullable(),
    /** Belongs to at least one of these groups of the programme; null: to none in particular. */
    groups: z.array(Slug).min(1).nullable(),
  }),
  /** By lot alone, or by points with the lot among equals. */
  selection: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('lottery'), ...ordered }),
    z.strictObject({ kind: z.literal('score'), criteria: z.array(CriterionFile).min(1).max(10), ...ordered }),
  ]),
  /** Working days to answer remarks; five where the terms name none. */
  correctionDays: z.int().min(1).max(60).optional(),
  /** Working days to appeal after the results are published, and to answer; those of Ley 27444 where the terms name none. */
  appealDays: z.int().min(1).max(60).optional(),
  answerDays: z.int().min(1).max(60).optional(),
  /** How long a selected person has to accept before the next one moves up. */
  acceptanceHours: z.int().positive(),
}).superRefine((call, context) => {
  const wrong = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message })
  if (Date.parse(call.closes) <= Date.parse(call.opens)) wrong(['closes'], 'closes before it opens')
  if (call.selection.rounds === 'one' && Date.parse(call.selection.drawAt) < Date.parse(call.closes)) {
    wrong(['selection', 'drawAt'], 'a single draw comes after closing, or its seed could be known before')
  }
  const { quotas = [] } = call.selection
  const reserved = quotas.reduce((sum, quota) => sum + quota.places, 0)
  if (reserved > call.places) wrong(['selection', 'quotas'], `reserve ${reserved} places, but there are ${call.places}`)
  for (const label of repeated(quotas.map(quotaLabel))) wrong(['selection', 'quotas'], `"${label}" stands twice`)
  const criteria = call.selection.kind === 'score' ? call.selection.criteria : []
  for (const id of repeated(criteria.map((c) => c.id))) wrong(['selection', 'criteria'], `"${id}" stands twice`)
  const seats = call.sections.reduce((sum, section) => sum + section.capacity, 0)
  if (seats < call.places) wrong(['places'], `promises ${call.places} places, but the sections hold ${seats}`)
})
export type Call = z.infer<typeof CallFile>

/** How a quota is named in published files: `group-women`, `department-21`. */
export function quotaLabel(quota: Quota): string {
  return 'group' in quota ? `group-${quota.group}` : `department-${quota.department}`
}

export function repeated(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, i) => values.indexOf(value) !== i))]
}
