import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { actingLearner, type Acting } from '../../../../../test/acting.ts'
import { openHouse, type TestHouse } from '../../../../../test/house.ts'
import { contentWithLab } from '../../../../../test/with-lab.ts'
import { errors } from '../../../../engine/errors.ts'
import { trainNumbers } from '../../../../engine/numbers.ts'
import type { Recipe, Step } from '../../../../engine/recipe.ts'
import { coffeeCsv, coffeeLots } from '../../../../engine/sim-coffee.ts'
import { ENGINE } from '../../../../engine/version.ts'
import { readStatements } from '../../../../record/read.ts'
import { rebuildBeside } from '../../../../record/rebuild.ts'
import { readExt } from '../../../../record/statement.ts'
import { enrolPerson } from '../../../cohorts/index.ts'
import { VERB } from '../../../programmes/index.ts'
import { fairness } from '../../fairness.ts'
import { gradeSubmission, type GradeKnown } from '../../grade.ts'
import { retrainRecipe } from '../../grading.ts'
import { gradesOf, labGrade, labPassed } from '../../grades.ts'
import { labOf, labOfTask } from '../../labs.ts'
import { checkSeed } from '../../load.ts'
import type { Retrained } from '../../retrain.ts'
import { seedOf } from '../../seed.ts'
import { hiddenAnswers } from '../../trial.ts'

const contentDir = contentWithLab('cafe-taza')
let house: TestHouse
before(async () => { house = await openHouse({ contentDir }) })
after(async () => {
  await house.close()
  rmSync(contentDir, { recursive: true, force: true })
})

const GOOD: Step[] = [{ block: 'boosting', trees: 120, rate: 0.1, depth: 3, leaf: 10 }]
const START: Step[] = [{ block: 'ridge', penalty: 0 }]

interface Learner extends Acting { readonly agent: string; readonly at: string }

async function learner(): Promise<Learner> {
  const who = await actingLearner(house)
  const enrolment = randomUUID()
  await enrolPerson(house, { tenant: 'piloto', agent: who.agent, enrolment, section: 'noche-1' })
  return { ...who, at: `/learn/${enrolment}/labs/cafe-taza` }
}

const theLab = () => labOfTask('numbers', labOf(house, 'cafe-taza'))

function recipeOf(who: Learner, steps: readonly unknown[]): Recipe {
  const lab = theLab()
  // What is not a step is refused by the server: that is what some of these tests show.
  return { lab: lab.id, version: lab.version, engine: ENGINE, seed: seedOf(house.keys, who.agent, lab), steps: steps as Step[] }
}

async function handIn(who: Learner, steps: readonly Step[], digest?: string): Promise<Response> {
  const recipe = recipeOf(who, steps)
  const outcome = trainNumbers(recipe, theLab().open)
  return who.post(who.at, { id: randomUUID(), recipe: JSON.stringify(recipe), digest: digest ?? (outcome.kind === 'numbers' ? outcome.digest : 'f'.repeat(64)) })
}

const graded = (who: Learner) => readStatements(house.db, 'piloto', { actors: [who.agent], verbs: [VERB.labGraded] })

test('the data is what the simulator gives, and the ceiling the error of its answer without noise', () => {
  const { bytes, hidden, data } = theLab()
  const secret = coffeeLots(`${checkSeed(1)} A`, 800)
  assert.equal(bytes.toString(), coffeeCsv(coffeeLots('cafe-taza 1 public', 1200)))
  assert.equal(hidden.bytes.toString(), coffeeCsv(secret))
  assert.ok(Math.abs(errors(secret.scores, secret.exact).rmse - data.ceiling!) <= 0.06)
})

test('the lab page tells the story, that the lots are simulated, what it must not decide, and ships no hidden lot', async () => {
  const rosa = await learner()
  const html = await (await rosa.get(rosa.at)).text()
  for (const said of [/cooperativa de la selva alta/, /Estos lotes son simulados/, /No decide cuánto se paga a una familia/, /CC0, simulado/, /aprendes con 960/, /800 que no salen/]) assert.match(html, said)
  assert.match(await (await rosa.get(`${rosa.at}?lang=en`)).text(), /cooperative of the high jungle/)
  const { data, hidden } = theLab()
  const sent = await (await rosa.get(`/labs/cafe-taza/data/${data.public.sha256.slice(0, 16)}`)).text()
  assert.match(sent, /^altitude_m,geisha,/)
  const secret = hidden.bytes.toString().trim().split('\n').slice(1).filter((line) => `${sent}${html}`.includes(line))
  assert.deepEqual(secret, [])
})

test('trees in a row are graded by the server’s own training: error, metric and baseline in the record, passed on the page with the ceiling', async () => {
  const rosa = await learner()
  const answer = await handIn(rosa, GOOD)
  assert.equal(answer.status, 303)
  await house.runJobs()
  const [grade] = await graded(rosa)
  assert.equal(grade?.statement.result?.success, true)
  const figure = (name: string) => Number(readExt(grade!.statement, name))
  assert.ok(figure('error') > 0.803 && figure('error') < 1.08, String(figure('error')))
  assert.deepEqual([readExt(grade!.statement, 'metric'), figure('of'), readExt(grade!.statement, 'right'), readExt(grade!.statement, 'digestMatch')], ['rmse', 800, undefined, true])
  assert.ok((grade?.statement.result?.score?.raw ?? 0) >= 0.62)
  const html = await (await rosa.get(answer.headers.get('location')!)).text()
  for (const said of [/Aprobaste este laboratorio/, /Tu modelo: (0,8|0,9|1,0)\d\spuntos/, /Punto de partida: 2,8\d\spuntos/, /Lo mejor posible: 0,80\spuntos/, /Nadie baja de 0,80/]) assert.match(html, said)
  assert.equal(await labPassed(house.db, 'piloto', rosa.agent, 'cafe-taza'), true)
})

test('the straight line fails with its known mistake and the kind of gap; a wrong digest is flagged and changes nothing', async () => {
  const rosa = await learner()
  const first = await handIn(rosa, START)
  await handIn(rosa, GOOD, '0'.repeat(64))
  await house.runJobs()
  const html = await (await rosa.get(first.headers.get('location')!)).text()
  for (const said of [/Todavía no/, /falla también con los datos con que aprendió/, /Una recta baja poco a poco/, /Tu modelo: 1,[67]\d\spuntos/]) assert.match(html, said)
  const grades = await gradesOf(house.db, 'piloto', rosa.agent, 'cafe-taza')
  assert.deepEqual(grades.map((g) => g.passed).toSorted(), [false, true])
  assert.deepEqual(grades.map((g) => g.digest_match).toSorted(), [false, true])
  assert.match(await (await rosa.get(rosa.at)).text(), /<td>1,[67]\d\spuntos<\/td>/)
})

test('recipes that are none of this lab are refused in words, nothing recorded', async () => {
  const rosa = await learner()
  const boosting = GOOD[0]!
  const cases: [Recipe, number, RegExp][] = [
    [recipeOf(await learner(), GOOD), 403, /datos de otra persona/],
    [recipeOf(rosa, [{ block: 'neighbours', k: 5 }]), 422, /no usa el bloque «Vecinos»/],
    [recipeOf(rosa, [{ block: 'persistence' }]), 422, /no usa el bloque «Queda igual»/],
    [recipeOf(rosa, [{ block: 'scale', by: 'standard' }, ...START]), 422, /no usa el bloque «Escala»/],
    [recipeOf(rosa, [{ block: 'columns', names: ['geisha'] }, ...START]), 422, /no usa el bloque «Columnas»/],
    [recipeOf(rosa, [{ block: 'same', column: 'geisha' }]), 422, /no usa el bloque «Igual que»/],
    [recipeOf(rosa, [{ ...boosting, trees: 201 }]), 422, /«Cuántos árboles» debe estar entre 5 y 200/],
    [recipeOf(rosa, [{ ...boosting, depth: 2.5 }]), 422, /no conocemos \(steps/],
    [recipeOf(rosa, [{ ...boosting, share: 0.5 }]), 422, /no conocemos/],
    [recipeOf(rosa, [{ block: 'mean' }, boosting]), 422, /no conocemos/],
    [recipeOf(rosa, [{ block: 'lags', months: [0] }, ...START]), 422, /no usa el bloque «Meses de atrás»/],
  ]
  for (const [recipe, status, says] of cases) {
    const answer = await rosa.post(rosa.at, { id: randomUUID(), recipe: JSON.stringify(recipe), digest: 'a'.repeat(64) })
    assert.equal(answer.status, status, JSON.stringify(recipe.steps))
    assert.match(await answer.text(), says)
  }
  await house.runJobs()
  assert.equal((await graded(rosa)).length, 0)
})

test('the grades rebuilt from the record are the grades that stand', async () => {
  const rows = () => house.db.selectFrom('lab_grade').selectAll().orderBy('grade').execute()
  const live = await rows()
  assert.ok(live.some((r) => r.metric === 'rmse' && r.figure !== null && r.baseline !== null))
  await rebuildBeside(house, labGrade)
  assert.deepEqual(await rows(), live)
})

test('a lab may grade by mean absolute error or by root mean square error; either is fair here, and the record says which', async () => {
  const lab = theLab()
  const seed = 'ab'.repeat(16)
  const recipe: Recipe = { lab: lab.id, version: lab.version, engine: ENGINE, seed, steps: GOOD }
  for (const metric of ['mae', 'rmse'] as const) {
    const other = { ...lab, data: { ...lab.data, metric }, open: { ...lab.open, metric }, hidden: { ...lab.hidden, data: { ...lab.hidden.data, metric } } }
    const [fair] = fairness(other, 1)
    const { gain, error } = fair!
    assert.ok(gain > 10 * error && error > 0.01, `${gain} ${error}`)
    const graded = await retrainRecipe(other, recipe)
    const found = hiddenAnswers(lab, seed, GOOD)
    assert.ok(graded.kind === 'trained' && found)
    assert.equal(graded.value, errors(lab.hidden.data.targets, found)[metric])
  }
})

const known: GradeKnown = {
  submission: {
    submission: '11111111-1111-4111-8111-111111111111', tenant: 'piloto', agent: '22222222-2222-4222-8222-222222222222',
    enrolment: '33333333-3333-4333-8333-333333333333', lab: 'cafe-taza', worked: new Date('2026-03-02T15:00:00Z'), state: 'waiting',
  },
  recipe: { lab: 'cafe-taza', version: 1, engine: ENGINE, seed: '00112233445566778899aabbccddeeff', steps: GOOD }, digest: 'a'.repeat(64), metric: 'rmse', pass: { skill: 0.62 }, best: null, seal: null,
}
const found: Extract<Retrained, { kind: 'trained' }> = {
  kind: 'trained', value: 1, second: null, of: 800, baseline: 2.8, digest: 'a'.repeat(64), learnt: 0.8, practice: 1, learntBaseline: 2.8,
}
const grade = (more: Partial<typeof found>) => gradeSubmission(known, { ...found, ...more })[0]!.statement

test('the skill decides; learning much and failing on new lots is memorising; a run that diverged has no error', () => {
  assert.equal(grade({ value: 1.06 }).result?.success, true)
  assert.equal(grade({ value: 1.07 }).result?.success, false)
  assert.deepEqual(grade({}).result?.score, { raw: 0.64, min: 0, max: 1 })
  assert.deepEqual([grade({ value: 1.5, learnt: 0.3 }), grade({ value: 1.2, learnt: 1 }), grade({ value: 1.7, learnt: 1.7 })].map((s) => readExt(s, 'gap')), ['memorises', 'close', 'too-weak'])
  const lost = gradeSubmission(known, { kind: 'diverged', of: 800, baseline: 2.8, learntBaseline: 2.8 })[0]!.statement
  assert.deepEqual([lost.result?.success, readExt(lost, 'error'), readExt(lost, 'metric'), readExt(lost, 'gap')], [false, null, 'rmse', 'diverged'])
})
