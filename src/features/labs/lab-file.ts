import { z } from 'zod'
import { ClassFamily, Knob, NumberFamily, SeriesFamily, Steps, When } from './lab-steps.ts'

const TextPair = z.strictObject({ es: z.string().trim().min(1), en: z.string().trim().min(1) })
const Slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower case letters, digits and hyphens')
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hex digits')
const DataFile = z.strictObject({ file: z.string().regex(/^([a-z0-9-]+\/)?[a-z0-9-]+\.csv$/), rows: z.int().positive(), sha256: Sha256 })

const DATA = {
  public: DataFile,
  hidden: DataFile,
  source: TextPair,
  licence: z.string().min(1),
  url: z.url(),
  /** Said when the answers can be found outside. */
  known: TextPair.nullable(),
  row: TextPair,
  rows: TextPair,
}

const LAB = {
  id: Slug,
  version: z.int().positive(),
  minutes: z.int().positive(),
  title: TextPair,
  summary: TextPair,
  problem: TextPair,
  idea: TextPair,
  /** What this model must not decide. */
  limits: z.array(TextPair).min(1),
  most_cost: z.int().positive().max(200_000_000),
  starter: Steps,
  baseline: Steps,
  reference: Steps,
  predict: z.strictObject({ question: TextPair, options: z.array(TextPair).min(2), answer: z.int().min(0), because: TextPair }),
  hints: z.array(TextPair).length(3),
  mistakes: z.array(z.strictObject({ when: When, say: TextPair })),
}

/** A lab that says which class a row is. */
const ClassLabFile = z.strictObject({
  ...LAB,
  task: z.literal('classes'),
  data: z.strictObject({
    ...DATA,
    share: z.number().gt(0).lt(1),
    classes: z.array(TextPair).min(2),
    columns: z.record(z.string(), TextPair),
    plot: z.strictObject({ x: z.string(), y: z.string() }),
  }),
  blocks: z.strictObject({
    scale: z.array(z.enum(['standard', 'min-max'])),
    majority: z.boolean(),
    neighbours: z.strictObject({ k: Knob }).optional(),
    softmax: z.strictObject({ epochs: Knob, rate: Knob, penalty: Knob, batch: Knob }).optional(),
  }),
  /** How many hidden rows must be right. */
  pass: z.strictObject({ right: z.int().positive() }),
  simulated: z.strictObject({ right: z.array(ClassFamily).min(1), wrong: z.array(ClassFamily).min(1) }),
  sentences: z.strictObject({ practice: TextPair, learnt: TextPair, hidden: TextPair, baseline: TextPair, goal: TextPair, balance: TextPair }),
})

/** A lab that forecasts a monthly series. */
const SeriesLabFile = z.strictObject({
  ...LAB,
  task: z.literal('series'),
  data: z.strictObject({
    ...DATA,
    /** Of the values: "°C". */
    unit: z.string().min(1),
    /** What is measured, as a heading. */
    measure: TextPair,
    /** Months ahead. */
    horizon: z.int().min(1).max(24),
    /** Month of the first target. */
    start: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be YYYY-MM'),
    /** Years of targets, and how many of them each learner practises on. */
    years: z.int().min(2).max(200),
    practice: z.int().min(1).max(50),
    /** Months that are drawn together in the bootstrap of the fairness rule. */
    together: z.int().min(1).max(120),
  }),
  blocks: z.strictObject({
    anomalies: z.boolean(),
    /** Months back that may be looked at. */
    lags: z.array(z.int().min(0).max(120)).min(1).max(24),
    climatology: z.boolean(),
    persistence: z.boolean(),
    ridge: z.strictObject({ penalty: Knob }).optional(),
  }),
  /** Least skill against the baseline in mean absolute error on the hidden months: 0.06 is an error 6 % smaller. */
  pass: z.strictObject({ skill: z.number().gt(0).lt(1) }),
  simulated: z.strictObject({ right: z.array(SeriesFamily).min(1), wrong: z.array(SeriesFamily).min(1) }),
  sentences: z.strictObject({ practice: TextPair, learnt: TextPair, hidden: TextPair, baseline: TextPair, goal: TextPair, large: TextPair }),
})

/** A lab that says a number for each row of a table. */
const NumberLabFile = z.strictObject({
  ...LAB,
  task: z.literal('numbers'),
  data: z.strictObject({
    ...DATA,
    share: z.number().gt(0).lt(1),
    /** The target, the last column: its name in the file, as a heading, and its unit. */
    target: z.strictObject({ column: z.string(), name: TextPair, unit: TextPair }),
    columns: z.record(z.string(), TextPair),
    /** Drawn across at first; the target goes up. */
    plot: z.strictObject({ x: z.string() }),
    /** How errors are told and graded: mean absolute error, or root mean square error, where large ones weigh more. */
    metric: z.enum(['mae', 'rmse']),
    /** Error of the answer without noise on the hidden rows, where a simulator knows it: nobody can do better. */
    ceiling: z.number().positive().nullable(),
    /** Hidden rows that are drawn together in the bootstrap of the fairness rule: more than 1 where neighbouring rows are alike. */
    together: z.int().min(1).max(1000),
  }),
  blocks: z.strictObject({
    /** Whether learners choose the columns. */
    columns: z.boolean(),
    scale: z.array(z.enum(['standard', 'min-max'])),
    mean: z.boolean(),
    /** Columns that may be answered as they stand. */
    same: z.array(z.string()).min(1).optional(),
    ridge: z.strictObject({ penalty: Knob }).optional(),
    tree: z.strictObject({ depth: Knob, leaf: Knob }).optional(),
    forest: z.strictObject({ trees: Knob, depth: Knob, leaf: Knob }).optional(),
    boosting: z.strictObject({ trees: Knob, rate: Knob, depth: Knob, leaf: Knob }).optional(),
  }),
  /** Least skill against the baseline on the hidden rows. */
  pass: z.strictObject({ skill: z.number().gt(0).lt(1) }),
  simulated: z.strictObject({ right: z.array(NumberFamily).min(1), wrong: z.array(NumberFamily).min(1) }),
  sentences: z.strictObject({ practice: TextPair, learnt: TextPair, hidden: TextPair, baseline: TextPair, goal: TextPair, ceiling: TextPair }),
})

/** `labs/<id>/lab.yaml`. What only several fields or files together can get wrong is checked by load.ts. */
export const LabFile = z.discriminatedUnion('task', [ClassLabFile, SeriesLabFile, NumberLabFile])
export type ClassLabContent = z.infer<typeof ClassLabFile>
export type SeriesLabContent = z.infer<typeof SeriesLabFile>
export type NumberLabContent = z.infer<typeof NumberLabFile>
export type LabFileContent = z.infer<typeof LabFile>
export type ClassBlocks = ClassLabContent['blocks']
export type SeriesBlocks = SeriesLabContent['blocks']
export type NumberBlocks = NumberLabContent['blocks']
export type Blocks = ClassBlocks | SeriesBlocks | NumberBlocks
