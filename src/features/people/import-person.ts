import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { House } from '../../feature.ts'
import type { Db, Tx } from '../../lib/database.ts'
import { groupBy } from '../../lib/group-by.ts'
import type { Draft } from '../../record/statement.ts'
import { keepBreakdownsOf, type Area } from './breakdown.ts'
import { actorScope, documentScope, otherClaims, personScope } from './conflicts.ts'
import { CONSENT_VERSION, standingConsents } from './consents.ts'
import type { IdentityDocument } from './documents.ts'
import { enterProgrammes } from './enter-programme.ts'
import { identityOf } from './identity.ts'
import { matchKey } from './names.ts'
import { factsOfChange, noteChanges } from './own-data.ts'
import { agentsOf, agentsOfAll, changeProfile, insertPersons, personsOf, profilesOf } from './persons.ts'
import type { Profile } from './profile.ts'
import { documentKey } from './sealing.ts'
import { keepSensitive, type Sensitive } from './sensitive.ts'
import { consented } from './statements.ts'
import './tables.ts'

/** What a row of a padrón says about a person. She gets no PIN by it: her centre prints her a code when she comes. */
export interface ImportedPerson {
  readonly document: IdentityDocument
  readonly profile: Profile
  readonly area: Area | null
  /** Who of the staff brings the row. */
  readonly by: string
  /** The consent that she signed on paper to the use of her data in the programme; null when the row brings none. */
  readonly consent: { readonly language: 'es' | 'en'; readonly given: Date; readonly version?: string } | null
  /** Only when she signed a consent to this by itself. */
  readonly sensitive?: Sensitive | null
}

/** A row that was weighed but not written. */
export interface PreparedImport {
  readonly values: ImportedPerson
  readonly key: string
  readonly person: string
  readonly agent: string
  /** She is known by this document under this name. */
  readonly known: boolean
  /** For `append`, besides the caller's own: one; of somebody known two, and one for each programme that she is in. */
  readonly scopes: readonly string[]
}

export interface Imported {
  readonly person: string
  readonly agent: string
  /**
   * `made`: nobody was known by this document. `found`: she was, and only gaps of hers were filled. `conflict`: somebody of another name
   * claims the document in this programme; both claims stand against each other until two of the staff see a card, and the row goes back.
   * `moved`: since the row was prepared somebody else took or left the document; nothing was written, prepare it again.
   */
  readonly outcome: 'made' | 'found' | 'conflict' | 'moved'
  readonly drafts: readonly Draft[]
}

/** Before the transaction: whose rows they are, and what must hold still while they are written. Few questions, whatever their number. */
export async function prepareImports(house: House, tenant: string, rows: readonly ImportedPerson[]): Promise<PreparedImport[]> {
  const keys = rows.map((values) => documentKey(house.keys, values.document))
  const claimants = await claimantsOf(house, house.db, keys)
  const found = rows.map(({ profile }, i) => sameName(claimants.get(keys[i] ?? ''), profile.name))
  const agents = await agentsOfAll(house.db, found.flatMap((known) => known ?? []))
  return rows.map((values, i): PreparedImport => {
    const [key, known] = [keys[i] ?? '', found[i] ?? null]
    // Nobody but us has heard of somebody new: her document is all that must hold still.
    if (known === null) return { values, key, person: randomUUID(), agent: randomUUID(), known: false, scopes: [documentScope(key)] }
    const hers = agents.get(known) ?? []
    const agent = hers.find((a) => a.tenant === tenant)?.agent ?? randomUUID()
    const actors = [...hers.filter((a) => a.tenant !== tenant), { tenant, agent }].map((a) => actorScope(a.tenant, a.agent))
    return { values, key, person: known, agent, known: true, scopes: [documentScope(key), personScope(known), ...actors] }
  })
}

/**
 * In the caller's append, under the scopes of all: makes each person or finds her, and brings her into the programme. A document stands
 * only once among them. Never a PIN, never an identity check.
 */
export async function importPersons(house: House, tx: Tx, tenant: string, prepared: readonly PreparedImport[]): Promise<Imported[]> {
  const claimants = await claimantsOf(house, tx, prepared.map((p) => p.key))
  const rows = prepared.map((one) => {
    const known = sameName(claimants.get(one.key), one.values.profile.name)
    return { ...one, moved: known !== (one.known ? one.person : null) }
  })
  const still = rows.filter((row) => !row.moved)
  const fresh = still.filter((row) => !row.known)
  const filled = await fillAllGaps(house, tx, tenant, still.filter((row) => row.known))
  await insertPersons(house, tx, fresh.map(({ person, values: { profile, document } }) => ({ person, profile, document })), house.clock())
  await keepPaperConsents(tx, still)
  const agreed = await keepSensitiveRows(house, tx, still)
  const entries = await enterProgrammes(house, tx, tenant, still.map(({ person, agent, values }) => ({ person, agent, area: values.area })))
  const byPerson = new Map(still.map((row, i) => [row.person, entries[i]]))
  const done: Imported[] = []
  for (const { person, key, known, moved, values } of rows) {
    const entry = byPerson.get(person)
    if (moved || !entry) {
      done.push({ person, agent: '', outcome: 'moved', drafts: [] })
      continue
    }
    const contested = (claimants.get(key) ?? []).some((claimant) => claimant.person !== person)
    const disputed = contested && await isAnothers(house, tx, tenant, entry.agent, key, values.profile.name)
    done.push({ person, agent: entry.agent, outcome: disputed ? 'conflict' : known ? 'found' : 'made', drafts: [...filled.get(person) ?? [], ...agreed.get(person) ?? [], ...entry.drafts] })
  }
  return done
}

interface Claimant { readonly key: string; readonly person: string; readonly profile: Profile | null }

/** Who claims these documents, the first ones first. Only the claimants of these numbers are opened. */
async function claimantsOf(house: House, db: Db, keys: readonly string[]): Promise<Map<string, Claimant[]>> {
  const rows = await db.selectFrom('identity_document').select(['key', 'person']).where('key', '=', sql<string>`any(${[...keys]}::text[])`)
    .where('withdrawn', 'is', null).orderBy('added').orderBy('id').execute()
  const profiles = await profilesOf(house, db, rows.map((r) => r.person))
  return groupBy(rows.map((row) => ({ ...row, profile: profiles.get(row.person) ?? null })), (row) => row.key)
}

/** The first claimant of this name, or null. */
function sameName(claimants: readonly Claimant[] | undefined, name: string): string | null {
  return claimants?.find(({ profile }) => profile !== null && isSameName(profile.name, name))?.person ?? null
}

/** One name written longer or shorter: two words at least are the same, and one has no word that the other lacks. */
export function isSameName(one: string, other: string): boolean {
  const [a, b] = [new Set(matchKey(one).split(' ')), new Set(matchKey(other).split(' '))]
  const shared = [...a].filter((word) => b.has(word)).length
  return shared === Math.min(a.size, b.size) && (shared >= 2 || (a.size === 1 && b.size === 1))
}

/** Whether somebody of another name claims the document here, and her own claim was not checked. */
async function isAnothers(house: House, tx: Tx, tenant: string, agent: string, key: string, name: string): Promise<boolean> {
  const [claim] = await otherClaims(tx, tenant, agent, [key])
  if (!claim || claim.others.length === 0) return false
  if ((await identityOf(tx, tenant, agent)).checks.some((check) => check.key === key)) return false
  const persons = await personsOf(tx, tenant, claim.others)
  const profiles = await profilesOf(house, tx, [...persons.values()])
  return [...persons.values()].some((person) => !isSameName(profiles.get(person)?.name ?? '', name))
}

/** What a row may tell of somebody who never said it herself. */
const GAPS = ['sex', 'phone', 'email', 'workStatus', 'firmSize'] as const

function withGapsFilled(was: Profile, row: Profile): Profile {
  return { ...was, sex: was.sex ?? row.sex, phone: was.phone ?? row.phone, email: was.email ?? row.email, workStatus: was.workStatus ?? row.workStatus, firmSize: was.firmSize ?? row.firmSize }
}

/** What those known never said and their rows do (`GAPS`, and their area). What they said stays. Drafts by person. */
async function fillAllGaps(house: House, tx: Tx, tenant: string, rows: readonly PreparedImport[]): Promise<Map<string, Draft[]>> {
  const profiles = await profilesOf(house, tx, rows.map((row) => row.person))
  const drafts = new Map<string, Draft[]>()
  for (const { person, values } of rows) {
    const before = profiles.get(person)
    if (before) drafts.set(person, await fillGaps(house, tx, tenant, { person, before, values }))
  }
  return drafts
}

async function fillGaps(house: House, tx: Tx, tenant: string, { person, before, values }: { person: string; before: Profile; values: ImportedPerson }): Promise<Draft[]> {
  if (values.area) await tx.updateTable('person_breakdown').set({ area: values.area }).where('tenant', '=', tenant).where('area', 'is', null)
    .where('agent', 'in', (eb) => eb.selectFrom('agent').select('agent').where('person', '=', person).where('tenant', '=', tenant)).execute()
  if (GAPS.every((field) => before[field] !== null || values.profile[field] === null)) return []
  const { after, dataKey } = await changeProfile(house, tx, person, (was) => withGapsFilled(was, values.profile))
  await keepBreakdownsOf(tx, person, after)
  await noteChanges(tx, person, before, after, dataKey, { staff: values.by, reason: 'padron', tenant }, house.clock())
  return (await agentsOf(tx, person)).flatMap((subject) => factsOfChange(subject, before, after))
}

/** Written before they enter, so that the entry tells the record of it; a consent that stands already stays as it is. */
async function keepPaperConsents(tx: Tx, rows: readonly PreparedImport[]): Promise<void> {
  const standing = await standingConsents(tx, rows.map((row) => row.person))
  const fresh = rows.flatMap(({ person, values: { consent } }) => (consent && !(standing.get(person) ?? []).some((c) => c.purpose === 'programme') ? [{ person, ...consent }] : []))
  if (fresh.length === 0) return
  await tx.insertInto('consent').values(fresh.map(({ person, version, language, given }) => ({
    person, purpose: 'programme', version: version ?? CONSENT_VERSION, language, channel: 'paper' as const, given, withdrawn: null,
  }))).onConflict((oc) => oc.columns(['person', 'purpose', 'given']).doNothing()).execute()
}

/**
 * What she signed to apart. A person who ever took this consent back, or gave it, has spoken: a table changes nothing then. The record
 * of those who are in a programme learns of the consent; the entry of the others tells it. Drafts by person.
 */
async function keepSensitiveRows(house: House, tx: Tx, rows: readonly PreparedImport[]): Promise<Map<string, Draft[]>> {
  const told = rows.flatMap(({ person, known, values: { sensitive, consent } }) => (sensitive && consent ? [{ person, known, sensitive, consent }] : []))
  if (told.length === 0) return new Map()
  const spoken = await tx.selectFrom('consent').select('person').where('person', '=', sql<string>`any(${told.map((r) => r.person)}::uuid[])`).where('purpose', '=', 'sensitive').execute()
  const fresh = told.filter(({ person }) => !spoken.some((s) => s.person === person))
  if (fresh.length === 0) return new Map()
  await tx.insertInto('consent').values(fresh.map(({ person, consent: { version, language, given } }) => ({
    person, purpose: 'sensitive', version: version ?? CONSENT_VERSION, language, channel: 'paper' as const, given, withdrawn: null,
  }))).execute()
  await keepSensitive(house, tx, fresh)
  const agents = await agentsOfAll(tx, fresh.flatMap(({ person, known }) => (known ? [person] : [])))
  return new Map(fresh.map(({ person, consent: { version, language } }) => [person, (agents.get(person) ?? [])
    .map((subject) => consented(subject, { purpose: 'sensitive', version: version ?? CONSENT_VERSION, language, channel: 'paper' }))]))
}
