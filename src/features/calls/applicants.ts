import type { House } from '../../feature.ts'
import { nameFits, namesOf, personsOf, profilesOf } from '../people/index.ts'
import type { Call } from '../programmes/index.ts'
import { undecided, type ApplicationState } from './application-states.ts'
import { callApplications, type Application } from './application.ts'
import type { Proposal } from './eligibility.ts'
import { readExpediente } from './expediente.ts'
import { proposalFor } from './review.ts'

export const PAGE_SIZE = 50

export interface Applicant {
  readonly row: Application
  /** '' when the person was erased. */
  readonly name: string
  /** Only for what waits for a decision. */
  readonly proposal: Proposal['kind'] | null
}

export interface Wanted {
  readonly query: string
  readonly state: ApplicationState | null
  /** From 1. */
  readonly page: number
}

/**
 * A page of a call's applicants, oldest first. Names are sealed, so a search by name opens those of the whole call in memory:
 * 5,000 took 1.4 s on two busy cores (many.long.test.ts); without a search only the page's fifty are opened.
 */
export async function applicants(house: House, tenant: string, call: Call, wanted: Wanted): Promise<{ lines: Applicant[]; total: number }> {
  const all = await callApplications(house.db, tenant, call.id, wanted.state ? [wanted.state] : undefined)
  const found = await search(house, tenant, all, wanted.query.trim())
  const rows = found.slice((wanted.page - 1) * PAGE_SIZE, wanted.page * PAGE_SIZE)
  const persons = await personsOf(house.db, tenant, rows.map((row) => row.agent))
  const profiles = await profilesOf(house, house.db, [...persons.values()])
  const lines = rows.map((row): Applicant => {
    const profile = profiles.get(persons.get(row.agent) ?? '') ?? null
    return { row, name: profile?.name ?? '', proposal: undecided(row.state) ? proposalFor(call, row, profile).kind : null }
  })
  return { lines, total: found.length }
}

async function search(house: House, tenant: string, all: readonly Application[], query: string): Promise<readonly Application[]> {
  if (query === '') return all
  const expediente = readExpediente(query)
  if (expediente) return all.filter((row) => row.expediente === expediente)
  const persons = await personsOf(house.db, tenant, all.map((row) => row.agent))
  const names = await namesOf(house, [...persons.values()])
  return all.filter((row) => nameFits(names.get(persons.get(row.agent) ?? '') ?? '', query))
}
