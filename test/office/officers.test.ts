import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { enrolmentsOf, enrolPerson, openNewSection, placesLeft } from '../../src/features/cohorts/index.ts'
import { actingLearner, actingStaff, withCookie, type Acting } from '../acting.ts'
import { applies } from '../histories/acts.ts'
import { openPlace, OFFICE, TENANT, type Place } from '../histories/place.ts'
import { openHouse, type TestHouse } from '../house.ts'
import { readyLearner } from '../ready-learner.ts'

/** Two officers at their desks, each served by a process of its own on one installation. */
let place: Place
let other: TestHouse
let elsewhere: (who: Acting) => Acting

before(async () => {
  place = await openPlace()
  other = await openHouse({ sameAs: place.house, contentDir: place.house.config.contentDir })
  elsewhere = (who) => withCookie(other, who.id, who.cookie)
})
after(async () => {
  await other.close()
  await place.close()
})

/** Both at the same moment: exactly one is done, and what the other is told. */
async function race(one: Promise<Response>, two: Promise<Response>): Promise<string> {
  const answers = await Promise.all([one, two])
  assert.equal(answers.filter((answer) => answer.status < 400).length, 1, answers.map((answer) => answer.status).join())
  const [lost] = answers.filter((answer) => answer.status >= 400)
  assert.equal(lost?.status, 409)
  const html = await lost.text()
  return html.slice(html.indexOf('<main')).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
}

test('the last place: two officers transfer two people into it; one gets it, the other is told that somebody took it', async () => {
  const { house, executor, colleague } = place
  await openNewSection(house, { tenant: TENANT, id: 'ultima', by: executor.id }, {
    organisation: null, site: null,
    terms: { title: { es: 'Última', en: 'Last' }, mode: 'virtual', shift: { es: 'A cualquier hora', en: 'At any hour' }, capacity: 1, starts: '2026-02-01', ends: '2027-12-31', course: 'base', call: null },
  })
  const [first, second] = await Promise.all(['Una Quispe Paz', 'Otra Mamani Sol'].map(async () => {
    const { agent } = await actingLearner(house)
    const enrolment = randomUUID()
    await enrolPerson(house, { tenant: TENANT, agent, enrolment, section: 'noche-1' })
    return { agent, enrolment }
  }))
  assert.ok(first && second)
  const to = { section: 'ultima' }
  const told = await race(executor.post(`${OFFICE}/enrolments/${first.enrolment}/transfer`, to), elsewhere(colleague).post(`${OFFICE}/enrolments/${second.enrolment}/transfer`, to))
  assert.ok(told.includes('La sección «Última» ya no tiene vacantes: alguien tomó la última. No perdiste nada; elige otra sección o sigue en la lista de espera.'), told)
  assert.equal(await placesLeft(house, house.db, TENANT, 'ultima'), 0)
  const where = (await Promise.all([first, second].map(async ({ agent }) => (await enrolmentsOf(house.db, TENANT, agent))[0]?.section))).toSorted()
  assert.deepEqual(where, ['noche-1', 'ultima'])
})

test('the same application: two officers decide it differently; one decision stands, the other hears which', async () => {
  const { executor, colleague } = place
  const { expediente } = await applies(place, 'Rosa Disputada Sol')
  const decide = `${OFFICE}/calls/abierta-1/applications/${expediente}/decide`
  const told = await race(executor.post(decide, { decision: 'eligible' }), elsewhere(colleague).post(decide, { decision: 'not-eligible', reasons: ['not-true'] }))
  assert.match(told, /La postulación está «(Apta|No apta)», así que este paso ya no se puede dar\./)
})

test('the same certificate: two approvers press at once; one approves, the other is told that it is done, and one paper is issued', async () => {
  const { house, executor, approver } = place
  const second = await actingStaff(house, 'Agustina Aprueba', ['approver'])
  const who = await readyLearner(house)
  assert.ok((await executor.post(`${OFFICE}/certificates/proposals`, { enrolment: who.enrolment, kind: 'certificado' })).status < 400)
  const approve = `${OFFICE}/certificates/approvals/${who.enrolment}`
  const told = await race(approver.post(approve, { kind: 'certificado' }), elsewhere(second).post(approve, { kind: 'certificado' }))
  assert.ok(told.includes('Ya está aprobado. No hace falta hacerlo otra vez.'), told)
  await Promise.all([house.runJobs(), other.runJobs()])
  assert.equal((await house.db.selectFrom('credential').select('credential').where('enrolment', '=', who.enrolment).execute()).length, 1)
})
