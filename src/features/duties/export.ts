import type { House } from '../../feature.ts'
import { agentsOf } from '../people/index.ts'
import { requestsOfAgent } from './request.ts'
import { textsOf } from './texts.ts'

/** Her requests with what was written, for the copy of her data that she takes along. */
export async function ownRequests(house: House, person: string): Promise<unknown[]> {
  const found: unknown[] = []
  for (const { tenant, agent } of await agentsOf(house.db, person)) {
    for (const row of await requestsOfAgent(house.db, tenant, agent)) {
      const texts = await textsOf(house, house.db, row.request)
      found.push({
        programme: tenant, asked: row.asked, via: row.via, received: row.received, due: row.due, firstDue: row.first_due, extensionReason: row.extension_reason, outcome: row.outcome, reason: row.reason, answered: row.answered,
        texts: texts.map(({ part, text, at }) => ({ part, text, at })),
      })
    }
  }
  return found
}
