import { readExt, type Stored } from '../../record/statement.ts'
import { dayBegins, dayEnds } from './calendar.ts'
import { believedTime, instructorOf, markOf, minutesOf, twoPeople, type Reading } from './reading.ts'
import type { Rule } from './rule.ts'
import { activity, VERB, type ActivityKind } from './vocabulary.ts'
import type { Windows } from './windows.ts'

/** What a person's work amounts to under a rule (rule text, 6). */
export interface Work {
  readonly minutes: number
  /** Best marks, 0 to 20; null without any. */
  readonly quiz: number | null
  readonly product: number | null
  /** The labs of the rule that she passed. */
  readonly labs: ReadonlySet<string>
  /** Completions and attendances that are on record but outside of every window, the agreement or her life. */
  readonly outside: number
}

const LATE_MS = 48 * 3_600_000

export function workOf(rule: Rule, reading: Reading, windows: Windows, lifeEnd: number): Work {
  const from = dayBegins(rule.validity.from)
  const until = rule.validity.until === null ? Infinity : dayEnds(rule.validity.until)
  const inTime = (s: Stored): boolean => {
    const time = believedTime(s)
    return s.registration !== null && windows.openAt(s.registration, time) && time >= from && time < until && time < lifeEnd
  }
  const ofCourse = (verb: string, kind: ActivityKind, course: string): Stored[] => {
    const prefix = activity(rule.programme, kind, `${course}.`).id
    return reading.standing(verb).filter((s) => s.object.startsWith(prefix))
  }
  const completions = ofCourse(VERB.completed, 'units', rule.minutes.course)
  const attendances = rule.minutes.attendance ? reading.standing(VERB.attended).filter(acceptable) : []
  const counted = [...completions, ...attendances].filter(inTime)
  const gradedInTime = (s: Stored): boolean => {
    const begin = s.registration === null ? undefined : windows.begins.get(s.registration)
    return begin !== undefined && believedTime(s) >= begin && believedTime(s) >= from
  }
  return {
    minutes: sumOfLargest(counted),
    quiz: best(ofCourse(VERB.quizScored, 'quizzes', rule.quiz.course).filter(inTime)),
    product: best(ofCourse(VERB.productGraded, 'products', rule.product.course).filter((s) => instructorOf(s) !== null && gradedInTime(s))),
    labs: passedLabs(rule, reading.standing(VERB.labGraded).filter(inTime)),
    outside: [...completions, ...attendances].filter((s) => s.registration === null || !windows.elsewhere.has(s.registration)).length - counted.length,
  }
}

/** An attendance names its tutor; a late or manual one has a second person behind it. */
function acceptable(s: Stored): boolean {
  const late = s.stored.getTime() - believedTime(s) > LATE_MS
  const manual = readExt(s.statement, 'manual') === true
  return late || manual ? twoPeople(s) : instructorOf(s) !== null
}

/** Each unit or session once, with its largest figure. */
function sumOfLargest(counted: readonly Stored[]): number {
  const largest = new Map<string, number>()
  for (const s of counted) largest.set(s.object, Math.max(largest.get(s.object) ?? 0, minutesOf(s) ?? 0))
  return [...largest.values()].reduce((sum, minutes) => sum + minutes, 0)
}

function best(graded: readonly Stored[]): number | null {
  const marks = graded.map(markOf).filter((mark) => mark !== null)
  return marks.length === 0 ? null : Math.max(...marks)
}

function passedLabs(rule: Rule, graded: readonly Stored[]): ReadonlySet<string> {
  const passed = new Set(graded.filter((s) => s.statement.result?.success === true).map((s) => s.object))
  return new Set(rule.labs.filter((lab) => passed.has(activity(rule.programme, 'labs', lab).id)))
}

