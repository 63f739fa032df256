import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import type { House } from '../../feature.ts'
import { ROOT } from '../../lib/root.ts'
import { OFFICE_VALUES } from './office-values.ts'
import { ADJUSTED, MEDIANS, TEN_THOUSAND, TUTORING } from './read.ts'
import { VALUES, type Value as PersonsValue } from './values.ts'

const Pair = z.strictObject({ es: z.string().trim().min(1), en: z.string().trim().min(1) })
const Value = z.enum([...VALUES, ...OFFICE_VALUES, ...TUTORING, ...MEDIANS, ADJUSTED])
const Part = z.strictObject({ value: z.union([Value, z.literal('target')]).optional(), es: z.string().trim().min(1), en: z.string().trim().min(1) })

/** `figures/kNN.yaml`: what a figure is. It names values and nothing else: there is no formula to hide anything in. */
const DefinitionFile = z.strictObject({
  id: z.string().regex(/^k([1-9]|1\d|2[0-4])$/),
  title: Pair,
  definition: Pair,
  numerator: Part,
  denominator: Part.nullable(),
  filters: Pair,
  missing: Pair,
  /** By what the monthly cut divides it; by entity also the page of the figure. */
  breakdowns: z.array(z.enum(['department', 'district', 'sex', 'age', 'group', 'language', 'entity'])),
  /** `one-minus`: the part that the numerator leaves. `ratio`: so many for each one below. `closed-sections`: only sections that are over. `cut`: only in the monthly cut. */
  shows: z.enum(['count', 'share', 'one-minus', 'steps', 'ratio', 'closed-sections', 'cut', 'nothing']),
  /** `none`: acts of the office, which no counting rule judges. */
  rule: z.enum(['in-force', 'none']),
  /** Said beside the figure: each a number, a part of another, or a limit in hundredths of a percent. */
  beside: z.array(Pair.extend({ value: Value, of: z.union([Value, z.literal(TEN_THOUSAND)]).optional() })).default([]),
  /** Why there is nothing to divide by yet, where that has a reason of its own. */
  empty: Pair.optional(),
  /** Why it cannot be computed: then it has no figure, which is not zero. */
  why: Pair.optional(),
}).refine((d) => (d.shows === 'nothing') === (d.why !== undefined), { error: 'says why exactly when it shows nothing', path: ['why'] })
  .refine((d) => d.shows === 'nothing' || d.shows === 'cut' || d.numerator.value !== undefined, { error: 'a computed figure names its value', path: ['numerator'] })

export type Definition = z.infer<typeof DefinitionFile> & { readonly hash: string; readonly file: string }

const KEY = 'figures'

/** Reads figures/; an Error names every mistake of every file. */
export function loadDefinitions(house: Pick<House, 'content'>): void {
  const folder = join(ROOT, 'figures')
  const mistakes: string[] = []
  const found = readdirSync(folder).filter((f) => f.endsWith('.yaml')).sort().flatMap((file): Definition[] => {
    const text = readFileSync(join(folder, file), 'utf8')
    const read = DefinitionFile.safeParse(parse(text))
    if (!read.success) {
      mistakes.push(...read.error.issues.map((i) => `figures/${file}: ${i.path.join('.')} ${i.message}`))
      return []
    }
    if (file !== `k${read.data.id.slice(1).padStart(2, '0')}.yaml`) mistakes.push(`figures/${file}: its id is ${read.data.id}`)
    return [{ ...read.data, file, hash: createHash('sha256').update(text).digest('hex') }]
  })
  if (mistakes.length > 0) throw new Error(`The figure files have ${mistakes.length} mistake(s):\n- ${mistakes.join('\n- ')}`)
  house.content.set(KEY, found)
}

/** K1 to K24 in order. */
export function definitions(house: Pick<House, 'content'>): readonly Definition[] {
  // Written by loadDefinitions only.
  return (house.content.get(KEY) as readonly Definition[] | undefined) ?? []
}

/** The value of persons that a figure shows, behind which there is evidence; undefined for what the office did. */
export function personValue(definition: Definition | undefined): PersonsValue | undefined {
  return VALUES.find((value) => value === definition?.numerator.value)
}

/** Behind what is said of tutors stand the times at risk of persons. */
export function ofTutors(definition: Definition | undefined): boolean {
  return definition?.denominator?.value === 'tutors'
}

/** One fingerprint for all files: what a cut says it was made with. */
export function definitionsHash(house: Pick<House, 'content'>): string {
  return createHash('sha256').update(definitions(house).map((d) => `${d.id} ${d.hash}`).join('\n')).digest('hex')
}
