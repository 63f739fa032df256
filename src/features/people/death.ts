import type { House, Who } from '../../feature.ts'
import { Problem } from '../../lib/problem.ts'
import { append } from '../../record/append.ts'
import type { Draft } from '../../record/statement.ts'
import { actorScope, personScope } from './conflicts.ts'
import { limaDay } from './dates.ts'
import { REFUSED } from './identity-words.ts'
import { executorEverywhere } from './merging.ts'
import { agentsOf } from './persons.ts'
import { died } from './statements.ts'

/**
 * A death as a registry gives it (ISO day), or null: a correction, she is alive. In every programme of hers that does not say so
 * already. Problem 403 or 422.
 */
export async function recordDeath(house: House, who: Who & { kind: 'staff' }, person: string, date: string | null): Promise<void> {
  if (date !== null && date > limaDay(house.clock())) throw new Problem(422, 'date-to-come', REFUSED.dateToCome, [{ field: 'death_date', sentence: REFUSED.dateToCome }])
  const before = await agentsOf(house.db, person)
  await append(house, { scopes: [personScope(person), ...before.map((a) => actorScope(a.tenant, a.agent))] }, async (tx) => {
    await executorEverywhere(tx, who, [person])
    const drafts: Draft[] = []
    for (const of of await agentsOf(tx, person)) {
      const known = await tx.selectFrom('identity').select('died').where('tenant', '=', of.tenant).where('agent', '=', of.agent).executeTakeFirst()
      if ((known?.died ?? null) !== date) drafts.push(died(of, date, who.staff))
    }
    return drafts
  })
}
