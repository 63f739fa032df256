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
    departments: z.array(z.string().regex(/^(0[1-9]|1\d|2[0-5])$/, 'must be an INEI department, 01 to 25')).min(1).nullable(),
    /** Belongs to at least one of these groups of the programme; null: to none in particular. */
    groups: z.array(Slug).min(1).nullable(),
  }),
  selection: z.strictObject({
    kind: z.literal('lottery'),
    /** Which value, known to everybody only after closing, seeds the lottery, and where it can be looked up. */
    publicValue: TextPair,
    /** `one`: a single draw after closing. `rolling`: the executor closes a round and draws, as often as there are places. */
    rounds: z.enum(['one', 'rolling']),
    /** No draw before this moment. */
    drawAt: Moment,
  }),
  /** How long a selected person has to accept before the next one moves up. */
  acceptanceHours: z.int().positive(),
}).superRefine((call, context) => {
  const wrong = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message })
  if (Date.parse(call.closes) <= Date.parse(call.opens)) wrong(['closes'], 'closes before it opens')
  if (call.selection.rounds === 'one' && Date.parse(call.selection.drawAt) < Date.parse(call.closes)) {
    wrong(['selection', 'drawAt'], 'a single draw comes after closing, or its seed could be known before')
  }
  const seats = call.sections.reduce((sum, section) => sum + section.capacity, 0)
  if (seats < call.places) wrong(['places'], `promises ${call.places} places, but the sections hold ${seats}`)
})
export type Call = z.infer<typeof CallFile>
