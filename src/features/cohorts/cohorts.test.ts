import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { actingLearner, actingStaff, type Acting } from '../../../test/acting.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { Problem } from '../../lib/problem.ts'
import { readStatements } from '../../record/read.ts'
import { enrolmentById, enrolmentsOf, enrolPerson, isTutorOf, placesLeft } from './index.ts'

const SECTION = 'noche-1'
const OFFICE = '/office/piloto'
let house: TestHouse
let executor: Acting
let tutor: Acting

before(async () => {
  house = await openHouse()
  executor = await actingStaff(house, 'Elena Coordina', ['executor'])
  tutor = await actingStaff(house, 'Tito Tutor', ['tutor'])
})
after(() => house.close())

const enrolled = async () => {
  const learner = await actingLearner(house)
  const enrolment = randomUUID()
  await enrolPerson(house, { tenant: 'piloto', agent: learner.agent, enrolment, section: SECTION, by: executor.id })
  return { ...learner, enrolment }
}
const states = async (agent: string) => (await enrolmentsOf(house.db, 'piloto', agent)).map((e) => e.state)

test('64 people at once want the last place, half of them through another process: one gets it, the others a sentence', async () => {
  const other = await openHouse({ sameAs: house })
  const capacity = 30
  for (let i = 0; i < capacity - 1; i++) await enrolPerson(house, { tenant: 'piloto', agent: randomUUID(), enrolment: randomUUID(), section: 'sabado-1' })
  assert.equal(await placesLeft(house, house.db, 'piloto', 'sabado-1'), 1)
  const tries = await Promise.allSettled(Array.from({ length: 64 }, (_, i) =>
    enrolPerson(i % 2 ? house : other, { tenant: 'piloto', agent: randomUUID(), enrolment: randomUUID(), section: 'sabado-1' })))
  const refusals = tries.flatMap((t) => (t.status === 'rejected' ? [t.reason as unknown] : []))
  assert.equal(refusals.length, 63)
  for (const r of refusals) assert.ok(r instanceof Problem && r.status === 409 && r.code === 'section-full' && /Sábado 1.*vacantes/.test(r.sentence.es))
  assert.equal(await placesLeft(house, house.db, 'piloto', 'sabado-1'), 0)
  const recorded = await readStatements(house.db, 'piloto', { verbs: ['https://w3id.org/yachay/verbs/enrolled'] })
  assert.equal(recorded.filter((s) => s.object.endsWith('/sections/sabado-1')).length, capacity)
  await other.close()
})

test('the same enrolment sent twice at once is one enrolment', async () => {
  const learner = await actingLearner(house)
  const request = () => ({ tenant: 'piloto', agent: learner.agent, enrolment: randomUUID(), section: SECTION })
  const tries = await Promise.allSettled([enrolPerson(house, request()), enrolPerson(house, request())])
  assert.deepEqual(tries.map((t) => t.status).toSorted(), ['fulfilled', 'rejected'])
  assert.deepEqual(await states(learner.agent), ['active'])
})

test('the coordinator withdraws somebody with a cause, undoes it, and the windows of work say so', async () => {
  const who = await enrolled()
  const page = await executor.get(`${OFFICE}/enrolments/${who.enrolment}`)
  assert.equal(page.status, 200)
  assert.match(await page.text(), /Vas a retirar a Rosa Quispe Mamani de «Noche 1»/)

  const missing = await executor.post(`${OFFICE}/enrolments/${who.enrolment}/withdraw`)
  assert.equal(missing.status, 422)
  assert.match(await missing.text(), /<a href="#cause">Elige una opción\./)
  assert.deepEqual(await states(who.agent), ['active'])

  house.time.add(60_000)
  const done = await executor.post(`${OFFICE}/enrolments/${who.enrolment}/withdraw`, { cause: 'care' })
  assert.equal(done.status, 303)
  const section = await executor.get(done.headers.get('location')!)
  assert.match(await section.text(), /El retiro quedó registrado.*Deshacer/s)
  assert.deepEqual(await states(who.agent), ['withdrawn'])

  const twice = await executor.post(`${OFFICE}/enrolments/${who.enrolment}/withdraw`, { cause: 'care' })
  assert.equal(twice.status, 409)
  assert.match(await twice.text(), /no está activa/)

  house.time.add(60_000)
  assert.equal((await executor.post(`${OFFICE}/enrolments/${who.enrolment}/re-enter`, { undo: 'yes' })).status, 303)
  const row = await enrolmentById(house.db, who.enrolment)
  assert.equal(row?.state, 'active')
  assert.equal(row?.windows.length, 2)
  assert.equal(Date.parse(row!.windows[1]!.from) - Date.parse(row!.windows[0]!.to!), 60_000)
})

test('an annulled enrolment frees its place and does not come back', async () => {
  const who = await enrolled()
  const before = await placesLeft(house, house.db, 'piloto', SECTION)
  assert.equal((await executor.post(`${OFFICE}/enrolments/${who.enrolment}/annul`, { reason: 'typing-error' })).status, 303)
  assert.equal(await placesLeft(house, house.db, 'piloto', SECTION), before + 1)
  assert.equal((await executor.post(`${OFFICE}/enrolments/${who.enrolment}/re-enter`)).status, 409)
  await enrolPerson(house, { tenant: 'piloto', agent: who.agent, enrolment: randomUUID(), section: SECTION })
  assert.deepEqual((await states(who.agent)).toSorted(), ['active', 'annulled'])
})

test('a tutor sees her own sections only, without buttons to manage; others and learners are kept out', async () => {
  const who = await enrolled()
  const list = `${OFFICE}/sections/${SECTION}`
  const before = await tutor.get(list)
  assert.equal(before.status, 403)
  assert.match(await before.text(), /no está a tu cargo/)
  assert.equal(await isTutorOf(house.db, tutor.id, 'piloto', who.agent), false)

  assert.equal((await executor.post(`${list}/tutors`, { staff: tutor.id })).status, 303)
  assert.equal((await executor.post(`${list}/tutors`, { staff: tutor.id })).status, 409)
  assert.equal((await executor.post(`${list}/tutors`, { staff: executor.id })).status, 422)
  const own = await tutor.get(list)
  assert.equal(own.status, 200)
  const html = await own.text()
  assert.match(html, /Rosa Quispe Mamani/)
  assert.doesNotMatch(html, /enrolments\//)
  assert.match(await (await tutor.get(`${OFFICE}/sections`)).text(), /Noche 1/)
  assert.doesNotMatch(await (await tutor.get(`${OFFICE}/sections`)).text(), /Sábado 1/)
  assert.equal(await isTutorOf(house.db, tutor.id, 'piloto', who.agent), true)

  for (const person of [tutor, who]) {
    assert.equal((await person.post(`${OFFICE}/enrolments/${who.enrolment}/withdraw`, { cause: 'time' })).status, 403)
    assert.equal((await person.post(`${list}/tutors`, { staff: tutor.id })).status, 403)
  }
  assert.equal((await house.request(list)).status, 303)
  const elsewhere = await actingStaff(house, 'Otra Coordina', ['executor'], 'peru-huawei-2024')
  assert.equal((await elsewhere.get(list)).status, 403)
  assert.equal((await elsewhere.post(`/office/peru-huawei-2024/enrolments/${who.enrolment}/withdraw`, { cause: 'time' })).status, 404)

  assert.equal((await executor.post(`${list}/tutors/${tutor.id}/end`)).status, 303)
  assert.equal((await tutor.get(list)).status, 403)
  assert.equal(await isTutorOf(house.db, tutor.id, 'piloto', who.agent), false)
})

test('what a URL makes up is not found, in words', async () => {
  for (const path of ['sections/ninguna', 'enrolments/no-es-un-uuid', `enrolments/${randomUUID()}`]) {
    const answer = await executor.get(`${OFFICE}/${path}`)
    assert.equal(answer.status, 404, path)
    assert.match(await answer.text(), /No encontramos esa (sección|matrícula)/)
  }
})
