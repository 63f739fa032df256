import { sql, type Selectable } from 'kysely'
import type { Db } from '../../lib/database.ts'
import type { Inline } from '../../record/projection.ts'
import { readExt } from '../../record/statement.ts'
import { limaDay } from '../cohorts/index.ts'
import { activityName, VERB } from '../programmes/index.ts'

interface QuizAttemptTable {
  tenant: string
  /** Id of the `quiz-scored`: what an annulment points at. */
  id: string
  agent: string
  enrolment: string
  /** `course.quiz` */
  quiz: string
  attempt: number
  version: string
  mark: number
  scored: Date
  annulled: boolean
}
export type QuizAttempt = Selectable<QuizAttemptTable>

declare module '../../lib/database.ts' {
  interface Tables { quiz_attempt: QuizAttemptTable }
}

/** One row an attempt with a mark. Annulled ones stay, so that their number and their draw are not given again. */
export const quizAttempt: Inline = {
  kind: 'inline',
  table: 'quiz_attempt',
  version: 1,
  columns: `tenant text not null, id uuid not null, agent text not null, enrolment uuid not null, quiz text not null, attempt int not null,
    version text not null, mark float8 not null, scored timestamptz not null, annulled boolean not null, primary key (tenant, id)`,
  indexes: ['on quiz_attempt (tenant, agent)', 'on quiz_attempt (enrolment)'],
  verbs: [VERB.quizScored, VERB.annulled],
  authorities: ['command'],
  apply: async (tx, s) => {
    if (s.actor === null) return
    if (s.verb === VERB.annulled) {
      await tx.updateTable('quiz_attempt').set({ annulled: true }).where('tenant', '=', s.tenant).where('id', '=', s.object).where('agent', '=', s.actor).execute()
      return
    }
    const attempt = readExt(s.statement, 'attempt')
    const version = readExt(s.statement, 'version')
    const mark = s.statement.result?.score?.raw
    if (s.registration === null || typeof attempt !== 'number' || mark === undefined) return
    await tx.insertInto('quiz_attempt').values({
      tenant: s.tenant, id: s.id, agent: s.actor, enrolment: s.registration, quiz: activityName(s.object), attempt,
      version: typeof version === 'string' ? version : '', mark, scored: s.happened, annulled: false,
    }).onConflict((oc) => oc.columns(['tenant', 'id']).doNothing()).execute()
  },
}

/** The attempts of one enrolment at a quiz, first one first, annulled ones too. */
export async function attemptsOf(db: Db, enrolment: string, quiz: string): Promise<QuizAttempt[]> {
  return db.selectFrom('quiz_attempt').select(['tenant', 'id', 'agent', 'enrolment', 'quiz', 'attempt', 'version', 'mark', 'scored', 'annulled'])
    .where('enrolment', '=', enrolment).where('quiz', '=', quiz).orderBy('attempt').execute()
}

const DAY_MS = 86_400_000

/** How many attempts of this person at a quiz were made on the Lima day of `time`, whatever the enrolment. */
export async function attemptsOn(db: Db, tenant: string, agent: string, quiz: string, time: Date): Promise<number> {
  const midnight = new Date(`${limaDay(time)}T00:00:00-05:00`)
  const next = new Date(midnight.getTime() + DAY_MS)
  const { n } = await db.selectFrom('quiz_attempt').select(sql<number>`count(*)::int`.as('n'))
    .where('tenant', '=', tenant).where('agent', '=', agent).where('quiz', '=', quiz).where('scored', '>=', midnight).where('scored', '<', next).executeTakeFirstOrThrow()
  return n
}

/** The best mark out of 20 of one agent in any quiz of the programme, or null. Whether it counts is the rule's question. */
export async function bestMark(db: Db, tenant: string, agent: string): Promise<number | null> {
  const { best } = await db.selectFrom('quiz_attempt').select(sql<number | null>`max(mark)`.as('best'))
    .where('tenant', '=', tenant).where('agent', '=', agent).where('annulled', '=', false).executeTakeFirstOrThrow()
  return best
}
