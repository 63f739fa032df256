import { Problem } from '../../lib/problem.ts'
import type { Draft } from '../../record/statement.ts'
import type { Application } from './application.ts'
import { ANSWER_DAYS, workingDaysEnd } from './deadline.ts'
import { refusedField, step } from './decide.ts'
import type { Phase } from './phase.ts'
import { REFUSAL } from './words.ts'

/** Why somebody asks for another look. `other`: only with her own words. */
export const APPEAL_REASONS = ['meets-requirements', 'wrong-data', 'wrong-points', 'wrong-order', 'other'] as const
export type AppealReason = (typeof APPEAL_REASONS)[number]

const ADVERSE: readonly Application['state'][] = ['not-eligible', 'waitlisted', 'not-selected']

/**
 * Whether she may ask for another look now: once, about a result against her, until the end of the time of the list that names it.
 * What no list names yet has no end, so an office that does not publish takes nobody's right away.
 */
export function mayAppeal(row: Pick<Application, 'state' | 'appeal' | 'appeal_until'>, phase: Phase, now: Date): boolean {
  return phase !== 'final' && row.appeal === null && ADVERSE.includes(row.state) && (row.appeal_until === null || now <= row.appeal_until)
}

/** She asks for another look (reconsideración). `days`: working days to answer, of the terms. */
export function appeal(known: { row: Application; phase: Phase; days: number | undefined }, asked: { reasons: readonly AppealReason[]; words: string }, now: Date): Draft[] {
  const { row, phase } = known
  if (row.appeal !== null) throw new Problem(409, 'appealed-already', REFUSAL.appealedAlready)
  if (ADVERSE.includes(row.state) && !mayAppeal(row, phase, now)) throw new Problem(410, 'appeal-over', REFUSAL.appealOver)
  if (asked.reasons.length === 0) throw refusedField('reasons', REFUSAL.appealReasonNeeded)
  if (asked.reasons.includes('other') && asked.words === '') throw refusedField('words', REFUSAL.appealWordsNeeded)
  return step('appealed', row, now, undefined, { reasons: asked.reasons, until: workingDaysEnd(now, known.days ?? ANSWER_DAYS).toISOString() })
}

export type Answer = 'upheld' | 'rejected'

/** A named person, other than who decided before, answers with an explanation that can be read. */
export function answerAppeal(row: Application, answer: Answer, words: string, by: string, now: Date): Draft[] {
  if (row.appeal !== 'open') throw new Problem(409, 'no-open-appeal', REFUSAL.noOpenAppeal)
  if (row.decided_by === by || row.scored_by === by) throw new Problem(409, 'own-decision', REFUSAL.ownDecision)
  if (words === '') throw refusedField('words', REFUSAL.answerWordsNeeded)
  return step(answer === 'upheld' ? 'appealUpheld' : 'appealRejected', row, now, by)
}
