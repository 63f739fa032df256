import { z } from 'zod'
import { PORT_SIGHT, RAIL_SIGHT } from '../../../../engine/policy-steps.ts'
import { DATA, LAB, PassSkill, SENTENCES, TextPair } from '../../lab-parts.ts'
import { Knob, Source } from '../../lab-steps.ts'

const some = z.array(z.number()).min(1)
const Weights = z.strictObject({
  first: z.number(), heaviest: z.number(), shortest: z.number(), weight_time: z.number(), snug: z.number(), tide: z.number(), suited: z.number(),
}).partial()

/** A way in which people go about a lab whose answer is a policy. */
const PolicyFamily = z.discriminatedUnion('method', [
  z.strictObject({ name: z.string(), method: z.literal('first-come') }),
  z.strictObject({ name: z.string(), method: z.literal('no-hold') }),
  /** Weights that are not named are 0. */
  z.strictObject({ name: z.string(), method: z.literal('priority'), weights: z.array(Weights).min(1) }),
  z.strictObject({ name: z.string(), method: z.literal('hold'), planned: some, share: some, most: some, lean: some }),
  z.strictObject({
    name: z.string(), method: z.literal('search'), rounds: some, population: some, worlds: some,
    /** Choices of what it may look at, one of which a learner makes at each try; without it everything. */
    features: z.array(z.array(z.enum([...PORT_SIGHT, ...RAIL_SIGHT])).min(1)).min(1).optional(),
  }),
  z.strictObject({ name: z.string(), method: z.literal('q-learning'), episodes: some, rate: some, discount: some, explore: some }),
])
export type PolicyFamily = z.infer<typeof PolicyFamily>

/** A lab in a simulated world: how to act there so that it costs little. */
export const PolicyLabFile = z.strictObject({
  ...LAB,
  task: z.literal('policies'),
  data: z.strictObject({
    ...DATA,
    share: z.number().gt(0).lt(1),
    world: z.enum(['port', 'rail']),
    /** Of the cost: "s". */
    unit: TextPair,
    /** What the plain wait is counted in, with its number: "{wait} horas". */
    plain: TextPair,
  }),
  blocks: z.strictObject({
    'first-come': z.boolean(),
    'no-hold': z.boolean(),
    /** Whether learners choose what a search looks at. */
    features: z.boolean(),
    priority: z.strictObject({ first: Knob, heaviest: Knob, shortest: Knob, weight_time: Knob, snug: Knob, tide: Knob, suited: Knob }).optional(),
    hold: z.strictObject({ planned: Knob, share: Knob, most: Knob, lean: Knob }).optional(),
    search: z.strictObject({ rounds: Knob, population: Knob, worlds: Knob }).optional(),
    'q-learning': z.strictObject({ episodes: Knob, rate: Knob, discount: Knob, explore: Knob }).optional(),
    /** Whether learners may write the policy: a function `decide` in JavaScript. */
    program: z.boolean().optional(),
  }),
  pass: PassSkill,
  simulated: z.strictObject({ right: z.array(PolicyFamily).min(1), wrong: z.array(PolicyFamily).min(1) }),
  /** Where a program is open: the one that stands in the editor first, and those that the check runs in the sandbox. */
  program: z.strictObject({ starter: Source, checked: z.array(z.strictObject({ name: z.string(), passes: z.boolean(), source: Source })) }).optional(),
  /** `practice` and `baseline` may tell the plain wait too: `{wait}` under her policy, `{before}` at the start, `{change}` with "less" or "more". */
  sentences: z.strictObject(SENTENCES),
})
export type PolicyLabContent = z.infer<typeof PolicyLabFile>
