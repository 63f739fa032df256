import { sql, type ColumnType, type Selectable } from 'kysely'
import type { Db, Tx } from '../../lib/database.ts'
import { groupBy } from '../../lib/group-by.ts'
import type { Inline } from '../../record/projection.ts'
import { readExt, type Stored } from '../../record/statement.ts'
import { activityName, VERB } from '../programmes/index.ts'
import { MOVE, WAYS, type Way } from './statements.ts'

export type EnrolmentState = 'active' | 'withdrawn' | 'annulled'

/** A stretch of time in which work counts; `to` null while it is open. ISO times. */
export interface Window {
  readonly from: string
  readonly to: string | null
}

/** `from`: ISO time. */
export interface Stay {
  readonly section: string
  readonly from: string
}

interface EnrolmentTable {
  enrolment: string
  tenant: string
  agent: string
  /** Where she is now. */
  section: string
  state: EnrolmentState
  /** When the person entered the section for the first time. */
  entered: Date
  /** When the present state began. */
  since: Date
  windows: ColumnType<Window[], string, string>
  /** Where she was and is, the oldest first: a transfer adds one. */
  sections: ColumnType<Stay[], string, string>
  /** How she left; null while she is here. */
  way: Way | null
  /** The last Lima day of a rest, `YYYY-MM-DD`; null without one. */
  paused_until: string | null
  /** Id of the `enrolled` statement: what an annulment points at. */
  statement: string
  pos: number
}
export type Enrolment = Selectable<EnrolmentTable>

declare module '../../lib/database.ts' {
  interface Tables { enrolment: EnrolmentTable }
}

/** One row an enrolment. Every statement about it is appended under its section's scope (a transfer: under both), so they come in order. */
export const enrolment: Inline = {
  kind: 'inline',
  table: 'enrolment',
  version: 2,
  columns: `enrolment uuid primary key, tenant text not null, agent text not null, section text not null,
    state text not null, entered timestamptz not null, since timestamptz not null, windows jsonb not null,
    sections jsonb not null, way text, paused_until text, statement uuid not null, pos bigint not null`,
  indexes: ['on enrolment (tenant, section, state)', 'on enrolment (tenant, agent)', 'on enrolment (statement)', 'on enrolment using gin (sections jsonb_path_ops)'],
  verbs: [VERB.enrolled, VERB.withdrew, VERB.reEntered, VERB.annulled, ...Object.values(MOVE)],
  authorities: ['command'],
  apply: async (tx, s) => {
    if (s.verb === VERB.annulled) await applyAnnulled(tx, s)
    else if (s.registration !== null && s.actor !== null) await applyMove(tx, s, s.registration)
  },
  adding: { is: (s) => s.verb === VERB.enrolled, apply: addEnrolled },
}

async function addEnrolled(tx: Tx, run: readonly Stored[]): Promise<void> {
  const rows = run.flatMap((s) => (s.registration === null || s.actor === null ? [] : [{
    enrolment: s.registration, tenant: s.tenant, agent: s.actor, section: activityName(s.object), state: 'active' as const,
    entered: s.happened, since: s.happened, windows: JSON.stringify([{ from: s.happened.toISOString(), to: null }]),
    sections: JSON.stringify([{ section: activityName(s.object), from: s.happened.toISOString() }]), way: null, paused_until: null, statement: s.id, pos: s.pos,
  }]))
  if (rows.length > 0) await tx.insertInto('enrolment').values(rows).onConflict((oc) => oc.column('enrolment').doNothing()).execute()
}

async function applyMove(tx: Tx, s: Stored, registration: string): Promise<void> {
  const row = await enrolmentById(tx, registration)
  if (!row || row.tenant !== s.tenant || row.pos >= s.pos || row.state === 'annulled') return
  if (s.verb !== VERB.withdrew && s.verb !== VERB.reEntered) {
    if (row.state === 'active') await applyStay(tx, s, row)
    return
  }
  const leaving = s.verb === VERB.withdrew
  if (leaving !== (row.state === 'active')) return
  const at = s.happened.toISOString()
  const windows = leaving
    ? row.windows.map((w) => (w.to === null ? { ...w, to: at } : w))
    : [...row.windows, { from: at, to: null }]
  await tx.updateTable('enrolment')
    .set({ state: leaving ? 'withdrawn' : 'active', since: s.happened, windows: JSON.stringify(windows), pos: s.pos, paused_until: null, way: leaving ? wayOf(s) : null })
    .where('enrolment', '=', registration).execute()
}

/** What changes where or whether she is at work, and not that she is enrolled. */
async function applyStay(tx: Tx, s: Stored, row: Enrolment): Promise<void> {
  const section = activityName(s.object)
  const stay = { section, from: s.happened.toISOString() }
  const change = s.verb === MOVE.transferred ? { section, sections: JSON.stringify([...row.sections, stay]) }
    : { paused_until: s.verb === MOVE.paused ? String(readExt(s.statement, 'pausedUntil')) : null }
  await tx.updateTable('enrolment').set({ ...change, pos: s.pos }).where('enrolment', '=', row.enrolment).execute()
}

const wayOf = (s: Stored): Way => WAYS.find((way) => way === readExt(s.statement, 'way')) ?? 'withdrawal'

/** The section she was in at a moment: the first one for whatever was before it. */
export function sectionAt({ sections }: Pick<Enrolment, 'sections'>, at: Date): string {
  return (sections.findLast((stay) => Date.parse(stay.from) <= at.getTime()) ?? sections[0])?.section ?? ''
}

/** Whether she rests on a Lima day. */
export function isPaused({ state, paused_until }: Pick<Enrolment, 'state' | 'paused_until'>, day: string): boolean {
  return state === 'active' && paused_until !== null && day <= paused_until
}

/** Any feature's statement can be annulled; only one that points at an `enrolled` of the same person finds its row here. */
async function applyAnnulled(tx: Tx, s: Stored): Promise<void> {
  await tx.updateTable('enrolment').set({ state: 'annulled', since: s.happened, pos: s.pos })
    .where('statement', '=', s.object).where('tenant', '=', s.tenant).where('agent', '=', s.actor)
    .where('state', '<>', 'annulled').execute()
}

const COLUMNS = ['enrolment', 'tenant', 'agent', 'section', 'state', 'entered', 'since', 'windows', 'sections', 'way', 'paused_until', 'statement', 'pos'] as const

export async function enrolmentById(db: Db, id: string): Promise<Enrolment | undefined> {
  // A malformed id in a URL is simply unknown; without the check PostgreSQL would raise an error.
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return undefined
  return db.selectFrom('enrolment').select(COLUMNS).where('enrolment', '=', id).executeTakeFirst()
}

/** One person's enrolments in a programme, oldest first, annulled ones too. */
export async function enrolmentsOf(db: Db, tenant: string, agent: string): Promise<Enrolment[]> {
  return (await enrolmentsOfAll(db, tenant, [agent])).get(agent) ?? []
}

/** The same for many; who has none is absent. */
export async function enrolmentsOfAll(db: Db, tenant: string, agents: readonly string[]): Promise<Map<string, Enrolment[]>> {
  if (agents.length === 0) return new Map()
  const rows = await db.selectFrom('enrolment').select(COLUMNS).where('tenant', '=', tenant).where('agent', '=', sql<string>`any(${[...agents]}::text[])`)
    .orderBy('entered').orderBy('enrolment').execute()
  return groupBy(rows, (row) => row.agent)
}

/** Everybody who is or was in a section, without annulled enrolments, in order of entry. */
export async function sectionMembers(db: Db, tenant: string, section: string): Promise<Enrolment[]> {
  return db.selectFrom('enrolment').select(COLUMNS).where('tenant', '=', tenant).where('section', '=', section)
    .where('state', '<>', 'annulled').orderBy('entered').orderBy('enrolment').execute()
}

/** Everybody who is active in one of these sections, whoever rests too. */
export async function activeMembers(db: Db, tenant: string, sections: readonly string[]): Promise<Enrolment[]> {
  return db.selectFrom('enrolment').select(COLUMNS).where('tenant', '=', tenant).where('section', '=', sql<string>`any(${[...sections]}::text[])`)
    .where('state', '=', 'active').orderBy('enrolment').execute()
}

/** Everybody who was ever in a section, also who went on to another one; without annulled enrolments, in order of entry. */
export async function everMembers(db: Db, tenant: string, section: string): Promise<Enrolment[]> {
  return db.selectFrom('enrolment').select(COLUMNS).where('tenant', '=', tenant).where(sql<boolean>`sections @> ${JSON.stringify([{ section }])}::jsonb`)
    .where('state', '<>', 'annulled').orderBy('entered').orderBy('enrolment').execute()
}

/** How many active participants each of these sections has. */
export async function enrolmentsInSections(db: Db, tenant: string, sections: readonly string[]): Promise<Map<string, number>> {
  const rows = await db.selectFrom('enrolment').select(['section', sql<number>`count(*)::int`.as('active')])
    .where('tenant', '=', tenant).where('section', '=', sql<string>`any(${[...sections]}::text[])`).where('state', '=', 'active').groupBy('section').execute()
  const active = new Map(rows.map((r) => [r.section, r.active]))
  return new Map(sections.map((section) => [section, active.get(section) ?? 0]))
}

export async function activeIn(db: Db, tenant: string, section: string): Promise<number> {
  return (await db.selectFrom('enrolment').select(sql<number>`count(*)::int`.as('active'))
    .where('tenant', '=', tenant).where('section', '=', section).where('state', '=', 'active').executeTakeFirstOrThrow()).active
}

/** How many were ever enrolled in a section, annulled ones too. */
export async function everIn(db: Db, tenant: string, section: string): Promise<number> {
  return (await db.selectFrom('enrolment').select(sql<number>`count(*)::int`.as('ever'))
    .where('tenant', '=', tenant).where(sql<boolean>`sections @> ${JSON.stringify([{ section }])}::jsonb`).executeTakeFirstOrThrow()).ever
}
