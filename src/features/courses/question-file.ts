import { z } from 'zod'
import { plainWords, recognised } from '../questions/index.ts'

export const Line = z.string().trim().min(1, 'is empty')
export const Slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower case letters, digits and hyphens')
export const Pair = z.strictObject({ es: Line, en: Line })

const Option = z.strictObject({ text: Pair, right: z.boolean().default(false), why: Pair })
/** A text with nothing but punctuation would accept every answer of that kind. */
const Word = Line.refine((text) => plainWords(text) !== '', 'has no letters or digits')
const Words = z.strictObject({ es: z.array(Word).min(1), en: z.array(Word).min(1) })

type Pairs = readonly { readonly es: string; readonly en: string }[]
const distinct = (texts: Pairs): boolean => (['es', 'en'] as const).every((lang) => new Set(texts.map((t) => t[lang])).size === texts.length)

const asked = { id: Slug, ask: Pair }
const drawn = { ...asked, unit: Slug }

const options = { options: z.array(Option).min(2).max(8) }
const single = { ...options, kind: z.literal('single') }
const multiple = { ...options, kind: z.literal('multiple') }
const numeric = {
  kind: z.literal('numeric'), answer: z.number(), tolerance: z.number().min(0), why: Pair,
  /** Wrong values that people reach, each with its explanation. */
  slips: z.array(z.strictObject({ value: z.number(), why: Pair })).default([]),
}
/** Items in the right order. */
const order = { kind: z.literal('order'), items: z.array(Pair).min(3).max(6), why: Pair }
const match = { kind: z.literal('match'), pairs: z.array(z.strictObject({ left: Pair, right: Pair, why: Pair })).min(3).max(6) }
/** Compared without capitals, accents, punctuation and leading articles; either language is taken. */
const short = {
  kind: z.literal('short'), accept: Words, why: Pair,
  slips: z.array(z.strictObject({ texts: Words, why: Pair })).default([]),
}

type Opts = { readonly options: readonly { readonly right: boolean }[] }
const oneRight = (q: Opts): boolean => q.options.length <= 6 && q.options.filter((o) => o.right).length === 1
const ONE_RIGHT = { error: 'needs exactly one right option, and six options at most', path: ['options'] }
const someRight = (q: Opts): boolean => q.options.length >= 3 && q.options.filter((o) => o.right).length >= 2 && q.options.some((o) => !o.right)
const SOME_RIGHT = { error: 'needs two right options or more, and a wrong one', path: ['options'] }
const slipsApart = (q: { slips: readonly { value: number }[]; answer: number; tolerance: number }): boolean => q.slips.every((s) => Math.abs(s.value - q.answer) > q.tolerance)
const SLIPS_APART = { error: 'a slip lies within the tolerance of the answer', path: ['slips'] }
const itemsApart = (q: { items: Pairs }): boolean => distinct(q.items)
const ITEMS_APART = { error: 'two items are the same, so two orders would be right', path: ['items'] }
const pairsApart = (q: { pairs: readonly { left: Pairs[number]; right: Pairs[number] }[] }): boolean => distinct(q.pairs.map((p) => p.left)) && distinct(q.pairs.map((p) => p.right))
const PAIRS_APART = { error: 'each left and each right side may stand once', path: ['pairs'] }
type WordSet = z.infer<typeof Words>
const wordsApart = (q: { accept: WordSet; slips: readonly { texts: WordSet }[] }): boolean => q.slips.every((s) => [...s.texts.es, ...s.texts.en].every((t) => recognised(t, q.accept) === undefined))
const WORDS_APART = { error: 'a slip is among the texts that are accepted', path: ['slips'] }

/** A question of a unit's own file: the unit is the file's. */
export const UnitQuestion = z.discriminatedUnion('kind', [
  z.strictObject({ ...asked, ...single }).refine(oneRight, ONE_RIGHT),
  z.strictObject({ ...asked, ...multiple }).refine(someRight, SOME_RIGHT),
  z.strictObject({ ...asked, ...numeric }).refine(slipsApart, SLIPS_APART),
  z.strictObject({ ...asked, ...order }).refine(itemsApart, ITEMS_APART),
  z.strictObject({ ...asked, ...match }).refine(pairsApart, PAIRS_APART),
  z.strictObject({ ...asked, ...short }).refine(wordsApart, WORDS_APART),
])

/** A question of the pool, which says what unit it is about. */
export const PoolQuestion = z.discriminatedUnion('kind', [
  z.strictObject({ ...drawn, ...single }).refine(oneRight, ONE_RIGHT),
  z.strictObject({ ...drawn, ...multiple }).refine(someRight, SOME_RIGHT),
  z.strictObject({ ...drawn, ...numeric }).refine(slipsApart, SLIPS_APART),
  z.strictObject({ ...drawn, ...order }).refine(itemsApart, ITEMS_APART),
  z.strictObject({ ...drawn, ...match }).refine(pairsApart, PAIRS_APART),
  z.strictObject({ ...drawn, ...short }).refine(wordsApart, WORDS_APART),
])

/** `<unit>.questions.yaml`: what is practised beside the lesson, and the unit's part of the course's pool. */
export const QuestionsFile = z.strictObject({
  practice: z.array(UnitQuestion).default([]),
  pool: z.array(UnitQuestion).default([]),
}).refine((file) => file.practice.length + file.pool.length > 0, { error: 'has no question; leave the file away' })

export type UnitQuestion = z.infer<typeof UnitQuestion>
export type PoolQuestion = z.infer<typeof PoolQuestion>
export type QuestionsFileContent = z.infer<typeof QuestionsFile>
