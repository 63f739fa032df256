import { z } from 'zod'
import { DATA, LAB, PassRight, SENTENCES, TextPair } from '../../lab-parts.ts'

/** A way in which people go about the lab, by its twin (twins.ts): lists from which a simulated learner draws. */
const CodeFamily = z.discriminatedUnion('twin', [
  z.strictObject({ name: z.string(), twin: z.literal('common') }),
  z.strictObject({ name: z.string(), twin: z.literal('first') }),
  z.strictObject({ name: z.string(), twin: z.literal('centroid') }),
  z.strictObject({ name: z.string(), twin: z.literal('neighbours'), k: z.array(z.int().min(1).max(99)).min(1) }),
  z.strictObject({ name: z.string(), twin: z.literal('softmax'), epochs: z.array(z.int().min(1).max(100)).min(1), rate: z.array(z.number().positive()).min(1) }),
])
export type CodeFamily = z.infer<typeof CodeFamily>

/** A lab in which the learner writes the program herself: `entrenar(X, y)` and `predecir(modelo, X)`. */
export const CodeLabFile = z.strictObject({
  ...LAB,
  task: z.literal('code'),
  data: z.strictObject({
    ...DATA,
    share: z.number().gt(0).lt(1),
    practice: z.int().min(20).max(500),
    classes: z.array(TextPair).min(2),
    /** Rows are pictures: so many points wide, each from 0 to `black`. */
    picture: z.strictObject({ width: z.int().min(2).max(64), black: z.int().positive() }),
  }),
  blocks: z.strictObject({ code: z.literal(true) }),
  pass: PassRight,
  /** How starter, baseline and reference would be written as twins: the check compares answers. The baseline of a grade is the centroid's. */
  twins: z.strictObject({ starter: CodeFamily, baseline: CodeFamily, reference: CodeFamily }),
  simulated: z.strictObject({ right: z.array(CodeFamily).min(1), wrong: z.array(CodeFamily).min(1) }),
  /** Programs that the check runs in the sandbox beside those three. */
  programs: z.array(z.strictObject({ name: z.string(), passes: z.boolean(), source: z.string().min(1).max(8192) })),
  sentences: z.strictObject({ ...SENTENCES }),
})
export type CodeLabContent = z.infer<typeof CodeLabFile>
