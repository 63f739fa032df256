import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { actingLearner, type Acting } from '../../../../../test/acting.ts'
import { openHouse, type TestHouse } from '../../../../../test/house.ts'
import { contentWithLab } from '../../../../../test/with-lab.ts'
import { trainForecast } from '../../../../engine/forecast.ts'
import type { Recipe, Step } from '../../../../engine/recipe.ts'
import { ENGINE } from '../../../../engine/version.ts'
import { readStatements } from '../../../../record/read.ts'
import { rebuildBeside } from '../../../../record/rebuild.ts'
import { readExt } from '../../../../record/statement.ts'
import { enrolPerson } from '../../../cohorts/index.ts'
import { programmeOf, VERB } from '../../../programmes/index.ts'
import { gradeSubmission, type GradeKnown } from '../../grade.ts'
import { gradesOf, labGrade, labPassed } from '../../grades.ts'
import { labOf, labOfTask, labsOf } from '../../labs.ts'
import type { Retrained } from '../../retrain.ts'
import { seedOf } from '../../seed.ts'

const contentDir = contentWithLab('pesca-mar')
let house: TestHouse
before(async () => { house = await openHouse({ contentDir }) })
after(async () => {
  await house.close()
  rmSync(contentDir, { recursive: true, force: true })
})

const GOOD: Step[] = [{ block: 'anomalies' }, { block: 'lags', months: [0, 1, 2] }, { block: 'ridge', penalty: 10 }]
const START: Step[] = [{ block: 'lags', months: [0] }, { block: 'ridge', penalty: 0 }]

interface Learner extends Acting { readonly agent: string; readonly at: string }

async function learner(): Promise<Learner> {
  const who = await actingLearner(house)
  const enrolment = randomUUID()
  await enrolPerson(house, { tenant: 'piloto', agent: who.agent, enrolment, section: 'noche-1' })
  return { ...who, at: `/learn/${enrolment}/labs/pesca-mar` }
}

function recipeOf(who: Learner, steps: readonly unknown[]): Recipe {
  const lab = labOfTask('series', labOf(house, 'pesca-mar'))
  // What is not a step is refused by the server: that is what some of these tests show.
  return { lab: lab.id, version: lab.version, engine: ENGINE, seed: seedOf(house.keys, who.agent, lab), steps: steps as Step[] }
}

async function handIn(who: Learner, steps: readonly Step[], digest?: string): Promise<Response> {
  const recipe = recipeOf(who, steps)
  const outcome = trainForecast(recipe, labOfTask('series', labOf(house, 'pesca-mar')).open)
  return who.post(who.at, { id: randomUUID(), recipe: JSON.stringify(recipe), digest: digest ?? (outcome.kind === 'forecast' ? outcome.digest : 'f'.repeat(64)) })
}

const graded = (who: Learner) => readStatements(house.db, 'piloto', { actors: [who.agent], verbs: [VERB.labGraded] })

test('the lab is open to the programme; no rule changes', () => {
  assert.ok(labsOf(house, 'piloto').some((l) => l.id === 'pesca-mar'))
  assert.deepEqual(programmeOf(house, 'piloto')?.rules.map((r) => r.rule.labs), [['uva-vino']])
})

test('the lab page tells the story, never to sail by it, that the past is public, and ships no hidden month', async () => {
  const rosa = await learner()
  const html = await (await rosa.get(rosa.at)).text()
  for (const said of [/tripulación de Paita/, /No decide si sales al mar/, /ya se sabe; no se puede cambiar por otro/, /Dominio público/, /De 38 años públicos/, /249 meses/]) assert.match(html, said)
  assert.match(await (await rosa.get(`${rosa.at}?lang=en`)).text(), /fishing crew in Paita/)
  const lab = labOfTask('series', labOf(house, 'pesca-mar'))
  const data = await (await rosa.get(`/labs/pesca-mar/data/${lab.data.public.sha256.slice(0, 16)}`)).text()
  assert.match(data, /^month,celsius\n1950-01,23\.11\n/)
  assert.doesNotMatch(data + html, /1990-04|1997-12/)
})

test('a good recipe is graded by the server’s own training: error, baseline and months in the record, passed on the page', async () => {
  const rosa = await learner()
  const answer = await handIn(rosa, GOOD)
  assert.equal(answer.status, 303)
  await house.runJobs()
  const [grade] = await graded(rosa)
  assert.equal(grade?.statement.result?.success, true)
  const figure = (name: string) => Number(readExt(grade!.statement, name))
  assert.ok(figure('error') > 0.6 && figure('error') < figure('baseline') * 0.92, `${figure('error')} ${figure('baseline')}`)
  assert.equal(figure('of'), 249)
  assert.equal(readExt(grade!.statement, 'right'), undefined)
  assert.equal(readExt(grade!.statement, 'digestMatch'), true)
  assert.ok((grade?.statement.result?.score?.raw ?? 0) >= 0.08)
  const html = await (await rosa.get(answer.headers.get('location')!)).text()
  for (const said of [/Aprobaste este laboratorio/, /Tu modelo: 0,7\d\s°C/, /Punto de partida: 0,8\d\s°C/, /En 249 meses que tu modelo nunca vio/]) assert.match(html, said)
  assert.equal(await labPassed(house.db, 'piloto', rosa.agent, 'pesca-mar'), true)
  assert.equal(await labPassed(house.db, 'piloto', rosa.agent, 'uva-vino'), false)
})

test('the starting recipe fails with its known mistake and the kind of gap; a wrong digest is flagged and changes nothing', async () => {
  const rosa = await learner()
  const first = await handIn(rosa, START)
  const second = await handIn(rosa, GOOD, '0'.repeat(64))
  await house.runJobs()
  const html = await (await rosa.get(first.headers.get('location')!)).text()
  for (const said of [/Todavía no/, /falla también con los datos con que aprendió/, /Prende el bloque Anomalía/, /Tu modelo: 1,8\d\s°C/]) assert.match(html, said)
  assert.match(await (await rosa.get(second.headers.get('location')!)).text(), /no son iguales a los del servidor/)
  const grades = await gradesOf(house.db, 'piloto', rosa.agent, 'pesca-mar')
  assert.deepEqual(grades.map((g) => g.passed).toSorted(), [false, true])
  assert.deepEqual(grades.map((g) => g.digest_match).toSorted(), [false, true])
  for (const g of grades) assert.ok(g.metric === 'mae' && g.of_rows === 249 && (g.baseline ?? 0) > 0.7)
})

test('recipes that are none of this lab are refused in words, nothing recorded', async () => {
  const rosa = await learner()
  const other = await learner()
  const cases: [Recipe, number, RegExp][] = [
    [recipeOf(other, GOOD), 403, /datos de otra persona/],
    [recipeOf(rosa, [{ block: 'neighbours', k: 5 }]), 422, /no usa el bloque «Vecinos»/],
    [recipeOf(rosa, [{ block: 'scale', by: 'standard' }, { block: 'majority' }]), 422, /no usa el bloque «Escala»/],
    [recipeOf(rosa, [{ block: 'lags', months: [0, 7] }, { block: 'ridge', penalty: 1 }]), 422, /solo mira estos meses de atrás: 0, 1, 2, 3, 4, 5, 6, 9, 12/],
    [recipeOf(rosa, [{ block: 'lags', months: [0] }, { block: 'ridge', penalty: 1e6 }]), 422, /entre 0 y 100000/],
    [recipeOf(rosa, [{ block: 'lags', months: [2, 1] }, { block: 'ridge', penalty: 1 }]), 422, /no conocemos \(steps/],
    [recipeOf(rosa, [{ block: 'lags', months: [] }, { block: 'ridge', penalty: 1 }]), 422, /no conocemos/],
    [recipeOf(rosa, [{ block: 'ridge', penalty: 1 }]), 422, /no conocemos/],
    [recipeOf(rosa, [{ block: 'lags', months: [0] }, { block: 'anomalies' }, { block: 'ridge', penalty: 1 }]), 422, /no conocemos/],
    [recipeOf(rosa, [{ block: 'lags', months: [0] }, { block: 'persistence' }]), 422, /no conocemos/],
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
  assert.ok(live.some((r) => r.figure !== null))
  await rebuildBeside(house, labGrade)
  assert.deepEqual(await rows(), live)
})

const known: GradeKnown = {
  submission: {
    submission: '11111111-1111-4111-8111-111111111111', tenant: 'piloto', agent: '22222222-2222-4222-8222-222222222222',
    enrolment: '33333333-3333-4333-8333-333333333333', lab: 'pesca-mar', worked: new Date('2026-03-02T15:00:00Z'), state: 'waiting',
  },
  recipe: { lab: 'pesca-mar', version: 1, engine: ENGINE, seed: '00112233445566778899aabbccddeeff', steps: GOOD }, digest: 'a'.repeat(64), metric: 'mae', pass: { skill: 0.08 }, best: null, seal: null,
}
const found: Extract<Retrained, { kind: 'trained' }> = {
  kind: 'trained', value: 0.7, second: null, of: 249, baseline: 0.8, digest: 'a'.repeat(64), learnt: 0.6, practice: 0.7, learntBaseline: 0.7,
}
const grade = (more: Partial<typeof found>) => gradeSubmission(known, { ...found, ...more })[0]!.statement

test('a skill of 8 % passes, less does not; its score is the skill, never below zero; the gap is one of skill', () => {
  assert.equal(grade({ value: 0.736, baseline: 0.8 }).result?.success, true)
  assert.equal(grade({ value: 0.737, baseline: 0.8 }).result?.success, false)
  assert.deepEqual(grade({ value: 0.7, baseline: 0.8 }).result?.score, { raw: 0.13, min: 0, max: 1 })
  assert.deepEqual(grade({ value: 1.9, baseline: 0.8 }).result?.score, { raw: 0, min: 0, max: 1 })
  assert.equal(readExt(grade({ value: 0.9, learnt: 0.9 }), 'gap'), 'too-weak')
  assert.equal(readExt(grade({ value: 0.78, learnt: 0.4 }), 'gap'), 'memorises')
  assert.equal(readExt(grade({ value: 0.75, learnt: 0.63 }), 'gap'), 'close')
  const lost = gradeSubmission(known, { kind: 'diverged', of: 249, baseline: 0.8, learntBaseline: 0.7 })[0]!.statement
  assert.deepEqual([lost.result?.success, lost.result?.score?.raw, readExt(lost, 'gap'), readExt(lost, 'error')], [false, 0, 'diverged', null])
})
