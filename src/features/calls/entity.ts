import type { EntityAsks, House } from '../../feature.ts'
import { sql, type RawBuilder } from 'kysely'
import { sectionsOfCall } from '../cohorts/index.ts'
import { programmeOf } from '../programmes/index.ts'

type Share = 'all' | 'some' | 'none'

/** Who opens a call in the office. */
export const CALL_READERS = ['executor', 'approver', 'auditor'] as const

/** How much of a call an entity runs: its terms name no entity, its sections do. */
async function shareOf(house: House, tenant: string, organisation: string, call: string): Promise<Share> {
  const sections = await sectionsOfCall(house, tenant, call)
  const own = sections.filter((section) => section.organisation === organisation).length
  return own === 0 ? 'none' : own === sections.length ? 'all' : 'some'
}

/**
 * What the people of an entity open of calls. One that it runs alone is wholly theirs. One that several run they may look at; its
 * applicants, who are nobody's before they have a section, are decided about by the coordinators of the programme.
 */
export async function callOfEntity(house: House, { tenant, organisation, value, route }: EntityAsks): Promise<boolean> {
  const share = await shareOf(house, tenant, organisation, value)
  return share === 'all' || (share === 'some' && route.method === 'GET' && route.path === '/office/:programme/calls/:call')
}

/** Of these calls, those in which an entity has a section. */
export async function callsSeen<C extends { readonly id: string }>(house: House, tenant: string, organisation: string | null, calls: readonly C[]): Promise<C[]> {
  if (organisation === null) return [...calls]
  const shares = await Promise.all(calls.map(({ id }) => shareOf(house, tenant, organisation, id)))
  return calls.filter((_, i) => shares[i] !== 'none')
}

/** Of these calls, those whose applicants an entity decides about: it runs them alone. */
export async function callsDecided<C extends { readonly id: string }>(house: House, tenant: string, organisation: string | null, calls: readonly C[]): Promise<C[]> {
  if (organisation === null) return [...calls]
  const shares = await Promise.all(calls.map(({ id }) => shareOf(house, tenant, organisation, id)))
  return calls.filter((_, i) => shares[i] === 'all')
}

/** Everybody who applied to a call that an entity runs alone: a question that gives the agents. */
export async function agentsOfOwnCalls(house: House, tenant: string, organisation: string): Promise<RawBuilder<unknown>> {
  const own = await callsDecided(house, tenant, organisation, programmeOf(house, tenant)?.calls ?? [])
  return sql`select agent from application where tenant = ${tenant} and call = any(${own.map(({ id }) => id)}::text[])`
}

/** Which of these agents applied to a call that an entity runs alone. */
export async function appliedToOwnCall(house: House, tenant: string, organisation: string, agents: readonly string[]): Promise<ReadonlySet<string>> {
  if (agents.length === 0) return new Set()
  const { rows } = await sql<{ agent: string; call: string }>`select distinct agent, call from application where tenant = ${tenant} and agent = any(${[...agents]}::text[])`.execute(house.db)
  const calls = [...new Set(rows.map((row) => row.call))]
  const shares = await Promise.all(calls.map((call) => shareOf(house, tenant, organisation, call)))
  const own = new Set(calls.filter((_, i) => shares[i] === 'all'))
  return new Set(rows.flatMap((row) => (own.has(row.call) ? [row.agent] : [])))
}
