import { sql, type Insertable, type Selectable } from 'kysely'
import type { Db, Tx } from '../../lib/database.ts'
import type { Inline } from '../../record/projection.ts'
import { agentId, readExt, type Stored } from '../../record/statement.ts'
import { activityName } from '../programmes/index.ts'
import { limaDay } from '../people/index.ts'
import { DUTY_VERB, EXTENSION_REASONS, OUTCOMES, REFUSAL_REASONS, RIGHTS_ASKED, WAYS_IN, type ExtensionReason, type Outcome, type RefusalReason, type RightAsked, type WayIn } from './statements.ts'

interface RequestTable {
  request: string
  tenant: string
  /** Who asked, by the record's actor: her agent, or who wrote it down for somebody without a record. */
  actor: string
  agent: string | null
  asked: RightAsked
  via: WayIn
  /** Lima days. */
  received: string
  due: string
  by_staff: string | null
  at: Date
  pos: number
  outcome: Outcome | null
  reason: RefusalReason | null
  answered_by: string | null
  answered: Date | null
  in_time: boolean | null
  answer_pos: number | null
  /** The last day as it was before the one extension; null: the term was not made longer. */
  first_due: string | null
  extension_reason: ExtensionReason | null
  extended_by: string | null
  extended_pos: number | null
}
export type DataRequest = Selectable<RequestTable>

declare module '../../lib/database.ts' {
  interface Tables { data_request: RequestTable }
}

export const requestScope = (tenant: string, id: string): string => `data-request:${tenant}:${id}`

/** One row a request; ordered under its own scope. */
export const dataRequest: Inline = {
  kind: 'inline',
  table: 'data_request',
  version: 2,
  columns: `request uuid primary key, tenant text not null, actor text not null, agent text, asked text not null, via text not null, received text not null, due text not null,
    by_staff text, at timestamptz not null, pos bigint not null, outcome text, reason text, answered_by text, answered timestamptz, in_time boolean, answer_pos bigint,
    first_due text, extension_reason text, extended_by text, extended_pos bigint`,
  indexes: [
    'on data_request (tenant, due, request) where outcome is null', 'on data_request (tenant, due, request) where outcome is not null', 'on data_request (tenant, agent)',
  ],
  verbs: [DUTY_VERB.requested, DUTY_VERB.answered, DUTY_VERB.extended],
  authorities: ['command'],
  apply: async (tx, s) => {
    if (s.verb === DUTY_VERB.requested) await tx.insertInto('data_request').values(received(s)).onConflict((oc) => oc.column('request').doNothing()).execute()
    else if (s.verb === DUTY_VERB.extended) await extend(tx, s)
    else {
      const read = (name: string): unknown => readExt(s.statement, name)
      // By the server's clock, whatever the statement says of itself.
      await tx.updateTable('data_request').set({
        outcome: OUTCOMES.find((one) => one === read('requestOutcome')) ?? 'refused', reason: REFUSAL_REASONS.find((one) => one === read('reason')) ?? null,
        answered_by: agentId(s.statement.context?.instructor), answered: s.stored, in_time: sql<boolean>`${limaDay(s.stored)} <= due`, answer_pos: s.pos,
      }).where('tenant', '=', s.tenant).where('request', '=', activityName(s.object)).where('outcome', 'is', null).execute()
    }
  },
}

/** Once, and only while it waits. */
async function extend(tx: Tx, s: Stored): Promise<void> {
  await tx.updateTable('data_request').set({
    first_due: sql<string>`due`, due: String(readExt(s.statement, 'dueOn')), extension_reason: EXTENSION_REASONS.find((one) => one === readExt(s.statement, 'extensionReason')) ?? 'other-reason',
    extended_by: agentId(s.statement.context?.instructor), extended_pos: s.pos,
  }).where('tenant', '=', s.tenant).where('request', '=', activityName(s.object)).where('outcome', 'is', null).where('first_due', 'is', null).execute()
}

function received(s: Stored): Insertable<RequestTable> {
  const text = (name: string): string => String(readExt(s.statement, name) ?? '')
  const by = agentId(s.statement.context?.instructor)
  const unknown = readExt(s.statement, 'unknownPerson') === true
  return {
    request: activityName(s.object), tenant: s.tenant, actor: s.actor ?? '', agent: unknown ? null : s.actor, asked: RIGHTS_ASKED.find((one) => one === text('dataRight')) ?? 'access',
    via: WAYS_IN.find((one) => one === text('requestVia')) ?? 'own', received: text('receivedOn'), due: text('dueOn'), by_staff: unknown ? s.actor : by, at: s.stored, pos: s.pos,
    outcome: null, reason: null, answered_by: null, answered: null, in_time: null, answer_pos: null,
    first_due: null, extension_reason: null, extended_by: null, extended_pos: null,
  }
}

const COLUMNS = ['request', 'tenant', 'actor', 'agent', 'asked', 'via', 'received', 'due', 'by_staff', 'at', 'pos', 'outcome', 'reason', 'answered_by', 'answered', 'in_time', 'answer_pos',
  'first_due', 'extension_reason', 'extended_by', 'extended_pos'] as const

export async function requestById(db: Db, tenant: string, id: string): Promise<DataRequest | undefined> {
  return db.selectFrom('data_request').select(COLUMNS).where('tenant', '=', tenant).where('request', '=', id).executeTakeFirst()
}

/** Those of one person in one programme, the newest first. */
export async function requestsOfAgent(db: Db, tenant: string, agent: string): Promise<DataRequest[]> {
  return db.selectFrom('data_request').select(COLUMNS).where('tenant', '=', tenant).where('agent', '=', agent).orderBy('pos', 'desc').limit(50).execute()
}

export const SHOWN = ['open', 'overdue', 'answered'] as const
export type Shown = (typeof SHOWN)[number]

export interface RequestQuery {
  readonly shown: Shown
  readonly asked: RightAsked | null
  /** Today in Lima. */
  readonly today: string
  /** After this one: the last of the page before. */
  readonly after: { readonly due: string; readonly request: string } | null
  readonly limit: number
}

/** The register: open ones by what falls due first, answered ones by their term, the latest first. */
export async function requestsOf(db: Db, tenant: string, { shown, asked, today, after, limit }: RequestQuery): Promise<DataRequest[]> {
  let query = db.selectFrom('data_request').select(COLUMNS).where('tenant', '=', tenant)
  if (asked) query = query.where('asked', '=', asked)
  const way = shown === 'answered' ? 'desc' : 'asc'
  query = shown === 'answered' ? query.where('outcome', 'is not', null) : query.where('outcome', 'is', null)
  if (shown === 'overdue') query = query.where('due', '<', today)
  if (after) query = query.where(sql<boolean>`(due, request) ${sql.raw(way === 'asc' ? '>' : '<')} (${after.due}, ${after.request}::uuid)`)
  return query.orderBy('due', way).orderBy('request', way).limit(limit).execute()
}
