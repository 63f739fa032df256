import { z } from 'zod'
import { EVIDENCE } from '../../../../engine/claim-evidence.ts'
import { HABITS } from '../../../../engine/claim-labels.ts'
import { VERDICTS } from '../../../../engine/claims-file.ts'
import { DATA, LAB, PassSkill, SENTENCES, TextPair } from '../../lab-parts.ts'
import { KNOBS, Knob, several } from '../../lab-steps.ts'

const Evidence = z.enum(EVIDENCE)
/** How many labels a simulated learner gives, in which habit (claim-labels.ts), and how often she slips; which evidence she chooses: one of the lists at each try. */
const labelled = {
  habit: z.enum(HABITS), labels: z.array(z.int().min(1).max(1000)).min(1), slips: z.array(z.number().min(0).max(1)).min(1),
  columns: z.array(z.array(Evidence).min(1)).min(1).optional(),
}

/** A way in which people go about a lab that checks claims. */
const ClaimFamily = z.discriminatedUnion('method', [
  z.strictObject({ name: z.string(), method: z.literal('count'), column: z.array(Evidence).min(1), least: several(KNOBS.least) }),
  z.strictObject({ name: z.string(), ...labelled, method: z.literal('tree'), depth: several(KNOBS.depth), leaf: several(KNOBS.leaf) }),
  z.strictObject({
    name: z.string(), ...labelled, method: z.literal('softmax'), epochs: several(KNOBS.epochs), rate: several(KNOBS.rate), penalty: several(KNOBS.penalty), batch: several(KNOBS.batch),
  }),
])
export type ClaimFamily = z.infer<typeof ClaimFamily>

/** A lab that checks claims against reports; the learner gives the labels. */
export const ClaimLabFile = z.strictObject({
  ...LAB,
  task: z.literal('claims'),
  data: z.strictObject({
    ...DATA,
    /** Claims without a verdict, and checked ones. */
    parts: z.strictObject({ pool: z.int().positive(), checked: z.int().positive() }),
    /** How many of the pool are each learner's own to label, and on how many checked ones she practises. */
    own: z.int().positive().max(400),
    practice: z.int().positive(),
    /** The verdicts: a name, what it means, and a sign that needs no colour. */
    classes: z.array(z.strictObject({ name: TextPair, about: TextPair, sign: z.string().min(1).max(2) })).length(VERDICTS.length),
    /** The evidence, every piece of it in the order of EVIDENCE. */
    columns: z.record(z.string(), TextPair),
  }),
  blocks: z.strictObject({
    labels: z.boolean(), columns: z.boolean(),
    count: z.strictObject({ least: Knob }).optional(),
    tree: z.strictObject({ depth: Knob, leaf: Knob }).optional(),
    softmax: z.strictObject({ epochs: Knob, rate: Knob, penalty: Knob, batch: Knob }).optional(),
  }),
  /** How many claims the reference labels, with care. */
  reference_labels: z.int().positive(),
  pass: PassSkill,
  simulated: z.strictObject({ right: z.array(ClaimFamily).min(1), wrong: z.array(ClaimFamily).min(1) }),
  /** `published`: of 100 sentences let through as confirmed, {n} are not. */
  sentences: z.strictObject({ ...SENTENCES, published: TextPair }),
})
export type ClaimLabContent = z.infer<typeof ClaimLabFile>
