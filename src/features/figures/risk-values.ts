import type { House } from '../../feature.ts'
import type { Db } from '../../lib/database.ts'
import type { Stored } from '../../record/statement.ts'
import { limaDay, sectionsInFiles } from '../cohorts/index.ts'
import { activityName, VERB, verbIri, type PersonWith, type Reading } from '../programmes/index.ts'
import { episodesOf, type Days } from '../tutoring/index.ts'
import { daysOf } from './sums.ts'

/** Times at risk stand under this and the Lima day on which their 72 hours are over: what is over by a day is the sum of the days before it. */
export const RISK = 'risk:'
export type DaysOf = ReadonlyMap<string, Days>

const PRODUCT_SUBMITTED = verbIri('productSubmitted')
const TRANSFERRED = verbIri('transferred')

/** First and last day of every section that these persons are or were in, as they stood at a position. */
export async function daysFor(db: Db, house: Pick<House, 'content'>, tenant: string, persons: readonly PersonWith[], pos: number): Promise<DaysOf> {
  const named = persons.flatMap((p) => p.statements.filter((s) => s.verb === VERB.enrolled || s.verb === TRANSFERRED).map((s) => activityName(s.object)))
  return new Map([...await daysOf(db, tenant, [...new Set(named)], pos), ...sectionsInFiles(house, tenant).map((s) => [s.id, s] as const)])
}

/** Where an enrolment is: who was transferred is counted at her destination. */
export function sectionNow(statements: readonly Stored[], enrolled: Stored): string {
  const moved = statements.findLast((m) => m.verb === TRANSFERRED && m.authority === 'command' && m.registration === enrolled.registration)
  return activityName((moved ?? enrolled).object)
}

/** What a person adds to K20's second share, by the day on which each of her times at risk was due. Pure. */
export function riskByDay(person: PersonWith, reading: Reading, enrolled: readonly Stored[], days: DaysOf): Map<string, { 'at-risk': number; 'contacted-in-time'?: number }> {
  const done = hasDoneAll(person, reading)
  const found = new Map<string, { 'at-risk': number; 'contacted-in-time'?: number }>()
  for (const one of enrolled) {
    const terms = { first: days.get(activityName(one.object)) ?? null, last: days.get(sectionNow(person.statements, one)) ?? null }
    for (const { due, inTime } of episodesOf(reading, one, terms, done)) {
      const key = RISK + limaDay(due)
      const row = found.get(key)
      const contacted = (row?.['contacted-in-time'] ?? 0) + Number(inTime)
      found.set(key, { 'at-risk': (row?.['at-risk'] ?? 0) + 1, ...(contacted > 0 ? { 'contacted-in-time': contacted } : {}) })
    }
  }
  return found
}

/** All that the rule asks of her work; a product that waits for its mark is the tutor's turn. */
function hasDoneAll({ evaluation }: PersonWith, reading: Reading): boolean {
  return evaluation.requirements.every((r) => (r.id === 'product' ? r.evidenced || reading.all(PRODUCT_SUBMITTED).length > 0 : !['minutes', 'quiz', 'lab'].includes(r.id) || r.evidenced))
}
