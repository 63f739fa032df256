import { sql, type RawBuilder } from 'kysely'
import type { House } from '../../feature.ts'
import { monthsBetween, monthSpan } from '../../lib/month.ts'
import { agentsOfOrganisation } from '../cohorts/index.ts'
import { agentsNamed, namesOf, personsOf, searchPeople } from '../people/index.ts'
import { credentialBySerial, issuedFirst, issuedWhere, type CredentialRow } from './credentials.ts'
import { statesById, type CredentialState } from './credential-state.ts'
import { readSerial } from './serial.ts'

export const ISSUED_A_PAGE = 50

export interface Issued { readonly row: CredentialRow; readonly state: CredentialState; readonly name: string | null }

/** Where the page before ended. */
export interface After { readonly issued: Date; readonly credential: string }

export interface WantedIssued {
  /** A serial, a document number or the beginnings of names; '' for everybody's. */
  readonly typed: string
  /** "2026-03", in Lima; null: any. */
  readonly month: string | null
  readonly after: After | null
  /** Of an entity's people; null: of everybody. */
  readonly organisation: string | null
}

export interface IssuedPart {
  readonly issued: readonly Issued[]
  /** Where the next page begins, or null. */
  readonly next: After | null
  /** More people may be called so than were looked at. */
  readonly most: boolean
}

/** A page of what was issued, the newest first, found and cut by the database. */
export async function issuedPart(house: House, tenant: string, wanted: WantedIssued): Promise<IssuedPart> {
  const { condition, most } = await meant(house, tenant, wanted.typed)
  const rows = await issuedWhere(house.db, tenant, sql.join([condition, ...asked(tenant, wanted)], sql` and `), ISSUED_A_PAGE + 1)
  const shown = rows.slice(0, ISSUED_A_PAGE)
  const last = shown.at(-1)
  return { issued: await withStates(house, shown), next: rows.length > ISSUED_A_PAGE && last ? { issued: last.issued, credential: last.credential } : null, most }
}

function asked(tenant: string, { month, after, organisation }: WantedIssued): RawBuilder<unknown>[] {
  const span = month === null ? null : monthSpan(month)
  return [
    ...(span ? [sql`issued >= ${span.from} and issued < ${span.to}`] : []),
    ...(after ? [sql`(issued, credential) < (${after.issued}, ${after.credential}::uuid)`] : []),
    ...(organisation === null ? [] : [sql`agent::text in (${agentsOfOrganisation(tenant, organisation)})`]),
  ]
}

/** Whose papers a search means. */
async function meant(house: House, tenant: string, typed: string): Promise<{ condition: RawBuilder<unknown>; most: boolean }> {
  if (typed.trim() === '') return { condition: sql`true`, most: false }
  const serial = readSerial(typed)
  const bySerial = serial ? await credentialBySerial(house.db, serial) : undefined
  if (bySerial) return { condition: sql`credential = ${bySerial.credential}`, most: false }
  const { agents, most } = /\d/.test(typed) ? { agents: (await searchPeople(house, tenant, typed)).map(({ agent }) => agent), most: false } : await agentsNamed(house, tenant, typed)
  const persons = await personsOf(house.db, tenant, agents)
  return { condition: sql`person = any(${[...new Set(persons.values())]}::uuid[])`, most }
}

/** The months in which papers may have been issued, the newest first. */
export async function issuedMonths(house: House, tenant: string): Promise<string[]> {
  const first = await issuedFirst(house.db, tenant)
  return first ? monthsBetween(first, house.clock()) : []
}

async function withStates(house: House, rows: readonly CredentialRow[]): Promise<Issued[]> {
  const [names, states] = await Promise.all([namesOf(house, [...new Set(rows.map((r) => r.person))]), statesById(house.db, rows.map((r) => r.credential))])
  return rows.flatMap((row) => {
    const state = states.get(row.credential)
    return state ? [{ row, state, name: names.get(row.person) ?? null }] : []
  })
}
