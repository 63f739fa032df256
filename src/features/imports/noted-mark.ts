import type { Selectable } from 'kysely'
import type { Db } from '../../lib/database.ts'
import type { Inline } from '../../record/projection.ts'
import { readExt } from '../../record/statement.ts'
import { EVALUATIONS, MARK_ANNULLED, MARK_NOTED, type Evaluation } from './statements.ts'

interface NotedMarkTable {
  /** Id of the `mark-noted` statement. */
  statement: string
  tenant: string
  agent: string
  enrolment: string
  evaluation: Evaluation
  attempt: number
  mark: number
  grader: string
  annulled: boolean
  pos: number
}
export type Noted = Selectable<NotedMarkTable>

declare module '../../lib/database.ts' {
  interface Tables { noted_mark: NotedMarkTable }
}

/** One row a mark that an entity brought; appended under its person's scope. */
export const notedMark: Inline = {
  kind: 'inline',
  table: 'noted_mark',
  version: 1,
  columns: `statement uuid primary key, tenant text not null, agent text not null, enrolment uuid not null, evaluation text not null, attempt int not null,
    mark float8 not null, grader text not null, annulled boolean not null, pos bigint not null`,
  indexes: ['on noted_mark (enrolment)'],
  verbs: [MARK_NOTED, MARK_ANNULLED],
  authorities: ['command'],
  apply: async (tx, s) => {
    if (s.verb === MARK_ANNULLED) {
      await tx.updateTable('noted_mark').set({ annulled: true }).where('statement', '=', s.object).where('tenant', '=', s.tenant).execute()
      return
    }
    if (s.actor === null || s.registration === null) return
    await tx.insertInto('noted_mark').values({
      statement: s.id, tenant: s.tenant, agent: s.actor, enrolment: s.registration, evaluation: EVALUATIONS.find((e) => e === readExt(s.statement, 'evaluation')) ?? 'process',
      attempt: Number(readExt(s.statement, 'attempt')), mark: s.statement.result?.score?.raw ?? 0, grader: String(readExt(s.statement, 'grader')), annulled: false, pos: s.pos,
    }).onConflict((oc) => oc.column('statement').doNothing()).execute()
  },
}

const COLUMNS = ['statement', 'tenant', 'agent', 'enrolment', 'evaluation', 'attempt', 'mark', 'grader', 'annulled', 'pos'] as const

/** Marks of enrolments that stand. */
export async function notedMarks(db: Db, tenant: string, enrolments: readonly string[]): Promise<Noted[]> {
  if (enrolments.length === 0) return []
  return db.selectFrom('noted_mark').select(COLUMNS).where('tenant', '=', tenant).where('enrolment', 'in', [...enrolments]).where('annulled', '=', false).orderBy('pos').execute()
}

export async function notedMarkById(db: Db, statement: string): Promise<Noted | undefined> {
  return db.selectFrom('noted_mark').select(COLUMNS).where('statement', '=', statement).executeTakeFirst()
}
