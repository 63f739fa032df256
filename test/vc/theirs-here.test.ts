import assert from 'node:assert/strict'
import { test } from 'node:test'
import { OutboundError } from '../../src/lib/outbound.ts'
import { CREDENTIALS_V2, OPEN_BADGES_3 } from '../../src/lib/vc/contexts.ts'
import type { Fetcher } from '../../src/lib/vc/fetcher.ts'
import { verifyOutside, verifyPresentation, type OutsideVerdict } from '../../src/lib/vc/outside.ts'
import { didKeyDocuments, theirs, type Document, type TheirKey, type TheirSuite } from './theirs.ts'

const NOW = new Date('2026-11-23T18:00:00Z')
const LISTS = { revocation: 'https://listas.universidad.example/revocadas', suspension: 'https://listas.universidad.example/suspendidas' }
const peer = await theirs()

const entry = (purpose: keyof typeof LISTS, index: number): Document => ({ id: `${LISTS[purpose]}#${index}`, type: 'BitstringStatusListEntry', statusPurpose: purpose, statusListIndex: String(index), statusListCredential: LISTS[purpose] })

/** An Open Badge of another institution. */
const badge = (issuer: string, more: Document = {}): Document => ({
  '@context': [CREDENTIALS_V2, OPEN_BADGES_3], id: 'urn:uuid:6e3d2a0e-6a30-4a39-9a1f-2f6d0f1b1c01', type: ['VerifiableCredential', 'OpenBadgeCredential'],
  name: 'Curso de datos', issuer: { id: issuer, type: ['Profile'], name: 'Universidad de prueba' }, validFrom: '2026-11-01T10:00:00Z',
  credentialSubject: { type: ['AchievementSubject'], identifier: [{ type: 'IdentityObject', hashed: false, identityHash: 'Rosa Quispe', identityType: 'name' }], achievement: { id: 'urn:uuid:9b0a2f10-3f57-4a0e-9f0d-7f2f7f6a2b02', type: ['Achievement'], name: 'Curso de datos', description: 'Un curso.', criteria: { narrative: 'Terminarlo.' } } },
  credentialStatus: [entry('revocation', 7), entry('suspension', 7)], ...more,
})

async function issued(key: TheirKey, suite: TheirSuite, credential: Document): Promise<Document> {
  return peer.vc.issue({ credential, suite: peer.signing(key, suite, '2026-11-01T10:00:00Z'), documentLoader: peer.loader(new Map()), now: '2026-11-02T10:00:00Z' })
}

/** Their signed status lists at their addresses. */
async function listsOf(key: TheirKey, suite: TheirSuite, set: Partial<Record<keyof typeof LISTS, number>> = {}): Promise<Map<string, string>> {
  const made = new Map<string, string>()
  for (const purpose of ['revocation', 'suspension'] as const) {
    const list = await peer.lists.createList({ length: 131_072 })
    const index = set[purpose]
    if (index !== undefined) list.setStatus(index, true)
    const credential = await peer.lists.createCredential({ id: LISTS[purpose], list, statusPurpose: purpose, context: [CREDENTIALS_V2] })
    made.set(LISTS[purpose], JSON.stringify(await issued(key, suite, { ...credential, issuer: key.controller, validFrom: '2026-11-01T10:00:00Z' })))
  }
  return made
}

const fetcherOf = (pages: ReadonlyMap<string, string>): Fetcher => async (url) => {
  const page = pages.get(url)
  if (page === undefined) throw new OutboundError('unreachable', new URL(url).host)
  return page
}

const failed = (verdict: OutsideVerdict): string[] => verdict.checks.filter((c) => c.outcome === 'failed').map((c) => c.name)

for (const suite of ['eddsa-rdfc-2022', 'ecdsa-rdfc-2019'] as const) {
  const key = await peer.key(suite)
  const ask = async (credential: Document, lists = listsOf(key, suite), now = NOW): Promise<OutsideVerdict> => verifyOutside(JSON.parse(JSON.stringify(credential)), { now, fetcher: fetcherOf(await lists) })
  const good = await issued(key, suite, badge(key.controller))

  test(`${suite}: a badge that @digitalbazaar/vc signed passes every check here`, async () => {
    const verdict = await ask(good)
    assert.deepEqual(verdict.checks.map((c) => `${c.name} ${c.outcome}`), ['shape passed', 'context passed', 'issuer passed', 'proof passed', 'dates passed', 'status passed'])
    assert.equal(verdict.valid, true)
  })

  test(`${suite}: altered by one letter it is refused`, async () => {
    assert.deepEqual(failed(await ask({ ...good, name: 'Curso de dados' })), ['proof'])
  })

  test(`${suite}: signed with another key, or in another issuer's name, it is refused`, async () => {
    const other = await peer.key(suite)
    assert.deepEqual(failed(await ask(await issued(other, suite, badge(key.controller)))), ['issuer'])
    assert.deepEqual(failed(await ask({ ...good, issuer: { ...(good.issuer as object), id: other.controller } })), ['issuer', 'proof'])
    const [proof] = [good.proof].flat() as Document[]
    assert.deepEqual(failed(await ask({ ...good, proof: { ...proof, verificationMethod: other.id } })), ['issuer', 'proof'])
  })

  test(`${suite}: before its first day and after its last it is refused`, async () => {
    const ending = await issued(key, suite, badge(key.controller, { validUntil: '2026-12-01T00:00:00Z' }))
    assert.deepEqual(failed(await ask(ending)), [])
    assert.deepEqual(failed(await ask(ending, listsOf(key, suite), new Date('2026-12-01T00:00:01Z'))), ['dates'])
    assert.deepEqual(failed(await ask({ ...ending }, listsOf(key, suite), new Date('2026-11-01T09:00:00Z'))), ['proof', 'dates'], 'its proof, too, is of later')
  })

  test(`${suite}: revoked or suspended in its issuer's list it is refused, and it says which`, async () => {
    const revoked = await ask(good, listsOf(key, suite, { revocation: 7 }))
    assert.deepEqual(failed(revoked), ['status'])
    assert.match(revoked.checks.at(-1)?.sentence.es ?? '', /revocó/)
    const suspended = await ask(good, listsOf(key, suite, { suspension: 7 }))
    assert.match(suspended.checks.at(-1)?.sentence.es ?? '', /suspendió/)
    assert.deepEqual(failed(await ask(good, listsOf(key, suite, { revocation: 8 }))), [])
  })

  test(`${suite}: a list that nobody answers, that is altered or is somebody else's proves nothing`, async () => {
    assert.deepEqual(failed(await ask(good, Promise.resolve(new Map()))), ['status'])
    const lists = await listsOf(key, suite, { revocation: 7 })
    const clean = await listsOf(key, suite)
    const subject = (text: string | undefined): Document => (JSON.parse(text ?? '{}') as { credentialSubject: Document }).credentialSubject
    const altered = { ...(JSON.parse(lists.get(LISTS.revocation) ?? '{}') as object), credentialSubject: subject(clean.get(LISTS.revocation)) }
    assert.deepEqual(failed(await ask(good, Promise.resolve(new Map([...clean, [LISTS.revocation, JSON.stringify(altered)]])))), ['status'])
    assert.deepEqual(failed(await ask(good, listsOf(await peer.key(suite), suite))), ['status'])
    assert.deepEqual(failed(await ask(good, Promise.resolve(new Map([...clean, [LISTS.revocation, clean.get(LISTS.suspension) ?? '']])))), ['status'])
  })

  test(`${suite}: a presentation that they signed passes with its challenge, and not with another, nor of another holder`, async () => {
    const holder = await peer.key(suite)
    const presentation = peer.vc.createPresentation({ verifiableCredential: [good], holder: holder.controller, version: 2.0, now: NOW })
    const documentLoader = peer.loader(new Map([...didKeyDocuments(key.controller), ...didKeyDocuments(holder.controller)]))
    const sign = (by: TheirKey): Promise<Document> => peer.vc.signPresentation({ presentation: { ...presentation }, suite: peer.signing(by, suite, '2026-11-20T10:00:00Z'), challenge: 'abc-123', domain: 'yachay.example', documentLoader })
    const signed = await sign(holder)
    const fetcher = fetcherOf(await listsOf(key, suite))
    const check = (given: Document, challenge: string, domain = 'yachay.example'): Promise<OutsideVerdict> =>
      verifyPresentation(given, { now: NOW, fetcher, challenge, domain }, (credential) => verifyOutside(credential, { now: NOW, fetcher }))
    assert.deepEqual(failed(await check(signed, 'abc-123')), [])
    assert.deepEqual(failed(await check(signed, 'abc-124')), ['proof'])
    assert.deepEqual(failed(await check(signed, 'abc-123', 'otro.example')), ['proof'])
    assert.deepEqual(failed(await check(await sign(key), 'abc-123')), ['holder'])
    const [credential] = signed.verifiableCredential as Document[]
    assert.deepEqual(failed(await check({ ...signed, verifiableCredential: [{ ...credential, name: 'Otro' }] }, 'abc-123')), ['proof'], 'the presentation signs its credentials')
    const revoked = fetcherOf(await listsOf(key, suite, { revocation: 7 }))
    assert.deepEqual(failed(await verifyPresentation(signed, { now: NOW, fetcher: revoked, challenge: 'abc-123', domain: undefined }, (c) => verifyOutside(c, { now: NOW, fetcher: revoked }))), ['credentials'])
  })
}
