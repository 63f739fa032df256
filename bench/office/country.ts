import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { features } from '../../src/app.ts'
import { buildHouse, loadContent, prepareDatabase } from '../../src/house.ts'
import { connect } from '../../src/lib/database.ts'
import { startEmbedded } from '../../src/lib/embedded.ts'
import { openKeys } from '../../src/lib/keys.ts'
import { ROOT } from '../../src/lib/root.ts'
import { populate, TENANT, type Known } from './base.ts'
import { multiply } from './multiply.ts'

/** The base is of this many, its history this long ago. */
const BASE = Number(process.env.OFFICE_BASE ?? 1_000)
const AGO_MS = 45 * 86_400_000
/** For filling only; pages are asked of the database as an installation has it. */
const FILLING = {
  fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', wal_level: 'minimal', max_wal_senders: '0', max_wal_size: '16GB', checkpoint_timeout: '1h', autovacuum: 'off',
  shared_buffers: '1GB', maintenance_work_mem: '1GB', work_mem: '64MB', jit: 'off',
}

/** Fills `folder` with an installation of so many persons, unless it holds one already, and says whose pages may be opened. */
export async function country(folder: string, persons: number): Promise<Known> {
  const done = join(folder, 'country.json')
  if (existsSync(done)) return (JSON.parse(readFileSync(done, 'utf8')) as { known: Known }).known
  rmSync(folder, { recursive: true, force: true })
  const dataDir = join(folder, 'data')
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const began = performance.now()
  const said = (what: string): void => console.error(`${persons} persons, ${((performance.now() - began) / 1000).toFixed(0)} s: ${what}`)
  const postgres = await startEmbedded(join(folder, 'pg'), { settings: FILLING })
  try {
    const known = await based(postgres.url, dataDir)
    said(`a base of ${BASE}`)
    await multiply(postgres.url, TENANT, openKeys(dataDir), Math.round(persons / BASE) - 1, said)
    said('vacuumed and analysed')
    writeFileSync(done, JSON.stringify({ persons, known }))
    return known
  } finally {
    await postgres.stop()
  }
}

async function based(databaseUrl: string, dataDir: string): Promise<Known> {
  const { db, pool } = connect(databaseUrl, 4)
  try {
    const config = { port: 0, dataDir, databaseUrl, publicUrl: 'http://localhost', contentDir: ROOT, trustedProxies: 0, tls: null, httpPort: null }
    const parts = { config, db, clock: () => new Date(Date.now() - AGO_MS), keys: openKeys(dataDir) }
    const house = buildHouse(parts, features)
    await prepareDatabase(house, pool, features)
    await loadContent(house, features)
    const request = (): Promise<Response> => Promise.reject(new Error('there is no server yet'))
    return await populate({ ...house, request }, BASE)
  } finally {
    await db.destroy()
  }
}
