import type { House } from '../../feature.ts'
import type { Db, Tx } from '../../lib/database.ts'
import { issuerOf, type Issuer, type PublicIssuer } from './issuer.ts'

declare module '../../lib/database.ts' {
  interface Tables { issuer_key: { did: string; key_id: string; ed25519: string; p256: string; since: Date } }
}

export function presentIssuer(house: Pick<House, 'keys' | 'config'>): Issuer {
  return issuerOf(house.keys, house.config.publicUrl)
}

/** Remembers the public half of the key that signs now. */
export async function rememberIssuer(tx: Tx, issuer: PublicIssuer, now: Date): Promise<void> {
  await tx.insertInto('issuer_key').values({ did: issuer.did, key_id: issuer.keyId, ed25519: issuer.ed25519, p256: issuer.p256, since: now })
    .onConflict((oc) => oc.columns(['did', 'key_id']).doNothing()).execute()
}

/** Every issuer that ever signed here, and the present one, whether it signed yet or not. */
export async function knownIssuers(house: Pick<House, 'keys' | 'config'>, db: Db): Promise<PublicIssuer[]> {
  const rows = await db.selectFrom('issuer_key').select(['did', 'key_id', 'ed25519', 'p256']).orderBy('since').execute()
  const past = rows.map((r) => ({ did: r.did, keyId: r.key_id, ed25519: r.ed25519, p256: r.p256 }))
  const { did, keyId, ed25519, p256 } = presentIssuer(house)
  return past.some((i) => i.did === did && i.keyId === keyId) ? past : [...past, { did, keyId, ed25519, p256 }]
}
