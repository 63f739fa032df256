import { sql, type SqlBool, type RawBuilder } from 'kysely'
import type { House } from '../../feature.ts'
import { counted, type Counted } from '../../lib/counted.ts'
import { agentsNamed, personsOf, profilesOf } from '../people/index.ts'
import type { Call } from '../programmes/index.ts'
import { STATES, undecided } from './application-states.ts'
import { APPLICATION_COLUMNS, type Application } from './application.ts'
import type { Proposal } from './eligibility.ts'
import { readExpediente } from './expediente.ts'
import { proposalFor } from './review.ts'

export const PAGE_SIZE = 50

/** A state, or what waits for somebody: sent or corrected; eligible without points; returned with the time to correct over. */
export const SHOWN = [...STATES, 'to-decide', 'unscored', 'late'] as const
export type Shown = (typeof SHOWN)[number]

export interface Applicant {
  readonly row: Application
  /** '' when the person was erased. */
  readonly name: string
  /** Only for what waits for a decision. */
  readonly proposal: Proposal['kind'] | null
}

export interface Wanted {
  readonly query: string
  readonly state: Shown | null
  /** From 1. */
  readonly page: number
}

/** A page of a call's applicants, oldest first, found and cut by the database; only the page's fifty are opened. `most`: there may be more than were looked at for a name. */
export async function applicants(house: House, tenant: string, call: Call, wanted: Wanted): Promise<{ lines: Applicant[]; total: Counted; most: boolean }> {
  const means = await meant(house, tenant, wanted.query.trim())
  const asked = sql<SqlBool>`${stateIs(house, wanted.state)} and ${means.condition}`
  const from = house.db.selectFrom('application').where('tenant', '=', tenant).where('call', '=', call.id).where(asked)
  const [total, rows] = await Promise.all([
    counted(house.db, sql`from application where tenant = ${tenant} and call = ${call.id} and ${asked}`),
    from.select(APPLICATION_COLUMNS).orderBy('started').orderBy('expediente').limit(PAGE_SIZE).offset((wanted.page - 1) * PAGE_SIZE).execute(),
  ])
  const persons = await personsOf(house.db, tenant, rows.map((row) => row.agent))
  const profiles = await profilesOf(house, house.db, [...persons.values()])
  const lines = rows.map((row): Applicant => {
    const profile = profiles.get(persons.get(row.agent) ?? '') ?? null
    return { row, name: profile?.name ?? '', proposal: undecided(row.state) ? proposalFor(call, row, profile).kind : null }
  })
  return { lines, total, most: means.most }
}

function stateIs(house: House, state: Shown | null): RawBuilder<SqlBool> {
  if (state === null) return sql`true`
  if (state === 'to-decide') return sql`state in ('sent', 'corrected')`
  if (state === 'unscored') return sql`state = 'eligible' and points is null`
  if (state === 'late') return sql`state = 'returned' and until < ${house.clock()}`
  return sql`state = ${state}`
}

/** Whom a search means: one file number, or the people whose names begin so, found by the keys of names: nobody's is opened but those who may be meant. */
async function meant(house: House, tenant: string, query: string): Promise<{ condition: RawBuilder<SqlBool>; most: boolean }> {
  if (query === '') return { condition: sql`true`, most: false }
  const expediente = readExpediente(query)
  if (expediente) return { condition: sql`expediente = ${expediente}`, most: false }
  const { agents, most } = await agentsNamed(house, tenant, query)
  return { condition: sql`agent = any(${agents}::text[])`, most }
}
