import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { actingLearner, type Acting } from '../../../../../test/acting.ts'
import { openHouse, type TestHouse } from '../../../../../test/house.ts'
import { contentWithLab } from '../../../../../test/with-lab.ts'
import { alarmValue, answerAlarms, readAlarms, trainAlarms } from '../../../../engine/alarms.ts'
import { averagePrecision } from '../../../../engine/ranking.ts'
import type { Recipe, Step } from '../../../../engine/recipe.ts'
import { publicMinaBomba, pumps } from '../../../../engine/sim-pumps.ts'
import { hiddenFiles } from '../../../../engine/simulators.ts'
import { readStatements } from '../../../../record/read.ts'
import { readExt } from '../../../../record/statement.ts'
import { enrolPerson } from '../../../cohorts/index.ts'
import { VERB } from '../../../programmes/index.ts'
import { fits } from '../../bounds.ts'
import { recipeOf } from '../../lab.ts'
import { labOf, labOfTask } from '../../labs.ts'
import { checkSeed } from '../../load.ts'
import { seedOf } from '../../seed.ts'
import { countsAt, inOrder } from './first-alarms.tsx'
import { alarmKind } from './kind.ts'
import { dayOf, machinesOf, stopsIn } from './machines.ts'

const contentDir = contentWithLab('mina-bomba')
let house: TestHouse
before(async () => { house = await openHouse({ contentDir }) })
after(async () => {
  await house.close()
  rmSync(contentDir, { recursive: true, force: true })
})

const SOFTMAX = { block: 'softmax', epochs: 5, rate: 0.1, penalty: 0, batch: 64 } as const
const GOOD: Step[] = [{ block: 'scale', by: 'standard' }, SOFTMAX]
const START: Step[] = [{ block: 'columns', names: ['vibration_now', 'vibration_24h'] }, ...GOOD]

interface Learner extends Acting { readonly agent: string; readonly at: string }

async function learner(): Promise<Learner> {
  const who = await actingLearner(house)
  const enrolment = randomUUID()
  await enrolPerson(house, { tenant: 'piloto', agent: who.agent, enrolment, section: 'noche-1' })
  return { ...who, at: `/learn/${enrolment}/labs/mina-bomba` }
}

const theLab = () => labOfTask('ranking', labOf(house, 'mina-bomba'))
// What is not a step is refused by the server: that is what some of these tests show.
const recipe = (who: Learner, steps: readonly unknown[]): Recipe => recipeOf(theLab(), seedOf(house.keys, who.agent, theLab()), steps as Step[])

async function handIn(who: Learner, steps: readonly Step[]): Promise<Response> {
  const own = recipe(who, steps)
  const outcome = trainAlarms(own, theLab().open)
  return who.post(who.at, { id: randomUUID(), recipe: JSON.stringify(own), digest: outcome.kind === 'alarms' ? outcome.digest : 'f'.repeat(64) })
}

test('the data is what the simulator gives, and the ceiling what the true chance of failing would reach', () => {
  const { bytes, hidden, data } = theLab()
  assert.equal(bytes.toString(), publicMinaBomba())
  assert.deepEqual(hidden.bytes, Buffer.from(hiddenFiles('mina-bomba', checkSeed(1))[0]))
  const { labels, chance } = pumps('another draw', { pumps: 80, rows: 188 })
  assert.ok(Math.abs(averagePrecision(labels, chance)! - data.ceiling!) <= 0.04)
})

test('the lab page tells the story, that the pumps are simulated, what the model must not decide, and ships no hidden pump', async () => {
  const rosa = await learner()
  const html = await (await rosa.get(rosa.at)).text()
  for (const said of [/mina a más de 3 000 metros/, /Estas bombas son simuladas/, /Un puntaje bajo no es un permiso/, /CC0, simulado/, /aprendes con 80 de cada 100 bombas/]) assert.match(html, said)
  assert.match(await (await rosa.get(`${rosa.at}?lang=en`)).text(), /A low score is no permission/)
  const { data, hidden } = theLab()
  const sent = await (await rosa.get(`/labs/mina-bomba/data/${data.public.sha256.slice(0, 16)}`)).text()
  assert.match(sent, /^pump,vibration_now,/)
  const known = new Set(sent.trim().split('\n'))
  assert.deepEqual(hidden.bytes.toString().trim().split('\n').slice(1).filter((line) => known.has(line) || html.includes(line)), [])
})

test('a list that looks at the change of vibration passes: average precision, metric and baseline in the record, all on the page with the ceiling', async () => {
  const rosa = await learner()
  const answer = await handIn(rosa, GOOD)
  assert.equal(answer.status, 303)
  await house.runJobs()
  const [grade] = await readStatements(house.db, 'piloto', { actors: [rosa.agent], verbs: [VERB.labGraded] })
  assert.equal(grade?.statement.result?.success, true)
  const figure = Number(readExt(grade!.statement, 'figure'))
  assert.ok(figure > 0.55 && figure < 0.8, String(figure))
  assert.deepEqual([readExt(grade!.statement, 'metric'), readExt(grade!.statement, 'of'), readExt(grade!.statement, 'digestMatch')], ['average-precision', 15040, true])
  const html = await (await rosa.get(answer.headers.get('location')!)).text()
  for (const said of [/Aprobaste este laboratorio/, /Tu modelo: [67]\d de 100/, /Punto de partida: [12]\d de 100/, /Lo mejor posible: 8[89] de 100/, /[67]\d de 100 revisiones hechas hasta ahí eran necesarias/]) assert.match(html, said)
})

test('the level of vibration alone fails, with its known mistake and the kind of gap', async () => {
  const rosa = await learner()
  const first = await handIn(rosa, START)
  await house.runJobs()
  const html = await (await rosa.get(first.headers.get('location')!)).text()
  for (const said of [/Todavía no/, /falla también con los datos con que aprendió/, /no mira el cambio de la vibración/]) assert.match(html, said)
})

test('recipes that are none of this lab are refused in words, nothing recorded', async () => {
  const rosa = await learner()
  const cases: [Recipe, number, RegExp][] = [
    [recipe(await learner(), GOOD), 403, /datos de otra persona/],
    [recipe(rosa, [{ block: 'kmeans', groups: 3, starts: 5 }]), 422, /no usa el bloque «Grupos»/],
    [recipe(rosa, [{ block: 'same', column: 'slope_72h' }]), 422, /no usa el bloque «Igual que»/],
    [recipe(rosa, [{ ...SOFTMAX, epochs: 31 }]), 422, /«Vueltas» debe estar entre 1 y 30/],
    [recipe(rosa, [{ block: 'columns', names: ['pressure', 'slope_72h'] }, SOFTMAX]), 422, /no conocemos \(steps\.columns\)/],
    [recipe(rosa, [{ block: 'columns', names: ['pump'] }, SOFTMAX]), 422, /no conocemos \(steps\.columns\)/],
    [recipe(rosa, [{ block: 'scale', by: 'standard' }, { block: 'columns', names: ['slope_72h'] }, SOFTMAX]), 422, /no conocemos|orden/],
    [recipe(rosa, [{ ...SOFTMAX, weights: [1] }]), 422, /no conocemos/],
  ]
  for (const [own, status, says] of cases) {
    const answer = await rosa.post(rosa.at, { id: randomUUID(), recipe: JSON.stringify(own), digest: 'a'.repeat(64) })
    assert.equal(answer.status, status, JSON.stringify(own.steps))
    assert.match(await answer.text(), says)
  }
})

test('the value over drawn rows is the average precision of those rows, however often it is asked', () => {
  const { hidden: { data }, open } = theLab()
  const outcome = trainAlarms(recipeOf(theLab(), 'ab'.repeat(16), [{ block: 'same', column: 'vibration_now' }]), open)
  assert.ok(outcome.kind === 'alarms')
  const found = answerAlarms(outcome.model, data.values)
  const places = Int32Array.from({ length: 500 }, (_, i) => (i * 37) % 400)
  const drawn = averagePrecision(Int32Array.from(places, (p) => data.labels[p]!), Float64Array.from(places, (p) => found[p]!))
  for (const times of [1, 2]) assert.ok(Math.abs(alarmKind.value(found, data, places) - drawn!) < 1e-12, String(times))
  assert.equal(alarmKind.value(found, data), alarmValue(found, data))
})

test('rows become days of a machine, and rows before the same failure one stop', () => {
  const table = readAlarms('pump,a,fails\n3,1,0\n3,5,1\n3,6,1\n3,2,0\n3,7,1\n8,9,1\n8,4,0\n')
  assert.deepEqual([0, 1, 2, 4, 5].map((p) => dayOf(table, p, 12)), [1, 1, 2, 3, 1])
  assert.equal(stopsIn(table, [1, 2, 4, 5, 6]), 3)
  assert.deepEqual(machinesOf(table, [0, 1, 2, 3, 4, 5, 6]).map((m) => [m.number, m.stops, m.places.length]), [[3, 2, 5], [8, 1, 2]])
  const order = inOrder([0, 1, 2, 3, 4, 5, 6], [1, 5, 6, 2, 7, 9, 4])
  assert.deepEqual(order, [5, 4, 2, 1, 6, 3, 0])
  assert.deepEqual(countsAt(table, order, 5), { hits: 4, misses: 1, stops: 3, all: 3 })
})

test('a known mistake may name a column that is not looked at', () => {
  const when = { without_column: 'slope_72h' }
  assert.deepEqual([START, GOOD, [{ block: 'columns', names: ['slope_72h'] }, SOFTMAX]].map((steps) => fits(when, steps as Step[])), [true, false, false])
})
