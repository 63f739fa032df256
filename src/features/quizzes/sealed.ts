import type { Text } from '../../lib/text.ts'
import type { Asked } from '../questions/index.ts'

/** What of the quiz a phone takes along: enough to answer, nothing to look up. Read by here/sealed-quiz.tsx. */
export interface SealedQuiz {
  readonly title: Text
  /** Hash of the course version that was drawn from. */
  readonly version: string
  /** Mark out of 20 that passes. */
  readonly pass: number
  readonly mostADay: number
  /** Attempts that had a mark when this was fetched. */
  readonly scored: readonly { readonly attempt: number; readonly mark: number }[]
  /** How many were made on this day of Lima, `YYYY-MM-DD`, also in another enrolment. */
  readonly used: { readonly day: string; readonly count: number }
  readonly attempts: readonly SealedAttempt[]
}

export interface SealedAttempt {
  readonly attempt: number
  readonly token: string
  readonly asked: readonly Asked[]
}
