import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { actingLearner, type Acting } from '../../../../../test/acting.ts'
import { openHouse, type TestHouse } from '../../../../../test/house.ts'
import { contentWithLab } from '../../../../../test/with-lab.ts'
import { adjustedRand } from '../../../../engine/adjusted-rand.ts'
import { trainClusters } from '../../../../engine/clusters.ts'
import type { Recipe, Step } from '../../../../engine/recipe.ts'
import { clients, publicClientesSegmentos } from '../../../../engine/sim-clients.ts'
import { hiddenFiles } from '../../../../engine/simulators.ts'
import { readStatements } from '../../../../record/read.ts'
import { readExt } from '../../../../record/statement.ts'
import { enrolPerson } from '../../../cohorts/index.ts'
import { VERB } from '../../../programmes/index.ts'
import { recipeOf } from '../../lab.ts'
import { labOf, labOfTask } from '../../labs.ts'
import { checkSeed } from '../../load.ts'
import { seedOf } from '../../seed.ts'

const contentDir = contentWithLab('clientes-segmentos')
let house: TestHouse
before(async () => { house = await openHouse({ contentDir }) })
after(async () => {
  await house.close()
  rmSync(contentDir, { recursive: true, force: true })
})

const GOOD: Step[] = [{ block: 'scale', by: 'standard' }, { block: 'kmeans', groups: 5, starts: 10 }]
const START: Step[] = [{ block: 'kmeans', groups: 3, starts: 10 }]

interface Learner extends Acting { readonly agent: string; readonly at: string }

async function learner(): Promise<Learner> {
  const who = await actingLearner(house)
  const enrolment = randomUUID()
  await enrolPerson(house, { tenant: 'piloto', agent: who.agent, enrolment, section: 'noche-1' })
  return { ...who, at: `/learn/${enrolment}/labs/clientes-segmentos` }
}

const theLab = () => labOfTask('groups', labOf(house, 'clientes-segmentos'))
// What is not a step is refused by the server: that is what some of these tests show.
const recipe = (who: Learner, steps: readonly unknown[]): Recipe => recipeOf(theLab(), seedOf(house.keys, who.agent, theLab()), steps as Step[])

async function handIn(who: Learner, steps: readonly Step[]): Promise<Response> {
  const own = recipe(who, steps)
  const outcome = trainClusters(own, theLab().open)
  return who.post(who.at, { id: randomUUID(), recipe: JSON.stringify(own), digest: outcome.kind === 'groups' ? outcome.digest : 'f'.repeat(64) })
}

test('the data is what the simulator gives, and the ceiling what the likeliest groups would reach', () => {
  const { bytes, hidden, data } = theLab()
  assert.equal(bytes.toString(), publicClientesSegmentos())
  assert.deepEqual(hidden.bytes, Buffer.from(hiddenFiles('clientes-segmentos', checkSeed(1))[0]))
  const { groups, likeliest } = clients('another draw', 500)
  assert.ok(Math.abs(adjustedRand(groups, likeliest, 5, 5) - data.ceiling!) <= 0.02)
})

test('the page and its data tell neither a true group nor how many there are', async () => {
  const rosa = await learner()
  const html = await (await rosa.get(rosa.at)).text()
  for (const said of [/tienda de telas en Gamarra/, /Estos clientes son simulados/, /no un juicio sobre una persona/, /aprendes con 400/, /500 que no salen/]) assert.match(html, said)
  const { data, hidden } = theLab()
  const sent = await (await rosa.get(`/labs/clientes-segmentos/data/${data.public.sha256.slice(0, 16)}`)).text()
  assert.equal(sent.split('\n')[0], 'spend,visits,days,returns,wholesale')
  assert.deepEqual(hidden.bytes.toString().trim().split('\n').slice(1).filter((line) => sent.includes(`${line}\n`) || html.includes(line)), [])
  const view = /data-lab="([^"]+)"/.exec(html)![1]!
  // The third hint names the number to whoever asks for it; nothing else does.
  const told = JSON.parse(view.replaceAll('&quot;', '"').replaceAll('&amp;', '&')) as { hints: unknown }
  assert.doesNotMatch(JSON.stringify({ ...told, hints: [] }), /"groups":5|5 grupos|cinco grupos/)
})

test('scaled and in five, the groups pass: index, metric and baseline in the record, all on the page with the ceiling', async () => {
  const rosa = await learner()
  const answer = await handIn(rosa, GOOD)
  assert.equal(answer.status, 303)
  await house.runJobs()
  const [grade] = await readStatements(house.db, 'piloto', { actors: [rosa.agent], verbs: [VERB.labGraded] })
  assert.equal(grade?.statement.result?.success, true)
  assert.ok(Number(readExt(grade!.statement, 'figure')) > 0.9)
  assert.deepEqual([readExt(grade!.statement, 'metric'), readExt(grade!.statement, 'of'), readExt(grade!.statement, 'digestMatch')], ['adjusted-rand', 500, true])
  const html = await (await rosa.get(answer.headers.get('location')!)).text()
  for (const said of [/Aprobaste este laboratorio/, /Tu modelo: 9\d de 100/, /Punto de partida: [123]\d de 100/, /Lo mejor posible: 99 de 100/]) assert.match(html, said)
})

test('raw measures fail with their known mistake', async () => {
  const rosa = await learner()
  const first = await handIn(rosa, START)
  await house.runJobs()
  const html = await (await rosa.get(first.headers.get('location')!)).text()
  for (const said of [/Todavía no/, /Tus grupos se parecen poco a los verdaderos/, /tus grupos son capas de soles/]) assert.match(html, said)
})

test('recipes that are none of this lab are refused in words', async () => {
  const rosa = await learner()
  const cases: [Recipe, number, RegExp][] = [
    [recipe(await learner(), GOOD), 403, /datos de otra persona/],
    [recipe(rosa, [{ block: 'mean' }]), 422, /no usa el bloque «Promedio»/],
    [recipe(rosa, [{ block: 'kmeans', groups: 11, starts: 5 }]), 422, /«Cuántos grupos» debe estar entre 2 y 10/],
    [recipe(rosa, [{ block: 'kmeans', groups: 2.5, starts: 5 }]), 422, /no conocemos/],
    [recipe(rosa, [{ block: 'columns', names: ['visits', 'spend'] }, ...START]), 422, /no conocemos \(steps\.columns\)/],
    [recipe(rosa, [{ block: 'kmeans', groups: 3, starts: 5, centres: [1] }]), 422, /no conocemos/],
  ]
  for (const [own, status, says] of cases) {
    const answer = await rosa.post(rosa.at, { id: randomUUID(), recipe: JSON.stringify(own), digest: 'a'.repeat(64) })
    assert.equal(answer.status, status, JSON.stringify(own.steps))
    assert.match(await answer.text(), says)
  }
})
