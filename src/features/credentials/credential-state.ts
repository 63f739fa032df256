import { sql, type Selectable } from 'kysely'
import type { Db, Tx } from '../../lib/database.ts'
import type { Inline } from '../../record/projection.ts'
import { readExt, type Stored } from '../../record/statement.ts'
import { VERB, activityName } from '../programmes/index.ts'
import type { Kind } from './statements.ts'
import { LIST_BITS, type Purpose } from './status-list.ts'
import type { State } from './verify.ts'

interface CredentialStateTable {
  credential: string
  tenant: string
  agent: string
  enrolment: string
  kind: Kind
  status_index: number
  issued: Date
  state: State
  /** When the present state began. */
  since: Date
  /** Class of cause of the present state; null while nothing happened to it. */
  cause: string | null
  pos: number
}
export type CredentialState = Selectable<CredentialStateTable>

declare module '../../lib/database.ts' {
  interface Tables { credential_state: CredentialStateTable }
}

/** One row a credential: is it in force? Everything about it is appended under its person's scope, so it comes in order. */
export const credentialState: Inline = {
  kind: 'inline',
  table: 'credential_state',
  version: 1,
  columns: `credential uuid primary key, tenant text not null, agent text not null, enrolment uuid not null, kind text not null,
    status_index bigint not null, issued timestamptz not null, state text not null, since timestamptz not null, cause text, pos bigint not null`,
  indexes: ['on credential_state (tenant, agent)', "on credential_state (status_index) where state <> 'valid'"],
  verbs: [VERB.issued, VERB.revoked, VERB.suspended, VERB.reinstated, VERB.superseded],
  authorities: ['command'],
  apply: async (tx, s) => (s.verb === VERB.issued ? applyIssued(tx, s) : applyChange(tx, s)),
}

async function applyIssued(tx: Tx, s: Stored): Promise<void> {
  if (s.actor === null || s.registration === null) return
  await tx.insertInto('credential_state').values({
    credential: activityName(s.object), tenant: s.tenant, agent: s.actor, enrolment: s.registration,
    kind: readExt(s.statement, 'kind') === 'constancia' ? 'constancia' : 'certificado', status_index: Number(readExt(s.statement, 'statusIndex')),
    issued: s.happened, state: 'valid', since: s.happened, cause: null, pos: s.pos,
  }).onConflict((oc) => oc.column('credential').doNothing()).execute()
}

const NEXT: Readonly<Record<string, { readonly from: readonly State[]; readonly to: State }>> = {
  [VERB.revoked]: { from: ['valid', 'suspended'], to: 'revoked' },
  [VERB.superseded]: { from: ['valid', 'suspended'], to: 'superseded' },
  [VERB.suspended]: { from: ['valid'], to: 'suspended' },
  [VERB.reinstated]: { from: ['suspended'], to: 'valid' },
}

async function applyChange(tx: Tx, s: Stored): Promise<void> {
  const next = NEXT[s.verb]
  const cause = readExt(s.statement, 'cause')
  if (!next) return
  await tx.updateTable('credential_state')
    .set({ state: next.to, since: s.happened, cause: typeof cause === 'string' ? cause : null, pos: s.pos })
    .where('credential', '=', activityName(s.object)).where('tenant', '=', s.tenant).where('pos', '<', s.pos).where('state', 'in', [...next.from]).execute()
}

/** In these states she has one; another one is not issued. */
export const HAS_ONE: readonly State[] = ['valid', 'suspended']

const COLUMNS = ['credential', 'tenant', 'agent', 'enrolment', 'kind', 'status_index', 'issued', 'state', 'since', 'cause', 'pos'] as const

export async function stateOf(db: Db, credential: string): Promise<CredentialState | undefined> {
  return db.selectFrom('credential_state').select(COLUMNS).where('credential', '=', credential).executeTakeFirst()
}

/** The same of many, by credential. */
export async function statesById(db: Db, credentials: readonly string[]): Promise<Map<string, CredentialState>> {
  if (credentials.length === 0) return new Map()
  const rows = await db.selectFrom('credential_state').select(COLUMNS).where('credential', 'in', credentials).execute()
  return new Map(rows.map((row) => [row.credential, row]))
}

/** Every credential of these agents, newest first. */
export async function statesOf(db: Db, tenant: string, agents: readonly string[]): Promise<CredentialState[]> {
  if (agents.length === 0) return []
  return db.selectFrom('credential_state').select(COLUMNS).where('tenant', '=', tenant).where('agent', '=', sql<string>`any(${agents}::text[])`).orderBy('issued', 'desc').execute()
}

/** The status indexes, through all lists, of what is in one of these states; ascending. */
export async function indexesIn(db: Db, states: readonly State[]): Promise<number[]> {
  // The second condition is the index's own: without it PostgreSQL reads every certificate.
  const rows = await db.selectFrom('credential_state').select('status_index').where('state', 'in', states).where('state', '<>', 'valid').orderBy('status_index').execute()
  return rows.map((r) => Number(r.status_index))
}

/** Which states set a bit in each list: out of force for good, or out of force now, for good or for a while (decision 0188). */
export const STATES_IN: Readonly<Record<Purpose, readonly State[]>> = { revocation: ['revoked', 'superseded'], suspension: ['suspended', 'revoked', 'superseded'] }

/** The bits of one status list that are set. */
export async function setBits(db: Db, purpose: Purpose, list: number): Promise<number[]> {
  const first = (list - 1) * LIST_BITS
  // The first condition is that of the partial index: without it PostgreSQL reads every certificate.
  const rows = await db.selectFrom('credential_state').select('status_index')
    .where(sql<boolean>`state <> 'valid'`).where('state', 'in', [...STATES_IN[purpose]]).where('status_index', '>=', first).where('status_index', '<', first + LIST_BITS).execute()
  return rows.map((r) => r.status_index - first)
}
