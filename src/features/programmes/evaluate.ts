import type { Stored } from '../../record/statement.ts'
import { certificateState, type CertificateFound } from './certificate.ts'
import { dayBegins, dayEnds } from './calendar.ts'
import { diedOn, lifeEnds } from './death.ts'
import { identityLevel, openConflict, reaches, type IdentityLevel } from './identity.ts'
import { readPerson, type Reading } from './reading.ts'
import { versionsOf, type Rule } from './rule.ts'
import { windowsAmong, windowsOf, type Windows } from './windows.ts'
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
  | { readonly id: 'certificate' } & CertificateFound

/** `level`: the lowest level that asks for it. Not evidenced means missing: never assumed. */
export type Requirement = Finding & { readonly level: Level; readonly evidenced: boolean }

export interface Evaluation {
  /** The highest level whose requirements, and those of all levels below, are evidenced; null without an enrolment. */
  readonly level: Level | null
  readonly requirements: readonly Requirement[]
  /** The version that judged: the one in force when the enrolment began that takes her furthest. */
  readonly version: string
}

/**
 * One person under the rule. `agents`: everybody who is this person at the position asked; `statements`: all of theirs up to
 * that position, in order. Pure. The reading is that of programmes/<id>/rule-<version>.en.md, number by number. Each enrolment is judged
 * by one version, with the work that it carries; of several versions the one under which she comes furthest speaks for her, at the same
 * level the newest.
 */
export function evaluate(rule: Rule, agents: ReadonlySet<string>, statements: readonly Stored[]): Evaluation {
  const reading = readPerson(agents, statements)
  const windows = windowsOf(reading)
  if (!rule.earlier || windows.begins.size === 0) return judge(rule, reading, windows)
  const judged = [...enrolmentsByVersion(rule, windows)].map(([version, registrations]) => judge(version, reading, windowsAmong(windows, registrations)))
  return judged.reduce((best, next) => ((next.level ?? -1) > (best.level ?? -1) ? next : best))
}

/** Which version judges which enrolments, the newest version first (decision 104). */
function enrolmentsByVersion(rule: Rule, windows: Windows): Map<Rule, Set<string>> {
  const versions = versionsOf(rule)
  const oldest = versions.at(-1) ?? rule
  const of = (begin: number): Rule => versions.find((v) => v.from === undefined || begin >= dayBegins(v.from)) ?? oldest
  const found = new Map<Rule, Set<string>>()
  for (const version of versions) {
    const registrations = [...windows.begins].filter(([, begin]) => of(begin) === version).map(([registration]) => registration)
    if (registrations.length > 0) found.set(version, new Set(registrations))
  }
  return found
}

/** The position of the act that makes her count: the first issue of a certificate that is in force. Null for who does not count. */
export function countingAct({ level, requirements }: Evaluation): number | null {
  const found = requirements.find((r) => r.id === 'certificate')
  return level === 3 && found?.id === 'certificate' ? found.act ?? null : null
}

/** Whether all that the rule asks is evidenced but the certificate itself: she may be proposed for one. */
export function lacksOnlyCertificate({ requirements }: Evaluation): boolean {
  return requirements.every((r) => r.evidenced !== (r.id === 'certificate'))
}

function judge(rule: Rule, reading: Reading, windows: Windows): Evaluation {
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
    { id: 'certificate', level: 3, evidenced: certificate.state === 'in-force', ...certificate },
  ]
  return { level: levelOf(requirements), requirements, version: rule.version }
}

function levelOf(requirements: readonly Requirement[]): Level | null {
  const LADDER: readonly Level[] = [3, 2, 1, 0]
  return LADDER.find((level) => requirements.every((r) => r.level > level || r.evidenced)) ?? null
}
