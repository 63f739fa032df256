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
const ana = { tenant: 'piloto', person: 1, authority: 'client:one' }
const rosa = { ...ana, person: 2 }
const [anasKey, rosasKey] = [randomBytes(32), randomBytes(32)]
const sha2 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')
const filesOf = (...all: readonly Buffer[]) => new Map(all.map((bytes) => [sha2(bytes), { bytes }]))
const onDisk = (): string[] => readdirSync(join(dataDir, 'attachments'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name)).sort()

test('what is kept is read again, under a name that does not tell and as bytes that do not', async () => {
  const essay = Buffer.from('an essay about the harvest')
  const empty = Buffer.alloc(0)
  await keepAttachments(house, ana, anasKey, filesOf(essay, empty))
  assert.deepEqual(await readAttachment(house, ana, anasKey, sha2(essay)), essay)
  assert.deepEqual(await readAttachment(house, ana, anasKey, sha2(empty)), empty)
  assert.equal(await attachmentSize(house, ana, sha2(essay)), essay.length)
  assert.equal(onDisk().length, 2)
  for (const path of onDisk()) {
    assert.match(path, /attachments\/piloto\/[0-9a-f]{2}\/[0-9a-f]{64}$/)
    assert.equal(statSync(path).mode & 0o777, 0o600)
    assert.ok(!path.includes(sha2(essay)) && !readFileSync(path).includes('harvest'))
  }
})

test('what was never sent is not there; another person, another key and another programme find nothing by the same hash', async () => {
  const photo = randomBytes(1000)
  await keepAttachments(house, ana, anasKey, filesOf(photo))
  assert.equal(await readAttachment(house, ana, anasKey, sha2(randomBytes(3))), null)
  assert.equal(await readAttachment(house, rosa, rosasKey, sha2(photo)), null)
  assert.equal(await readAttachment(house, { ...ana, tenant: 'otro' }, anasKey, sha2(photo)), null)
  assert.equal(await readAttachment(house, { ...ana, authority: 'client:two' }, anasKey, sha2(photo)), null)
  assert.equal(await attachmentSize(house, { ...ana, tenant: 'otro' }, sha2(photo)), 0)
  const before = onDisk().length
  await keepAttachments(house, rosa, rosasKey, filesOf(photo))
  await keepAttachments(house, { ...ana, tenant: 'otro' }, anasKey, filesOf(photo))
  assert.equal(onDisk().length, before + 2)
  assert.equal(new Set(onDisk().slice(-3).map((path) => readFileSync(path).toString('hex'))).size, 3)
})

test('an erased person\'s file cannot be opened, nor by the key of another', async () => {
  const letter = Buffer.from('dear')
  await keepAttachments(house, ana, anasKey, filesOf(letter))
  assert.equal(await readAttachment(house, ana, null, sha2(letter)), null)
  await assert.rejects(readAttachment(house, ana, rosasKey, sha2(letter)))
})

test('the same file again is not written again; one that lost bytes is', async () => {
  const song = randomBytes(500)
  const before = new Set(onDisk())
  await keepAttachments(house, ana, anasKey, filesOf(song))
  const path = onDisk().find((one) => !before.has(one)) ?? ''
  utimesSync(path, 1, 1)
  const bytes = readFileSync(path)
  await keepAttachments(house, ana, anasKey, filesOf(song))
  assert.equal(statSync(path).mtimeMs, 1000)
  assert.deepEqual(readFileSync(path), bytes)
  writeFileSync(path, bytes.subarray(0, 100))
  await assert.rejects(readAttachment(house, ana, anasKey, sha2(song)))
  await keepAttachments(house, ana, anasKey, filesOf(song))
  assert.deepEqual(await readAttachment(house, ana, anasKey, sha2(song)), song)
})

test('a file that was changed or exchanged on disk is noticed', async () => {
  const [one, two] = [randomBytes(64), randomBytes(64)]
  const before = new Set(onDisk())
  await keepAttachments(house, ana, anasKey, filesOf(one))
  const path = onDisk().find((file) => !before.has(file)) ?? ''
  before.add(path)
  await keepAttachments(house, ana, anasKey, filesOf(two))
  const other = onDisk().find((file) => !before.has(file)) ?? ''
  writeFileSync(path, readFileSync(other))
  await assert.rejects(readAttachment(house, ana, anasKey, sha2(one)))
  assert.deepEqual(await readAttachment(house, ana, anasKey, sha2(two)), two)
})

test('many at once, the same by several, leave whole files and nothing half', async () => {
  const all = Array.from({ length: 20 }, () => randomBytes(2000))
  await Promise.all([1, 2, 3].map(() => keepAttachments(house, rosa, rosasKey, filesOf(...all))))
  for (const bytes of all) assert.deepEqual(await readAttachment(house, rosa, rosasKey, sha2(bytes)), bytes)
  assert.deepEqual(onDisk().filter((path) => path.includes('.part')), [])
})

test('a programme that is no programme names no folder', async () => {
  for (const tenant of ['..', '.', '', 'a/b', '../keys', 'A']) await assert.rejects(readAttachment(house, { ...ana, tenant }, anasKey, sha2(Buffer.from('x'))), /not the id of a programme/)
})
