import { sql, type RawBuilder, type Selectable } from 'kysely'
import type { Db, Tx } from '../../lib/database.ts'
import type { Inline } from '../../record/projection.ts'
import { agentId, readExt, type Stored } from '../../record/statement.ts'
import { activityName, VERB } from '../programmes/index.ts'
import { CAUSES, DROPPED, MARKS, MISSED, NOTED, SOURCES, type Cause, type Mark, type Source } from './statements.ts'

/** `recorded`: it stands. `waiting`: for the second person; no minutes yet. `dropped`: corrected, or the second person said no. */
export type Standing = 'recorded' | 'waiting' | 'dropped'

interface AttendanceTable {
  /** Id of the statement that made the entry. */
  entry: string
  tenant: string
  session: string
  agent: string
  enrolment: string
  mark: Mark
  minutes: number
  source: Source
  standing: Standing
  /** The statement that stands for it now: `attended`, `attendance-missed` or `attendance-noted`. */
  statement: string
  cause: Cause | null
  late: boolean
  manual: boolean
  skewed: boolean
  marked_by: string
  second: string | null
  /** When she was there. */
  at: Date
  /** What the phone's own clock said; null when it was marked on a page of ours. */
  device: Date | null
  /** When it reached us. */
  received: Date
  pos: number
}
export type Entry = Selectable<AttendanceTable>

declare module '../../lib/database.ts' {
  interface Tables { attendance: AttendanceTable }
}

/** One row an entry; what was corrected stays. Every statement about it is appended under its section's scope, so they come in order. */
export const attendance: Inline = {
  kind: 'inline',
  table: 'attendance',
  version: 1,
  columns: `entry uuid primary key, tenant text not null, session text not null, agent text not null, enrolment uuid not null, mark text not null,
    minutes int not null, source text not null, standing text not null, statement uuid not null, cause text, late boolean not null, manual boolean not null,
    skewed boolean not null, marked_by text not null, second text, at timestamptz not null, device timestamptz, received timestamptz not null, pos bigint not null`,
  indexes: ['on attendance (tenant, session)', 'on attendance (tenant, agent)', 'on attendance (statement)', "on attendance (tenant) where standing = 'waiting'"],
  verbs: [VERB.attended, VERB.annulled, NOTED, MISSED, DROPPED],
  authorities: ['command'],
  apply: async (tx, s) => {
    if (s.verb === VERB.annulled || s.verb === DROPPED) await strike(tx, s)
    else if (s.actor !== null && s.registration !== null) await enter(tx, s, s.actor, s.registration)
  },
}

async function strike(tx: Tx, s: Stored): Promise<void> {
  const second = s.verb === DROPPED && readExt(s.statement, 'reason') === 'not-confirmed' ? agentId(s.statement.context?.instructor) : null
  await tx.updateTable('attendance').set({ standing: 'dropped', ...(second ? { second } : {}) })
    .where('statement', '=', s.object).where('tenant', '=', s.tenant).where('agent', '=', s.actor).execute()
}

async function enter(tx: Tx, s: Stored, agent: string, enrolment: string): Promise<void> {
  const read = (name: string): unknown => readExt(s.statement, name)
  const noted = read('noted')
  const second = read('second')
  if (s.verb === VERB.attended && typeof noted === 'string') {
    await tx.updateTable('attendance').set({ standing: 'recorded', statement: s.id, second: typeof second === 'string' ? second : null })
      .where('entry', '=', noted).where('tenant', '=', s.tenant).where('agent', '=', agent).execute()
    return
  }
  const minutes = read('minutes')
  const device = read('device')
  await tx.insertInto('attendance').values({
    entry: s.id, tenant: s.tenant, session: activityName(s.object), agent, enrolment, mark: MARKS.find((m) => m === read('mark')) ?? 'P',
    minutes: s.verb === MISSED ? 0 : minutesIn(minutes), source: SOURCES.find((x) => x === read('source')) ?? 'list',
    standing: s.verb === NOTED ? 'waiting' : 'recorded', statement: s.id, cause: CAUSES.find((c) => c === read('cause')) ?? null,
    late: read('late') === true, manual: read('manual') === true, skewed: read('skewed') === true, marked_by: agentId(s.statement.context?.instructor) ?? '',
    second: typeof second === 'string' ? second : null, at: s.happened, device: typeof device === 'string' ? new Date(device) : null, received: s.stored, pos: s.pos,
  }).onConflict((oc) => oc.column('entry').doNothing()).execute()
}

/** As a rule reads them (docs/statements.md): anything but a whole number from 1 to 600 gives nothing. */
function minutesIn(value: unknown): number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 600 ? value : 0
}

const COLUMNS = [
  'entry', 'tenant', 'session', 'agent', 'enrolment', 'mark', 'minutes', 'source', 'standing', 'statement', 'cause', 'late', 'manual', 'skewed', 'marked_by',
  'second', 'at', 'device', 'received', 'pos',
] as const

/** What stands or waits in a session, by enrolment; the latest of two. */
export async function entriesOf(db: Db, tenant: string, session: string): Promise<Map<string, Entry>> {
  const rows = await db.selectFrom('attendance').select(COLUMNS).where('tenant', '=', tenant).where('session', '=', session)
    .where('standing', '<>', 'dropped').orderBy('pos').execute()
  return new Map(rows.map((row) => [row.enrolment, row]))
}

export async function entryById(db: Db, tenant: string, id: string): Promise<Entry | undefined> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return undefined
  return db.selectFrom('attendance').select(COLUMNS).where('entry', '=', id).where('tenant', '=', tenant).executeTakeFirst()
}

/** Whether somebody was ever marked in a session and not struck out. */
export async function anybodyIn(db: Db, tenant: string, session: string): Promise<boolean> {
  return (await entriesOf(db, tenant, session)).size > 0
}

/** Of a row of attendance: it is in a session of these sections; null: of any. */
export const inSections = (sections: readonly string[] | null): RawBuilder<boolean> => (sections === null ? sql`true`
  : sql`exists (select from class_session c where c.session = attendance.session and c.section = any(${[...sections]}::text[]))`)

/** Entries of these sections, or of all, that wait for a second person, the oldest first. */
export async function waitingEntries(db: Db, tenant: string, sections: readonly string[] | null): Promise<Entry[]> {
  return db.selectFrom('attendance').select(COLUMNS).where('tenant', '=', tenant).where('standing', '=', 'waiting').where(inSections(sections)).orderBy('pos').limit(500).execute()
}

/** How many entries that she made wait for a second person, by programme. */
export async function waitingBy(db: Db, staff: string): Promise<{ tenant: string; n: number }[]> {
  return db.selectFrom('attendance').select(['tenant', sql<number>`count(*)::int`.as('n')]).where('standing', '=', 'waiting').where('marked_by', '=', staff).groupBy('tenant').execute()
}

/** Sessions in which these people are present or would be, with their times: nobody sits in two at once. */
export async function presencesOf(db: Db, tenant: string, agents: readonly string[], from: Date, to: Date): Promise<{ agent: string; session: string }[]> {
  return db.selectFrom('attendance').innerJoin('class_session', 'class_session.session', 'attendance.session')
    .select(['attendance.agent', 'attendance.session']).where('attendance.tenant', '=', tenant).where('attendance.agent', '=', sql<string>`any(${agents}::text[])`)
    .where('attendance.standing', '<>', 'dropped').where('attendance.mark', 'in', ['P', 'T'])
    .where('class_session.starts', '<', to).where('class_session.ends', '>', from).execute()
}

/** How many of each mark a session has, and how many wait; by session. */
export async function tallies(db: Db, tenant: string, sessions: readonly string[]): Promise<Map<string, Record<Mark | 'waiting', number>>> {
  if (sessions.length === 0) return new Map()
  const of = (mark: Mark) => sql<number>`(count(*) filter (where standing = 'recorded' and mark = ${mark}))::int`
  const rows = await db.selectFrom('attendance')
    .select(['session', of('P').as('P'), of('T').as('T'), of('F').as('F'), of('J').as('J'), sql<number>`(count(*) filter (where standing = 'waiting'))::int`.as('waiting')])
    .where('tenant', '=', tenant).where('session', 'in', [...sessions]).groupBy('session').execute()
  return new Map(rows.map(({ session, ...rest }) => [session, rest]))
}

/** K10 (DOMAIN.md 8): minutes from manual or late entries, and all minutes of attendance that stand. Summed at reading: nobody writes a total. */
export async function manualShare(db: Db, tenant: string): Promise<{ readonly manual: number; readonly all: number }> {
  return db.selectFrom('attendance')
    .select([sql<number>`coalesce(sum(minutes) filter (where manual or late), 0)::int`.as('manual'), sql<number>`coalesce(sum(minutes), 0)::int`.as('all')])
    .where('tenant', '=', tenant).where('standing', '=', 'recorded').executeTakeFirstOrThrow()
}

/** One person's entries that stand or wait, for her own pages. */
export async function entriesOfAgent(db: Db, tenant: string, agent: string): Promise<Entry[]> {
  return db.selectFrom('attendance').select(COLUMNS).where('tenant', '=', tenant).where('agent', '=', agent).where('standing', '<>', 'dropped').orderBy('at').execute()
}

/** Unexcused absences of each since the last class she was in or was excused from; who has none is absent. */
export async function absencesInARow(db: Db, tenant: string, of: readonly { readonly enrolment: string; readonly agent: string }[]): Promise<Map<string, number>> {
  if (of.length === 0) return new Map()
  const { rows } = await sql<{ enrolment: string; n: number }>`
    with marks as (
      select enrolment, mark, row_number() over (partition by enrolment order by at desc, pos desc) as n from attendance
      where tenant = ${tenant} and agent = any(${of.map((one) => one.agent)}::text[]) and enrolment = any(${of.map((one) => one.enrolment)}::uuid[]) and standing = 'recorded'
    )
    select enrolment, coalesce(min(n) filter (where mark <> 'F') - 1, count(*))::int as n from marks group by enrolment`.execute(db)
  return new Map(rows.filter((row) => row.n > 0).map((row) => [row.enrolment, row.n]))
}
