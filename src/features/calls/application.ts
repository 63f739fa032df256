import { sql, type Selectable } from 'kysely'
import { LIMIT, told, type Counted } from '../../lib/counted.ts'
import type { Db, Tx } from '../../lib/database.ts'
import type { Inline } from '../../record/projection.ts'
import { readExt, type Stored } from '../../record/statement.ts'
import { activityName, verbIri } from '../programmes/index.ts'
import { MOVES, STATES, allowed, moveOf, type ApplicationState, type MoveWord } from './application-states.ts'
import { CALL_VERB, STARTED } from './statements.ts'

/** `settled`: a place came, or she gave up, before it was answered. */
export type AppealState = 'open' | 'rejected' | 'upheld' | 'settled'

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
  /** The quota that it counts for, once it was drawn. */
  quota: string | null
  /** What the criteria of the terms gave together, and each: "experience 10"; null: not judged. */
  points: number | null
  scores: string[]
  scored_by: string | null
  /** Number of the published list of results that names it. */
  listed: number | null
  /** Until when the person may appeal; null: no list names it yet. */
  appeal_until: Date | null
  appeal: AppealState | null
  appealed: Date | null
  appeal_reasons: string[]
  /** Until when it is answered. */
  appeal_due: Date | null
  /** The statement that her words belong to, and that of the answer. */
  appeal_statement: string | null
  answer_statement: string | null
  appeal_by: string | null
  /** Id of the last decision or step: what a note belongs to. An appeal leaves it as it is. */
  statement: string
  pos: number
}
export type Application = Selectable<ApplicationTable>

declare module '../../lib/database.ts' {
  interface Tables { application: ApplicationTable }
}

/** Its outcome stands and no list names it: said in these words, so that the index of it serves. */
export const UNLISTED = "listed is null and state in ('selected', 'accepted', 'lapsed', 'waitlisted', 'not-selected', 'not-eligible')"

/** One row an application. All its statements are appended under `applicationScope`, so they come in order. */
export const application: Inline = {
  kind: 'inline',
  table: 'application',
  version: 5,
  columns: `tenant text not null, expediente text not null, call text not null, agent text not null, state text not null, before text, before_reasons text[] not null,
    reasons text[] not null, decided_by text, started timestamptz not null, sent timestamptz, since timestamptz not null,
    round int, rank int, until timestamptz, quota text, points int, scores text[] not null, scored_by text, listed int, appeal_until timestamptz, appeal text, appealed timestamptz, appeal_reasons text[] not null,
    appeal_due timestamptz, appeal_statement uuid, answer_statement uuid, appeal_by text, statement uuid not null, pos bigint not null, primary key (tenant, expediente)`,
  indexes: [
    'on application (tenant, call, state, started, expediente)', 'on application (tenant, call, started, expediente)', 'on application (tenant, agent)', 'on application (tenant, call, appealed) where appeal is not null',
    // What waits, of which there is little in a large call: appeals, times to correct that end, results on no list.
    "on application (tenant, call, appeal_due) where appeal = 'open'", "on application (tenant, call, until) where state = 'returned'",
    `on application (tenant, call, state, started, expediente) where ${UNLISTED}`,
  ],
  verbs: [STARTED, CALL_VERB.results, ...Object.keys(MOVES).map(verbIri)],
  authorities: ['command'],
  apply: async (tx, s) => {
    if (s.verb === CALL_VERB.results) return listed(tx, s)
    if (s.actor === null) return
    const expediente = activityName(s.object)
    const word = moveOf(s.verb)
    if (!word) {
      await tx.insertInto('application').values({
        tenant: s.tenant, expediente, call: String(readExt(s.statement, 'call')), agent: s.actor, state: 'started', before: null, before_reasons: [],
        reasons: [], decided_by: null, started: s.happened, sent: null, since: s.happened, round: null, rank: null, until: null, ...NOT_JUDGED, ...NO_APPEAL, statement: s.id, pos: s.pos,
      }).onConflict((oc) => oc.columns(['tenant', 'expediente']).doNothing()).execute()
      return
    }
    const row = await applicationOf(tx, s.tenant, expediente)
    if (!row || row.agent !== s.actor || row.pos >= s.pos || !allowed(word, row.state)) return
    await tx.updateTable('application').set({ since: s.happened, statement: s.id, pos: s.pos, ...after(row, word, s) })
      .where('tenant', '=', s.tenant).where('expediente', '=', expediente).execute()
  },
}

/** Nobody judged it yet. */
export const NOT_JUDGED: Pick<ApplicationTable, 'quota' | 'points' | 'scores' | 'scored_by'> = { quota: null, points: null, scores: [], scored_by: null }

/** Nothing published and nothing asked yet. */
export const NO_APPEAL: Pick<ApplicationTable, 'listed' | 'appeal_until' | 'appeal' | 'appealed' | 'appeal_reasons' | 'appeal_due' | 'appeal_statement' | 'answer_statement' | 'appeal_by'> = {
  listed: null, appeal_until: null, appeal: null, appealed: null, appeal_reasons: [], appeal_due: null, appeal_statement: null, answer_statement: null, appeal_by: null,
}

/** A published list names it: from now on time runs to appeal. Under the call's scope, as every step of who is named is. */
async function listed(tx: Tx, s: Stored): Promise<void> {
  const expedientes = codes(readExt(s.statement, 'lines')).map((line) => line.slice(0, line.indexOf(' ')))
  await tx.updateTable('application').set({ listed: Number(readExt(s.statement, 'number')), appeal_until: new Date(String(readExt(s.statement, 'until'))) })
    .where('tenant', '=', s.tenant).where('call', '=', activityName(s.object)).where('listed', 'is', null)
    .where('expediente', '=', sql<string>`any(${expedientes}::text[])`).execute()
}

function after(row: Application, word: MoveWord, s: Stored): Partial<ApplicationTable> {
  const to = MOVES[word].to
  if (word === 'scored') {
    const by = s.statement.context?.instructor?.account.name ?? null
    return { since: row.since, statement: row.statement, points: Number(readExt(s.statement, 'total')), scores: codes(readExt(s.statement, 'scores')), scored_by: by }
  }
  if (to === 'same' || word === 'appealUpheld') return afterAppeal(row, word, s)
  if (to === 'before') return { state: row.before ?? 'sent', before: null, reasons: row.before_reasons, before_reasons: [], decided_by: null, ...NOT_JUDGED }
  const decision = word === 'applicationReturned' || word === 'foundEligible' || word === 'foundNotEligible'
  const rank = readExt(s.statement, 'rank')
  const round = readExt(s.statement, 'round')
  const until = readExt(s.statement, 'until')
  const quota = readExt(s.statement, 'quota')
  return {
    state: to,
    ...(row.appeal === 'open' ? { appeal: 'settled' } : {}),
    ...(decision ? { before: row.state, before_reasons: row.reasons, reasons: codes(readExt(s.statement, 'reasons')), decided_by: s.statement.context?.instructor?.account.name ?? null } : {}),
    ...(word === 'applied' ? { sent: s.happened } : {}),
    ...(typeof rank === 'number' ? { rank } : {}),
    ...(typeof round === 'number' ? { round } : {}),
    ...(typeof quota === 'string' ? { quota } : {}),
    ...(typeof until === 'string' ? { until: new Date(until) } : {}),
  }
}

/** An appeal and its answer leave the result as it is; only one that is upheld opens it again. */
function afterAppeal(row: Application, word: MoveWord, s: Stored): Partial<ApplicationTable> {
  const still = { since: row.since, statement: row.statement }
  const answered = { answer_statement: s.id, appeal_by: s.statement.context?.instructor?.account.name ?? null }
  if (word === 'appealRejected') return { ...still, ...answered, appeal: 'rejected' }
  if (word === 'appealUpheld') return { ...answered, appeal: 'upheld', state: 'eligible', before: null, before_reasons: [], reasons: [], decided_by: answered.appeal_by, points: null, scores: [], listed: null, appeal_until: null }
  return {
    ...still, appeal: 'open', appealed: s.happened, appeal_reasons: codes(readExt(s.statement, 'reasons')), appeal_due: new Date(String(readExt(s.statement, 'until'))), appeal_statement: s.id,
  }
}

function codes(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((v): v is string => typeof v === 'string') : []
}

export const APPLICATION_COLUMNS = [
  'tenant', 'expediente', 'call', 'agent', 'state', 'before', 'before_reasons', 'reasons', 'decided_by', 'started', 'sent', 'since', 'round', 'rank', 'until', 'quota', 'points', 'scores', 'scored_by',
  'listed', 'appeal_until', 'appeal', 'appealed', 'appeal_reasons', 'appeal_due', 'appeal_statement', 'answer_statement', 'appeal_by', 'statement', 'pos',
] as const

export async function applicationOf(db: Db, tenant: string, expediente: string): Promise<Application | undefined> {
  return db.selectFrom('application').select(APPLICATION_COLUMNS).where('tenant', '=', tenant).where('expediente', '=', expediente).executeTakeFirst()
}

/** One person's applications in a programme, oldest first. */
export async function applicationsOf(db: Db, tenant: string, agent: string): Promise<Application[]> {
  return db.selectFrom('application').select(APPLICATION_COLUMNS).where('tenant', '=', tenant).where('agent', '=', agent).orderBy('started').orderBy('expediente').execute()
}

/** A call's applications, oldest first, in the states asked for. */
export async function callApplications(db: Db, tenant: string, call: string, states: readonly ApplicationState[] = STATES): Promise<Application[]> {
  return db.selectFrom('application').select(APPLICATION_COLUMNS).where('tenant', '=', tenant).where('call', '=', call)
    .where('state', 'in', states).orderBy('started').orderBy('expediente').execute()
}

/** How many applications of a call are in each state, each counted to the bound; with a condition: of those that meet it. */
export async function countByState(db: Db, tenant: string, call: string, where = sql<boolean>`true`): Promise<Map<ApplicationState, Counted>> {
  const { rows } = await sql<{ state: ApplicationState; n: number }>`select s.state, c.n from unnest(${[...STATES]}::text[]) as s(state)
    cross join lateral (select count(*)::int as n from (select 1 from application where tenant = ${tenant} and call = ${call} and application.state = s.state and ${where} limit ${LIMIT}) as bounded) as c
    where c.n > 0`.execute(db)
  return new Map(rows.map((row) => [row.state, told(row.n)]))
}

/** Whether any application of a call is in a state. */
export async function anyIn(db: Db, tenant: string, call: string, state: ApplicationState): Promise<boolean> {
  return await db.selectFrom('application').select('expediente').where('tenant', '=', tenant).where('call', '=', call).where('state', '=', state).limit(1).executeTakeFirst() !== undefined
}

export const applicationScope = (tenant: string, expediente: string): string => `application:${tenant}:${expediente}`
/** Held by every decision, draw and offer of a call: they follow each other. */
export const callScope = (tenant: string, call: string): string => `call:${tenant}:${call}`
