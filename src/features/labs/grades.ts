import type { Db } from '../../lib/database.ts'
import type { Inline } from '../../record/projection.ts'
import { readExt, type Statement } from '../../record/statement.ts'
import { VERB, activityName } from '../programmes/index.ts'

export interface GradeRow {
  /** The id of the `lab-graded` statement. */
  grade: string
  tenant: string
  agent: string
  lab: string
  submission: string | null
  graded: Date
  passed: boolean
  /** Right answers of `of_rows` on the hidden set, the baseline's beside them. */
  right_rows: number | null
  of_rows: number | null
  baseline_rows: number | null
  /** For a series or numbers: error over the `of_rows` hidden months or rows, the baseline's beside it. */
  error: number | null
  baseline_error: number | null
  practice: number | null
  learnt: number | null
  gap: string | null
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
  version: 2,
  columns: `grade uuid not null, tenant text not null, agent text not null, lab text not null, submission uuid, graded timestamptz not null,
    passed boolean not null, right_rows int, of_rows int, baseline_rows int,
    error double precision, baseline_error double precision, practice double precision, learnt double precision, gap text,
    digest_match boolean not null, annulled boolean not null, primary key (tenant, grade)`,
  indexes: ['on lab_grade (tenant, agent, lab)'],
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
    await tx.insertInto('lab_grade').values({
      grade: s.id, tenant: s.tenant, agent: s.actor, lab: activityName(s.object), submission: typeof submission === 'string' ? submission : null,
      graded: s.stored, passed: statement.result?.success === true, right_rows: number(statement, 'right'), of_rows: number(statement, 'of'),
      ...baselineOf(statement), error: number(statement, 'error'), practice: number(statement, 'practice'), learnt: number(statement, 'learnt'),
      gap: typeof gap === 'string' ? gap : null, digest_match: readExt(statement, 'digestMatch') === true, annulled: false,
    }).onConflict((oc) => oc.columns(['tenant', 'grade']).doNothing()).execute()
  },
}

function number(statement: Statement, name: string): number | null {
  const value = readExt(statement, name)
  return typeof value === 'number' ? value : null
}

/** The baseline counts rows beside right rows, and is an error beside an error. */
function baselineOf(statement: Statement): Pick<GradeRow, 'baseline_rows' | 'baseline_error'> {
  const baseline = number(statement, 'baseline')
  return number(statement, 'right') === null ? { baseline_rows: null, baseline_error: baseline } : { baseline_rows: baseline, baseline_error: null }
}

const COLUMNS = [
  'grade', 'tenant', 'agent', 'lab', 'submission', 'graded', 'passed', 'right_rows', 'of_rows', 'baseline_rows', 'error', 'baseline_error', 'practice', 'learnt', 'gap',
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
