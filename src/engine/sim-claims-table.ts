/*
 * What five press reports say of one agreement, matter by matter: facts and figures only, after the published table of the reports
 * (R1 South China Morning Post by Yahoo Finance Singapore, R2 The Asia Business Daily, both 27 June 2024; R3 a technology site after
 * R1; R4 its French version by machine; R5 Latin America Reports, 4 July 2024). The claims are invented for teaching: a program
 * wrote them, true, changed, mixed and made up; no newspaper did.
 *
 * A stance has one letter per report, R1 to R5: s says it, o says otherwise, n says nothing of it.
 */

/** A sentence in each language. */
export interface Said { readonly es: string; readonly en: string }

/** A report; `after`: the one that it copies. */
export interface Report { readonly id: string; readonly name: Said; readonly after: string | null }

/** Something that one may claim of a matter. */
export interface Value {
  readonly stance: string
  /** 1: its figures stand in a report, -1: one of them stands in none, 0: it has none. */
  readonly figure: number
  /** How often it is drawn, against the others. */
  readonly weight: number
  readonly forms: readonly Said[]
}

export interface Matter {
  readonly id: string
  readonly name: Said
  /** What each report says of it, R1 to R5; null: nothing. */
  readonly cells: readonly (Said | null)[]
  readonly values: readonly Value[]
}

export const REPORTS: readonly Report[] = [
  { id: 'R1', name: { es: 'South China Morning Post', en: 'South China Morning Post' }, after: null },
  { id: 'R2', name: { es: 'The Asia Business Daily', en: 'The Asia Business Daily' }, after: null },
  { id: 'R3', name: { es: 'Un sitio de tecnología', en: 'A technology site' }, after: 'R1' },
  { id: 'R4', name: { es: 'La versión en francés, hecha por máquina', en: 'Its French version, made by machine' }, after: 'R1' },
  { id: 'R5', name: { es: 'Latin America Reports', en: 'Latin America Reports' }, after: null },
]

/** `es = en`, the writing of this file for a pair. */
function pair(text: string): Said {
  const [es, en] = text.split(' = ')
  return { es: es!, en: en! }
}

/** Cells of a matter, parted by `|`; an empty one says nothing. */
export function cells(text: string): (Said | null)[] {
  return text.split('|').map((cell) => (cell.trim() === '' ? null : pair(cell.trim())))
}

/** `stance figure weight`, then the forms. */
export function value(head: string, ...forms: readonly string[]): Value {
  const [stance, figure, weight] = head.split(' ')
  return { stance: stance!, figure: Number(figure), weight: Number(weight), forms: forms.map(pair) }
}

export function matter(id: string, name: string, inReports: string, ...values: readonly Value[]): Matter {
  return { id, name: pair(name), cells: cells(inReports), values }
}
