import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { House } from '../../feature.ts'
import type { Db, Tx } from '../../lib/database.ts'
import { groupBy } from '../../lib/group-by.ts'
import { bigints } from './bigints.ts'
import type { IdentityDocument } from './documents.ts'
import { nameKeys } from './name-keys.ts'
import type { Profile } from './profile.ts'
import { documentKey, likenessKey, makeDataKey, openDataKey, openDocument, openProfile, phoneKey, rucKey, sealDocument, sealProfile, type DataKey } from './sealing.ts'
import './tables.ts'

/** A document that a person claims. */
export interface Claim {
  readonly id: string
  readonly key: string
  readonly document: IdentityDocument
  readonly added: Date
  /** ISO days that stand on the card, when they were noted. */
  readonly issued: string | null
  readonly expires: string | null
  /** The claim of hers that took its place. */
  readonly replacedBy: string | null
  readonly replaced: Date | null
}

/** The agent of a person in a programme, or null when she never entered it. */
export async function agentOf(db: Db, tenant: string, person: string): Promise<string | null> {
  const row = await db.selectFrom('agent').select('agent').where('tenant', '=', tenant).where('person', '=', person).executeTakeFirst()
  return row?.agent ?? null
}

/** Whose agent it is in this programme, or null. */
export async function personOf(db: Db, tenant: string, agent: string): Promise<string | null> {
  // From an address or a form it may be anything.
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(agent)) return null
  const row = await db.selectFrom('agent').select('person').where('tenant', '=', tenant).where('agent', '=', agent).executeTakeFirst()
  return row?.person ?? null
}

/** The person of each agent of this programme. */
export async function personsOf(db: Db, tenant: string, agents: readonly string[]): Promise<Map<string, string>> {
  if (agents.length === 0) return new Map()
  const rows = await db.selectFrom('agent').select(['agent', 'person']).where('tenant', '=', tenant)
    .where('agent', '=', sql<string>`any(${agents}::uuid[])`).execute()
  return new Map(rows.map((r) => [r.agent, r.person]))
}

/** Every programme the person entered, with her agent there. */
export async function agentsOf(db: Db, person: string): Promise<{ tenant: string; agent: string }[]> {
  return (await agentsOfAll(db, [person])).get(person) ?? []
}

/** The same for many; who entered none is absent. */
export async function agentsOfAll(db: Db, persons: readonly string[]): Promise<Map<string, { tenant: string; agent: string }[]>> {
  if (persons.length === 0) return new Map()
  const rows = await db.selectFrom('agent').select(['person', 'tenant', 'agent']).where('person', '=', sql<string>`any(${[...persons]}::uuid[])`).orderBy('tenant').execute()
  return groupBy(rows, (row) => row.person)
}

/** Her agent in the programme, made when she has none. `proposed` is the id to use for a new one. */
export async function ensureAgent(tx: Tx, tenant: string, person: string, proposed: string = randomUUID()): Promise<string> {
  const agents = await ensureAgents(tx, tenant, [{ person, agent: proposed }])
  return agents.get(person) ?? proposed
}

/** The same for many; `agent` is the id to use for a new one. Person -> agent. */
export async function ensureAgents(tx: Tx, tenant: string, proposed: readonly { person: string; agent: string }[]): Promise<Map<string, string>> {
  if (proposed.length === 0) return new Map()
  const persons = proposed.map((p) => p.person)
  await sql`insert into agent (tenant, person, agent) select ${tenant}, person, agent from unnest(${persons}::uuid[], ${proposed.map((p) => p.agent)}::uuid[]) as t(person, agent)
    on conflict (tenant, person) do nothing`.execute(tx)
  const rows = await tx.selectFrom('agent').select(['person', 'agent']).where('tenant', '=', tenant).where('person', '=', sql<string>`any(${persons}::uuid[])`).execute()
  return new Map(rows.map((r) => [r.person, r.agent]))
}

/** Her data key, or null when she was erased or does not exist. */
export async function dataKeyOf(house: Pick<House, 'keys'>, db: Db, person: string): Promise<DataKey | null> {
  const row = await db.selectFrom('person').select('data_key').where('id', '=', person).executeTakeFirst()
  return row?.data_key ? openDataKey(house.keys, person, row.data_key) : null
}

/** Her profile, or null when she was erased or does not exist. Personal data: for her own pages and for staff with the right to it. */
export async function profileOf(house: Pick<House, 'keys'>, db: Db, person: string): Promise<Profile | null> {
  return (await profilesOf(house, db, [person])).get(person) ?? null
}

export async function profilesOf(house: Pick<House, 'keys'>, db: Db, persons: readonly string[]): Promise<Map<string, Profile>> {
  if (persons.length === 0) return new Map()
  const rows = await db.selectFrom('person').select(['id', 'data_key', 'profile'])
    .where('id', '=', sql<string>`any(${[...new Set(persons)]}::uuid[])`).execute()
  return new Map(rows.flatMap((r): [string, Profile][] => {
    const profile = profileIn(house, r)
    return profile ? [[r.id, profile]] : []
  }))
}

/** The profile in a row that was read with its key; null when she was erased. */
export function profileIn(house: Pick<House, 'keys'>, { id, data_key, profile }: { id: string; data_key: Buffer | null; profile: Buffer | null }): Profile | null {
  return data_key && profile ? openProfile(openDataKey(house.keys, id, data_key), id, profile) : null
}

/** Full names of persons; those who were erased are missing. */
export async function namesOf(house: House, persons: readonly string[]): Promise<Map<string, string>> {
  const profiles = await profilesOf(house, house.db, persons)
  return new Map([...profiles].map(([id, profile]) => [id, profile.name]))
}

/** The documents she claims now, first one first. */
export async function claimsOf(house: Pick<House, 'keys'>, db: Db, person: string): Promise<Claim[]> {
  const dataKey = await dataKeyOf(house, db, person)
  if (!dataKey) return []
  const rows = await db.selectFrom('identity_document').select(['id', 'key', 'sealed', 'added', 'issued', 'expires', 'replaced_by', 'replaced'])
    .where('person', '=', person).where('withdrawn', 'is', null).orderBy('added').orderBy('id').execute()
  return rows.map(({ sealed, replaced_by, ...row }) => ({ ...row, replacedBy: replaced_by, document: openDocument(dataKey, person, sealed) }))
}

export interface NewPerson { readonly person: string; readonly profile: Profile; readonly document: IdentityDocument }

/** Writes new persons, each with her first document; the caller holds the documents' scopes. */
export async function insertPersons(house: Pick<House, 'keys'>, tx: Tx, persons: readonly NewPerson[], now: Date): Promise<void> {
  if (persons.length === 0) return
  const made = persons.map((p) => ({ ...p, ...makeDataKey(house.keys, p.person) }))
  await tx.insertInto('person').values(made.map(({ person, profile, dataKey, wrapped }) => ({
    id: person, data_key: wrapped, profile: sealProfile(dataKey, person, profile), likeness: likenessKey(house.keys, profile),
    phone_key: phoneKey(house.keys, profile.phone), name_keys: bigints(nameKeys(house.keys, profile.name)), ruc_key: rucKey(house.keys, profile.firm), created: now,
  }))).execute()
  await tx.insertInto('identity_document').values(made.map(({ person, document, dataKey }) => ({
    id: randomUUID(), person, key: documentKey(house.keys, document), sealed: sealDocument(dataKey, person, document), added: now, withdrawn: null,
  }))).execute()
}

/** Changes the profile under a row lock, so that two corrections at once both stand. Returns what it was and what it is now. */
export async function changeProfile(
  house: Pick<House, 'keys'>, tx: Tx, person: string, change: (before: Profile) => Profile,
): Promise<{ before: Profile; after: Profile; dataKey: DataKey }> {
  const row = await tx.selectFrom('person').select(['data_key', 'profile']).where('id', '=', person).forUpdate().executeTakeFirst()
  if (!row?.data_key || !row.profile) throw new Error(`person ${person} has no profile`)
  const dataKey = openDataKey(house.keys, person, row.data_key)
  const before = openProfile(dataKey, person, row.profile)
  const after = change(before)
  await tx.updateTable('person').set({
    profile: sealProfile(dataKey, person, after), likeness: likenessKey(house.keys, after), phone_key: phoneKey(house.keys, after.phone),
    name_keys: bigints(nameKeys(house.keys, after.name)), ruc_key: rucKey(house.keys, after.firm),
  }).where('id', '=', person).execute()
  return { before, after, dataKey }
}
