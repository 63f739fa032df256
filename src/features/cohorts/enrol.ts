import { Problem } from '../../lib/problem.ts'
import type { Draft } from '../../record/statement.ts'
import type { Enrolment } from './enrolment.ts'
import { inSection, isOver, type Section } from './sections.ts'
import { enrolled } from './statements.ts'
import { REFUSAL } from './words.ts'

export interface EnrolKnown {
  readonly section: Section
  /** How many are active in the section now, read under its scope. */
  readonly active: number
  /** This person's enrolments in this section, annulled ones too. */
  readonly mine: readonly Pick<Enrolment, 'state'>[]
}

export interface EnrolRequest {
  readonly tenant: string
  readonly agent: string
  readonly enrolment: string
  /** Absent when the person accepted her place herself. */
  readonly by?: string
}

/** Takes one free place of a section; 409 when full, over, or when she is or was in it. */
export function enrol(known: EnrolKnown, request: EnrolRequest, now: Date): Draft[] {
  const { section } = known
  if (known.mine.some((e) => e.state === 'active')) throw new Problem(409, 'enrolled-already', inSection(REFUSAL.enrolledAlready, section))
  if (known.mine.some((e) => e.state === 'withdrawn')) throw new Problem(409, 'withdrawn-before', inSection(REFUSAL.withdrawnBefore, section))
  if (isOver(section, now)) throw new Problem(409, 'section-ended', inSection(REFUSAL.ended, section))
  if (known.active >= section.capacity) throw new Problem(409, 'section-full', inSection(REFUSAL.full, section))
  return [enrolled({ ...request, section: section.id, at: now })]
}
