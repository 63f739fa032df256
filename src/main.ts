import { createApp, createProgramDoor, features } from './app.ts'
import { claimFolder, codeLines, demoOf, readAccounts, type DemoWish } from './demo/index.ts'
import { firstStaffLink } from './features/people/index.ts'
import { buildHouse, cronOf, loadContent, prepareDatabase, tasksOf } from './house.ts'
import { systemClock } from './lib/clock.ts'
import { readConfig, type Config } from './lib/config.ts'
import { connect } from './lib/database.ts'
import { startEmbedded } from './lib/embedded.ts'
import { checkKeys, keysUsed } from './lib/fingerprints.ts'
import { startWorker } from './lib/jobs.ts'
import { openKeys } from './lib/keys.ts'
import { listen, listenTls, listenToRedirect } from './lib/listen.ts'
import { prepareDataDir, reachDatabase } from './lib/reach.ts'
import { coversHost, readTls, type TlsFiles } from './lib/tls.ts'
import { endWaiting } from './record/feed-waiting.ts'
import { keepFollowing } from './record/follow.ts'
import { keepPartitions } from './record/partitions.ts'

/** The codes of a demo's staff at this moment, as lines; null where DATA_DIR has none. */
export function demoCodes(env: NodeJS.ProcessEnv): string[] | null {
  const accounts = readAccounts(readConfig(env).dataDir)
  return accounts && codeLines(accounts, systemClock())
}

export interface Started {
  readonly config: Config
  /** A one-time link for the first member of staff, valid an hour; null when there is staff. */
  readonly firstStaff: string | null
  /** What to say about a demo; empty on a real installation. */
  readonly demo: readonly string[]
  /** Lets requests under way end, then stops everything, the embedded database last. */
  readonly stop: () => Promise<void>
}

/** Starts everything in order; every failure is an Error with a sentence, and leaves nothing running. */
export async function main(env: NodeJS.ProcessEnv, wish: DemoWish | null = null): Promise<Started> {
  const asked = readConfig(env)
  if (asked.tls) checkCertificate(asked.tls, asked.publicUrl)
  const started: (() => Promise<void>)[] = []
  const stop = async (): Promise<void> => {
    for (const end of started.splice(0).reverse()) await end()
  }
  try {
    prepareDataDir(asked.dataDir)
    if (wish) claimFolder(asked.dataDir)
    const { db, pool } = connect(await databaseFor(asked, started))
    started.push(() => db.destroy())
    const demo = await demoOf(asked, db, wish)
    const config = demo?.config ?? asked
    const keys = openKeys(config.dataDir, await keysUsed(db))
    const house = buildHouse({ config, db, clock: demo?.clock ?? systemClock, keys }, features)
    await prepareDatabase(house, pool, features)
    await checkKeys(db, keys)
    await loadContent(house, features)
    await demo?.fill(house, pool)
    const worker = await startWorker(pool, tasksOf(house, features), cronOf(features))
    started.push(() => worker.stop())
    const following = keepFollowing(house)
    started.push(() => following.stop())
    const partitions = keepPartitions(db)
    started.push(async () => partitions())
    const { fetch } = createApp(house)
    const programs = createProgramDoor(house)
    started.push(await (config.tls ? listenTls(fetch, config.port, config.tls, undefined, programs) : listen(fetch, config.port, programs)))
    // Before the last requests are waited for: readers of the feed may be waiting for news.
    started.push(async () => endWaiting(db))
    if (config.httpPort !== null) started.push(await listenToRedirect(config.httpPort, config.publicUrl))
    return { config, firstStaff: await firstStaffLink(house), demo: demo?.lines() ?? [], stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function databaseFor(config: Config, started: (() => Promise<void>)[]): Promise<string> {
  if (config.databaseUrl) {
    await reachDatabase(config.databaseUrl)
    return config.databaseUrl
  }
  const embedded = await startEmbedded(config.dataDir)
  started.push(embedded.stop)
  return embedded.url
}

/** Before anything is started: what cannot serve is refused, and a certificate for another name is said. */
function checkCertificate(tls: TlsFiles, publicUrl: string): void {
  const { leaf } = readTls(tls)
  const { hostname } = new URL(publicUrl)
  if (!coversHost(leaf, hostname)) console.error(`TLS_CERT ${tls.cert} is not for ${hostname}, the host of PUBLIC_URL: browsers will refuse it (it is for ${leaf.subjectAltName ?? leaf.subject}).`)
}
