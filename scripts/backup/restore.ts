import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import type { Feature } from '../../src/feature.ts'
import { buildHouse, migrationFolders, prepareDatabase } from '../../src/house.ts'
import { systemClock } from '../../src/lib/clock.ts'
import type { Config } from '../../src/lib/config.ts'
import { connect } from '../../src/lib/database.ts'
import { checkKeys } from '../../src/lib/fingerprints.ts'
import { fingerprintOf, keysFrom } from '../../src/lib/keys.ts'
import { migrate } from '../../src/lib/migrate.ts'
import { tablesToCopy } from './catalogue.ts'
import type { Manifest } from './manifest.ts'
import { linesOf, recordPath, verifyBackup, type Verified } from './verify.ts'
import { FILES, eachStatement } from './write.ts'

export interface RestoreInto {
  readonly config: Config
  /** An empty database. */
  readonly databaseUrl: string
  readonly features: readonly Feature[]
  /** Where the keys were put aside; the folder's own keys.json when absent. */
  readonly keysFile?: string
}

/** Fills an empty installation from a backup: verifies all of it first, keeps positions, ids, times and digests, rebuilds every projection. */
export async function restoreBackup(folder: string, into: RestoreInto): Promise<Manifest> {
  const { config, databaseUrl, features } = into
  const verified = await verifyBackup(folder, into.keysFile)
  refuseNewer(verified.manifest, features)
  await refuseUnlessEmpty(config.dataDir, databaseUrl)
  writeKeys(verified, config.dataDir)
  for (const name of FILES) {
    if (existsSync(join(folder, name))) cpSync(join(folder, name), join(config.dataDir, name), { recursive: true })
  }

  const { db, pool } = connect(databaseUrl, 4)
  try {
    // The database as it was when the backup was made; what is newer here comes after its rows.
    await migrate(db, migrationFolders(features), (name) => name in verified.manifest.migrations)
    await fill(folder, verified.manifest, databaseUrl)
    const house = buildHouse({ config, db, clock: systemClock, keys: keysFrom(verified.keys, verified.olderIssuers) }, features)
    await prepareDatabase(house, pool, features)
    await checkKeys(db, house.keys)
    await addJobs(pool, join(folder, 'jobs.jsonl'))
    return verified.manifest
  } finally {
    await db.destroy()
  }
}

function refuseNewer(manifest: Manifest, features: readonly Feature[]): void {
  const folders = new Map(migrationFolders(features).map((f) => [f.feature, f.folder]))
  const unknown = Object.entries(manifest.migrations).filter(([name, digest]) => {
    const [feature = '', file = ''] = name.split('/')
    const path = join(folders.get(feature) ?? '', file)
    return !folders.has(feature) || !existsSync(path) || createHash('sha256').update(readFileSync(path)).digest('hex') !== digest
  })
  if (unknown.length > 0) throw new Error(`This backup was made by another Yachay; this one does not know ${unknown.map(([name]) => name).join(', ')}`)
}

async function refuseUnlessEmpty(dataDir: string, databaseUrl: string): Promise<void> {
  for (const name of ['keys', ...FILES]) {
    const path = join(dataDir, name)
    if (existsSync(path) && readdirSync(path).length > 0) throw new Error(`${path} is not empty; restore only goes into an empty installation`)
  }
  const rows = await withClient(databaseUrl, async (client) => (await client.query<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') limit 3")).rows)
  if (rows.length > 0) throw new Error(`The database is not empty (${rows.map((row) => row.name).join(', ')} …); restore only goes into an empty installation`)
}

function writeKeys({ keys, olderIssuers, manifest }: Verified, dataDir: string): void {
  const folder = join(dataDir, 'keys')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (const [name, bytes] of Object.entries(keys)) {
    if (name in manifest.keys) writeFileSync(join(folder, name), bytes.toString('base64url') + '\n', { mode: 0o600, flag: 'wx' })
  }
  for (const bytes of olderIssuers) writeFileSync(join(folder, `issuer.${fingerprintOf(bytes)}`), bytes.toString('base64url') + '\n', { mode: 0o600, flag: 'wx' })
}

/** Everything in one transaction; at its end the record is read back and must give the same chain. */
async function fill(folder: string, manifest: Manifest, databaseUrl: string): Promise<void> {
  await withClient(databaseUrl, async (client) => {
    await client.query('begin')
    await client.query("set local timezone = 'UTC'")
    const empty = new Map((await tablesToCopy(client, [])).map((table) => [table.name, table]))
    // A migration may have put rows of its own there; the backup has them too.
    await client.query(`truncate ${[...empty.keys()].map((name) => pg.escapeIdentifier(name)).join(', ')}`)
    for (const { name, rows } of manifest.tables) {
      const table = empty.get(name)
      if (!table) throw new Error(`table ${name} of the backup is not one of this database's`)
      const written = await fillTable(client, name, table.columns, join(folder, 'tables', `${name}.jsonl`))
      if (written !== rows) throw new Error(`table ${name}: ${written} rows written, the manifest says ${rows}`)
    }
    for (const [tenant, { head, chain }] of Object.entries(manifest.record)) {
      await client.query('insert into tenant_head (tenant, pos) values ($1, $2)', [tenant, head])
      await preparePartitions(client)
      await fillRecord(client, recordPath(folder, tenant))
      await receivedUntil(client, tenant, head)
      if (await eachStatement(client, tenant, async () => {}) !== chain) throw new Error(`record of ${tenant}: the digest chain read back differs`)
    }
    await client.query('commit')
  })
}

/** Room for every position; a backup from before there were partitions is filled into a table that needs none. */
async function preparePartitions(client: pg.Client): Promise<void> {
  const { rows: [known] } = await client.query<{ known: boolean }>("select to_regproc('record_partitions') is not null as known")
  if (known?.known) await client.query('select record_partitions()')
}

/** Times of reception go on after the last one restored. */
async function receivedUntil(client: pg.Client, tenant: string, head: number): Promise<void> {
  const { rows: [known] } = await client.query<{ known: boolean }>(
    "select exists (select from pg_attribute where attrelid = 'tenant_head'::regclass and attname = 'stored') as known")
  if (known?.known) await client.query('update tenant_head set stored = (select max(stored) from statement where tenant = $1 and pos > $2 - 10000) where tenant = $1', [tenant, head])
}

async function fillTable(client: pg.Client, name: string, columns: readonly string[], path: string): Promise<number> {
  const table = pg.escapeIdentifier(name)
  const list = columns.map((column) => pg.escapeIdentifier(column)).join(', ')
  let written = 0
  for await (const lines of batches(path)) {
    const { rowCount } = await client.query(
      `insert into ${table} (${list}) overriding system value select ${list} from json_populate_recordset(null::${table}, $1::json)`, [`[${lines.join(',')}]`])
    written += rowCount ?? 0
  }
  await moveSequences(client, name, columns)
  return written
}

/** Numbers that the database draws go on after the highest one restored. */
async function moveSequences(client: pg.Client, name: string, columns: readonly string[]): Promise<void> {
  const table = pg.escapeIdentifier(name)
  const { rows } = await client.query<{ column: string; sequence: string }>(
    `select c as column, pg_get_serial_sequence($1, c) as sequence from unnest($2::text[]) c where pg_get_serial_sequence($1, c) is not null`, [table, columns])
  for (const { column, sequence } of rows) {
    await client.query(`select setval($1, max(${pg.escapeIdentifier(column)})) from ${table} having count(*) > 0`, [sequence])
  }
}

async function fillRecord(client: pg.Client, path: string): Promise<void> {
  for await (const lines of batches(path)) {
    await client.query(
      `with line as (select $1::json as all_of_them),
         key as (insert into statement_key (tenant, id, digest, pos)
           select tenant, id, decode(digest, 'hex'), pos
           from line, json_to_recordset(all_of_them) as r (tenant text, id uuid, digest text, pos bigint))
       insert into statement select r.* from line, json_populate_recordset(null::statement, all_of_them) r`, [`[${lines.join(',')}]`])
  }
}

const Batch = { rows: 1000, characters: 4_000_000 }

async function* batches(path: string): AsyncGenerator<string[]> {
  let lines: string[] = []
  let size = 0
  for await (const line of linesOf(path)) {
    lines.push(line)
    size += line.length
    if (lines.length < Batch.rows && size < Batch.characters) continue
    yield lines
    lines = []
    size = 0
  }
  if (lines.length > 0) yield lines
}

async function addJobs(pool: pg.Pool, path: string): Promise<void> {
  for await (const line of linesOf(path)) {
    await pool.query(
      `select graphile_worker.add_job(j.identifier, j.payload, run_at => j.run_at, max_attempts => j.max_attempts::int, job_key => j.key, priority => j.priority::int)
       from json_to_record($1::json) as j (identifier text, payload json, run_at timestamptz, max_attempts int, key text, priority int)`, [line])
  }
}

async function withClient<T>(databaseUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'yachay restore' })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
