import type { House } from '../../feature.ts'
import type { Db, Tx } from '../../lib/database.ts'
import { Problem } from '../../lib/problem.ts'
import type { IdentityDocument } from './documents.ts'
import { REFUSED } from './identity-words.ts'
import { claimsOf, type Claim } from './persons.ts'
import { logged } from './staff-log.ts'
import './tables.ts'

/** How a document of hers stands. Expired ones still lead to her. */
export type DocumentStatus = 'current' | 'replaced' | 'expired'

/** `today` is an ISO day of Lima. */
export function statusOf(claim: Pick<Claim, 'replacedBy' | 'expires'>, today: string): DocumentStatus {
  if (claim.replacedBy !== null) return 'replaced'
  return claim.expires !== null && claim.expires < today ? 'expired' : 'current'
}

/** What stands on the new card besides its number; ISO days. */
export interface NewCard {
  readonly document: IdentityDocument
  readonly issued: string | null
  readonly expires: string | null
}

/**
 * In the append that adds the new document: the old one is replaced by it. Both stay hers: she signs in with either, and nobody else
 * may claim either. Problem 404 or 409.
 */
export async function replaceClaim(house: House, tx: Tx, by: string, person: string, old: string, added: string): Promise<void> {
  const found = (await claimsOf(house, tx, person)).find((c) => c.id === old)
  if (!found) throw new Problem(404, 'no-such-document', REFUSED.noSuchPerson)
  if (found.replacedBy !== null) throw new Problem(409, 'replaced-already', REFUSED.replacedAlready)
  await tx.updateTable('identity_document').set({ replaced_by: added, replaced: house.clock() }).where('id', '=', old).where('replaced_by', 'is', null).execute()
  await logged(tx, { staff: by, action: 'document-replaced', person, detail: { from: found.document.type } }, house.clock())
}

/** The document that stands for her now: the newest that no other replaced; null when she was erased. Type and last three signs go on a paper (decision 9). */
export async function currentDocumentOf(house: Pick<House, 'keys'>, db: Db, person: string): Promise<{ readonly type: IdentityDocument['type']; readonly lastThree: string } | null> {
  const claim = (await claimsOf(house, db, person)).filter((c) => c.replacedBy === null).at(-1)
  return claim ? { type: claim.document.type, lastThree: claim.document.number.slice(-3) } : null
}
