import canonicalize from 'canonicalize'
import type { House } from '../../../feature.ts'
import type { Credential } from '../achievement.ts'
import { papersOf } from '../credentials.ts'

/**
 * Whether our register keeps exactly this credential: every word of it (RFC 8785 form), but not the proof, which is made anew after a theft, nor the
 * issuer's DID, which goes with the key under did:key; whose DID it may be is another check. False after the person's data were erased: nobody can
 * compare any more.
 */
export async function keepsExactly(house: House, credential: Credential): Promise<boolean> {
  const papers = await papersOf(house, house.db, credential.id.slice('urn:uuid:'.length))
  return papers !== null && said(papers.credential) === said(credential)
}

function said({ proof: _proof, issuer, ...rest }: Credential): string | undefined {
  return canonicalize({ ...rest, issuer: { ...issuer, id: '' } })
}
