import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { actingStaff, ruleInForceFor, type Acting } from '../../../test/acting.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { readyLearner, type Ready } from '../../../test/ready-learner.ts'
import { CREDENTIALS_V2, DATA_INTEGRITY_V2 } from '../../lib/vc/contexts.ts'
import { addProof, publicKeyOf, type Signer } from '../../lib/vc/data-integrity.ts'
import { toMultikey } from '../../lib/vc/multibase.ts'
import type { Scope } from '../../record/xapi/request.ts'
import { createClient } from '../clients/index.ts'

interface Answer {
  readonly verified?: boolean
  readonly ours?: boolean
  readonly verifiableCredential?: { readonly id: string; readonly credentialSubject: { readonly identifier: readonly { readonly identityHash: string }[] }; readonly [more: string]: unknown }
  readonly problemDetails?: readonly { readonly type: string; readonly title: string; readonly detail: string }[]
  readonly checks?: readonly { readonly name: string; readonly outcome: string }[]
  readonly error?: string
}

const OFFICE = '/office/piloto/certificates'
let house: TestHouse
let executor: Acting
let approver: Acting
let key: string

before(async () => {
  house = await openHouse({ publicUrl: 'https://yachay.example' })
  await ruleInForceFor(house)
  executor = await actingStaff(house, 'Elena Coordina', ['executor'])
  approver = await actingStaff(house, 'Amalia Aprueba', ['approver'])
  key = await keyWith('credentials/issue')
})
after(() => house.close())

async function keyWith(...scopes: Scope[]): Promise<string> {
  const made = await createClient(house, randomUUID(), { tenant: 'piloto', name: `Sistema ${randomUUID()}`, scopes, rate: 6000 })
  return `Basic ${Buffer.from(`${made.key}:${made.secret}`).toString('base64')}`
}

async function post(path: string, body: unknown, headers: Record<string, string> = {}, address = '127.0.0.1'): Promise<Answer & { status: number; headers: Headers }> {
  const response = await house.request(path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: typeof body === 'string' ? body : JSON.stringify(body), address })
  return { status: response.status, headers: response.headers, ...await response.json() as Answer }
}

const asked = (enrolment: string, more: object = {}): object => ({ credential: { '@context': [CREDENTIALS_V2], type: ['VerifiableCredential'], credentialSubject: { id: `urn:uuid:${enrolment}` }, ...more } })
const issue = (body: object, authorization = key): ReturnType<typeof post> => post('/credentials/issue', body, { authorization })
const proposed = async (who: Ready, kind = 'certificado'): Promise<void> => { assert.equal((await executor.post(`${OFFICE}/proposals`, { enrolment: who.enrolment, kind })).status, 200) }
const approved = async (who: Ready, kind = 'certificado'): Promise<void> => { assert.equal((await approver.post(`${OFFICE}/approvals/${who.enrolment}`, { kind })).status, 303) }
const titles = (answer: Answer): string[] => (answer.problemDetails ?? []).map((p) => p.title)
const outcomes = (answer: Answer): string => (answer.checks ?? []).map((c) => `${c.name} ${c.outcome}`).join(', ')

/** Somebody else: an Ed25519 did:key. */
function stranger(fill: number): Signer & { did: string } {
  const secret = new Uint8Array(32).fill(fill)
  const text = toMultikey('ed25519', publicKeyOf(secret))
  return { suite: 'eddsa-rdfc-2022', secret, did: `did:key:${text}`, method: `did:key:${text}#${text}` }
}
const theirs = (did: string): { '@context': string[] } & Record<string, unknown> => ({
  '@context': [CREDENTIALS_V2], type: ['VerifiableCredential'], issuer: { id: did, name: 'Otra institución' }, name: 'Curso de otros', validFrom: '2026-01-01T00:00:00Z',
  credentialSubject: { id: 'did:example:rosa' },
})

test('a system with the right receives the certificate of an approved enrolment, the same one each time, and it is noted whose', async () => {
  const who = await readyLearner(house, { name: 'Ñusta Chávez Quispe' })
  assert.deepEqual(await issue(asked(who.enrolment)).then((a) => [a.status, a.error]), [409, 'not-approved'])
  await proposed(who)
  assert.equal((await issue(asked(who.enrolment))).status, 409, 'proposed is not approved')
  await approved(who)
  const first = await issue(asked(who.enrolment))
  assert.equal(first.status, 201)
  assert.equal(first.verifiableCredential?.credentialSubject.identifier[0]?.identityHash, 'Ñusta Chávez Quispe')
  await house.runJobs()
  const again = await issue(asked(who.enrolment))
  assert.deepEqual(again.verifiableCredential, first.verifiableCredential)
  const { n } = await house.db.selectFrom('credential').select((eb) => eb.fn.countAll<string>().as('n')).where('enrolment', '=', who.enrolment).executeTakeFirstOrThrow()
  assert.equal(Number(n), 1)
  const looks = await house.db.selectFrom('staff_log').select(['person', 'detail']).where('action', '=', 'credential-handed-out').where('person', '=', who.id).execute()
  assert.equal(looks.length, 2)

  const checked = await post('/credentials/verify', { verifiableCredential: first.verifiableCredential, options: { returnCredential: true } })
  assert.deepEqual([checked.status, checked.verified, checked.ours, checked.problemDetails?.length], [200, true, true, 0])
  assert.equal(checked.verifiableCredential?.id, first.verifiableCredential?.id)
  assert.equal(outcomes(checked), 'shape passed, context passed, issuer passed, proof passed, dates passed, status passed')
  const altered = await post('/credentials/verify', { verifiableCredential: { ...first.verifiableCredential, name: 'Doctorado' } })
  assert.deepEqual([altered.verified, titles(altered)], [false, ['PROOF_VERIFICATION_ERROR']])
})

test('what a request says of the certificate must be so; a constancia is asked for by its achievement', async () => {
  const who = await readyLearner(house)
  await proposed(who, 'constancia')
  await approved(who, 'constancia')
  const constancia = { credentialSubject: { id: `urn:uuid:${who.enrolment}`, achievement: { id: 'https://yachay.example/p/piloto#constancia' } } }
  const made = await issue(asked(who.enrolment, constancia))
  assert.equal(made.status, 201)
  assert.match(String(made.verifiableCredential?.name), /^Constancia de participación/)
  assert.equal((await issue(asked(who.enrolment, { ...constancia, issuer: 'did:web:yachay.example', type: ['VerifiableCredential', 'OpenBadgeCredential'] }))).status, 201)
  for (const lie of [{ name: 'Doctorado' }, { issuer: 'did:web:otra.example' }, { validFrom: '2020-01-01T00:00:00Z' }, { evidence: [{ type: ['Evidence'], name: 'más' }] }]) {
    const refused = await issue(asked(who.enrolment, { ...constancia, ...lie }))
    assert.deepEqual([refused.status, titles(refused)], [400, ['MALFORMED_VALUE_ERROR']], JSON.stringify(lie))
  }
})

test('nobody else receives one: no key, another scope (not even "all"), another programme, no enrolment, a certificate that was revoked', async () => {
  const who = await readyLearner(house)
  await proposed(who)
  await approved(who)
  assert.equal((await post('/credentials/issue', asked(who.enrolment))).status, 401)
  assert.equal((await issue(asked(who.enrolment), 'Basic bm9ib2R5Om5vdGhpbmc=')).status, 401)
  for (const scope of ['statements/read', 'all'] as const) assert.deepEqual(await issue(asked(who.enrolment), await keyWith(scope)).then((a) => [a.status, a.error]), [403, 'scope-missing'])
  const elsewhere = await createClient(house, randomUUID(), { tenant: 'peru-huawei-2024', name: 'Otro', scopes: ['credentials/issue'], rate: 6000 })
  assert.equal((await issue(asked(who.enrolment), `Basic ${Buffer.from(`${elsewhere.key}:${elsewhere.secret}`).toString('base64')}`)).status, 409)
  assert.equal((await issue(asked(randomUUID()))).status, 409)
  for (const body of [{}, { credential: 5 }, asked('nada'), { credential: { credentialSubject: [] } }]) assert.deepEqual(await issue(body).then((a) => [a.status, titles(a)]), [400, ['MALFORMED_VALUE_ERROR']], JSON.stringify(body))
  assert.equal((await issue(asked(who.enrolment))).status, 201)
  const row = await house.db.selectFrom('credential').select('credential').where('enrolment', '=', who.enrolment).executeTakeFirstOrThrow()
  assert.equal((await approver.post(`${OFFICE}/issued/${row.credential}/revoke`, { cause: 'issued-in-error' })).status, 303)
  const refused = await issue(asked(who.enrolment))
  assert.deepEqual([refused.status, refused.error], [409, 'not-valid'])
})

test("a stranger's credential and a presentation are checked by the general verifier and never called ours", async () => {
  const other = stranger(21)
  const good = await addProof(theirs(other.did), other, '2026-01-02T00:00:00Z')
  const checked = await post('/credentials/verify', { verifiableCredential: good })
  assert.deepEqual([checked.status, checked.verified, checked.ours], [200, true, false])
  assert.equal(outcomes(checked), 'shape passed, context passed, issuer passed, proof passed, dates passed, status skipped')
  const wrong = await post('/credentials/verify', { verifiableCredential: { ...good, name: 'Otro' } })
  assert.deepEqual([wrong.verified, titles(wrong)], [false, ['PROOF_VERIFICATION_ERROR']])
  const old = await post('/credentials/verify', { verifiableCredential: { ...good, '@context': ['https://www.w3.org/2018/credentials/v1'] } })
  assert.match(old.problemDetails?.[0]?.detail ?? '', /versión 1/)
  const bare = { '@context': [CREDENTIALS_V2], type: ['VerifiablePresentation'], verifiableCredential: [good] }
  assert.equal((await post('/presentations/verify', { verifiablePresentation: bare })).verified, false, 'nobody signed it')
  const forged = await addProof(theirs('did:web:yachay.example'), other, '2026-01-02T00:00:00Z')
  assert.deepEqual(titles(await post('/credentials/verify', { verifiableCredential: forged })), ['INVALID_VERIFICATION_METHOD'])
  const badge = await addProof({ ...theirs('did:web:yachay.example'), '@context': [CREDENTIALS_V2, 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'], type: ['VerifiableCredential', 'OpenBadgeCredential'] }, other, '2026-01-02T00:00:00Z')
  const asOurs = await post('/credentials/verify', { verifiableCredential: badge })
  assert.deepEqual([asOurs.verified, asOurs.ours], [false, true], 'it says that it is ours, so it is held to the register')
})

test('what is no request is refused with the names of the specification; too large, too deep and too often cost nothing', async () => {
  for (const [body, type] of [['nada', 'PARSING_ERROR'], ['[]', 'PARSING_ERROR'], ['{}', 'MALFORMED_VALUE_ERROR'], ['['.repeat(60_000), 'PARSING_ERROR']] as const) {
    for (const path of ['/credentials/verify', '/presentations/verify']) assert.deepEqual(await post(path, body, {}, '10.0.0.1').then((a) => [a.status, titles(a)]), [400, [type]], `${path} ${body.slice(0, 10)}`)
  }
  assert.equal((await post('/credentials/verify', { verifiableCredential: 'x'.repeat(300_000) }, { 'content-length': '300100' })).status, 413)
  assert.equal((await post('/presentations/verify', { verifiablePresentation: {}, options: { challenge: 5 } })).status, 400)
  const answers = []
  for (let i = 0; i < 40; i++) answers.push((await post('/credentials/verify', { verifiableCredential: {} }, {}, '10.9.9.9')).status)
  assert.ok(answers.includes(429) && answers[0] === 200, answers.join(' '))
  assert.equal((await post('/credentials/verify', { verifiableCredential: {} }, {}, '10.9.9.10')).status, 200, 'another address goes on')
})

test('pages of other sites may ask the interface, and no cookie counts there', async () => {
  const answer = await post('/credentials/verify', { verifiableCredential: {} }, { origin: 'https://empleos.example', 'sec-fetch-site': 'cross-site' }, '10.0.0.3')
  assert.deepEqual([answer.status, answer.headers.get('access-control-allow-origin')], [200, '*'])
  assert.equal((await house.request('/credentials/verify', { method: 'OPTIONS', headers: { origin: 'https://empleos.example', 'access-control-request-method': 'POST' } })).status, 204)
})

test("at /v a stranger's credential is told as a stranger's: the signature holds or not, and it is no certificate of this programme", async () => {
  const other = stranger(22)
  const good = await addProof({ ...theirs(other.did), '@context': [CREDENTIALS_V2, DATA_INTEGRITY_V2] }, other, '2026-01-02T00:00:00Z')
  const page = async (given: unknown, lang = 'es'): Promise<string> => {
    const form = new FormData()
    form.set('text', typeof given === 'string' ? given : JSON.stringify(given))
    return (await house.request(`/v?lang=${lang}`, { method: 'POST', body: form, address: '10.0.0.4' })).text()
  }
  const holds = await page(good)
  assert.match(holds, /LA FIRMA VALE.*No es un certificado de este programa.*Otra institución · did:key:.*Curso de otros/s)
  assert.doesNotMatch(holds, /VÁLIDO/)
  const fails = await page({ ...good, name: 'Curso <b>nuestro</b>' })
  assert.match(fails, /NO VALE.*data-check="proof" data-outcome="failed"/s)
  assert.doesNotMatch(fails, /nuestro/, 'what nobody signed is not shown')
  assert.match(await page(good, 'en'), /THE SIGNATURE HOLDS.*This is no certificate of this programme/s)
  assert.match(await page('esto no es nada'), /NO VÁLIDO.*data-check="shape" data-outcome="failed"/s)
})
