import type { Text } from '../../lib/text.ts'
import type { Section } from '../cohorts/index.ts'
import type { Definition } from './definitions.ts'
import type { OfficeValues } from './office-values.ts'
import { RISK } from './risk-values.ts'
import { AFTER, type Value, type Values } from './values.ts'

/** What a figure says now. Not computed is never zero: `none` carries the reason. */
export type Figure =
  | { readonly kind: 'count'; readonly n: number }
  | { readonly kind: 'share'; readonly numerator: number; readonly denominator: number; readonly share: number }
  /** There is nobody to divide by yet. */
  | { readonly kind: 'empty'; readonly numerator: number; readonly denominator: 0; readonly why?: Text | undefined }
  /** So many for each one below: no part of a whole. */
  | { readonly kind: 'ratio'; readonly numerator: number; readonly denominator: number; readonly ratio: number }
  | { readonly kind: 'steps'; readonly steps: readonly { readonly value: Value; readonly n: number }[] }
  | { readonly kind: 'none'; readonly why: 'definition' | 'cut' | 'no-rule' | 'few' }

/** The way of K3, in order. */
export const STEPS: readonly Value[] = ['sent', 'eligible', 'enrolled', 'active', 'half', 'concluded', 'passed', 'counts']

/** Of K20, at a moment: a sum alone does not know what is over, nor a follower who teaches. */
export const TUTORING = ['learning-now', 'tutors', 'at-risk', 'contacted-in-time'] as const
export type Tutoring = Readonly<Record<(typeof TUTORING)[number], number>>
/** Of K1, beside it. */
export const ADJUSTED = 'counts-adjusted'
/** A limit is in hundredths of a percent. */
export const TEN_THOUSAND = 10_000

/** Fewer tutors would be known by their figure (DOMAIN.md 8: n under 10). */
const FEW_TUTORS = 10

/** Computed out of sums by person: a median is no sum. */
export const MEDIANS = ['days-to-certificate'] as const

export interface Known {
  readonly values: Values
  readonly office: OfficeValues
  /** Sums of the sections that are over. */
  readonly closed: Values
  readonly tutoring: Tutoring
  /** Whoever reads this may know what few tutors do: the office, but no tutor and no file. */
  readonly ofFew: boolean
  readonly target: number
  readonly inForce: boolean
}

export function read(definition: Definition, known: Known): Figure {
  const { shows, numerator, denominator } = definition
  if (shows === 'nothing') return { kind: 'none', why: 'definition' }
  if (!known.inForce && definition.rule === 'in-force') return { kind: 'none', why: 'no-rule' }
  if (shows === 'cut') return { kind: 'none', why: 'cut' }
  if (shows === 'steps') return { kind: 'steps', steps: STEPS.map((value) => ({ value, n: known.values[value] ?? 0 })) }
  if (hidden(definition, known)) return { kind: 'none', why: 'few' }
  const of = (value: string | undefined): number =>
    value === 'target' ? known.target : (shows === 'closed-sections' ? known.closed : all(known))[value ?? ''] ?? 0
  const above = of(numerator.value)
  if (shows === 'count' || !denominator) return { kind: 'count', n: above }
  const below = of(denominator.value)
  if (below === 0) return { kind: 'empty', numerator: above, denominator: 0, why: definition.empty }
  if (shows === 'ratio') return { kind: 'ratio', numerator: above, denominator: below, ratio: above / below }
  return { kind: 'share', numerator: above, denominator: below, share: shows === 'one-minus' ? 1 - above / below : above / below }
}

const all = ({ values, office, tutoring, inForce }: Known): Readonly<Record<string, number>> => ({ ...values, ...office, ...tutoring, ...medianDays(values), ...adjusted(values, office, inForce) })

/** The median of whole days; the lower one of two. Nothing when nobody has a certificado. */
function medianDays(values: Values): Partial<Record<(typeof MEDIANS)[number], number>> {
  const days = Object.entries(values).filter(([name]) => name.startsWith(AFTER)).map(([name, n]) => ({ day: Number(name.slice(AFTER.length)), n })).sort((a, b) => a.day - b.day)
  let left = Math.ceil(days.reduce((sum, { n }) => sum + n, 0) / 2)
  const median = days.find(({ n }) => (left -= n) <= 0)
  return median ? { 'days-to-certificate': median.day } : {}
}

/** K1 less the largest error that the last audit still allows, never rounded up (DOMAIN.md 8, K11). Unknown before an audit was closed. */
function adjusted({ counts = 0 }: Values, { 'audit-upper': upper }: OfficeValues, inForce: boolean): Readonly<Record<string, number>> {
  return upper === undefined || !inForce ? {} : { [ADJUSTED]: adjustedCount(counts, upper) }
}

/** `upper` in hundredths of a percent. */
export const adjustedCount = (counts: number, upper: number): number => Math.floor((counts * (TEN_THOUSAND - upper)) / TEN_THOUSAND)

function hidden(definition: Definition, { tutoring, ofFew }: Known): boolean {
  return definition.denominator?.value === 'tutors' && tutoring.tutors < FEW_TUTORS && !ofFew
}

/** `learning` is summed by enrolment, so that what is over can be taken away. */
export function tutoringOf(values: Values, closed: Values, tutors: number, risk: Values): Tutoring {
  return { 'learning-now': (values.learning ?? 0) - (closed.learning ?? 0), tutors, 'at-risk': risk['at-risk'] ?? 0, 'contacted-in-time': risk['contacted-in-time'] ?? 0 }
}

export interface Beside { readonly value: string; readonly text: Text; readonly n: number; readonly of: number | null; readonly limit: boolean }

/** What is said beside a figure; a value that nobody knows yet is not said. */
export function besides(definition: Definition, known: Known): Beside[] {
  const { beside } = definition
  if (hidden(definition, known)) return []
  const values = all(known)
  return beside.flatMap(({ value, of, es, en }) => (values[value] === undefined ? [] : [{ value, text: { es, en }, n: values[value], of: of === undefined ? null : of === TEN_THOUSAND ? of : values[of] ?? 0, limit: of === TEN_THOUSAND }]))
}

/** The sums of sections that are over, of all that were given. */
export function closedSum(sections: readonly Pick<Section, 'id'>[], sums: ReadonlyMap<string, Values>): Values {
  return total(sections.map(({ id }) => sums.get(id) ?? {}))
}

/** Times at risk whose 72 hours were over by the end of a day, of all sums that were given. */
export function riskBy(day: string, sums: ReadonlyMap<string, Values>): Values {
  return total([...sums].filter(([key]) => key.startsWith(RISK) && key <= RISK + day).map(([, values]) => values))
}

export function total(of: readonly Values[]): Values {
  const all: Record<string, number> = {}
  for (const values of of) for (const [name, n] of Object.entries(values)) all[name] = (all[name] ?? 0) + n
  return all
}

/** Persons who count now by the month of their certificate, summed up: [last day of the month, persons]. */
export function monthly(values: Values): { day: string; value: number }[] {
  const months = Object.keys(values).filter((name) => name.startsWith('counts-since:')).map((name) => name.slice('counts-since:'.length)).sort()
  let sum = 0
  return months.map((month) => {
    sum += values[`counts-since:${month}`] ?? 0
    return { day: lastDay(month), value: sum }
  })
}

/** '2026-02' -> '2026-02-28' */
export function lastDay(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10)
}
