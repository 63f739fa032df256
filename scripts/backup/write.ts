import { once } from 'node:events'
import { createWriteStream, existsSync, readdirSync } from 'node:fs'
import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import pg from 'pg'
import type { KeyName, Keys } from '../../src/lib/keys.ts'
import { tablesToCopy } from './catalogue.ts'
import { CHAIN_START, FORMAT, chain, sha256Of, type Manifest } from './manifest.ts'

export interface BackupOf {
  readonly databaseUrl: string
  readonly dataDir: string
  readonly keys: Keys
  /** Tables that are made anew from the record. */
  readonly projections: readonly string[]
  readonly now: Date
}

/** Folders of DATA_DIR whose files are sealed: what people handed in, and what came with statements. */
export const FILES = ['files', 'attachments']

/** Statements in order of position, as one line of JSON each. `$1` tenant, `$2` the position after which. */
export const RECORD_LINES = `select r.pos, row_to_json(r)::text as line from (
  select s.*, encode(k.digest, 'hex') as digest from statement s join statement_key k on k.tenant = s.tenant and k.id = s.id
  where s.tenant = $1 and s.pos > $2 order by s.pos limit 2000) r order by r.pos`

/** Writes a backup into a new or empty folder while the server goes on: one snapshot of the database, then the files. */
export async function writeBackup(of: BackupOf, folder: string): Promise<Manifest> {
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new Error(`${folder} is not empty; a backup goes into a folder of its own`)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const client = new pg.Client({ connectionString: of.databaseUrl, application_name: 'yachay backup' })
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    await client.query("set local timezone = 'UTC'")
    const migrations = await migrationsOf(client)
    const record = await writeRecord(client, folder)
    const tables = await writeTables(client, of.projections, folder)
    await writeLines(client, JOBS, join(folder, 'jobs.jsonl'))
    // After the snapshot: a file is there before the row that names it, and is never taken away.
    for (const name of FILES) await copyFiles(join(of.dataDir, name), join(folder, name))
    await writeKeys(of.keys, join(folder, 'keys.json'))
    const manifest: Manifest = {
      format: FORMAT, made: of.now.toISOString(), migrations, keys: { ...of.keys.fingerprints }, record, tables, files: await hashes(folder),
    }
    await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest, null, 1) + '\n', { mode: 0o600 })
    return manifest
  } finally {
    await client.end()
  }
}

async function migrationsOf(client: pg.Client): Promise<Record<string, string>> {
  const { rows } = await client.query<{ name: string; digest: string }>("select feature || '/' || name as name, digest from migration order by 1")
  return Object.fromEntries(rows.map((row) => [row.name, row.digest]))
}

async function writeRecord(client: pg.Client, folder: string): Promise<Manifest['record']> {
  await mkdir(join(folder, 'record'), { mode: 0o700 })
  const { rows } = await client.query<{ tenant: string; pos: number }>('select tenant, pos::int from tenant_head order by tenant')
  const record: Manifest['record'] = {}
  for (const { tenant, pos } of rows) {
    const out = lineWriter(join(folder, 'record', `${encodeURIComponent(tenant)}.jsonl`))
    const digest = await eachStatement(client, tenant, out.write)
    await out.end()
    record[tenant] = { head: pos, chain: digest }
  }
  return record
}

/** Calls `take` with each line of a tenant's record; returns the chain over them. */
export async function eachStatement(client: pg.Client, tenant: string, take: (line: string) => Promise<void>): Promise<string> {
  let digest: Buffer = CHAIN_START
  for (let after = 0; ;) {
    const { rows } = await client.query<{ pos: number; line: string }>(RECORD_LINES, [tenant, after])
    for (const { line } of rows) {
      digest = chain(digest, line)
      await take(line)
    }
    const last = rows.at(-1)
    if (!last) return digest.toString('hex')
    after = Number(last.pos)
  }
}

async function writeTables(client: pg.Client, projections: readonly string[], folder: string): Promise<Manifest['tables']> {
  await mkdir(join(folder, 'tables'), { mode: 0o700 })
  const written: Manifest['tables'] = []
  for (const { name, order } of await tablesToCopy(client, projections)) {
    const columns = order.map((column) => `t.${pg.escapeIdentifier(column)}`).join(', ')
    const query = `select row_to_json(t)::text as line from ${pg.escapeIdentifier(name)} t order by ${columns}`
    written.push({ name, rows: await writeLines(client, query, join(folder, 'tables', `${name}.jsonl`)) })
  }
  return written
}

/** Jobs that have not run yet; graphile-worker's own tables. */
const JOBS = `select row_to_json(j)::text as line from (
  select t.identifier, j.payload, j.run_at, j.key, j.priority, j.max_attempts
  from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id order by j.id) j`

async function writeLines(client: pg.Client, query: string, path: string): Promise<number> {
  const out = lineWriter(path)
  let count = 0
  await client.query(`declare lines no scroll cursor for ${query}`)
  for (;;) {
    const { rows } = await client.query<{ line: string }>('fetch 500 from lines')
    if (rows.length === 0) break
    for (const { line } of rows) await out.write(line)
    count += rows.length
  }
  await client.query('close lines')
  await out.end()
  return count
}

function lineWriter(path: string): { write: (line: string) => Promise<void>; end: () => Promise<void> } {
  const stream = createWriteStream(path, { mode: 0o600, flags: 'wx' })
  // A full disk shows here: whoever waits for drain or finish gets the error.
  return {
    write: async (line) => { if (!stream.write(line + '\n')) await once(stream, 'drain') },
    end: async () => { stream.end(); await once(stream, 'finish') },
  }
}

/** What is still being written begins with a dot. */
async function copyFiles(from: string, to: string): Promise<void> {
  if (!existsSync(from)) return
  for (const entry of await readdir(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name.startsWith('.')) continue
    const path = join(entry.parentPath, entry.name)
    const target = join(to, path.slice(from.length))
    await mkdir(dirname(target), { recursive: true, mode: 0o700 })
    await copyFile(path, target)
  }
}

async function writeKeys(keys: Keys, path: string): Promise<void> {
  // The names of the fingerprints are the names of the keys.
  const names = Object.keys(keys.fingerprints) as KeyName[]
  await writeFile(path, JSON.stringify({
    warning: 'Whoever has this file and the rest of the backup reads everything and can sign certificates. Keep it apart.',
    keys: Object.fromEntries(names.map((name) => [name, keys.bytes(name).toString('base64url')])),
    olderIssuers: keys.olderIssuers.map((key) => key.toString('base64url')),
  }, null, 1) + '\n', { mode: 0o600 })
}

/** Everything but the manifest itself and the keys, which are kept apart and known by their fingerprints. */
async function hashes(folder: string): Promise<Manifest['files']> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)).sort()
  const found: Manifest['files'] = {}
  for (const path of paths) if (path !== 'keys.json') found[path] = await sha256Of(join(folder, path))
  return found
}
