import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { actingLearner, type Acting } from '../../../../../test/acting.ts'
import { openHouse, type TestHouse } from '../../../../../test/house.ts'
import { contentWithLab } from '../../../../../test/with-lab.ts'
import { hiddenPort, hiddenRail, publicPort, publicRail, trainPolicy } from '../../../../engine/policies.ts'
import { PORT_SIGHT } from '../../../../engine/policy-steps.ts'
import type { Recipe, Step } from '../../../../engine/recipe.ts'
import { PORT_RULES } from '../../../../engine/world-port.ts'
import { ROOT } from '../../../../lib/root.ts'
import { readStatements } from '../../../../record/read.ts'
import { rebuildBeside } from '../../../../record/rebuild.ts'
import { readExt } from '../../../../record/statement.ts'
import { enrolPerson } from '../../../cohorts/index.ts'
import { VERB } from '../../../programmes/index.ts'
import { describeSteps } from '../../block-words.ts'
import { fits } from '../../bounds.ts'
import { gradesOf, labGrade, labPassed } from '../../grades.ts'
import { recipeOf } from '../../lab.ts'
import { labOf, labOfTask } from '../../labs.ts'
import { checkSeed, readLabs } from '../../load.ts'
import { seedOf } from '../../seed.ts'
import { hiddenScores, simulatedSeed } from '../../trial.ts'
import { written } from './build.tsx'

const contentDir = contentWithLab('puerto-atraque')
let house: TestHouse
before(async () => { house = await openHouse({ contentDir }) })
after(async () => {
  await house.close()
  rmSync(contentDir, { recursive: true, force: true })
})

const SEARCH: Step[] = [{ block: 'search', rounds: 12, population: 20, worlds: 20 }]
const WORTH = { first: 0, heaviest: 0, shortest: 0, weight_time: 0, snug: 0, tide: 0, suited: 0 }

interface Learner extends Acting { readonly agent: string; readonly at: string }

async function learner(): Promise<Learner> {
  const who = await actingLearner(house)
  const enrolment = randomUUID()
  await enrolPerson(house, { tenant: 'piloto', agent: who.agent, enrolment, section: 'noche-1' })
  return { ...who, at: `/learn/${enrolment}/labs/puerto-atraque` }
}

const theLab = () => labOfTask('policies', labOf(house, 'puerto-atraque'))

function hers(who: Learner, steps: readonly unknown[]): Recipe {
  // What is not a step is refused by the server: that is what some of these tests show.
  return recipeOf(theLab(), seedOf(house.keys, who.agent, theLab()), steps as Step[])
}

async function handIn(who: Learner, steps: readonly Step[], digest?: string): Promise<Response> {
  const recipe = hers(who, steps)
  const outcome = trainPolicy(recipe, theLab().open)
  return who.post(who.at, { id: randomUUID(), recipe: JSON.stringify(recipe), digest: digest ?? (outcome.kind === 'policy' ? outcome.digest : 'f'.repeat(64)) })
}

const graded = (who: Learner) => readStatements(house.db, 'piloto', { actors: [who.agent], verbs: [VERB.labGraded] })

test('the public files are the seeds that the worlds tell, and the hidden ones are made from the section’s own', () => {
  const labs = readLabs(ROOT)
  for (const [id, text, hidden] of [['puerto-atraque', publicPort(), hiddenPort], ['tren-intervalos', publicRail(), hiddenRail]] as const) {
    const lab = labOfTask('policies', labs.get(id))
    assert.equal(lab.bytes.toString(), text)
    assert.equal(lab.hidden.bytes.toString(), hidden(`${checkSeed(1)} A`))
    assert.equal(lab.second?.bytes.toString(), hidden(`${checkSeed(1)} B`))
  }
  assert.deepEqual(PORT_SIGHT, PORT_RULES)
})

test('the lab page tells the story, that the weeks are simulated, what it must not decide, and ships no hidden seed', async () => {
  const rosa = await learner()
  const html = await (await rosa.get(rosa.at)).text()
  for (const said of [/parecido al de Chancay/, /Estas semanas son simuladas/, /No decide si un barco entra/, /CC0, simulado/, /aprendes con 40/, /800 que no salen/]) assert.match(html, said)
  assert.match(await (await rosa.get(`${rosa.at}?lang=en`)).text(), /much like Chancay/)
  const { data, hidden } = theLab()
  const sent = await (await rosa.get(`/labs/puerto-atraque/data/${data.public.sha256.slice(0, 16)}`)).text()
  assert.match(sent, /^world,seed,number\nport,puerto public,0\n/)
  const secret = hidden.bytes.toString().split('\n')[1]!.split(',')[1]!
  assert.ok(!`${sent}${html}`.includes(secret))
})

test('a search is graded by the server’s own training: cost and baseline in the record, passed in words of the trade', async () => {
  const rosa = await learner()
  const answer = await handIn(rosa, SEARCH)
  assert.equal(answer.status, 303)
  await house.runJobs()
  const [grade] = await graded(rosa)
  assert.equal(grade?.statement.result?.success, true)
  const figure = (name: string) => Number(readExt(grade!.statement, name))
  assert.ok(figure('figure') > 22 && figure('figure') < 31, String(figure('figure')))
  assert.deepEqual([readExt(grade!.statement, 'metric'), figure('of'), readExt(grade!.statement, 'digestMatch')], ['cost', 800, true])
  const html = await (await rosa.get(answer.headers.get('location')!)).text()
  for (const said of [/Aprobaste este laboratorio/, /Tu modelo: 2\d,\d\d\sh con peso/, /Punto de partida: 4\d,\d\d\sh con peso/, /Un barco de peso 3 que espera 10 horas cuenta 30/]) assert.match(html, said)
  assert.equal(await labPassed(house.db, 'piloto', rosa.agent, 'puerto-atraque'), true)
})

test('first come fails with its known mistake; a wrong digest is flagged and changes nothing', async () => {
  const rosa = await learner()
  const first = await handIn(rosa, [{ block: 'first-come' }])
  await handIn(rosa, [{ block: 'priority', ...WORTH, suited: 1, heaviest: 1 }], '0'.repeat(64))
  await house.runJobs()
  const html = await (await rosa.get(first.headers.get('location')!)).text()
  for (const said of [/Todavía no/, /deja esperando a cinco que acaban pronto/]) assert.match(html, said)
  const grades = await gradesOf(house.db, 'piloto', rosa.agent, 'puerto-atraque')
  assert.deepEqual(grades.map((g) => g.passed).toSorted(), [false, true])
  assert.deepEqual(grades.map((g) => g.digest_match).toSorted(), [false, true])
})

test('recipes that are none of this lab are refused in words, nothing recorded', async () => {
  const rosa = await learner()
  const [search] = SEARCH
  const cases: [Recipe, number, RegExp][] = [
    [hers(await learner(), SEARCH), 403, /datos de otra persona/],
    [hers(rosa, [{ block: 'no-hold' }]), 422, /no usa el bloque «No detener»/],
    [hers(rosa, [{ block: 'hold', planned: 240, share: 0.6, most: 60, lean: 0 }]), 422, /no usa el bloque «Regla de detener»/],
    [hers(rosa, [{ block: 'mean' }]), 422, /no usa el bloque «Promedio»/],
    [hers(rosa, [{ ...search, rounds: 25 }]), 422, /«Vueltas de búsqueda» debe estar entre 1 y 24/],
    [hers(rosa, [{ ...search, population: 10.5 }]), 422, /no conocemos \(steps/],
    [hers(rosa, [{ block: 'priority', ...WORTH, suited: 2 }]), 422, /no conocemos/],
    [hers(rosa, [{ block: 'priority', suited: 1 }]), 422, /no conocemos/],
    [hers(rosa, [{ block: 'features', names: ['ahead'] }, search]), 422, /no conocemos \(steps\.features/],
    [hers(rosa, [{ block: 'features', names: ['suited', 'first'] }, search]), 422, /no conocemos \(steps\.features/],
    [hers(rosa, [{ block: 'features', names: ['first', 'first'] }, search]), 422, /no conocemos \(steps\.features/],
    [hers(rosa, [{ block: 'features', names: ['first'] }, { block: 'first-come' }]), 422, /no conocemos/],
    [hers(rosa, [{ block: 'features', names: ['__proto__'] }, search]), 422, /no conocemos/],
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
  assert.ok(live.some((r) => r.metric === 'cost' && r.figure !== null && r.baseline !== null))
  await rebuildBeside(house, labGrade)
  assert.deepEqual(await rows(), live)
})

test('on the line a good rule by hand passes without learning, one that aims at a gap too short or too long does not', () => {
  const lab = labOfTask('policies', readLabs(ROOT).get('tren-intervalos'))
  const none = lab.starter
  const seed = simulatedSeed(1)
  const score = (steps: readonly Step[]) => hiddenScores(lab, seed, steps).first
  assert.ok(score(none) < 0.001)
  const rule = { block: 'hold', planned: 240, share: 0.6, most: 60, lean: 0 } as const
  assert.ok(score([rule]) > lab.pass.skill && score([{ ...rule, lean: 0.25 }]) > lab.pass.skill)
  for (const planned of [180, 300]) assert.ok(score([{ ...rule, planned }]) < lab.pass.skill)
  const start = lab.blocks.hold!
  assert.ok(score([{ block: 'hold', planned: start.planned.start, share: start.share.start, most: start.most.start, lean: start.lean.start }]) < lab.pass.skill)
})

test('recipes are told in words of people, and known mistakes say what was not looked at', () => {
  const { mistakes } = theLab()
  const said = (steps: readonly Step[]) => mistakes.find((m) => fits(m.when, steps))?.say.es
  assert.equal(describeSteps([{ block: 'features', names: ['heaviest', 'weight-time'] }, ...SEARCH], 'es'), 'Pesa más, Peso por hora de trabajo → búsqueda: 12 vueltas de 20 reglas, cada una probada en 20')
  assert.equal(describeSteps([{ block: 'priority', ...WORTH, suited: 1, first: 0.25 }], 'en'), 'Priority: Came first 0.25, Its kind of berth 1')
  assert.equal(describeSteps([{ block: 'priority', ...WORTH }], 'es'), 'Prioridad: 0')
  assert.match(said([{ block: 'features', names: ['first', 'heaviest'] }, ...SEARCH])!, /no puede mirar si el muelle/)
  assert.equal(said([{ block: 'features', names: ['heaviest', 'suited'] }, ...SEARCH]), undefined)
  assert.match(said([{ block: 'priority', ...WORTH, suited: 1 }])!, /no mira el peso/)
  assert.match(said([{ block: 'search', rounds: 20, population: 30, worlds: 1 }])!, /eso es suerte/)
  const view = { settings: { world: 'port', share: 0.5 } } as const
  assert.deepEqual(written({ block: 'first-come' }, ['first'], view), [{ block: 'first-come' }])
  assert.equal(written({ block: 'search', rounds: 1, population: 5, worlds: 1 }, PORT_SIGHT, view).length, 1)
})

test('a lab file of the other world is a mistake with its place', () => {
  const folder = mkdtempSync(join(tmpdir(), 'yachay-policies-'))
  try {
    const changed = (name: string, change: (text: string) => string): string => {
      cpSync(join(ROOT, 'labs/puerto-atraque'), join(folder, name, 'labs/puerto-atraque'), { recursive: true })
      const path = join(folder, name, 'labs/puerto-atraque/lab.yaml')
      writeFileSync(path, change(readFileSync(path, 'utf8')))
      return join(folder, name)
    }
    assert.throws(() => readLabs(changed('method', (t) => t.replace('no-hold: false', 'no-hold: true'))), /blocks\.no-hold: there is no such method in the world "port"/)
    assert.throws(() => readLabs(changed('world', (t) => t.replace('world: port', 'world: rail'))), /is of the world "port", but lab\.yaml says "rail"/)
    assert.throws(() => readLabs(changed('sight', (t) => t.replace('features: [[first, heaviest],', 'features: [[heaviest, first],'))), /looks at heaviest, first, which is not of this world or not in its order/)
    assert.throws(() => readLabs(changed('rows', (t) => t.replace('rows: 60', 'rows: 61'))), /has 60 rows, but lab\.yaml says 61/)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
