import { sql, type ColumnType, type Selectable } from 'kysely'
import type { Db, Tx } from '../../lib/database.ts'
import type { Inline } from '../../record/projection.ts'
import { readExt, type Stored } from '../../record/statement.ts'
import { activityName } from '../programmes/index.ts'
import { ANSWERS, ASKED, AUDIT_VERB, CHANNELS, FAILS, type Answer, type Asked, type Channel } from './statements.ts'

export interface Call {
  readonly id: string
  readonly by: string
  /** ISO moment of the server. */
  readonly at: string
  readonly channel: Channel | null
  readonly answer: Answer
  readonly confirms: readonly Asked[]
}

interface AuditPersonTable {
  tenant: string
  audit: string
  pseudonym: string
  /** 1, 2, 3 … as drawn. */
  place: number
  /** Attribute and reason; null: not judged yet, empty: everything holds. */
  fails: ColumnType<string[] | null, string | null, string>
  judged_by: string | null
  judged: Date | null
  /** Of the statement that judged last: its words have this id. */
  judgement: string | null
  calls: ColumnType<Call[], string, string>
}
export type AuditPerson = Selectable<AuditPersonTable>

declare module '../../lib/database.ts' {
  interface Tables { audit_person: AuditPersonTable }
}

/** One row a person of a sample, by her pseudonym in the frame; drawn, judged and called under the scope of the audit. */
export const auditPerson: Inline = {
  kind: 'inline',
  table: 'audit_person',
  version: 1,
  columns: `tenant text not null, audit uuid not null, pseudonym text not null, place int not null, fails jsonb, judged_by text, judged timestamptz, judgement uuid, calls jsonb not null,
    primary key (audit, pseudonym)`,
  indexes: ['on audit_person (audit, place)'],
  verbs: [AUDIT_VERB.drawn, AUDIT_VERB.judged, AUDIT_VERB.called],
  authorities: ['command'],
  apply: (tx, s) => (s.verb === AUDIT_VERB.drawn ? drawn(tx, s) : s.verb === AUDIT_VERB.judged ? judged(tx, s) : called(tx, s)),
}

const strings = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [])

async function drawn(tx: Tx, s: Stored): Promise<void> {
  const sample = strings(readExt(s.statement, 'sample'))
  await sql`insert into audit_person (tenant, audit, pseudonym, place, calls) select ${s.tenant}, ${activityName(s.object)}::uuid, pseudonym, place, '[]'
    from unnest(${sample}::text[]) with ordinality as t(pseudonym, place) on conflict do nothing`.execute(tx)
}

async function judged(tx: Tx, s: Stored): Promise<void> {
  const fails = strings(readExt(s.statement, 'auditFails')).filter((fail) => FAILS.includes(fail))
  await hers(tx, s).set({ fails: JSON.stringify(fails), judged_by: s.actor, judged: s.stored, judgement: s.id }).execute()
}

async function called(tx: Tx, s: Stored): Promise<void> {
  const answer = ANSWERS.find((one) => one === readExt(s.statement, 'contactAnswer'))
  if (!answer) return
  const confirms = strings(readExt(s.statement, 'contactConfirms'))
  const call: Call = {
    id: s.id, by: s.actor ?? '', at: s.stored.toISOString(), answer, channel: CHANNELS.find((one) => one === readExt(s.statement, 'contactChannel')) ?? null,
    confirms: ASKED.filter((one) => confirms.includes(one)),
  }
  await hers(tx, s).set({ calls: sql`calls || ${JSON.stringify([call])}::jsonb` }).where(sql<boolean>`not calls @> ${JSON.stringify([{ id: s.id }])}::jsonb`).execute()
}

function hers(tx: Tx, s: Stored) {
  return tx.updateTable('audit_person').where('tenant', '=', s.tenant).where('audit', '=', activityName(s.object)).where('pseudonym', '=', String(readExt(s.statement, 'sampled') ?? ''))
}

const COLUMNS = ['tenant', 'audit', 'pseudonym', 'place', 'fails', 'judged_by', 'judged', 'judgement', 'calls'] as const

/** The whole sample as drawn. */
export async function sampleOf(db: Db, tenant: string, audit: string): Promise<AuditPerson[]> {
  return db.selectFrom('audit_person').select(COLUMNS).where('tenant', '=', tenant).where('audit', '=', audit).orderBy('place').execute()
}

export async function personOfSample(db: Db, tenant: string, audit: string, pseudonym: string): Promise<AuditPerson | undefined> {
  return db.selectFrom('audit_person').select(COLUMNS).where('tenant', '=', tenant).where('audit', '=', audit).where('pseudonym', '=', pseudonym).executeTakeFirst()
}
