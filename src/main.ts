import { once } from 'node:events'
import type { Server } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { serve } from '@hono/node-server'
import { createApp, features } from './app.ts'
import { firstStaffLink } from './features/people/index.ts'
import { buildHouse, cronOf, loadContent, prepareDatabase, tasksOf } from './house.ts'
import { systemClock } from './lib/clock.ts'
import { readConfig, type Config } from './lib/config.ts'
import { connect } from './lib/database.ts'
import { startEmbedded } from './lib/embedded.ts'
import { checkKeys } from './lib/fingerprints.ts'
import { startWorker } from './lib/jobs.ts'
import { openKeys } from './lib/keys.ts'
import { prepareDataDir, reachDatabase } from './lib/reach.ts'
import { keepFollowing } from './record/follow.ts'

export interface Started {
  readonly config: Config
  /** A one-time link for the first member of staff, valid an hour; null when there is staff. */
  readonly firstStaff: string | null
  /** Lets requests under way end, then stops everything, the embedded database last. */
  readonly stop: () => Promise<void>
}

/** How long requests under way may take when we stop, in ms. */
const LAST_REQUESTS = 3000

/** Starts everything in order; every failure is an Error with a sentence, and leaves nothing running. */
export async function main(env: NodeJS.ProcessEnv): Promise<Started> {
  const config = readConfig(env)
  const started: (() => Promise<void>)[] = []
  const stop = async (): Promise<void> => {
    for (const end of started.splice(0).reverse()) await end()
  }
  try {
    prepareDataDir(config.dataDir)
    const { db, pool } = connect(await databaseFor(config, started))
    started.push(() => db.destroy())
    const keys = openKeys(config.dataDir)
    const house = buildHouse({ config, db, clock: systemClock, keys }, features)
    await prepareDatabase(house, pool, features)
    await checkKeys(db, keys)
    await loadContent(house, features)
    const worker = await startWorker(pool, tasksOf(house, features), cronOf(features))
    started.push(() => worker.stop())
    const following = keepFollowing(house)
    started.push(() => following.stop())
    started.push(await listen(createApp(house).fetch, config.port))
    return { config, firstStaff: await firstStaffLink(house), stop }
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

/** Serves on a port; answers how to stop. An Error for people when the port cannot be had. */
export async function listen(fetch: (request: Request) => Response | Promise<Response>, port: number): Promise<() => Promise<void>> {
  // http.Server, since no other createServer is given. A refused body is left to Node, which reads it to its end and forgets it:
  // the adapter's own clean-up would cut a slow phone off after half a second, before it has read why.
  const server = serve({ fetch, port, autoCleanupIncoming: false }) as Server
  await once(server, 'listening').catch((error: unknown) => { throw portProblem(error, port) })
  return async () => {
    const closed = once(server, 'close')
    server.close()
    server.closeIdleConnections()
    await Promise.race([closed, wait(LAST_REQUESTS, undefined, { ref: false })])
    server.closeAllConnections()
    await closed
  }
}

function portProblem(error: unknown, port: number): Error {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'EADDRINUSE') return new Error(`Port ${port} is in use by another program. Stop it, or choose another one: PORT=${port + 1} npm start`, { cause: error })
  if (code === 'EACCES') return new Error(`This user may not listen on port ${port}. Choose one above 1023: PORT=3000 npm start`, { cause: error })
  return error instanceof Error ? error : new Error(String(error))
}
