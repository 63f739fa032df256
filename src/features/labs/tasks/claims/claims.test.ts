import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { actingLearner, type Acting } from '../../../../../test/acting.ts'
import { openHouse, type TestHouse } from '../../../../../test/house.ts'
import { contentWithLab } from '../../../../../test/with-lab.ts'
import { simulatedLabels } from '../../../../engine/claim-labels.ts'
import { readHiddenClaims } from '../../../../engine/claims-file.ts'
import { trainClaims } from '../../../../engine/claims.ts'
import type { OwnLabel, Recipe, Step } from '../../../../engine/recipe.ts'
import { hiddenClaims, publicClaims } from '../../../../engine/sim-claims.ts'
import { ROOT } from '../../../../lib/root.ts'
import { readStatements } from '../../../../record/read.ts'
import { readExt } from '../../../../record/statement.ts'
import { enrolPerson } from '../../../cohorts/index.ts'
import { VERB } from '../../../programmes/index.ts'
import { fits } from '../../bounds.ts'
import { recipeOf } from '../../lab.ts'
import { labOf, labOfTask } from '../../labs.ts'
import { seedOf } from '../../seed.ts'
import { hiddenScores, referenceOf, simulatedSeed } from '../../trial.ts'
import type { ClaimLab } from './task.ts'

const LAB = 'prensa-afirmaciones'
const contentDir = contentWithLab(LAB)
let house: TestHouse
before(async () => { house = await openHouse({ contentDir }) })
after(async () => {
  await house.close()
  rmSync(contentDir, { recursive: true, force: true })
})

const theLab = (): ClaimLab => labOfTask('claims', labOf(house, LAB))
const TREE: Step = { block: 'tree', depth: 4, leaf: 2 }
const GOOD: Step[] = [{ block: 'columns', names: ['sources', 'contrary'] }, TREE]

interface Learner extends Acting { readonly agent: string; readonly at: string }

async function learner(): Promise<Learner> {
  const who = await actingLearner(house)
  const enrolment = randomUUID()
  await enrolPerson(house, { tenant: 'piloto', agent: who.agent, enrolment, section: 'noche-1' })
  return { ...who, at: `/learn/${enrolment}/labs/${LAB}` }
}

const seed = (who: Learner): string => seedOf(house.keys, who.agent, theLab())
const labels = (who: Learner, habit: 'careful' | 'gut' = 'careful'): Step => ({ block: 'labels', given: simulatedLabels(theLab().open, seed(who), habit, 45, 0) })

async function handIn(who: Learner, steps: readonly Step[]): Promise<Response> {
  const recipe = recipeOf(theLab(), seed(who), steps)
  const outcome = trainClaims(recipe, theLab().open)
  return who.post(who.at, { id: randomUUID(), recipe: JSON.stringify(recipe), digest: outcome.kind === 'claims' ? outcome.digest : 'f'.repeat(64) })
}

const graded = (who: Learner) => readStatements(house.db, 'piloto', { actors: [who.agent], verbs: [VERB.labGraded] })

test('the data is what the simulator gives', () => {
  assert.equal(theLab().bytes.toString(), publicClaims(`${LAB} 1 public`))
})

test('the lab page tells the story, that a program wrote the sentences, what it must not decide, and ships no hidden sentence', async () => {
  const rosa = await learner()
  const html = await (await rosa.get(rosa.at)).text()
  for (const said of [/oficina de prensa de un gobierno regional/, /Las frases las escribió un programa/, /No decide qué es verdad/, /No decide quién miente/, /60 son tuyas para etiquetar/]) assert.match(html, said)
  assert.match(await (await rosa.get(`${rosa.at}?lang=en`)).text(), /A program wrote the sentences/)
  const { data, hidden, open } = theLab()
  const sent = await (await rosa.get(`/labs/${LAB}/data/${data.public.sha256.slice(0, 16)}`)).text()
  const known = new Set(open.file.claims.map((claim) => claim.text.es))
  const others = hidden.data.filter((claim) => !known.has(claim.text.es))
  // A sentence of one part can come in both: there are only so many facts. What is of the hidden file alone never ships.
  assert.ok(others.length > 400)
  assert.deepEqual(others.filter((claim) => `${sent}${html}`.includes(`"${claim.text.es}"`)), [])
})

test('careful labels and independent sources pass; labels by gut fail, and the page says why', async () => {
  const [rosa, luis] = [await learner(), await learner()]
  const answer = await handIn(rosa, [labels(rosa), ...GOOD])
  assert.equal(answer.status, 303)
  const second = await handIn(luis, [labels(luis, 'gut'), { block: 'columns', names: ['figure', 'sure', 'words'] }, TREE])
  await house.runJobs()
  const [grade] = await graded(rosa)
  assert.equal(grade?.statement.result?.success, true)
  assert.deepEqual([readExt(grade!.statement, 'metric'), readExt(grade!.statement, 'digestMatch')], ['macro-f1', true])
  assert.match(await (await rosa.get(answer.headers.get('location')!)).text(), /Aprobaste este laboratorio/)
  const html = await (await luis.get(second.headers.get('location')!)).text()
  for (const said of [/Todavía no/, /No mira cuántas fuentes independientes/]) assert.match(html, said)
})

test('a recipe copied with its labels earns nothing: under another seed they fall on other sentences', () => {
  const lab = theLab()
  const [mine, hers] = [simulatedSeed(1), simulatedSeed(2)]
  assert.ok(hiddenScores(lab, hers, referenceOf(lab, hers)).first >= lab.pass.skill)
  assert.ok(hiddenScores(lab, mine, referenceOf(lab, hers)).first < 0.5)
})

test('recipes that are none of this lab are refused in words, nothing recorded', async () => {
  const rosa = await learner()
  const given = (list: unknown): Step[] => [{ block: 'labels', given: list as OwnLabel[] }, TREE]
  const cases: [readonly unknown[], RegExp][] = [
    [[{ block: 'neighbours', k: 5 }], /no usa el bloque «Vecinos»/],
    [given([[60, 0]]), /no conocemos \(steps\.labels/], [given([[0, 4]]), /no conocemos \(steps\.labels/],
    [given([[1, 0], [0, 0]]), /no conocemos \(steps/], [given([[0, 0], [0, 1]]), /no conocemos \(steps/], [given([]), /no conocemos \(steps/], [given([[0, 0, 1]]), /no conocemos \(steps/], [given([[0.5, 0]]), /no conocemos \(steps/],
    [[{ block: 'columns', names: ['contrary', 'sources'] }, TREE], /no conocemos \(steps\.columns/], [[{ block: 'columns', names: ['verdict'] }, TREE], /no conocemos \(steps\.columns/],
    [[{ block: 'count', column: 'words', least: 2 }], /no conocemos \(steps\.count\.column/], [[{ block: 'count', column: 'same', least: 6 }], /«Cuántos hacen falta» debe estar entre 1 y 5/],
    [[{ ...TREE, depth: 9 }], /«Preguntas seguidas» debe estar entre 1 y 8/], [[...GOOD].reverse(), /no conocemos \(steps/],
  ]
  for (const [steps, says] of cases) {
    const recipe: Recipe = recipeOf(theLab(), seed(rosa), steps as Step[])
    const answer = await rosa.post(rosa.at, { id: randomUUID(), recipe: JSON.stringify(recipe), digest: 'a'.repeat(64) })
    assert.equal(answer.status, 422, JSON.stringify(steps))
    assert.match(await answer.text(), says)
  }
  await house.runJobs()
  assert.equal((await graded(rosa)).length, 0)
})

test('the reference passes on five other hidden sets, whose seeds are no others’', () => {
  const lab = theLab()
  for (const turn of ['a', 'b', 'c', 'd', 'e']) {
    const hidden = { ...lab.hidden, data: readHiddenClaims(hiddenClaims(`${LAB} rotation ${turn}`), lab.open.file) }
    const turned: ClaimLab = { ...lab, hidden }
    assert.ok(hiddenScores(turned, simulatedSeed(1), referenceOf(turned, simulatedSeed(1))).first >= lab.pass.skill, turn)
    assert.ok(hiddenScores(turned, simulatedSeed(1), lab.starter).first < 0.5, turn)
  }
})

test('known mistakes: no labels, all alike, too few, a clue that is missing', () => {
  const said = (steps: readonly Step[]): string | undefined => theLab().mistakes.find(({ when }) => fits(when, steps))?.say.en
  const some = (n: number, label = (i: number): number => i % 4): Step => ({ block: 'labels', given: Array.from({ length: n }, (_, i): OwnLabel => [i, label(i)]) })
  assert.match(said([TREE])!, /Without labels/)
  assert.match(said([some(30, () => 0), TREE])!, /the same verdict/)
  assert.match(said([some(15), TREE])!, /so few labels/)
  assert.match(said([some(30), { block: 'columns', names: ['same', 'contrary'] }, TREE])!, /how many independent sources/)
  assert.match(said([some(30), { block: 'columns', names: ['other', 'sources'] }, TREE])!, /no contradiction of sources/)
  assert.match(said([{ block: 'count', column: 'same', least: 2 }])!, /does not hear/i)
  assert.equal(said([some(30), ...GOOD]), undefined)
})

test('the lab’s texts quote no report and name no newspaper beyond the table', () => {
  const yaml = readFileSync(join(ROOT, 'labs', LAB, 'lab.yaml'), 'utf8')
  assert.doesNotMatch(yaml, /South China|Asia Business|Yahoo|Latin America/)
})
