import { z } from 'zod'

/** What a learner's phone says: the QR's text after the #, or the six digits she typed. */
export const ScanData = z.union([z.strictObject({ scan: z.string().max(120) }), z.strictObject({ digits: z.string().regex(/^\d{6}$/) })])
export type ScanData = z.infer<typeof ScanData>

export const MarkData = z.strictObject({
  id: z.uuid(), enrolment: z.uuid(), mark: z.enum(['P', 'T', 'F', 'J']), minutes: z.int().min(1).max(600).nullish(),
  /** Number on the phone's list: what a refusal is called by, for names stay on the phone. */
  n: z.int().min(1).max(999),
})

/** One list as the tutor's phone took it. `session.made`: made on the phone; else it was known before. Times by the phone's clock. */
export const ListData = z.strictObject({
  programme: z.string().max(60), section: z.string().max(60),
  session: z.strictObject({
    id: z.uuid(),
    made: z.strictObject({
      starts: z.iso.datetime(), ends: z.iso.datetime(), minutes: z.int().min(1).max(600), mode: z.enum(['presencial', 'virtual']), site: z.string().max(200),
      /** What the phone adds to its clock for its QR, ms. */
      qrOff: z.number().min(-1e13).max(1e13),
    }).nullish(),
  }),
  cause: z.enum(['paper', 'phone-failed', 'no-signal', 'forgot', 'correction']).nullish(),
  /** None: only the session, so that people may scan its QR. */
  marks: z.array(MarkData).max(150),
})
export type ListData = z.infer<typeof ListData>
