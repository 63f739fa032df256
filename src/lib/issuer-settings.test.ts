import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readIssuerSettings } from './issuer-settings.ts'

const HTTPS = 'https://certificados.example.gob.pe'

test('without settings Ed25519 signs, under did:web where PUBLIC_URL is https and did:key elsewhere; both can be chosen', () => {
  assert.deepEqual(readIssuerSettings({}, HTTPS), { suite: 'eddsa-rdfc-2022', did: 'web' })
  assert.deepEqual(readIssuerSettings({ ISSUER_SUITE: '', ISSUER_DID: '' }, 'http://localhost:3000'), { suite: 'eddsa-rdfc-2022', did: 'key' })
  assert.deepEqual(readIssuerSettings({ ISSUER_SUITE: 'ecdsa-rdfc-2019', ISSUER_DID: 'key' }, HTTPS), { suite: 'ecdsa-rdfc-2019', did: 'key' })
})

test('what is wrong is named in a sentence: another suite, another kind of name, did:web without https', () => {
  assert.throws(() => readIssuerSettings({ ISSUER_SUITE: 'bbs-2023' }, HTTPS), /ISSUER_SUITE must be eddsa-rdfc-2022 or ecdsa-rdfc-2019, not "bbs-2023"/)
  assert.throws(() => readIssuerSettings({ ISSUER_DID: 'ion' }, HTTPS), /ISSUER_DID must be web or key, not "ion"/)
  assert.throws(() => readIssuerSettings({ ISSUER_DID: 'web' }, 'http://10.0.0.5'), /ISSUER_DID=web needs a PUBLIC_URL that begins with https/)
})
