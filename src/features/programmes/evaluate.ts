import type { Stored } from '../../record/statement.ts'
import { certificateState, type CertificateState } from './certificate.ts'
import { dayEnds } from './calendar.ts'
import { diedOn, lifeEnds } from './death.ts'
import { identityLevel, openConflict, reaches, type IdentityLevel } from './identity.ts'
import { readPerson } from './reading.ts'
import type { Rule } from './rule.ts'
import { windowsOf } from './windows.ts'
import { workOf } from './work.ts'

export type Level = 0 | 1 | 2 | 3

/** What one requirement found. `need` and `have` are minutes or marks of 20. */
export type Finding =
  | { readonly id: 'enrolment' }
  | { readonly id: 'identity'; readonly need: IdentityLevel; readonly have: IdentityLevel | null }
  | { readonly id: 'conflict' }
  | { readonly id: 'alive' }
  | { readonly id: 'minutes'; readonly need: number; readonly have: number; readonly outside: number }
  | { readonly id: 'quiz' | 'product'; readonly need: number; readonly have: number | null }
  | { readonly id: 'lab'; readonly lab: string }
  | { readonly id: 'certificate'; readonly state: CertificateState }

/** `level`: the lowest level that asks for it. Not evidenced means missing: never assumed. */
export type Requirement = Finding & { readonly level: Level; readonly evidenced: boolean }

export interface Evaluation {
  /** The highest level whose requirements, and those of all levels below, are evidenced; null without an enrolment. */
  readonly level: Level | null
  readonly requirements: readonly Requirement[]
}

/**
 * One person under one rule. `agents`: everybody who is this person at the position asked; `statements`: all of theirs up to
 * that position, in order. Pure. The reading is that of programmes/<id>/rule-<version>.en.md, number by number.
 */
export function evaluate(rule: Rule, agents: ReadonlySet<string>, statements: readonly Stored[]): Evaluation {
  const reading = readPerson(agents, statements)
  const windows = windowsOf(reading)
  const died = diedOn(reading)
  const work = workOf(rule, reading, windows, lifeEnds(died))
  const certificate = certificateState(reading, windows, lifeEnds(died))
  const identity = identityLevel(reading)
  const enrolled = windows.begins.size > 0
  // "Not dead before the first enrolment": without one there is nothing to be dead before.
  const alive = died === null || !enrolled || Math.min(...windows.begins.values()) < dayEnds(died)
  const requirements: Requirement[] = [
    { id: 'enrolment', level: 0, evidenced: enrolled },
    { id: 'identity', level: 1, evidenced: reaches(identity, rule.identity.level), need: rule.identity.level, have: identity },
    { id: 'conflict', level: 1, evidenced: !openConflict(reading) },
    { id: 'alive', level: 1, evidenced: alive },
    { id: 'minutes', level: 2, evidenced: work.minutes >= rule.minutes.atLeast, need: rule.minutes.atLeast, have: work.minutes, outside: work.outside },
    { id: 'quiz', level: 3, evidenced: (work.quiz ?? -1) >= rule.quiz.mark, need: rule.quiz.mark, have: work.quiz },
    ...rule.labs.map((lab): Requirement => ({ id: 'lab', level: 3, evidenced: work.labs.has(lab), lab })),
    { id: 'product', level: 3, evidenced: (work.product ?? -1) >= rule.product.mark, need: rule.product.mark, have: work.product },
    { id: 'certificate', level: 3, evidenced: certificate === 'in-force', state: certificate },
  ]
  return { level: levelOf(requirements), requirements }
}

function levelOf(requirements: readonly Requirement[]): Level | null {
  const LADDER: readonly Level[] = [3, 2, 1, 0]
  return LADDER.find((level) => requirements.every((r) => r.level > level || r.evidenced)) ?? null
}
