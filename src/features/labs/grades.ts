import { sql } from 'kysely'
import type { Db } from '../../lib/database.ts'
import type { Inline } from '../../record/projection.ts'
import { readExt, type Statement } from '../../record/statement.ts'
import { VERB, activityName } from '../programmes/index.ts'
import { METRICS, type Metric } from './kind.ts'

export interface GradeRow {
  /** The id of the `lab-graded` statement. */
  grade: string
  tenant: string
  agent: string
  lab: string
  submission: string | null
  graded: Date
  passed: boolean
  /** Hidden units; what was measured on them and the baseline's figure beside it, in the lab's metric. Right answers stand as accuracy. */
  of_rows: number | null
  metric: Metric | null
  figure: number | null
  baseline: number | null
  practice: number | null
  learnt: number | null
  gap: string | null
  /** SHA-256 of the hidden data's seed, where it was simulated. */
  seal: string | null
  digest_match: boolean
  annulled: boolean
}

declare module '../../lib/database.ts' {
  interface Tables { lab_grade: GradeRow }
}

/** One row a grade. An annulment points at the grade's statement and comes after it. */
export const labGrade: Inline = {
  kind: 'inline',
  table: 'lab_grade',
  version: 3,
  columns: `grade uuid not null, tenant text not null, agent text not null, lab text not null, submission uuid, graded timestamptz not null,
    passed boolean not null, of_rows int, metric text, figure double precision, baseline double precision, practice double precision, learnt double precision, gap text, seal text,
    digest_match boolean not null, annulled boolean not null, primary key (tenant, grade)`,
  indexes: ['on lab_grade (tenant, agent, lab)', 'on lab_grade (tenant, seal) where seal is not null'],
  verbs: [VERB.labGraded, VERB.annulled],
  authorities: ['command'],
  apply: async (tx, s) => {
    if (s.actor === null) return
    if (s.verb === VERB.annulled) {
      await tx.updateTable('lab_grade').set({ annulled: true }).where('tenant', '=', s.tenant).where('agent', '=', s.actor)
        .where('grade', '=', s.object).execute()
      return
    }
    const { statement } = s
    const submission = readExt(statement, 'submission')
    const gap = readExt(statement, 'gap')
    const seal = readExt(statement, 'seal')
    await tx.insertInto('lab_grade').values({
      grade: s.id, tenant: s.tenant, agent: s.actor, lab: activityName(s.object), submission: typeof submission === 'string' ? submission : null,
      graded: s.stored, passed: statement.result?.success === true, ...measuredIn(statement),
      practice: number(statement, 'practice'), learnt: number(statement, 'learnt'),
      gap: typeof gap === 'string' ? gap : null, seal: typeof seal === 'string' ? seal : null, digest_match: readExt(statement, 'digestMatch') === true, annulled: false,
    }).onConflict((oc) => oc.columns(['tenant', 'grade']).doNothing()).execute()
  },
}

function number(statement: Statement, name: string): number | null {
  const value = readExt(statement, name)
  return typeof value === 'number' ? value : null
}

/** Accuracy is recorded as right answers, mean absolute error of old without its name. */
function measuredIn(statement: Statement): Pick<GradeRow, 'of_rows' | 'metric' | 'figure' | 'baseline'> {
  const of = number(statement, 'of')
  const right = number(statement, 'right')
  const baseline = number(statement, 'baseline')
  if (right !== null && of !== null) return { of_rows: of, metric: 'accuracy', figure: right / of, baseline: baseline === null ? null : baseline / of }
  const named = METRICS.find((m) => m === readExt(statement, 'metric')) ?? 'mae'
  return { of_rows: of, metric: of === null ? null : named, figure: number(statement, 'error') ?? number(statement, 'figure'), baseline }
}

const COLUMNS = [
  'grade', 'tenant', 'agent', 'lab', 'submission', 'graded', 'passed', 'of_rows', 'metric', 'figure', 'baseline', 'practice', 'learnt', 'gap', 'seal',
  'digest_match', 'annulled',
] as const

/** A person's grades in a lab, annulled ones too, the newest first. */
export async function gradesOf(db: Db, tenant: string, agent: string, lab: string): Promise<GradeRow[]> {
  return db.selectFrom('lab_grade').select(COLUMNS).where('tenant', '=', tenant).where('agent', '=', agent).where('lab', '=', lab)
    .orderBy('graded', 'desc').execute()
}

/** Whether a person has passed a lab: any pass that was not annulled. */
export async function labPassed(db: Db, tenant: string, agent: string, lab: string): Promise<boolean> {
  const row = await db.selectFrom('lab_grade').select('grade').where('tenant', '=', tenant).where('agent', '=', agent).where('lab', '=', lab)
    .where('passed', '=', true).where('annulled', '=', false).executeTakeFirst()
  return row !== undefined
}

/** Grades given on the hidden data of one seal, annulled ones too, in the order in which they were given. */
export async function gradesUnder(db: Db, tenant: string, seal: string): Promise<GradeRow[]> {
  return db.selectFrom('lab_grade').select(COLUMNS).where('tenant', '=', tenant).where('seal', '=', seal).orderBy('graded').orderBy('grade').execute()
}

/** Everybody who has a grade under a seal, annulled or not. */
export async function agentsUnder(db: Db, tenant: string, seal: string): Promise<string[]> {
  const rows = await db.selectFrom('lab_grade').select('agent').distinct().where('tenant', '=', tenant).where('seal', '=', seal).orderBy('agent').execute()
  return rows.map((r) => r.agent)
}

/** Up to `most` grades that stand, drawn by `key`: the same key draws the same ones. */
export async function someGrades(db: Db, tenant: string, key: string, most: number): Promise<GradeRow[]> {
  return db.selectFrom('lab_grade').select(COLUMNS).where('tenant', '=', tenant).where('annulled', '=', false).where('submission', 'is not', null)
    .orderBy(sql`md5(grade::text || ${key}::text)`).limit(most).execute()
}
