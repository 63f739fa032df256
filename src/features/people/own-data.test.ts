import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { actingLearner, actingStaff, enters, personValues, withCookie } from '../../../test/acting.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { readStatements, readTexts } from '../../record/read.ts'
import { agent, readExt } from '../../record/statement.ts'
import { activityName, VERB } from '../programmes/index.ts'
import { identityOf } from './identity.ts'
import { tell } from './inbox.ts'
import { profileOf } from './persons.ts'
import { OWN_VERB } from './statements.ts'

let house: TestHouse
before(async () => { house = await openHouse() })
after(() => house.close())

async function facts(agent: string, verb: string, tenant = 'piloto'): Promise<string[]> {
  return (await readStatements(house.db, tenant, { actors: [agent], verbs: [verb] })).map((s) => {
    const member = readExt(s.statement, 'member')
    return activityName(s.object) + (member === undefined ? '' : member ? '+' : '-')
  })
}

test('registering records where she lives, her groups and her consent, with version and language and without personal data', async () => {
  const rosa = await actingLearner(house, personValues({ groups: ['sme-owners'], firm: { ruc: null, line: 'Bodega' } }))
  assert.deepEqual(await facts(rosa.agent, VERB.resided), ['21'])
  assert.deepEqual(await facts(rosa.agent, VERB.grouped), ['sme-owners+'])
  const [consent] = await readStatements(house.db, 'piloto', { actors: [rosa.agent], verbs: [OWN_VERB.consented] })
  assert.equal(activityName(consent!.object), 'programme')
  assert.equal(readExt(consent!.statement, 'language'), 'es')
  assert.match(String(readExt(consent!.statement, 'version')), /^\d{4}-\d{2}$/)
})

test('in another programme she has another opaque id, and her facts are told there too', async () => {
  const rosa = await actingLearner(house)
  const there = await enters(house, rosa.id, 'peru-huawei-2024')
  assert.notEqual(there, rosa.agent)
  assert.deepEqual(await facts(there, VERB.resided, 'peru-huawei-2024'), ['21'])
  assert.equal(await enters(house, rosa.id, 'peru-huawei-2024'), there)
  assert.deepEqual(await facts(there, VERB.resided, 'peru-huawei-2024'), ['21'])
})

test('what names a person is nowhere in the database in clear', async () => {
  const values = personValues({ name: 'Hermelinda Chuquimamani', phone: '+51912345670' })
  const rosa = await actingLearner(house, values)
  await rosa.post('/me/data/name', { full_name: 'Hermelinda Chuquimamani Ccopa' })
  const tables = ['person', 'identity_document', 'account', 'sign_in_try', 'session', 'person_change', 'consent', 'staff_log', 'statement', 'identity'] as const
  for (const table of tables) {
    const rows = await house.db.selectFrom(table).selectAll().execute()
    const text = JSON.stringify(rows, (_key, value: unknown) => value)
    const bytes = Buffer.concat(rows.flatMap((row) => Object.values(row).filter((v): v is Buffer => Buffer.isBuffer(v)))).toString('latin1')
    for (const secret of ['Chuquimamani', values.document.number, '912345670', values.pin]) assert.ok(!text.includes(secret) && !bytes.includes(secret), `${table} holds ${secret}`)
  }
})

test('she corrects her name; what it was stays in her history, and the change is told to nobody else', async () => {
  const rosa = await actingLearner(house)
  assert.equal((await rosa.post('/me/data/name', { full_name: 'Rosa Quispe 2' })).status, 422)
  assert.equal((await rosa.post('/me/data/name', { full_name: 'Rosa Quispe Huanca' })).status, 303)
  const page = await (await rosa.get('/me/data')).text()
  assert.match(page, /value="Rosa Quispe Huanca"/)
  assert.match(page, /antes: Rosa Quispe Mamani/)
})

test('once two people compared her name with her card, only staff correct it, with a reason, and the correction is logged', async () => {
  const values = personValues()
  const rosa = await actingLearner(house, values)
  const [julia, pedro] = [await actingStaff(house, 'Julia Ramos', ['executor']), await actingStaff(house, 'Pedro Salas', ['executor'])]
  const page = `/office/piloto/people/${rosa.agent}`
  const card = { document_type: 'dni', document_number: values.document.number }
  await julia.post(`${page}/check`, card)
  await pedro.post(`${page}/confirm`, card)
  assert.equal((await rosa.post('/me/data/name', { full_name: 'Rosa Otra Cosa' })).status, 409)
  assert.equal((await julia.post(`${page}/correct`, { full_name: 'Rosa Quispe Huanca', birth_date: '31/02/1983', reason: 'card-shows-otherwise' })).status, 422)
  assert.equal((await julia.post(`${page}/correct`, { full_name: 'Rosa Quispe Huanca', birth_date: '14/05/1983', reason: 'card-shows-otherwise' })).status, 303)
  assert.equal((await profileOf(house, house.db, rosa.id))?.name, 'Rosa Quispe Huanca')
  const lines = await house.db.selectFrom('staff_log').select('action').where('person', '=', rosa.id).where('action', '=', 'name-corrected').execute()
  assert.equal(lines.length, 1)
  assert.match(await (await rosa.get('/me/data')).text(), /por Julia Ramos \(equipo\)/)
})

test('a new district is a new fact only when the department changes, and a code of two districts is asked about', async () => {
  const rosa = await actingLearner(house)
  const contact = { phone: '', language: 'quz' }
  const asked = await rosa.post('/me/data/contact', { ...contact, district: '140101' })
  assert.equal(asked.status, 422)
  const page = await asked.text()
  assert.match(page, /¿INEI \(Chiclayo\) o RENIEC \(Lima\)\?/)
  assert.match(page, /value="INEI:150101"/)
  assert.equal((await rosa.post('/me/data/contact', { ...contact, district: 'Puno, Puno' })).status, 303)
  assert.deepEqual(await facts(rosa.agent, VERB.resided), ['21'])
  assert.equal((await rosa.post('/me/data/contact', { ...contact, district: '140101', district_choice: 'INEI:150101' })).status, 303)
  assert.deepEqual(await facts(rosa.agent, VERB.resided), ['21', '15'])
  const profile = await profileOf(house, house.db, rosa.id)
  assert.deepEqual([profile?.phone, profile?.language, profile?.district.code], [null, 'quz', '150101'])
})

test('her groups follow what she says, also that she is a woman, and can be taken back', async () => {
  const rosa = await actingLearner(house)
  await rosa.post('/me/data/work', { groups: 'sme-owners', no_ruc: 'yes', line: 'Bodega', sex: 'female' })
  await rosa.post('/me/data/work', { sex: 'untold' })
  assert.deepEqual(await facts(rosa.agent, VERB.grouped), ['sme-owners+', 'women+', 'sme-owners-', 'women-'])
  const refused = await rosa.post('/me/data/work', { groups: 'sme-owners', ruc: '10054148289', line: 'Bodega', sex: 'female' })
  assert.equal(refused.status, 422)
  assert.match(await refused.text(), /otro DNI/)
})

test('she changes her PIN with the present one; her other sessions end; each new one counts as a try on the document', async () => {
  const values = personValues()
  const rosa = await actingLearner(house, values)
  const wrong = await rosa.post('/me/data/pin', { present_pin: '111222', pin: '903716' })
  assert.equal(wrong.status, 422)
  assert.match(await wrong.text(), /Esa no es tu clave de ahora/)
  assert.equal((await rosa.post('/me/data/pin', { present_pin: values.pin, pin: '140583' })).status, 422, 'the birth date')
  const signIn = (pin: string): Promise<Response> => house.request('/sign-in', { method: 'POST', body: new URLSearchParams({ document_type: 'dni', document_number: values.document.number, pin }) })
  const phone = withCookie(house, rosa.id, (await signIn(values.pin)).headers.getSetCookie().map((c) => c.split(';')[0]).join('; '))
  assert.equal((await rosa.post('/me/data/pin', { present_pin: values.pin, pin: '903716' })).status, 303)
  assert.equal((await rosa.get('/me')).status, 200)
  assert.equal((await phone.get('/me')).status, 303)
  assert.equal((await signIn('903716')).status, 303)
  let pin = '903716'
  const statuses: number[] = []
  for (const next of ['814620', '725941', '636184', '547290']) {
    statuses.push((await rosa.post('/me/data/pin', { present_pin: pin, pin: next })).status)
    if (statuses.at(-1) === 303) pin = next
  }
  assert.deepEqual(statuses, [303, 303, 303, 429], 'choosing PINs in a row is no way to find out another claimant\'s')
})

test('optional consents are given and taken back, each with a statement; the needed one is not on that list', async () => {
  const rosa = await actingLearner(house)
  await rosa.post('/me/data/consents', { purposes: ['follow-up', 'news', 'programme', 'nonsense'] })
  await rosa.post('/me/data/consents', { purposes: ['news'] })
  assert.deepEqual(await facts(rosa.agent, OWN_VERB.consented), ['programme', 'follow-up', 'news'])
  assert.deepEqual(await facts(rosa.agent, OWN_VERB.consentWithdrawn), ['follow-up'])
})

test('she takes her data away as a file with everything of hers and nothing of others', async () => {
  const values = personValues({ name: 'Rosa Exporta Todo' })
  const rosa = await actingLearner(house, values)
  const rival = await actingLearner(house, { ...values, pin: '640853', profile: { ...values.profile, name: 'Otra Persona' } })
  await rosa.post('/me/data/consents', { purposes: ['news'] })
  const response = await rosa.get('/me/data/export')
  assert.match(response.headers.get('content-disposition') ?? '', /attachment; filename="yachay-mis-datos.json"/)
  assert.equal(response.headers.get('cache-control'), 'no-store')
  const data = await response.json() as { person: { name: string }; documents: { number: string }[]; consents: unknown[]; programmes: { programme: string; statements: unknown[] }[] }
  assert.equal(data.person.name, 'Rosa Exporta Todo')
  assert.equal(data.documents[0]?.number, values.document.number)
  assert.equal(data.consents.length, 2)
  assert.deepEqual(data.programmes.map((p) => p.programme), ['piloto'])
  assert.ok((data.programmes[0]?.statements.length ?? 0) >= 3)
  assert.ok(!JSON.stringify(data).includes(rival.agent))
})

test('erased at her request, she cannot be read nor sign in, and her document still counts once', async () => {
  const values = personValues({ name: 'Rosa Se Borra' })
  const rosa = await actingLearner(house, values)
  const julia = await actingStaff(house, 'Julia Ramos', ['executor'])
  const page = `/office/piloto/people/${rosa.agent}`
  const told = { id: crypto.randomUUID(), actor: agent(rosa.agent), verb: { id: 'http://adlnet.gov/expapi/verbs/commented' }, object: { id: 'https://example.org/a' }, result: { response: 'soy Rosa de Juliaca' } }
  assert.equal((await house.request('/xapi/piloto/statements', { method: 'POST', headers: { cookie: rosa.cookie, 'content-type': 'application/json' }, body: JSON.stringify(told) })).status, 200)
  const before = await readTexts(house, 'piloto', { actors: [rosa.agent] })
  assert.match(before.at(-1)!.text, /soy Rosa de Juliaca/)
  const unsure = await julia.post(`${page}/erase`, { erase_word: 'sí' })
  assert.equal(unsure.status, 422)
  assert.match(await unsure.text(), /Escribe BORRAR para confirmar/)
  assert.equal((await julia.post(`${page}/erase`, { erase_word: 'borrar' })).status, 303)
  assert.equal((await julia.get(page)).status, 404)
  const texts = await readTexts(house, 'piloto', { actors: [rosa.agent] })
  assert.equal(texts.length, before.length)
  assert.doesNotMatch(texts.map((t) => t.text).join(''), /Juliaca/)
  assert.match(texts.at(-1)!.text, /commented/, 'that she said something still counts')
  assert.equal((await rosa.get('/me')).status, 303)
  assert.equal((await house.request('/sign-in', { method: 'POST', body: new URLSearchParams({ document_type: 'dni', document_number: values.document.number, pin: values.pin }) })).status, 401)
  const again = await actingLearner(house, values)
  assert.notEqual(again.id, rosa.id)
  assert.equal((await identityOf(house.db, 'piloto', again.agent)).openConflicts[0]?.other, rosa.agent)
})

test('nobody sees another\'s page: a visitor is asked to sign in, staff are refused, a learner sees only her own', async () => {
  const [rosa, eva] = [await actingLearner(house, personValues({ name: 'Rosa Una' })), await actingLearner(house, personValues({ name: 'Eva Otra' }))]
  const tutor = await actingStaff(house, 'Luz Condori', ['tutor', 'executor'])
  for (const path of ['/me', '/me/data', '/me/inbox', '/me/data/export']) {
    assert.equal((await house.request(path)).status, 303, path)
    assert.equal((await tutor.get(path)).status, 403, path)
    assert.doesNotMatch(await (await eva.get(path)).text(), /Rosa Una/, path)
  }
  assert.equal((await rosa.get(`/office/piloto/people/${rosa.agent}`)).status, 403)
  assert.equal((await rosa.post(`/office/piloto/people/${eva.agent}/reset`)).status, 403)
})

test('what she is told waits in her inbox, in her language, until she has read it', async () => {
  const rosa = await actingLearner(house)
  await tell(house.db, { person: rosa.id, tenant: 'piloto', note: { es: 'Tienes una vacante.', en: 'You have a place.' }, link: '/me', at: house.clock() })
  assert.match(await (await rosa.get('/me')).text(), /avisos sin leer: 1/)
  assert.match(await (await rosa.get('/me/inbox')).text(), /Tienes una vacante/)
  assert.match(await (await rosa.get('/me/inbox?lang=en')).text(), /You have a place/)
  assert.equal((await rosa.post('/me/inbox/read')).status, 303)
  assert.doesNotMatch(await (await rosa.get('/me')).text(), /sin leer/)
})

test('a body that is no form, and one that is too large, are refused in words', async () => {
  const rosa = await actingLearner(house)
  const json = await house.request('/me/data/name', { method: 'POST', headers: { cookie: rosa.cookie, 'content-type': 'application/json' }, body: '{}' })
  assert.equal(json.status, 415)
  assert.match(await json.text(), /recibe formularios/)
  const huge = await house.request('/sign-in', { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(10 * 1024 * 1024) }, body: 'a=b' })
  assert.equal(huge.status, 413)
})
