import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { loadContext, type Loader } from './contexts.ts'
import { addProof, hashData, proofHolds, publicKeyOf, type Signer } from './data-integrity.ts'
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
const signer: Signer = { suite: 'eddsa-rdfc-2022', secret: seed, method: METHOD }

/** W3C VC-DI-ECDSA 1.0 (Recommendation), appendix A.1: the same document with a P-256 key (secret Multikey: 0x86 0x26 in front). */
const ECDSA = {
  PUBLIC: 'zDnaepBuvsQ8cpsWrVKw8fbpGpvPeNSjVPTWoq6cRqaYzBKVP',
  SECRET: 'z42twTcNeSYcnqg1FLuSFs2bsGH3ZqbRHFmvS9XMsYhjxvHN',
  PROOF_CONFIG_HASH: '3a8a522f689025727fb9d1f0fa99a618da023e8494ac74f51015d009d35abc2e',
  SIGNATURE: '1cb4290918ffb04a55ff7ae1e55e316a9990fda8eec67325eac7fcbf2ddf9dd2b06716a657e72b284c9604df3a172ecbf06a1a475b49ac807b1d9162df855636',
  PROOF_VALUE: 'zaHXrr7AQdydBk3ahpCDpWbxfLokDqmCToYm2dyWvpcFVyWooC2he63w1f7UNQoAMKdhaRtcnaE2KTo5o5vTCcfw',
}
const ecdsaSigner: Signer = {
  suite: 'ecdsa-rdfc-2019', secret: fromMultibase(ECDSA.SECRET)?.subarray(2) ?? new Uint8Array(), method: `did:key:${ECDSA.PUBLIC}#${ECDSA.PUBLIC}`,
}

test('our proof of the W3C example document is the published one: canonical form, both hashes and signature', async () => {
  const signed = await addProof(DOCUMENT, signer, CREATED, withExamples)
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

test('with P-256 (ecdsa-rdfc-2019) our proof is the published one too: both hashes, the deterministic signature, the proof value', async () => {
  const signed = await addProof(DOCUMENT, ecdsaSigner, CREATED, withExamples)
  const { proofValue, ...options } = signed.proof[0]
  const data = await hashData(DOCUMENT, options, withExamples)
  assert.equal(data.toString('hex'), ECDSA.PROOF_CONFIG_HASH + DOCUMENT_HASH)
  assert.equal(proofValue, ECDSA.PROOF_VALUE)
  assert.equal(Buffer.from(fromMultibase(proofValue) ?? []).toString('hex'), ECDSA.SIGNATURE)
  const key = fromMultikey('p256', ECDSA.PUBLIC)
  assert.ok(key)
  assert.equal(await proofHolds(DOCUMENT, signed.proof[0], key, withExamples), true)
})

test('a proof of either suite fails on an altered document, another key, a key or name of the other suite, and bytes that are no key', async () => {
  const ed = fromMultikey('ed25519', PUBLIC) ?? assert.fail()
  const ec = fromMultikey('p256', ECDSA.PUBLIC) ?? assert.fail()
  const holds = (document: typeof DOCUMENT, proof: Parameters<typeof proofHolds>[1], key: Uint8Array): Promise<boolean> => proofHolds(document, proof, key, withExamples)
  for (const [by, own, other, strange, suite] of [
    [signer, ed, ec, publicKeyOf(new Uint8Array(32).fill(7)), 'ecdsa-rdfc-2019'],
    [ecdsaSigner, ec, ed, fromMultikey('p256', 'zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169'), 'eddsa-rdfc-2022'],
  ] as const) {
    const [proof] = (await addProof(DOCUMENT, by, CREATED, withExamples)).proof
    assert.equal(await holds(DOCUMENT, proof, own), true)
    assert.equal(await holds({ ...DOCUMENT, name: 'Alumni Credentiaal' }, proof, own), false)
    assert.equal(await holds(DOCUMENT, { ...proof, created: '2023-02-24T23:36:39Z' }, own), false)
    assert.equal(await holds(DOCUMENT, proof, strange ?? assert.fail()), false)
    assert.equal(await holds(DOCUMENT, proof, other), false)
    assert.equal(await holds(DOCUMENT, { ...proof, cryptosuite: suite }, other), false)
    assert.equal(await holds(DOCUMENT, { ...proof, proofValue: proof.proofValue.slice(0, -2) }, own), false)
    assert.equal(await holds(DOCUMENT, proof, new Uint8Array(own.length).fill(5)), false)
  }
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
  await assert.rejects(() => addProof({ ...DOCUMENT, '@context': ['https://example.org/evil'] }, signer, CREATED))
  await assert.rejects(() => addProof({ '@context': ['https://www.w3.org/ns/credentials/v2'], id: 'urn:x:1', unheardOf: 'x' }, signer, CREATED))
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
