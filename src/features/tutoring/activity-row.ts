import { sql, type Selectable } from 'kysely'
import type { Db, Tx } from '../../lib/database.ts'
import type { Inline } from '../../record/projection.ts'
import type { Stored } from '../../record/statement.ts'
import { MOVE } from '../cohorts/index.ts'
import { VERB, verbIri } from '../programmes/index.ts'

interface ActivityTable {
  enrolment: string
  tenant: string
  agent: string
  /** When her time began: enrolled, come back, or her pause over. */
  begun: Date
  first_unit: Date | null
  /** Her last sign of work. */
  last_sign: Date | null
}
export type ActivityRow = Selectable<ActivityTable>

declare module '../../lib/database.ts' {
  interface Tables { activity_row: ActivityTable }
}

const BEGINS: readonly string[] = [VERB.reEntered, MOVE.resumed]
const SIGNS: readonly string[] = [VERB.completed, VERB.attended, VERB.quizScored, VERB.labGraded, verbIri('productSubmitted')]

/** One row an enrolment: what the list of those at risk is made of. Earliest and latest moments, so that the order does not matter. */
export const activityRow: Inline = {
  kind: 'inline',
  table: 'activity_row',
  version: 1,
  columns: 'enrolment uuid primary key, tenant text not null, agent text not null, begun timestamptz not null, first_unit timestamptz, last_sign timestamptz',
  verbs: [VERB.enrolled, ...BEGINS, ...SIGNS],
  authorities: ['command', 'session'],
  apply: async (tx, s) => {
    if (s.registration === null || s.actor === null) return
    // Nobody else's statement belongs here, whatever registration it carries.
    const change = BEGINS.includes(s.verb) ? sql`begun = greatest(begun, ${s.happened})`
      : s.verb === VERB.completed ? sql`last_sign = greatest(last_sign, ${s.happened}), first_unit = least(first_unit, ${s.happened})`
        : sql`last_sign = greatest(last_sign, ${s.happened})`
    await sql`update activity_row set ${change} where enrolment = ${s.registration}::uuid and tenant = ${s.tenant} and agent = ${s.actor}`.execute(tx)
  },
  adding: { is: (s) => s.verb === VERB.enrolled, apply: addEnrolled },
}

async function addEnrolled(tx: Tx, run: readonly Stored[]): Promise<void> {
  const rows = run.flatMap((s) => (s.registration === null || s.actor === null || s.authority !== 'command' ? [] : [{
    enrolment: s.registration, tenant: s.tenant, agent: s.actor, begun: s.happened, first_unit: null, last_sign: null,
  }]))
  if (rows.length > 0) await tx.insertInto('activity_row').values(rows).onConflict((oc) => oc.column('enrolment').doNothing()).execute()
}

export async function activityOf(db: Db, enrolments: readonly string[]): Promise<Map<string, ActivityRow>> {
  if (enrolments.length === 0) return new Map()
  const rows = await db.selectFrom('activity_row').select(['enrolment', 'tenant', 'agent', 'begun', 'first_unit', 'last_sign'])
    .where('enrolment', '=', sql<string>`any(${[...enrolments]}::uuid[])`).execute()
  return new Map(rows.map((row) => [row.enrolment, row]))
}
