import { Problem } from '../../lib/problem.ts'
import type { Draft } from '../../record/statement.ts'
import type { Call, Criterion } from '../programmes/index.ts'
import type { Application } from './application.ts'
import { step } from './decide.ts'
import { REFUSAL } from './words.ts'

/** The criteria by which a call is decided; none where lots decide. */
export const criteriaOf = (call: Pick<Call, 'selection'>): readonly Criterion[] => (call.selection.kind === 'score' ? call.selection.criteria : [])

/** The most that a call's criteria can give together. */
export const mostPoints = (call: Pick<Call, 'selection'>): number => criteriaOf(call).reduce((sum, { levels }) => sum + Math.max(...levels.map((l) => l.points)), 0)

/** Whether it can be judged now: found eligible, on no closed list, or brought back by an appeal and not judged anew. */
export function mayScore(call: Pick<Call, 'selection'>, row: Pick<Application, 'state' | 'appeal' | 'points'>, frozen: boolean): boolean {
  return call.selection.kind === 'score' && row.state === 'eligible' && (!frozen || (row.appeal === 'upheld' && row.points === null))
}

/** The name of a criterion's field in the form. */
export const fieldOf = (criterion: Pick<Criterion, 'id'>): string => `c-${criterion.id}`

/** A named person chooses one published level of each criterion. `chosen`: points by criterion. */
export function scoreApplication(known: { row: Application; call: Pick<Call, 'selection'>; frozen: boolean }, chosen: ReadonlyMap<string, number>, by: string, now: Date): Draft[] {
  const { row, call, frozen } = known
  if (call.selection.kind !== 'score') throw new Problem(409, 'no-scores', REFUSAL.noScores)
  if (row.state === 'eligible' && !mayScore(call, row, frozen)) throw new Problem(409, 'list-frozen', REFUSAL.frozen)
  const criteria = criteriaOf(call)
  const missing = criteria.filter(({ id, levels }) => !levels.some((level) => level.points === chosen.get(id)))
  if (missing.length > 0) throw new Problem(422, 'score-needed', REFUSAL.scoreNeeded, missing.map((criterion) => ({ field: fieldOf(criterion), sentence: REFUSAL.scoreNeeded })))
  const scores = criteria.map(({ id }) => ({ id, points: chosen.get(id) ?? 0 }))
  const texts = scores.map(({ id, points }) => `${id} ${points}`)
  // A button pressed twice gives nothing new.
  if (row.state === 'eligible' && row.scores.join() === texts.join()) return []
  return step('scored', row, now, by, { total: scores.reduce((sum, { points }) => sum + points, 0), scores: texts })
}

/** Points by criterion, as the row keeps them. */
export function scoresOf(row: Pick<Application, 'scores'>): Map<string, number> {
  return new Map(row.scores.map((text) => [text.slice(0, text.lastIndexOf(' ')), Number(text.slice(text.lastIndexOf(' ') + 1))]))
}
