import { sql } from 'kysely'
import type { Step } from '../../../engine/recipe.ts'
import type { Db } from '../../../lib/database.ts'
import { readStatements } from '../../../record/read.ts'
import { readExt } from '../../../record/statement.ts'
import { fits } from '../bounds.ts'
import type { GradeRow } from '../grades.ts'
import type { Lab } from '../lab.ts'
import { recordedRecipe } from '../recipe.ts'
import { LAB_SUBMITTED } from '../statements.ts'

/** One hand-in of a section's learner, with its grade once it has one. */
export interface TutorTry {
  readonly submission: string
  readonly agent: string
  readonly lab: string
  readonly received: Date
  readonly grade: Pick<GradeRow, 'passed' | 'gap' | 'figure' | 'of_rows' | 'annulled'> | null
}

/** So many graded tries without a pass, and somebody should help. */
export const STUCK = 3

/** Every hand-in under these enrolments, the oldest first. */
export async function triesUnder(db: Db, tenant: string, enrolments: readonly string[]): Promise<TutorTry[]> {
  if (enrolments.length === 0) return []
  const rows = await db.selectFrom('lab_submission as s')
    .leftJoin('lab_grade as g', (join) => join.onRef('g.tenant', '=', 's.tenant').onRef('g.submission', '=', 's.submission'))
    .select(['s.submission', 's.agent', 's.lab', 's.received', 'g.passed', 'g.gap', 'g.figure', 'g.of_rows', 'g.annulled'])
    .where('s.tenant', '=', tenant).where('s.enrolment', '=', sql<string>`any(${enrolments}::uuid[])`).orderBy('s.pos').execute()
  return rows.map(({ submission, agent, lab, received, passed, gap, figure, of_rows, annulled }) => ({
    submission, agent, lab, received, grade: passed === null || annulled === null ? null : { passed, gap, figure, of_rows, annulled },
  }))
}

/** Steps of each hand-in of these people, by its id; one that no longer reads as a recipe is absent. */
export async function stepsOf(db: Db, tenant: string, agents: readonly string[]): Promise<Map<string, readonly Step[]>> {
  if (agents.length === 0) return new Map()
  const found = new Map<string, readonly Step[]>()
  for (const { id, statement } of await readStatements(db, tenant, { actors: agents, verbs: [LAB_SUBMITTED] })) {
    try {
      found.set(id, recordedRecipe(readExt(statement, 'recipe')).steps)
    } catch {
      // Of an engine whose blocks are gone: the try is shown without its steps.
    }
  }
  return found
}

export type Mistake = Lab['mistakes'][number]

/** The first known mistake of the lab that a recipe makes. */
export function mistakeOf(lab: Pick<Lab, 'mistakes'>, steps: readonly Step[] | undefined): Mistake | null {
  return steps ? lab.mistakes.find((m) => fits(m.when, steps)) ?? null : null
}

/** The tries of a lab that count, by person. An annulled grade's try shows nothing of what she knows. */
export function byPerson(tries: readonly TutorTry[], lab: string): Map<string, TutorTry[]> {
  const found = new Map<string, TutorTry[]>()
  for (const one of tries) if (one.lab === lab && !one.grade?.annulled) found.set(one.agent, [...(found.get(one.agent) ?? []), one])
  return found
}

export function hasPassed(tries: readonly TutorTry[]): boolean {
  return tries.some((one) => one.grade?.passed)
}

export function isStuck(tries: readonly TutorTry[]): boolean {
  return !hasPassed(tries) && tries.filter((one) => one.grade).length >= STUCK
}

export interface StuckGroup {
  /** What most of their failed tries show; null when no known mistake does. */
  readonly mistake: Mistake | null
  readonly agents: readonly string[]
}

/** Who is stuck in a lab, those with the same mistake together, the largest group first. */
export function stuckIn(lab: Lab, people: ReadonlyMap<string, readonly TutorTry[]>, steps: ReadonlyMap<string, readonly Step[]>): StuckGroup[] {
  const groups = new Map<Mistake | null, string[]>()
  for (const [agent, tries] of people) {
    if (!isStuck(tries)) continue
    const mistake = most(tries.filter((one) => one.grade).map((one) => mistakeOf(lab, steps.get(one.submission))))
    groups.set(mistake, [...(groups.get(mistake) ?? []), agent])
  }
  return [...groups].map(([mistake, agents]) => ({ mistake, agents })).sort((a, b) => Number(a.mistake === null) - Number(b.mistake === null) || b.agents.length - a.agents.length)
}

/** The mistake that comes most often, of equal ones the latest. */
function most(found: readonly (Mistake | null)[]): Mistake | null {
  const known = found.filter((m) => m !== null)
  const times = (m: Mistake): number => known.filter((other) => other === m).length
  return known.reduceRight<Mistake | null>((best, m) => (best === null || times(m) > times(best) ? m : best), null)
}
