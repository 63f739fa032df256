import { sql } from 'kysely'
import type { House } from '../../feature.ts'
import type { Db, Tx } from '../../lib/database.ts'
import type { Draft } from '../../record/statement.ts'
import { keepBreakdowns, type Area } from './breakdown.ts'
import { actorScope, documentScope, flagConflicts, otherClaims, personScope } from './conflicts.ts'
import { standingConsents } from './consents.ts'
import { noticeDuplicates } from './duplicates.ts'
import { mergesForEntry } from './merging.ts'
import { agentOf, claimsOf, ensureAgents, profilesOf } from './persons.ts'
import { groupsOf, type Profile } from './profile.ts'
import { restateIdentity } from './restate.ts'
import { consented, grouped, resided, type Subject } from './statements.ts'
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

/** Who enters a programme. `agent` is the id for a new one. */
export interface Entrant { readonly person: string; readonly agent: string; readonly area?: Area | null }

/**
 * Brings a person into a programme: her agent there, where she lives, her groups, her consents, and a conflict when somebody else
 * claims her document there. Does nothing when she was in it before.
 */
export async function enterProgramme(house: House, tx: Tx, tenant: string, person: string, newAgent: string): Promise<Entry> {
  const [entry] = await enterProgrammes(house, tx, tenant, [{ person, agent: newAgent }])
  return entry ?? { agent: newAgent, drafts: [] }
}

/** The same for many persons, each once, in their order: as many questions to the database as for one. */
export async function enterProgrammes(house: House, tx: Tx, tenant: string, entrants: readonly Entrant[]): Promise<Entry[]> {
  const agents = await ensureAgents(tx, tenant, entrants)
  const all = entrants.map((e) => ({ ...e, agent: agents.get(e.person) ?? e.agent }))
  const rows = await tx.updateTable('agent').set({ entered: house.clock() }).where('agent', '=', sql<string>`any(${all.map((e) => e.agent)}::uuid[])`)
    .where('entered', 'is', null).returning('agent').execute()
  const entering = new Set(rows.map((r) => r.agent))
  const first = await firstFacts(house, tx, tenant, all.filter((e) => entering.has(e.agent)))
  return all.map(({ person, agent }) => ({ agent, drafts: first.get(person) ?? [] }))
}

/** What is said of those who are in a programme for the first time. */
async function firstFacts(house: House, tx: Tx, tenant: string, entrants: readonly Entrant[]): Promise<Map<string, Draft[]>> {
  const persons = entrants.map((e) => e.person)
  if (persons.length === 0) return new Map()
  const profiles = await profilesOf(house, tx, persons)
  const profileOf = (person: string): Profile => {
    const profile = profiles.get(person)
    if (!profile) throw new Error(`person ${person} has no profile`)
    return profile
  }
  await keepBreakdowns(tx, entrants.map(({ person, agent, area }) => ({ profile: profileOf(person), tenant, agent, entered: house.clock(), area: area ?? null })))
  await noticeDuplicates(house, tx, tenant, persons)
  const [consents, past] = [await standingConsents(tx, persons), await withPast(tx, tenant, persons)]
  const facts = new Map<string, Draft[]>()
  for (const { person, agent } of entrants) {
    const [of, profile] = [{ tenant, agent }, profileOf(person)]
    facts.set(person, [
      ...departmentDraft(of, profile.district),
      ...groupsOf(profile).map((group) => grouped(of, group, true)),
      ...(consents.get(person) ?? []).map((c) => consented(of, c)),
      ...(past.has(person) ? await factsOfPast(house, tx, of, person) : []),
    ])
  }
  return facts
}

async function factsOfPast(house: House, tx: Tx, of: Subject, person: string): Promise<Draft[]> {
  const keys = (await claimsOf(house, tx, person)).map((c) => c.key)
  return [
    ...flagConflicts(of.tenant, of.agent, await otherClaims(tx, of.tenant, of.agent, keys)),
    ...await restateIdentity(tx, of, person, keys),
    ...await mergesForEntry(tx, of.tenant, person),
  ]
}

/** Of these persons, those of whom more is known: they are in another programme, their record was merged, or somebody here claims a document of theirs. */
async function withPast(tx: Tx, tenant: string, persons: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`with mine as (select id from unnest(${[...persons]}::uuid[]) as t(id))
    select mine.id from mine join agent a on a.person = mine.id and a.tenant <> ${tenant}
    union select mine.id from mine join person_merge m on m.merged = mine.id and m.undone is null
    union select mine.id from mine join person_merge m on m.root = mine.id and m.undone is null
    union select mine.id from mine join identity_document d on d.person = mine.id and d.withdrawn is null
      join identity_document other on other.key = d.key and other.person <> d.person and other.withdrawn is null
      join agent a on a.person = other.person and a.tenant = ${tenant}`.execute(tx)
  return new Set(rows.map((r) => r.id))
}

/** The `resided` fact of a stored district. */
export function departmentDraft(of: { tenant: string; agent: string }, district: { scheme: 'INEI' | 'RENIEC'; code: string }): Draft[] {
  const found = districtByCode(district.scheme, district.code)
  return found ? [resided(of, departmentOf(found))] : []
}
