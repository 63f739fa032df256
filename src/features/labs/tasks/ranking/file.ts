import { z } from 'zod'
import { DATA, LAB, PassSkill, SENTENCES, TextPair } from '../../lab-parts.ts'
import { ColumnName, KNOBS, Knob, Scale, several } from '../../lab-steps.ts'

const scale = z.array(Scale).min(1)
const grown = { depth: several(KNOBS.depth), leaf: several(KNOBS.leaf) }
/** Choices of columns, one of which a learner of the family makes at each try; without it all columns. */
const looked = { columns: z.array(z.array(ColumnName).min(1)).min(1).optional() }

/** A way in which people go about a lab that ranks rows. */
const AlarmFamily = z.discriminatedUnion('method', [
  z.strictObject({ name: z.string(), method: z.literal('same'), column: z.array(ColumnName).min(1) }),
  z.strictObject({
    name: z.string(), ...looked, scale, method: z.literal('softmax'),
    epochs: several(KNOBS.epochs), rate: several(KNOBS.rate), penalty: several(KNOBS.penalty), batch: several(KNOBS.batch),
  }),
  z.strictObject({ name: z.string(), ...looked, method: z.literal('tree'), ...grown }),
  z.strictObject({ name: z.string(), ...looked, method: z.literal('forest'), trees: several(KNOBS.trees), ...grown }),
  z.strictObject({ name: z.string(), ...looked, method: z.literal('boosting'), trees: several(KNOBS.trees), rate: several(KNOBS.rate), ...grown }),
])
export type AlarmFamily = z.infer<typeof AlarmFamily>

/** A lab that puts rows of machines in order of urgency. */
export const AlarmLabFile = z.strictObject({
  ...LAB,
  task: z.literal('ranking'),
  data: z.strictObject({
    ...DATA,
    share: z.number().gt(0).lt(1),
    /** Whose row it is, the first column, which no model looks at. */
    machine: z.strictObject({ column: z.string(), name: TextPair, plural: TextPair }),
    /** What one wants to know in time, the last column, 1 or 0: as a heading, and as said of one row of either kind. */
    label: z.strictObject({ column: z.string(), name: TextPair, yes: TextPair, no: TextPair }),
    columns: z.record(z.string(), TextPair),
    /** What is drawn of a machine at first, whose rows stand so many hours apart. */
    plot: z.strictObject({ y: z.string(), hours: z.int().positive() }),
    /** Average precision of the true chance on the hidden rows, where a simulator knows it: nobody ranks better. */
    ceiling: z.number().gt(0).max(1).nullable(),
  }),
  blocks: z.strictObject({
    /** Whether learners choose the columns. */
    columns: z.boolean(),
    scale: z.array(z.enum(['standard', 'min-max'])),
    /** Columns that may be the score as they stand. */
    same: z.array(z.string()).min(1).optional(),
    softmax: z.strictObject({ epochs: Knob, rate: Knob, penalty: Knob, batch: Knob }).optional(),
    tree: z.strictObject({ depth: Knob, leaf: Knob }).optional(),
    forest: z.strictObject({ trees: Knob, depth: Knob, leaf: Knob }).optional(),
    boosting: z.strictObject({ trees: Knob, rate: Knob, depth: Knob, leaf: Knob }).optional(),
  }),
  pass: PassSkill,
  simulated: z.strictObject({ right: z.array(AlarmFamily).min(1), wrong: z.array(AlarmFamily).min(1) }),
  /** accuracy: what saying no to every row would come to. */
  sentences: z.strictObject({ ...SENTENCES, ceiling: TextPair, accuracy: TextPair }),
})
export type AlarmLabContent = z.infer<typeof AlarmLabFile>
