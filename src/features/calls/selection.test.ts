import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { actingStaff, personValues, ruleInForceFor, type Acting } from '../../../test/acting.ts'
import { differences, rowsOf } from '../../../test/differences.ts'
import { openHouse, type TestHouse } from '../../../test/house.ts'
import { appliesTo, stateOf, withCalls, type Applicant } from '../../../test/office/with-calls.ts'
import { check } from '../../../scripts/lottery.ts'
import { rebuildBeside } from '../../record/rebuild.ts'
import { cohorts, enrolmentsOf, placesLeft } from '../cohorts/index.ts'
import { application } from './application.ts'
import { lotteryRound } from './lottery-round.ts'
import { callPublication } from './publication.ts'
import { settleAll } from './rounds.ts'

const HOUR = 3_600_000
let house: TestHouse
let other: TestHouse
let executor: Acting
let contentDir: string

before(async () => {
  contentDir = withCalls({ 'chica-1': { places: 2, sections: { 'chica-a': 2 } }, 'grande-1': { places: 30, sections: { 'grande-ultima': 1, 'grande-b': 29 } } })
  house = await openHouse({ contentDir })
  other = await openHouse({ contentDir, sameAs: house })
  executor = await actingStaff(house, 'Elena Coordina', ['executor'])
  const approver = await actingStaff(house, 'Ana Aprueba', ['approver'])
  await ruleInForceFor(house)
  for (const call of ['chica-1', 'grande-1']) assert.equal((await approver.post(`/office/piloto/calls/${call}/publish`, { confirm: 'yes' })).status, 303)
})
after(async () => { await other.close(); await house.close() })

async function eligibleIn(call: string, count: number): Promise<Applicant[]> {
  const all: Applicant[] = []
  for (let i = 0; i < count; i++) all.push(await appliesTo(house, call, personValues({ name: `Persona Número ${'abcdefghij'[i % 10]}` })))
  for (let from = 0; from < count; from += 50) {
    const picked = all.slice(from, from + 50).map((a) => a.expediente)
    assert.equal((await executor.post(`/office/piloto/calls/${call}/applications`, { action: 'eligible', expediente: picked })).status, 303)
  }
  return all
}

async function drawn(call: string): Promise<string[]> {
  const office = `/office/piloto/calls/${call}`
  assert.equal((await executor.post(`${office}/freeze`, { confirm: 'yes' })).status, 303)
  house.time.add(HOUR)
  assert.equal((await executor.post(`${office}/draw`, { confirm: 'yes', value: '4 12 19 23 38 45', source: 'La Tinka del 4 de marzo de 2026' })).status, 303)
  const file = await (await house.request(`/p/piloto/calls/${call}/lottery.json`)).json() as { order: { expediente: string }[] }
  return file.order.map((o) => o.expediente)
}

test('list, draw, offer, 48 hours, next one up, enrolment: the way of a small call', async () => {
  const office = '/office/piloto/calls/chica-1'
  const people = await eligibleIn('chica-1', 5)
  const unfrozen = await executor.post(`${office}/draw`, { confirm: 'yes', value: 'abc', source: 'somewhere' })
  assert.equal(unfrozen.status, 409)
  assert.match(await unfrozen.text(), /Primero cierra la lista/)
  assert.equal((await executor.post(`${office}/freeze`)).status, 422)
  assert.equal((await executor.post(`${office}/freeze`, { confirm: 'yes' })).status, 303)
  assert.equal((await executor.post(`${office}/freeze`, { confirm: 'yes' })).status, 409)
  const before = await (await house.request('/p/piloto/calls/chica-1/lottery.json')).json() as Parameters<typeof check>[0]
  assert.deepEqual(check(before), ['not drawn yet: the file has no public value'])
  assert.equal((await executor.post(`${office}/applications/${people[0]!.expediente}/undo`)).status, 409, 'the list stands')

  house.time.add(HOUR)
  const wordless = await executor.post(`${office}/draw`, { confirm: 'yes', value: '4 12 19', source: '' })
  assert.equal(wordless.status, 422)
  assert.match(await wordless.text(), /href="#source".*value="4 12 19"/s)
  assert.equal((await executor.post(`${office}/draw`, { confirm: 'yes', value: ' 4 12  19 23 38 45', source: 'La Tinka del 4 de marzo de 2026' })).status, 303)
  assert.equal((await executor.post(`${office}/draw`, { confirm: 'yes', value: '1 2 3', source: 'another one' })).status, 409)
  const file = await (await house.request('/p/piloto/calls/chica-1/lottery.json')).json() as Parameters<typeof check>[0]
  assert.deepEqual(check(file, await (await house.request('/p/piloto/calls/chica-1/bases.yaml')).text()), [])
  assert.equal(file.places, 2)

  const [first, second, third, fourth, fifth] = file.order!.map((o) => people.find((p) => p.expediente === o.expediente)!) as [Applicant, Applicant, Applicant, Applicant, Applicant]
  assert.deepEqual(await Promise.all([first, second, third, fifth].map(stateOf)), ['Seleccionada', 'Seleccionada', 'En lista de espera', 'En lista de espera'])
  assert.match(await (await first.get('/me/inbox')).text(), /Saliste en el sorteo/)
  assert.equal((await third.post(`${third.address}/accept`, { section: 'chica-a' })).status, 409)
  assert.equal((await first.post(`${first.address}/accept`)).status, 422)
  assert.equal((await first.post(`${first.address}/accept`, { section: 'noche-1' })).status, 422)
  assert.equal((await first.post(`${first.address}/accept`, { section: 'chica-a' })).status, 303)
  assert.equal((await first.post(`${first.address}/accept`, { section: 'chica-a' })).status, 409)
  assert.deepEqual((await enrolmentsOf(house.db, 'piloto', first.agent)).map((e) => [e.section, e.state]), [['chica-a', 'active']])

  house.time.add(48 * HOUR + 1)
  const late = await second.post(`${second.address}/accept`, { section: 'chica-a' })
  assert.equal(late.status, 410)
  assert.match(await late.text(), /venció/)
  assert.equal(await stateOf(second), 'Vencida')
  assert.equal(await stateOf(third), 'Seleccionada', 'the next one moved up')
  assert.equal(await stateOf(fourth), 'En lista de espera')

  assert.equal((await third.post(`${third.address}/decline`)).status, 303)
  assert.equal(await stateOf(fourth), 'Seleccionada', 'a place given up goes on at once')
  house.time.add(48 * HOUR + 1)
  await settleAll(house)
  await settleAll(other)
  assert.equal(await stateOf(fifth), 'Seleccionada', 'the job moves them up when nobody looks')
  assert.equal((await fifth.post(`${fifth.address}/accept`, { section: 'chica-a' })).status, 303)
  assert.equal(await placesLeft(house, house.db, 'piloto', 'chica-a'), 0)
})

test('24 selected people press “accept” for the last place of a section at once, in two processes: one gets it, nobody loses the offer', async () => {
  const people = await eligibleIn('grande-1', 24)
  await drawn('grande-1')
  const answers = await Promise.all(people.map((who, i) => {
    const init = { method: 'POST', headers: { cookie: who.cookie, 'content-type': 'application/x-www-form-urlencoded' }, body: 'section=grande-ultima' }
    return (i % 2 ? house : other).request(`${who.address}/accept`, init)
  }))
  const statuses = answers.map((a) => a.status)
  assert.equal(statuses.filter((s) => s === 303).length, 1, statuses.join())
  assert.equal(statuses.filter((s) => s === 409).length, 23, statuses.join())
  assert.match(await answers.find((a) => a.status === 409)!.text(), /ya no tiene vacantes: alguien tomó la última/)
  const loser = people[statuses.indexOf(409)]!
  assert.equal(await stateOf(loser), 'Seleccionada')
  const page = await (await loser.get(loser.address)).text()
  assert.doesNotMatch(page, /value="grande-ultima"/)
  assert.equal((await loser.post(`${loser.address}/accept`, { section: 'grande-b' })).status, 303)
  assert.equal((await enrolmentsOf(house.db, 'piloto', loser.agent)).length, 1)
})

test('a rolling call draws again: later applicants come behind those who already wait', async () => {
  const [late] = await eligibleIn('grande-1', 1)
  const order = await drawn('grande-1')
  assert.deepEqual(order, [late!.expediente])
  const file = await (await house.request('/p/piloto/calls/grande-1/lottery.json?round=2')).json() as Parameters<typeof check>[0]
  assert.equal(file.round, 2)
  assert.deepEqual(check(file), [])
  assert.equal(await stateOf(late!), 'Seleccionada')
})

test('rebuilt from the record alone, applications, rounds, publications and enrolments are what they were', async () => {
  for (const projection of [application, lotteryRound, callPublication, ...(cohorts.projections ?? [])]) {
    await rebuildBeside(house, projection)
    assert.equal(await differences(house, projection.table), 0, projection.table)
    // Nobody opens a section or a site or notes childcare here: tests of features/cohorts do.
    if (!['section', 'site', 'childcare_note'].includes(projection.table)) assert.ok(await rowsOf(house, projection.table) > 0, projection.table)
  }
})
