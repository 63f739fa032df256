import { sql, type ColumnType, type Selectable } from 'kysely'
import type { Db, Tx } from '../../lib/database.ts'
import type { Inline } from '../../record/projection.ts'
import type { Stored } from '../../record/statement.ts'
import { activityName, VERB } from '../programmes/index.ts'

export type EnrolmentState = 'active' | 'withdrawn' | 'annulled'

/** A stretch of time in which work counts; `to` null while it is open. ISO times. */
export interface Window {
  readonly from: string
  readonly to: string | null
}

interface EnrolmentTable {
  enrolment: string
  tenant: string
  agent: string
  section: string
  state: EnrolmentState
  /** When the person entered the section for the first time. */
  entered: Date
  /** When the present state began. */
  since: Date
  windows: ColumnType<Window[], string, string>
  /** Id of the `enrolled` statement: what an annulment points at. */
  statement: string
  pos: number
}
export type Enrolment = Selectable<EnrolmentTable>

declare module '../../lib/database.ts' {
  interface Tables { enrolment: EnrolmentTable }
}

/** One row an enrolment. Every statement about it is appended under its section's scope, so they come in order. */
export const enrolment: Inline = {
  kind: 'inline',
  table: 'enrolment',
  version: 1,
  columns: `enrolment uuid primary key, tenant text not null, agent text not null, section text not null,
    state text not null, entered timestamptz not null, since timestamptz not null, windows jsonb not null, statement uuid not null, pos bigint not null`,
  indexes: ['on enrolment (tenant, section, state)', 'on enrolment (tenant, agent)', 'on enrolment (statement)'],
  verbs: [VERB.enrolled, VERB.withdrew, VERB.reEntered, VERB.annulled],
  authorities: ['command'],
  apply: async (tx, s) => {
    if (s.verb === VERB.annulled) await applyAnnulled(tx, s)
    else if (s.registration === null || s.actor === null) return
    else if (s.verb === VERB.enrolled) await applyEnrolled(tx, s, s.registration, s.actor)
    else await applyMove(tx, s, s.registration)
  },
}

async function applyEnrolled(tx: Tx, s: Stored, registration: string, agent: string): Promise<void> {
  await tx.insertInto('enrolment').values({
    enrolment: registration, tenant: s.tenant, agent, section: activityName(s.object), state: 'active',
    entered: s.happened, since: s.happened, windows: JSON.stringify([{ from: s.happened.toISOString(), to: null }]), statement: s.id, pos: s.pos,
  }).onConflict((oc) => oc.column('enrolment').doNothing()).execute()
}

async function applyMove(tx: Tx, s: Stored, registration: string): Promise<void> {
  const row = await enrolmentById(tx, registration)
  if (!row || row.tenant !== s.tenant || row.pos >= s.pos || row.state === 'annulled') return
  const leaving = s.verb === VERB.withdrew
  if (leaving !== (row.state === 'active')) return
  const at = s.happened.toISOString()
  const windows = leaving
    ? row.windows.map((w) => (w.to === null ? { ...w, to: at } : w))
    : [...row.windows, { from: at, to: null }]
  await tx.updateTable('enrolment')
    .set({ state: leaving ? 'withdrawn' : 'active', since: s.happened, windows: JSON.stringify(windows), pos: s.pos })
    .where('enrolment', '=', registration).execute()
}

/** Any feature's statement can be annulled; only one that points at an `enrolled` of the same person finds its row here. */
async function applyAnnulled(tx: Tx, s: Stored): Promise<void> {
  await tx.updateTable('enrolment').set({ state: 'annulled', since: s.happened, pos: s.pos })
    .where('statement', '=', s.object).where('tenant', '=', s.tenant).where('agent', '=', s.actor)
    .where('state', '<>', 'annulled').execute()
}

const COLUMNS = ['enrolment', 'tenant', 'agent', 'section', 'state', 'entered', 'since', 'windows', 'statement', 'pos'] as const

export async function enrolmentById(db: Db, id: string): Promise<Enrolment | undefined> {
  // A malformed id in a URL is simply unknown; without the check PostgreSQL would raise an error.
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return undefined
  return db.selectFrom('enrolment').select(COLUMNS).where('enrolment', '=', id).executeTakeFirst()
}

/** One person's enrolments in a programme, oldest first, annulled ones too. */
export async function enrolmentsOf(db: Db, tenant: string, agent: string): Promise<Enrolment[]> {
  return db.selectFrom('enrolment').select(COLUMNS).where('tenant', '=', tenant).where('agent', '=', agent)
    .orderBy('entered').orderBy('enrolment').execute()
}

/** Everybody who is or was in a section, without annulled enrolments, in order of entry. */
export async function sectionMembers(db: Db, tenant: string, section: string): Promise<Enrolment[]> {
  return db.selectFrom('enrolment').select(COLUMNS).where('tenant', '=', tenant).where('section', '=', section)
    .where('state', '<>', 'annulled').orderBy('entered').orderBy('enrolment').execute()
}

/** How many active participants each section has; a section without any is absent. */
export async function activeBySection(db: Db, tenant: string): Promise<Map<string, number>> {
  const rows = await db.selectFrom('enrolment').select(['section', sql<number>`count(*)::int`.as('active')])
    .where('tenant', '=', tenant).where('state', '=', 'active').groupBy('section').execute()
  return new Map(rows.map((r) => [r.section, r.active]))
}

/** The same for some sections only. */
export async function enrolmentsInSections(db: Db, tenant: string, sections: readonly string[]): Promise<Map<string, number>> {
  const all = await activeBySection(db, tenant)
  return new Map(sections.map((section) => [section, all.get(section) ?? 0]))
}

export async function activeIn(db: Db, tenant: string, section: string): Promise<number> {
  return (await db.selectFrom('enrolment').select(sql<number>`count(*)::int`.as('active'))
    .where('tenant', '=', tenant).where('section', '=', section).where('state', '=', 'active').executeTakeFirstOrThrow()).active
}
