import { z } from 'zod'
import { DATA, LAB, PassRight, SENTENCES, TextPair } from '../../lab-parts.ts'
import { KNOBS, Knob, Scale, several } from '../../lab-steps.ts'

const scale = z.array(Scale).min(1)

/** A way in which people go about a lab that says classes: lists from which a simulated learner draws. */
const ClassFamily = z.discriminatedUnion('method', [
  z.strictObject({ name: z.string(), scale, method: z.literal('majority') }),
  z.strictObject({ name: z.string(), scale, method: z.literal('neighbours'), k: several(KNOBS.k) }),
  z.strictObject({
    name: z.string(), scale, method: z.literal('softmax'),
    epochs: several(KNOBS.epochs), rate: several(KNOBS.rate), penalty: several(KNOBS.penalty), batch: several(KNOBS.batch),
  }),
])
export type ClassFamily = z.infer<typeof ClassFamily>

/** A lab that says which class a row is. */
export const ClassLabFile = z.strictObject({
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
  pass: PassRight,
  simulated: z.strictObject({ right: z.array(ClassFamily).min(1), wrong: z.array(ClassFamily).min(1) }),
  sentences: z.strictObject({ ...SENTENCES, balance: TextPair }),
})
export type ClassLabContent = z.infer<typeof ClassLabFile>
