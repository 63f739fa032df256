import { readExt, type Stored } from '../../record/statement.ts'
import { EPISODE_VERBS } from '../tutoring/index.ts'
import { riskByDay, sectionNow, type DaysOf } from './risk-values.ts'
import { readPerson, VERB, verbIri, type PersonWith, type Rule } from '../programmes/index.ts'

/** What one person adds to the figures: persons are 1, the others are counts or minutes. Definition files may name these and nothing else. */
export const VALUES = [
  'sent', 'eligible', 'enrolled', 'identity', 'active', 'half', 'concluded', 'passed', 'certified', 'counts', 'left', 'left-with-cause', 'enrolments',
  'certificates-issued', 'certificates-revoked', 'minutes-attended', 'minutes-late-or-by-hand', 'worked-after-death', 'learning',
] as const
export type Value = (typeof VALUES)[number]
/**
 * Besides these: `counts-since:2026-03`, a person who counts now and was certified in that month; `certified-after:12`, one whose first certificado came
 * so many days after the last mark before it. Zeros are left out.
 */
export type Values = Readonly<Record<string, number>>

const APPLIED = verbIri('applied')
const ELIGIBLE = verbIri('foundEligible')
const TRANSFERRED = verbIri('transferred')
/** Read by the monthly cuts, which report apart who is tied to an executing entity. */
const TAGGED = verbIri('tagged')
/** Besides enrolments: whoever has one of these may add something. */
export const OF_APPLICANTS: readonly string[] = [APPLIED, ELIGIBLE, TRANSFERRED, TAGGED]
/** What is read besides what rules read. */
export const MORE_VERBS: readonly string[] = [...OF_APPLICANTS, ...EPISODE_VERBS]

const DAY_MS = 86_400_000
const LATE_MS = 48 * 3_600_000
const FIRST_DAYS = 14
/** `certified-after:` and a number of days, at most so many. */
export const AFTER = 'certified-after:'
const LONGEST_DAYS = 999

/**
 * The persons whose enrolments are in exactly these sections stand under this and their names: nobody knows of whom a person in several is. Who
 * is in one alone stands with it. So each person stands once (`alone`), with all her rows, and parts always add up to the whole.
 */
export const WITH = 'with:'

export interface PersonValues {
  readonly values: Values
  /** The same by section; what she reached belongs to the section of her latest enrolment. Also under `with:` and several, and `risk:` and a day. */
  readonly sections: ReadonlyMap<string, Values>
}

/** Pure. The meaning of each value stands in the definition files of figures/. `days`: of the sections she is or was in. */
export function personValues(rule: Rule, person: PersonWith, days: DaysOf): PersonValues {
  const reading = readPerson(person.agents, person.statements)
  const said = (verb: string): boolean => person.statements.some((s) => s.verb === verb && s.authority === 'command')
  const requirement = (id: string) => person.evaluation.requirements.find((r) => r.id === id)
  const minutes = requirement('minutes')
  const have = minutes?.id === 'minutes' ? minutes.have : 0
  const enrolled = [...reading.standing(VERB.enrolled)].filter((s) => s.registration !== null)
  // Who has neither a place nor an application adds nothing, whatever else is told of her.
  if (enrolled.length === 0 && !said(APPLIED)) return { values: {}, sections: new Map() }
  const concluded = enrolled.length > 0 && minutes?.evidenced === true
  const passed = concluded && person.evaluation.requirements.every((r) => !['quiz', 'lab', 'product'].includes(r.id) || r.evidenced)
  const level = person.evaluation.level
  const ways = waysOut(enrolled, reading.all(VERB.withdrew), reading.all(VERB.reEntered))
  const attended = reading.standing(VERB.attended)
  const active = activeEarly(enrolled, [...reading.standing(VERB.completed), ...attended])
  const reached = {
    active: Number(active.length > 0), half: Number(enrolled.length > 0 && have * 2 >= rule.minutes.atLeast),
    concluded: Number(concluded), passed: Number(passed), counts: Number(level === 3),
  }
  const isCertificado = (s: Stored): boolean => readExt(s.statement, 'kind') === 'certificado'
  const out = new Set(ways.map((w) => w.registration))
  const learning = new Set(active.filter((e) => !out.has(e.registration)))
  const values: Record<Value, number> = {
    sent: Number(said(APPLIED)), eligible: Number(said(ELIGIBLE)), enrolled: Number(level !== null), identity: Number((level ?? 0) >= 1), ...reached,
    certified: Number(requirement('certificate')?.evidenced === true),
    left: Number(ways.length > 0 && ways.length === enrolled.length), 'left-with-cause': Number(ways.length > 0 && ways.length === enrolled.length && ways.every((w) => w.cause)),
    enrolments: enrolled.length, 'certificates-issued': reading.all(VERB.issued).filter(isCertificado).length, 'certificates-revoked': reading.all(VERB.revoked).length,
    'minutes-attended': sum(attended), 'minutes-late-or-by-hand': sum(attended.filter(lateOrByHand)), 'worked-after-death': workAfterDeath(person.statements), learning: learning.size,
  }
  const since = level === 3 ? reading.all(VERB.issued).filter(isCertificado).at(-1) : undefined
  const after = daysToCertificate(reading.all(VERB.issued).find(isCertificado), reading)
  const all = { ...values, ...(since ? { [`counts-since:${monthOf(since.stored)}`]: 1 } : {}), ...(after === null ? {} : { [AFTER + after]: 1 }) }
  const sections = bySection(person.statements, enrolled, { ...reached, enrolled: values.enrolled }, { out, learning })
  return { values: withoutZeros(all), sections: new Map([...sections, ...riskByDay(person, reading, enrolled, days)]) }
}

function bySection(
  statements: readonly Stored[], enrolled: readonly Stored[], { enrolled: counted, ...reached }: Record<string, number>,
  { out, learning }: { readonly out: ReadonlySet<string | null>; readonly learning: ReadonlySet<Stored> },
): Map<string, Values> {
  const found = new Map<string, Record<string, number>>()
  const latest = enrolled.at(-1)
  for (const s of enrolled) {
    const section = sectionNow(statements, s)
    const row = found.get(section) ?? {}
    row.enrolled = 1
    if (out.has(s.registration)) row.left = 1
    if (learning.has(s)) row.learning = (row.learning ?? 0) + 1
    if (s === latest) Object.assign(row, reached)
    found.set(section, row)
  }
  const alone = { alone: counted ?? 0, 'alone-enrolments': enrolled.length, 'alone-counts': reached.counts ?? 0 }
  const [only, ...others] = [...found.keys()].sort()
  if (only !== undefined) {
    const key = others.length === 0 ? only : WITH + [only, ...others].join(',')
    found.set(key, { ...found.get(key), ...alone })
  }
  return new Map([...found].map(([section, row]) => [section, withoutZeros(row)]))
}

/** Whole days between the last mark of the prueba, laboratorio or producto and the certificado that came next; null without a mark. */
function daysToCertificate(first: Stored | undefined, { all }: ReturnType<typeof readPerson>): number | null {
  const marks = [VERB.quizScored, VERB.labGraded, VERB.productGraded].flatMap((verb) => all(verb)).filter((s) => first && s.happened <= first.stored)
  if (!first || marks.length === 0) return null
  const last = Math.max(...marks.map((s) => s.happened.getTime()))
  return Math.min(LONGEST_DAYS, Math.floor((first.stored.getTime() - last) / DAY_MS))
}

/** Enrolments that were left and not entered again, with whether a cause is on record. */
function waysOut(enrolled: readonly Stored[], withdrew: readonly Stored[], back: readonly Stored[]): { registration: string | null; cause: boolean }[] {
  return enrolled.flatMap(({ registration }) => {
    const last = [...withdrew, ...back].filter((s) => s.registration === registration).sort((a, b) => a.pos - b.pos).at(-1)
    return last?.verb === VERB.withdrew ? [{ registration, cause: typeof readExt(last.statement, 'cause') === 'string' }] : []
  })
}

/** The enrolments under which something was done in their first days. */
function activeEarly(enrolled: readonly Stored[], work: readonly Stored[]): Stored[] {
  return enrolled.filter((e) => work.some((w) => w.registration === e.registration && w.happened >= e.happened && w.happened.getTime() < e.happened.getTime() + FIRST_DAYS * DAY_MS))
}

function lateOrByHand(s: Stored): boolean {
  return readExt(s.statement, 'manual') === true || readExt(s.statement, 'late') === true || s.stored.getTime() - s.happened.getTime() > LATE_MS
}

function sum(attended: readonly Stored[]): number {
  return attended.reduce((all, s) => {
    const minutes = readExt(s.statement, 'minutes')
    return all + (typeof minutes === 'number' && Number.isInteger(minutes) && minutes > 0 && minutes <= 600 ? minutes : 0)
  }, 0)
}

/** Completions and attendances dated after the day of death (Lima): none counts, and each asks for an explanation. */
export function workAfterDeath(statements: readonly Stored[]): number {
  const days = new Map<string, unknown>()
  for (const s of statements) if (s.verb === VERB.died && s.authority === 'command' && s.actor !== null) days.set(s.actor, readExt(s.statement, 'date'))
  const ends = [...days.values()].flatMap((day) => (typeof day === 'string' ? [Date.parse(`${day}T05:00:00Z`) + DAY_MS] : []))
  if (ends.length === 0) return 0
  const end = Math.min(...ends)
  return statements.filter((s) => (s.verb === VERB.completed || s.verb === VERB.attended) && s.happened.getTime() >= end).length
}

/** The month in Lima. */
export function monthOf(at: Date): string {
  return new Date(at.getTime() - 5 * 3_600_000).toISOString().slice(0, 7)
}

function withoutZeros(values: Record<string, number>): Values {
  return Object.fromEntries(Object.entries(values).filter(([, n]) => n !== 0))
}
