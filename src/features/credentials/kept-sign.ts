import { p256 } from '@noble/curves/nist.js'
import type { House } from '../../feature.ts'
import { toBase64url } from './compact.ts'
import { compactKeys } from './compact-sign.ts'
import { indexesIn } from './credential-state.ts'
import { knownIssuers, presentIssuer } from './issuer-keys.ts'
import { keptMessage, packIndexes, type Kept } from './kept-list.ts'

/** What a phone keeps to judge a QR without signal: our keys, and which certificates are revoked or suspended at this moment. */
export async function keptNow(house: House): Promise<Kept> {
  const issuer = presentIssuer(house)
  const [issuers, revoked, suspended] = await Promise.all([knownIssuers(house, house.db), indexesIn(house.db, ['revoked', 'superseded']), indexesIn(house.db, ['suspended'])])
  const text = JSON.stringify({ at: house.clock().toISOString(), revoked: packIndexes(revoked), suspended: packIndexes(suspended) })
  return { keys: compactKeys(issuers), keyId: issuer.keyId, text, signature: toBase64url(p256.sign(keptMessage(text), issuer.p256Secret)) }
}
