import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import { actingStaff, personValues, ruleInForceFor, withCookie, type Acting } from '../../../test/acting.ts'
import { differences, rowsOf } from '../../../test/differences.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { appliesTo, stateOf, withCalls, type Applicant } from '../../../test/office/with-calls.ts'
import { rebuildBeside } from '../../record/rebuild.ts'
import { application } from './application.ts'
import { callResults } from './call-results.ts'
import { callPublication } from './publication.ts'

const DAY = 86_400_000
const CALL = '/p/piloto/calls/unica-1'
const OFFICE = '/office/piloto/calls/unica-1'
const ONE_DRAW = `  kind: lottery
  publicValue: {es: La Tinka, en: La Tinka}
  rounds: one
  drawAt: 2026-03-07T00:00:00-05:00`

let house: TestHouse
let other: TestHouse
let executor: Acting
let colleague: Acting
let third: Acting
let approver: Acting
/** Found eligible, in the order of the draw; then who was refused. */
let drawn: Applicant[]
let refused: Applicant

before(async () => {
  const contentDir = withCalls({
    'unica-1': { places: 1, sections: { 'unica-a': 5 }, selection: ONE_DRAW, lines: { closes: '2026-03-06T23:59:59-05:00', acceptanceHours: '300', appealDays: '3', answerDays: '5' } },
  })
  house = await openHouse({ contentDir })
  other = await openHouse({ contentDir, sameAs: house })
  ;[executor, colleague, third] = await Promise.all(['Elena Coordina', 'Carla Colega', 'Tania Tercera'].map((name) => actingStaff(house, name, ['executor']))) as [Acting, Acting, Acting]
  approver = await actingStaff(house, 'Ana Aprueba', ['approver'])
  await ruleInForceFor(house)
  assert.equal((await approver.post(`${OFFICE}/publish`, { confirm: 'yes' })).status, 303)
})
after(async () => { await other.close(); await house.close() })

const at = (iso: string): void => { house.time.set(iso); other.time.set(iso) }
const text = async (answer: Promise<Response>): Promise<string> => (await (await answer).text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

test('before results are published a refused person may appeal already; the results have no page yet', async () => {
  const people = await Promise.all(['Ana Uno Paz', 'Bea Dos Luz', 'Cata Tres Sol', 'Dora Cuatro Mar'].map((name) => appliesTo(house, 'unica-1', personValues({ name }))))
  refused = people[3]!
  assert.equal((await executor.post(`${OFFICE}/applications/${refused.expediente}/decide`, { decision: 'not-eligible', reasons: ['not-true', 'note'], note: 'El nombre es otro.' })).status, 303)
  await executor.post(`${OFFICE}/applications`, { action: 'eligible', expediente: people.slice(0, 3).map((p) => p.expediente) })
  assert.match(await text(refused.get(refused.address)), /El nombre es otro\..*Pedir que lo miren otra vez.*distinta de quien decidió, hasta en 5 días hábiles/)
  assert.equal((await house.request(`${CALL}/results`)).status, 404)

  at('2026-03-07T15:00:00Z')
  assert.equal((await executor.post(`${OFFICE}/freeze`, { confirm: 'yes' })).status, 303)
  assert.equal((await executor.post(`${OFFICE}/draw`, { confirm: 'yes', value: '4 12 19 23 38 45', source: 'La Tinka del 7 de marzo de 2026' })).status, 303)
  const file = await (await house.request(`${CALL}/lottery.json`)).json() as { order: { expediente: string }[] }
  drawn = file.order.map((o) => people.find((p) => p.expediente === o.expediente)!)
})

test('the acta is published once for what is new: by file number, with its fingerprint and the working days to appeal', async () => {
  assert.equal((await executor.post(`${OFFICE}/results`)).status, 422)
  assert.equal((await approver.post(`${OFFICE}/results`, { confirm: 'yes' })).status, 403)
  const [one, two] = await Promise.all([executor.post(`${OFFICE}/results`, { confirm: 'yes' }), withCookie(other, colleague.id, colleague.cookie).post(`${OFFICE}/results`, { confirm: 'yes' })])
  assert.deepEqual([one.status, two.status].toSorted(), [303, 409])
  assert.match(await (one.status === 409 ? one : two).text(), /No hay resultados nuevos/)

  const page = await text(house.request(`${CALL}/results`))
  for (const who of [...drawn, refused]) assert.ok(page.includes(who.expediente))
  // Published on Saturday the 7th: three working days end on Wednesday the 11th.
  assert.match(page, /Expedientes: 4\. Se puede pedir reconsideración hasta el miércoles, 11 de marzo de 2026/)
  assert.doesNotMatch(page, /Dora|not-true|coincide/)
  const file = await (await house.request(`${CALL}/results.json?list=1`)).json() as { sha256: string; lines: string[]; results: { outcome: string; rank: number | null }[] }
  assert.equal(createHash('sha256').update(file.lines.map((l) => `${l}\n`).join('')).digest('hex'), file.sha256)
  assert.deepEqual(file.results.map((r) => [r.outcome, r.rank]), [['selected', 1], ['waitlisted', 2], ['waitlisted', 3], ['not-eligible', null]])
  assert.match(await text(house.request(`${CALL}/results?q=${refused.expediente.toLowerCase().replace('-', '')}`)), /No apta/)
  assert.match(await text(house.request(`${CALL}/results?q=no-es-uno`)), /Ese número no está en esta lista/)
  assert.doesNotMatch(await text(house.request(`${CALL}/results?outcome=selected`)), new RegExp(refused.expediente))
  assert.equal((await house.request(`${CALL}/results?list=7`)).status, 404)
})

test('she appeals once with a reason; who decided does not answer; of two others at once one answers', async () => {
  const appeal = `${refused.address}/appeal`
  const wordless = await refused.post(appeal, { words: 'Sí cumplo' })
  assert.equal(wordless.status, 422)
  assert.match(await wordless.text(), /href="#reasons".*>Sí cumplo<\/textarea>/s)
  assert.equal((await refused.post(appeal, { reasons: 'other', words: '' })).status, 422)
  assert.equal((await refused.post(appeal, { reasons: 'other', words: 'x'.repeat(1001) })).status, 422)
  assert.equal((await drawn[0]!.post(`${drawn[0]!.address}/appeal`, { reasons: 'wrong-data' })).status, 409, 'a place is offered: nothing to appeal')
  assert.equal((await refused.post(appeal, { reasons: ['wrong-data'], words: 'Me cambié el nombre por matrimonio.' })).status, 303)
  assert.equal((await refused.post(appeal, { reasons: ['wrong-data'], words: '' })).status, 409)
  assert.match(await text(refused.get(refused.address)), /Te respondemos hasta el viernes, 13 de marzo/)
  const stored = await house.db.selectFrom('application_note').select('sealed').execute()
  assert.ok(stored.every(({ sealed }) => !sealed.toString('latin1').includes('matrimonio')), 'her words are sealed')

  assert.match(await text(executor.get(`${OFFICE}/appeals`)), /Dora Cuatro Mar.*Responder hasta el viernes/)
  const answer = `${OFFICE}/applications/${refused.expediente}/appeal`
  const words = { answer: 'upheld', words: 'Vimos tu partida: es la misma persona.' }
  const own = await executor.post(answer, words)
  assert.equal(own.status, 409)
  assert.match(await own.text(), /otra persona responde la reconsideración/)
  assert.match(await text(executor.get(`${OFFICE}/applications/${refused.expediente}`)), /Me cambié el nombre por matrimonio\. Tomaste la decisión anterior/)
  assert.equal((await colleague.post(answer, { words: 'x' })).status, 422)
  assert.equal((await colleague.post(answer, { answer: 'rejected', words: '' })).status, 422)
  const answers = await Promise.all([colleague.post(answer, words), withCookie(other, third.id, third.cookie).post(answer, words)])
  assert.deepEqual(answers.map((a) => a.status).toSorted(), [303, 409])
  assert.match(await answers.find((a) => a.status === 409)!.text(), /alguien ya la respondió/)
  await upheldIsPlaced()
})

/** Her own key under the seed of the only draw says her rank; she waits before whoever holds it, and nobody loses an offer. */
async function upheldIsPlaced(): Promise<void> {
  const file = await (await house.request(`${CALL}/lottery.json`)).json() as { seed: { sha256: string }; order: { key: string }[] }
  const key = createHash('sha256').update(`${file.seed.sha256}:${refused.expediente}`).digest('hex')
  const rank = 1 + file.order.filter((o) => o.key < key).length
  const page = await text(refused.get(refused.address))
  assert.match(page, new RegExp(`En lista de espera.*Tu orden en el sorteo: ${rank} \\(ronda 1\\).*Te dieron la razón.*Respondió (Carla|Tania)`))
  assert.match(await text(refused.get('/me/inbox')), /Te dieron la razón en tu reconsideración/)
  assert.equal(await stateOf(drawn[0]!), 'Seleccionada')
}

test('a rejected appeal keeps the result, with words that she reads; after the last working day it is too late', async () => {
  const [, second, last] = drawn
  at('2026-03-11T22:00:00Z')
  assert.equal((await second!.post(`${second!.address}/appeal`, { reasons: 'wrong-order', words: '' })).status, 303)
  assert.equal((await third.post(`${OFFICE}/applications/${second!.expediente}/appeal`, { answer: 'rejected', words: 'El sorteo se puede repetir: tu orden es el 2.' })).status, 303)
  assert.match(await text(second!.get(second!.address)), /En lista de espera.*El resultado no cambia\..*Respondió Tania Tercera.*tu orden es el 2/)
  at('2026-03-12T05:00:00Z')
  const late = await last!.post(`${last!.address}/appeal`, { reasons: 'wrong-order', words: '' })
  assert.equal(late.status, 410)
  assert.doesNotMatch(await text(last!.get(last!.address)), /Pedir reconsideración/)
})

test('results become firm when nothing is pending: the page says what is missing; who still waits is not selected and told', async () => {
  assert.equal((await executor.post(`${OFFICE}/final`, { final_confirm: 'yes' })).status, 403)
  const early = await approver.post(`${OFFICE}/final`, { final_confirm: 'yes' })
  assert.equal(early.status, 409)
  await drawn[0]!.post(`${drawn[0]!.address}/accept`, { section: 'unica-a' })
  const missing = await text(approver.get(`${OFFICE}/results`))
  assert.match(missing, /Todavía no se puede:.*Hay resultados sin publicar/)
  // The appeal that was upheld gave a new result: it stands on a second list, with a time to appeal of its own.
  assert.equal((await colleague.post(`${OFFICE}/results`, { confirm: 'yes' })).status, 303)
  assert.match(await text(approver.get(`${OFFICE}/results`)), /Todavía no se puede: El plazo para pedir reconsideración todavía corre/)
  at(new Date(Date.parse('2026-03-12T05:00:00Z') + 7 * DAY).toISOString())
  assert.equal((await approver.post(`${OFFICE}/final`)).status, 422)
  assert.equal((await approver.post(`${OFFICE}/final`, { final_confirm: 'yes' })).status, 303)
  assert.equal((await approver.post(`${OFFICE}/final`, { final_confirm: 'yes' })).status, 409)
  for (const who of [drawn[1]!, drawn[2]!, refused]) assert.equal(await stateOf(who), 'No seleccionada')
  assert.equal(await stateOf(drawn[0]!), 'Aceptada')
  assert.match(await text(drawn[2]!.get('/me/inbox')), /lista de espera de tu postulación terminó/)
  assert.match(await text(house.request(`${CALL}/results`)), /Los resultados quedaron firmes/)
  assert.equal((await drawn[2]!.post(`${drawn[2]!.address}/appeal`, { reasons: 'other', words: 'x' })).status, 410)
  assert.equal((await executor.post(`${OFFICE}/freeze`, { confirm: 'yes' })).status, 409)
  assert.equal((await executor.post(`${OFFICE}/results`, { confirm: 'yes' })).status, 409)
})

test('rebuilt from the record alone, lists of results and applications are what they were', async () => {
  for (const projection of [application, callResults, callPublication]) {
    await rebuildBeside(house, projection)
    assert.equal(await differences(house, projection.table), 0, projection.table)
    assert.ok(await rowsOf(house, projection.table) > 0, projection.table)
  }
})
