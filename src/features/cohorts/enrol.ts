import { Problem } from '../../lib/problem.ts'
import { say } from '../../lib/text.ts'
import type { Draft } from '../../record/statement.ts'
import type { Enrolment } from './enrolment.ts'
import { MOVE_REFUSAL } from './move-words.ts'
import { inSection, isOver, type Section } from './sections.ts'
import { overlap, readShift } from './shift.ts'
import { enrolled } from './statements.ts'
import { REFUSAL } from './words.ts'

export interface EnrolKnown {
  readonly section: Section
  /** How many are active in the section now, read under its scope. */
  readonly active: number
  /** This person's enrolments in this section, annulled ones too. */
  readonly mine: readonly Pick<Enrolment, 'state'>[]
  /** The sections of her other active enrolments. */
  readonly others?: readonly Section[]
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
  assertOpen(section, known.active, now)
  assertNoClash(section, known.others ?? [])
  return [enrolled({ ...request, section: section.id, at: now })]
}

/** 409 unless somebody may come into the section now. */
export function assertOpen(section: Section, active: number, now: Date): void {
  if (section.closed) throw new Problem(409, 'section-closed', inSection(REFUSAL.closed, section))
  if (isOver(section, now)) throw new Problem(409, 'section-ended', inSection(REFUSAL.ended, section))
  if (active >= section.capacity) throw new Problem(409, 'section-full', inSection(REFUSAL.full, section))
}

/** 409 when one of her other sections meets at the same hour of the same days. */
export function assertNoClash(section: Section, others: readonly Section[]): void {
  const rhythm = readShift(section.shift.es)
  const clash = rhythm && others.find((other) => {
    const hers = readShift(other.shift.es)
    return hers !== null && other.starts <= section.ends && section.starts <= other.ends && overlap(rhythm, hers)
  })
  if (clash) {
    const sentence = MOVE_REFUSAL.clash
    throw new Problem(409, 'shift-overlaps', { es: say(sentence, 'es', { section: clash.title.es, shift: clash.shift.es }), en: say(sentence, 'en', { section: clash.title.en, shift: clash.shift.en }) })
  }
}
