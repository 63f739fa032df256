import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { House } from '../../feature.ts'
import { openKeys } from '../../lib/keys.ts'
import { attachmentSize, keepAttachments, readAttachment } from './attachment-files.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'yachay-attachments-'))
after(() => rmSync(dataDir, { recursive: true, force: true }))
// Only where the data is and the keys are asked for.
const house: Pick<House, 'config' | 'keys'> = {
  config: { port: 0, dataDir, databaseUrl: null, publicUrl: 'http://localhost', contentDir: dataDir, trustedProxies: 0, tls: null, httpPort: null }, keys: openKeys(dataDir),
}
const ana = { id: 1, key: randomBytes(32) }
const rosa = { id: 2, key: randomBytes(32) }
const sha2 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')
const filesOf = (...all: readonly Buffer[]) => new Map(all.map((bytes) => [sha2(bytes), { bytes }]))
const onDisk = (): string[] => readdirSync(join(dataDir, 'attachments'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name)).sort()

test('what is kept is read again, under a name that does not tell and as bytes that do not', async () => {
  const essay = Buffer.from('an essay about the harvest')
  const empty = Buffer.alloc(0)
  await keepAttachments(house, 'piloto', ana, filesOf(essay, empty))
  assert.deepEqual(await readAttachment(house, 'piloto', ana, sha2(essay)), essay)
  assert.deepEqual(await readAttachment(house, 'piloto', ana, sha2(essay).toUpperCase()), essay)
  assert.deepEqual(await readAttachment(house, 'piloto', ana, sha2(empty)), empty)
  assert.equal(await attachmentSize(house, 'piloto', ana.id, sha2(essay)), essay.length)
  assert.equal(onDisk().length, 2)
  for (const path of onDisk()) {
    assert.match(path, /attachments\/piloto\/[0-9a-f]{2}\/[0-9a-f]{64}$/)
    assert.equal(statSync(path).mode & 0o777, 0o600)
    assert.ok(!path.includes(sha2(essay)) && !readFileSync(path).includes('harvest'))
  }
})

test('what was never sent is not there; another person and another programme find nothing by the same hash', async () => {
  const photo = randomBytes(1000)
  await keepAttachments(house, 'piloto', ana, filesOf(photo))
  assert.equal(await readAttachment(house, 'piloto', ana, sha2(randomBytes(3))), null)
  assert.equal(await readAttachment(house, 'piloto', rosa, sha2(photo)), null)
  assert.equal(await readAttachment(house, 'otro', ana, sha2(photo)), null)
  assert.equal(await attachmentSize(house, 'otro', ana.id, sha2(photo)), 0)
  const before = onDisk().length
  await keepAttachments(house, 'piloto', rosa, filesOf(photo))
  await keepAttachments(house, 'otro', ana, filesOf(photo))
  assert.equal(onDisk().length, before + 2)
  assert.equal(new Set(onDisk().slice(-3).map((path) => readFileSync(path).toString('hex'))).size, 3)
})

test('an erased person\'s file cannot be opened, nor by the key of another', async () => {
  const letter = Buffer.from('dear')
  await keepAttachments(house, 'piloto', ana, filesOf(letter))
  assert.equal(await readAttachment(house, 'piloto', { id: ana.id, key: null }, sha2(letter)), null)
  await assert.rejects(readAttachment(house, 'piloto', { id: ana.id, key: rosa.key }, sha2(letter)))
})

test('the same file again is not written again; one that lost bytes is', async () => {
  const song = randomBytes(500)
  const before = new Set(onDisk())
  await keepAttachments(house, 'piloto', ana, filesOf(song))
  const path = onDisk().find((one) => !before.has(one)) ?? ''
  utimesSync(path, 1, 1)
  const bytes = readFileSync(path)
  await keepAttachments(house, 'piloto', ana, filesOf(song))
  assert.equal(statSync(path).mtimeMs, 1000)
  assert.deepEqual(readFileSync(path), bytes)
  writeFileSync(path, bytes.subarray(0, 100))
  await assert.rejects(readAttachment(house, 'piloto', ana, sha2(song)))
  await keepAttachments(house, 'piloto', ana, filesOf(song))
  assert.deepEqual(await readAttachment(house, 'piloto', ana, sha2(song)), song)
})

test('a file that was changed or exchanged on disk is noticed', async () => {
  const [one, two] = [randomBytes(64), randomBytes(64)]
  const before = new Set(onDisk())
  await keepAttachments(house, 'piloto', ana, filesOf(one))
  const path = onDisk().find((file) => !before.has(file)) ?? ''
  before.add(path)
  await keepAttachments(house, 'piloto', ana, filesOf(two))
  const other = onDisk().find((file) => !before.has(file)) ?? ''
  writeFileSync(path, readFileSync(other))
  await assert.rejects(readAttachment(house, 'piloto', ana, sha2(one)))
  assert.deepEqual(await readAttachment(house, 'piloto', ana, sha2(two)), two)
})

test('many at once, the same by several, leave whole files and nothing half', async () => {
  const all = Array.from({ length: 20 }, () => randomBytes(2000))
  await Promise.all([1, 2, 3].map(() => keepAttachments(house, 'piloto', rosa, filesOf(...all))))
  for (const bytes of all) assert.deepEqual(await readAttachment(house, 'piloto', rosa, sha2(bytes)), bytes)
  assert.deepEqual(onDisk().filter((path) => path.includes('.part')), [])
})

test('a programme that is no programme names no folder', async () => {
  for (const tenant of ['..', '.', '', 'a/b', '../keys', 'A']) await assert.rejects(readAttachment(house, tenant, ana, sha2(Buffer.from('x'))), /not the id of a programme/)
})
