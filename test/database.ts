import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import pg from 'pg'
import { startEmbedded, type Embedded } from '../src/lib/embedded.ts'
import { TEST_SETTINGS } from './settings.ts'

let server: Promise<{ url: string; stop: () => Promise<void> }> | null = null

/** The run's one PostgreSQL server (scripts/test.mjs passes TEST_DATABASE_URL), or one for this file when it is run alone. */
export async function testServer(): Promise<string> {
  server ??= process.env.TEST_DATABASE_URL ? Promise.resolve({ url: process.env.TEST_DATABASE_URL, stop: async () => {} }) : startOwn()
  return (await server).url
}

async function startOwn(): Promise<Embedded> {
  const folder = mkdtempSync(join(tmpdir(), 'yachay-pg-'))
  const embedded = await startEmbedded(folder, { settings: TEST_SETTINGS })
  return {
    url: embedded.url,
    stop: async () => {
      await embedded.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const made: string[] = []

// At the end of the test file, whatever happened in it.
after(async () => {
  if (!server) return
  const { url, stop } = await server
  if (process.env.TEST_DATABASE_URL) await asAdmin(url, async (client) => {
    // PostgreSQL's own cleaner may be in it for a moment; what stays goes with the run's server.
    for (const name of made) await client.query(`drop database if exists ${name} with (force)`).catch(() => undefined)
  })
  await stop()
})

/** A new empty database; without a template it has no tables. Returns its address. */
export async function emptyDatabase(template = 'template0'): Promise<string> {
  const url = await testServer()
  const name = `test_${randomBytes(6).toString('hex')}`
  await asAdmin(url, (client) => client.query(`create database ${name} template ${template}`))
  made.push(name)
  return withDatabase(url, name)
}

/** A copy of the run's template `name`, which `prepare` fills once for all files of the run. */
export async function makeDatabase(name: string, prepare: (url: string) => Promise<void>): Promise<string> {
  const template = `template_${name}`
  const url = await testServer()
  await asAdmin(url, async (client) => {
    // Files run at the same time: the first one makes it, the others wait.
    await client.query('select pg_advisory_lock(hashtext($1))', [template])
    const { rows } = await client.query('select 1 from pg_database where datname = $1', [template])
    if (rows.length > 0) return
    await client.query(`drop database if exists ${template}_draft with (force)`)
    await client.query(`create database ${template}_draft template template0`)
    await prepare(withDatabase(url, `${template}_draft`))
    await client.query(`alter database ${template}_draft rename to ${template}`)
  })
  return emptyDatabase(template)
}

async function asAdmin<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(withDatabase(url, 'postgres'))
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

export function withDatabase(url: string, name: string): string {
  return url.replace(/\/[^/]*$/, `/${name}`)
}
