import { z } from 'zod'
import { forecasts, isMethod, saysClasses, saysNumbers, type Step } from '../../engine/recipe.ts'

/** Bounds of a knob, what it starts at, and, when only a few values make sense, those. */
export const Knob = z.strictObject({ least: z.number(), most: z.number(), start: z.number(), choices: z.array(z.number()).min(2).optional() })
  .refine((k) => [k.start, ...(k.choices ?? [])].every((x) => x >= k.least && x <= k.most), 'start and choices must lie between least and most')
export type Knob = z.infer<typeof Knob>

/** Months back that a recipe looks at: ascending, each once, so that one choice has one writing and one digest. */
export const Lags = z.array(z.int().min(0).max(120)).min(1).max(24)
  .refine((lags) => lags.every((l, i) => i === 0 || l > lags[i - 1]!), 'must ascend, each once')

const ColumnName = z.string().regex(/^[a-z0-9]+(_[a-z0-9]+)*$/).max(40)
const Depth = z.int().min(1).max(30)
const Leaf = z.int().min(1).max(10_000)
const Trees = z.int().min(1).max(1000)

/** The steps of a recipe as any lab may have them; each lab narrows knobs further. Closed: an unknown block or key is refused. */
export const Steps = z.array(z.discriminatedUnion('block', [
  z.strictObject({ block: z.literal('scale'), by: z.enum(['standard', 'min-max']) }),
  z.strictObject({ block: z.literal('majority') }),
  z.strictObject({ block: z.literal('neighbours'), k: z.int().min(1).max(10_000) }),
  z.strictObject({
    block: z.literal('softmax'), epochs: z.int().min(1).max(100_000), rate: z.number().positive().max(1000),
    penalty: z.number().min(0).max(1000), batch: z.int().min(1).max(100_000),
  }),
  z.strictObject({ block: z.literal('anomalies') }),
  z.strictObject({ block: z.literal('lags'), months: Lags }),
  z.strictObject({ block: z.literal('climatology') }),
  z.strictObject({ block: z.literal('persistence') }),
  z.strictObject({ block: z.literal('ridge'), penalty: z.number().min(0).max(1e9) }),
  z.strictObject({ block: z.literal('columns'), names: z.array(ColumnName).min(1).max(60) }),
  z.strictObject({ block: z.literal('mean') }),
  z.strictObject({ block: z.literal('same'), column: ColumnName }),
  z.strictObject({ block: z.literal('tree'), depth: Depth, leaf: Leaf }),
  z.strictObject({ block: z.literal('forest'), trees: Trees, depth: Depth, leaf: Leaf }),
  z.strictObject({ block: z.literal('boosting'), trees: Trees, rate: z.number().positive().max(1), depth: Depth, leaf: Leaf }),
])).min(1).max(8).refine((steps) => TASKS.some((task) => inOrder(task, steps)), 'must be what prepares the data, each once and in order, then exactly one method')

const TASKS = ['classes', 'series', 'numbers'] as const
export type Task = (typeof TASKS)[number]

/**
 * Classes: [scale] method. Series: [anomalies] persistence, climatology alone, or [anomalies] lags ridge. Numbers: mean or same
 * alone, or [columns] [scale] method.
 */
export function inOrder(task: Task, steps: readonly Step[]): boolean {
  const method = steps.at(-1)
  if (!method || !isMethod(method)) return false
  const before = steps.slice(0, -1).map((s) => s.block).join(' ')
  if (task === 'classes') return saysClasses(method) && (before === '' || before === 'scale')
  if (task === 'numbers') {
    if (!saysNumbers(method)) return false
    return before === '' || (method.block !== 'mean' && method.block !== 'same' && ['columns', 'scale', 'columns scale'].includes(before))
  }
  if (!forecasts(method)) return false
  if (method.block === 'ridge') return before === 'lags' || before === 'anomalies lags'
  return before === '' || (before === 'anomalies' && method.block === 'persistence')
}

export const Scale = z.enum(['none', 'standard', 'min-max'])
const Method = z.enum(['majority', 'neighbours', 'softmax', 'climatology', 'persistence', 'ridge', 'mean', 'same', 'tree', 'forest', 'boosting'])
export const KNOBS = { k: z.number(), epochs: z.number(), rate: z.number(), penalty: z.number(), batch: z.number(), trees: z.number(), depth: z.number(), leaf: z.number() }

/** When a known mistake applies: every part that is there must fit. */
export const When = z.strictObject({
  scale: z.array(Scale).optional(), method: Method.optional(), anomalies: z.boolean().optional(),
  /** It does not look at the value this many months back. */
  without_lag: z.int().min(0).optional(),
  /** It looks at this many months or more. */
  lags_at_least: z.int().min(1).optional(),
  at_most: z.strictObject(KNOBS).partial().optional(), at_least: z.strictObject(KNOBS).partial().optional(),
})
export type When = z.infer<typeof When>

const several = (knob: z.ZodNumber) => z.array(knob).min(1)
const anomalies = z.array(z.boolean()).min(1)

/** A way in which people go about a lab that says classes: lists from which a simulated learner draws. */
export const ClassFamily = z.discriminatedUnion('method', [
  z.strictObject({ name: z.string(), scale: z.array(Scale).min(1), method: z.literal('majority') }),
  z.strictObject({ name: z.string(), scale: z.array(Scale).min(1), method: z.literal('neighbours'), k: several(KNOBS.k) }),
  z.strictObject({
    name: z.string(), scale: z.array(Scale).min(1), method: z.literal('softmax'),
    epochs: several(KNOBS.epochs), rate: several(KNOBS.rate), penalty: several(KNOBS.penalty), batch: several(KNOBS.batch),
  }),
])
export type ClassFamily = z.infer<typeof ClassFamily>

/** The same for a lab on a series. */
export const SeriesFamily = z.discriminatedUnion('method', [
  z.strictObject({ name: z.string(), method: z.literal('climatology') }),
  z.strictObject({ name: z.string(), anomalies, method: z.literal('persistence') }),
  z.strictObject({ name: z.string(), anomalies, lags: z.array(Lags).min(1), method: z.literal('ridge'), penalty: several(KNOBS.penalty) }),
])
export type SeriesFamily = z.infer<typeof SeriesFamily>

const scale = z.array(Scale).min(1)
const grown = { depth: several(KNOBS.depth), leaf: several(KNOBS.leaf) }

/** The same for a lab whose target is a number. */
/** Choices of columns, one of which a learner of the family makes at each try; without it all columns. */
const looked = { columns: z.array(z.array(ColumnName).min(1)).min(1).optional() }

export const NumberFamily = z.discriminatedUnion('method', [
  z.strictObject({ name: z.string(), method: z.literal('mean') }),
  z.strictObject({ name: z.string(), method: z.literal('same'), column: z.array(ColumnName).min(1) }),
  z.strictObject({ name: z.string(), ...looked, scale, method: z.literal('ridge'), penalty: several(KNOBS.penalty) }),
  z.strictObject({ name: z.string(), ...looked, method: z.literal('tree'), ...grown }),
  z.strictObject({ name: z.string(), ...looked, method: z.literal('forest'), trees: several(KNOBS.trees), ...grown }),
  z.strictObject({ name: z.string(), ...looked, method: z.literal('boosting'), trees: several(KNOBS.trees), rate: several(KNOBS.rate), ...grown }),
])
export type NumberFamily = z.infer<typeof NumberFamily>
