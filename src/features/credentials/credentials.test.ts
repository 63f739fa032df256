import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { actingLearner, actingStaff, ruleInForceFor, type Acting } from '../../../test/acting.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { readyLearner, type Ready } from '../../../test/ready-learner.ts'
import { catchUp } from '../../record/follow.ts'
import { readStatements } from '../../record/read.ts'
import { liveNumber, VERB } from '../programmes/index.ts'
import type { Credential } from './achievement.ts'
import { checkSignature, openCompact } from './compact.ts'
import { papersOf } from './credentials.ts'
import { issueApproved, issueOwed } from './issuing.ts'

const OFFICE = '/office/piloto/certificates'
let house: TestHouse
let executor: Acting
let approver: Acting
let visitor: (path: string) => Promise<Response>

before(async () => {
  house = await openHouse()
  await ruleInForceFor(house)
  executor = await actingStaff(house, 'Elena Coordina', ['executor'])
  approver = await actingStaff(house, 'Amalia Aprueba', ['approver'])
  visitor = (path) => house.request(path)
})
after(() => house.close())

const propose = (who: Ready, by = executor, kind = 'certificado') => by.post(`${OFFICE}/proposals`, { enrolment: who.enrolment, kind })
const approve = (who: Ready, by = approver, kind = 'certificado') => by.post(`${OFFICE}/approvals/${who.enrolment}`, { kind })
const rowsOf = (who: Ready) => house.db.selectFrom('credential').select(['credential', 'serial', 'approval', 'edition', 'kind'])
  .where('enrolment', '=', who.enrolment).orderBy('edition').execute()
const n3 = async (): Promise<number> => {
  await catchUp(house)
  return (await liveNumber(house, 'piloto')).counts?.[3] ?? -1
}
const certified = async (options = {}): Promise<Ready & { credential: string; serial: string }> => {
  const who = await readyLearner(house, options)
  assert.equal((await propose(who)).status, 200)
  assert.equal((await approve(who)).status, 303)
  await house.runJobs()
  const [row] = await rowsOf(who)
  assert.ok(row)
  return { ...who, ...row }
}

test('from the list of those ready to a certificate in the inbox, counted once', async () => {
  const before = await n3()
  const who = await readyLearner(house, { name: 'Ñusta Chávez Quispe' })
  const list = await (await executor.get(OFFICE)).text()
  assert.match(list, /Ñusta Chávez Quispe/)
  const done = await propose(who)
  assert.match(await done.text(), /Propuestas: 1\./)
  const look = await (await approver.get(`${OFFICE}/approvals/${who.enrolment}?kind=certificado`)).text()
  for (const words of ['Minutos de trabajo: 52 de 48', 'Prueba: 17 de 20 \\(se pide 14\\)', 'Laboratorio uva-vino', 'Aprobar y emitir', 'Elena Coordina']) assert.match(look, new RegExp(words))
  assert.equal((await approve(who)).headers.get('location'), `${OFFICE}/approvals?done=approved`)
  await house.runJobs()
  assert.equal(await n3(), before + 1)

  const [row] = await rowsOf(who)
  assert.match(await (await who.get('/me/inbox')).text(), /Está listo: Certificado de prueba: Piloto/)
  const paper = await (await who.get(`/me/certificates/${row?.credential}`)).text()
  for (const words of ['Ñusta Chávez Quispe', '<h1 lang="es-PE">Certificado de prueba</h1>', '52 minutos de trabajo \\(0.9 horas de 60 minutos; 1.2 horas académicas', 'DE PRUEBA', '17 de 20', '<svg', row?.serial ?? '-']) {
    assert.match(paper, new RegExp(words))
  }
  assert.match(await (await who.get('/me/certificates')).text(), /VÁLIDO/)
})

test('anybody verifies by serial, and sees each check and the present state but no marks', async () => {
  const { serial } = await certified({ name: 'Juana Mamani Flores' })
  const response = await visitor(`/v/${serial}`)
  const page = await response.text()
  assert.equal(response.status, 200)
  assert.match(page, /VÁLIDO/)
  for (const name of ['shape', 'context', 'issuer', 'proof', 'dates', 'status']) assert.match(page, new RegExp(`data-check="${name}" data-outcome="passed"`))
  assert.match(page, /Juana Mamani Flores/)
  assert.doesNotMatch(page, /17|de 20/)
  assert.equal((await visitor(`/v?serial=${serial.toLowerCase().replaceAll('-', '+')}`)).headers.get('location'), `/v/${serial}`)
  assert.equal((await visitor(`/v/${serial.toLowerCase()}`)).headers.get('location'), `/v/${serial}`)
})

test('an unknown serial answers 404 in words, a malformed one is sent back to its field', async () => {
  const unknown = await visitor('/v/0000-0000-0000-0000')
  assert.equal(unknown.status, 404)
  assert.match(await unknown.text(), /No tenemos ese número de serie.*0000-0000-0000-0000/s)
  assert.equal((await visitor('/v/nada')).status, 404)
  const typed = await visitor('/v?serial=123')
  assert.equal(typed.status, 422)
  assert.match(await typed.text(), /tiene 16 letras y números.*value="123"/s)
})

test('the downloaded file verifies without JavaScript; altered by one character it is refused', async () => {
  const who = await certified()
  const json = await (await who.get(`/me/certificates/${who.credential}/credential.json`)).text()
  const send = (text: string): Promise<Response> => {
    const body = new FormData()
    body.set('file', new File([text], 'certificado.json', { type: 'application/json' }))
    return Promise.resolve(house.request('/v', { method: 'POST', body }))
  }
  assert.match(await (await send(json)).text(), /VÁLIDO/)
  const altered = await (await send(json.replace('Quispe', 'Quispa'))).text()
  assert.match(altered, /NO VÁLIDO/)
  assert.match(altered, /data-check="proof" data-outcome="failed"/)
  assert.doesNotMatch(altered, /Quispa/)
  assert.match(await (await send('{"hola": 1}')).text(), /data-check="shape" data-outcome="failed"/)
  assert.match(await (await send('esto no es JSON')).text(), /NO VÁLIDO/)
  const nothing = await house.request('/v', { method: 'POST', body: new FormData() })
  assert.equal(nothing.status, 422)
  assert.match(await nothing.text(), /Elige un archivo o pega su contenido/)
})

test('the QR on the paper opens in the browser with the keys that the page at /v carries', async () => {
  const who = await certified({ name: 'María del Rosario de los Ángeles Concepción Bustamante de la Fuente Huamaní' })
  const papers = await papersOf(house, house.db, who.credential)
  assert.ok(papers && papers.qr.length <= 300)
  assert.ok(papers.qr.startsWith('http://localhost/v#'))
  const page = await (await visitor('/v')).text()
  const keys = JSON.parse((/data-keys="([^"]+)"/.exec(page)?.[1] ?? '{}').replaceAll('&quot;', '"')) as Record<string, string>
  const opened = openCompact(papers.qr.split('#')[1] ?? '')
  assert.ok(opened)
  assert.equal(await checkSignature(opened, keys), 'holds')
  assert.equal(opened.compact.serial, who.serial)
  assert.equal(opened.compact.date, '2026-03-02')
  assert.match(opened.compact.name, /^María del Rosario/)
})

test('a learner opens and downloads only her own', async () => {
  const who = await certified()
  const other = await actingLearner(house)
  for (const path of [`/me/certificates/${who.credential}`, `/me/certificates/${who.credential}/credential.json`]) {
    const refused = await other.get(path)
    assert.equal(refused.status, 403)
    assert.match(await refused.text(), /es de otra persona/)
  }
  assert.equal((await other.get('/me/certificates/no-such')).status, 404)
})

test('double approval issues once, also when two press at the same moment in two processes', async () => {
  const other = await openHouse({ sameAs: house })
  const who = await readyLearner(house)
  await propose(who)
  const path = `${OFFICE}/approvals/${who.enrolment}`
  const init = { method: 'POST', headers: { cookie: approver.cookie, 'content-type': 'application/x-www-form-urlencoded' }, body: 'kind=certificado' }
  const both = await Promise.all([house.request(path, init), other.request(path, init)])
  assert.deepEqual(both.map((r) => r.status).sort(), [303, 409])
  const again = await approve(who)
  assert.equal(again.status, 409)
  assert.match(await again.text(), /Ya está aprobado/)
  await Promise.all([house.runJobs(), other.runJobs()])
  assert.equal((await rowsOf(who)).length, 1)
  await other.close()
})

test('killed between approval and issue: the job resumes, and running it twice or in two processes changes nothing', async () => {
  const other = await openHouse({ sameAs: house })
  const who = await readyLearner(house)
  await propose(who)
  await approve(who)
  assert.equal((await rowsOf(who)).length, 0)
  const [approved] = await readStatements(house.db, 'piloto', { verbs: [VERB.approved], actors: [who.agent] })
  assert.ok(approved)
  const outcomes = await Promise.all([issueApproved(house, 'piloto', approved.id), issueApproved(other, 'piloto', approved.id), issueApproved(house, 'piloto', approved.id)])
  assert.deepEqual(outcomes.sort(), ['issued', 'nothing-to-do', 'nothing-to-do'])
  await house.runJobs()
  await issueOwed(house)
  assert.equal((await rowsOf(who)).length, 1)
  assert.equal((await readStatements(house.db, 'piloto', { verbs: [VERB.issued], actors: [who.agent] })).length, 1)
  await other.close()
})

test('an approval that lost its job is found by the regular look', async () => {
  const who = await readyLearner(house)
  await propose(who)
  await approve(who)
  await house.pool.query("select graphile_worker.complete_jobs(array_agg(id)) from graphile_worker.jobs where task_identifier = 'issue-credential'")
  await house.runJobs()
  assert.equal((await rowsOf(who)).length, 0)
  assert.match(await (await approver.get(`${OFFICE}/approvals`)).text(), /Aprobados que todavía no se emiten: 1/)
  await issueOwed(house)
  assert.equal((await rowsOf(who)).length, 1)
})

test('a constancia is another document: it says so, carries no marks and does not count', async () => {
  const who = await readyLearner(house, { product: 5, name: 'Carmen Huanca Ticona' })
  const refused = await propose(who)
  assert.equal(refused.status, 409)
  assert.match(await refused.text(), /la nota de su producto es 5; se pide 14/)
  const before = await n3()
  assert.match(await (await executor.get(`${OFFICE}?kind=constancia`)).text(), /Carmen Huanca Ticona/)
  await propose(who, executor, 'constancia')
  await approve(who, approver, 'constancia')
  await house.runJobs()
  const [row] = await rowsOf(who)
  assert.equal(row?.kind, 'constancia')
  const papers = await papersOf(house, house.db, row?.credential ?? '')
  assert.match(papers?.credential.name ?? '', /^Constancia de participación de prueba: /)
  assert.equal(papers?.credential.credentialSubject.result.length, 1)
  assert.match(await (await who.get(`/me/certificates/${row?.credential}`)).text(), /No certifica notas ni aprobación/)
  assert.equal(await n3(), before)
})

test('a certificate revoked shows REVOCADO with date and cause, leaves the status list and the number', async () => {
  const who = await certified({ name: 'Luz Apaza Condori' })
  const before = await n3()
  const path = `${OFFICE}/issued/${who.credential}`
  assert.match(await (await approver.get(`${path}/revoke`)).text(), /No se puede deshacer/)
  const missing = await approver.post(`${path}/revoke`)
  assert.equal(missing.status, 422)
  assert.match(await missing.text(), /Elige la causa/)
  assert.equal(await n3(), before)
  house.time.add(60_000)
  assert.equal((await approver.post(`${path}/revoke`, { cause: 'false-evidence' })).status, 303)
  assert.equal(await n3(), before - 1)
  const page = await (await visitor(`/v/${who.serial}`)).text()
  assert.match(page, /REVOCADO/)
  assert.match(page, /Desde el 02\/03\/2026\. Causa: Las pruebas no eran verdaderas/)
  assert.match(page, /data-check="status" data-outcome="failed"/)
  assert.match(await (await who.get('/me/inbox')).text(), /está ahora: REVOCADO/)
  assert.equal((await approver.post(`${path}/revoke`, { cause: 'false-evidence' })).status, 409)
  assert.equal((await approver.post(`${path}/reinstate`, { cause: 'review-closed' })).status, 409)
  assert.equal(await bitOf(who.credential, 'revocation'), 1)
  assert.equal(await bitOf(who.credential, 'suspension'), 1, 'the list that its certificate names')
})

test('a suspension is undone by reinstating, and the lists say so at each step', async () => {
  const who = await certified()
  const before = await n3()
  const path = `${OFFICE}/issued/${who.credential}`
  await approver.post(`${path}/suspend`, { cause: 'complaint' })
  assert.match(await (await visitor(`/v/${who.serial}`)).text(), /SUSPENDIDO/)
  assert.deepEqual([await n3(), await bitOf(who.credential, 'suspension'), await bitOf(who.credential, 'revocation')], [before - 1, 1, 0])
  await approver.post(`${path}/reinstate`, { cause: 'review-closed' })
  assert.match(await (await visitor(`/v/${who.serial}`)).text(), /VÁLIDO/)
  assert.deepEqual([await n3(), await bitOf(who.credential, 'suspension')], [before, 0])
})

test('a corrected name gives a new certificate; the old one says REEMPLAZADO and the count stays', async () => {
  const who = await certified({ name: 'Rosa Quispe Mamani' })
  const before = await n3()
  const path = `${OFFICE}/issued/${who.credential}`
  const same = await approver.post(`${path}/correct`, { cause: 'name-corrected' })
  assert.equal(same.status, 409)
  assert.match(await same.text(), /son los que ya dice/)
  const correction = { full_name: 'Rosa Quispe Mamaní', birth_date: '14/05/1983', reason: 'card-shows-otherwise' }
  assert.equal((await executor.post(`/office/piloto/people/${who.agent}/correct`, correction)).status, 303)
  assert.match(await (await approver.get(path)).text(), /Nombre en el documento: Rosa Quispe Mamani\. Nombre de hoy en sus datos: Rosa Quispe Mamaní\./)
  assert.equal((await approver.post(`${path}/correct`, { cause: 'name-corrected' })).status, 303)
  const rows = await rowsOf(who)
  assert.deepEqual(rows.map((r) => r.edition), [1, 2])
  assert.match(await (await visitor(`/v/${rows[0]?.serial}`)).text(), /REEMPLAZADO/)
  const fresh = await (await visitor(`/v/${rows[1]?.serial}`)).text()
  assert.match(fresh, /VÁLIDO.*Rosa Quispe Mamaní/s)
  assert.equal(await n3(), before)
  assert.equal(await bitOf(who.credential, 'revocation'), 1)
})

test('issued papers are found by name without accents and by serial, and a slip is printed for who has no e-mail', async () => {
  const who = await certified({ name: 'Íñigo Ñahuí Pérez' })
  for (const q of ['inigo nahui', 'PEREZ iñigo', who.serial]) assert.match(await (await executor.post(`${OFFICE}/issued`, { q, month: '' })).text(), /Íñigo Ñahuí Pérez/)
  assert.match(await (await executor.post(`${OFFICE}/issued`, { q: 'zzz' })).text(), /No se encontró ninguno/)
  const slip = await (await executor.get(`${OFFICE}/issued/${who.credential}/slip`)).text()
  assert.match(slip, /Tu certificado está listo.*Íñigo Ñahuí Pérez.*documento y tu clave.*<svg/s)
})

/** The bit of a credential in the published, signed list. */
async function bitOf(credential: string, purpose: 'revocation' | 'suspension'): Promise<number> {
  const papers = await papersOf(house, house.db, credential)
  const [entry] = [papers?.credential.credentialStatus].flat()
  assert.ok(entry)
  const list = await (await visitor(new URL(entry.statusListCredential).pathname.replace('/suspension/', `/${purpose}/`))).json() as Credential & { credentialSubject: { encodedList: string } }
  assert.equal(list.proof.length, 1)
  const bytes = gunzipSync(Buffer.from(list.credentialSubject.encodedList.slice(1), 'base64url'))
  const index = Number(entry.statusListIndex)
  return ((bytes[index >> 3] ?? 0) >> (7 - (index & 7))) & 1
}
