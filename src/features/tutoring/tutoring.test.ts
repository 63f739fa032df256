import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { actingLearner, actingStaff, personValues, type Acting } from '../../../test/acting.ts'
import { differences } from '../../../test/differences.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { readStatements } from '../../record/read.ts'
import { rebuildBeside } from '../../record/rebuild.ts'
import { enrolPerson, limaDay, pauseEnrolment } from '../cohorts/index.ts'
import { activityRow } from './activity-row.ts'
import { contact } from './contact.ts'
import { CONTACTED } from './statements.ts'

const OFFICE = '/office/piloto'
const DAY_MS = 86_400_000
let house: TestHouse
let executor: Acting
let tutor: Acting

before(async () => {
  house = await openHouse({ now: '2026-03-02T15:00:00Z' })
  executor = await actingStaff(house, 'Elena Coordina', ['executor'])
  tutor = await actingStaff(house, 'Tania Tutora', ['tutor'])
  await executor.post(`${OFFICE}/sections/noche-1/tutors`, { staff: tutor.id })
})
after(() => house.close())

const enrolled = async (name: string, section = 'noche-1') => {
  const who = await actingLearner(house, personValues({ name }))
  const enrolment = randomUUID()
  await enrolPerson(house, { tenant: 'piloto', agent: who.agent, enrolment, section })
  return { ...who, enrolment, follow: `${OFFICE}/enrolments/${enrolment}/contacts` }
}
const words = async (who: Acting, path: string): Promise<string> => {
  const answer = await who.get(path)
  const text = await answer.text()
  return text.slice(text.indexOf('<main')).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
}

test('the tutor sees who is at risk and why, the most urgent first, on her own sections only', async () => {
  assert.match(await words(tutor, `${OFFICE}/today`), /Hoy nadie está en riesgo/)
  const [quiet, works, rests] = [await enrolled('Zoila Callada Rojas'), await enrolled('Beatriz Trabaja Luna'), await enrolled('Carla Descansa Paz')]
  await enrolled('Sara Sábado Vega', 'sabado-1')
  await works.post(`/learn/${works.enrolment}/start`)
  await pauseEnrolment(house, 'piloto', rests.enrolment, limaDay(new Date(house.clock().getTime() + 30 * DAY_MS)), 'health', executor.id)
  house.time.add(6 * DAY_MS)
  const done = await works.get(`/learn/${works.enrolment}/units/que-es-la-ia`)
  const version = /name="version" value="([^"]+)"/.exec(await done.text())?.[1] ?? ''
  assert.ok((await works.post(`/learn/${works.enrolment}/units/que-es-la-ia/done`, { version })).status < 400)
  house.time.add(2 * DAY_MS)
  const late = await words(tutor, `${OFFICE}/today`)
  assert.match(late, /Mi día Por buscar hoy \(1\) Zoila Callada Rojas Noche 1 Sin ninguna unidad en 8 días/)
  for (const name of ['Beatriz', 'Carla', 'Sara']) assert.ok(!late.includes(name), name)

  // Two classes missed weigh more than her silence.
  for (const hours of [0, 24]) {
    const [session, day] = [randomUUID(), limaDay(house.clock())]
    const sheet = `${OFFICE}/sections/noche-1/sessions`
    await tutor.post(sheet, { id: session, day, from: '9:00', to: '9:30', minutes: '', mode: 'virtual', site: 'En línea' })
    const field = [...(await (await tutor.get(`${sheet}/${session}`)).text()).matchAll(/name="([^"]*)"/g)].map((m) => m[1]!).find((name) => name.includes(works.enrolment)) ?? ''
    assert.ok((await tutor.post(`${sheet}/${session}`, { [field]: 'F' })).status < 400)
    if (hours === 0) house.time.add(DAY_MS)
  }
  assert.match(await words(tutor, `${OFFICE}/today`), /Por buscar hoy \(2\) Beatriz Trabaja Luna Noche 1 2 faltas seguidas .*Zoila Callada Rojas Noche 1 Sin ninguna unidad en 9 días/)
  assert.ok(quiet.enrolment)
})

test('a contact is noted with its cause and the next day; she goes to those looked after, and comes back that day', async () => {
  const who = await enrolled('Nora Noche Inga')
  house.time.add(8 * DAY_MS)
  const empty = await tutor.post(who.follow, { id: randomUUID() })
  assert.equal(empty.status, 422)
  assert.match(await empty.text(), /href="#channel".*href="#reached"/s)
  assert.match(await (await tutor.post(who.follow, { id: randomUUID(), channel: 'call', reached: 'yes' })).text(), /Si respondió, elige qué te dijo/)
  const next = limaDay(new Date(house.clock().getTime() + 2 * DAY_MS))
  const fields = { id: randomUUID(), channel: 'call', reached: 'yes', cause: 'phone', next }
  const twice = [await tutor.post(who.follow, fields), await tutor.post(who.follow, fields)]
  assert.deepEqual(twice.map((answer) => answer.status), [303, 303])
  const list = await words(tutor, twice[0]!.headers.get('location')!)
  assert.match(list, /Quedó anotado.*Ya atendidas \(1\) Nora Noche Inga/)
  assert.match(await words(tutor, who.follow), /Llamada: respondió · Celular o datos .*Tania Tutora · Vuelven a hablar el/)
  house.time.add(2 * DAY_MS)
  assert.match(await words(tutor, `${OFFICE}/today`), /Por buscar hoy \(\d+\) Nora Noche Inga Noche 1 Quedaron en hablar/)
  const said = await readStatements(house.db, 'piloto', { verbs: [CONTACTED] })
  assert.equal(said.length, 1)
  assert.ok(!JSON.stringify(said).includes('Nora'))
})

test('her phone is shown only with her consent, only to whoever asks, and each look is logged', async () => {
  const who = await enrolled('Paula Permiso Cruz')
  assert.match(await words(tutor, who.follow), /No ha aceptado llamadas ni mensajes/)
  assert.equal((await tutor.post(`${OFFICE}/enrolments/${who.enrolment}/phone`)).status, 403)
  await who.post('/me/data/consents', { purposes: ['messages'] })
  const page = await (await tutor.get(who.follow)).text()
  assert.ok(page.includes('Ver su celular') && !page.includes('951234567'))
  const shown = await (await tutor.post(`${OFFICE}/enrolments/${who.enrolment}/phone`)).text()
  assert.match(shown, /tel:\+51951234567.*https:\/\/wa\.me\/51951234567\?text=/s)
  assert.ok(!/wa\.me[^"]*(Paula|Yachay)/.test(shown))
  const looks = await house.db.selectFrom('staff_log').select('staff').where('action', '=', 'phone-seen').where('person', '=', who.id).execute()
  assert.deepEqual(looks, [{ staff: tutor.id }])
  await who.post('/me/data/consents', { purposes: [] })
  assert.equal((await tutor.post(`${OFFICE}/enrolments/${who.enrolment}/phone`)).status, 403)
})

test('who coordinates sees every section with its numbers; another tutor sees nobody of hers', async () => {
  const who = await enrolled('Olga Otra Soto')
  house.time.add(8 * DAY_MS)
  assert.match(await words(executor, `${OFFICE}/today`), /A quién buscar, por sección .*Noche 1 \d+ por buscar, \d+ atendidas/)
  assert.match(await words(executor, `${OFFICE}/today?section=noche-1`), /A quién buscar: Noche 1 .*Olga Otra Soto/)
  const other = await actingStaff(house, 'Otto Otro', ['tutor'])
  assert.match(await words(other, `${OFFICE}/today`), /Todavía no tienes secciones a tu cargo/)
  for (const path of [`${OFFICE}/today?section=noche-1`, who.follow]) assert.equal((await other.get(path)).status, 403)
})

test('both tables rebuilt from the record equal the live ones', async () => {
  for (const projection of [activityRow, contact]) {
    await rebuildBeside(house, projection)
    assert.equal(await differences(house, projection.table), 0)
  }
})
