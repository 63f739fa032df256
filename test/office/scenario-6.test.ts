import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { append } from '../../src/record/append.ts'
import { catchUp } from '../../src/record/follow.ts'
import { liveNumber } from '../../src/features/programmes/index.ts'
import { actingStaff, ruleInForceFor, type Acting } from '../acting.ts'
import * as h from '../histories/script.ts'
import { certified } from '../histories/worked.ts'
import { openHouse, type TestHouse } from '../house.ts'
import { readyLearner, type Ready } from '../ready-learner.ts'

let house: TestHouse
let owner: Acting
let executor: Acting

before(async () => {
  house = await openHouse({ now: '2026-05-05T15:00:00Z' })
  await ruleInForceFor(house)
  owner = await actingStaff(house, 'Olga Owner', ['approver'])
  executor = await actingStaff(house, 'Elsa Ejecuta', ['executor'])
})
after(() => house.close())

async function papers(who: Ready): Promise<void> {
  const s = h.script('piloto', house.clock().toISOString(), who.agent)
  certified(s, who.agent, who.enrolment, h.uuid('paper', who.agent))
  await append(house, { scopes: [`actor:piloto:${who.agent}`] }, () => s.lines.map((line) => line.draft))
}

async function publish(name: string): Promise<string> {
  assert.equal((await owner.post('/office/piloto/releases', { month: '2026-05' })).status, 303)
  await house.runJobs()
  assert.equal((await owner.post(`/office/piloto/releases/${name}/publish`, { sure: 'yes' })).status, 303)
  return (await (await house.request(`/p/piloto/releases/${name}?lang=es`)).text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
}

test('scenario 6: a person dead on 03/05 appears present on 10/05: excluded, finding opened, number restated with a note', async () => {
  const [rosa, other] = [await readyLearner(house), await readyLearner(house, { name: 'Elena Ñaupari Cruz' })]
  house.time.set('2026-05-10T20:00:00Z')
  const present = h.script('piloto', '2026-05-10T19:00:00Z', 'present')
  h.attended(present, rosa.agent, rosa.enrolment, h.uuid('session'), 90)
  await append(house, { scopes: [`actor:piloto:${rosa.agent}`] }, () => present.lines.map((line) => line.draft))
  await papers(rosa)
  await papers(other)
  await catchUp(house)
  assert.equal((await liveNumber(house, 'piloto')).counts?.[3], 2)
  house.time.set('2026-06-02T15:00:00Z')
  assert.match(await publish('2026-05.1'), /2 personas que cuentan/)

  assert.equal((await executor.post(`/office/piloto/people/${rosa.agent}/death`, { death_date: '03/05/2026' })).status, 303)
  await catchUp(house)
  assert.equal((await liveNumber(house, 'piloto')).counts?.[3], 1, 'excluded: the certificate was approved after her death')
  const figures = (await (await executor.get('/office/piloto/figures?lang=es')).text()).replace(/<[^>]+>/g, ' ')
  assert.match(figures, /Personas con actividad de fecha posterior a su fallecimiento: 1/)
  const evidence = await (await executor.get('/office/piloto/figures/findings/evidence?lang=es')).text()
  assert.equal(evidence.match(/<code>[0-9a-f]{16}<\/code>/g)?.length, 1)

  const restated = await publish('2026-05.2')
  assert.match(restated, /Corte de mayo de 2026, corrección 1/)
  assert.match(restated, / 1 personas que cuentan/)
  assert.match(restated, /Salen: 1 \(fallecimiento anterior\)/)
  const first = await (await house.request('/p/piloto/releases/2026-05.1?lang=es')).text()
  assert.match(first, /Hay una corrección posterior de este mes/)
  assert.match(first.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' '), /2 personas que cuentan/, 'the first release still says what it said')
  assert.equal(await (await house.request('/p/piloto/releases/2026-05.2/diff.csv')).text(), 'direction,reason,persons\r\nwent,died,1\r\n')

  const said = await (await house.request('/p/piloto/releases/2026-05.2/figures.csv')).text()
  assert.match(said, /k23,1,1,1\.000000,\r\nk23-last-cut-days,2,,,\r\nk23-cuts-late,0,,,\r\nk23-corrections,0,,,\r\n/, 'K23 up to the position of the cut')
  const open = (await (await executor.get('/office/piloto/figures/k23?lang=es')).text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
  assert.match(open, /100\s?% 1 de 1 Días que tardó el último corte: 2 .*Correcciones publicadas: 1/)
})
