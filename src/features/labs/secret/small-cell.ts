import type { Db } from '../../../lib/database.ts'
import { identityOf } from '../../people/index.ts'
import { agentsUnder } from '../grades.ts'

/** Fewer persons than this are a small cell, as in every table that is published (decision 120). */
export const K_HANDED_IN = 10

/** Whether so many persons handed in under a seal that their grades may be published; records merged into one are one person. */
export async function enoughHandedIn(db: Db, tenant: string, seal: string): Promise<boolean> {
  const persons = new Set<string>()
  for (const agent of await agentsUnder(db, tenant, seal)) {
    persons.add((await identityOf(db, tenant, agent)).root)
    if (persons.size >= K_HANDED_IN) return true
  }
  return false
}
