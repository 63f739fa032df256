import type { ColumnType, Selectable } from 'kysely'
import type { Db } from '../../lib/database.ts'
import type { Text } from '../../lib/text.ts'
import type { Inline } from '../../record/projection.ts'
import { agentId, readExt } from '../../record/statement.ts'
import { staffNames } from '../people/index.ts'
import { activityName, type Call } from '../programmes/index.ts'
import { CALL_VERB } from './statements.ts'

type Json<T> = ColumnType<T, string, string>

interface CallErratumTable {
  tenant: string
  call: string
  number: number
  issued: Date
  issued_by: string
  says: string
  should_say: Json<Text>
  because: Json<Text>
  /** The later moment of closing, where it moves. */
  closes: Date | null
}
export type IssuedErratum = Selectable<CallErratumTable>

declare module '../../lib/database.ts' {
  interface Tables { call_erratum: CallErratumTable }
}

/** One row a correction of published terms (fe de erratas). Ordered by the call's scope. */
export const callErratum: Inline = {
  kind: 'inline',
  table: 'call_erratum',
  version: 1,
  columns: `tenant text not null, call text not null, number int not null, issued timestamptz not null, issued_by text not null, says text not null,
    should_say jsonb not null, because jsonb not null, closes timestamptz, primary key (tenant, call, number)`,
  verbs: [CALL_VERB.corrected],
  authorities: ['command'],
  apply: async (tx, s) => {
    const closes = readExt(s.statement, 'closes')
    await tx.insertInto('call_erratum').values({
      tenant: s.tenant, call: activityName(s.object), number: Number(readExt(s.statement, 'number')), issued: s.happened, issued_by: agentId(s.statement.actor) ?? '',
      says: String(readExt(s.statement, 'says')), should_say: JSON.stringify(readExt(s.statement, 'shouldSay')), because: JSON.stringify(readExt(s.statement, 'because')),
      closes: typeof closes === 'string' ? new Date(closes) : null,
    }).onConflict((oc) => oc.columns(['tenant', 'call', 'number']).doNothing()).execute()
  },
}

/** The corrections of a call's terms, first to last. */
export async function errataOf(db: Db, tenant: string, call: string): Promise<IssuedErratum[]> {
  return db.selectFrom('call_erratum').select(['tenant', 'call', 'number', 'issued', 'issued_by', 'says', 'should_say', 'because', 'closes'])
    .where('tenant', '=', tenant).where('call', '=', call).orderBy('number').execute()
}

/** A call as its published terms and their corrections have it: it closes when the last of them says. */
export async function correctedCall(db: Db, tenant: string, call: Call): Promise<Call> {
  const moved = (await errataOf(db, tenant, call.id)).findLast((one) => one.closes !== null)?.closes
  return moved ? { ...call, closes: moved.toISOString() } : call
}

/** The corrections of a call with the names of who signed them. */
export async function signedErrata(db: Db, tenant: string, call: string): Promise<(IssuedErratum & { by: string })[]> {
  const errata = await errataOf(db, tenant, call)
  const names = await staffNames(db, errata.map((one) => one.issued_by))
  return errata.map((one) => ({ ...one, by: names.get(one.issued_by) ?? '' }))
}
