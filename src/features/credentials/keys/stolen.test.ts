import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import { actingStaff, ruleInForceFor, type Acting } from '../../../../test/acting.ts'
import { openHouse, testKeys, type TestHouse } from '../../../../test/house.ts'
import { readyLearner, type Ready } from '../../../../test/ready-learner.ts'
import { withIssuer } from '../../../lib/keys.ts'
import { addProof } from '../../../lib/vc/data-integrity.ts'
import { catchUp } from '../../../record/follow.ts'
import { liveNumber } from '../../programmes/index.ts'
import type { Credential } from '../achievement.ts'
import { papersOf } from '../credentials.ts'
import { presentIssuer } from '../issuer-keys.ts'
import { register } from '../register.ts'
import { verifyCredential } from '../verify.ts'
import { distrustKey, keysNow, leftToSign } from './distrust.ts'
import { resumeSigning, signAnew } from './sign-anew.ts'

const OFFICE = '/office/piloto/certificates'
const PUBLIC_URL = 'https://certificados.example.gob.pe'
const SINCE = new Date('2026-03-01T00:00:00Z')
/** The house before the theft, and a process of the same installation that was started with the new key. */
let old: TestHouse
let house: TestHouse
let executor: Acting
let approver: Acting
let rosa: Certified
let juana: Certified
let erased: Certified
/** What Rosa downloaded before the theft. */
let before2: Credential
let n3Before: number | undefined

type Certified = Ready & { credential: string; serial: string }

async function certified(name: string): Promise<Certified> {
  const who = await readyLearner(old, { name })
  await executor.post(`${OFFICE}/proposals`, { enrolment: who.enrolment, kind: 'certificado' })
  await approver.post(`${OFFICE}/approvals/${who.enrolment}`, { kind: 'certificado' })
  await old.runJobs()
  const row = await old.db.selectFrom('credential').select(['credential', 'serial']).where('enrolment', '=', who.enrolment).executeTakeFirstOrThrow()
  return { ...who, ...row }
}

const credentialOf = async (who: Certified): Promise<Credential> => (await papersOf(house, house.db, who.credential))?.credential ?? assert.fail()
const n3 = async (): Promise<number | undefined> => {
  await catchUp(house)
  return (await liveNumber(house, 'piloto')).counts?.[3]
}
const outcomes = async (given: unknown, by = house): Promise<string[]> =>
  (await verifyCredential(given, register(by))).checks.filter((c) => c.outcome !== 'passed').map((c) => `${c.name} ${c.outcome}: ${c.sentence.es}`)

before(async () => {
  old = await openHouse({ publicUrl: PUBLIC_URL })
  await ruleInForceFor(old)
  executor = await actingStaff(old, 'Elena Coordina', ['executor'])
  approver = await actingStaff(old, 'Amalia Aprueba', ['approver'])
  rosa = await certified('Rosa Quispe Mamani')
  juana = await certified('Juana Flores Ticona')
  erased = await certified('Pilar Borrada Soto')
  await old.db.updateTable('person').set({ data_key: null, profile: null }).where('id', '=', (await old.db.selectFrom('credential').select('person').where('credential', '=', erased.credential).executeTakeFirstOrThrow()).person).execute()
  // As on an installation from before keys were written down.
  await old.db.updateTable('credential').set({ key_id: null }).where('credential', '=', juana.credential).execute()
  // As `npm run keys -- rotate issuer` leaves the database (scripts/keys/keys.test.ts runs it).
  const keys = withIssuer(testKeys(), createHash('sha256').update('the new issuer key').digest())
  await old.db.updateTable('installation_key').set({ fingerprint: keys.fingerprints.issuer }).where('name', '=', 'issuer').execute()
  house = await openHouse({ publicUrl: PUBLIC_URL, sameAs: old, keys })
  before2 = await credentialOf(rosa)
  n3Before = await n3()
})
after(async () => {
  await house.close()
  await old.close()
})

test('a replaced key alone changes nothing: what it signed passes every check', async () => {
  assert.deepEqual(await outcomes(before2), [])
  const document = JSON.parse(await (await house.request('/.well-known/did.json')).text()) as { assertionMethod: string[]; verificationMethod: object[] }
  assert.equal(document.assertionMethod.length, 6)
})

test('only a key that signed here is distrusted, not the present one, and not from a moment to come', async () => {
  await assert.rejects(() => distrustKey(house, '00000000', SINCE), /No key 00000000 ever signed here/)
  await assert.rejects(() => distrustKey(house, presentIssuer(house).keyId, SINCE), /signs now\. Replace it first/)
  await assert.rejects(() => distrustKey(house, presentIssuer(old).keyId, new Date('2026-03-02T15:00:01Z')), /in the future/)
})

test('from the moment a key is distrusted it is no assertion method, and says so to every reader', async () => {
  await distrustKey(house, presentIssuer(old).keyId, new Date('2026-03-02T00:00:00Z'))
  await distrustKey(house, presentIssuer(old).keyId, SINCE)
  await distrustKey(house, presentIssuer(old).keyId, new Date('2026-03-02T10:00:00Z'))
  const stolen = (await keysNow(house.db)).find((k) => k.keyId === presentIssuer(old).keyId)
  assert.equal(stolen?.stolenSince?.toISOString(), SINCE.toISOString(), 'the earliest moment said')
  const document = JSON.parse(await (await house.request('/.well-known/did.json')).text()) as { assertionMethod: string[]; verificationMethod: { id: string; revoked?: string }[] }
  const { ed25519, ecdsa, p256 } = presentIssuer(old)
  for (const key of [ed25519, ecdsa, p256]) {
    assert.ok(!document.assertionMethod.some((id) => id.endsWith(`#${key}`)))
    assert.equal(document.verificationMethod.find((m) => m.id.endsWith(`#${key}`))?.revoked, SINCE.toISOString())
  }
  assert.equal(document.assertionMethod.length, 3)
  assert.ok(document.assertionMethod.some((id) => id.endsWith(`#${presentIssuer(house).ed25519}`)))
})

test('what the stolen key signed is believed only where our register has it letter for letter', async () => {
  assert.deepEqual(await outcomes(before2), [])
  const { checks } = await verifyCredential(before2, register(house))
  assert.match(checks.find((c) => c.name === 'issuer')?.sentence.es ?? '', /clave que después nos robaron, pero es letra por letra/)
  const thief = presentIssuer(old).signer
  const { proof: _proof, ...unsigned } = before2
  const forge = (document: object): Promise<Credential> => addProof({ ...unsigned, ...document }, thief, '2026-01-05T10:00:00Z')
  // The real id and serial, another name; a better mark; another's name on an id that is hers; an id that was never issued.
  const renamed = await forge({ credentialSubject: { ...unsigned.credentialSubject, identifier: [{ ...unsigned.credentialSubject.identifier[0], identityHash: 'Pedro Ladrón Pérez' }] } })
  const better = await forge({ credentialSubject: { ...unsigned.credentialSubject, result: unsigned.credentialSubject.result.map((r) => (r.value === '17' ? { ...r, value: '20' } : r)) } })
  const dated = await forge({ validFrom: '2026-02-01T15:00:00Z' })
  const invented = await forge({ id: 'urn:uuid:3f1f1a3e-56a1-4b73-8d5c-0c6d0e6c8a01' })
  for (const forged of [renamed, better, dated]) {
    const failed = await outcomes(forged)
    assert.equal(failed.length, 1)
    assert.match(failed[0] ?? '', /^issuer failed: Está firmado con una clave que nos robaron, y no es lo que dice nuestro registro/)
  }
  assert.deepEqual((await outcomes(invented)).map((line) => line.split(':')[0]), ['issuer failed', 'status failed'])
  // Signed once more by the thief, the very same words are as true as before.
  assert.deepEqual(await outcomes(await forge({})), [])
})

test('a process that was not started again signs nothing more with the stolen key; approvals wait', async () => {
  const who = await readyLearner(old, { name: 'Ana Espera Luna' })
  await executor.post(`${OFFICE}/proposals`, { enrolment: who.enrolment, kind: 'certificado' })
  await approver.post(`${OFFICE}/approvals/${who.enrolment}`, { kind: 'certificado' })
  await old.runJobs().catch(() => undefined)
  const issued = (): Promise<{ key_id: string | null } | undefined> => old.db.selectFrom('credential').select('key_id').where('enrolment', '=', who.enrolment).executeTakeFirst()
  assert.equal(await issued(), undefined)
  await assert.rejects(() => signAnew(old), { code: 'key-distrusted' })
  const { issueOwed } = await import('../issuing.ts')
  await issueOwed(house)
  assert.equal((await issued())?.key_id, presentIssuer(house).keyId)
})

test('every certificate is signed anew: same id, serial, words and count; the old file and the new one are both good; whom it belongs to is told', async () => {
  assert.equal(await leftToSign(house.db), 3)
  await resumeSigning(house)
  await house.runJobs()
  assert.equal(await leftToSign(house.db), 0)
  const fresh = await credentialOf(rosa)
  assert.equal(fresh.proof[0].verificationMethod, presentIssuer(house).signer.method)
  assert.deepEqual({ ...fresh, proof: null }, { ...before2, proof: null })
  assert.notDeepEqual(fresh.proof, before2.proof)
  for (const given of [fresh, before2, await credentialOf(juana)]) assert.deepEqual(await outcomes(given), [])
  assert.match((await papersOf(house, house.db, rosa.credential))?.qr ?? '', new RegExp(`^${PUBLIC_URL}/v#`))
  assert.match(await (await house.request(`/v/${rosa.serial}`)).text(), /VÁLIDO/)
  assert.match(await (await rosa.get('/me/inbox')).text(), /Cambiamos la clave con la que firmamos\. Tu documento «Certificado de prueba: Piloto/)
  assert.equal(await n3(), (n3Before ?? 0) + 1, 'only Ana is new')
  // Erased: nobody can read her papers, so nobody signs them; her serial still answers with the state.
  assert.match(await (await house.request(`/v/${erased.serial}`)).text(), /pidió borrar sus datos/)
  // Again: nothing is left to do, and nobody is told twice.
  await signAnew(house)
  assert.equal((await (await rosa.get('/me/inbox')).text()).split('Cambiamos la clave').length, 2)
})
