import type { EntityAsks, House } from '../../feature.ts'

type Among = (house: House, tenant: string, organisation: string, agents: readonly string[]) => Promise<ReadonlySet<string>>

/** Which of these agents the people of an entity see. Cohorts and calls know, app.ts adds their answers here; without one they see nobody. */
export const entityScopes: Among[] = []

/** Whether a tutor has this person in a section of hers; cohorts know, app.ts adds it here. Without an answer a tutor sees nobody. */
export const tutorScopes: ((house: House, tenant: string, tutor: string, agent: string) => Promise<boolean>)[] = []

export async function seenByEntity(house: House, tenant: string, organisation: string, agents: readonly string[]): Promise<ReadonlySet<string>> {
  const answers = await Promise.all(entityScopes.map((among) => among(house, tenant, organisation, agents)))
  return new Set(answers.flatMap((answer) => [...answer]))
}

/** Whether a person's file is open to the people of an entity: she is theirs, or in a section of which the one who asks is the tutor. */
export async function personOfEntity(house: House, { tenant, organisation, staff, value }: EntityAsks): Promise<boolean> {
  if ((await seenByEntity(house, tenant, organisation, [value])).has(value)) return true
  return (await Promise.all(tutorScopes.map((scope) => scope(house, tenant, staff, value)))).includes(true)
}
