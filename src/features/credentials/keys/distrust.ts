import { sql } from 'kysely'
import type { House } from '../../../feature.ts'
import type { Db } from '../../../lib/database.ts'
import { presentIssuer } from '../issuer-keys.ts'
import { SIGN_ANEW_JOB } from './sign-anew.ts'

/** An issuer key as the machine's operator and the public see it. */
export interface KeyNow {
  readonly keyId: string
  readonly dids: readonly string[]
  readonly since: Date
  readonly stolenSince: Date | null
  readonly distrusted: Date | null
  /** Certificates whose papers it signed; those from before that was written down count for none. */
  readonly certificates: number
}

/** Every key that ever signed or was announced, the oldest first. */
export async function keysNow(db: Db): Promise<KeyNow[]> {
  const { rows } = await sql<KeyNow>`select k.key_id as "keyId", array_agg(k.did order by k.since) as dids, min(k.since) as since, max(k.stolen_since) as "stolenSince",
      max(k.distrusted) as distrusted, (select count(*)::int from credential c where c.key_id = k.key_id) as certificates
    from issuer_key k group by k.key_id order by min(k.since), k.key_id`.execute(db)
  return rows
}

/** Certificates that still wait to be signed anew, because the key of their papers is distrusted or was not written down. */
export async function leftToSign(db: Db): Promise<number> {
  const { rows: [row] } = await sql<{ n: number }>`select count(*)::int as n from credential c
    where exists (select from issuer_key k where k.stolen_since is not null)
      and (c.key_id is null or exists (select from issuer_key k where k.key_id = c.key_id and k.stolen_since is not null))`.execute(db)
  return row?.n ?? 0
}

/**
 * Says that somebody else has had a key since a moment. From this transaction on nothing is signed with it here, what it signed is believed only
 * where our register has exactly that, and everybody's papers are signed anew by a job. Said again, only an earlier moment changes anything.
 * Throws an Error for a key nobody knows, a moment in the future, and the key that this folder would sign with: it is replaced first.
 */
export async function distrustKey(house: Pick<House, 'db' | 'keys' | 'config' | 'clock' | 'enqueue'>, keyId: string, since: Date): Promise<void> {
  const now = house.clock()
  if (since > now) throw new Error(`--since ${since.toISOString()} is in the future.`)
  if (presentIssuer(house).keyId === keyId) throw new Error(`Key ${keyId} signs now. Replace it first: npm run keys -- rotate issuer, then start every process again.`)
  await house.db.transaction().execute(async (tx) => {
    const changed = await tx.updateTable('issuer_key').set({ stolen_since: sql`least(stolen_since, ${since}::timestamptz)`, distrusted: sql`coalesce(distrusted, ${now}::timestamptz)` })
      .where('key_id', '=', keyId).executeTakeFirst()
    if (changed.numUpdatedRows === 0n) throw new Error(`No key ${keyId} ever signed here. npm run keys lists those that did.`)
    await house.enqueue(tx, SIGN_ANEW_JOB, {}, { key: SIGN_ANEW_JOB })
  })
}
