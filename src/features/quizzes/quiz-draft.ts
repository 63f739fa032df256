import type { ColumnType } from 'kysely'
import { z } from 'zod'
import type { Db } from '../../lib/database.ts'
import type { Typed } from '../questions/index.ts'
import type { AttemptOf } from './draw.ts'

interface QuizDraftTable {
  tenant: string
  enrolment: string
  attempt: number
  quiz: string
  version: string
  typed: ColumnType<unknown, string, string>
  saved: Date
}

declare module '../../lib/database.ts' {
  interface Tables { quiz_draft: QuizDraftTable }
}

const TypedShape = z.record(z.string(), z.array(z.string()))

/** Keeps what is marked so far; the last save wins. */
export async function saveDraft(db: Db, of: AttemptOf, typed: Typed, at: Date): Promise<void> {
  const { tenant, enrolment, attempt, quiz, version } = of
  await db.insertInto('quiz_draft').values({ tenant, enrolment, attempt, quiz, version, typed: JSON.stringify(typed), saved: at })
    .onConflict((oc) => oc.columns(['tenant', 'enrolment', 'attempt']).doUpdateSet({ typed: JSON.stringify(typed), saved: at })).execute()
}

/** What was saved of an attempt, empty when nothing was. */
export async function draftOf(db: Db, of: AttemptOf): Promise<Typed> {
  const row = await db.selectFrom('quiz_draft').select('typed')
    .where('tenant', '=', of.tenant).where('enrolment', '=', of.enrolment).where('attempt', '=', of.attempt).where('version', '=', of.version).executeTakeFirst()
  return row ? TypedShape.parse(row.typed) : {}
}

export async function dropDraft(db: Db, of: AttemptOf): Promise<void> {
  await db.deleteFrom('quiz_draft').where('tenant', '=', of.tenant).where('enrolment', '=', of.enrolment).where('attempt', '=', of.attempt).execute()
}
