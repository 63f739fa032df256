import { z } from 'zod'

const Line = z.string().trim().min(1, 'is empty')
const Slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower case letters, digits and hyphens')
const Pair = z.strictObject({ es: Line, en: Line })

/** Competency codes of DOMAIN.md 6: DigComp 3.0 area, AILit domain, UNESCO dimension with its level. */
const Competency = z.string().regex(/^(DC[1-5]|AL-[ECMS]|UN-(H|Et|T|D)-[UAC])$/, 'must be a code like DC1, AL-E or UN-H-U')

const Source = z.strictObject({ name: Line, url: z.url({ protocol: /^https?$/ }).optional() })

/** A lab of labs/<id>/ as a step; its title stands here so that a course can be shown without opening the lab. */
const Lab = z.strictObject({ id: Slug, title: Pair })

/** `course.yaml`: the steps of a course in order. */
export const CourseFile = z.strictObject({
  id: Slug,
  title: Pair,
  summary: Pair,
  licence: Line,
  units: z.array(Slug).min(1),
  quiz: z.literal('quiz.yaml'),
  product: z.literal('product.yaml'),
  labs: z.array(Lab),
})

/** What stands before the Markdown of `<unit>.<language>.md`. */
export const UnitFront = z.strictObject({
  id: Slug,
  title: Line,
  module: z.string().regex(/^[A-Z]\d+$/, 'must be a module like M1'),
  /** Minutes of reading and doing; what a completion declares. A sitting stays short (DOMAIN.md 6: 12 to 15). */
  minutes: z.int().min(5).max(45),
  competencies: z.array(Competency).min(1),
  licence: Line,
  date: z.iso.date(),
  /** Who, independent of the author, read it; `none` is shown as such. */
  reviewer: Line,
  sources: z.array(Source).min(1),
  /** Ungraded questions that open their answer. */
  practice: z.array(z.strictObject({ ask: Line, answer: Line })).default([]),
})

const Option = z.strictObject({ text: Pair, right: z.boolean().default(false), why: Pair })
const asked = { id: Slug, unit: Slug, ask: Pair }

const Question = z.discriminatedUnion('kind', [
  z.strictObject({ ...asked, kind: z.literal('single'), options: z.array(Option).min(2).max(6) })
    .refine((q) => q.options.filter((o) => o.right).length === 1, { error: 'needs exactly one right option', path: ['options'] }),
  z.strictObject({ ...asked, kind: z.literal('multiple'), options: z.array(Option).min(3).max(8) })
    .refine((q) => q.options.filter((o) => o.right).length >= 2 && q.options.some((o) => !o.right), { error: 'needs two right options or more, and a wrong one', path: ['options'] }),
  z.strictObject({
    ...asked, kind: z.literal('numeric'), answer: z.number(), tolerance: z.number().min(0), why: Pair,
    /** Wrong values that people reach, each with its explanation. */
    slips: z.array(z.strictObject({ value: z.number(), why: Pair })).default([]),
  }).refine((q) => q.slips.every((s) => Math.abs(s.value - q.answer) > q.tolerance), { error: 'a slip lies within the tolerance of the answer', path: ['slips'] }),
])

/** `quiz.yaml`: the pool and how many of it are drawn. */
export const QuizFile = z.strictObject({
  id: Slug,
  title: Pair,
  draw: z.int().min(1),
  questions: z.array(Question).min(1),
}).refine((quiz) => quiz.draw <= quiz.questions.length, { error: 'draws more questions than there are', path: ['draw'] })

const Criterion = z.strictObject({
  id: Slug,
  title: Pair,
  levels: z.array(z.strictObject({ points: z.int().min(0), es: Line, en: Line })).min(2),
}).refine((c) => c.levels.every((l, i) => i === 0 || l.points > c.levels[i - 1]!.points), { error: 'levels must rise in points', path: ['levels'] })

/** `product.yaml`: the learner's own work and the rubric it is graded by. */
export const ProductFile = z.strictObject({
  id: Slug,
  /** Goes into every grade as ext.rubric. */
  rubric: z.int().min(1),
  title: Pair,
  /** Markdown. */
  task: Pair,
  criteria: z.array(Criterion).min(1),
}).refine((p) => bestPoints(p.criteria) === 20, { error: 'the highest levels must add up to 20', path: ['criteria'] })

/** One language of a unit, with its Markdown. */
const UnitText = z.strictObject({ title: Line, body: z.string(), sources: z.array(Source), practice: z.array(z.strictObject({ ask: Line, answer: Line })) })

const Unit = z.strictObject({
  id: Slug, module: z.string(), minutes: z.int(), competencies: z.array(z.string()), licence: Line, date: z.string(), reviewer: Line,
  es: UnitText, en: UnitText,
})

/** A whole course as it is kept for ever under its hash: everything that its files say, without their layout. */
export const CourseContent = z.strictObject({
  id: Slug, title: Pair, summary: Pair, licence: Line, units: z.array(Unit), quiz: QuizFile, product: ProductFile, labs: z.array(Lab),
  /** Path in the course's folder -> SHA-256 of the picture. */
  images: z.record(z.string(), z.string()),
})

export type CourseFileContent = z.infer<typeof CourseFile>
export type UnitFrontContent = z.infer<typeof UnitFront>
export type CourseContent = z.infer<typeof CourseContent>
export type Unit = z.infer<typeof Unit>
export type Quiz = z.infer<typeof QuizFile>
export type Question = z.infer<typeof Question>
export type Product = z.infer<typeof ProductFile>

function bestPoints(criteria: readonly z.infer<typeof Criterion>[]): number {
  return criteria.reduce((sum, c) => sum + (c.levels.at(-1)?.points ?? 0), 0)
}
