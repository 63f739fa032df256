import { sql, type ColumnType, type RawBuilder } from 'kysely'
import type { Db, Tx } from '../../lib/database.ts'
import type { Inline } from '../../record/projection.ts'
import { agentId, readExt, type Stored } from '../../record/statement.ts'
import { VERB } from '../programmes/index.ts'
import type { IdentityLevel, RegistryTold } from './statements.ts'

type Json<T> = ColumnType<T, string, string>

/** An identity check that stands: the statement's id, how it was done, on which document, by whom. */
export interface Check {
  readonly id: string
  readonly level: IdentityLevel
  readonly key: string
  readonly checker: string
  readonly second: string
  readonly at: string
  /** Only of level `registry`. */
  readonly told?: RegistryTold
}

/** An open conflict of this agent: on which document, with which other agent. */
export interface Conflict {
  readonly key: string
  readonly other: string
}

interface IdentityTable {
  tenant: string
  agent: string
  checks: Json<Check[]>
  conflicts: Json<Conflict[]>
  merged_into: string | null
  died: string | null
  pos: number
}

declare module '../../lib/database.ts' {
  interface Tables { identity: IdentityTable }
}

/** One row an agent, of its own statements only; what a merge joins is put together by `identityOf`, so that a split needs nothing. */
export const identity: Inline = {
  kind: 'inline',
  table: 'identity',
  version: 2,
  columns: `tenant text not null, agent text not null, checks jsonb not null, conflicts jsonb not null, merged_into text, died text,
    pos bigint not null, primary key (tenant, agent)`,
  indexes: ['on identity (tenant, merged_into)', "on identity (tenant, agent) where conflicts <> '[]'"],
  verbs: [VERB.identityChecked, VERB.annulled, VERB.conflictFound, VERB.conflictResolved, VERB.merged, VERB.split, VERB.died],
  authorities: ['command'],
  apply: async (tx, s) => {
    if (s.actor === null) return
    const row = await rowOf(tx, s.tenant, s.actor)
    // Positions are drawn under the tenant's order lock before anything is applied, so they come in order.
    if (row.pos >= s.pos) return
    const next = after(row, s)
    await tx.updateTable('identity').set({
      checks: JSON.stringify(next.checks), conflicts: JSON.stringify(next.conflicts), merged_into: next.merged_into, died: next.died, pos: s.pos,
    }).where('tenant', '=', s.tenant).where('agent', '=', s.actor).execute()
  },
}

interface State { readonly checks: Check[]; readonly conflicts: Conflict[]; readonly merged_into: string | null; readonly died: string | null }

async function rowOf(tx: Tx, tenant: string, agent: string): Promise<State & { pos: number }> {
  await tx.insertInto('identity').values({ tenant, agent, checks: '[]', conflicts: '[]', merged_into: null, died: null, pos: 0 })
    .onConflict((oc) => oc.columns(['tenant', 'agent']).doNothing()).execute()
  return tx.selectFrom('identity').select(['checks', 'conflicts', 'merged_into', 'died', 'pos'])
    .where('tenant', '=', tenant).where('agent', '=', agent).executeTakeFirstOrThrow()
}

function after(row: State, s: Stored): State {
  const text = (name: string): string => { const value = readExt(s.statement, name); return typeof value === 'string' ? value : '' }
  const key = text('documentKey')
  switch (s.verb) {
    case VERB.identityChecked: {
      const check = { id: s.id, level: levelOf(text('level')), key, checker: agentId(s.statement.context?.instructor) ?? '', second: text('second'), at: s.happened.toISOString(), ...toldBy(text) }
      return { ...row, checks: [...row.checks, check] }
    }
    case VERB.annulled: return { ...row, checks: row.checks.filter((c) => c.id !== s.object) }
    case VERB.conflictFound: return { ...row, conflicts: [...row.conflicts.filter((c) => c.key !== key || c.other !== text('other')), { key, other: text('other') }] }
    case VERB.conflictResolved: return readExt(s.statement, 'keeps') === true ? { ...row, conflicts: row.conflicts.filter((c) => c.key !== key) } : row
    case VERB.merged: return { ...row, merged_into: s.object }
    case VERB.split: return { ...row, merged_into: row.merged_into === s.object ? null : row.merged_into }
    case VERB.died: return { ...row, died: text('date') || null }
    default: return row
  }
}

function toldBy(text: (name: string) => string): { readonly told?: RegistryTold } {
  const told = { registry: text('registry'), assurance: text('assurance'), asked: text('asked') }
  return told.registry === '' ? {} : { told }
}

const LEVELS: readonly IdentityLevel[] = ['checksum', 'card', 'registry']

function levelOf(text: string): IdentityLevel {
  return LEVELS.find((level) => level === text) ?? 'checksum'
}

/** What is known of a person's identity in a programme, over all agents that are merged with this one. */
export interface Identity {
  /** The agent that stays when records are merged; the asked one when nothing is. */
  readonly root: string
  /** Every agent of this person, the root first. */
  readonly agents: readonly string[]
  readonly level: IdentityLevel | null
  readonly checks: readonly (Check & { readonly agent: string })[]
  /** Conflicts with other persons; while there is one, no certificate is issued. */
  readonly openConflicts: readonly (Conflict & { readonly agent: string })[]
  /** ISO day, the earliest of her agents'. */
  readonly died: string | null
}

/** The identity of one person now. */
export async function identityOf(db: Db, tenant: string, agent: string): Promise<Identity> {
  const { rows } = await sql<State & { agent: string; depth: number }>`
    with recursive up as (
      select agent, merged_into, 0 as depth from identity where tenant = ${tenant} and agent = ${agent}
      union all
      select i.agent, i.merged_into, up.depth + 1 from up join identity i on i.tenant = ${tenant} and i.agent = up.merged_into where up.depth < 50
    ), root as (
      select coalesce((select coalesce(merged_into, agent) from up order by depth desc limit 1), ${agent}) as agent
    ), family as (
      select agent, 0 as depth from root
      union all
      select i.agent, family.depth + 1 from family join identity i on i.tenant = ${tenant} and i.merged_into = family.agent where family.depth < 50
    )
    select family.agent, family.depth, coalesce(i.checks, '[]') as checks, coalesce(i.conflicts, '[]') as conflicts, i.merged_into, i.died
    from family left join identity i on i.tenant = ${tenant} and i.agent = family.agent order by family.depth, family.agent`.execute(db)
  const agents = rows.map((r) => r.agent)
  const checks = rows.flatMap((r) => r.checks.map((c) => ({ ...c, agent: r.agent })))
  return {
    root: agents[0] ?? agent,
    agents,
    level: LEVELS.filter((level) => checks.some((c) => c.level === level)).at(-1) ?? null,
    checks,
    openConflicts: rows.flatMap((r) => r.conflicts.filter((c) => !agents.includes(c.other)).map((c) => ({ ...c, agent: r.agent }))),
    died: rows.map((r) => r.died).filter((d) => d !== null).sort()[0] ?? null,
  }
}

/** Of these agents, those who are merged with others, each with every agent of her person. */
export async function mergedAmong(db: Db, tenant: string, agents: readonly string[]): Promise<Map<string, readonly string[]>> {
  const rows = await db.selectFrom('identity').select(['agent', 'merged_into']).where('tenant', '=', tenant).where('merged_into', 'is not', null)
    .where((eb) => eb.or([eb('agent', '=', sql<string>`any(${agents}::text[])`), eb('merged_into', '=', sql<string>`any(${agents}::text[])`)])).execute()
  const linked = new Set(rows.flatMap((r) => [r.agent, r.merged_into ?? '']))
  const found = new Map<string, readonly string[]>()
  for (const agent of agents) if (linked.has(agent)) found.set(agent, (await identityOf(db, tenant, agent)).agents)
  return found
}

/** Of these agents, those with a standing check on the document. */
export async function holdersOf(db: Db, tenant: string, agents: readonly string[], key: string): Promise<string[]> {
  if (agents.length === 0) return []
  const rows = await db.selectFrom('identity').select('agent').where('tenant', '=', tenant).where('agent', 'in', agents)
    .where(sql<boolean>`checks @> ${JSON.stringify([{ key }])}::jsonb`).execute()
  return rows.map((r) => r.agent)
}

/** Of a row `i`: its document is claimed by a person who is not merged with her. */
export const inConflict = sql<boolean>`i.conflicts <> '[]' and exists (select from jsonb_array_elements(i.conflicts) c left join identity o on o.tenant = i.tenant and o.agent = c ->> 'other'
  where coalesce(o.merged_into, c ->> 'other') <> coalesce(i.merged_into, i.agent))`

/** Agents of the programme that have an open conflict of their own; with a question that gives agents: of those. */
export async function agentsInConflict(db: Db, tenant: string, among: RawBuilder<unknown> | null, limit: number): Promise<string[]> {
  const { rows } = await sql<{ agent: string }>`select i.agent from identity i where i.tenant = ${tenant} and ${inConflict}
    ${among === null ? sql`` : sql`and i.agent in (${among})`} order by i.agent limit ${limit}`.execute(db)
  return rows.map((r) => r.agent)
}
