import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import type { Credential } from '../../src/features/credentials/achievement.ts'
import { STATES_IN } from '../../src/features/credentials/credential-state.ts'
import { AT, didDocuments, issuerWith, listAt, signed, twoEntries, unsigned } from './ours.ts'
import { didKeyDocuments, theirs, type Document } from './theirs.ts'

/** What we issue, in the hands of others' verifiers: @digitalbazaar/vc (did:web, both suites) and @digitalcredentials/verifier-core (did:key). */
const PUBLIC_URL = 'https://certificados.yachay.gob.pe'
const NOW = new Date('2026-03-03T15:00:00Z')
const peer = await theirs()

for (const suite of ['eddsa-rdfc-2022', 'ecdsa-rdfc-2019'] as const) {
  for (const did of ['web', 'key'] as const) {
    const issuer = issuerWith(PUBLIC_URL, { suite, did })
    const accepts = async (credential: object, set: { revocation?: number[]; suspension?: number[] } = {}, now = NOW): Promise<boolean> => {
      const lists = await Promise.all((['revocation', 'suspension'] as const).map((purpose) => listAt(PUBLIC_URL, issuer, purpose, set[purpose] ?? [])))
      const documentLoader = peer.loader(new Map([...(did === 'web' ? didDocuments(issuer) : didKeyDocuments(issuer.did)), ...lists]))
      const { verified, statusResult } = await peer.vc.verifyCredential({ credential: JSON.parse(JSON.stringify(credential)) as Document, suite: peer.checking, documentLoader, checkStatus: peer.checkStatus(documentLoader), now })
      // Theirs says that both lists could be read, and what stands in each.
      return verified && statusResult?.verified === true && (statusResult.results ?? []).every((r) => !r.status)
    }
    const good = await signed(unsigned(PUBLIC_URL, issuer), issuer)

    test(`@digitalbazaar/vc accepts our certificado (${suite}, did:${did}) and our constancia`, async () => {
      assert.equal(await accepts(good), true)
      assert.equal(await accepts(await signed(unsigned(PUBLIC_URL, issuer, { kind: 'constancia', proven: null, trial: false }), issuer)), true)
    })

    test(`@digitalbazaar/vc refuses it (${suite}, did:${did}) altered, with another key, in another name, too early and too late`, async () => {
      assert.equal(await accepts({ ...good, name: `${good.name}.` }), false)
      const other = issuerWith(PUBLIC_URL, { suite, did }, 9)
      const forged = await signed(unsigned(PUBLIC_URL, issuer), { ...other, signer: { ...other.signer, method: issuer.signer.method } })
      assert.equal(await accepts(forged), false)
      assert.equal(await accepts({ ...good, issuer: { ...good.issuer, id: 'did:web:otra.example' } }), false)
      assert.equal(await accepts(good, {}, new Date('2026-03-01T15:00:00Z')), false)
      const ending = await signed({ ...unsigned(PUBLIC_URL, issuer), validUntil: '2026-03-03T00:00:00Z' }, issuer)
      assert.equal(await accepts(ending, {}, new Date('2026-03-02T20:00:00Z')), true)
      assert.equal(await accepts(ending), false)
    })

    test(`@digitalbazaar/vc-bitstring-status-list finds it (${suite}, did:${did}) revoked and suspended in our lists`, async () => {
      assert.equal(await accepts(good, { suspension: [11, 13] }), true)
      assert.equal(await accepts(good, { suspension: STATES_IN.suspension.includes('revoked') ? [12] : [] }), false)
      assert.equal(await accepts(good, { suspension: STATES_IN.suspension.includes('suspended') ? [12] : [] }), false)
      const before = await signed({ ...unsigned(PUBLIC_URL, issuer), credentialStatus: twoEntries(PUBLIC_URL, 12) }, issuer)
      assert.equal(await accepts(before), true, 'a certificate from before, with an entry for each list')
      assert.equal(await accepts(before, { revocation: [12] }), false)
      assert.equal(await accepts(before, { suspension: [12] }), false)
    })
  }
}

/** Our lists over http, where verifier-core fetches them; did:key, because it resolves did:web over https only. */
const lists = new Map<string, object>()
const server = createServer((request, response) => {
  const list = lists.get(`${origin}${request.url}`)
  response.writeHead(list ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(list ?? {}))
})
await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
after(() => { server.closeAllConnections(); server.close() })

/** The one thing it asks of the world: the official schema, which it finds here. */
const SCHEMA = JSON.parse(readFileSync(new URL('./schemas/ob_v3p0_getopenbadgecredentialsresponse_schema.json', import.meta.url), 'utf8')) as { $schema: string; $defs: object }
const realFetch = globalThis.fetch
globalThis.fetch = async (input, init) => {
  const url = input instanceof Request ? input.url : String(input)
  if (!url.startsWith('https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json')) return realFetch(input, init)
  return Response.json({ $schema: SCHEMA.$schema, $id: url, $ref: '#/$defs/AchievementCredential', $defs: SCHEMA.$defs })
}
after(() => { globalThis.fetch = realFetch })

test('@digitalcredentials/verifier-core accepts our certificado and refuses it altered, expired, early, revoked, or with another key', async () => {
  const core = await peer.core()
  const issuer = issuerWith(origin)
  const set = async (revoked: readonly number[]): Promise<void> => { for (const purpose of ['revocation', 'suspension'] as const) lists.set(...await listAt(origin, issuer, purpose, purpose === 'suspension' ? revoked : [])) }
  const steps = async (credential: object): Promise<Record<string, unknown>> => {
    const { log, errors } = await core.verifyCredential({ credential: JSON.parse(JSON.stringify(credential)) as object, knownDIDRegistries: [] })
    return errors ? { error: errors[0]?.name } : Object.fromEntries((log ?? []).map((step) => [step.id, step.valid ?? step.error?.name]))
  }
  await set([])
  const good = await signed(unsigned(origin, issuer), issuer)
  const { valid_signature: signature, expiration, suspension_status: inForce } = await steps(good)
  assert.deepEqual({ signature, expiration, inForce }, { signature: true, expiration: true, inForce: true })
  assert.equal((await steps({ ...good, name: `${good.name}.` })).error, 'invalid_signature')
  const other = issuerWith(origin, undefined, 9)
  assert.equal((await steps(await signed(unsigned(origin, issuer), { ...other, signer: { ...other.signer, method: issuer.signer.method } }))).error, 'invalid_signature')
  assert.equal((await steps({ ...good, issuer: { ...good.issuer, id: other.did } })).error, 'invalid_signature')
  const ended: Credential = await signed({ ...unsigned(origin, issuer), validUntil: new Date(AT.getTime() + 1000).toISOString() }, issuer)
  assert.equal((await steps(ended)).expiration, false)
  await set([12])
  assert.equal((await steps(good)).suspension_status, false)
})
