import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { createApp, features } from '../src/app.ts'
import type { House } from '../src/feature.ts'
import { buildHouse, loadContent, prepareDatabase, runJobs } from '../src/house.ts'
import type { Config } from '../src/lib/config.ts'
import { connect } from '../src/lib/database.ts'
import { checkKeys } from '../src/lib/fingerprints.ts'
import type { IssuerSettings } from '../src/lib/issuer-settings.ts'
import { keysFrom, type KeyName, type Keys } from '../src/lib/keys.ts'
import { NO_REGISTRIES, type RegistrySettings } from '../src/lib/registry-settings.ts'
import { ROOT } from '../src/lib/root.ts'
import type { WitnessSettings } from '../src/lib/witness-settings.ts'
import { makeDatabase } from './database.ts'

export interface TestHouse extends House {
  /** The clock that the house reads; it stands still until moved. */
  readonly time: { readonly set: (iso: string) => void; readonly add: (ms: number) => void }
  readonly pool: pg.Pool
  /** Calls the web application in process. `address` is the caller's IP address. */
  readonly request: (path: string, init?: RequestInit & { address?: string }) => Promise<Response>
  /** Runs every job that is due, as the worker of the server would. */
  readonly runJobs: () => Promise<void>
  readonly close: () => Promise<void>
}

export interface HouseOptions {
  readonly now?: string
  /** Where programmes/, courses/ and labs/ are read from; the repository's own when absent. */
  readonly contentDir?: string
  readonly publicUrl?: string
  /** Which registries may be asked; none when absent. */
  readonly registries?: RegistrySettings
  /** Who cosigns the heads of its logs; nobody when absent. */
  readonly witnesses?: readonly WitnessSettings[]
  /** Keys of its own; those of every test house when absent. */
  readonly keys?: Keys
  /** How its credentials are signed; as usual when absent. */
  readonly issuer?: IssuerSettings
  /** Another process on the same installation: the database and files of a house that is open. */
  readonly sameAs?: TestHouse
}

/** A house with a fresh database on real PostgreSQL: every feature migrated and its content loaded. Close it. */
export async function openHouse(options: HouseOptions = {}): Promise<TestHouse> {
  await builtAssets()
  const databaseUrl = options.sameAs?.config.databaseUrl ?? await makeDatabase('house', prepare)
  const dataDir = options.sameAs?.config.dataDir ?? mkdtempSync(join(tmpdir(), 'yachay-house-'))
  const { db, pool } = connect(databaseUrl, 10)
  let now = new Date(options.now ?? '2026-03-02T15:00:00Z')
  const config = configFor(databaseUrl, dataDir, options)
  const house = buildHouse({ config, db, clock: () => now, keys: options.keys ?? testKeys() }, features)
  await checkKeys(db, house.keys)
  await loadContent(house, features)
  const app = createApp(house)
  return {
    ...house,
    pool,
    time: { set: (iso) => { now = new Date(iso) }, add: (ms) => { now = new Date(now.getTime() + ms) } },
    request: async (path, { address = '127.0.0.1', ...init } = {}) => app.request(path, init, { incoming: { socket: { remoteAddress: address } } }),
    runJobs: () => runJobs(house, pool, features),
    close: async () => {
      await db.destroy()
      if (!options.sameAs) rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

function configFor(databaseUrl: string, dataDir: string, options: HouseOptions): Config {
  return {
    port: 0, dataDir, databaseUrl, publicUrl: options.publicUrl ?? 'http://localhost', contentDir: options.contentDir ?? ROOT, trustedProxies: 0,
    tls: null, httpPort: null, registries: options.registries ?? options.sameAs?.config.registries ?? NO_REGISTRIES,
    witnesses: options.witnesses ?? [], ...(options.issuer ? { issuer: options.issuer } : {}),
  }
}

/** The same keys in every house: what a test shows is the same on every run. */
export function testKeys(): Keys {
  const key = (name: KeyName) => createHash('sha256').update(`yachay test key ${name}`).digest()
  return keysFrom({ hmac: key('hmac'), field: key('field'), pin: key('pin'), issuer: key('issuer'), lab: key('lab'), totp: key('totp'), log: key('log') })
}

/** Migrates the database that the houses of this run are copies of. */
async function prepare(url: string): Promise<void> {
  const { db, pool } = connect(url, 4)
  const house = buildHouse({ config: configFor(url, tmpdir(), {}), db, clock: () => new Date(0), keys: testKeys() }, features)
  await prepareDatabase(house, pool, features)
  await db.destroy()
}

export async function builtAssets(): Promise<void> {
  if (existsSync(join(ROOT, 'dist/assets.json'))) return
  const { build } = await import('../scripts/build.mjs')
  await build()
}
