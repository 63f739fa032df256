import { sql, type ColumnType, type Selectable } from 'kysely'
import type { Db, Tx } from '../../lib/database.ts'
import type { Inline } from '../../record/projection.ts'
import { readExt, type Stored } from '../../record/statement.ts'
import { limaDay } from '../people/index.ts'
import { activityName } from '../programmes/index.ts'
import { ABOUT, FINDING_VERB, SEVERITIES, STEPS, type About, type Severity, type Step } from './statements.ts'

/** One thing that happened to a finding after it was raised. */
export interface StepTaken {
  readonly id: string
  readonly step: Step
  readonly by: string
  /** ISO moment of the server. */
  readonly at: string
  /** The last Lima day of the term that it answered, or of the one that it opened. */
  readonly due: string
}

/** `raised`: a reply is owed. `replied`: who audits decides. */
export type Stage = 'raised' | 'replied' | 'closed'

interface FindingTable {
  finding: string
  tenant: string
  /** 1, 2, 3 … in a programme: what people call it. */
  number: number
  about: About
  code: string | null
  severity: Severity
  by_staff: string
  at: Date
  pos: number
  /** The Lima day on which it was raised. */
  raised: string
  stage: Stage
  /** The last Lima day for the reply that is or was asked for last. */
  due: string
  steps: ColumnType<StepTaken[], string, string>
  closed_as: Extract<Step, 'lifted' | 'confirmed'> | null
  closed: Date | null
  closed_pos: number | null
}
export type Finding = Selectable<FindingTable>

declare module '../../lib/database.ts' {
  interface Tables { finding: FindingTable }
}

/** Findings of a programme are raised one after another: each has its number. */
export const raisingScope = (tenant: string): string => `findings:${tenant}`
export const findingScope = (tenant: string, id: string): string => `finding:${tenant}:${id}`

/** One row a finding; raised under the programme's scope, then ordered under its own. */
export const finding: Inline = {
  kind: 'inline',
  table: 'finding',
  version: 1,
  columns: `finding uuid primary key, tenant text not null, number int not null, about text not null, code text, severity text not null, by_staff text not null, at timestamptz not null,
    pos bigint not null, raised text not null, stage text not null, due text not null, steps jsonb not null, closed_as text, closed timestamptz, closed_pos bigint, unique (tenant, number)`,
  indexes: [`on finding (tenant, due, number) where stage <> 'closed'`, `on finding (tenant, number) where stage = 'closed'`],
  verbs: [FINDING_VERB.raised, FINDING_VERB.step],
  authorities: ['command'],
  apply: (tx, s) => (s.verb === FINDING_VERB.raised ? raised(tx, s) : handled(tx, s)),
}

async function raised(tx: Tx, s: Stored): Promise<void> {
  const text = (name: string): string => String(readExt(s.statement, name) ?? '')
  await tx.insertInto('finding').values({
    finding: activityName(s.object), tenant: s.tenant, number: sql<number>`(select coalesce(max(number), 0) + 1 from finding where tenant = ${s.tenant})`,
    about: ABOUT.find((one) => one === text('findingAbout')) ?? 'free', code: text('findingCode') || null, severity: SEVERITIES.find((one) => one === text('severity')) ?? 'serious',
    by_staff: s.actor ?? '', at: s.stored, pos: s.pos, raised: limaDay(s.stored), stage: 'raised', due: text('dueOn'), steps: '[]', closed_as: null, closed: null, closed_pos: null,
  }).onConflict((oc) => oc.column('finding').doNothing()).execute()
}

async function handled(tx: Tx, s: Stored): Promise<void> {
  const step = STEPS.find((one) => one === readExt(s.statement, 'findingStep'))
  if (!step) return
  const due = readExt(s.statement, 'dueOn')
  // By the server's clock, whatever the statement says of itself.
  const taken = { id: s.id, step, by: s.actor ?? '', at: s.stored.toISOString() }
  const withDue = typeof due === 'string' ? sql`${due}::text` : sql`due`
  await tx.updateTable('finding').set({
    steps: sql`steps || jsonb_build_array(${JSON.stringify(taken)}::jsonb || jsonb_build_object('due', ${withDue}))`,
    due: sql<string>`${withDue}`,
    ...(step === 'replied' ? { stage: 'replied' as const } : step === 'asked-again' ? { stage: 'raised' as const } : { stage: 'closed' as const, closed_as: step, closed: s.stored, closed_pos: s.pos }),
  }).where('tenant', '=', s.tenant).where('finding', '=', activityName(s.object)).where('stage', '<>', 'closed')
    .where(sql<boolean>`not steps @> ${JSON.stringify([{ id: s.id }])}::jsonb`).execute()
}

const COLUMNS = ['finding', 'tenant', 'number', 'about', 'code', 'severity', 'by_staff', 'at', 'pos', 'raised', 'stage', 'due', 'steps', 'closed_as', 'closed', 'closed_pos'] as const

export async function findingById(db: Db, tenant: string, id: string): Promise<Finding | undefined> {
  return db.selectFrom('finding').select(COLUMNS).where('tenant', '=', tenant).where('finding', '=', id).executeTakeFirst()
}

/** `overdue`: a reply was owed before today. */
export const SHOWN = ['open', 'overdue', 'closed'] as const
export type Shown = (typeof SHOWN)[number]

/** A page of a programme's findings: open ones by what falls due first, closed ones by their number, the latest first. `today` in Lima. */
export async function findingsOf(db: Db, tenant: string, shown: Shown, { today, page, limit }: { readonly today: string; readonly page: number; readonly limit: number }): Promise<Finding[]> {
  const all = db.selectFrom('finding').select(COLUMNS).where('tenant', '=', tenant)
  const some = shown === 'closed' ? all.where('stage', '=', 'closed') : shown === 'overdue' ? all.where('stage', '=', 'raised').where('due', '<', today) : all.where('stage', '<>', 'closed')
  const sorted = shown === 'closed' ? some.orderBy('number', 'desc') : some.orderBy('due').orderBy('number')
  return sorted.limit(limit + 1).offset((page - 1) * limit).execute()
}

/** Those about one thing by its code in the record, the latest first. */
export async function findingsAbout(db: Db, tenant: string, code: string): Promise<Finding[]> {
  return db.selectFrom('finding').select(COLUMNS).where('tenant', '=', tenant).where('code', '=', code).orderBy('number', 'desc').execute()
}
