import { readExt, type Stored } from '../../record/statement.ts'
import { DROPPED, MISSED } from '../attendance/index.ts'
import { limaMoment, MOVE } from '../cohorts/index.ts'
import { VERB, verbIri, type Reading } from '../programmes/index.ts'
import { ABSENCES, NO_UNIT_DAYS, SILENT_DAYS } from './risk.ts'
import { CONTACTED } from './statements.ts'

const DAY_MS = 86_400_000
/** DOMAIN.md 8, K20: somebody looks for her within 72 hours. */
const IN_TIME_MS = 3 * DAY_MS
const PRODUCT_SUBMITTED = verbIri('productSubmitted')
/** What episodes are read from, besides what rules read. */
export const EPISODE_VERBS: readonly string[] = [MISSED, DROPPED, PRODUCT_SUBMITTED, CONTACTED, MOVE.paused, MOVE.resumed]

/** First and last day, Lima. */
export interface Days { readonly starts: string; readonly ends: string }

/** A time at risk that lasted until its 72 hours were over, or until somebody looked for her. */
export interface Episode {
  readonly since: Date
  /** When the 72 hours are over. */
  readonly due: Date
  readonly inTime: boolean
}

/**
 * When somebody was at risk under one enrolment and whether anybody looked for her within 72 hours, from the facts: what the list of the day
 * (`riskOf`) would have said at every moment, also at those to come if nothing more happens. Who comes back before, rests, leaves or ends within the 72 hours
 * without having been looked for, is none. `done`: nothing is left for her to do, so silence after her last work is right. Pure.
 */
export function episodesOf(reading: Reading, enrolled: Stored, { first, last }: { first: Days | null; last: Days | null }, done: boolean): Episode[] {
  const facts = factsOf(reading, enrolled, first, last, done)
  const contacts = reading.all(CONTACTED).filter((s) => s.registration === enrolled.registration).map((s) => s.happened.getTime())
  return timesAtRisk(facts).flatMap(({ since, until }) => {
    const due = since + IN_TIME_MS
    const inTime = contacts.some((at) => at >= since && at < due)
    return inTime || until >= due ? [{ since: new Date(since), due: new Date(due), inTime }] : []
  })
}

/** Moments in milliseconds, each list in order. */
interface Facts {
  /** When her time began: enrolled, back, rested, or the first day of her section. */
  readonly begun: readonly number[]
  readonly firstUnit: number
  readonly signs: readonly number[]
  readonly marks: readonly { readonly at: number; readonly missed: boolean }[]
  /** Times in which nobody looks for her: before she is enrolled and her section begins, after it, in a rest, and after she left. */
  readonly out: readonly (readonly [number, number])[]
}

function factsOf(reading: Reading, enrolled: Stored, first: Days | null, last: Days | null, done: boolean): Facts {
  const of = (verb: string): Stored[] => reading.standing(verb).filter((s) => s.registration === enrolled.registration)
  const [units, attended] = [of(VERB.completed), of(VERB.attended)]
  const signs = [...units, ...attended, ...of(VERB.quizScored), ...of(VERB.labGraded), ...of(PRODUCT_SUBMITTED)].map(timeOf).sort(less)
  const dropped = new Set(reading.all(DROPPED).map((s) => `${s.actor} ${s.object}`))
  const missed = of(MISSED).filter((s) => !dropped.has(`${s.actor} ${s.id}`))
  const back = [...of(VERB.reEntered), ...of(MOVE.resumed)].map(timeOf)
  const pauses = of(MOVE.paused).map((s): [number, number] => [timeOf(s), Math.min(pauseEnd(s), next(of(MOVE.resumed).map(timeOf), timeOf(s)))])
  const absences = of(VERB.withdrew).map((s): [number, number] => [timeOf(s), next(of(VERB.reEntered).map(timeOf), timeOf(s))])
  const [starts, ends] = [first ? limaMoment(first.starts, 0).getTime() : -Infinity, last ? limaMoment(last.ends, 24 * 60).getTime() : Infinity]
  return {
    begun: [timeOf(enrolled), ...back, ...pauses.map(([, end]) => end), starts].filter(Number.isFinite).sort(less),
    firstUnit: Math.min(Infinity, ...units.map(timeOf)), signs,
    marks: [...attended.map((s) => ({ s, missed: false })), ...missed.map((s) => ({ s, missed: readExt(s.statement, 'mark') === 'F' }))]
      .sort((a, b) => timeOf(a.s) - timeOf(b.s) || a.s.pos - b.s.pos).map(({ s, missed: was }) => ({ at: timeOf(s), missed: was })),
    out: [...pauses, ...absences, [-Infinity, Math.max(starts, timeOf(enrolled))], [ends, Infinity], ...(done ? [[signs.at(-1) ?? timeOf(enrolled), Infinity] as const] : [])],
  }
}

const timeOf = (s: Stored): number => s.happened.getTime()
const less = (a: number, b: number): number => a - b
const next = (moments: readonly number[], after: number): number => Math.min(Infinity, ...moments.filter((at) => at > after))

function pauseEnd(s: Stored): number {
  const until = readExt(s.statement, 'pausedUntil')
  return typeof until === 'string' ? limaMoment(until, 24 * 60).getTime() : Infinity
}

/** It can only change where something happens, or where a term that something began runs out: those moments are walked through in order. */
function timesAtRisk({ begun, firstUnit, signs, marks, out }: Facts): { since: number; until: number }[] {
  const moments = [
    ...begun.flatMap((at) => [at, at + NO_UNIT_DAYS * DAY_MS, at + SILENT_DAYS * DAY_MS]), ...signs.flatMap((at) => [at, at + SILENT_DAYS * DAY_MS]),
    ...marks.map((m) => m.at), ...out.flat().filter(Number.isFinite), ...(Number.isFinite(firstUnit) ? [firstUnit] : []),
  ].sort(less)
  const found: { since: number; until: number }[] = []
  let [b, s, m, missed] = [0, 0, 0, 0]
  for (const at of moments) {
    while ((begun[b] ?? Infinity) <= at) b += 1
    while ((signs[s] ?? Infinity) <= at) s += 1
    for (; (marks[m]?.at ?? Infinity) <= at; m += 1) missed = marks[m]?.missed ? missed + 1 : 0
    const time = begun[b - 1]
    const quiet = Math.max(time ?? at, signs[s - 1] ?? -Infinity)
    const risk = time !== undefined && (missed >= ABSENCES || (firstUnit > at && at >= time + NO_UNIT_DAYS * DAY_MS) || at >= quiet + SILENT_DAYS * DAY_MS)
    const atRisk = risk && !out.some(([from, to]) => at >= from && at < to)
    const last = found.at(-1)
    if (atRisk && (!last || last.until !== Infinity)) found.push({ since: at, until: Infinity })
    else if (!atRisk && last?.until === Infinity) found[found.length - 1] = { ...last, until: at }
  }
  return found
}
