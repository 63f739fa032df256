import { sql, type Selectable } from 'kysely'
import type { Db, Tx } from '../../lib/database.ts'
import type { Inline } from '../../record/projection.ts'
import { readExt, type Stored } from '../../record/statement.ts'
import { activityName } from '../programmes/index.ts'
import { AUDIT_VERB, ENDS, type End } from './statements.ts'

/** `frozen`: the value is waited for. `drawn`: files are opened. Then it is closed, or was abandoned and says nothing. */
export type State = 'frozen' | 'drawn' | End

interface AuditTable {
  audit: string
  tenant: string
  /** 1, 2, 3 … in a programme: what people call it. */
  number: number
  state: State
  release: string
  /** Position of the cut. */
  cut: number
  frame: string
  persons: number
  size: number
  source: string
  by_staff: string
  frozen: Date
  pos: number
  value: string | null
  sample_hash: string | null
  drawn: Date | null
  ended: Date | null
  ended_pos: number | null
}
export type Audit = Selectable<AuditTable>

declare module '../../lib/database.ts' {
  interface Tables { audit: AuditTable }
}

/** Audits of a programme are frozen one after another: each has its number. */
export const freezingScope = (tenant: string): string => `audits:${tenant}`
export const auditScope = (tenant: string, id: string): string => `audit:${tenant}:${id}`

/** One row an audit; frozen under the programme's scope, then ordered under its own. */
export const audit: Inline = {
  kind: 'inline',
  table: 'audit',
  version: 1,
  columns: `audit uuid primary key, tenant text not null, number int not null, state text not null, release text not null, cut bigint not null, frame text not null, persons int not null,
    size int not null, source text not null, by_staff text not null, frozen timestamptz not null, pos bigint not null, value text, sample_hash text, drawn timestamptz, ended timestamptz,
    ended_pos bigint, unique (tenant, number)`,
  verbs: [AUDIT_VERB.frozen, AUDIT_VERB.drawn, AUDIT_VERB.ended],
  authorities: ['command'],
  apply: (tx, s) => (s.verb === AUDIT_VERB.frozen ? frozen(tx, s) : s.verb === AUDIT_VERB.drawn ? drawn(tx, s) : ended(tx, s)),
}

async function frozen(tx: Tx, s: Stored): Promise<void> {
  const text = (name: string): string => String(readExt(s.statement, name) ?? '')
  await tx.insertInto('audit').values({
    audit: activityName(s.object), tenant: s.tenant, number: sql<number>`(select coalesce(max(number), 0) + 1 from audit where tenant = ${s.tenant})`, state: 'frozen',
    release: text('auditRelease'), cut: Number(text('cut')), frame: text('frameHash'), persons: Number(text('framePersons')), size: Number(text('sampleSize')), source: text('seedSource'),
    by_staff: s.actor ?? '', frozen: s.stored, pos: s.pos, value: null, sample_hash: null, drawn: null, ended: null, ended_pos: null,
  }).onConflict((oc) => oc.column('audit').doNothing()).execute()
}

async function drawn(tx: Tx, s: Stored): Promise<void> {
  await tx.updateTable('audit').set({ state: 'drawn', value: String(readExt(s.statement, 'value') ?? ''), sample_hash: String(readExt(s.statement, 'sampleHash') ?? ''), drawn: s.stored })
    .where('tenant', '=', s.tenant).where('audit', '=', activityName(s.object)).where('state', '=', 'frozen').execute()
}

async function ended(tx: Tx, s: Stored): Promise<void> {
  const how = ENDS.find((one) => one === readExt(s.statement, 'auditEnd'))
  if (!how) return
  await tx.updateTable('audit').set({ state: how, ended: s.stored, ended_pos: s.pos })
    .where('tenant', '=', s.tenant).where('audit', '=', activityName(s.object)).where('state', 'in', how === 'closed' ? ['drawn'] : ['frozen', 'drawn']).execute()
}

const COLUMNS = ['audit', 'tenant', 'number', 'state', 'release', 'cut', 'frame', 'persons', 'size', 'source', 'by_staff', 'frozen', 'pos', 'value', 'sample_hash', 'drawn', 'ended', 'ended_pos'] as const

export async function auditById(db: Db, tenant: string, id: string): Promise<Audit | undefined> {
  return db.selectFrom('audit').select(COLUMNS).where('tenant', '=', tenant).where('audit', '=', id).executeTakeFirst()
}

/** Every audit of a programme, also those that were abandoned: the latest first. One programme has some a year. */
export async function auditsOf(db: Db, tenant: string): Promise<Audit[]> {
  return db.selectFrom('audit').select(COLUMNS).where('tenant', '=', tenant).orderBy('number', 'desc').limit(200).execute()
}

/** The latest that was closed up to a position (of all of them when absent): the one whose result the figures have. */
export async function closedLast(db: Db, tenant: string, upTo?: number): Promise<Audit | undefined> {
  const closed = db.selectFrom('audit').select(COLUMNS).where('tenant', '=', tenant).where('state', '=', 'closed')
  return (upTo === undefined ? closed : closed.where('ended_pos', '<=', upTo)).orderBy('ended_pos', 'desc').limit(1).executeTakeFirst()
}
