import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { actingLearner, actingStaff, type Acting } from '../../../test/acting.ts'
import { differences } from '../../../test/differences.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { rebuildBeside } from '../../record/rebuild.ts'
import { enrolPerson, sectionOf, sectionsOfCall } from './index.ts'
import { section } from './section.ts'
import { overlap, readShift, shiftText } from './shift.ts'
import { site } from './site.ts'

const OFFICE = '/office/piloto'
let house: TestHouse
let executor: Acting

before(async () => {
  house = await openHouse({ now: '2026-03-02T15:00:00Z' })
  executor = await actingStaff(house, 'Elena Coordina', ['executor'])
})
after(() => house.close())

const SITE = { name: 'CETPRO San José', district: 'Juliaca, San Román', childcare: 'yes', signal: 'weak' }
const FORM = {
  title: 'Tarde 2', title_en: 'Afternoon 2', mode: 'presencial', weekdays: ['1', '3'], from: '15:00', to: '17:30', capacity: '25',
  starts: '2026-04-01', ends: '2026-07-31', course: 'base', call: '',
}
const siteMade = async (): Promise<string> => {
  assert.equal((await executor.post(`${OFFICE}/sites`, { ...SITE, id: randomUUID() })).status, 303)
  return (await house.db.selectFrom('site').select('site').where('tenant', '=', 'piloto').orderBy('pos', 'desc').executeTakeFirstOrThrow()).site
}
const opened = async (more: Record<string, string | readonly string[]> = {}): Promise<string> => {
  const answer = await executor.post(`${OFFICE}/open-section`, { ...FORM, site: await siteMade(), id: randomUUID(), ...more })
  assert.equal(answer.status, 303, answer.status === 303 ? '' : await answer.text())
  return /sections\/([\w-]+)/.exec(answer.headers.get('location') ?? '')?.[1] ?? ''
}

test('a site is recorded with its district, the scheme of its code and its childcare', async () => {
  const asked = await executor.post(`${OFFICE}/sites`, { ...SITE, district: '140101', id: randomUUID() })
  assert.equal(asked.status, 422)
  assert.match(await asked.text(), /¿INEI \(Chiclayo\) o RENIEC \(Lima\)\?/)
  await siteMade()
  const list = await (await executor.get(`${OFFICE}/sites`)).text()
  assert.match(list, /CETPRO San José.*Juliaca, San Roman, Puno · UBIGEO INEI 211101, tabla de 2022-01.*Con cuidado de niños/s)
})

test('a section is opened with its shift, its site and its places, and the same form twice opens one', async () => {
  const empty = await executor.post(`${OFFICE}/open-section`, { id: randomUUID() })
  assert.equal(empty.status, 422)
  const wrong = await empty.text()
  for (const field of ['title', 'mode', 'capacity', 'starts', 'ends', 'course']) assert.match(wrong, new RegExp(`href="#${field}"`))
  const nowhere = await executor.post(`${OFFICE}/open-section`, { ...FORM, id: randomUUID(), site: '' })
  assert.match(await nowhere.text(), /Una sección presencial necesita una sede/)

  const place = await siteMade()
  const fields = { ...FORM, site: place, id: randomUUID() }
  const twice = [await executor.post(`${OFFICE}/open-section`, fields), await executor.post(`${OFFICE}/open-section`, fields)]
  assert.deepEqual(twice.map((answer) => answer.status), [303, 303])
  assert.equal(twice[0]!.headers.get('location'), twice[1]!.headers.get('location'))
  const page = await (await executor.get(twice[0]!.headers.get('location')!)).text()
  assert.match(page, /<h1>Tarde 2.*La sección quedó abierta.*CETPRO San José.*Lunes y miércoles, 15:00 a 17:30.*01\/04\/2026 – 31\/07\/2026.*25 de 25/s)
})

test('what is changed later leaves the past alone: fewer places than people, or another course, are refused with the reason', async () => {
  const id = await opened({ title: 'Con gente', capacity: '2' })
  for (let i = 0; i < 2; i++) await enrolPerson(house, { tenant: 'piloto', agent: randomUUID(), enrolment: randomUUID(), section: id })
  await assert.rejects(enrolPerson(house, { tenant: 'piloto', agent: randomUUID(), enrolment: randomUUID(), section: id }), { code: 'section-full' })
  const change = `${OFFICE}/sections/${id}/change`
  const place = (await sectionOf(house, 'piloto', id))?.place ?? ''
  const fewer = await executor.post(change, { ...FORM, title: 'Con gente', site: place, capacity: '1' })
  assert.equal(fewer.status, 422)
  assert.match(await fewer.text(), /Ya hay 2 personas en la sección/)
  assert.match(await (await executor.post(change, { ...FORM, title: 'Con gente', site: place, course: 'nivel-1' })).text(), /Su curso no cambia/)
  assert.equal((await executor.post(change, { ...FORM, title: 'Con más gente', site: place, capacity: '40' })).status, 303)
  assert.match(await (await executor.get(`${OFFICE}/sections/${id}`)).text(), /Con más gente.*38 de 40/s)
})

test('a section closes when nobody is in it, takes nobody from then on, and is opened again in one step', async () => {
  const id = await opened({ title: 'Cierra' })
  const own = `${OFFICE}/sections/${id}`
  const somebody = await opened({ title: 'Ocupada' })
  await enrolPerson(house, { tenant: 'piloto', agent: randomUUID(), enrolment: randomUUID(), section: somebody })
  assert.match(await (await executor.post(`${OFFICE}/sections/${somebody}/close`)).text(), /Todavía hay 1 personas en esta sección. Trasládalas/)
  assert.equal((await executor.post(`${own}/close`)).status, 303)
  await assert.rejects(enrolPerson(house, { tenant: 'piloto', agent: randomUUID(), enrolment: randomUUID(), section: id }), { code: 'section-closed' })
  assert.match(await (await executor.get(`${OFFICE}/sections?which=over&q=cierra`)).text(), /Cierra/)
  assert.match(await (await executor.get(own)).text(), /Cerrada desde el 02\/03\/2026.*Abrirla otra vez/s)
  assert.equal((await executor.post(`${own}/reopen`)).status, 303)
  await enrolPerson(house, { tenant: 'piloto', agent: randomUUID(), enrolment: randomUUID(), section: id })
})

test('what stands in published terms does not change; only its site and who runs it are said here', async () => {
  const place = await siteMade()
  const change = `${OFFICE}/sections/sabado-1/change`
  assert.match(await (await executor.get(change)).text(), /están en las bases publicadas y no cambian/)
  assert.equal((await executor.post(change, { ...FORM, title: 'Otro nombre', site: place, capacity: '999' })).status, 303)
  const now = await sectionOf(house, 'piloto', 'sabado-1')
  assert.deepEqual([now?.title.es, now?.capacity, now?.site.es, now?.place], ['Sábado 1', 30, 'Centro de Acceso Digital, Juliaca', place])
  assert.equal((await executor.post(`${OFFICE}/sections/sabado-1/close`)).status, 409)
})

test('a section opened for a call may be chosen by those the call selects', async () => {
  const id = await opened({ title: 'De la convocatoria', call: 'abierta-1' })
  assert.deepEqual((await sectionsOfCall(house, 'piloto', 'abierta-1')).map((s) => s.id), ['noche-1', 'sabado-1', 'a-tu-ritmo-1', id])
})

test('the list finds by name without tildes, keeps to what is going on, and a tutor sees only her own', async () => {
  const id = await opened({ title: 'Sección Ñandú', starts: '2026-02-01', ends: '2026-03-31' })
  await opened({ title: 'Sección Ñandú dos', starts: '2027-02-01', ends: '2027-03-31' })
  const found = await (await executor.get(`${OFFICE}/sections?q=nandu&which=now`)).text()
  assert.ok(found.includes(`sections/${id}"`) && !found.includes('Ñandú dos'))
  assert.match(await (await executor.get(`${OFFICE}/sections?q=zzz`)).text(), /Nada coincide con lo que buscas/)
  const tutor = await actingStaff(house, 'Tito Tutor', ['tutor'])
  await executor.post(`${OFFICE}/sections/${id}/tutors`, { staff: tutor.id })
  const own = await (await tutor.get(`${OFFICE}/sections`)).text()
  assert.ok(own.includes('Sección Ñandú') && !own.includes('Noche 1'))
})

test('a learner in an opened section has its course', async () => {
  const learner = await actingLearner(house)
  const [id, enrolment] = [await opened({ title: 'Con curso' }), randomUUID()]
  await enrolPerson(house, { tenant: 'piloto', agent: learner.agent, enrolment, section: id })
  assert.equal((await learner.get(`/learn/${enrolment}`)).status, 200)
})

test('both tables rebuilt from the record equal the live ones', async () => {
  for (const projection of [section, site]) {
    await rebuildBeside(house, projection)
    assert.equal(await differences(house, projection.table), 0)
  }
})

test('a shift in words is read again as it was meant, and two that share an hour overlap', () => {
  const rhythm = { weekdays: [1, 3, 6], from: 9 * 60 + 30, to: 11 * 60 }
  assert.deepEqual(shiftText(rhythm), { es: 'Lunes, miércoles y sábado, 9:30 a 11:00', en: 'Monday, Wednesday and Saturday, 9:30 to 11:00' })
  assert.deepEqual(readShift(shiftText(rhythm).es), rhythm)
  assert.equal(readShift(shiftText(null).es), null)
  assert.ok(overlap(rhythm, { weekdays: [6], from: 10 * 60, to: 12 * 60 }))
  assert.ok(!overlap(rhythm, { weekdays: [6], from: 11 * 60, to: 12 * 60 }) && !overlap(rhythm, { weekdays: [2], from: 10 * 60, to: 12 * 60 }))
})
