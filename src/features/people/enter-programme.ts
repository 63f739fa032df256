import type { House } from '../../feature.ts'
import type { Db, Tx } from '../../lib/database.ts'
import type { Draft } from '../../record/statement.ts'
import { actorScope, documentScope, flagConflicts, otherClaims, personScope } from './conflicts.ts'
import { consentsOf } from './consents.ts'
import { mergesForEntry } from './merging.ts'
import { agentOf, claimsOf, ensureAgent, profileOf } from './persons.ts'
import { groupsOf } from './profile.ts'
import { restateIdentity } from './restate.ts'
import { consented, grouped, resided } from './statements.ts'
import { departmentOf, districtByCode } from './ubigeo.ts'

export interface Entry {
  readonly agent: string
  /** Empty when she was in the programme before. */
  readonly drafts: readonly Draft[]
}

/** The scopes under which `enterProgramme` must run: her documents (for conflicts) and herself. `agent` is the id for a new one. */
export async function entryScopes(house: House, db: Db, tenant: string, person: string, agent: string): Promise<string[]> {
  const known = await agentOf(db, tenant, person)
  return [actorScope(tenant, known ?? agent), personScope(person), ...(await claimsOf(house, db, person)).map((c) => documentScope(c.key))]
}

/**
 * Brings a person into a programme: her agent there, where she lives, her groups, her consents, and a conflict when somebody else
 * claims her document there. Does nothing when she was in it before.
 */
export async function enterProgramme(house: House, tx: Tx, tenant: string, person: string, newAgent: string): Promise<Entry> {
  const agent = await ensureAgent(tx, tenant, person, newAgent)
  const entering = await tx.updateTable('agent').set({ entered: house.clock() }).where('agent', '=', agent).where('entered', 'is', null).returning('agent').execute()
  if (entering.length === 0) return { agent, drafts: [] }
  const profile = await profileOf(house, tx, person)
  if (!profile) throw new Error(`person ${person} has no profile`)
  const of = { tenant, agent }
  const keys = (await claimsOf(house, tx, person)).map((c) => c.key)
  const consents = (await consentsOf(tx, person)).filter((c) => c.withdrawn === null)
  return {
    agent,
    drafts: [
      ...departmentDraft(of, profile.district),
      ...groupsOf(profile).map((group) => grouped(of, group, true)),
      ...consents.map((c) => consented(of, c.purpose, c.version, c.language)),
      ...flagConflicts(tenant, agent, await otherClaims(tx, tenant, agent, keys)),
      ...await restateIdentity(tx, of, person, keys),
      ...await mergesForEntry(tx, tenant, person),
    ],
  }
}

/** The `resided` fact of a stored district. */
export function departmentDraft(of: { tenant: string; agent: string }, district: { scheme: 'INEI' | 'RENIEC'; code: string }): Draft[] {
  const found = districtByCode(district.scheme, district.code)
  return found ? [resided(of, departmentOf(found))] : []
}
