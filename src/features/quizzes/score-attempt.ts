import { Problem } from '../../lib/problem.ts'
import type { Draft } from '../../record/statement.ts'
import { askedOf, inFile, mark, markOutOf20, readAnswers, type Drawn, type Typed } from '../questions/index.ts'
import { answered, quizScored, type Of } from './statements.ts'
import { REFUSAL } from './words.ts'

/** Tries a day of Lima, so that reading the lesson again is quicker than guessing. */
export const MOST_A_DAY = 3

export interface AttemptKnown {
  /** The draw and token of the attempt that was sent. */
  readonly drawn: readonly Drawn[]
  readonly token: string
  /** Attempts of this enrolment that have a mark. */
  readonly scored: readonly number[]
  /** Attempts of this person at this quiz that were scored on the day it was done. */
  readonly today: number
  /** How many attempts ahead were given out, sealed; 1 when absent: only the next one. */
  readonly sealed?: number
}

export interface AttemptRequest extends Omit<Of, 'at'> {
  readonly token: string
  readonly typed: Typed
  /** Send although some questions have no answer. */
  readonly anyway: boolean
}

/**
 * The number of the attempt that can be worked on now: the first without a mark. Attempts sealed on a phone may arrive in
 * another order than they were made in, so there can be a gap, and it is filled first.
 */
export function nextAttempt(scored: readonly number[]): number {
  return openAttempts(scored, 1)[0] ?? 1
}

/** The first `count` attempts without a mark. */
export function openAttempts(scored: readonly number[], count: number): number[] {
  const open: number[] = []
  for (let n = 1; open.length < count; n++) if (!scored.includes(n)) open.push(n)
  return open
}

/**
 * Marks an attempt once: sent again, nothing more happens and the first mark stays. 409 for answers of another draw, 422 with
 * the questions that are missing or cannot be read, 429 after three on one day. `at`: when it was done.
 */
export function scoreAttempt(known: AttemptKnown, request: AttemptRequest, at: Date): Draft[] {
  const { token, typed, anyway, ...rest } = request
  if (token !== known.token) throw otherDraw()
  if (known.scored.includes(request.attempt)) return []
  if (!openAttempts(known.scored, known.sealed ?? 1).includes(request.attempt)) throw otherDraw()
  if (known.today >= MOST_A_DAY) throw new Problem(429, 'attempts-today', REFUSAL.attemptsToday)
  const { answers, problems, foreign } = readAnswers(known.drawn.map(askedOf), typed, anyway)
  if (foreign) throw otherDraw()
  if (problems.length > 0) throw new Problem(422, 'answers-missing', REFUSAL.checkAnswers, problems)
  const of = { ...rest, at }
  const marked = known.drawn.map((drawn, i) => mark(drawn.question, inFile(drawn, answers[i] ?? null)))
  return [
    ...known.drawn.map(({ question }, i) => answered(of, i, question.id, marked[i]!.response, marked[i]!.points)),
    quizScored(of, markOutOf20(marked.map((m) => m.points))),
  ]
}

export function otherDraw(): Problem {
  return new Problem(409, 'other-draw', REFUSAL.otherDraw)
}
