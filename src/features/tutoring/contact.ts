import { sql, type Selectable } from 'kysely'
import type { Db } from '../../lib/database.ts'
import type { Inline } from '../../record/projection.ts'
import { agentId, readExt } from '../../record/statement.ts'
import { CHANNELS, CONTACT_CAUSES, CONTACTED, type Channel, type ContactCause } from './statements.ts'

interface ContactTable {
  contact: string
  tenant: string
  agent: string
  enrolment: string
  by_staff: string
  at: Date
  channel: Channel
  reached: boolean
  cause: ContactCause | null
  /** A Lima day, `YYYY-MM-DD`. */
  next: string | null
  pos: number
}
export type ContactRow = Selectable<ContactTable>

declare module '../../lib/database.ts' {
  interface Tables { contact: ContactTable }
}

/** One row each time somebody was looked for. */
export const contact: Inline = {
  kind: 'inline',
  table: 'contact',
  version: 1,
  columns: `contact uuid primary key, tenant text not null, agent text not null, enrolment uuid not null, by_staff text not null, at timestamptz not null,
    channel text not null, reached boolean not null, cause text, next text, pos bigint not null`,
  indexes: ['on contact (enrolment, pos)'],
  verbs: [CONTACTED],
  authorities: ['command'],
  apply: async (tx, s) => {
    if (s.registration === null || s.actor === null) return
    const read = (name: string): unknown => readExt(s.statement, name)
    const next = read('nextContact')
    await tx.insertInto('contact').values({
      contact: s.id, tenant: s.tenant, agent: s.actor, enrolment: s.registration, by_staff: agentId(s.statement.context?.instructor) ?? '', at: s.happened,
      channel: CHANNELS.find((one) => one === read('channel')) ?? 'call', reached: read('reached') === true,
      cause: CONTACT_CAUSES.find((one) => one === read('cause')) ?? null, next: typeof next === 'string' ? next : null, pos: s.pos,
    }).onConflict((oc) => oc.column('contact').doNothing()).execute()
  },
}

const COLUMNS = ['contact', 'tenant', 'agent', 'enrolment', 'by_staff', 'at', 'channel', 'reached', 'cause', 'next', 'pos'] as const

/** Everything of one enrolment, the newest first. */
export async function contactsOf(db: Db, enrolment: string): Promise<ContactRow[]> {
  return db.selectFrom('contact').select(COLUMNS).where('enrolment', '=', enrolment).orderBy('pos', 'desc').execute()
}

/** The last one of each enrolment. */
export async function lastContacts(db: Db, enrolments: readonly string[]): Promise<Map<string, ContactRow>> {
  if (enrolments.length === 0) return new Map()
  const rows = await db.selectFrom('contact').distinctOn('enrolment').select(COLUMNS).where('enrolment', '=', sql<string>`any(${[...enrolments]}::uuid[])`)
    .orderBy('enrolment').orderBy('pos', 'desc').execute()
  return new Map(rows.map((row) => [row.enrolment, row]))
}

/** Whether anybody looked for her under this enrolment: before that nobody says that she dropped out. */
export async function wasLookedFor(db: Db, tenant: string, enrolment: string): Promise<boolean> {
  return (await db.selectFrom('contact').select('contact').where('tenant', '=', tenant).where('enrolment', '=', enrolment).limit(1).executeTakeFirst()) !== undefined
}
