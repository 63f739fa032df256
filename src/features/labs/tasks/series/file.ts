import { z } from 'zod'
import { DATA, LAB, PassSkill, SENTENCES, TextPair } from '../../lab-parts.ts'
import { KNOBS, Knob, Lags, several } from '../../lab-steps.ts'

const anomalies = z.array(z.boolean()).min(1)

/** A way in which people go about a lab on a series. */
const SeriesFamily = z.discriminatedUnion('method', [
  z.strictObject({ name: z.string(), method: z.literal('climatology') }),
  z.strictObject({ name: z.string(), anomalies, method: z.literal('persistence') }),
  z.strictObject({ name: z.string(), anomalies, lags: z.array(Lags).min(1), method: z.literal('ridge'), penalty: several(KNOBS.penalty) }),
])
export type SeriesFamily = z.infer<typeof SeriesFamily>

/** A lab that forecasts a monthly series. */
export const SeriesLabFile = z.strictObject({
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
  }),
  blocks: z.strictObject({
    anomalies: z.boolean(),
    /** Months back that may be looked at. */
    lags: z.array(z.int().min(0).max(120)).min(1).max(24),
    climatology: z.boolean(),
    persistence: z.boolean(),
    ridge: z.strictObject({ penalty: Knob }).optional(),
  }),
  /** In mean absolute error. */
  pass: PassSkill,
  simulated: z.strictObject({ right: z.array(SeriesFamily).min(1), wrong: z.array(SeriesFamily).min(1) }),
  sentences: z.strictObject({ ...SENTENCES, large: TextPair }),
})
export type SeriesLabContent = z.infer<typeof SeriesLabFile>
