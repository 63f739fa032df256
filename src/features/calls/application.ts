import { sql, type Selectable } from 'kysely'
import type { Db } from '../../lib/database.ts'
import type { Inline } from '../../record/projection.ts'
import { readExt, type Stored } from '../../record/statement.ts'
import { activityName, verbIri } from '../programmes/index.ts'
import { MOVES, STATES, allowed, moveOf, type ApplicationState, type MoveWord } from './application-states.ts'
import { STARTED } from './statements.ts'

interface ApplicationTable {
  tenant: string
  /** The file number. */
  expediente: string
  call: string
  agent: string
  state: ApplicationState
  /** The state a decision found, to go back to when it is undone. */
  before: ApplicationState | null
  before_reasons: string[]
  /** Reason or remark codes of the last decision. */
  reasons: string[]
  /** Staff member of the last decision. */
  decided_by: string | null
  started: Date
  sent: Date | null
  /** When the present state began. */
  since: Date
  round: number | null
  rank: number | null
  /** Until when a selected person can accept. */
  until: Date | null
  /** Id of the last statement: what a note belongs to. */
  statement: string
  pos: number
}
export type Application = Selectable<ApplicationTable>

declare module '../../lib/database.ts' {
  interface Tables { application: ApplicationTable }
}

/** One row an application. All its statements are appended under `applicationScope`, so they come in order. */
export const application: Inline = {
  kind: 'inline',
  table: 'application',
  version: 1,
  columns: `tenant text not null, expediente text not null, call text not null, agent text not null, state text not null, before text, before_reasons text[] not null,
    reasons text[] not null, decided_by text, started timestamptz not null, sent timestamptz, since timestamptz not null,
    round int, rank int, until timestamptz, statement uuid not null, pos bigint not null, primary key (tenant, expediente)`,
  indexes: ['on application (tenant, call, state)', 'on application (tenant, agent)'],
  verbs: [STARTED, ...Object.keys(MOVES).map(verbIri)],
  authorities: ['command'],
  apply: async (tx, s) => {
    if (s.actor === null) return
    const expediente = activityName(s.object)
    const word = moveOf(s.verb)
    if (!word) {
      await tx.insertInto('application').values({
        tenant: s.tenant, expediente, call: String(readExt(s.statement, 'call')), agent: s.actor, state: 'started', before: null, before_reasons: [],
        reasons: [], decided_by: null, started: s.happened, sent: null, since: s.happened, round: null, rank: null, until: null, statement: s.id, pos: s.pos,
      }).onConflict((oc) => oc.columns(['tenant', 'expediente']).doNothing()).execute()
      return
    }
    const row = await applicationOf(tx, s.tenant, expediente)
    if (!row || row.agent !== s.actor || row.pos >= s.pos || !allowed(word, row.state)) return
    await tx.updateTable('application').set({ ...after(row, word, s), since: s.happened, statement: s.id, pos: s.pos })
      .where('tenant', '=', s.tenant).where('expediente', '=', expediente).execute()
  },
}

function after(row: Application, word: MoveWord, s: Stored): Partial<ApplicationTable> {
  const to = MOVES[word].to
  if (to === 'before') return { state: row.before ?? 'sent', before: null, reasons: row.before_reasons, before_reasons: [], decided_by: null }
  const decision = word === 'applicationReturned' || word === 'foundEligible' || word === 'foundNotEligible'
  const rank = readExt(s.statement, 'rank')
  const round = readExt(s.statement, 'round')
  const until = readExt(s.statement, 'until')
  return {
    state: to,
    ...(decision ? { before: row.state, before_reasons: row.reasons, reasons: codes(readExt(s.statement, 'reasons')), decided_by: s.statement.context?.instructor?.account.name ?? null } : {}),
    ...(word === 'applied' ? { sent: s.happened } : {}),
    ...(typeof rank === 'number' ? { rank } : {}),
    ...(typeof round === 'number' ? { round } : {}),
    ...(typeof until === 'string' ? { until: new Date(until) } : {}),
  }
}

function codes(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((v): v is string => typeof v === 'string') : []
}

const COLUMNS = [
  'tenant', 'expediente', 'call', 'agent', 'state', 'before', 'before_reasons', 'reasons', 'decided_by', 'started', 'sent', 'since', 'round', 'rank', 'until', 'statement', 'pos',
] as const

export async function applicationOf(db: Db, tenant: string, expediente: string): Promise<Application | undefined> {
  return db.selectFrom('application').select(COLUMNS).where('tenant', '=', tenant).where('expediente', '=', expediente).executeTakeFirst()
}

/** One person's applications in a programme, oldest first. */
export async function applicationsOf(db: Db, tenant: string, agent: string): Promise<Application[]> {
  return db.selectFrom('application').select(COLUMNS).where('tenant', '=', tenant).where('agent', '=', agent).orderBy('started').orderBy('expediente').execute()
}

/** A call's applications, oldest first, in the states asked for. */
export async function callApplications(db: Db, tenant: string, call: string, states: readonly ApplicationState[] = STATES): Promise<Application[]> {
  return db.selectFrom('application').select(COLUMNS).where('tenant', '=', tenant).where('call', '=', call)
    .where('state', 'in', states).orderBy('started').orderBy('expediente').execute()
}

/** How many applications of a call are in each state. */
export async function countByState(db: Db, tenant: string, call: string): Promise<Map<ApplicationState, number>> {
  const rows = await db.selectFrom('application').select(['state', sql<number>`count(*)::int`.as('n')])
    .where('tenant', '=', tenant).where('call', '=', call).groupBy('state').execute()
  return new Map(rows.map((r) => [r.state, r.n]))
}

export const applicationScope = (tenant: string, expediente: string): string => `application:${tenant}:${expediente}`
/** Held by every decision, draw and offer of a call: they follow each other. */
export const callScope = (tenant: string, call: string): string => `call:${tenant}:${call}`
