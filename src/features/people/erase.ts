import type { House, Who } from '../../feature.ts'
import type { Tx } from '../../lib/database.ts'
import { Problem } from '../../lib/problem.ts'
import { append } from '../../record/append.ts'
import { eraseAgents } from '../../record/xapi/sealing.ts'
import { personScope } from './conflicts.ts'
import { REFUSED } from './identity-words.ts'
import { executorEverywhere } from './merging.ts'
import { agentsOf } from './persons.ts'
import { logged } from './staff-log.ts'
import { endAllSessions, forgetCached } from './session.ts'
import './tables.ts'

/** What other features keep of a person and must not keep after her erasure; app.ts adds them here. */
export const alsoErased: ((tx: Tx, person: string) => Promise<void>)[] = []

/**
 * Erases a person at her request: her data key and account are destroyed, so nothing that names her can be read again. Her opaque
 * ids and what was counted stay, and so do the keyed marks of her documents, else she could be counted twice. Problem 403 or 404.
 */
export async function erasePerson(house: House, who: Who & { kind: 'staff' }, person: string): Promise<void> {
  await append(house, { scopes: [personScope(person)] }, async (tx) => {
    const tenants = await executorEverywhere(tx, who, [person])
    const erased = await tx.updateTable('person').set({ data_key: null, profile: null, likeness: null, phone_key: null, name_keys: null, ruc_key: null }).where('id', '=', person)
      .where('data_key', 'is not', null).returning('id').execute()
    if (erased.length === 0) throw new Problem(404, 'no-such-person', REFUSED.noSuchPerson)
    for (const table of ['account', 'reset_code', 'inbox_note', 'person_change', 'sensitive_profile'] as const) await tx.deleteFrom(table).where('person', '=', person).execute()
    await tx.deleteFrom('person_breakdown').where('agent', 'in', (eb) => eb.selectFrom('agent').select('agent').where('person', '=', person)).execute()
    await tx.deleteFrom('duplicate_pair').where((eb) => eb.or([eb('one', '=', person), eb('other', '=', person)])).execute()
    for (const eraseToo of alsoErased) await eraseToo(tx, person)
    // What other programs and her own browser told of her beside our own statements.
    await eraseAgents(tx, await agentsOf(tx, person), house.clock())
    await tx.deleteFrom('known_device').where('owner', '=', person).execute()
    await endAllSessions(tx, { person })
    await logged(tx, { staff: who.staff, action: 'person-erased', person, detail: { programmes: tenants } }, house.clock())
    return []
  })
  forgetCached(house)
}
