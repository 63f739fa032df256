import { z } from 'zod'
import { inImageOrder } from '../../engine/image-steps.ts'
import { acts, forecasts, isMethod, judgesClaims, makesGroups, ranks, readsMessages, saysClasses, saysNumbers, type MethodStep, type Step } from '../../engine/recipe.ts'
import { TASKS, type TaskName } from './task-name.ts'

/** Bounds of a knob, what it starts at, and, when only a few values make sense, those. */
export const Knob = z.strictObject({ least: z.number(), most: z.number(), start: z.number(), choices: z.array(z.number()).min(2).optional() })
  .refine((k) => [k.start, ...(k.choices ?? [])].every((x) => x >= k.least && x <= k.most), 'start and choices must lie between least and most')
export type Knob = z.infer<typeof Knob>

/** Months back that a recipe looks at: ascending, each once, so that one choice has one writing and one digest. */
export const Lags = z.array(z.int().min(0).max(120)).min(1).max(24)
  .refine((lags) => lags.every((l, i) => i === 0 || l > lags[i - 1]!), 'must ascend, each once')

/** Rows of a pool with the class that the learner says: ascending, each once, so that one choice has one writing and one digest. */
export const OwnLabels = z.array(z.tuple([z.int().min(0).max(100_000), z.int().min(0).max(100)])).min(1).max(1000)
  .refine((labels) => labels.every(([row], i) => i === 0 || row > labels[i - 1]![0]), 'must ascend, each row once')

export const ColumnName = z.string().regex(/^[a-z0-9]+(_[a-z0-9]+)*$/).max(40)
const Depth = z.int().min(1).max(30)
const Leaf = z.int().min(1).max(10_000)
const Trees = z.int().min(1).max(1000)
/** What each thing is worth in a score. */
const Weight = z.number().min(-1).max(1)

/** Most bytes of a program in UTF-8. */
export const MOST_SOURCE = 8192
/** A program: text without control characters other than line ends and tabs, which have one writing in JSON. */
export const Source = z.string().min(1).max(MOST_SOURCE).regex(/^[\t\n\u0020-\u007e\u00a0-\ud7ff\ue000-\uffff\u{10000}-\u{10ffff}]*$/u, 'holds characters that no program needs')
  .refine((text) => new TextEncoder().encode(text).length <= MOST_SOURCE, 'is longer than 8 KB')

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
  z.strictObject({ block: z.literal('kmeans'), groups: z.int().min(1).max(50), starts: z.int().min(1).max(100) }),
  z.strictObject({ block: z.literal('mean') }),
  z.strictObject({ block: z.literal('same'), column: ColumnName }),
  z.strictObject({ block: z.literal('tree'), depth: Depth, leaf: Leaf }),
  z.strictObject({ block: z.literal('forest'), trees: Trees, depth: Depth, leaf: Leaf }),
  z.strictObject({ block: z.literal('boosting'), trees: Trees, rate: z.number().positive().max(1), depth: Depth, leaf: Leaf }),
  z.strictObject({ block: z.literal('features'), names: z.array(z.string().regex(/^[a-z]+(-[a-z]+)*$/).max(20)).min(1).max(10) }),
  z.strictObject({ block: z.literal('first-come') }),
  z.strictObject({ block: z.literal('no-hold') }),
  z.strictObject({ block: z.literal('priority'), first: Weight, heaviest: Weight, shortest: Weight, weight_time: Weight, snug: Weight, tide: Weight, suited: Weight }),
  z.strictObject({
    block: z.literal('hold'), planned: z.number().min(120).max(360), share: z.number().min(0).max(2), most: z.number().min(0).max(90), lean: z.number().min(0).max(1),
  }),
  z.strictObject({ block: z.literal('search'), rounds: z.int().min(1).max(1000), population: z.int().min(2).max(1000), worlds: z.int().min(1).max(1000) }),
  z.strictObject({
    block: z.literal('q-learning'), episodes: z.int().min(1).max(100_000), rate: z.number().positive().max(1), discount: z.number().min(0).max(1), explore: z.number().min(0).max(1),
  }),
  z.strictObject({ block: z.literal('program'), source: Source }),
  z.strictObject({ block: z.literal('labels'), given: OwnLabels }),
  z.strictObject({ block: z.literal('count'), column: ColumnName, least: z.int().min(1).max(100) }),
  z.strictObject({ block: z.literal('code'), language: z.literal('python'), runtime: z.literal('pyodide').optional(), source: Source }),
  z.strictObject({ block: z.literal('keywords') }),
  z.strictObject({
    block: z.literal('words'), bits: z.int().min(1).max(20), epochs: z.int().min(1).max(1000), rate: z.number().positive().max(1000),
    penalty: z.number().min(0).max(1000), weight: z.number().positive().max(1000),
  }),
  z.strictObject({ block: z.literal('statistics') }),
  z.strictObject({ block: z.literal('flips'), across: z.boolean(), down: z.boolean(), shift: z.int().min(0).max(4) }),
  z.strictObject({ block: z.literal('centroid') }),
  z.strictObject({
    block: z.literal('network'), window: z.union([z.literal(3), z.literal(5)]), filters: z.int().min(4).max(32).multipleOf(4), second: z.int().min(0).max(32).multipleOf(4),
    epochs: z.int().min(1).max(200), rate: z.number().positive().max(1), penalty: z.number().min(0).max(10), batch: z.int().min(1).max(1000),
  }),
])).min(1).max(8).refine((steps) => TASKS.some((task) => inOrder(task, steps)), 'must be what prepares the data, each once and in order, then exactly one method')

/** Which steps are a recipe of a task, in which order. */
const ORDERS: Readonly<Record<TaskName, (before: string, method: MethodStep) => boolean>> = {
  /** [scale] method. */
  classes: (before, method) => saysClasses(method) && (before === '' || before === 'scale'),
  /** [anomalies] persistence, climatology alone, or [anomalies] lags ridge. */
  series: (before, method) => {
    if (!forecasts(method)) return false
    if (method.block === 'ridge') return before === 'lags' || before === 'anomalies lags'
    return before === '' || (before === 'anomalies' && method.block === 'persistence')
  },
  /** same alone, or [columns] [scale] method. */
  ranking: (before, method) => ranks(method) && (before === '' || (method.block !== 'same' && ['columns', 'scale', 'columns scale'].includes(before))),
  /** [columns] [scale] kmeans. */
  groups: (before, method) => makesGroups(method) && ['', 'columns', 'scale', 'columns scale'].includes(before),
  /** mean or same alone, or [columns] [scale] method. */
  numbers: (before, method) => saysNumbers(method)
    && (before === '' || (method.block !== 'mean' && method.block !== 'same' && ['columns', 'scale', 'columns scale'].includes(before))),
  /** [features] search, or another way to act alone. */
  policies: (before, method) => acts(method) && (before === '' || (before === 'features' && method.block === 'search')),
  /** [labels] count, or [labels] [columns] method. */
  claims: (before, method) => judgesClaims(method)
    && (before === '' || before === 'labels' || (method.block !== 'count' && (before === 'columns' || before === 'labels columns'))),
  /** A program alone. */
  code: (before, method) => before === '' && method.block === 'code',
  /** [labels] method. */
  messages: (before, method) => readsMessages(method) && (before === '' || before === 'labels'),
  /** [statistics] [scale] centroid or softmax, or [flips] network. */
  images: (before, method) => inImageOrder([...before.split(' ').filter((b) => b !== '').map((block) => ({ block })), method]),
}

/** Whether steps are what prepares the data, each once and in order, then exactly one method of the task. */
export function inOrder(task: TaskName, steps: readonly Step[]): boolean {
  const method = steps.at(-1)
  if (!method || !isMethod(method)) return false
  return ORDERS[task](steps.slice(0, -1).map((s) => s.block).join(' '), method)
}

export const Flipped = z.enum(['none', 'across', 'down', 'both'])
export const Scale = z.enum(['none', 'standard', 'min-max'])
const Method = z.enum(['majority', 'neighbours', 'softmax', 'climatology', 'persistence', 'ridge', 'mean', 'same', 'tree', 'forest', 'boosting', 'first-come', 'no-hold', 'priority', 'hold', 'search', 'q-learning', 'program', 'count', 'code',
  'kmeans', 'keywords', 'words', 'centroid', 'network'])
export const KNOBS = {
  k: z.number(), groups: z.number(), starts: z.number(), epochs: z.number(), rate: z.number(), penalty: z.number(), batch: z.number(), trees: z.number(), depth: z.number(), leaf: z.number(),
  first: z.number(), heaviest: z.number(), shortest: z.number(), weight_time: z.number(), snug: z.number(), tide: z.number(), suited: z.number(),
  planned: z.number(), share: z.number(), most: z.number(), lean: z.number(), rounds: z.number(), population: z.number(), worlds: z.number(),
  episodes: z.number(), discount: z.number(), explore: z.number(), least: z.number(), bits: z.number(), weight: z.number(),
  filters: z.number(), second: z.number(),
}

/** When a known mistake applies: every part that is there must fit. */
export const When = z.strictObject({
  scale: z.array(Scale).optional(), method: Method.optional(), anomalies: z.boolean().optional(),
  /** It does not look at the value this many months back. */
  without_lag: z.int().min(0).optional(),
  /** It looks at this many months or more. */
  lags_at_least: z.int().min(1).optional(),
  /** A search that was told what to look at, and not at this. */
  without_feature: z.string().optional(),
  /** The learner labelled so many herself, or fewer. */
  labels_at_most: z.int().min(0).optional(),
  /** All that she labelled is of one class. */
  labels_alike: z.literal(true).optional(),
  /** It names its columns, and this is none of them. */
  without_column: ColumnName.optional(),
  /** It looks at this column of the table: at all of them, where a method that learns names none. */
  looks_at: ColumnName.optional(),
  /** Its program contains one of these, and none of those. */
  has: z.array(z.string().min(1)).min(1).optional(), lacks: z.array(z.string().min(1)).min(1).optional(),
  /** It looks at statistics of a photo; it shows photos flipped so. */
  statistics: z.boolean().optional(), flips: z.array(Flipped).optional(),
  at_most: z.strictObject(KNOBS).partial().optional(), at_least: z.strictObject(KNOBS).partial().optional(),
})
export type When = z.infer<typeof When>

/** The values of a knob from which a simulated learner draws. */
export const several = (knob: z.ZodNumber) => z.array(knob).min(1)
