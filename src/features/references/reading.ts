import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { ROOT } from '../../lib/root.ts'

const Name = z.object({ es: z.string(), en: z.string() })
const Dated = { origin: z.string(), version: z.string() }
const Year = z.number().int().min(1900).max(2200)

const Holidays = z.object({
  ...Dated,
  holidays: z.array(z.object({
    day: z.string().regex(/^\d\d-\d\d$/).optional(), easter: z.number().int().optional(), name: Name, law: z.string(), since: Year.optional(), until: Year.optional(),
  }).refine((h) => (h.day === undefined) !== (h.easter === undefined), 'a holiday has a day or is counted from Easter')),
  declared: z.array(z.object({ date: z.string().regex(/^\d{4}-\d\d-\d\d$/), name: Name, law: z.string() })),
})
const Uit = z.object({ ...Dated, uit: z.record(z.string().regex(/^\d{4}$/), z.number().positive()) })
const FirmSizes = z.object({ ...Dated, thresholds: z.array(z.object({ since: Year, micro: z.number(), small: z.number(), medium: z.number() })).min(1) })
const DocumentCodes = z.object({ ...Dated, codes: z.array(z.object({ name: Name, ours: z.string().nullable(), payroll: z.string().nullable(), sunat: z.string().nullable() })) })
const WorkingDays = z.number().int().min(1).max(60)
const Terms = z.object({ access: WorkingDays, rectification: WorkingDays, cancellation: WorkingDays, opposition: WorkingDays })
const DataRights = z.object({
  ...Dated, requests: Terms, extension: Terms, incidentHours: z.number().int().min(1),
})
const Ciiu = z.object({
  ...Dated,
  sections: z.record(z.string().regex(/^[A-U]$/), Name.extend({ divisions: z.tuple([z.number(), z.number()]) })),
  divisions: z.record(z.string().regex(/^\d\d$/), Name),
  classes: z.record(z.string().regex(/^\d{4}$/), Name),
})

function table<T>(file: string, shape: z.ZodType<T>): T {
  return shape.parse(parse(readFileSync(join(ROOT, 'src/features/references/tables', file), 'utf8')))
}

/** The tables beside this file, each with where it is from and its date; read once. */
export interface References {
  readonly holidays: z.infer<typeof Holidays>
  readonly uit: z.infer<typeof Uit>
  readonly firmSizes: z.infer<typeof FirmSizes>
  readonly documentCodes: z.infer<typeof DocumentCodes>
  readonly dataRights: z.infer<typeof DataRights>
  readonly ciiu: z.infer<typeof Ciiu>
}

let read: References | null = null

export function references(): References {
  read ??= {
    holidays: table('holidays.yaml', Holidays), uit: table('uit.yaml', Uit), firmSizes: table('firm-size.yaml', FirmSizes),
    documentCodes: table('document-codes.yaml', DocumentCodes), dataRights: table('data-rights.yaml', DataRights), ciiu: table('ciiu.yaml', Ciiu),
  }
  return read
}
