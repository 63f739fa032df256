import type { House } from '../../feature.ts'
import { sql } from 'kysely'
import { limaDay } from './dates.ts'
import { readDocument, isDocumentType, DOCUMENT_TYPES } from './documents.ts'
import { agentsInConflict, identityOf, type Identity } from './identity.ts'
import { openProposal, waitingChecks, type OpenProposal } from './identity-check.ts'
import { mergesOf, type Merge } from './merging.ts'
import { bigints } from './bigints.ts'
import { queryKeys } from './name-keys.ts'
import { nameFits } from './names.ts'
import { claimsOf, namesOf, personOf, personsOf, profileOf, profilesOf, type Claim } from './persons.ts'
import type { Profile } from './profile.ts'
import { documentKey } from './sealing.ts'
import { staffNames } from './staff.ts'
import { amongEntity, seenByEntity } from './who-sees.ts'
import './tables.ts'

/** Somebody in a list of the office. */
export interface Listed {
  readonly agent: string
  readonly name: string
}

/** Everything staff see about one person of a programme. */
export interface PersonFile {
  readonly tenant: string
  readonly agent: string
  readonly person: string
  readonly profile: Profile
  readonly claims: readonly Claim[]
  readonly identity: Identity
  readonly proposal: OpenProposal | null
  /** Agent -> name, of everybody in conflict, merged or alike. */
  readonly names: ReadonlyMap<string, string>
  readonly alike: readonly Listed[]
  readonly merges: readonly (Merge & { readonly mergedAgent: string; readonly rootAgent: string })[]
  readonly sharingPhone: number
  /** ISO day in Lima: by it a document is expired. */
  readonly today: string
  readonly log: readonly { readonly at: Date; readonly by: string; readonly action: string }[]
  /** Staff id -> name, of everybody who appears in it. */
  readonly staff: ReadonlyMap<string, string>
}

export const MOST_LISTED = 50
/** Of more that fit, which are shown is chance: the page asks for more letters. */
const MOST_OPENED = 400

/** The file of a person by her agent in the programme; null when there is nobody. For one entity's people it names nobody of another. */
export async function personFile(house: House, tenant: string, agent: string, organisation: string | null = null): Promise<PersonFile | null> {
  const { db } = house
  const person = await personOf(db, tenant, agent)
  const profile = person ? await profileOf(house, db, person) : null
  if (!person || !profile) return null
  const [claims, identity, proposal, merges, alike, sharingPhone, log] = await Promise.all([
    claimsOf(house, db, person), identityOf(db, tenant, agent), openProposal(db, tenant, person), mergesOf(db, person), alikeTo(house, tenant, person),
    sharing(house, person), logOf(house, person),
  ])
  const agents = await agentsOfPersons(house, tenant, merges.flatMap((m) => [m.merged, m.root]))
  const others = [...identity.agents, ...identity.openConflicts.map((c) => c.other), ...agents.values()]
  const seen = organisation === null ? null : await seenByEntity(house, tenant, organisation, [...others, ...alike.map((a) => a.agent)])
  const shown = (them: readonly string[]): string[] => them.filter((one) => seen?.has(one) ?? true)
  const staff = await staffNames(db, [...identity.checks.flatMap((c) => [c.checker, c.second]), ...(proposal ? [proposal.proposedBy] : []), ...log.flatMap((l) => l.staff ?? [])])
  return {
    tenant, agent, person, profile, claims, identity, proposal, alike: alike.filter((a) => seen?.has(a.agent) ?? true), sharingPhone, staff, today: limaDay(house.clock()),
    names: await namesOfAgents(house, tenant, shown(others)),
    merges: merges.map((m) => ({ ...m, mergedAgent: agents.get(m.merged) ?? '', rootAgent: agents.get(m.root) ?? '' })),
    log: log.map((l) => ({ at: l.at, action: l.action, by: staff.get(l.staff ?? '') ?? '' })),
  }
}

/** Names by agent, in one programme. */
export async function namesOfAgents(house: House, tenant: string, agents: readonly string[]): Promise<Map<string, string>> {
  const persons = await personsOf(house.db, tenant, [...new Set(agents)])
  const names = await namesOf(house, [...persons.values()])
  return new Map([...persons].flatMap(([agent, person]) => (names.has(person) ? [[agent, names.get(person) ?? '']] : [])))
}

/** Agents by person, in one programme. */
export async function agentsOfPersons(house: House, tenant: string, persons: readonly string[]): Promise<Map<string, string>> {
  if (persons.length === 0) return new Map()
  const rows = await house.db.selectFrom('agent').select(['person', 'agent']).where('tenant', '=', tenant).where('person', 'in', [...new Set(persons)]).execute()
  return new Map(rows.map((r) => [r.person, r.agent]))
}

/** Others of the programme with the same name and birth date, or the same document. */
async function alikeTo(house: House, tenant: string, person: string): Promise<Listed[]> {
  const { rows } = await sql<{ agent: string }>`select a.agent from agent a where a.tenant = ${tenant} and a.person <> ${person} and a.person in (
      select other.id from person me join person other on other.likeness = me.likeness where me.id = ${person}
      union select b.person from identity_document mine join identity_document b on b.key = mine.key and b.withdrawn is null
        where mine.person = ${person} and mine.withdrawn is null) order by a.since limit ${MOST_LISTED}`.execute(house.db)
  return listed(house, tenant, rows.map((r) => r.agent))
}

async function sharing(house: House, person: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from person me join person other on other.phone_key = me.phone_key where me.id = ${person}`.execute(house.db)
  return rows[0]?.n ?? 0
}

async function logOf(house: House, person: string): Promise<{ at: Date; staff: string | null; action: string }[]> {
  return house.db.selectFrom('staff_log').select(['at', 'staff', 'action']).where('person', '=', person).orderBy('at', 'desc').limit(MOST_LISTED).execute()
}

async function listed(house: House, tenant: string, agents: readonly string[]): Promise<Listed[]> {
  const names = await namesOfAgents(house, tenant, agents)
  return agents.flatMap((agent) => (names.has(agent) ? [{ agent, name: names.get(agent) ?? '' }] : []))
}

/** Persons of a programme, or of one entity, by whole document number or by the beginnings of their names' words: only names that may fit are opened. */
export async function searchPeople(house: House, tenant: string, query: string, organisation: string | null = null): Promise<Listed[]> {
  const seen = async (agents: readonly string[]): Promise<ReadonlySet<string>> => (organisation === null ? new Set(agents) : seenByEntity(house, tenant, organisation, agents))
  if (/\d/.test(query)) return listed(house, tenant, [...await seen(await agentsWithNumber(house, tenant, query))])
  const order = new Intl.Collator('es')
  return (await named(house, tenant, query, seen)).found.sort((a, b) => order.compare(a.name, b.name)).slice(0, MOST_LISTED)
}

/** The agents of everybody of a programme who may be called so; `most`: as many as are opened for a search, and there may be more. */
export async function agentsNamed(house: House, tenant: string, query: string): Promise<{ agents: string[]; most: boolean }> {
  const { found, most } = await named(house, tenant, query, async (agents) => new Set(agents))
  return { agents: found.map(({ agent }) => agent), most }
}

async function named(house: House, tenant: string, query: string, seen: (agents: readonly string[]) => Promise<ReadonlySet<string>>): Promise<{ found: Listed[]; most: boolean }> {
  const keys = queryKeys(house.keys, query)
  if (keys.length === 0) return { found: [], most: false }
  // Who has no keys yet (an older installation's first hour) is opened, as everybody was before.
  const rows = await house.db.selectFrom('person').innerJoin('agent', 'agent.person', 'person.id').select(['agent', 'person.id as person']).where('tenant', '=', tenant)
    .where((eb) => eb.or([eb('name_keys', '@>', bigints(keys)), eb.and([eb('name_keys', 'is', null), eb('profile', 'is not', null)])])).limit(MOST_OPENED).execute()
  const own = await seen(rows.map((r) => r.agent))
  const hers = rows.filter((r) => own.has(r.agent))
  const profiles = await profilesOf(house, house.db, hers.map((r) => r.person))
  const found = hers.map((r) => ({ agent: r.agent, name: profiles.get(r.person)?.name ?? '' })).filter((r) => nameFits(r.name, query))
  return { found, most: rows.length === MOST_OPENED }
}

/** The number is read as each kind of document; a passport as any country's would need the country, so it is found on its owner's page only. */
async function agentsWithNumber(house: House, tenant: string, query: string): Promise<string[]> {
  const keys = DOCUMENT_TYPES.filter(isDocumentType).map((type) => readDocument(type, query, '')).flatMap((r) => (r.ok ? [documentKey(house.keys, r.document)] : []))
  if (keys.length === 0) return []
  const rows = await house.db.selectFrom('identity_document').innerJoin('agent', 'agent.person', 'identity_document.person').select('agent.agent')
    .where('agent.tenant', '=', tenant).where('identity_document.key', 'in', keys).where('identity_document.withdrawn', 'is', null).orderBy('agent.since').execute()
  return rows.map((r) => r.agent)
}

/** What waits in a programme, or of one entity's people: second looks at a card, the oldest first, and documents in conflict; the first of each. */
export async function identityQueue(house: House, tenant: string, organisation: string | null = null): Promise<{ waiting: (Listed & { by: string; at: Date })[]; conflicts: Listed[] }> {
  const among = organisation === null ? null : await amongEntity(house, tenant, organisation)
  const [waiting, conflicts] = await Promise.all([waitingChecks(house.db, tenant, among, MOST_LISTED), agentsInConflict(house.db, tenant, among, MOST_LISTED)])
  const names = await namesOfAgents(house, tenant, [...waiting.map((w) => w.agent), ...conflicts])
  const staff = await staffNames(house.db, waiting.map((w) => w.proposedBy))
  return {
    waiting: waiting.map((w) => ({ agent: w.agent, name: names.get(w.agent) ?? '', by: staff.get(w.proposedBy) ?? '', at: w.at })),
    conflicts: conflicts.map((agent) => ({ agent, name: names.get(agent) ?? '' })),
  }
}
