import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { verifyOutside } from '../../src/lib/vc/outside.ts'
import { specificationRows, tableText } from './spec-table.ts'

/** Of the W3C vocabulary, whose very bytes we hold; its hash stands in the Recommendation (B.1). */
const sri = 'sha256-WZVc7WaX1h4D8rJVb+vlMIqxaEKEb1tYbX8fet7JJzQ='
const rows = await specificationRows()
const of = (suite: string): typeof rows => rows.filter((r) => r.suite === suite)

for (const [suite, least] of [['VC Data Model 2.0', 38], ['Data Integrity', 78], ['Bitstring Status List', 17]] as const) {
  test(`${suite}: each case of the specification ends as it is written down`, () => {
    assert.ok(of(suite).length >= least, `${of(suite).length} cases`)
    assert.deepEqual(of(suite).filter((r) => r.ours !== r.expected).map((r) => `${r.name}: ${r.ours}`), [])
    // What we do otherwise than asked has its reason beside it.
    assert.deepEqual(of(suite).filter((r) => r.asked !== r.ours && r.because === undefined), [])
  })
}

test('docs/verifier-table.md is what the cases say today', () => {
  assert.equal(readFileSync(new URL('../../docs/verifier-table.md', import.meta.url), 'utf8'), tableText(rows), 'npm run verifier-table')
})

test('checks of the data model that the suite has no file for: dates, languages, envelopes, digests of what we hold', async () => {
  const good = { '@context': ['https://www.w3.org/ns/credentials/v2'], type: ['VerifiableCredential'], issuer: 'did:example:i', credentialSubject: { id: 'did:example:s' } }
  const said = async (more: object): Promise<string> => {
    const { checks } = await verifyOutside({ ...good, ...more }, { now: new Date('2026-11-23T18:00:00Z'), fetcher: () => Promise.reject(new Error('nothing is fetched')) })
    const shape = checks.find((c) => c.name === 'shape' && c.outcome === 'failed')
    return shape?.sentence.en ?? ''
  }
  for (const fine of [
    {}, { validFrom: '2026-02-28T24:00:00Z' }, { validFrom: '2024-02-29T10:00:00.123-05:00' }, { name: [{ '@value': 'Curso', '@language': 'es' }, { '@value': 'Course', '@language': 'en' }] },
    { description: { '@value': 'x', '@language': 'ar', '@direction': 'rtl' } }, { issuer: { id: 'did:example:i', name: { '@value': 'U', '@language': 'qu' } } }, { validFrom: '2026-01-01T00:00:00Z', validUntil: '2026-01-01T00:00:00Z' },
    { relatedResource: { id: 'https://www.w3.org/ns/credentials/v2', digestSRI: sri } },
  ]) assert.equal(await said(fine), '', JSON.stringify(fine))
  for (const [bad, words] of [
    [{ validFrom: '2026-02-30T10:00:00Z' }, /validFrom.*date/], [{ validFrom: '2026-01-01' }, /date/], [{ validFrom: '2026-01-01T10:00:00' }, /date/], [{ validUntil: '2026-01-01T25:00:00Z' }, /date/], [{ validFrom: ['2026-01-01T10:00:00Z'] }, /date/],
    [{ validFrom: '2026-01-02T00:00:00Z', validUntil: '2026-01-01T23:59:59Z' }, /ends before it begins/], [{ name: { '@value': 'x', extra: 1 } }, /"name" must be a text/], [{ name: { '@language': 'es' } }, /name/], [{ name: 5 }, /name/],
    [{ issuer: { id: 'did:example:i', description: { '@value': 'x', '@direction': 'up' } } }, /issuer\.description/], [{ issuer: ['did:example:i'] }, /issuer/], [{ issuer: null }, /issuer/], [{ issuer: { name: 'x' } }, /issuer\.id/],
    [{ credentialSubject: undefined }, /credentialSubject/], [{ credentialSubject: 'did:example:s' }, /credentialSubject/], [{ credentialSubject: [] }, /credentialSubject/], [{ credentialSubject: { id: 'no url' } }, /credentialSubject\.id/],
    [{ credentialStatus: 'did:example:x' }, /credentialStatus/], [{ credentialSchema: { type: 'X' } }, /credentialSchema\.id/], [{ refreshService: [{ type: 'X', id: 'did:x:1' }, {}] }, /refreshService\[1\]/], [{ termsOfUse: { type: '' } }, /termsOfUse/], [{ evidence: [5] }, /evidence/],
    [{ type: ['EnvelopedVerifiableCredential'], id: 'data:application/vc+jwt,eyJ' }, /envelope/], [{ '@context': ['https://www.w3.org/2018/credentials/v1'] }, /version 1/], [{ '@context': 'https://www.w3.org/ns/credentials/v2' }, /list that begins/],
    [{ '@context': ['https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json', 'https://www.w3.org/ns/credentials/v2'] }, /list that begins/], [{ type: 'Otra' }, /type is not/], [{ type: [] }, /type/],
    [{ relatedResource: { id: 'https://www.w3.org/ns/credentials/v2', digestSRI: sri.replace(/.=$/, 'A=') } }, /not the one of the digest/], [{ relatedResource: { id: 'urn:x:1', digestSRI: 'md5-AAAA' } }, /malformed/], [{ relatedResource: { id: 'urn:x:1', digestMultibase: 'zabc' } }, /malformed/],
    [{ relatedResource: { id: 'no url', digestSRI: sri } }, /relatedResource\[0\]\.id/],
  ] as const) assert.match(await said(bad), words, JSON.stringify(bad))
})
