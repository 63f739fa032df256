import { z } from 'zod'
import { DATA, LAB, PassSkill, SENTENCES, TextPair } from '../../lab-parts.ts'
import { ColumnName, KNOBS, Knob, Scale, several } from '../../lab-steps.ts'

const scale = z.array(Scale).min(1)
const grown = { depth: several(KNOBS.depth), leaf: several(KNOBS.leaf) }
/** Choices of columns, one of which a learner of the family makes at each try; without it all columns. */
const looked = { columns: z.array(z.array(ColumnName).min(1)).min(1).optional() }

/** A way in which people go about a lab whose target is a number. */
const NumberFamily = z.discriminatedUnion('method', [
  z.strictObject({ name: z.string(), method: z.literal('mean') }),
  z.strictObject({ name: z.string(), method: z.literal('same'), column: z.array(ColumnName).min(1) }),
  z.strictObject({ name: z.string(), ...looked, scale, method: z.literal('ridge'), penalty: several(KNOBS.penalty) }),
  z.strictObject({ name: z.string(), ...looked, method: z.literal('tree'), ...grown }),
  z.strictObject({ name: z.string(), ...looked, method: z.literal('forest'), trees: several(KNOBS.trees), ...grown }),
  z.strictObject({ name: z.string(), ...looked, method: z.literal('boosting'), trees: several(KNOBS.trees), rate: several(KNOBS.rate), ...grown }),
])
export type NumberFamily = z.infer<typeof NumberFamily>

/** A lab that says a number for each row of a table. */
export const NumberLabFile = z.strictObject({
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
  pass: PassSkill,
  simulated: z.strictObject({ right: z.array(NumberFamily).min(1), wrong: z.array(NumberFamily).min(1) }),
  sentences: z.strictObject({ ...SENTENCES, ceiling: TextPair }),
})
export type NumberLabContent = z.infer<typeof NumberLabFile>
