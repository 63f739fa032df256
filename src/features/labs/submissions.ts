import { sql } from 'kysely'
import type { Db } from '../../lib/database.ts'
import type { Inline } from '../../record/projection.ts'
import { readExt } from '../../record/statement.ts'
import { limaDay } from '../cohorts/index.ts'
import { VERB, activityName } from '../programmes/index.ts'
import { dayFor } from './queue.ts'
import { LAB_SUBMITTED } from './statements.ts'

export interface SubmissionRow {
  /** The id of the `lab-submitted` statement. */
  submission: string
  tenant: string
  agent: string
  lab: string
  enrolment: string
  pos: number
  received: Date
  worked: Date
  /** Lima day on which it is cooked. */
  day: string
  state: 'waiting' | 'graded'
}

declare module '../../lib/database.ts' {
  interface Tables { lab_submission: SubmissionRow }
}

/** One row a hand-in, waiting until its grade is there. Statements of one person come under her scope, so the days add up. */
export const labSubmission: Inline = {
  kind: 'inline',
  table: 'lab_submission',
  version: 1,
  columns: `submission uuid not null, tenant text not null, agent text not null, lab text not null, enrolment uuid not null, pos bigint not null,
    received timestamptz not null, worked timestamptz not null, day date not null, state text not null, primary key (tenant, submission)`,
  indexes: ['on lab_submission (tenant, agent, lab)', "on lab_submission (day, received) where state = 'waiting'"],
  verbs: [LAB_SUBMITTED, VERB.labGraded],
  authorities: ['command', 'session'],
  apply: async (tx, s) => {
    if (s.verb === VERB.labGraded) {
      const submission = readExt(s.statement, 'submission')
      if (s.authority !== 'command' || typeof submission !== 'string') return
      await tx.updateTable('lab_submission').set({ state: 'graded' })
        .where('tenant', '=', s.tenant).where('agent', '=', s.actor).where('submission', '=', submission).execute()
      return
    }
    if (s.actor === null || s.registration === null) return
    const lab = activityName(s.object)
    await tx.insertInto('lab_submission').values({
      submission: s.id, tenant: s.tenant, agent: s.actor, lab, enrolment: s.registration, pos: s.pos,
      received: s.stored, worked: s.happened, day: dayFor(s.stored, await takenDays(tx, s.tenant, s.actor, lab, s.stored)), state: 'waiting',
    }).onConflict((oc) => oc.columns(['tenant', 'submission']).doNothing()).execute()
  },
}

/** How many of a person's recipes are cooked on each day from `from` on. */
export async function takenDays(db: Db, tenant: string, agent: string, lab: string, from: Date): Promise<Map<string, number>> {
  const rows = await db.selectFrom('lab_submission').select(['day', sql<number>`count(*)::int`.as('taken')])
    .where('tenant', '=', tenant).where('agent', '=', agent).where('lab', '=', lab).where('day', '>=', limaDay(from)).groupBy('day').execute()
  return new Map(rows.map((r) => [r.day, r.taken]))
}

const COLUMNS = ['submission', 'tenant', 'agent', 'lab', 'enrolment', 'pos', 'received', 'worked', 'day', 'state'] as const

export async function submissionById(db: Db, tenant: string, id: string): Promise<SubmissionRow | undefined> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return undefined
  return db.selectFrom('lab_submission').select(COLUMNS).where('tenant', '=', tenant).where('submission', '=', id).executeTakeFirst()
}

/** A person's hand-ins for a lab, the newest first. */
export async function submissionsOf(db: Db, tenant: string, agent: string, lab: string): Promise<SubmissionRow[]> {
  return db.selectFrom('lab_submission').select(COLUMNS).where('tenant', '=', tenant).where('agent', '=', agent).where('lab', '=', lab)
    .orderBy('pos', 'desc').execute()
}

/** What waits and is due by `day`, received before `receivedBefore`: in order of receipt. */
export async function waitingSubmissions(db: Db, day: string, receivedBefore: Date, limit: number): Promise<SubmissionRow[]> {
  return db.selectFrom('lab_submission').select(COLUMNS).where('state', '=', 'waiting').where('day', '<=', day)
    .where('received', '<=', receivedBefore).orderBy('received').orderBy('pos').limit(limit).execute()
}
