import assert from 'node:assert/strict'
import { createPrivateKey } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { request, type RequestOptions } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import type { TLSSocket } from 'node:tls'
import { freePort } from '../../bench/started.ts'
import { makeAuthority, makeServer } from '../../scripts/certificate/x509.ts'
import { readConfig } from './config.ts'
import { listenTls, listenToRedirect } from './listen.ts'
import { coversHost, readTls } from './tls.ts'

const folder = mkdtempSync(join(tmpdir(), 'yachay-tls-'))
after(() => rmSync(folder, { recursive: true }))

const DAY = 86_400_000
const days = (from: number, to: number) => ({ from: new Date(Date.now() + from * DAY), to: new Date(Date.now() + to * DAY) })
const NAMES = ['yachay.box', 'localhost', '127.0.0.1']
const authority = makeAuthority('Test authority', NAMES, days(-1, 100))
const signed = (validity = days(-1, 30), names = NAMES) => makeServer(names, { title: 'Test authority', key: createPrivateKey(authority.key) }, validity)

/** Writes a pair and answers with its paths. */
function files(name: string, pair: { cert: string; key: string }): { cert: string; key: string } {
  const paths = { cert: join(folder, `${name}.crt`), key: join(folder, `${name}.key`) }
  writeFileSync(paths.cert, pair.cert)
  writeFileSync(paths.key, pair.key)
  return paths
}

interface Answer { readonly status: number; readonly body: string; readonly location: string | undefined; readonly serial: string; readonly protocol: string | null }

const ask = (port: number, options: RequestOptions = {}): Promise<Answer> => new Promise((done, fail) => {
  request({ host: '127.0.0.1', port, servername: 'yachay.box', ca: authority.cert, agent: false, ...options }, (response) => {
    const socket = response.socket as TLSSocket
    const { serialNumber: serial } = socket.getPeerCertificate()
    let body = ''
    response.on('data', (chunk: Buffer) => { body += chunk.toString() })
    response.on('end', () => done({ status: response.statusCode ?? 0, body, location: response.headers.location, serial, protocol: socket.getProtocol() }))
  }).on('error', fail).end()
})

test('who trusts the authority reaches the server over TLS; who does not is told so by the browser; nothing older than TLS 1.2', async () => {
  const port = await freePort()
  const stop = await listenTls((r) => new Response(new URL(r.url).protocol), port, files('good', signed()))
  try {
    const answer = await ask(port)
    assert.deepEqual([answer.status, answer.body, answer.protocol], [200, 'https:', 'TLSv1.3'])
    await assert.rejects(ask(port, { ca: [] }), /unable to verify the first certificate/)
    await assert.rejects(ask(port, { servername: 'other.box' }), /does not match certificate's altnames/)
    await assert.rejects(ask(port, { maxVersion: 'TLSv1.1', minVersion: 'TLSv1' }), /alert protocol version|unsupported protocol|no protocols available/)
  } finally {
    await stop()
  }
  await assert.rejects(ask(port), /ECONNREFUSED/)
})

test('a name outside the authority’s own is refused, even when its key signed it', async () => {
  const port = await freePort()
  const stop = await listenTls(() => new Response('x'), port, files('bank', signed(days(-1, 30), ['bank.pe'])))
  try {
    await assert.rejects(ask(port, { servername: 'bank.pe' }), /permitted subtree violation/)
  } finally {
    await stop()
  }
})

test('a renewed certificate is taken up without a restart, and a half-copied one leaves the old in use', async () => {
  const port = await freePort()
  const [first, second, third] = [signed(), signed(), signed()]
  const paths = files('renewed', first)
  const stop = await listenTls(() => new Response('x'), port, paths, 20)
  const until = async (serial: string): Promise<void> => {
    for (const end = Date.now() + 20_000; (await ask(port)).serial !== serial; await wait(20)) assert.ok(Date.now() < end, 'never taken up')
  }
  try {
    const before = (await ask(port)).serial
    writeFileSync(paths.cert, second.cert)
    await wait(200)
    assert.equal((await ask(port)).serial, before, 'a certificate without its key')
    writeFileSync(paths.key, second.key)
    const serialOf = (pair: { cert: string; key: string }, name: string): string => readTls(files(name, pair)).leaf.serialNumber
    await until(serialOf(second, 'second'))
    // As certbot does: the name is a link that now leads elsewhere.
    const new3 = files('third', third)
    for (const kind of ['cert', 'key'] as const) {
      unlinkSync(paths[kind])
      symlinkSync(new3[kind], paths[kind])
    }
    await until(serialOf(third, 'third'))
    writeFileSync(new3.cert, 'broken')
    await wait(200)
    assert.equal((await ask(port)).status, 200)
  } finally {
    await stop()
  }
})

test('a certificate that cannot serve is refused in one sentence that names the file', () => {
  const good = signed()
  const refused = (name: string, pair: { cert: string; key: string }): string => {
    try {
      readTls(files(name, pair))
    } catch (error) {
      assert.ok(error instanceof Error && error.constructor === Error)
      return error.message
    }
    return 'taken'
  }
  assert.equal(refused('ok', good), 'taken')
  assert.match(refused('other', { ...good, key: signed().key }), /^TLS_KEY .*other\.key is not the key of the certificate in TLS_CERT .*other\.crt\.$/)
  assert.match(refused('old', signed(days(-30, -1))), /^TLS_CERT .*old\.crt ended on .*\d{4} GMT\. Get a new certificate/)
  assert.match(refused('early', signed(days(2, 30))), /^TLS_CERT .*early\.crt is valid only from .*clock right\?$/)
  assert.match(refused('text', { ...good, cert: 'hello' }), /text\.crt is not a certificate in PEM form\.$/)
  assert.match(refused('nokey', { ...good, key: good.cert }), /nokey\.key is not a private key in PEM form without a password\.$/)
  assert.throws(() => readTls({ cert: '/nowhere/a.crt', key: '/nowhere/a.key' }), /^Error: TLS_CERT \/nowhere\/a\.crt does not exist\.$/)
  assert.throws(() => readTls({ cert: folder, key: folder }), /cannot be read \(EISDIR\)/)
  const closed = files('closed', good)
  chmodSync(closed.key, 0)
  if (process.getuid?.() !== 0) assert.throws(() => readTls(closed), /may not be read by this user/)
})

test('the certificate is compared with the host of PUBLIC_URL', () => {
  const { leaf } = readTls(files('host', signed()))
  assert.deepEqual(['yachay.box', '127.0.0.1', 'other.box', '10.0.0.1', '[::1]'].map((host) => coversHost(leaf, host)), [true, true, false, false, false])
})

test('settings that contradict each other are refused', () => {
  const tls = { TLS_CERT: '/a.crt', TLS_KEY: '/a.key' }
  assert.deepEqual(readConfig({ ...tls, PORT: '8443' }).tls, { cert: '/a.crt', key: '/a.key' })
  assert.equal(readConfig({ ...tls, PORT: '8443' }).publicUrl, 'https://localhost:8443')
  assert.equal(readConfig({ ...tls, HTTP_PORT: '8080' }).httpPort, 8080)
  assert.equal(readConfig({}).tls, null)
  assert.throws(() => readConfig({ TLS_CERT: '/a.crt' }), /TLS_KEY is missing/)
  assert.throws(() => readConfig({ ...tls, PUBLIC_URL: 'http://x.pe' }), /PUBLIC_URL must begin with https/)
  assert.throws(() => readConfig({ HTTP_PORT: '80' }), /HTTP_PORT only leads to https/)
  assert.throws(() => readConfig({ ...tls, PORT: '8443', HTTP_PORT: '8443' }), /must differ/)
})

test('plain http leads to the https address; what is posted there is refused', async () => {
  const port = await freePort()
  const stop = await listenToRedirect(port, 'https://yachay.box')
  const plain = (method: string, path: string): Promise<[number | undefined, string | undefined]> => new Promise((done, fail) => {
    httpRequest({ host: '127.0.0.1', port, method, path, agent: false }, (response) => {
      response.resume()
      done([response.statusCode, response.headers.location])
    }).on('error', fail).end()
  })
  try {
    assert.deepEqual(await plain('GET', '/learn/x?lang=es'), [308, 'https://yachay.box/learn/x?lang=es'])
    assert.deepEqual(await plain('HEAD', '/'), [308, 'https://yachay.box/'])
    assert.deepEqual(await plain('GET', 'http://evil.example/x'), [308, 'https://yachay.box/'])
    assert.deepEqual(await plain('GET', '//evil.example'), [308, 'https://yachay.box//evil.example'])
    assert.deepEqual(await plain('POST', '/sign-in'), [403, undefined])
    await assert.rejects(listenToRedirect(port, 'https://yachay.box'), /Port \d+ is in use .* HTTP_PORT=/)
  } finally {
    await stop()
  }
})
