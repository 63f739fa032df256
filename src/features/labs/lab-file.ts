import { z } from 'zod'
import type { Step } from '../../engine/recipe.ts'

const TextPair = z.strictObject({ es: z.string().trim().min(1), en: z.string().trim().min(1) })
const Slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower case letters, digits and hyphens')
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hex digits')

/** Bounds of a knob, what it starts at, and, when only a few values make sense, those. */
const Knob = z.strictObject({ least: z.number(), most: z.number(), start: z.number(), choices: z.array(z.number()).min(2).optional() })
  .refine((k) => [k.start, ...(k.choices ?? [])].every((x) => x >= k.least && x <= k.most), 'start and choices must lie between least and most')
export type Knob = z.infer<typeof Knob>

/** The steps of a recipe as any lab may have them; each lab narrows knobs further. Closed: an unknown block or key is refused. */
export const Steps = z.array(z.discriminatedUnion('block', [
  z.strictObject({ block: z.literal('scale'), by: z.enum(['standard', 'min-max']) }),
  z.strictObject({ block: z.literal('majority') }),
  z.strictObject({ block: z.literal('neighbours'), k: z.int().min(1).max(10_000) }),
  z.strictObject({
    block: z.literal('softmax'), epochs: z.int().min(1).max(100_000), rate: z.number().positive().max(1000),
    penalty: z.number().min(0).max(1000), batch: z.int().min(1).max(100_000),
  }),
])).min(1).max(8).refine(inOrder, 'must be at most one scale, then exactly one method')

function inOrder(steps: readonly Step[]): boolean {
  const methods = steps.filter((s) => s.block !== 'scale').length
  return methods === 1 && steps.length <= 2 && steps.at(-1)?.block !== 'scale'
}

const Scale = z.enum(['none', 'standard', 'min-max'])
const Method = z.enum(['majority', 'neighbours', 'softmax'])
const KNOBS = { k: z.number(), epochs: z.number(), rate: z.number(), penalty: z.number(), batch: z.number() }

/** When a known mistake applies: every part that is there must fit. */
const When = z.strictObject({
  scale: z.array(Scale).optional(), method: Method.optional(),
  at_most: z.strictObject(KNOBS).partial().optional(), at_least: z.strictObject(KNOBS).partial().optional(),
})
export type When = z.infer<typeof When>

const several = (knob: z.ZodNumber) => z.array(knob).min(1)
const Family = z.discriminatedUnion('method', [
  z.strictObject({ name: z.string(), scale: z.array(Scale).min(1), method: z.literal('majority') }),
  z.strictObject({ name: z.string(), scale: z.array(Scale).min(1), method: z.literal('neighbours'), k: several(KNOBS.k) }),
  z.strictObject({
    name: z.string(), scale: z.array(Scale).min(1), method: z.literal('softmax'),
    epochs: several(KNOBS.epochs), rate: several(KNOBS.rate), penalty: several(KNOBS.penalty), batch: several(KNOBS.batch),
  }),
])
/** A way in which people go about the lab: lists from which a simulated learner draws. */
export type Family = z.infer<typeof Family>

const DataFile = z.strictObject({ file: z.string().regex(/^([a-z0-9-]+\/)?[a-z0-9-]+\.csv$/), rows: z.int().positive(), sha256: Sha256 })

/** `labs/<id>/lab.yaml`. What only several fields or files together can get wrong is checked by load.ts. */
export const LabFile = z.strictObject({
  id: Slug,
  version: z.int().positive(),
  minutes: z.int().positive(),
  title: TextPair,
  summary: TextPair,
  problem: TextPair,
  idea: TextPair,
  /** What this model must not decide. */
  limits: z.array(TextPair).min(1),
  data: z.strictObject({
    public: DataFile,
    hidden: DataFile,
    share: z.number().gt(0).lt(1),
    source: TextPair,
    licence: z.string().min(1),
    url: z.url(),
    /** Said when the answers can be found outside. */
    known: TextPair.nullable(),
    classes: z.array(TextPair).min(2),
    row: TextPair,
    rows: TextPair,
    columns: z.record(z.string(), TextPair),
    plot: z.strictObject({ x: z.string(), y: z.string() }),
  }),
  blocks: z.strictObject({
    scale: z.array(z.enum(['standard', 'min-max'])),
    majority: z.boolean(),
    neighbours: z.strictObject({ k: Knob }).optional(),
    softmax: z.strictObject({ epochs: Knob, rate: Knob, penalty: Knob, batch: Knob }).optional(),
  }),
  most_cost: z.int().positive().max(200_000_000),
  /** How many hidden rows must be right. */
  pass: z.strictObject({ right: z.int().positive() }),
  starter: Steps,
  baseline: Steps,
  reference: Steps,
  simulated: z.strictObject({ right: z.array(Family).min(1), wrong: z.array(Family).min(1) }),
  predict: z.strictObject({ question: TextPair, options: z.array(TextPair).min(2), answer: z.int().min(0), because: TextPair }),
  hints: z.array(TextPair).length(3),
  mistakes: z.array(z.strictObject({ when: When, say: TextPair })),
  sentences: z.strictObject({ practice: TextPair, learnt: TextPair, hidden: TextPair, baseline: TextPair, goal: TextPair, balance: TextPair }),
})
export type LabFileContent = z.infer<typeof LabFile>
export type Blocks = LabFileContent['blocks']
