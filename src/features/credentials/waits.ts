import { sql } from 'kysely'
import type { Waits } from '../../feature.ts'
import { countedWith } from '../../lib/counted.ts'
import { holds } from '../../web/who.ts'
import { WAITS } from './office-words.ts'

/** Proposals for whoever approves: not those that she proposed herself, which another one must approve. */
export const waits: Waits = async ({ db }, tenant, who) => {
  if (!holds(who, tenant, ['approver'])) return []
  const proposed = sql`from certification where tenant = ${tenant} and step = 'proposed' and proposer is distinct from ${who.staff}`
  const { first, ...count } = await countedWith(db, proposed, sql<{ since: Date }>`select since ${proposed} order by since limit 1`)
  return [{ text: WAITS.proposals, count, path: 'certificates/approvals', since: first?.since ?? null }]
}
