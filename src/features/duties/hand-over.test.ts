import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { actingLearner, actingStaff, type Acting } from '../../../test/acting.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { tutorsBySection } from '../cohorts/index.ts'

const OFFICE = '/office/piloto'
let house: TestHouse
let administrator: Acting
let executor: Acting

before(async () => {
  house = await openHouse({ now: '2026-03-02T15:00:00Z' })
  administrator = await actingStaff(house, 'Ada Administra', ['administrator'], '*')
  executor = await actingStaff(house, 'Elena Coordina', ['executor'])
})
after(() => house.close())

const inCharge = async (section: string): Promise<string[]> => (await tutorsBySection(house.db, 'piloto', [section])).get(section) ?? []
const assign = (tutor: Acting, section: string): Promise<Response> => executor.post(`${OFFICE}/sections/${section}/tutors`, { staff: tutor.id })
const page = (who: Acting): string => `/office/staff/${who.id}/hand-over`
const words = (html: string): string => html.slice(html.indexOf('<main')).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

test('who is in charge of sections is not deactivated, nor loses the role, before the work is handed over', async () => {
  const [lia, tito] = [await actingStaff(house, 'Lía Se Va', ['tutor']), await actingStaff(house, 'Tito Toma', ['tutor'])]
  for (const section of ['noche-1', 'sabado-1']) await assign(lia, section)
  await assign(tito, 'sabado-1')
  for (const [path, fields] of [['active', { active: 'no' }], ['roles/end', { tenant: 'piloto', role: 'tutor' }]] as const) {
    const refused = await administrator.post(`/office/staff/${lia.id}/${path}`, fields)
    assert.equal(refused.status, 409)
    assert.match(await refused.text(), /Todavía está a cargo de secciones: 2\. Entrega primero su trabajo/)
  }
  assert.equal((await lia.get(`${OFFICE}/sections`)).status, 200)

  const rosa = await actingLearner(house)
  await lia.post(`${OFFICE}/people/${rosa.agent}/check`, {})
  await house.db.insertInto('identity_proposal').values({
    id: randomUUID(), tenant: 'piloto', person: rosa.id, proposed_by: lia.id, at: house.clock(), decided: null,
    document: (await house.db.selectFrom('identity_document').select('id').where('person', '=', rosa.id).executeTakeFirstOrThrow()).id,
  }).execute()
  const shown = words(await (await administrator.get(page(lia))).text())
  assert.match(shown, /Entregar el trabajo de Lía Se Va.*Secciones a su cargo: 2.*Noche 1.*Documentos que vio primero y esperan a una segunda persona: 1\. Lo que vio vale/)
  const nobody = await administrator.post(page(lia), { leaves: 'yes' })
  assert.equal(nobody.status, 422)
  assert.match(await nobody.text(), /href="#to-piloto".*Elige a una persona del equipo/s)
  // Somebody who is no tutor here cannot take it, whatever the form says.
  assert.equal((await administrator.post(page(lia), { 'to-piloto': executor.id, leaves: 'yes' })).status, 422)
  assert.deepEqual(await inCharge('noche-1'), [lia.id])

  const given = await administrator.post(page(lia), { 'to-piloto': tito.id, leaves: 'yes' })
  assert.equal(given.headers.get('location'), '/office/staff?saved')
  assert.deepEqual([await inCharge('noche-1'), await inCharge('sabado-1')], [[tito.id], [tito.id]])
  assert.equal((await lia.get(`${OFFICE}/sections`)).status, 303, 'she is signed out')
  const log = words(await (await administrator.get('/office/staff/log')).text())
  assert.match(log, /Ada Administra entregó el trabajo de Lía Se Va/)
})

test('a role that nobody else holds is told before somebody leaves; handing over alone leaves the account open', async () => {
  const [eva, ivo] = [await actingStaff(house, 'Eva Única', ['tutor', 'approver']), await actingStaff(house, 'Ivo Otro', ['tutor'])]
  await assign(eva, 'noche-1')
  assert.match(words(await (await administrator.get(page(eva))).text()), /quedan menos de dos personas que aprueban/)
  assert.equal((await administrator.post(page(eva), { 'to-piloto': ivo.id })).headers.get('location'), `${page(eva)}?done`)
  assert.ok((await inCharge('noche-1')).includes(ivo.id))
  assert.equal((await eva.get('/office')).status, 200)
  assert.match(words(await (await administrator.get(page(eva))).text()), /No tiene nada a su cargo/)
  assert.equal((await administrator.post(page(eva), { leaves: 'yes' })).status, 303)
  assert.equal((await eva.get('/office')).status, 303)
})

test('a section that is assigned while somebody leaves: one comes second, and no section is left with who is gone', async () => {
  for (let round = 0; round < 5; round += 1) {
    const leaver = await actingStaff(house, `Nina Cruza ${round}`, ['tutor'])
    await Promise.all([assign(leaver, 'noche-1'), administrator.post(`/office/staff/${leaver.id}/active`, { active: 'no' })])
    const { active } = await house.db.selectFrom('staff').select('active').where('id', '=', leaver.id).executeTakeFirstOrThrow()
    assert.ok(active || !(await inCharge('noche-1')).includes(leaver.id), `round ${round}`)
  }
})

test('nobody hands over her own work, and only administrators do', async () => {
  assert.equal((await administrator.get(page(administrator))).status, 409)
  assert.equal((await executor.get(page(executor))).status, 403)
  assert.equal((await administrator.get(`/office/staff/${randomUUID()}/hand-over`)).status, 404)
})
