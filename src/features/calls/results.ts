import type { Counted } from '../../lib/counted.ts'
import { Problem } from '../../lib/problem.ts'
import type { Draft } from '../../record/statement.ts'
import { undecided, type ApplicationState } from './application-states.ts'
import type { Application } from './application.ts'
import { APPEAL_DAYS, workingDaysEnd } from './deadline.ts'
import { sha256 } from './lottery.ts'
import type { Phase } from './phase.ts'
import { callFinal, resultsPublished, type AboutCall } from './statements.ts'
import { REFUSAL } from './words.ts'

export const RESULTS_FORMAT = 'yachay-results-1'

/** What can come of an application. Its reasons are not here: only the person reads them. */
export const OUTCOMES = ['selected', 'waitlisted', 'not-selected', 'not-eligible'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** States in which a list of results names an application, and as what. Who was offered a place was selected, whatever she made of it. */
export const OUTCOME_OF: Partial<Record<ApplicationState, Outcome>> = {
  selected: 'selected', accepted: 'selected', lapsed: 'selected', waitlisted: 'waitlisted', 'not-selected': 'not-selected', 'not-eligible': 'not-eligible',
}

/** One line of a list: file number, outcome, round and rank of its draw where there was one, and points where they decide. */
export interface ResultLine {
  readonly expediente: string
  readonly outcome: Outcome
  readonly round: number | null
  readonly rank: number | null
  readonly points: number | null
}

type Known = Pick<Application, 'expediente' | 'state' | 'round' | 'rank' | 'points'>

/** A line a person whose application came to something, in the order of outcome, round, rank and file number. */
export function resultLinesOf(rows: readonly Known[]): string[] {
  const lines = rows.flatMap(({ expediente, state, round, rank, points }): ResultLine[] => {
    const outcome = OUTCOME_OF[state]
    return outcome ? [{ expediente, outcome, round, rank, points }] : []
  })
  return lines.toSorted(byPlace).map(({ expediente, outcome, round, rank, points }) => `${expediente} ${outcome} ${round ?? '-'} ${rank ?? '-'} ${points ?? '-'}`)
}

function byPlace(a: ResultLine, b: ResultLine): number {
  return OUTCOMES.indexOf(a.outcome) - OUTCOMES.indexOf(b.outcome) || (a.round ?? 0) - (b.round ?? 0) || (a.rank ?? 0) - (b.rank ?? 0) || (a.expediente < b.expediente ? -1 : 1)
}

/** A line as `resultLinesOf` wrote it. */
export function readLine(line: string): ResultLine {
  const [expediente = '', outcome = '', round = '-', rank = '-', points = '-'] = line.split(' ')
  const number = (part: string): number | null => (part === '-' ? null : Number(part))
  return { expediente, outcome: OUTCOMES.find((o) => o === outcome) ?? 'not-eligible', round: number(round), rank: number(rank), points: number(points) }
}

/** SHA-256 over the lines as they are published, each with its line feed. */
export const listHash = (lines: readonly string[]): string => sha256(lines.map((line) => `${line}\n`).join(''))

export interface PublishResultsKnown {
  readonly phase: Phase
  readonly lines: readonly string[]
  /** How many lists were published before. */
  readonly lists: number
  /** Working days to appeal, of the terms. */
  readonly days: number | undefined
}

/** Publishes the acta: what came of everybody whom no earlier one names. From here on time runs to appeal. */
export function publishResults(known: PublishResultsKnown, about: AboutCall): Draft[] {
  if (known.phase === 'final') throw new Problem(409, 'call-final', REFUSAL.callFinal)
  if (known.phase === 'draft' || known.phase === 'published') throw new Problem(409, 'call-not-open', REFUSAL.notOpen)
  if (known.lines.length === 0) throw new Problem(409, 'nothing-to-list', REFUSAL.nothingToList)
  const until = workingDaysEnd(about.at, known.days ?? APPEAL_DAYS)
  return [resultsPublished(about, { number: known.lists + 1, hash: listHash(known.lines), until, lines: known.lines })]
}

export interface FinalKnown {
  readonly phase: Phase
  readonly counts: ReadonlyMap<ApplicationState, Counted>
  /** Lists that wait for their value. */
  readonly openRounds: number
  /** Results that no list names yet. */
  readonly unlisted: Counted
  readonly openAppeals: Counted
  /** The latest end of a time to appeal; null: nothing was published. */
  readonly until: Date | null
}

/** What still stands between a call and firm results, in words; empty when nothing does. */
export function beforeFinal(known: FinalKnown, now: Date): (keyof typeof REFUSAL)[] {
  const some = (...states: ApplicationState[]): boolean => states.some((state) => (known.counts.get(state)?.n ?? 0) > 0)
  return [
    ...(known.phase !== 'closed' ? ['stillOpen' as const] : []),
    ...([...known.counts].some(([state, { n }]) => n > 0 && undecided(state)) ? ['undecidedLeft' as const] : []),
    ...(some('eligible') || known.openRounds > 0 ? ['eligibleLeft' as const] : []),
    ...(some('selected') ? ['offersOut' as const] : []),
    ...(known.unlisted.n > 0 || known.until === null ? ['resultsLeft' as const] : []),
    ...(known.openAppeals.n > 0 ? ['appealsLeft' as const] : []),
    ...(known.until !== null && now <= known.until ? ['appealTimeLeft' as const] : []),
  ]
}

/** Makes the results firm, when nothing about them can change any more. */
export function declareFinal(known: FinalKnown, about: AboutCall): Draft[] {
  if (known.phase === 'final') throw new Problem(409, 'call-final', REFUSAL.callFinal)
  const [first] = beforeFinal(known, about.at)
  if (first) throw new Problem(409, 'not-yet-final', REFUSAL[first])
  return [callFinal(about)]
}
