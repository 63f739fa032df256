import { sql, type Selectable } from 'kysely'
import type { Db, Tx } from '../../lib/database.ts'
import type { Inline } from '../../record/projection.ts'
import { readExt, type Stored } from '../../record/statement.ts'
import { activityName, VERB } from '../programmes/index.ts'
import { PRODUCT_SUBMITTED, STARTED } from './statements.ts'

export type StepKind = 'enrolled' | 'withdrew' | 're-entered' | 'started' | 'completed' | 'quiz' | 'lab' | 'handed-in' | 'product'

interface CourseStepTable {
  tenant: string
  /** The statement's id: what an annulment points at. */
  id: string
  enrolment: string
  agent: string
  kind: StepKind
  /** Section, `course.unit`, `course.quiz`, lab or `course.product`. */
  name: string
  happened: Date
  pos: number
  /** Hash of the course version, where the statement names one. */
  version: string | null
  mark: number | null
  passed: boolean | null
}
export type CourseStep = Selectable<CourseStepTable>

declare module '../../lib/database.ts' {
  interface Tables { course_step: CourseStepTable }
}

const KINDS: Readonly<Record<string, StepKind>> = {
  [VERB.enrolled]: 'enrolled', [VERB.withdrew]: 'withdrew', [VERB.reEntered]: 're-entered',
  [STARTED]: 'started', [VERB.completed]: 'completed',
  [VERB.quizScored]: 'quiz', [VERB.labGraded]: 'lab', [PRODUCT_SUBMITTED]: 'handed-in', [VERB.productGraded]: 'product',
}
const FACTS = new Set<string>([VERB.completed])

/**
 * Everything the course page shows of one enrolment, one row a statement: that page is read most, so one query must do. Which
 * rows count is decided when they are read (progress.ts), because a fact may arrive after what it lies before.
 */
export const courseStep: Inline = {
  kind: 'inline',
  table: 'course_step',
  version: 1,
  columns: `tenant text not null, id uuid not null, enrolment uuid not null, agent text not null, kind text not null, name text not null,
    happened timestamptz not null, pos bigint not null, version text, mark float8, passed boolean, primary key (tenant, id)`,
  indexes: ['on course_step (enrolment)'],
  verbs: [...Object.keys(KINDS), VERB.annulled],
  authorities: ['command', 'session'],
  apply: async (tx, s) => {
    if (s.authority !== 'command' || s.actor === null) return
    await tx.deleteFrom('course_step').where('tenant', '=', s.tenant).where('id', '=', s.object).where('agent', '=', s.actor).execute()
  },
  adding: { is: (s) => s.verb !== VERB.annulled, apply: addSteps },
}

async function addSteps(tx: Tx, run: readonly Stored[]): Promise<void> {
  const rows = run.flatMap((s) => {
    const kind = KINDS[s.verb]
    if (!kind || s.registration === null || s.actor === null || (s.authority !== 'command' && !FACTS.has(s.verb))) return []
    return [{
      tenant: s.tenant, id: s.id, enrolment: s.registration, agent: s.actor, kind, name: activityName(s.object),
      happened: s.happened, pos: s.pos, version: textOf(s, 'version'), mark: s.statement.result?.score?.raw ?? null,
      passed: s.statement.result?.success ?? null,
    }]
  })
  if (rows.length > 0) await tx.insertInto('course_step').values(rows).onConflict((oc) => oc.columns(['tenant', 'id']).doNothing()).execute()
}

function textOf(s: Stored, name: string): string | null {
  const value = readExt(s.statement, name)
  return typeof value === 'string' ? value : null
}

/** Asked before a value from a URL or form goes into a query: PostgreSQL would raise an error where "unknown" is the answer. */
export const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)

const COLUMNS = ['tenant', 'id', 'enrolment', 'agent', 'kind', 'name', 'happened', 'pos', 'version', 'mark', 'passed'] as const

/** Every step of one enrolment; none when it is unknown. */
export async function stepsOf(db: Db, enrolment: string): Promise<CourseStep[]> {
  if (!isUuid(enrolment)) return []
  return db.selectFrom('course_step').select(COLUMNS).where('enrolment', '=', enrolment).execute()
}

/** The same of many that are known, in one query. */
export async function stepsOfMany(db: Db, enrolments: readonly string[]): Promise<Map<string, CourseStep[]>> {
  const found = new Map<string, CourseStep[]>(enrolments.map((enrolment) => [enrolment, []]))
  const rows = await db.selectFrom('course_step').select(COLUMNS).where('enrolment', '=', sql<string>`any(${enrolments}::uuid[])`).execute()
  for (const row of rows) found.get(row.enrolment)?.push(row)
  return found
}
