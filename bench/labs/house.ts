import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp, features } from '../../src/app.ts'
import { buildHouse, loadContent, prepareDatabase, runJobs } from '../../src/house.ts'
import { systemClock } from '../../src/lib/clock.ts'
import { connect } from '../../src/lib/database.ts'
import { startEmbedded } from '../../src/lib/embedded.ts'
import { openKeys } from '../../src/lib/keys.ts'
import type { Asked } from '../../test/acting.ts'

export interface BenchHouse extends Asked {
  /** Every job that is due, one after the other, as the worker of the server runs them. */
  readonly runJobs: () => Promise<void>
  readonly close: () => Promise<void>
}

/** A house of our own on a durable PostgreSQL: no server beside it that would grade what waits. */
export async function benchHouse(contentDir: string): Promise<BenchHouse> {
  const folder = mkdtempSync(join(tmpdir(), 'yachay-bench-'))
  const dataDir = join(folder, 'data')
  const postgres = await startEmbedded(join(folder, 'pg'))
  const { db, pool } = connect(postgres.url, 10)
  const config = { port: 0, dataDir, databaseUrl: postgres.url, publicUrl: 'http://localhost', contentDir, trustedProxies: 0, tls: null, httpPort: null }
  const house = buildHouse({ config, db, clock: systemClock, keys: openKeys(dataDir) }, features)
  await prepareDatabase(house, pool, features)
  await loadContent(house, features)
  const app = createApp(house)
  return {
    ...house,
    request: async (path, { address = '127.0.0.1', ...init } = {}) => app.request(path, init, { incoming: { socket: { remoteAddress: address } } }),
    runJobs: () => runJobs(house, pool, features),
    close: async () => {
      await db.destroy()
      await postgres.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
