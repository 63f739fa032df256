import { sql, type RawBuilder } from 'kysely'
import type { EntityAsks, House } from '../../feature.ts'

type Among = (house: House, tenant: string, organisation: string, agents: readonly string[]) => Promise<ReadonlySet<string>>

/** Which of these agents the people of an entity see. Cohorts and calls know, app.ts adds their answers here; without one they see nobody. */
export const entityScopes: Among[] = []

/** Whether a tutor has this person in a section of hers; cohorts know, app.ts adds it here. Without an answer a tutor sees nobody. */
export const tutorScopes: ((house: House, tenant: string, tutor: string, agent: string) => Promise<boolean>)[] = []

/** The same as questions that give the agents, for counting where a list of them would be too long. */
export const entityAgents: ((house: House, tenant: string, organisation: string) => Promise<RawBuilder<unknown>>)[] = []
export const tutorAgents: ((tenant: string, tutor: string) => RawBuilder<unknown>)[] = []

const NOBODY = sql`select ''::text where false`
const joined = (questions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> => (questions.length === 0 ? NOBODY : sql.join(questions, sql` union all `))

/** Everybody whom an entity's people see, as a question. */
export async function amongEntity(house: House, tenant: string, organisation: string): Promise<RawBuilder<unknown>> {
  return joined(await Promise.all(entityAgents.map((agents) => agents(house, tenant, organisation))))
}

/** Everybody in a tutor's sections, as a question. */
export const amongTutored = (tenant: string, tutor: string): RawBuilder<unknown> => joined(tutorAgents.map((agents) => agents(tenant, tutor)))

export async function seenByEntity(house: House, tenant: string, organisation: string, agents: readonly string[]): Promise<ReadonlySet<string>> {
  const answers = await Promise.all(entityScopes.map((among) => among(house, tenant, organisation, agents)))
  return new Set(answers.flatMap((answer) => [...answer]))
}

/** Whether a person's file is open to the people of an entity: she is theirs, or in a section of which the one who asks is the tutor. */
export async function personOfEntity(house: House, { tenant, organisation, staff, value }: EntityAsks): Promise<boolean> {
  if ((await seenByEntity(house, tenant, organisation, [value])).has(value)) return true
  return (await Promise.all(tutorScopes.map((scope) => scope(house, tenant, staff, value)))).includes(true)
}
