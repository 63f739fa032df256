import type { Text } from '../../lib/text.ts'
import { references } from './reading.ts'

/** The UIT of a year in soles; null for a year that is not in the table yet. */
export function uitOf(year: number): number | null {
  return references().uit.uit[String(year)] ?? null
}

export type FirmSize = 'micro' | 'small' | 'medium' | 'large'

/** The size of a firm by its sales in soles, with UIT and thresholds of the year of the sales; null when that year is in no table. */
export function firmSizeOf(sales: number, year: number): FirmSize | null {
  const uit = uitOf(year)
  const of = references().firmSizes.thresholds.filter((t) => t.since <= year).sort((a, b) => b.since - a.since)[0]
  if (uit === null || !of) return null
  const units = sales / uit
  return units <= of.micro ? 'micro' : units <= of.small ? 'small' : units <= of.medium ? 'medium' : 'large'
}

/** An activity of CIIU rev. 4. */
export interface Activity {
  /** Letter of the section. */
  readonly section: string
  readonly sectionName: Text
  readonly division: string
  readonly divisionName: Text
  /** Four digits; null when only a division was given. */
  readonly class: string | null
  /** Peru's fifth digit (ClaNAE). */
  readonly subclass: string | null
}

/** Reads a code of two, four or five digits, with or without the letter of its section ("G4711"); null when there is no such division, or the letter is another's. */
export function readCiiu(typed: string): Activity | null {
  const parts = /^([A-U])?[\s-]*(\d{2})(\d{2})?(\d)?$/.exec(typed.trim().toUpperCase())
  if (!parts) return null
  const [, letter, division = '', rest, subclass] = parts
  if (subclass !== undefined && rest === undefined) return null
  const { sections, divisions } = references().ciiu
  const divisionName = divisions[division]
  const found = Object.entries(sections).find(([, s]) => s.divisions[0] <= Number(division) && Number(division) <= s.divisions[1])
  if (!divisionName || !found || (letter && letter !== found[0])) return null
  const [section, { es, en }] = found
  return { section, sectionName: { es, en }, division, divisionName, class: rest ? division + rest : null, subclass: subclass ?? null }
}

/** Our kind of a document by another system's code ('01' of payrolls, 'F' of SUNAT); null when the code is unknown or we register nobody by it. */
export function documentTypeByCode(system: 'payroll' | 'sunat', code: string): string | null {
  const typed = system === 'payroll' ? code.trim().padStart(2, '0') : code.trim().toUpperCase()
  return references().documentCodes.codes.find((c) => c[system] === typed)?.ours ?? null
}
