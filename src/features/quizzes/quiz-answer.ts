import type { Selectable } from 'kysely'
import type { Db } from '../../lib/database.ts'
import type { Inline } from '../../record/projection.ts'
import { readExt } from '../../record/statement.ts'
import { activityName } from '../programmes/index.ts'
import { ANSWERED } from './statements.ts'

interface QuizAnswerTable {
  tenant: string
  enrolment: string
  quiz: string
  attempt: number
  /** From 0, in the order of the draw. */
  place: number
  question: string
  /** As in the statement (questions/mark.ts): '' for what was typed and is not kept, null when nothing was answered. */
  response: string | null
  points: number
}
export type QuizAnswer = Selectable<QuizAnswerTable>

declare module '../../lib/database.ts' {
  interface Tables { quiz_answer: QuizAnswerTable }
}

/** One row an answer of a marked attempt: the result page, and later how hard each question is. */
export const quizAnswer: Inline = {
  kind: 'inline',
  table: 'quiz_answer',
  version: 1,
  columns: `tenant text not null, enrolment uuid not null, quiz text not null, attempt int not null, place int not null, question text not null,
    response text, points float8 not null, primary key (enrolment, quiz, attempt, place)`,
  verbs: [ANSWERED],
  authorities: ['command'],
  apply: async (tx, s) => {
    const attempt = readExt(s.statement, 'attempt')
    const place = readExt(s.statement, 'place')
    const question = readExt(s.statement, 'question')
    if (s.registration === null || typeof attempt !== 'number' || typeof place !== 'number' || typeof question !== 'string') return
    await tx.insertInto('quiz_answer').values({
      tenant: s.tenant, enrolment: s.registration, quiz: activityName(s.object), attempt, place, question,
      response: s.statement.result?.response ?? null, points: s.statement.result?.score?.scaled ?? 0,
    }).onConflict((oc) => oc.columns(['enrolment', 'quiz', 'attempt', 'place']).doNothing()).execute()
  },
}

export async function answersOf(db: Db, enrolment: string, quiz: string, attempt: number): Promise<QuizAnswer[]> {
  return db.selectFrom('quiz_answer').select(['tenant', 'enrolment', 'quiz', 'attempt', 'place', 'question', 'response', 'points'])
    .where('enrolment', '=', enrolment).where('quiz', '=', quiz).where('attempt', '=', attempt).orderBy('place').execute()
}
