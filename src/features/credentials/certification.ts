import type { Selectable } from 'kysely'
import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '../../lib/database.ts'
import type { Inline } from '../../record/projection.ts'
import { agentId, readExt, type Stored } from '../../record/statement.ts'
import { VERB, activityName } from '../programmes/index.ts'
import { PROPOSAL_WITHDRAWN, type Kind } from './statements.ts'

export type CertificationStep = 'proposed' | 'withdrawn' | 'approved' | 'issued'

interface CertificationTable {
  tenant: string
  enrolment: string
  kind: Kind
  agent: string
  step: CertificationStep
  /** When the present step began. */
  since: Date
  /** Staff who proposed last. */
  proposer: string | null
  approver: string | null
  /** Id of the `approved` statement. */
  approval: string | null
  credential: string | null
  pos: number
}
export type Certification = Selectable<CertificationTable>

declare module '../../lib/database.ts' {
  interface Tables { certification: CertificationTable }
}

/** How far an enrolment has come towards a certificado or a constancia. Ordered within its person's scope. */
export const certification: Inline = {
  kind: 'inline',
  table: 'certification',
  version: 2,
  columns: `tenant text not null, enrolment uuid not null, kind text not null, agent text not null, step text not null, since timestamptz not null,
    proposer text, approver text, approval uuid, credential uuid, pos bigint not null, primary key (enrolment, kind)`,
  indexes: ['on certification (tenant, step, since)', 'on certification (tenant, agent)', "on certification (approval) where step = 'approved'"],
  verbs: [VERB.proposed, PROPOSAL_WITHDRAWN, VERB.approved, VERB.issued],
  authorities: ['command'],
  apply: async (tx, s) => {
    if (s.actor === null || s.registration === null) return
    const staff = agentId(s.statement.context?.instructor)
    if (s.verb === VERB.proposed) await write(tx, s, s.actor, s.registration, { step: 'proposed', proposer: staff, approver: null, approval: null, credential: null })
    if (s.verb === PROPOSAL_WITHDRAWN) await change(tx, s, s.registration, { step: 'withdrawn' })
    if (s.verb === VERB.approved) await change(tx, s, s.registration, { step: 'approved', approver: staff, approval: s.id })
    if (s.verb === VERB.issued) await change(tx, s, s.registration, { step: 'issued', credential: activityName(s.object) })
  },
}

const kindOf = (s: Stored): Kind => (readExt(s.statement, 'kind') === 'constancia' ? 'constancia' : 'certificado')

type Fields = Pick<CertificationTable, 'step'> & Partial<Pick<CertificationTable, 'proposer' | 'approver' | 'approval' | 'credential'>>

async function write(tx: Tx, s: Stored, agent: string, enrolment: string, fields: Required<Fields>): Promise<void> {
  const row = { ...fields, agent, since: s.happened, pos: s.pos }
  await tx.insertInto('certification').values({ ...row, tenant: s.tenant, enrolment, kind: kindOf(s) })
    .onConflict((oc) => oc.columns(['enrolment', 'kind']).doUpdateSet(row).where('certification.pos', '<', s.pos)).execute()
}

async function change(tx: Tx, s: Stored, enrolment: string, fields: Fields): Promise<void> {
  await tx.updateTable('certification').set({ ...fields, since: s.happened, pos: s.pos })
    .where('enrolment', '=', enrolment).where('kind', '=', kindOf(s)).where('tenant', '=', s.tenant).where('pos', '<', s.pos).execute()
}

const COLUMNS = ['tenant', 'enrolment', 'kind', 'agent', 'step', 'since', 'proposer', 'approver', 'approval', 'credential', 'pos'] as const

export async function certificationOf(db: Db, enrolment: string, kind: Kind): Promise<Certification | undefined> {
  return db.selectFrom('certification').select(COLUMNS).where('enrolment', '=', enrolment).where('kind', '=', kind).executeTakeFirst()
}

/** The row of an approval that has no credential yet. */
export async function approvedRow(db: Db, tenant: string, approval: string): Promise<Certification | undefined> {
  return db.selectFrom('certification').select(COLUMNS).where('tenant', '=', tenant).where('approval', '=', approval).where('step', '=', 'approved').executeTakeFirst()
}

/** Everybody at a step, who waits longest first; with a question that gives agents: of those. */
export async function certificationsAt(db: Db, tenant: string, step: CertificationStep, among: RawBuilder<unknown> | null = null): Promise<Certification[]> {
  return db.selectFrom('certification').select(COLUMNS).where('tenant', '=', tenant).where('step', '=', step).where(among === null ? sql<boolean>`true` : sql<boolean>`agent in (${among})`)
    .orderBy('since').orderBy('enrolment').limit(200).execute()
}

/** The agents of these that are on their way to, or have, a credential of this kind. */
export async function underWay(db: Db, tenant: string, kind: Kind): Promise<Set<string>> {
  const rows = await db.selectFrom('certification').select('agent').where('tenant', '=', tenant).where('kind', '=', kind)
    .where('step', 'in', ['proposed', 'approved']).execute()
  return new Set(rows.map((r) => r.agent))
}

/** Approvals of every programme that have no credential yet, `most` of them in order of their ids after this one: what the server owes. */
export async function owed(db: Db, after: string, most: number): Promise<{ tenant: string; approval: string }[]> {
  const { rows } = await sql<{ tenant: string; approval: string }>`select tenant, approval from certification
    where step = 'approved' and approval > ${after}::uuid order by approval limit ${most}`.execute(db)
  return rows
}

/** How many proposals of hers wait for an approver, by programme. */
export async function proposalsBy(db: Db, tenants: readonly string[], staff: string): Promise<{ tenant: string; n: number }[]> {
  return db.selectFrom('certification').select(['tenant', sql<number>`count(*)::int`.as('n')]).where('tenant', 'in', tenants).where('step', '=', 'proposed').where('proposer', '=', staff)
    .groupBy('tenant').execute()
}
