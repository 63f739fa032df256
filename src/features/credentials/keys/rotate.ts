import type { House } from '../../../feature.ts'
import { withIssuer } from '../../../lib/keys.ts'
import { rotateIssuerKey } from '../../../lib/rotate-key.ts'
import { announceIssuer } from '../issuer-keys.ts'
import { issuerOf } from '../issuer.ts'

type Machine = Pick<House, 'db' | 'keys' | 'config' | 'clock'>

export interface Rotated {
  readonly keyId: string
  readonly did: string
  readonly resumed: boolean
  /** File name of the key before; null when it was lost. */
  readonly before: string | null
}

/**
 * A new issuer key. It is announced (did.json, the page that checks a QR) before any process signs with it, so that no reader meets a signature
 * of an unknown key. Processes that run go on signing with the key before, which stays good, until they are started again.
 */
export async function rotateIssuer({ db, keys, config, clock }: Machine, lost: boolean): Promise<Rotated> {
  const now = clock()
  const issuerWith = (key: Buffer): ReturnType<typeof issuerOf> => issuerOf(withIssuer(keys, key), config.publicUrl, config.issuer)
  const { key, resumed, before } = await rotateIssuerKey(db, config.dataDir, now, lost, (tx, fresh) => announceIssuer(tx, issuerWith(fresh), now))
  const { keyId, did } = issuerWith(key)
  return { keyId, did, resumed, before: before && `issuer.${before}` }
}
