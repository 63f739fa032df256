import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { check } from '../../../scripts/lottery.ts'
import { actingLearner, actingStaff, personValues, ruleInForceFor, type Acting } from '../../../test/acting.ts'
import { differences } from '../../../test/differences.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { BY_POINTS, stateOf, withCalls, type Applicant } from '../../../test/office/with-calls.ts'
import { rebuildBeside } from '../../record/rebuild.ts'
import { application } from './application.ts'
import { lotteryRound } from './lottery-round.ts'

const CALL = '/p/piloto/calls/puntos-1'
const OFFICE = '/office/piloto/calls/puntos-1'

let house: TestHouse
let executor: Acting
let colleague: Acting
/** 20 points; 10 and 10, who are equals; 0, but she owns a business: a place is reserved. */
let best: Applicant
let equals: Applicant[]
let owner: Applicant

before(async () => {
  house = await openHouse({ contentDir: withCalls({ 'puntos-1': { places: 2, sections: { 'puntos-a': 5 }, selection: BY_POINTS, lines: { closes: '2026-03-06T23:59:59-05:00', acceptanceHours: '300' } } }) })
  ;[executor, colleague] = await Promise.all(['Elena Coordina', 'Carla Colega'].map((name) => actingStaff(house, name, ['executor']))) as [Acting, Acting]
  await ruleInForceFor(house)
  assert.equal((await (await actingStaff(house, 'Ana Aprueba', ['approver'])).post(`${OFFICE}/publish`, { confirm: 'yes' })).status, 303)
  const people = await Promise.all([applies('Ana Veinte Paz', []), applies('Bea Diez Luz', []), applies('Cata Diez Sol', []), applies('Dora Cero Mar', ['sme-owners'])])
  ;[best, owner, equals] = [people[0], people[3], [people[1], people[2]]]
  await executor.post(`${OFFICE}/applications`, { action: 'eligible', expediente: people.map((p) => p.expediente) })
})
after(() => house.close())

async function applies(name: string, groups: string[]): Promise<Applicant> {
  const who = await actingLearner(house, personValues({ name }))
  const address = (await who.post(`${CALL}/apply`)).headers.get('location') ?? ''
  assert.equal((await who.post(`${address}/send`, { phone: '951 234 567', language: 'es', groups, no_ruc: 'yes', line: 'bodega' })).status, 303)
  return { ...who, address, expediente: address.split('/').at(-1) ?? '' }
}

const text = async (answer: Promise<Response>): Promise<string> => (await (await answer).text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const score = (who: Applicant, points: [number, number], by = executor) => by.post(`${OFFICE}/applications/${who.expediente}/score`, { 'c-experiencia': String(points[0]), 'c-motivo': String(points[1]) })

test('everybody reads before applying how points are given, who has places reserved and that equals are drawn', async () => {
  assert.match(await text(house.request(CALL)), /Cómo se da el puntaje.*máximo son 20 puntos.*los empates se sortean.*Un negocio propio: 10 puntos.*Vacantes reservadas.*1 vacantes.*Cómo se decide el orden/)
})

test('a named person gives each published level; what no level has is refused; the list is closed only when everybody has points', async () => {
  const half = await executor.post(`${OFFICE}/applications/${best.expediente}/score`, { 'c-experiencia': '10', 'c-motivo': '7' })
  assert.equal(half.status, 422)
  assert.match(await half.text(), /href="#c-motivo".*value="10" checked/s)
  assert.equal((await executor.post('/office/piloto/calls/abierta-1/applications/ZZZZZ-22222/score')).status, 404)
  assert.equal((await score(best, [10, 10])).status, 303)
  for (const who of equals) assert.equal((await score(who, [10, 0])).status, 303)
  house.time.set('2026-03-07T15:00:00Z')
  const unscored = await executor.post(`${OFFICE}/freeze`, { confirm: 'yes' })
  assert.equal(unscored.status, 409)
  assert.match(await unscored.text(), /Quedan postulaciones aptas sin puntaje/)
  assert.match(await text(executor.get(`${OFFICE}/applications?state=unscored`)), /Postulaciones: 1\..*Dora Cero Mar/)
  assert.match(await text(executor.get('/office')), /: 1 postulación apta sin puntaje/)
  assert.equal((await score(owner, [0, 0])).status, 303)
  assert.match(await text(equals[0]!.get(equals[0]!.address)), /selección por puntaje.*Puntaje: 10 de 20.*Experiencia 10 puntos: Un negocio propio/)
})

test('points decide, equals are drawn, a reserved place goes to its group, and beyond the waiting list nobody waits; anybody checks it', async () => {
  assert.equal((await executor.post(`${OFFICE}/freeze`, { confirm: 'yes' })).status, 303)
  assert.equal((await score(best, [0, 0])).status, 409, 'the list stands')
  assert.equal((await executor.post(`${OFFICE}/draw`, { confirm: 'yes', value: '4 12 19 23 38 45', source: 'La Tinka del 7 de marzo de 2026' })).status, 303)
  const file = await (await house.request(`${CALL}/lottery.json`)).json() as Parameters<typeof check>[0]
  assert.deepEqual(check(file, await (await house.request(`${CALL}/bases.yaml`)).text()), [])
  assert.equal(file.format, 'yachay-lottery-2')
  assert.deepEqual(file.order!.map((o) => o.place), ['open', null, null, 'group-sme-owners'])
  equals = file.order!.slice(1, 3).map((o) => equals.find((e) => e.expediente === o.expediente)!)
  assert.deepEqual(await Promise.all([best, ...equals, owner].map(stateOf)), ['Seleccionada', 'En lista de espera', 'No seleccionada', 'Seleccionada'])
  assert.equal((await executor.post(`${OFFICE}/results`, { confirm: 'yes' })).status, 303)
  assert.match(await text(house.request(`${CALL}/results`)), /Seleccionada Orden: 1 \(ronda 1\) Puntaje: 20/)
})

test('an appeal about points is answered by somebody else, judged anew, and placed where those points would have been', async () => {
  const last = equals[1]!
  assert.equal((await last.post(`${last.address}/appeal`, { reasons: ['wrong-points'], words: 'Sí expliqué mi motivo.' })).status, 303)
  const answer = `${OFFICE}/applications/${last.expediente}/appeal`
  assert.equal((await executor.post(answer, { answer: 'upheld', words: 'Cierto.' })).status, 409, 'she gave the points')
  assert.equal((await colleague.post(answer, { answer: 'upheld', words: 'Cierto, está en la página dos.' })).status, 303)
  assert.equal(await stateOf(last), 'Apta')
  assert.equal((await score(last, [10, 10], colleague)).status, 303)
  assert.equal(await stateOf(last), 'En lista de espera')
  assert.match(await text(last.get(last.address)), /Tu orden por puntaje: [12] \(ronda 1\)/)
  assert.equal((await best.post(`${best.address}/decline`)).status, 303)
  assert.equal(await stateOf(last), 'Seleccionada', 'before the one who waited with ten points')
  assert.equal(await stateOf(equals[0]!), 'En lista de espera')
  for (const projection of [application, lotteryRound]) {
    await rebuildBeside(house, projection)
    assert.equal(await differences(house, projection.table), 0, projection.table)
  }
})
