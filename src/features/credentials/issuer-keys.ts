import { sql } from 'kysely'
import type { House } from '../../feature.ts'
import type { Db, Tx } from '../../lib/database.ts'
import type { Keys } from '../../lib/keys.ts'
import { Problem } from '../../lib/problem.ts'
import { issuerOf, type Issuer, type PublicIssuer } from './issuer.ts'
import { REFUSAL } from './words.ts'

interface IssuerKeyTable {
  did: string
  key_id: string
  ed25519: string
  /** Null on rows from before 2026-11-23. */
  ecdsa: string | null
  p256: string
  since: Date
  /** Since when somebody else may have signed with it; null while it is trusted. */
  stolen_since: Date | null
  /** When that was said here. */
  distrusted: Date | null
}

declare module '../../lib/database.ts' {
  interface Tables { issuer_key: IssuerKeyTable }
}

/** Deriving three keys and their public halves takes as long as signing two certificates; keys and settings of a process never change. */
const derived = new WeakMap<Keys, Issuer>()

export function presentIssuer({ keys, config }: Pick<House, 'keys' | 'config'>): Issuer {
  const known = derived.get(keys)
  if (known) return known
  const issuer = issuerOf(keys, config.publicUrl, config.issuer)
  derived.set(keys, issuer)
  return issuer
}

/**
 * Remembers the public half of the key that signs now, in the transaction that signs with it. 503 when that key is distrusted: a process that
 * was started before the theft became known signs nothing more, and what is owed waits for its restart with the new key.
 */
export async function rememberIssuer(tx: Tx, issuer: PublicIssuer, now: Date): Promise<void> {
  const known = await tx.selectFrom('issuer_key').select(['did', 'ecdsa', 'stolen_since']).where('key_id', '=', issuer.keyId).execute()
  if (known.some((row) => row.stolen_since)) throw new Problem(503, 'key-distrusted', REFUSAL.keyDistrusted)
  if (!known.some((row) => row.did === issuer.did && row.ecdsa === issuer.ecdsa)) await announceIssuer(tx, issuer, now)
}

/** Publishes the key: whoever looks up our keys finds it from now on. */
export async function announceIssuer(tx: Tx, issuer: PublicIssuer, now: Date): Promise<void> {
  await tx.insertInto('issuer_key').values({ did: issuer.did, key_id: issuer.keyId, ed25519: issuer.ed25519, ecdsa: issuer.ecdsa, p256: issuer.p256, since: now })
    .onConflict((oc) => oc.columns(['did', 'key_id']).doUpdateSet({ ecdsa: sql`excluded.ecdsa` })).execute()
}

/** Every issuer that ever signed here, and the present one, whether it signed yet or not. */
export async function knownIssuers(house: Pick<House, 'keys' | 'config'>, db: Db): Promise<PublicIssuer[]> {
  const rows = await db.selectFrom('issuer_key').select(['did', 'key_id', 'ed25519', 'ecdsa', 'p256', 'stolen_since']).orderBy('since').execute()
  const past = rows.map((r) => ({ did: r.did, keyId: r.key_id, ed25519: r.ed25519, ecdsa: r.ecdsa, p256: r.p256, stolenSince: r.stolen_since }))
  const { signer: _signer, p256Secret: _secret, ...present } = presentIssuer(house)
  if (past.some((i) => i.did === present.did && i.keyId === present.keyId && i.ecdsa !== null)) return past
  // A row from before there was an ECDSA key is the same key without it.
  const others = past.filter((i) => i.did !== present.did || i.keyId !== present.keyId)
  return [...others, { ...present, stolenSince: past.find((i) => i.keyId === present.keyId)?.stolenSince ?? null }]
}
