import { z } from 'zod'
import { DATA, LAB, PassRight, SENTENCES, TextPair } from '../../lab-parts.ts'
import { Flipped, KNOBS, Knob, Scale, several } from '../../lab-steps.ts'

const family = { name: z.string(), learners: z.int().min(20).max(500).optional() }
const looked = { statistics: z.array(z.boolean()).min(1), scale: z.array(Scale).min(1) }

/** A way in which people go about a lab of photos: lists from which a simulated learner draws. */
const ImageFamily = z.discriminatedUnion('method', [
  z.strictObject({ ...family, ...looked, method: z.literal('centroid') }),
  z.strictObject({
    ...family, ...looked, method: z.literal('softmax'),
    epochs: several(KNOBS.epochs), rate: several(KNOBS.rate), penalty: several(KNOBS.penalty), batch: several(KNOBS.batch),
  }),
  z.strictObject({
    ...family, flips: z.array(Flipped).min(1), shift: z.array(z.int().min(0).max(4)).min(1), method: z.literal('network'),
    window: z.array(z.union([z.literal(3), z.literal(5)])).min(1), filters: several(KNOBS.filters), second: several(KNOBS.second),
    epochs: several(KNOBS.epochs), rate: several(KNOBS.rate), penalty: several(KNOBS.penalty), batch: several(KNOBS.batch),
  }),
])
export type ImageFamily = z.infer<typeof ImageFamily>

/** A lab that says what a photo shows. */
export const ImageLabFile = z.strictObject({
  ...LAB,
  task: z.literal('images'),
  /** A network's multiply-adds go many at once (image-cost.ts): more of them than in other labs take as long. */
  most_cost: z.int().positive().max(8_000_000_000),
  data: z.strictObject({
    ...DATA,
    share: z.number().gt(0).lt(1),
    /** Of a photo, in pixels. */
    size: z.strictObject({ rows: z.int().min(8).max(64), columns: z.int().min(8).max(64) }),
    /** How many photos, the last of the public file, are for practice only; 0: one practises on what one does not learn from. */
    practice: z.int().min(0),
    /** Whether pixels are looked at in photos of half the size. */
    halve: z.boolean(),
    classes: z.array(TextPair).min(2),
  }),
  blocks: z.strictObject({
    statistics: z.boolean(),
    scale: z.array(z.enum(['standard', 'min-max'])),
    centroid: z.boolean(),
    softmax: z.strictObject({ epochs: Knob, rate: Knob, penalty: Knob, batch: Knob }).optional(),
    flips: z.strictObject({ shift: Knob }).optional(),
    network: z.strictObject({ window: Knob, filters: Knob, second: Knob, epochs: Knob, rate: Knob, penalty: Knob, batch: Knob }).optional(),
  }),
  pass: PassRight,
  simulated: z.strictObject({ right: z.array(ImageFamily).min(1), wrong: z.array(ImageFamily).min(1) }),
  sentences: z.strictObject(SENTENCES),
})
export type ImageLabContent = z.infer<typeof ImageLabFile>
