import type { House } from '../../feature.ts'
import { agentKey, type AnyAgent } from '../../record/xapi/agent-key.ts'
import { forgetKeys } from '../../record/xapi/sealing.ts'
import { eraseTold } from '../../record/xapi/told.ts'
import { logged } from '../people/index.ts'

/** The opaque keys by which a programme's record knows these agents. */
export function keysOf(house: House, tenant: string, agents: readonly AnyAgent[]): string[] {
  return [...new Set(agents.map((agent) => agentKey(house.keys, tenant, agent)).filter((key) => key !== null))]
}

/**
 * Erases what other programs told about somebody without an account here, at her request: statements read as skeletons, documents and
 * names are gone. False when nothing was left. The log of the staff keeps the opaque key, which leads to nobody.
 */
export async function eraseOutsider(house: House, { tenant, by }: { tenant: string; by: string }, keys: readonly string[]): Promise<boolean> {
  const now = house.clock()
  const erased = await house.db.transaction().execute(async (tx) => {
    const found = await eraseTold(tx, tenant, keys, now)
    for (const key of found) await logged(tx, { staff: by, action: 'outsider-erased', tenant, detail: { key } }, now)
    return found
  })
  if (erased.length > 0) forgetKeys(house.db)
  return erased.length > 0
}
