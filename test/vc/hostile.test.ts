import assert from 'node:assert/strict'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { CREDENTIALS_V2 } from '../../src/lib/vc/contexts.ts'
import { addProof, publicKeyOf, type Signer } from '../../src/lib/vc/data-integrity.ts'
import { outsideFetcher, sparing, type Fetcher } from '../../src/lib/vc/fetcher.ts'
import { toMultikey } from '../../src/lib/vc/multibase.ts'
import { verifyOutside, verifyPresentation, type OutsideVerdict } from '../../src/lib/vc/outside.ts'
import { readJson } from '../../src/lib/vc/read-json.ts'

/**
 * Credentials made to harm whoever checks them. Each must end soon, in little memory, while the process answers others. The bounds are wide, so
 * that a busy machine does not fail them: what they keep out is minutes and gigabytes.
 */
const SOON_MS = 20_000
const LITTLE_MB = 300
const NOW = new Date('2026-11-23T18:00:00Z')

let asked: string[] = []
let origin = ''
const server = createServer((request, response) => {
  asked.push(request.url ?? '')
  answer(request.url ?? '', response)
})
before(async () => {
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
after(() => { server.closeAllConnections(); server.close() })

function answer(path: string, response: ServerResponse): void {
  if (path.startsWith('/redirect')) return void response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end()
  if (path.startsWith('/silent')) return
  if (path.startsWith('/endless')) {
    response.writeHead(200, { 'content-type': 'application/json' })
    const pump = (): void => { while (!response.destroyed && response.write('{"a":'.repeat(4000))); if (!response.destroyed) response.once('drain', pump) }
    return pump()
  }
  if (path.startsWith('/deep')) return void response.end('['.repeat(90_000))
  response.end(pages.get(path) ?? '{}')
}
const pages = new Map<string, string>()

/** did:web and lists of the hostile site, which stands on this machine: only the test may go there. */
const site: Fetcher = (url, most) => outsideFetcher([origin])(url.replace('https://hostil.example', origin), most)
const real = outsideFetcher()

const seed = new Uint8Array(32).fill(33)
const key = toMultikey('ed25519', publicKeyOf(seed))
const did = `did:key:${key}`
const signer: Signer = { suite: 'eddsa-rdfc-2022', secret: seed, method: `${did}#${key}` }
const plain = (more: object = {}): { '@context': string[] } & Record<string, unknown> => ({
  '@context': [CREDENTIALS_V2], type: ['VerifiableCredential'], issuer: did, validFrom: '2026-01-01T00:00:00Z', credentialSubject: { id: 'did:example:rosa' }, ...more,
})
const proofBy = (method: string): object => ({ type: 'DataIntegrityProof', cryptosuite: 'eddsa-rdfc-2022', created: '2026-01-02T00:00:00Z', verificationMethod: method, proofPurpose: 'assertionMethod', proofValue: `z${'2'.repeat(88)}` })
const failed = (verdict: OutsideVerdict): string => verdict.checks.filter((c) => c.outcome === 'failed').map((c) => c.name).join(' ')
const said = (verdict: OutsideVerdict): string => verdict.checks.find((c) => c.outcome === 'failed')?.sentence.es ?? ''

/** Runs it while a heart beats: how long, how much memory, and the longest that others waited. */
async function bounded(run: () => Promise<OutsideVerdict>): Promise<OutsideVerdict> {
  const before = process.memoryUsage().rss
  const began = performance.now()
  let [last, longest] = [began, 0]
  const heart = setInterval(() => { const now = performance.now(); longest = Math.max(longest, now - last); last = now }, 5)
  try {
    const verdict = await run()
    const [ms, mb] = [performance.now() - began, (process.memoryUsage().rss - before) / 2 ** 20]
    assert.ok(ms < SOON_MS, `took ${Math.round(ms)} ms`)
    assert.ok(mb < LITTLE_MB, `took ${Math.round(mb)} MB`)
    assert.ok(longest < 2000, `others waited ${Math.round(longest)} ms`)
    assert.equal(verdict.valid, false)
    return verdict
  } finally {
    clearInterval(heart)
  }
}
const check = (given: unknown, fetcher: Fetcher = site): Promise<OutsideVerdict> => bounded(() => verifyOutside(given, { now: NOW, fetcher: sparing(fetcher) }))

test('a did:web of this machine, a private network or the metadata service is refused before anything is asked', async () => {
  asked = []
  for (const name of ['localhost', '127.0.0.1', '10.0.0.1', '169.254.169.254', '2130706433', '0x7f000001', '127.1', '%5B%3A%3A1%5D', 'metadata.google.internal', `localhost%3A${origin.split(':').at(-1)}`, 'user%40host', 'a%2Fb', 'hostil.example:..:..:x', 'hostil.example:%2e%2e']) {
    const verdict = await check({ ...plain({ issuer: `did:web:${name}` }), proof: proofBy(`did:web:${name}#k`) }, real)
    assert.equal(failed(verdict), 'issuer', name)
  }
  for (const url of ['https://127.0.0.1/keys', 'https://[::1]/keys', 'https://localhost/keys', 'https://169.254.169.254/latest', 'http://hostil.example/keys', 'file:///etc/passwd']) {
    assert.equal(failed(await check({ ...plain({ issuer: url }), proof: proofBy(`${url}#k`) }, real)), 'issuer', url)
  }
  assert.deepEqual(asked, [])
})

test('a did document that redirects, is silent, never ends, is deep or is of somebody else proves nothing', async () => {
  for (const [path, words] of [['redirect', /no la leímos/], ['silent', /No pudimos leer/], ['endless', /no la leímos/], ['deep', /No pudimos leer/], ['other', /No pudimos leer/]] as const) {
    const verdict = await check({ ...plain({ issuer: `did:web:hostil.example:${path}` }), proof: proofBy(`did:web:hostil.example:${path}#k`) })
    assert.equal(failed(verdict), 'issuer', path)
    assert.match(said(verdict), words, path)
  }
})

test('a did document of thousands of methods is read to a bound', async () => {
  const name = 'did:web:hostil.example:many'
  pages.set('/many/did.json', JSON.stringify({ id: name, verificationMethod: Array.from({ length: 1500 }, (_, i) => ({ id: `#k${i}` })), assertionMethod: Array.from({ length: 1500 }, (_, i) => `#k${i}`) }))
  assert.equal(failed(await check({ ...plain({ issuer: name }), proof: proofBy(`${name}#k1499`) })), 'issuer')
})

test('a status list is not asked for by an unsigned file, and a hostile one costs nothing', async () => {
  const status = (path: string, more: object = {}): object => ({ type: 'BitstringStatusListEntry', statusPurpose: 'revocation', statusListIndex: '5', statusListCredential: `https://hostil.example/${path}`, ...more })
  asked = []
  assert.equal(failed(await check({ ...plain({ credentialStatus: status('list') }), proof: proofBy(signer.method) })), 'proof')
  assert.deepEqual(asked, [], 'nobody sends this server anywhere by a file that the issuer did not sign')

  // 1.4 MB that unpack into a gigabyte.
  const bomb = `u${gzipSync(Buffer.alloc(1 << 30), { level: 9 }).toString('base64url')}`
  const list = (encodedList: string, path: string, more: object = {}): Promise<string> => addProof({
    ...plain(), id: `https://hostil.example/${path}`, type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    credentialSubject: { id: `https://hostil.example/${path}#list`, type: 'BitstringStatusList', statusPurpose: 'revocation', encodedList }, ...more,
  }, signer, '2026-01-02T00:00:00Z').then((signed) => JSON.stringify(signed))
  pages.set('/bomb', await list(bomb, 'bomb'))
  pages.set('/short', await list(`u${gzipSync(Buffer.alloc(16)).toString('base64url')}`, 'short'))
  pages.set('/notgzip', await list(`u${Buffer.alloc(20_000).toString('base64url')}`, 'notgzip'))
  // Names itself as its own list: followed, it would never end.
  pages.set('/circle', await list(`u${gzipSync(Buffer.alloc(16_384)).toString('base64url')}`, 'circle', { credentialStatus: status('circle') }))
  for (const [path, words] of [['bomb', /encodedList|no la leímos/], ['short', /más corta/], ['notgzip', /encodedList/], ['redirect', /no la leímos/], ['silent', /No pudimos leer/], ['endless', /no la leímos/], ['deep', /type/], ['none', /type/]] as const) {
    const verdict = await check(await addProof(plain({ credentialStatus: status(path) }), signer, '2026-01-02T00:00:00Z'))
    assert.equal(failed(verdict), 'status', path)
    assert.match(said(verdict), words, path)
  }
  asked = []
  const circle = await verifyOutside(await addProof(plain({ credentialStatus: status('circle') }), signer, '2026-01-02T00:00:00Z'), { now: NOW, fetcher: sparing(site) })
  assert.deepEqual([circle.valid, asked], [true, ['/circle']], "a list's own status is not followed")
  for (const wrong of [{ statusListIndex: '999999999999' }, { statusListIndex: '-1' }, { statusListIndex: 5 }, { statusSize: 9 }, { statusListCredential: 'https://127.0.0.1/l' }, { statusListCredential: 'data:,x' }]) {
    assert.equal(failed(await check(await addProof(plain({ credentialStatus: status('circle', wrong) }), signer, '2026-01-02T00:00:00Z'), wrong.statusListCredential ? real : site)), 'status', JSON.stringify(wrong))
  }
})

test('a thousand statuses, proofs, subjects, resources or inner credentials are refused before they are read; twenty lists are asked once each', async () => {
  const many = (one: object): object[] => Array.from({ length: 1000 }, () => one)
  asked = []
  for (const part of [{ credentialStatus: many({ type: 'X' }) }, { proof: many(proofBy(signer.method)) }, { credentialSubject: many({ a: 1 }) }, { relatedResource: many({ id: 'urn:x:1', digestSRI: 'sha256-x' }) }, { evidence: many({ type: 'X' }) }]) {
    assert.notEqual(failed(await check({ ...plain(part), ...(part.proof ? {} : { proof: proofBy(signer.method) }) })), '', Object.keys(part)[0])
  }
  const presentation = { '@context': [CREDENTIALS_V2], type: ['VerifiablePresentation'], verifiableCredential: many(plain()), proof: proofBy(signer.method) }
  assert.equal(failed(await bounded(() => verifyPresentation(presentation, { now: NOW, fetcher: site }, () => Promise.reject(new Error('never asked'))))), 'shape')
  const eight = Array.from({ length: 8 }, (_, i) => ({ type: 'BitstringStatusListEntry', statusPurpose: 'revocation', statusListIndex: String(i), statusListCredential: 'https://hostil.example/none' }))
  assert.equal(failed(await check(await addProof(plain({ credentialStatus: eight }), signer, '2026-01-02T00:00:00Z'))), 'status')
  assert.deepEqual(asked, ['/none'])
})

test('a vocabulary from elsewhere, one that redefines a word, one that never ends and one that includes itself are refused', async () => {
  asked = []
  const wide = Object.fromEntries(Array.from({ length: 9000 }, (_, i) => [`t${i}`, { '@id': `urn:t:${i}`, '@context': {} }]))
  let nested: Record<string, unknown> = { '@version': 1.1 }
  for (let i = 0; i < 20; i++) nested = { '@version': 1.1, [`a${i}`]: { '@id': `urn:a:${i}`, '@context': nested } }
  for (const context of ['https://hostil.example/context', { '@import': 'https://hostil.example/context' }, { VerifiableCredential: 'urn:other' }, { a: { '@id': 'b' }, b: { '@id': 'a' } }]) {
    assert.equal(failed(await check({ ...plain(), '@context': [CREDENTIALS_V2, context], proof: proofBy(signer.method) })), 'context', JSON.stringify(context))
  }
  for (const context of [wide, nested]) assert.notEqual(failed(await check({ ...plain(), '@context': [CREDENTIALS_V2, context], proof: proofBy(signer.method) })), '')
  assert.deepEqual(asked, [])
})

test('graphs of blank nodes that canonicalisation cannot tell apart end by themselves', async () => {
  for (const n of [8, 12, 40, 90]) {
    // Each node points to each other: all alike, so a naive algorithm tries every order.
    const clique = Array.from({ length: n }, (_, i) => ({ '@id': `_:b${i}`, knows: Array.from({ length: n }, (_u, j) => ({ '@id': `_:b${j}` })) }))
    const verdict = await check({ ...plain({ credentialSubject: { id: 'did:example:x', knows: clique } }), '@context': [CREDENTIALS_V2, { knows: 'urn:knows' }], proof: proofBy(signer.method) })
    assert.match(failed(verdict), /^(context|proof)$/, String(n))
  }
})

test('ten at once of the worst kind hold nobody up for long, and an honest one is checked after them', async () => {
  const clique = Array.from({ length: 60 }, (_, i) => ({ '@id': `_:b${i}`, knows: Array.from({ length: 60 }, (_u, j) => ({ '@id': `_:b${j}` })) }))
  const worst = { ...plain({ credentialSubject: { id: 'did:example:x', knows: clique } }), '@context': [CREDENTIALS_V2, { knows: 'urn:knows' }], proof: proofBy(signer.method) }
  const verdicts = await Promise.all(Array.from({ length: 10 }, () => check(worst)))
  assert.ok(verdicts.every((v) => !v.valid))
  assert.equal((await verifyOutside(await addProof(plain(), signer, '2026-01-02T00:00:00Z'), { now: NOW, fetcher: site })).valid, true)
})

test('text that is deep, wide, long or no JSON is never walked', () => {
  for (const text of ['['.repeat(150_000), `${'{"a":'.repeat(100)}1${'}'.repeat(100)}`, `[${'1,'.repeat(30_000)}1]`, 'x'.repeat(10_000_000), '"'.padEnd(250_000, 'x') + '"', '', '{', 'null,']) assert.equal(readJson(text), undefined, text.slice(0, 10))
  assert.deepEqual(readJson('{"a":[1,{"b":null}]}'), { a: [1, { b: null }] })
  // Names that JavaScript gives a meaning to are names here.
  assert.equal(Object.hasOwn(readJson('{"__proto__":{"x":1}}') as object, '__proto__'), true)
})
