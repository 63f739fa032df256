import { randomUUID } from 'node:crypto'
import type { House } from '../../feature.ts'
import { Problem } from '../../lib/problem.ts'
import { append } from '../../record/append.ts'
import type { Draft } from '../../record/statement.ts'
import { actorScope, documentScope, flagConflicts, otherClaims } from './conflicts.ts'
import { noticeDuplicatesOf } from './duplicates.ts'
import { identityOf } from './identity.ts'
import { REFUSED } from './identity-words.ts'
import { agentsOf, claimsOf, dataKeyOf } from './persons.ts'
import { replaceClaim, type NewCard } from './replace-document.ts'
import { documentKey, sealDocument } from './sealing.ts'
import { logged } from './staff-log.ts'
import './tables.ts'

/**
 * One more document of the same person (PTP, then CE, then DNI), in the place of an earlier one or beside it: she may sign in with either,
 * and the new claim is held against others.
 */
export async function addDocument(house: House, by: string, person: string, { document, issued, expires }: NewCard, replaces: string | null = null): Promise<void> {
  const key = documentKey(house.keys, document)
  const agents = await agentsOf(house.db, person)
  await append(house, { scopes: [documentScope(key), ...agents.map((a) => actorScope(a.tenant, a.agent))] }, async (tx) => {
    const dataKey = await dataKeyOf(house, tx, person)
    if (!dataKey) throw new Problem(404, 'no-such-person', REFUSED.noSuchPerson)
    if ((await claimsOf(house, tx, person)).some((c) => c.key === key)) throw new Problem(409, 'own-claim', REFUSED.ownClaim)
    const now = house.clock()
    const id = randomUUID()
    await tx.insertInto('identity_document').values({ id, person, key, sealed: sealDocument(dataKey, person, document), added: now, withdrawn: null, issued, expires }).execute()
    if (replaces !== null) await replaceClaim(house, tx, by, person, replaces, id)
    await noticeDuplicatesOf(house, tx, person)
    await logged(tx, { staff: by, action: 'document-added', person, detail: { type: document.type } }, now)
    const drafts: Draft[] = []
    for (const { tenant, agent } of agents) drafts.push(...flagConflicts(tenant, agent, await otherClaims(tx, tenant, agent, [key])))
    return drafts
  })
}

/** A document that was a typing error is no claim any more: only while nothing was checked with it and nobody disputes it. */
export async function withdrawDocument(house: House, by: string, person: string, claim: string): Promise<void> {
  const found = (await claimsOf(house, house.db, person)).find((c) => c.id === claim)
  if (!found) throw new Problem(404, 'no-such-document', REFUSED.noSuchPerson)
  const agents = await agentsOf(house.db, person)
  await append(house, { scopes: [documentScope(found.key), ...agents.map((a) => actorScope(a.tenant, a.agent))] }, async (tx) => {
    const claims = await claimsOf(house, tx, person)
    if (!claims.some((c) => c.id === claim)) throw new Problem(404, 'no-such-document', REFUSED.noSuchPerson)
    if (claims.length < 2) throw new Problem(409, 'last-document', REFUSED.lastDocument)
    for (const { tenant, agent } of agents) {
      const identity = await identityOf(tx, tenant, agent)
      if ([...identity.checks, ...identity.openConflicts].some((c) => c.key === found.key)) throw new Problem(409, 'document-in-use', REFUSED.inUse)
    }
    await tx.updateTable('identity_document').set({ withdrawn: house.clock() }).where('id', '=', claim).execute()
    // What it was thought to replace is her document again.
    await tx.updateTable('identity_document').set({ replaced_by: null, replaced: null }).where('person', '=', person).where('replaced_by', '=', claim).execute()
    await tx.updateTable('identity_proposal').set({ decided: house.clock() }).where('document', '=', claim).where('decided', 'is', null).execute()
    await logged(tx, { staff: by, action: 'document-withdrawn', person }, house.clock())
    return []
  })
}
