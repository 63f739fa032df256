import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { actingLearner, type Acting } from '../../../../../test/acting.ts'
import { openHouse, type TestHouse } from '../../../../../test/house.ts'
import { contentWithLab } from '../../../../../test/with-lab.ts'
import { hiddenCloths, publicCloths } from '../../../../engine/cloth-files.ts'
import { trainPhotos } from '../../../../engine/images.ts'
import { readPhotos } from '../../../../engine/photos.ts'
import { random } from '../../../../engine/random.ts'
import type { Recipe, Step } from '../../../../engine/recipe.ts'
import { readStatements } from '../../../../record/read.ts'
import { readExt } from '../../../../record/statement.ts'
import { enrolPerson } from '../../../cohorts/index.ts'
import { VERB } from '../../../programmes/index.ts'
import { fits, outOfBounds } from '../../bounds.ts'
import { labPassed } from '../../grades.ts'
import { recipeOf } from '../../lab.ts'
import { inOrder, Steps } from '../../lab-steps.ts'
import { checkSeed } from '../../load.ts'
import { labOf, labOfTask } from '../../labs.ts'
import { seedOf } from '../../seed.ts'
import { imageTask } from './task.ts'

const LAB = 'textil-defectos'
const contentDir = contentWithLab(LAB)
let house: TestHouse
before(async () => { house = await openHouse({ contentDir }) })
after(async () => {
  await house.close()
  rmSync(contentDir, { recursive: true, force: true })
})

const NET = { block: 'network', window: 5, filters: 8, second: 16, epochs: 40, rate: 0.003, penalty: 0.0003, batch: 8 } as const
const GOOD: Step[] = [{ block: 'flips', across: true, down: true, shift: 1 }, NET]
const START: Step[] = [{ ...NET, epochs: 20 }]

interface Learner extends Acting { readonly agent: string; readonly at: string }

async function learner(): Promise<Learner> {
  const who = await actingLearner(house)
  const enrolment = randomUUID()
  await enrolPerson(house, { tenant: 'piloto', agent: who.agent, enrolment, section: 'noche-1' })
  return { ...who, at: `/learn/${enrolment}/labs/${LAB}` }
}

const theLab = (id = LAB) => labOfTask('images', labOf(house, id))
const own = (who: Learner, steps: readonly Step[]): Recipe => recipeOf(theLab(), seedOf(house.keys, who.agent, theLab()), steps)

async function handIn(who: Learner, steps: readonly Step[], digest?: string): Promise<Response> {
  const recipe = own(who, steps)
  const outcome = digest === undefined ? trainPhotos(recipe, theLab().open) : null
  return who.post(who.at, { id: randomUUID(), recipe: JSON.stringify(recipe), digest: digest ?? (outcome?.kind === 'photos' ? outcome.digest : 'f'.repeat(64)) })
}

test('the cloths are what the simulator gives; the garments are six classes of real photos, and none of the hidden ones is public', () => {
  const cloths = theLab()
  assert.deepEqual(new Uint8Array(cloths.bytes), publicCloths())
  assert.deepEqual(new Uint8Array(cloths.hidden.bytes), hiddenCloths(`${checkSeed(1)} A`))
  const garments = theLab('textil-prendas')
  assert.deepEqual([garments.open.photos.labels.length, garments.hidden.data.labels.length, garments.open.photos.classes], [4000, 1000, 6])
  const text = (photos: ReturnType<typeof readPhotos>, n: number) => String(photos.images.subarray(n * 196, (n + 1) * 196))
  const seen = new Set(Array.from({ length: 4000 }, (_, n) => text(garments.open.photos, n)))
  for (const set of [garments.hidden, garments.second!]) assert.ok(Array.from({ length: 1000 }, (_, n) => text(set.data, n)).every((photo) => !seen.has(photo)))
  const cut = imageTask.rotated!(garments, 2)
  assert.deepEqual([cut.open.photos.labels.length, cut.hidden.data.labels.length, cut.second!.data.labels.length], [4000, 1000, 1000])
  assert.notDeepEqual(cut.hidden.data.labels, garments.hidden.data.labels)
})

test('the lab page tells the story, that the cloth is simulated, what it must not decide; the data goes as bytes, the hidden photos do not', async () => {
  const rosa = await learner()
  const html = await (await rosa.get(rosa.at)).text()
  for (const said of [/tejeduría de Ate/, /La tela es simulada/, /No decide si a alguien se le paga/, /CC0, simulado/, /aprendes con 360/, /practicas con otras 60/]) assert.match(html, said)
  assert.match(await (await rosa.get(`${rosa.at}?lang=en`)).text(), /weaving mill in Ate/)
  const { data, hidden } = theLab()
  const answer = await rosa.get(`/labs/${LAB}/data/${data.public.sha256.slice(0, 16)}`)
  assert.equal(answer.headers.get('content-type'), 'application/octet-stream')
  const sent = Buffer.from(await answer.arrayBuffer())
  assert.deepEqual(readPhotos(sent), theLab().open.photos)
  assert.equal(sent.indexOf(hidden.bytes.subarray(2000, 2064)), -1)
})

test('a network with both flips passes by the server’s own training; as the photos come it fails, and is told about the corner', async () => {
  const rosa = await learner()
  const first = await handIn(rosa, START)
  const second = await handIn(rosa, GOOD)
  await house.runJobs()
  const grades = await readStatements(house.db, 'piloto', { actors: [rosa.agent], verbs: [VERB.labGraded] })
  const figure = (i: number, name: string) => readExt(grades[i]!.statement, name)
  assert.deepEqual(grades.map((g) => g.statement.result?.success).toSorted(), [false, true])
  assert.ok(grades.every((_, i) => figure(i, 'of') === 600 && figure(i, 'digestMatch') === true))
  const passed = await (await rosa.get(second.headers.get('location')!)).text()
  for (const said of [/Aprobaste este laboratorio/, /voltear en los dos sentidos, mover 1 → red: 8 ventanas de 5/, /fotos del telar que nunca vio/]) assert.match(passed, said)
  const failed = await (await rosa.get(first.headers.get('location')!)).text()
  for (const said of [/Todavía no/, /Aprendió que el defecto está arriba a la izquierda/]) assert.match(failed, said)
  assert.equal(await labPassed(house.db, 'piloto', rosa.agent, LAB), true)
})

test('recipes beyond the lab’s bounds, out of order or too costly are refused in words', async () => {
  const rosa = await learner()
  for (const [steps, said] of [
    [[{ ...NET, filters: 32 }], /Ventanas primero/], [[{ ...NET, filters: 6 }], /steps\.0\.filters/], [[{ ...NET, window: 4 }], /steps\.0\.window/],
    [[{ block: 'flips', across: true, down: true, shift: 4 }, NET], /Mover/], [[{ block: 'flips', across: 'yes', down: true, shift: 0 }, NET], /steps/],
    [[{ block: 'statistics' }, NET], /steps/], [[{ block: 'flips', across: true, down: true, shift: 0 }, { block: 'centroid' }], /steps/], [[{ block: 'majority' }], /Mayoría/],
    [[{ ...NET, epochs: 51 }], /Vueltas/], [[{ ...NET, labels: [1, 2, 3] }], /steps\.0/],
  ] as const) {
    const recipe = { ...own(rosa, []), steps }
    const answer = await rosa.post(rosa.at, { id: randomUUID(), recipe: JSON.stringify(recipe), digest: 'f'.repeat(64) })
    assert.equal(answer.status, 422, JSON.stringify(steps))
    assert.match(await answer.text(), said)
  }
})

test('what simulated learners hand in is a recipe of the lab; the dearest one costs no more than the lab allows', () => {
  for (const id of [LAB, 'textil-prendas']) {
    const lab = theLab(id)
    for (const family of [...lab.simulated.right, ...lab.simulated.wrong]) {
      const source = random('draw', family.name)
      for (let i = 0; i < 10; i += 1) {
        const steps = imageTask.draw(family, (list) => list[source.below(list.length)]!, lab, 'seed', source)
        assert.deepEqual(Steps.parse(steps), steps)
        assert.ok(inOrder('images', steps) && outOfBounds(lab.blocks, steps) === null, `${family.name} ${JSON.stringify(steps)}`)
        assert.ok(imageTask.cost(lab, recipeOf(lab, '', steps)) <= lab.most_cost)
      }
    }
    for (const steps of imageTask.dearest(lab)) assert.ok(imageTask.cost(lab, recipeOf(lab, '', steps)) <= lab.most_cost)
  }
})

test('known mistakes fit by how photos are flipped and what is looked at', () => {
  const flipped = (across: boolean, down: boolean): Step[] => [{ block: 'flips', across, down, shift: 1 }, NET]
  for (const [way, steps] of [['none', [NET]], ['none', flipped(false, false)], ['across', flipped(true, false)], ['down', flipped(false, true)], ['both', flipped(true, true)]] as const) {
    assert.deepEqual((['none', 'across', 'down', 'both'] as const).filter((one) => fits({ flips: [one] }, steps)), [way])
  }
  const six: Step[] = [{ block: 'statistics' }, { block: 'centroid' }]
  assert.deepEqual([fits({ statistics: true }, six), fits({ statistics: false }, six), fits({ method: 'centroid', at_most: { second: 0 } }, six)], [true, false, false])
  assert.ok(fits({ method: 'network', at_most: { second: 16 }, at_least: { filters: 8 } }, [NET]))
})
