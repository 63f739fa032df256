import type { Db } from '../../lib/database.ts'
import { actorScope } from '../people/index.ts'
import { agentsOfPerson } from '../programmes/index.ts'

/** The locks under which nothing of this person moves: one for each agent that is her. */
export async function personScopes(db: Db, tenant: string, agent: string): Promise<string[]> {
  return (await agentsOfPerson(db, tenant, agent)).map((a) => actorScope(tenant, a))
}
