import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { createApp, features } from '../src/app.ts'
import { readAccounts } from '../src/demo/accounts.ts'
import { demoOf, type DemoWish } from '../src/demo/index.ts'
import { browserOf } from '../src/demo/site.ts'
import { codeAt } from '../src/demo/staff.ts'
import type { House } from '../src/feature.ts'
import { labOf } from '../src/features/labs/index.ts'
import { buildHouse, loadContent, prepareDatabase } from '../src/house.ts'
import { connect, type Database } from '../src/lib/database.ts'
import { ROOT } from '../src/lib/root.ts'
import { builtAssets, testKeys } from './house.ts'
import { emptyDatabase } from './database.ts'

export interface DemoHouse {
  readonly house: House
  readonly pool: pg.Pool
  readonly until: Date
  readonly site: { readonly request: (path: string) => Promise<Response> }
  /** One of each role, signed in as the printed accounts say. */
  readonly everybody: () => Promise<Readonly<Record<string, (path: string) => Promise<Response>>>>
  /** An address of a route with values that exist. */
  readonly addressOf: (path: string) => string
  readonly close: () => Promise<void>
}

export interface Connected { readonly url: string; readonly db: Database; readonly pool: pg.Pool; readonly close: () => Promise<void> }

export async function connected(): Promise<Connected> {
  const url = await emptyDatabase()
  const { db, pool } = connect(url, 10)
  return { url, db, pool, close: () => db.destroy() }
}

export interface DemoOptions extends Partial<Pick<DemoWish, 'signal' | 'out'>> { readonly database?: Connected }

/** What `npm start -- --demo` makes, without its server. */
export async function demoHouse(people: number, seed: number, options: DemoOptions = {}): Promise<DemoHouse> {
  await builtAssets()
  const dataDir = mkdtempSync(join(tmpdir(), 'yachay-demo-'))
  const { url, db, pool, close } = options.database ?? await connected()
  const asked = { port: 0, dataDir, databaseUrl: url, publicUrl: 'http://localhost', contentDir: ROOT, trustedProxies: 0, tls: null, httpPort: null }
  const demo = await demoOf(asked, db, { people, seed, signal: options.signal ?? new AbortController().signal, out: options.out ?? { write: () => true } })
  if (!demo) throw new Error('no demo')
  const house = buildHouse({ config: demo.config, db, clock: demo.clock, keys: testKeys() }, features)
  await prepareDatabase(house, pool, features)
  await loadContent(house, features)
  await demo.fill(house, pool)
  const site = { house, app: createApp(house) }
  const { until } = await db.selectFrom('demo_installation').select('until').executeTakeFirstOrThrow()
  const ids = await idsOf(house)
  let people_: Promise<Record<string, (path: string) => Promise<Response>>> | null = null
  return {
    house, pool, until, site: { request: browserOf(site, '127.0.0.1').get },
    everybody: () => (people_ ??= signedIn(site)),
    addressOf: (path) => path.replace(/:([A-Za-z]+)/g, (_, name: string) => ids[name] ?? crypto.randomUUID()),
    close: async () => {
      await close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function signedIn(site: Parameters<typeof browserOf>[0]): Promise<Record<string, (path: string) => Promise<Response>>> {
  const accounts = readAccounts(site.house.config.dataDir)
  const roles = [...new Map(accounts?.staff.map((s) => [s.role, s])).values()]
  const found: Record<string, (path: string) => Promise<Response>> = { visitor: browserOf(site, '127.0.0.1').get }
  for (const { role, handle, password, secret } of roles) {
    const browser = browserOf(site, '127.0.0.1')
    await browser.post('/staff/sign-in', { handle, password, code: codeAt(secret, site.house.clock().getTime()) })
    found[role] = browser.get
  }
  for (const { type, number, pin } of accounts?.learners.slice(1, 2) ?? []) {
    const browser = browserOf(site, '127.0.0.1')
    await browser.post('/sign-in', { document_type: type, document_number: number, document_country: '', pin })
    found.learner = browser.get
  }
  return found
}

async function idsOf(house: House): Promise<Record<string, string>> {
  const { db } = house
  const row = await db.selectFrom('enrolment').select(['enrolment', 'agent', 'section']).limit(1).executeTakeFirstOrThrow()
  const credential = await db.selectFrom('credential').select(['credential', 'serial']).limit(1).executeTakeFirstOrThrow()
  const { submission } = await db.selectFrom('product_submission').select('id as submission').limit(1).executeTakeFirstOrThrow()
  const { expediente, call } = await db.selectFrom('application').select(['expediente', 'call']).limit(1).executeTakeFirstOrThrow()
  const { version } = await db.selectFrom('product_submission').select('course_version as version').limit(1).executeTakeFirstOrThrow()
  const lab = labOf(house, 'uva-vino')
  return {
    programme: 'demo', call, section: row.section, lab: 'uva-vino', unit: 'que-es-la-ia', attempt: '1', number: '1', purpose: 'revocation', list: '1', lang: 'es', version,
    enrolment: row.enrolment, expediente, agent: row.agent, credential: credential.credential, serial: credential.serial, submission, hash: lab?.data.public.sha256.slice(0, 16) ?? '',
  }
}
