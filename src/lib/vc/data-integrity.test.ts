import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { loadContext, type Loader } from './contexts.ts'
import { addProof, hashData, proofHolds, publicKeyOf } from './data-integrity.ts'
import { fromMultibase, fromMultikey, toMultibase, toMultikey } from './multibase.ts'

/** W3C VC-DI-EDDSA 1.0 (Recommendation), appendix B.1: keys, document, hashes and proof value as published. */
const PUBLIC = 'z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2'
const SECRET = 'z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq'
const DOCUMENT = {
  '@context': ['https://www.w3.org/ns/credentials/v2', 'https://www.w3.org/ns/credentials/examples/v2'],
  id: 'urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33',
  type: ['VerifiableCredential', 'AlumniCredential'],
  name: 'Alumni Credential',
  description: 'A minimum viable example of an Alumni Credential.',
  issuer: 'https://vc.example/issuers/5678',
  validFrom: '2023-01-01T00:00:00Z',
  credentialSubject: { id: 'did:example:abcdefgh', alumniOf: 'The School of Examples' },
}
const CREATED = '2023-02-24T23:36:38Z'
const METHOD = `did:key:${PUBLIC}#${PUBLIC}`
const PROOF_CONFIG_HASH = 'bea7b7acfbad0126b135104024a5f1733e705108f42d59668b05c0c50004c6b0'
const DOCUMENT_HASH = '517744132ae165a5349155bef0bb0cf2258fff99dfe1dbd914b938d775a36017'
const PROOF_VALUE = 'z2YwC8z3ap7yx1nZYCg4L3j3ApHsF8kgPdSb5xoS1VR7vPG3F561B52hYnQF9iseabecm3ijx4K1FBTQsCZahKZme'

const withExamples: Loader = async (url) =>
  url === 'https://www.w3.org/ns/credentials/examples/v2'
    ? { contextUrl: null, documentUrl: url, document: { '@context': { '@vocab': 'https://www.w3.org/ns/credentials/examples#' } } }
    : loadContext(url)

/** A secret Multikey starts with 0x80 0x26. */
const seed = fromMultibase(SECRET)?.subarray(2) ?? new Uint8Array()

test('our proof of the W3C example document is the published one: canonical form, both hashes and signature', async () => {
  const signed = await addProof(DOCUMENT, seed, METHOD, CREATED, withExamples)
  const { proofValue, ...options } = signed.proof[0]
  const data = await hashData(DOCUMENT, options, withExamples)
  assert.equal(data.subarray(0, 32).toString('hex'), PROOF_CONFIG_HASH)
  assert.equal(data.subarray(32).toString('hex'), DOCUMENT_HASH)
  assert.equal(proofValue, PROOF_VALUE)
  const key = fromMultikey('ed25519', PUBLIC)
  assert.ok(key)
  assert.deepEqual(publicKeyOf(seed), key)
  assert.equal(await proofHolds(DOCUMENT, signed.proof[0], key, withExamples), true)
  assert.equal(await proofHolds({ ...DOCUMENT, name: 'Alumni Credentiaal' }, signed.proof[0], key, withExamples), false)
})

test('the bundled contexts are the published texts byte for byte', () => {
  const sha = (name: string): string => createHash('sha256').update(readFileSync(new URL(`./contexts/${name}`, import.meta.url))).digest('hex')
  // The first two hashes stand in the W3C Recommendations (VCDM 2.0 B.1, Data Integrity 1.0); the third is the file served on 2026-10-03.
  assert.equal(sha('credentials-v2.json'), '59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734')
  assert.equal(sha('data-integrity-v2.json'), '67f21e6e33a6c14e5ccfd2fc7865f7474fb71a04af7e94136cb399dfac8ae8f4')
  assert.equal(sha('open-badges-3.0.3.json'), '3d34f4d4ef1bce691106e63798beb5e7b862ba841423f5ee1e53ab7ddf3bca84')
  // As 1EdTech's validator bundles it (github.com/1EdTech/digital-credentials-public-validator, commit de1b9bb2, 2,054 bytes).
  assert.equal(sha('clr-2.0.1.json'), '880f1902d4158f2f33ce06af41b90719977cd1ea337a9de2e41edb3ff5e543d6')
})

test('no other context is loaded and no undefined term slips through unsigned', async () => {
  await assert.rejects(() => addProof({ ...DOCUMENT, '@context': ['https://example.org/evil'] }, seed, METHOD, CREATED))
  await assert.rejects(() => addProof({ '@context': ['https://www.w3.org/ns/credentials/v2'], id: 'urn:x:1', unheardOf: 'x' }, seed, METHOD, CREATED))
})

test('base58 and multikeys survive the way there and back, leading zeros included', () => {
  for (const bytes of [[], [0], [0, 0, 1], [255, 255], [0xed, 1, 2, 3]]) {
    const text = toMultibase(Uint8Array.from(bytes))
    if (bytes.length) assert.deepEqual([...(fromMultibase(text) ?? [])], bytes)
  }
  assert.equal(fromMultibase('zO0Il'), null)
  assert.equal(fromMultibase('u1234'), null)
  assert.equal(fromMultikey('p256', PUBLIC), null)
  assert.equal(toMultikey('ed25519', publicKeyOf(seed)), PUBLIC)
})
