import { z } from 'zod'
import { Line, Pair, PoolQuestion, Slug, UnitQuestion } from './question-file.ts'

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

const quiz = { id: Slug, title: Pair, draw: z.int().min(1) }

/** `quiz.yaml`: how many questions are drawn, and those of the pool that stand in no unit's own file. */
export const QuizFile = z.strictObject({ ...quiz, questions: z.array(PoolQuestion).default([]) })

/** The quiz with its whole pool, wherever the questions were written. */
const Quiz = z.strictObject({ ...quiz, questions: z.array(PoolQuestion).min(1) })
  .refine((quiz) => quiz.draw <= quiz.questions.length, { error: 'draws more questions than there are', path: ['draw'] })

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

/**
 * One language of a unit, with its Markdown. What later versions of this program added is optional and stays absent where it was
 * absent: a version is known by the hash of exactly what was kept.
 */
const UnitText = z.strictObject({
  title: Line, body: z.string(), sources: z.array(Source), practice: z.array(z.strictObject({ ask: Line, answer: Line })),
  /** What is said aloud, for who listens instead of reading; an empty line is a pause. */
  audio: Line.optional(),
})

const Unit = z.strictObject({
  id: Slug, module: z.string(), minutes: z.int(), competencies: z.array(z.string()), licence: Line, date: z.string(), reviewer: Line,
  es: UnitText, en: UnitText,
  /** Questions to practise with, marked on the phone; nothing is sent. */
  practice: z.array(UnitQuestion).min(1).optional(),
})

/** A whole course as it is kept for ever under its hash: everything that its files say, without their layout. */
export const CourseContent = z.strictObject({
  id: Slug, title: Pair, summary: Pair, licence: Line, units: z.array(Unit), quiz: Quiz, product: ProductFile, labs: z.array(Lab),
  /** Path in the course's folder -> SHA-256 of the picture. */
  images: z.record(z.string(), z.string()),
})

export type CourseFileContent = z.infer<typeof CourseFile>
export type UnitFrontContent = z.infer<typeof UnitFront>
export type CourseContent = z.infer<typeof CourseContent>
export type Unit = z.infer<typeof Unit>
export type Quiz = z.infer<typeof Quiz>
export type QuizFileContent = z.infer<typeof QuizFile>
/** A question of the pool. */
export type Question = PoolQuestion
export type Product = z.infer<typeof ProductFile>

function bestPoints(criteria: readonly z.infer<typeof Criterion>[]): number {
  return criteria.reduce((sum, c) => sum + (c.levels.at(-1)?.points ?? 0), 0)
}
