import { loadContext } from '../../lib/vc/contexts.ts'
import { addProof, type Signer } from '../../lib/vc/data-integrity.ts'
import { leanContexts } from '../../lib/vc/lean-contexts.ts'
import type { Credential, UnsignedCredential } from './achievement.ts'

/** A credential of ours with its proof. */
export async function signed(unsigned: UnsignedCredential, signer: Signer, at: Date): Promise<Credential> {
  return addProof(unsigned, signer, at.toISOString(), loadContext, await leanContexts(unsigned))
}
