import { serve } from '@hono/node-server'
import { createApp, features } from './app.ts'
import { buildHouse, cronOf, loadContent, prepareDatabase, tasksOf } from './house.ts'
import { systemClock } from './lib/clock.ts'
import { readConfig } from './lib/config.ts'
import { connect } from './lib/database.ts'
import { startEmbedded } from './lib/embedded.ts'
import { startWorker } from './lib/jobs.ts'
import { openKeys } from './lib/keys.ts'
import { keepFollowing } from './record/follow.ts'

/** Starts everything in order and answers how to stop it; every failure before listening is an Error with a sentence. */
export async function main(env: NodeJS.ProcessEnv): Promise<{ stop: () => Promise<void>; url: string }> {
  const config = readConfig(env)
  const embedded = config.databaseUrl ? null : await startEmbedded(config.dataDir)
  const { db, pool } = connect(config.databaseUrl ?? embedded!.url)
  const keys = openKeys(config.dataDir)
  const house = buildHouse({ config, db, clock: systemClock, keys }, features)
  await prepareDatabase(house, pool, features)
  await loadContent(house, features)
  const worker = await startWorker(pool, tasksOf(house, features), cronOf(features))
  const following = keepFollowing(house)
  const server = serve({ fetch: createApp(house).fetch, port: config.port })
  return {
    url: config.publicUrl,
    stop: async () => {
      await new Promise((done) => server.close(done))
      await following.stop()
      await worker.stop()
      await db.destroy()
      await embedded?.stop()
    },
  }
}
