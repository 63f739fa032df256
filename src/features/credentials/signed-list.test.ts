import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { actingStaff, ruleInForceFor, type Acting } from '../../../test/acting.ts'
import { openHouse, testKeys, type TestHouse } from '../../../test/house.ts'
import { readyLearner } from '../../../test/ready-learner.ts'
import { keysFrom, KEY_NAMES, withIssuer, type KeyName } from '../../lib/keys.ts'
import { proofHolds, type Proof } from '../../lib/vc/data-integrity.ts'
import { fromMultikey } from '../../lib/vc/multibase.ts'
import { KEY_OF } from '../../lib/vc/suites.ts'
import { papersOf } from './credentials.ts'
import { presentIssuer } from './issuer-keys.ts'
import { LIST_BITS } from './status-list.ts'

const OFFICE = '/office/piloto/certificates'
let house: TestHouse
let executor: Acting
let approver: Acting

interface List {
  readonly '@context': string[]
  readonly issuer: string
  readonly validFrom: string
  readonly validUntil: string
  readonly credentialSubject: { readonly encodedList: string; readonly ttl: number; readonly statusPurpose: string }
  readonly proof: [Proof]
}

before(async () => {
  house = await openHouse()
  await ruleInForceFor(house)
  executor = await actingStaff(house, 'Elena Coordina', ['executor'])
  approver = await actingStaff(house, 'Amalia Aprueba', ['approver'])
})
after(() => house.close())

async function certified(at = house): Promise<{ credential: string; status_index: number }> {
  const who = await readyLearner(at)
  await executor.post(`${OFFICE}/proposals`, { enrolment: who.enrolment, kind: 'certificado' })
  await approver.post(`${OFFICE}/approvals/${who.enrolment}`, { kind: 'certificado' })
  await at.runJobs()
  return at.db.selectFrom('credential').select(['credential', 'status_index']).where('enrolment', '=', who.enrolment).executeTakeFirstOrThrow()
}

const change = (credential: string, act: string, cause: string): Promise<Response> => approver.post(`${OFFICE}/issued/${credential}/${act}`, { cause })
const get = (list = 1, purpose = 'revocation', init: RequestInit = {}, at = house): Promise<Response> => at.request(`/v/status/${purpose}/${list}`, init)
const read = async (answer: Response): Promise<List> => await answer.json() as List
const isSet = ({ credentialSubject }: List, bit: number): boolean => {
  const bytes = gunzipSync(Buffer.from(credentialSubject.encodedList.slice(1), 'base64url'))
  assert.equal(bytes.length * 8, LIST_BITS)
  return ((bytes[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0
}
const holds = ({ proof: [proof], ...document }: List): Promise<boolean> =>
  proofHolds(document as never, proof, fromMultikey(KEY_OF[proof.cryptosuite], proof.verificationMethod.split('#')[1] ?? '') ?? new Uint8Array())

test('a list is signed once and served from there, also by another process, until a bit changes; a reader who has it gets 304', async () => {
  const { credential, status_index: bit } = await certified()
  const first = await get()
  const etag = first.headers.get('etag') ?? ''
  const text = await first.clone().text()
  const list = await read(first)
  assert.equal(isSet(list, bit), false)
  assert.deepEqual([list.credentialSubject.ttl, Date.parse(list.validUntil) - Date.parse(list.validFrom)], [300_000, 7 * 86_400_000])
  assert.equal(await holds(list), true)
  house.time.add(3_600_000)
  const other = await openHouse({ sameAs: house, now: house.clock().toISOString() })
  assert.equal(await (await get(1, 'revocation', {}, other)).text(), text)
  await other.close()
  const again = await get(1, 'revocation', { headers: { 'If-None-Match': `"other", ${etag}` } })
  assert.deepEqual([again.status, await again.text()], [304, ''])

  await change(credential, 'suspend', 'under-review')
  assert.equal((await get(1, 'revocation', { headers: { 'If-None-Match': etag } })).status, 304, 'the list of the other purpose has not changed')
  assert.equal(isSet(await read(await get(1, 'suspension')), bit), true)
  await change(credential, 'reinstate', 'review-closed')
  assert.equal(isSet(await read(await get(1, 'suspension')), bit), false)
  await change(credential, 'revoke', 'issued-in-error')
  const changed = await get(1, 'revocation', { headers: { 'If-None-Match': etag } })
  assert.equal(changed.status, 200)
  const revoked = await read(changed)
  assert.equal(isSet(revoked, bit), true)
  assert.equal(revoked.validFrom, house.clock().toISOString())
  assert.equal(await holds(revoked), true)
})

test('a list that does not change is signed anew each day, long before its readers stop believing it', async () => {
  const before = await read(await get())
  house.time.add(23 * 3_600_000)
  assert.deepEqual(await read(await get()), before)
  house.time.add(3_600_001)
  const renewed = await read(await get())
  assert.equal(renewed.credentialSubject.encodedList, before.credentialSubject.encodedList)
  assert.equal(renewed.validFrom, house.clock().toISOString())
  assert.ok(Date.parse(before.validUntil) - house.clock().getTime() > 5 * 86_400_000)
})

test('what is no list of ours is not found, and nothing is signed for it', async () => {
  for (const path of ['/v/status/revocation/2', '/v/status/revocation/99999', '/v/status/revocation/0', '/v/status/refresh/1', '/v/status/revocation/x']) assert.equal((await house.request(path)).status, 404, path)
  assert.deepEqual((await house.db.selectFrom('status_list_signed').select('list').where('list', '>', 1).execute()), [])
})

test('under did:key a replaced key goes on signing the list of its own certificates, and new ones go into a list of their own; a stolen one signs no list', async () => {
  const old = presentIssuer(house)
  const oldList = await read(await get())
  assert.equal(oldList.issuer, old.did)
  const fresh = createHash('sha256').update('a new key').digest()
  const keys = keysFrom(Object.fromEntries(KEY_NAMES.map((name) => [name, name === 'issuer' ? fresh : testKeys().bytes(name)])) as Record<KeyName, Buffer>, [testKeys().bytes('issuer')])
  await house.db.updateTable('installation_key').set({ fingerprint: keys.fingerprints.issuer }).where('name', '=', 'issuer').execute()
  const after = await openHouse({ sameAs: house, keys, now: house.clock().toISOString() })
  const who = await readyLearner(house)
  await executor.post(`${OFFICE}/proposals`, { enrolment: who.enrolment, kind: 'certificado' })
  await approver.post(`${OFFICE}/approvals/${who.enrolment}`, { kind: 'certificado' })
  await after.runJobs()
  const row = await after.db.selectFrom('credential').select(['credential', 'status_index']).where('enrolment', '=', who.enrolment).executeTakeFirstOrThrow()
  const { did } = presentIssuer(after)
  const credential = (await papersOf(after, after.db, row.credential))?.credential
  assert.notEqual(did, old.did)
  assert.deepEqual([credential?.issuer.id, [credential?.credentialStatus].flat()[0]?.statusListCredential], [did, 'http://localhost/v/status/suspension/2'])
  assert.deepEqual([(await read(await get(1, 'revocation', {}, after))).issuer, (await read(await get(2, 'revocation', {}, after))).issuer], [old.did, did])
  assert.equal(isSet(await read(await get(2, 'revocation', {}, after)), row.status_index - LIST_BITS), false)

  await house.db.updateTable('issuer_key').set({ stolen_since: new Date('2026-03-01T00:00:00Z') }).where('key_id', '=', old.keyId).execute()
  assert.equal((await read(await get(1, 'revocation', {}, after))).issuer, did)
  // Whoever has only the present key (a lost one was replaced) answers too.
  const without = await openHouse({ sameAs: house, keys: withIssuer(testKeys(), fresh), now: house.clock().toISOString() })
  assert.equal(await holds(await read(await get(1, 'revocation', {}, without))), true)
  await without.close()
  await after.close()
})
