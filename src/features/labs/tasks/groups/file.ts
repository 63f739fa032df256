import { z } from 'zod'
import { DATA, LAB, PassSkill, SENTENCES, TextPair } from '../../lab-parts.ts'
import { ColumnName, KNOBS, Knob, Scale, several } from '../../lab-steps.ts'

/** A way in which people go about a lab that looks for groups. */
const ClusterFamily = z.strictObject({
  name: z.string(),
  /** Choices of columns, one of which a learner of the family makes at each try; without it all columns. */
  columns: z.array(z.array(ColumnName).min(1)).min(1).optional(),
  scale: z.array(Scale).min(1),
  method: z.literal('kmeans'),
  groups: several(KNOBS.groups),
  starts: several(KNOBS.starts),
})
export type ClusterFamily = z.infer<typeof ClusterFamily>

/** A lab that looks for groups; only its hidden file says in its last column, `group`, which they are. */
export const ClusterLabFile = z.strictObject({
  ...LAB,
  task: z.literal('groups'),
  data: z.strictObject({
    ...DATA,
    share: z.number().gt(0).lt(1),
    columns: z.record(z.string(), TextPair),
    /** Drawn across and up at first. */
    plot: z.strictObject({ x: z.string(), y: z.string() }),
    /** Adjusted Rand index of the likeliest groups on the hidden rows, where a simulator knows it. */
    ceiling: z.number().gt(0).max(1).nullable(),
  }),
  blocks: z.strictObject({
    /** Whether learners choose the columns. */
    columns: z.boolean(),
    scale: z.array(z.enum(['standard', 'min-max'])),
    kmeans: z.strictObject({ groups: Knob, starts: Knob }),
  }),
  pass: PassSkill,
  simulated: z.strictObject({ right: z.array(ClusterFamily).min(1), wrong: z.array(ClusterFamily).min(1) }),
  sentences: z.strictObject({ ...SENTENCES, ceiling: TextPair }),
})
export type ClusterLabContent = z.infer<typeof ClusterLabFile>
