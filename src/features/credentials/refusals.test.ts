import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { actingLearner, actingStaff, ruleInForceFor, type Acting } from '../../../test/acting.ts'
import * as h from '../../../test/histories/script.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { readyLearner, type Ready } from '../../../test/ready-learner.ts'
import { append } from '../../record/append.ts'
import { catchUp } from '../../record/follow.ts'
import { readStatements } from '../../record/read.ts'
import { liveNumber, VERB } from '../programmes/index.ts'
import { papersOf } from './credentials.ts'
import { issueOwed } from './issuing.ts'

const OFFICE = '/office/piloto/certificates'
let house: TestHouse
let executor: Acting
let approver: Acting

before(async () => {
  house = await openHouse()
  await ruleInForceFor(house)
  executor = await actingStaff(house, 'Elena Coordina', ['executor'])
  approver = await actingStaff(house, 'Amalia Aprueba', ['approver'])
})
after(() => house.close())

const propose = (who: Ready, by = executor) => by.post(`${OFFICE}/proposals`, { enrolment: who.enrolment, kind: 'certificado' })
const approve = (who: Ready, by = approver) => by.post(`${OFFICE}/approvals/${who.enrolment}`, { kind: 'certificado' })
const approvals = async (who: Ready) => (await readStatements(house.db, 'piloto', { verbs: [VERB.approved], actors: [who.agent] })).length
const credentialOf = (who: Ready) => house.db.selectFrom('credential').select(['credential', 'serial']).where('enrolment', '=', who.enrolment).executeTakeFirst()
const record = (lines: readonly h.Line[], agent: string) => append(house, { scopes: [`actor:piloto:${agent}`] }, () => lines.map((l) => l.draft))
const certified = async (): Promise<Ready & { credential: string; serial: string }> => {
  const who = await readyLearner(house)
  await propose(who)
  await approve(who)
  await house.runJobs()
  const row = await credentialOf(who)
  assert.ok(row)
  return { ...who, ...row }
}

test('an executor approving her own proposal is refused, by her role and, with both roles, by what she did', async () => {
  const who = await readyLearner(house)
  const both = await actingStaff(house, 'Berta Ambas', ['executor', 'approver'])
  await propose(who, both)
  assert.equal((await approve(who, executor)).status, 403)
  const refused = await approve(who, both)
  assert.equal(refused.status, 403)
  assert.match(await refused.text(), /Tú propusiste a esta persona, así que no puedes aprobar/)
  assert.equal(await approvals(who), 0)
  assert.equal((await approve(who)).status, 303)
})

test('withdrawing the proposal does not make its proposer free to approve', async () => {
  const who = await readyLearner(house)
  const both = await actingStaff(house, 'Berta Ambas', ['executor', 'approver'])
  await propose(who, both)
  assert.equal((await both.post(`${OFFICE}/proposals/withdraw`, { enrolment: who.enrolment, kind: 'certificado' })).status, 303)
  assert.equal((await approve(who)).status, 409)
  await propose(who)
  assert.equal((await approve(who, both)).status, 403)
})

test('a tutor approving what she graded is refused', async () => {
  const tutor = await actingStaff(house, 'Tina Tutora', ['tutor', 'approver'])
  const who = await readyLearner(house, { tutor: tutor.id })
  await propose(who)
  const refused = await approve(who, tutor)
  assert.equal(refused.status, 403)
  assert.match(await refused.text(), /Tú calificaste o registraste la asistencia/)
  assert.equal(await approvals(who), 0)
})

test('who confirmed her attendance as the second person is refused too', async () => {
  const second = await actingStaff(house, 'Sonia Segunda', ['executor', 'approver'])
  const who = await readyLearner(house)
  const s = h.script('piloto', house.clock().toISOString(), who.agent)
  h.attended(s, who.agent, who.enrolment, 'clase-1', 60, { second: second.id, manual: true })
  await record(s.lines, who.agent)
  await propose(who)
  assert.equal((await approve(who, second)).status, 403)
  assert.equal((await approve(who)).status, 303)
})

test('learners and visitors reach none of it', async () => {
  const who = await readyLearner(house)
  for (const path of [`${OFFICE}`, `${OFFICE}/approvals`, `${OFFICE}/issued`]) assert.equal((await who.get(path)).status, 403)
  assert.equal((await propose(who, who)).status, 403)
  assert.equal((await approve(who, who)).status, 403)
  const visitor = await house.request(`${OFFICE}/approvals/${who.enrolment}`, { method: 'POST' })
  assert.equal(visitor.status, 401)
  assert.equal((await house.request('/me/certificates')).status, 303)
})

test('two claims of one document: the conflict blocks the certificate, in words, and not the learning', async () => {
  const who = await readyLearner(house)
  const other = await actingLearner(house)
  const s = h.script('piloto', house.clock().toISOString(), 'one')
  h.conflictFound(s, who.agent, other.agent, 'key-1')
  await record(s.lines, who.agent)
  const refused = await propose(who)
  assert.equal(refused.status, 409)
  assert.match(await refused.text(), /mientras otra persona diga tener el mismo documento/)
  assert.equal((await who.get(`/learn/${who.enrolment}`)).status, 200)
})

test('the list of those ready leaves out at once of whom something was said that the figures have not read yet, and lacks nobody else', async () => {
  const [hit, spared, lacking] = [await readyLearner(house, { name: 'Tocada Ayer' }), await readyLearner(house, { name: 'Lista Siempre' }), await readyLearner(house, { name: 'Falta Laboratorio', lab: false })]
  const other = await actingLearner(house)
  await catchUp(house)
  const listed = async (kind = 'certificado'): Promise<boolean[]> => {
    const page = await (await executor.get(`${OFFICE}?kind=${kind}`)).text()
    return [hit, spared, lacking].map((who) => page.includes(`value="${who.enrolment}"`))
  }
  assert.deepEqual(await listed(), [true, true, false])
  assert.deepEqual(await listed('constancia'), [true, true, true])
  const s = h.script('piloto', house.clock().toISOString(), 'said since')
  h.conflictFound(s, hit.agent, other.agent, 'key-3')
  await record(s.lines, hit.agent)
  assert.deepEqual(await listed(), [false, true, false])
  assert.deepEqual(await listed('constancia'), [false, true, true])
  await catchUp(house)
  assert.deepEqual(await listed(), [false, true, false])
  await propose(spared)
  assert.deepEqual(await listed(), [false, false, false])
  assert.deepEqual(await listed('constancia'), [false, true, true])
})

test('a conflict found between approval and issue holds the paper back until it is resolved', async () => {
  const who = await readyLearner(house)
  const other = await actingLearner(house)
  await propose(who)
  await approve(who)
  const found = h.script('piloto', house.clock().toISOString(), 'found')
  h.conflictFound(found, who.agent, other.agent, 'key-2')
  await record(found.lines, who.agent)
  await house.runJobs()
  assert.equal(await credentialOf(who), undefined)
  // However many wait so, nobody after them is held up.
  const others = [await readyLearner(house), await readyLearner(house)]
  for (const one of others) { await propose(one); await approve(one) }
  await issueOwed(house, 1)
  for (const one of others) assert.ok(await credentialOf(one))
  assert.equal(await credentialOf(who), undefined)
  const resolved = h.script('piloto', house.clock().toISOString(), 'resolved')
  h.conflictResolved(resolved, who.agent, 'key-2', true)
  await record(resolved.lines, who.agent)
  await issueOwed(house)
  assert.ok(await credentialOf(who))
})

test('who passed her last task a moment ago is on the list at once, before the follower has read it', async () => {
  const who = await readyLearner(house, { name: 'Nieves Recién Chura', lab: false })
  const list = async (): Promise<string> => (await executor.get(OFFICE)).text()
  assert.doesNotMatch(await list(), /Nieves Recién/)
  const passed = h.script('piloto', house.clock().toISOString(), 'passed')
  h.labGraded(passed, who.agent, who.enrolment, true)
  await record(passed.lines, who.agent)
  assert.match(await list(), /Nieves Recién/)
})

test('merging never counts anybody: the certificate of one record and the checked card of another are not put together; once her card is checked they are', async () => {
  const who = await certified()
  const other = await readyLearner(house)
  const file = `/office/piloto/people/${who.agent}`
  const [check] = await readStatements(house.db, 'piloto', { actors: [who.agent], verbs: [VERB.identityChecked] })
  assert.equal((await executor.post(`${file}/annul`, { check: check?.id ?? '', reason: 'typing-error' })).status, 303)
  await catchUp(house)
  const before = (await liveNumber(house, 'piloto')).counts
  const merge = (): Promise<Response> => executor.post(`${file}/merge`, { other: other.agent, reason: 'registered-twice' })
  const refused = await merge()
  assert.equal(refused.status, 409)
  assert.match(await refused.text(), /una unión nunca suma personas.*Complétalo primero en el registro que tiene el certificado/s)
  await catchUp(house)
  assert.deepEqual((await liveNumber(house, 'piloto')).counts, before)
  const again = h.script('piloto', house.clock().toISOString(), 'again')
  h.identityChecked(again, who.agent, { by: executor.id, second: approver.id })
  await record(again.lines, who.agent)
  assert.equal((await merge()).status, 303)
})

test('of several marked, those who are ready are proposed and the others named with the reason', async () => {
  const ready = await readyLearner(house, { name: 'Ana Lista' })
  const missing = await readyLearner(house, { name: 'Bea Falta', lab: false })
  const page = await (await executor.post(`${OFFICE}/proposals`, { enrolment: [ready.enrolment, missing.enrolment], kind: 'certificado' })).text()
  assert.match(page, /Propuestas: 1\./)
  assert.match(page, /Bea Falta: Todavía no se puede: falta pasar el laboratorio uva-vino/)
  const none = await executor.post(`${OFFICE}/proposals`, { kind: 'certificado' })
  assert.equal(none.status, 422)
  assert.match(await none.text(), /Marca a por lo menos una persona/)
  assert.equal((await executor.post(`${OFFICE}/proposals`, { enrolment: 'no-such', kind: 'certificado' })).status, 404)
})

test('before the rule is signed nobody is proposed', async () => {
  const fresh = await openHouse()
  const coordinator = await actingStaff(fresh, 'Elena Coordina', ['executor'])
  const who = await readyLearner(fresh)
  const refused = await coordinator.post(`${OFFICE}/proposals`, { enrolment: who.enrolment, kind: 'certificado' })
  assert.equal(refused.status, 409)
  assert.match(await refused.text(), /todavía no rige: faltan las dos firmas/)
  assert.match(await (await coordinator.get(OFFICE)).text(), /todavía no rige/)
  await fresh.close()
})

const REAL = '/office/peru-huawei-2024/certificates'

test('outside of a trial programme nothing is certified while PUBLIC_URL is not https, and a sentence says why', async () => {
  await ruleInForceFor(house, 'peru-huawei-2024')
  const coordinator = await actingStaff(house, 'Elena Coordina', ['executor'], 'peru-huawei-2024')
  const who = await readyLearner(house, { tenant: 'peru-huawei-2024', minutes: 250 })
  const refused = await coordinator.post(`${REAL}/proposals`, { enrolment: who.enrolment, kind: 'certificado' })
  assert.equal(refused.status, 409)
  assert.match(await refused.text(), /todavía no tiene una dirección https.*inservible para siempre/)
  assert.match(await (await coordinator.get(REAL)).text(), /no tiene una dirección https \(PUBLIC_URL\)/)
  assert.equal((await house.request('/.well-known/did.json')).status, 404)
})

test('on https the real programme issues under the name of its address, without the words of a trial', async () => {
  const secure = await openHouse({ publicUrl: 'https://certificados.yachay.gob.pe' })
  await ruleInForceFor(secure, 'peru-huawei-2024')
  const coordinator = await actingStaff(secure, 'Elena Coordina', ['executor'], 'peru-huawei-2024')
  const owner = await actingStaff(secure, 'Amalia Aprueba', ['approver'], 'peru-huawei-2024')
  const who = await readyLearner(secure, { tenant: 'peru-huawei-2024', minutes: 250 })
  assert.equal((await coordinator.post(`${REAL}/proposals`, { enrolment: who.enrolment, kind: 'certificado' })).status, 200)
  assert.equal((await owner.post(`${REAL}/approvals/${who.enrolment}`, { kind: 'certificado' })).status, 303)
  await secure.runJobs()
  const row = await secure.db.selectFrom('credential').select(['credential', 'serial']).where('enrolment', '=', who.enrolment).executeTakeFirstOrThrow()
  const papers = await papersOf(secure, secure.db, row.credential)
  assert.equal(papers?.credential.issuer.id, 'did:web:certificados.yachay.gob.pe')
  assert.ok(papers?.qr.startsWith('https://certificados.yachay.gob.pe/v#'))
  assert.doesNotMatch(JSON.stringify(papers), /de prueba/i)
  assert.doesNotMatch(await (await who.get(`/me/certificates/${row.credential}`)).text(), /DE PRUEBA/)
  const did = await (await secure.request('/.well-known/did.json')).json() as { id: string; verificationMethod: { id: string }[] }
  assert.equal(did.id, papers?.credential.issuer.id)
  assert.ok(did.verificationMethod.some((m) => m.id === papers?.credential.proof[0].verificationMethod))
  assert.match(await (await secure.request(`/v/${row.serial}`)).text(), /VÁLIDO/)
  await secure.close()
})

test('when a person was erased only the state of her paper is left', async () => {
  const who = await certified()
  await house.db.updateTable('person').set({ data_key: null, profile: null }).where('id', '=', who.id).execute()
  const page = await (await house.request(`/v/${who.serial}`)).text()
  assert.match(page, /VÁLIDO/)
  assert.match(page, /Solo queda el estado del documento/)
  assert.doesNotMatch(page, /Rosa Quispe/)
  assert.equal((await who.get(`/me/certificates/${who.credential}`)).status, 410)
})

test('who was merged into another person finds her paper under her one account', async () => {
  const who = await certified()
  const same = await actingLearner(house)
  const s = h.script('piloto', house.clock().toISOString(), 'merge')
  h.merged(s, who.agent, same.agent)
  await record(s.lines, who.agent)
  assert.match(await (await same.get('/me/certificates')).text(), new RegExp(who.credential))
  assert.equal((await same.get(`/me/certificates/${who.credential}`)).status, 200)
})

test('the statements of a certificate carry no name', async () => {
  const who = await certified()
  const statements = await readStatements(house.db, 'piloto', { verbs: [VERB.proposed, VERB.approved, VERB.issued], actors: [who.agent] })
  assert.equal(statements.length, 3)
  assert.doesNotMatch(JSON.stringify(statements), /Rosa|Quispe/)
})
