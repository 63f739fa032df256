import assert from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { readTls } from '../../src/lib/tls.ts'
import { makeBox, PATHS } from './box.ts'
import { integer, oid, tagged, time } from './der.ts'
import { serveInstallPage } from './install-page.ts'
import { addressBytes } from './x509.ts'

const root = mkdtempSync(join(tmpdir(), 'yachay-box-'))
after(() => rmSync(root, { recursive: true }))
const NAMES = ['yachay.box', '192.168.8.1', 'fd00::1']
const NOW = new Date()

test('a box gets an authority of its own and a certificate that it signed, good for its names and no others', () => {
  const folder = join(root, 'first')
  const { authority, server, fresh } = makeBox(folder, NAMES, NOW)
  assert.equal(fresh, true)
  assert.equal(authority.ca, true)
  assert.equal(server.ca, false)
  assert.equal(server.verify(authority.publicKey), true)
  assert.equal(server.checkIssued(authority), true)
  assert.deepEqual([server.checkHost('yachay.box'), server.checkIP('192.168.8.1'), server.checkIP('fd00::1'), server.checkHost('bank.pe')], ['yachay.box', '192.168.8.1', 'fd00::1', undefined])
  const daysTo = (c: X509Certificate) => Math.round((Date.parse(c.validTo) - NOW.getTime()) / 86_400_000)
  assert.deepEqual([daysTo(authority), daysTo(server)], [3650, 790])
  assert.ok(Date.parse(server.validFrom) < NOW.getTime() - 29 * 86_400_000, 'a phone whose clock is days behind takes it')
  assert.deepEqual(readdirSync(folder).sort(), Object.values(PATHS).sort())
  for (const key of [PATHS.authorityKey, PATHS.serverKey]) assert.equal(statSync(join(folder, key)).mode & 0o077, 0, key)
  assert.equal(readTls({ cert: join(folder, PATHS.server), key: join(folder, PATHS.serverKey) }).leaf.serialNumber, server.serialNumber)
})

test('made again it keeps its authority, so that no phone has to install anything', () => {
  const folder = join(root, 'again')
  const first = makeBox(folder, NAMES, NOW)
  const second = makeBox(folder, ['yachay.box'], new Date(NOW.getTime() + 700 * 86_400_000))
  assert.equal(second.fresh, false)
  assert.equal(second.authority.fingerprint256, first.authority.fingerprint256)
  assert.notEqual(second.server.serialNumber, first.server.serialNumber)
  const late = makeBox(folder, NAMES, new Date(NOW.getTime() + 3600 * 86_400_000))
  assert.equal(late.server.validTo, first.authority.validTo, 'never longer than its authority')
})

test('what cannot be is said in a sentence, and leaves the files as they were', () => {
  const folder = join(root, 'wrong')
  makeBox(folder, NAMES, NOW)
  const before = readFileSync(join(folder, PATHS.server), 'utf8')
  assert.throws(() => makeBox(folder, ['other.box'], NOW), /speaks only for the names it was made with, not for other\.box/)
  assert.throws(() => makeBox(folder, ['192.168.8.2'], NOW), /not for 192\.168\.8\.2/)
  for (const names of [[], ['a b'], ['http://x'], ['-a.box'], ['a..box']]) assert.throws(() => makeBox(folder, names, NOW), /Give the names and addresses/)
  rmSync(join(folder, PATHS.authorityKey))
  assert.throws(() => makeBox(folder, NAMES, NOW), /ca\.key is not here\. Bring it back/)
  assert.equal(readFileSync(join(folder, PATHS.server), 'utf8'), before)
})

test('phones are served the authority and the steps, never a key', async () => {
  const folder = join(root, 'served')
  const { authority } = makeBox(folder, NAMES, NOW)
  const server = serveInstallPage(authority, 'https://yachay.box').listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  try {
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const page = await (await fetch(base)).text()
    assert.ok(page.includes(authority.fingerprint256))
    assert.match(page, /Piénsalo antes/)
    const file = await fetch(`${base}/yachay-ca.crt`)
    assert.equal(file.headers.get('content-type'), 'application/x-x509-ca-cert')
    const text = await file.text()
    assert.equal(new X509Certificate(text).fingerprint256, authority.fingerprint256)
    assert.doesNotMatch(text + page, /PRIVATE KEY/)
    for (const path of ['/ca.key', '/server.key', '/../ca.key']) assert.doesNotMatch(await (await fetch(base + path)).text(), /PRIVATE KEY/)
    assert.equal((await fetch(`${base}/ca.key`)).status, 404)
  } finally {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  }
})

test('the parts of a certificate are written as X.690 says', () => {
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
  assert.equal(hex(integer(Buffer.from([0]))), '020100')
  assert.equal(hex(integer(Buffer.from([0, 0x80]))), '02020080')
  assert.equal(hex(oid('1.2.840.10045.4.3.2')), '06082a8648ce3d040302')
  assert.equal(hex(tagged(0x04, Buffer.alloc(200))).slice(0, 6), '0481c8')
  assert.equal(hex(tagged(0x04, Buffer.alloc(300))).slice(0, 8), '0482012c')
  assert.equal(time(new Date('2026-11-22T15:04:05Z')).subarray(2).toString(), '261122150405Z')
  assert.equal(time(new Date('2050-01-01T00:00:00Z')).subarray(2).toString(), '20500101000000Z')
  assert.equal(hex(addressBytes('fd00::1')), 'fd000000000000000000000000000001')
  assert.equal(hex(addressBytes('::')), '0'.repeat(32))
  assert.equal(hex(addressBytes('1:2:3:4:5:6:7:8')), '00010002000300040005000600070008')
  assert.equal(hex(addressBytes('10.0.0.255')), '0a0000ff')
})
