import { Problem } from '../../lib/problem.ts'
import type { Draft } from '../../record/statement.ts'
import type { Section } from '../cohorts/index.ts'
import type { Application } from './application.ts'
import { step } from './decide.ts'
import { REFUSAL } from './words.ts'

/** She takes the offered place in one section of the call, in time. Her enrolment is written in the same append. */
export function acceptOffer(known: { row: Application; sections: readonly Pick<Section, 'id' | 'closed'>[] }, choice: { section: string; enrolment: string }, now: Date): Draft[] {
  const { row, sections } = known
  if (row.state === 'lapsed' || isOverdue(row, now)) throw new Problem(410, 'offer-lapsed', REFUSAL.offerLapsed)
  if (!sections.some((section) => section.id === choice.section && !section.closed)) {
    throw new Problem(422, 'choose-section', REFUSAL.chooseSection, [{ field: 'section', sentence: REFUSAL.chooseSection }])
  }
  return step('accepted', row, now, undefined, choice)
}

/** Its time is over, whether or not the job has written it down yet. */
export function isOverdue(row: Pick<Application, 'state' | 'until'>, now: Date): boolean {
  return row.state === 'selected' && row.until !== null && row.until < now
}
