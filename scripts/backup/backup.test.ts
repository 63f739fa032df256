import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { appendFileSync, chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { features } from '../../src/app.ts'
import { liveNumber, numberAt } from '../../src/features/programmes/index.ts'
import { connect } from '../../src/lib/database.ts'
import { openKeys } from '../../src/lib/keys.ts'
import { append } from '../../src/record/append.ts'
import { catchUp } from '../../src/record/follow.ts'
import { keepAttachments, readAttachment } from '../../src/record/xapi/attachment-files.ts'
import { learn } from '../../src/record/xapi/canonical.ts'
import { RESOURCES } from '../../src/record/xapi/documents.ts'
import { dataKeyOf, personKey } from '../../src/record/xapi/sealing.ts'
import type { About } from '../../src/record/xapi/terms.ts'
import { actingLearner, personValues, ruleInForceFor } from '../../test/acting.ts'
import { mail, xapiRequest } from '../../test/asking-xapi.ts'
import { emptyDatabase } from '../../test/database.ts'
import { openHouse, type TestHouse } from '../../test/house.ts'
import { workedHistories } from '../../test/histories/worked.ts'
import { restoreBackup } from './restore.ts'
import { verifyBackup } from './verify.ts'
import { writeBackup } from './write.ts'

const T = 'piloto'
/** What came with somebody's statement. */
const ESSAY = { agent: 'xSomebody', sha2: createHash('sha256').update('an essay').digest('hex'), bytes: Buffer.from('an essay') }
const PROJECTIONS = features.flatMap((feature) => feature.projections ?? []).map((projection) => projection.table)

let house: TestHouse
let place: string
let folder: string

before(async () => {
  place = mkdtempSync(join(tmpdir(), 'yachay-backup-'))
  folder = join(place, 'backup')
  house = await openHouse({ now: '2026-06-01T12:00:00Z' })
  await ruleInForceFor(house)
  // U+2028 is a line's end for some readers and must not be one for ours.
  await actingLearner(house, personValues({ name: 'Rosa Ñahui\u2028de la Cruz 🌱' }))
  await actingLearner(house)
  for (const history of workedHistories(T)) {
    for (const line of history.lines) await append(house, { scopes: [], authority: line.authority }, () => [line.draft])
  }
  await house.db.transaction().execute((tx) => house.enqueue(tx, 'someday', { n: 1 }, { key: 'once', runAt: new Date('2027-01-01T00:00:00Z') }))
  await catchUp(house)
  mkdirSync(join(house.config.dataDir, 'files', 'ab'), { recursive: true })
  writeFileSync(join(house.config.dataDir, 'files', 'ab', 'abcd.webp'), Buffer.from([0, 1, 2, 255]))
  writeFileSync(join(house.config.dataDir, 'files', '.half.part'), 'not finished')
  const { id, key } = await personKey(house, T, ESSAY.agent)
  await keepAttachments(house, { tenant: T, person: id, authority: 'client:one' }, key, new Map([[ESSAY.sha2, ESSAY]]))
  // Documents and definitions of other programs: no statements, and not to be lost either.
  await RESOURCES['agents/profile'].PUT(house, xapiRequest('PUT', 'agents/profile', { agent: mail('ana'), profileId: 'p' }, { tenant: T, body: Buffer.from([0, 255]) }))
  await learn(house, T, [{ actor: { mbox: 'mailto:ana@example.org', name: 'Ana' }, verb: { id: 'https://example.org/v' }, object: { id: 'https://example.org/a', definition: { name: { es: 'A\u2028' } } } } as About])
  await backUp(folder)
})
after(async () => {
  await house.close()
  rmSync(place, { recursive: true, force: true })
})

function backUp(to: string, of = house): Promise<unknown> {
  return writeBackup({ databaseUrl: of.config.databaseUrl ?? '', dataDir: of.config.dataDir, keys: of.keys, projections: PROJECTIONS, now: of.clock() }, to)
}

async function restoreTo(name: string, from = folder, keysFile?: string): Promise<{ url: string; dataDir: string }> {
  const url = await emptyDatabase()
  const dataDir = join(place, name)
  await restoreBackup(from, { config: { ...house.config, dataDir, databaseUrl: url }, databaseUrl: url, features, ...(keysFile ? { keysFile } : {}) })
  return { url, dataDir }
}

/** Every row of every table, projections too; without when a migration ran and what belongs to a run of the server. */
async function everyRow(url: string): Promise<Record<string, string[]>> {
  const client = new pg.Client(url)
  await client.connect()
  const lines = async (from: string) => (await client.query<{ line: string }>(`select to_jsonb(t)::text as line from ${from} t order by 1`)).rows.map((row) => row.line)
  try {
    const tables = await tablesOf(client)
    const found: Record<string, string[]> = {}
    for (const name of tables) if (name !== 'migration') found[name] = await lines(pg.escapeIdentifier(name))
    if (tables.length > 0) found.jobs = await lines('(select task_identifier, run_at, key, priority, max_attempts from graphile_worker.jobs)')
    return found
  } finally {
    await client.end()
  }
}

async function tablesOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1")
  return rows.map((row) => row.name)
}

test('backup, wipe, restore: the same rows, positions, digests and N, every projection rebuilt alike', async () => {
  const { url, dataDir } = await restoreTo('whole')
  const [was, is] = [await everyRow(house.config.databaseUrl ?? ''), await everyRow(url)]
  assert.ok((was.statement?.length ?? 0) > 100 && was.person?.length === 2 && was.jobs?.length === 1, 'the house has something to lose')
  for (const table of Object.keys(was)) assert.deepEqual(is[table], was[table], `table ${table}`)
  assert.deepEqual(Object.keys(is), Object.keys(was))
  const { db } = connect(url, 2)
  try {
    const [live, restored] = [await liveNumber(house, T), await liveNumber({ db }, T)]
    assert.deepEqual(restored, live)
    assert.ok(live.counts && live.counts[3] > 0)
    assert.deepEqual(await numberAt({ db }, T, 100), await numberAt(house, T, 100))
    const there = { ...house, db, config: { ...house.config, dataDir }, keys: openKeys(dataDir) }
    const row = await db.selectFrom('statement_person').select(['id', 'data_key']).where('agent', '=', ESSAY.agent).executeTakeFirstOrThrow()
    const key = dataKeyOf(there, { tenant: T, person: row.id, data_key: row.data_key })
    assert.deepEqual(await readAttachment(there, { tenant: T, person: row.id, authority: 'client:one' }, key, ESSAY.sha2), ESSAY.bytes)
  } finally {
    await db.destroy()
  }
  assert.deepEqual(readFileSync(join(dataDir, 'files/ab/abcd.webp')), Buffer.from([0, 1, 2, 255]))
  assert.equal(readFileSync(join(dataDir, 'keys/hmac'), 'utf8').trim(), house.keys.bytes('hmac').toString('base64url'))
  assert.equal(statSync(join(dataDir, 'keys/hmac')).mode & 0o777, 0o600)
})

test('the keys are apart in one file that only its owner reads, and can be given from elsewhere', async () => {
  const keys = join(folder, 'keys.json')
  assert.equal(statSync(keys).mode & 0o777, 0o600)
  assert.match(readFileSync(keys, 'utf8'), /Keep it apart/)
  const aside = join(place, 'aside.json')
  renameSync(keys, aside)
  try {
    await assert.rejects(restoreTo('keyless'), /the keys are not at .*keys\.json/)
    await restoreTo('with-keys', folder, aside)
  } finally {
    renameSync(aside, keys)
  }
})

test('what is half written or does not belong is not in the backup', () => {
  assert.equal(existsSync(join(folder, 'files/.half.part')), false)
  assert.equal(existsSync(join(folder, 'tables/statement.jsonl')), false)
  for (const table of PROJECTIONS) assert.equal(existsSync(join(folder, 'tables', `${table}.jsonl`)), false, table)
})

test('a backup that was changed by one character is refused before anything is written', async () => {
  const copy = join(place, 'changed')
  await backUp(copy)
  const path = join(copy, `record/${T}.jsonl`)
  const text = readFileSync(path, 'utf8')
  writeFileSync(path, text.replace('"score\\":{\\"raw\\":1', '"score\\":{\\"raw\\":2'))
  assert.notEqual(readFileSync(path, 'utf8'), text)
  const url = await emptyDatabase()
  const dataDir = join(place, 'never')
  await assert.rejects(restoreBackup(copy, { config: { ...house.config, dataDir, databaseUrl: url }, databaseUrl: url, features }),
    /record\/piloto\.jsonl was changed\n- record of piloto: the digest chain differs/)
  assert.equal(existsSync(dataDir), false)
  assert.deepEqual(await everyRow(url), {})
  writeFileSync(path, text.split('\n').slice(0, -2).join('\n') + '\n')
  await assert.rejects(verifyBackup(copy), /statements, the manifest says/)
  rmSync(path)
  appendFileSync(join(copy, 'tables/person.jsonl'), '{}\n')
  writeFileSync(join(copy, 'tables/extra.jsonl'), '')
  await assert.rejects(verifyBackup(copy), /piloto\.jsonl is missing\n(.*\n)*.*person\.jsonl was changed\n(.*\n)*.*extra\.jsonl does not belong/)
})

test('a folder without a manifest is no backup, and another key is not taken', async () => {
  await assert.rejects(verifyBackup(place), /no finished backup/)
  const other = join(place, 'other-keys.json')
  writeFileSync(other, readFileSync(join(folder, 'keys.json'), 'utf8').replace(house.keys.bytes('pin').toString('base64url'), house.keys.bytes('totp').toString('base64url')))
  await assert.rejects(verifyBackup(folder, other), /key "pin" in .* is not the one of this backup/)
})

test('restore goes only into an empty installation', async () => {
  const used = await openHouse()
  try {
    await assert.rejects(restoreBackup(folder, { config: used.config, databaseUrl: used.config.databaseUrl ?? '', features }), /The database is not empty/)
  } finally {
    await used.close()
  }
  const dataDir = join(place, 'used')
  mkdirSync(join(dataDir, 'keys'), { recursive: true })
  writeFileSync(join(dataDir, 'keys/hmac'), 'x')
  const url = await emptyDatabase()
  const restore = (): Promise<unknown> => restoreBackup(folder, { config: { ...house.config, dataDir }, databaseUrl: url, features })
  await assert.rejects(restore(), /keys is not empty/)
  rmSync(join(dataDir, 'keys'), { recursive: true })
  mkdirSync(join(dataDir, 'attachments', T), { recursive: true })
  await assert.rejects(restore(), /attachments is not empty/)
})

test('a backup goes into a folder of its own and reads one moment while people go on', async () => {
  await assert.rejects(backUp(folder), /is not empty/)
  const busy = join(place, 'busy')
  let writing = true
  const writer = (async () => {
    for (const line of workedHistories('other-tenant').flatMap((history) => history.lines)) {
      if (!writing) return
      await append(house, { scopes: [], authority: line.authority }, () => [line.draft])
    }
  })()
  await backUp(busy)
  writing = false
  await writer
  await verifyBackup(busy)
  await restoreTo('from-busy', busy)
})

test('a backup of a newer Yachay is refused', async () => {
  const copy = join(place, 'newer')
  await backUp(copy)
  const path = join(copy, 'manifest.json')
  chmodSync(path, 0o600)
  writeFileSync(path, readFileSync(path, 'utf8').replace('"lib/0001-keys.sql"', '"lib/0099-tomorrow.sql"'))
  await assert.rejects(restoreTo('older', copy), /does not know lib\/0099-tomorrow\.sql/)
})
