import { features } from '../src/app.ts'
import { distrustKey, keysNow, leftToSign, rotateIssuer } from '../src/features/credentials/index.ts'
import { buildHouse } from '../src/house.ts'
import { systemClock } from '../src/lib/clock.ts'
import { readConfig } from '../src/lib/config.ts'
import { connect } from '../src/lib/database.ts'
import { visitEmbedded } from '../src/lib/embedded.ts'
import { checkKeys, keysUsed, knowsRetired } from '../src/lib/fingerprints.ts'
import { openKeys, type Keys } from '../src/lib/keys.ts'
import { readKeysWish, type Wish } from './keys/wish.ts'
import { keysWithoutIssuer } from './keys/without-issuer.ts'

// npm run keys                                                what keys there are, and how far signing anew has come
// npm run keys -- rotate issuer [--lost]                      a new issuer key; --lost when the file of the present one is gone
// npm run keys -- distrust <key id> --since <moment, ISO>     somebody else has had that key since then
// On the machine, as the server: DATA_DIR, DATABASE_URL, PUBLIC_URL, ISSUER_SUITE and ISSUER_DID as for npm start. docs/keys.md has the drills.

const RESTART = 'Now start every process of this installation again, one after the other: until then a process signs with the key it was started with.'

try {
  const wish = readKeysWish(process.argv.slice(2))
  const config = readConfig(process.env)
  const database = config.databaseUrl ? { url: config.databaseUrl, stop: async () => {} } : await visitEmbedded(config.dataDir)
  const { db, pool } = connect(database.url, 2)
  try {
    const used = await keysUsed(db)
    if (used.size === 0 || !await knowsRetired(db)) throw new Error('This database was never used by this version of Yachay: start it once before.')
    const keys = wish.kind === 'rotate' ? keysWithoutIssuer(config.dataDir, used) : openKeys(config.dataDir, used)
    const house = buildHouse({ config, db, clock: systemClock, keys }, features)
    await act(wish, house, keys)
  } finally {
    await db.destroy()
    if (!pool.ended) await pool.end()
    await database.stop()
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

async function act(wish: Wish, house: ReturnType<typeof buildHouse>, keys: Keys): Promise<void> {
  if (wish.kind === 'rotate') {
    const { keyId, did, resumed, before } = await rotateIssuer(house, wish.lost)
    console.log(`${resumed ? 'The replacement that was begun is finished. ' : ''}New issuer key ${keyId}, ${did}. ${before ? `The key before stays in keys/${before}: what it signed stays valid.` : 'The key before was lost: what it signed stays valid.'}`)
    console.log(`${RESTART}\nMake a backup today: the new key is in none yet.`)
    return
  }
  await checkKeys(house.db, keys)
  if (wish.kind === 'distrust') {
    await distrustKey(house, wish.keyId, wish.since)
    console.log(`Key ${wish.keyId} is not trusted any more, since ${wish.since.toISOString()}. ${await leftToSign(house.db)} certificates are being signed anew by the server; npm run keys says how far it has come.`)
    return
  }
  console.log('key | signs as | since | certificates | state')
  for (const key of await keysNow(house.db)) {
    console.log(`${key.keyId} | ${key.dids.join(' ')} | ${key.since.toISOString()} | ${key.certificates} | ${key.stolenSince ? `not trusted, since ${key.stolenSince.toISOString()}` : 'good'}`)
  }
  const left = await leftToSign(house.db)
  if (left > 0) console.log(`${left} certificates wait to be signed anew.`)
}
