import assert from 'node:assert/strict'
import { appendFileSync, cpSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { actingLearner, actingStaff, formBody, personValues, ruleInForceFor, withCookie, type Acting } from '../../../test/acting.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { ROOT } from '../../lib/root.ts'
import { readStatements } from '../../record/read.ts'

const CALL = '/p/piloto/calls/abierta-1'
const OFFICE = '/office/piloto/calls/abierta-1'
let house: TestHouse
let approver: Acting
let executor: Acting

before(async () => {
  house = await openHouse()
  approver = await actingStaff(house, 'Ana Aprueba', ['approver'])
  executor = await actingStaff(house, 'Elena Coordina', ['executor'])
})
after(() => house.close())

let number = 45_100_000
const form = (more: Record<string, string> = {}) => ({
  document_type: 'dni', document_number: String(number++), full_name: 'Rosa Ñahui Quispe', birth_date: '14/05/1983', district: 'Juliaca, San Román',
  pin: '582931', consent: 'yes', ...more,
})
const visit = (path: string, fields: Record<string, string>) => house.request(path, {
  method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: formBody(fields),
})
const cookieOf = (answer: Response): string => answer.headers.getSetCookie().map((c) => c.split(';')[0]).filter((c) => c?.startsWith('session=')).join('; ')
const fieldNames = (html: string): string[] => {
  const main = html.slice(html.indexOf('<main'), html.indexOf('</main>')).replace(/<details>.*?<\/details>/gs, '')
  return [...new Set([...main.matchAll(/<(?:input|select|textarea)[^>]* name="([^"]+)"/g)].map((m) => m[1]!))]
}

test('a call is a draft to the public until an approver publishes it, under a rule in force, once', async () => {
  assert.equal((await house.request(CALL)).status, 404)
  assert.equal((await executor.get(CALL)).status, 200, 'staff read the draft')
  assert.match(await (await approver.get(OFFICE)).text(), /la regla de conteo del programa todavía no está en vigor/)
  const early = await approver.post(`${OFFICE}/publish`, { confirm: 'yes' })
  assert.equal(early.status, 409)
  assert.match(await early.text(), /dos firmas/)
  await ruleInForceFor(house)
  assert.equal((await executor.post(`${OFFICE}/publish`, { confirm: 'yes' })).status, 403)
  const unread = await approver.post(`${OFFICE}/publish`)
  assert.equal(unread.status, 422)
  assert.match(await unread.text(), /Marca la casilla/)
  assert.equal((await approver.post(`${OFFICE}/publish`, { confirm: 'yes' })).status, 303)
  assert.equal((await approver.post(`${OFFICE}/publish`, { confirm: 'yes' })).status, 409)
  const page = await house.request(CALL)
  assert.equal(page.status, 200)
  assert.match(await page.text(), /90 vacantes en total.*Qué datos te pedimos.*SHA-256/s)
  assert.match(await (await house.request(`${CALL}/bases.yaml`)).text(), /^# The terms of this call are this file/)
  assert.equal((await house.request(`${CALL}/lottery.json`)).status, 404)
})

test('the list of calls is searched by words of the title, with or without accents, and by where they stand', async () => {
  const list = async (query: string): Promise<string> => (await executor.get(`/office/piloto/calls?${query}`)).text()
  const all = await list('')
  assert.match(all, new RegExp(`href="${OFFICE}"`))
  assert.match(all, /Recibe postulaciones hasta el/)
  const found = await list('q=ABIERTA&phase=open')
  assert.match(found, new RegExp(`Encontramos 1 de 2 convocatorias.*href="${OFFICE}"`, 's'))
  assert.match(found, /name="q"[^>]*value="ABIERTA"/)
  const none = await list('q=pesquería')
  assert.match(none, /Encontramos 0 de 2 convocatorias\..*Ver todas/s)
  assert.doesNotMatch(none, new RegExp(`href="${OFFICE}"`))
  assert.match(await list('phase=draft'), /Encontramos 1 de 2/)
  assert.match(await (await executor.get(OFFICE)).text(), /href="\/office\/piloto\/calls">Volver a las convocatorias/)
})

test('the server does not start when the terms of a published call were changed or taken away', async () => {
  const contentDir = mkdtempSync(join(tmpdir(), 'yachay-terms-'))
  for (const folder of ['programmes', 'courses', 'labs']) cpSync(join(ROOT, folder), join(contentDir, folder), { recursive: true })
  appendFileSync(join(contentDir, 'programmes/piloto/calls/abierta-1.yaml'), '# one more place for my cousin\n')
  await assert.rejects(openHouse({ sameAs: house, contentDir }), /abierta-1\.yaml was changed after its call was published on 2026-03-02.*put the old file back.*new call/s)
})

test('the whole application has at most ten fields, registration included, and the first page gives account, session and number', async () => {
  const first = await (await house.request(`${CALL}/apply`)).text()
  const answer = await visit(`${CALL}/apply`, form())
  assert.equal(answer.status, 303)
  const address = answer.headers.get('location') ?? ''
  assert.match(address, /^\/me\/applications\/piloto\/[2-9BCDFGHJKMNPQRTVWXYZ]{5}-[2-9BCDFGHJKMNPQRTVWXYZ]{5}$/)
  const rosa = withCookie(house, '', cookieOf(answer))
  const second = await (await rosa.get(address)).text()
  assert.match(second, new RegExp(`class="big expediente">${address.split('/').at(-1)}`))
  assert.match(second, /Iniciada/)
  const names = [...fieldNames(first), ...fieldNames(second)]
  assert.ok(names.length <= 10, `${names.length}: ${names.join()}`)

  const wrong = await rosa.post(`${address}/rest`, { phone: 'NO TIENE', language: 'quz', groups: ['sme-owners'], line: '', ruc: '20512333798' })
  assert.equal(wrong.status, 422)
  assert.match(await wrong.text(), /href="#phone".*href="#(line|ruc)"/s)
  assert.equal((await rosa.post(`${address}/rest`, { phone: '951 234 567', language: 'quz', groups: ['sme-owners'], line: 'bodega', no_ruc: 'yes' })).status, 303)
  assert.match(await (await rosa.get(address)).text(), /value="951/)
  assert.equal((await rosa.post(`${address}/send`, { phone: '12', language: 'quz' })).status, 422)
  assert.equal((await rosa.post(`${address}/send`, { phone: '952 000 111', language: 'quz' })).status, 303)
  assert.match(await (await rosa.get('/me/data')).text(), /value="952/, 'what she typed beside “send” is kept')
  assert.equal((await rosa.post(`${address}/send`)).status, 409)
  assert.match(await (await rosa.get(address)).text(), /Enviada/)
  const record = JSON.stringify(await readStatements(house.db, 'piloto'))
  assert.doesNotMatch(record, /Ñahui|Quispe|951234567|1983-05-14|05\/1983|bodega/)
})

test('what is wrong on the first page comes back beside its field with everything typed, and nothing is registered', async () => {
  const before = await house.db.selectFrom('person').select('id').execute()
  const answer = await visit(`${CALL}/apply`, form({ document_number: '11111111', full_name: 'Rosa 😀', birth_date: '31/02/1990', district: '140101', pin: '111111', consent: '' }))
  assert.equal(answer.status, 422)
  const html = await answer.text()
  for (const field of ['document_number', 'full_name', 'birth_date', 'district', 'pin', 'consent']) assert.match(html, new RegExp(`href="#${field}"`), field)
  assert.match(html, /value="31\/02\/1990"/)
  assert.doesNotMatch(html, /value="111111"/)
  assert.equal((await house.db.selectFrom('person').select('id').execute()).length, before.length)
})

test('the same form twice, one after the other or at once, is one application under one number', async () => {
  const fields = form()
  const [one, two] = await Promise.all([visit(`${CALL}/apply`, fields), visit(`${CALL}/apply`, fields)])
  const third = await visit(`${CALL}/apply`, fields)
  const numbers = [one, two, third].map((a) => a.headers.get('location'))
  assert.equal(new Set(numbers).size, 1, numbers.join())
  const own = withCookie(house, '', cookieOf(third))
  assert.equal((await own.post(`${CALL}/apply`)).headers.get('location'), numbers[0])
})

test('somebody who has an account applies with one press; her number is nobody else’s business', async () => {
  const maria = await actingLearner(house, personValues({ name: 'María Huamán' }))
  assert.match(await (await maria.get(`${CALL}/apply`)).text(), /Empezar mi postulación/)
  const address = (await maria.post(`${CALL}/apply`)).headers.get('location') ?? ''
  assert.equal((await maria.get(address)).status, 200)
  const other = await actingLearner(house)
  assert.equal((await other.get(address)).status, 403)
  for (const step of ['rest', 'send', 'accept', 'decline']) assert.equal((await other.post(`${address}/${step}`)).status, 403, step)
  assert.equal((await house.request(address)).status, 303)
  assert.equal((await executor.get(address)).status, 403)
  assert.equal((await maria.get('/me/applications/piloto/ZZZZZ-22222')).status, 404)
})

/** Registers somebody, sends her application, answers with her and her number. */
async function sent(name: string, born = '1983-05-14'): Promise<{ who: Acting; address: string; expediente: string; office: string }> {
  const who = await actingLearner(house, personValues({ name, born }))
  const address = (await who.post(`${CALL}/apply`)).headers.get('location') ?? ''
  assert.equal((await who.post(`${address}/send`)).status, 303)
  const expediente = address.split('/').at(-1)!
  return { who, address, expediente, office: `${OFFICE}/applications/${expediente}` }
}

test('the coordinator finds people without accents and by number, filters by state, and decides many at once', async () => {
  const [jose, nuria, child] = [await sent('José Ñáñez Córdova'), await sent('Nuria Peña Ríos'), await sent('Beto Menor Chico', '2012-03-03')]
  const search = async (q: string, state = '') => (await executor.post(`${OFFICE}/applications/search`, { q, state })).text()
  assert.match(await search('cordova jose'), /José Ñáñez Córdova/)
  assert.match(await search('nanez'), /José Ñáñez Córdova/)
  assert.doesNotMatch(await search('nanez'), /Nuria/)
  assert.match(await search(nuria.expediente.toLowerCase().replace('-', '')), /Nuria Peña/)
  assert.match(await search('nadie asi'), /No hay postulaciones que mostrar/)
  assert.match(await search('beto'), /La regla propone: no apta/)

  const none = await executor.post(`${OFFICE}/applications`, { action: 'eligible' })
  assert.equal(none.status, 422)
  const picked = [jose.expediente, nuria.expediente, child.expediente]
  const done = await executor.post(`${OFFICE}/applications`, { action: 'eligible', expediente: picked })
  assert.match(done.headers.get('location') ?? '', /done=2&left=1/)
  assert.match(await search('', 'eligible'), /José.*Nuria|Nuria.*José/s)
  assert.doesNotMatch(await search('', 'eligible'), /Beto/)
  const undone = await executor.post(`${OFFICE}/applications`, { action: 'undo', expediente: picked })
  assert.match(undone.headers.get('location') ?? '', /done=2&left=1/)
  assert.doesNotMatch(await search('', 'eligible'), /José/)
  assert.equal((await (await actingStaff(house, 'Tito Tutor', ['tutor'])).get(`${OFFICE}/applications`)).status, 403)
  assert.equal((await approver.get(`${OFFICE}/applications`)).status, 403)
})

test('“no apta” has a reason and a name that the person reads; it can be taken back; remarks are corrected and sent again', async () => {
  const rosa = await sent('Rosa Decidida Luna')
  const wordless = await executor.post(`${rosa.office}/decide`, { decision: 'not-eligible' })
  assert.equal(wordless.status, 422)
  assert.match(await wordless.text(), /href="#reasons".*la persona la va a leer/s)
  assert.equal((await executor.post(`${rosa.office}/decide`, { decision: '' })).status, 422)
  assert.equal((await executor.post(`${rosa.office}/decide`, { decision: 'not-eligible', reasons: ['note'], note: '' })).status, 422)
  assert.equal((await executor.post(`${rosa.office}/decide`, { decision: 'not-eligible', reasons: ['not-true', 'note'], note: 'El nombre del DNI es otro.' })).status, 303)
  const seen = await (await rosa.who.get(rosa.address)).text()
  assert.match(seen, /no coincide con tu documento.*El nombre del DNI es otro\..*Lo decidió Elena Coordina/s)
  assert.match(await (await rosa.who.get('/me/inbox')).text(), /no cumple un requisito/)
  assert.equal((await executor.post(`${rosa.office}/decide`, { decision: 'eligible' })).status, 409)
  assert.equal((await executor.post(`${rosa.office}/undo`)).status, 303)
  assert.match(await (await rosa.who.get(rosa.address)).text(), /Enviada/)

  assert.equal((await executor.post(`${rosa.office}/decide`, { decision: 'return', remarks: ['phone'], note: '' })).status, 303)
  assert.match(await (await rosa.who.get(rosa.address)).text(), /Qué corregir.*Revisa tu número de celular/s)
  assert.equal((await rosa.who.post(`${rosa.address}/send`)).status, 303)
  assert.match(await (await rosa.who.get(rosa.address)).text(), /Subsanada/)
  assert.equal((await executor.post(`${rosa.office}/decide`, { decision: 'eligible' })).status, 303)
  const acts = (await readStatements(house.db, 'piloto')).filter((s) => s.object.endsWith(rosa.expediente))
  assert.deepEqual(acts.map((s) => s.verb.split('/').at(-1)), [
    'application-started', 'applied', 'found-not-eligible', 'decision-undone', 'application-returned', 'application-corrected', 'found-eligible',
  ])
  assert.doesNotMatch(JSON.stringify(acts), /DNI es otro/)
})

test('two coordinators decide the same application at once: one decision stands, the other hears of it', async () => {
  const rosa = await sent('Rosa Disputada Sol')
  const answers = await Promise.all([
    executor.post(`${rosa.office}/decide`, { decision: 'eligible' }),
    executor.post(`${rosa.office}/decide`, { decision: 'not-eligible', reasons: ['not-true'] }),
  ])
  assert.deepEqual(answers.map((a) => a.status).toSorted(), [303, 409])
})

test('an application given up is out, and a closed call takes none', async () => {
  const rosa = await sent('Rosa Renuncia Paz')
  assert.equal((await rosa.who.post(`${rosa.address}/decline`)).status, 303)
  assert.equal((await rosa.who.post(`${rosa.address}/decline`)).status, 409)
  assert.equal((await executor.post(`${rosa.office}/decide`, { decision: 'eligible' })).status, 409)
  const late = await openHouse({ sameAs: house, now: '2027-12-01T05:00:00Z' })
  const closed = await late.request(`${CALL}/apply`, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: formBody(form()) })
  assert.equal(closed.status, 409)
  assert.match(await closed.text(), /no está abierta/)
  assert.match(await (await late.request(CALL)).text(), /Se cerró el/)
  await late.close()
})
