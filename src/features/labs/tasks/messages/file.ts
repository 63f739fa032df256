import { z } from 'zod'
import { DATA, LAB, PassSkill, SENTENCES, TextPair } from '../../lab-parts.ts'
import { KNOBS, Knob, several } from '../../lab-steps.ts'

/**
 * How simulated people label: as they read (rightly but for `slips`), at random, or always the same. `doubtful`: the second half of the
 * messages are those of which a model of the first half is least sure.
 */
const Labelled = {
  labels: z.array(z.int().min(0).max(1000)).min(1),
  how: z.enum(['reads', 'at-random', 'always-the-same']),
  slips: z.number().min(0).max(1),
  doubtful: z.boolean().optional(),
}

/** A way in which people go about a lab where the learner labels. */
const MessageFamily = z.discriminatedUnion('method', [
  z.strictObject({ name: z.string(), ...Labelled, method: z.literal('keywords') }),
  z.strictObject({
    name: z.string(), ...Labelled, method: z.literal('words'), bits: several(KNOBS.bits), epochs: several(KNOBS.epochs),
    rate: several(KNOBS.rate), penalty: several(KNOBS.penalty), weight: several(KNOBS.weight),
  }),
])
export type MessageFamily = z.infer<typeof MessageFamily>

/** A lab that says which class a message is of, and where the learner labels a part of what it learns from. */
export const MessageLabFile = z.strictObject({
  ...LAB,
  task: z.literal('messages'),
  data: z.strictObject({
    ...DATA,
    /** Messages with the class as given, read with care by somebody else, and without a class. */
    parts: z.strictObject({ given: z.int().positive(), checked: z.int().positive(), pool: z.int().positive() }),
    /** Part of the given ones that each learner's model learns from. */
    share: z.number().gt(0).lt(1),
    /** How many messages of the pool are each learner's own to label. */
    own: z.int().positive().max(400),
    /** `about` helps who labels; `keywords` are the baseline's, small and without accents. */
    classes: z.array(z.strictObject({ name: TextPair, about: TextPair, keywords: z.array(z.string().regex(/^[a-z0-9]+$/)).min(1) })).min(2).max(9),
    /** What the rule of keywords says when it finds none: the place of a class. */
    otherwise: z.int().min(0),
    /** Macro-F1 of the best reader on the hidden messages, where a simulator knows it. */
    ceiling: z.number().gt(0).lt(1).nullable(),
    /** The phrase from which src/engine/sim-message-files.ts made the public file: the check asks it how the pool should be labelled. */
    phrase: z.string().min(1),
  }),
  blocks: z.strictObject({ labels: z.boolean(), keywords: z.boolean(), words: z.strictObject({ bits: Knob, epochs: Knob, rate: Knob, penalty: Knob, weight: Knob }) }),
  /** How many messages the reference labels, rightly. */
  reference_labels: z.int().positive(),
  pass: PassSkill,
  simulated: z.strictObject({ right: z.array(MessageFamily).min(1), wrong: z.array(MessageFamily).min(1) }),
  sentences: z.strictObject({ ...SENTENCES, ceiling: TextPair }),
})
export type MessageLabContent = z.infer<typeof MessageLabFile>
