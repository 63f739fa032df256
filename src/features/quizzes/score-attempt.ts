import { Problem } from '../../lib/problem.ts'
import type { Draft } from '../../record/statement.ts'
import { otherDraw, readAnswers, type Typed } from './answers.ts'
import type { Drawn } from './draw.ts'
import { markAnswer, markOutOf20, type Answer } from './mark.ts'
import { answered, quizScored, type Of } from './statements.ts'
import { REFUSAL } from './words.ts'

/** Tries a day of Lima, so that reading the lesson again is quicker than guessing. */
export const MOST_A_DAY = 3
/** A document number typed into a field for a number must not reach the record; no answer of ours is this large. */
const MOST_RECORDED = 1_000_000

export interface AttemptKnown {
  /** The draw and token of the attempt that was sent. */
  readonly drawn: readonly Drawn[]
  readonly token: string
  /** Attempts of this enrolment that have a mark. */
  readonly scored: readonly number[]
  /** Attempts of this person at this quiz that were scored today. */
  readonly today: number
}

export interface AttemptRequest extends Omit<Of, 'at'> {
  readonly token: string
  readonly typed: Typed
  /** Send although some questions have no answer. */
  readonly anyway: boolean
}

/** The number of the attempt that can be worked on now. */
export function nextAttempt(scored: readonly number[]): number {
  return Math.max(0, ...scored) + 1
}

/**
 * Marks an attempt once: sent again, nothing more happens and the first mark stays. 409 for answers of another draw, 422 with
 * the questions that are missing or not a number, 429 after three on one day.
 */
export function scoreAttempt(known: AttemptKnown, request: AttemptRequest, now: Date): Draft[] {
  const { token, typed, anyway, ...rest } = request
  if (token !== known.token) throw otherDraw()
  if (known.scored.includes(request.attempt)) return []
  if (request.attempt !== nextAttempt(known.scored)) throw otherDraw()
  if (known.today >= MOST_A_DAY) throw new Problem(429, 'attempts-today', REFUSAL.attemptsToday)
  const answers = readAnswers(known.drawn, typed, anyway)
  const marked = known.drawn.map((drawn, i) => markAnswer(drawn, answers[i] ?? null))
  const of = { ...rest, at: now }
  return [
    ...known.drawn.map((drawn, i) => {
      const { points, value } = marked[i]!
      return answered(of, i, drawn.question.id, response(answers[i] ?? null, value), points)
    }),
    quizScored(of, markOutOf20(marked.map((m) => m.points))),
  ]
}

function response(answer: Answer | null, value: number | null): string | null {
  if (answer === null) return null
  if ('chosen' in answer) return answer.chosen.join('[,]')
  return value !== null && Math.abs(value) < MOST_RECORDED ? String(value) : null
}
