import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { Config } from '../src/lib/config.ts'
import { ROLE } from '../src/lib/embedded-claim.ts'
import { startEmbedded } from '../src/lib/embedded.ts'

export interface OpenDatabase {
  /** Holds a password: never print it. */
  readonly url: string
  readonly close: () => Promise<void>
}

/** The installation's database for a script that reads: DATABASE_URL's, that of a server running on DATA_DIR, or started for the script. */
export async function openDatabase(config: Config): Promise<OpenDatabase> {
  if (config.databaseUrl) return { url: config.databaseUrl, close: async () => {} }
  const running = await runningOn(config.dataDir)
  if (running) return { url: running, close: async () => {} }
  if (!existsSync(join(config.dataDir, 'postgres'))) throw new Error(`There is no database on ${config.dataDir} yet: start Yachay once, or set DATA_DIR or DATABASE_URL.`)
  const embedded = await startEmbedded(config.dataDir)
  return { url: embedded.url, close: embedded.stop }
}

/** The address of the embedded database that a live server keeps, or null; its own pid file says where it listens. */
async function runningOn(dataDir: string): Promise<string | null> {
  const folder = join(dataDir, 'postgres')
  if (!existsSync(join(folder, 'postmaster.pid')) || !existsSync(join(folder, 'password'))) return null
  const [, , , port, sockets] = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')
  if (!port || !sockets) return null
  const password = readFileSync(join(folder, 'password'), 'utf8').trim()
  const url = `postgresql://${ROLE}:${password}@${encodeURIComponent(sockets)}:${port}/yachay`
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return url
  } catch {
    // Nobody listens any more: the file is what a killed server left.
    return null
  } finally {
    await client.end().catch(() => undefined)
  }
}
