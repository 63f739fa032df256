import type { Lang } from '../../lib/text.ts'
import { Problem } from '../../lib/problem.ts'
import type { Draft } from '../../record/statement.ts'
import type { Standing } from './progress.ts'
import { completed, started, type Of } from './statements.ts'
import type { Course } from './versions.ts'
import { REFUSAL } from './words.ts'

/** Begins the course in its present version; nothing when she began before. */
export function startCourse(known: { standing: Standing; course: Course }, now: Date): Draft[] {
  const { standing, course } = known
  return standing.version === null ? [started(ofStanding(standing, course, now), course.id)] : []
}

/**
 * A unit done now, in the version that she read: minutes as that version declares them. Done already: nothing, so a form sent
 * twice counts once; work done while withdrawn is recorded once, does not count, and is done again after re-entry. 404 when the version has no such unit.
 */
export function completeUnit(known: { standing: Standing; course: Course }, request: { unit: string; lang: Lang }, now: Date): Draft[] {
  const { standing, course } = known
  const unit = course.units.find((u) => u.id === request.unit)
  if (!unit) throw new Problem(404, 'unknown-unit', REFUSAL.unknownUnit)
  const name = `${course.id}.${unit.id}`
  if (standing.completed.has(name) || standing.uncounted.has(name)) return []
  const of = ofStanding(standing, course, now)
  return [...startCourse(known, now), completed(of, course.id, unit.id, unit.minutes, request.lang)]
}

function ofStanding(standing: Standing, course: Course, now: Date): Of {
  return { tenant: standing.tenant, agent: standing.agent, enrolment: standing.enrolment, version: course.hash, at: now }
}
