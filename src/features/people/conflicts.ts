import type { Db } from '../../lib/database.ts'
import type { Draft } from '../../record/statement.ts'
import { holdersOf, identityOf } from './identity.ts'
import { conflictFound } from './statements.ts'
import './tables.ts'

export interface KnownClaim {
  readonly key: string
  /** Agents of other persons who claim the document in this programme. */
  readonly others: readonly string[]
  /** Those of them whose claim was checked: they won already. */
  readonly holders: readonly string[]
}

/**
 * Statements for a new claim of a document: both sides are in conflict, except that a claim which was checked before stays as it
 * is (the first checked one wins; a stranger who types her number cannot take her certificate away).
 */
export function flagConflicts(tenant: string, agent: string, claims: readonly KnownClaim[]): Draft[] {
  return claims.flatMap(({ key, others, holders }) => others.flatMap((other) => [
    conflictFound({ tenant, agent }, key, other),
    ...(holders.includes(other) ? [] : [conflictFound({ tenant, agent: other }, key, agent)]),
  ]))
}

/** Who else claims these documents in the programme; read under the documents' scopes. */
export async function otherClaims(db: Db, tenant: string, agent: string, keys: readonly string[]): Promise<KnownClaim[]> {
  if (keys.length === 0) return []
  const rows = await db.selectFrom('identity_document').innerJoin('agent', 'agent.person', 'identity_document.person')
    .select(['identity_document.key', 'agent.agent']).where('agent.tenant', '=', tenant).where('identity_document.key', 'in', keys)
    .where('identity_document.withdrawn', 'is', null).where('agent.agent', '<>', agent).orderBy('agent.agent').execute()
  const own = new Set((await identityOf(db, tenant, agent)).agents)
  return Promise.all(keys.map(async (key) => {
    const others = rows.filter((r) => r.key === key && !own.has(r.agent)).map((r) => r.agent)
    return { key, others, holders: await holdersOf(db, tenant, others, key) }
  }))
}

/** What must hold still while somebody's claims of documents change. */
export const documentScope = (key: string): string => `document:${key}`
export const actorScope = (tenant: string, agent: string): string => `actor:${tenant}:${agent}`
/** What must hold still while it changes in which programmes a person is, or with whom she is one. */
export const personScope = (person: string): string => `person:${person}`
