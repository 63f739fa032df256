import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { recompute } from '../../../../scripts/labs/recompute.ts'
import { actingLearner, actingStaff, type Acting } from '../../../../test/acting.ts'
import { differences, rowsOf } from '../../../../test/differences.ts'
import { openHouse, type TestHouse } from '../../../../test/house.ts'
import { countGrades } from '../../../../test/office/attack.ts'
import { contentWithLab } from '../../../../test/with-lab.ts'
import type { Step } from '../../../engine/recipe.ts'
import { hex, sha256, utf8 } from '../../../engine/sha256.ts'
import { rebuildBeside } from '../../../record/rebuild.ts'
import { enrolPerson, enrolmentById, sectionOf } from '../../cohorts/index.ts'
import { gradesOf, labGrade } from '../grades.ts'
import { finish } from '../kind.ts'
import { kindOf } from '../kinds.ts'
import { recipeOf } from '../lab.ts'
import { labOf } from '../labs.ts'
import { readLabs } from '../load.ts'
import { recordRecipe } from '../record-recipe.ts'
import { seedOf } from '../seed.ts'
import { labRecheck, recheckGrades, recheckStatus } from './recheck.ts'
import { sealAndReveal } from './reveal.ts'
import { isPast, roundOf } from './rounds.ts'
import { labSeal, sealsOf } from './seals.ts'

const LAB = 'cafe-taza'
const GOOD: Step[] = [{ block: 'boosting', trees: 120, rate: 0.1, depth: 3, leaf: 10 }]
const ALIKE: Step[] = [{ block: 'boosting', trees: 119, rate: 0.1, depth: 3, leaf: 10 }]
const START: Step[] = [{ block: 'ridge', penalty: 0 }]

const contentDir = contentWithLab(LAB)
let house: TestHouse
before(async () => { house = await openHouse({ contentDir }) })
after(async () => {
  await house.close()
  rmSync(contentDir, { recursive: true, force: true })
})

interface Learner extends Acting { readonly agent: string; readonly at: string }

async function learner(section = 'noche-1'): Promise<Learner> {
  const who = await actingLearner(house)
  const enrolment = randomUUID()
  await enrolPerson(house, { tenant: 'piloto', agent: who.agent, enrolment, section })
  return { ...who, at: `/learn/${enrolment}/labs/${LAB}` }
}

/** Hands a recipe in and lets the queue work; what the page of the try says. */
async function handIn(who: Learner, steps: Step[]): Promise<string> {
  const at = await send(who, steps)
  await house.runJobs()
  return (await who.get(at)).text()
}

/** Only hands it in: the address of the try. */
async function send(who: Learner, steps: Step[]): Promise<string> {
  const lab = labOf(house, LAB)!
  const recipe = recipeOf(lab, seedOf(house.keys, who.agent, lab), steps)
  const digest = finish(kindOf(lab.task).train(recipe, lab.open))!.digest
  const answer = await who.post(who.at, { id: randomUUID(), recipe: JSON.stringify(recipe), digest })
  assert.equal(answer.status, 303)
  return answer.headers.get('location')!
}

const grades = (who: Learner) => gradesOf(house.db, 'piloto', who.agent, LAB)

test('each section has hidden data of its own, sealed before its first grade; two learners of one section meet the same', async () => {
  const [rosa, ana, luz] = [await learner(), await learner(), await learner('sabado-1')]
  for (const who of [rosa, ana, luz]) await handIn(who, GOOD)
  const [first, second, other] = [(await grades(rosa))[0]!, (await grades(ana))[0]!, (await grades(luz))[0]!]
  assert.ok(first.passed && second.passed && other.passed)
  assert.ok(first.seal !== null && first.seal === second.seal && first.seal !== other.seal)
  const seals = await sealsOf(house.db, 'piloto', 'noche-1')
  assert.deepEqual(seals.filter((s) => s.lab === LAB).map((s) => [s.seal, s.seed, s.round]), [[first.seal, null, '1']])
  assert.ok(seals[0]!.sealed <= first.graded)
})

test('the second hidden set opens only for a try that betters the best one by a step; the page says so and nothing is lost', async () => {
  const rosa = await learner()
  assert.match(await handIn(rosa, START), /Todavía no/)
  assert.match(await handIn(rosa, GOOD), /Aprobaste este laboratorio/)
  assert.match(await handIn(rosa, ALIKE), /no se abrió la segunda prueba/)
  const [last, best, start] = await grades(rosa)
  assert.deepEqual([last?.gap, last?.passed, best?.passed, start?.passed], ['no-better', false, true, false])
  assert.ok(last!.figure !== null)
})

test('until the section ends nobody reads the seed; fourteen days after it anybody does, and a late hand-in meets other hidden data', async () => {
  const { ends } = (await sectionOf(house, 'piloto', 'noche-1'))!
  await sealAndReveal(house)
  const before = await (await house.request('/p/piloto/labs/noche-1')).text()
  assert.match(before, /Se publica cuando el grupo termina/)
  assert.equal(await (await house.request('/p/piloto/labs/noche-1/grades.jsonl')).text(), '')
  // With the three of the tests above ten have handed in; in sabado-1 only Luz did.
  for (let n = 3; n < 10; n += 1) await send(await learner(), START)
  await house.runJobs()
  const late = await learner()
  const own = { lab: labOf(house, LAB)!, enrolment: (await enrolmentById(house.db, late.at.split('/')[2]!))!, seed: seedOf(house.keys, late.agent, labOf(house, LAB)!) }
  house.time.set(new Date(Date.parse(`${ends}T12:00:00Z`) + 15 * 86_400_000).toISOString())
  await sealAndReveal(house)
  const [seal] = (await sealsOf(house.db, 'piloto', 'noche-1')).filter((s) => s.lab === LAB)
  assert.match(seal!.seed ?? '', /^[0-9a-f]{32}$/)
  assert.equal(hex(sha256(utf8(seal!.seed!))), seal!.seal)
  const page = await (await house.request('/p/piloto/labs/noche-1')).text()
  assert.ok(page.includes(seal!.seed!))
  await recordRecipe(house, own, { id: randomUUID(), recipe: recipeOf(own.lab, own.seed, GOOD), digest: 'a'.repeat(64) })
  await house.runJobs()
  assert.notEqual((await grades(late))[0]!.seal, seal!.seal)
})

const fileOf = async (section: string): Promise<string> => (await house.request(`/p/piloto/labs/${section}/grades.jsonl`)).text()

test('with the published file anybody cooks every grade of the cohort again; one changed figure, seed or verdict is noticed', async () => {
  const text = await fileOf('noche-1')
  const labs = readLabs(contentDir)
  const lines = text.trim().split('\n')
  const simulated = [...labs.values()].filter((lab) => lab.data.hidden.file === 'simulated').length
  const held = simulated - 1
  assert.equal(lines.length, simulated + held + 12, 'a seal for each lab of the shelf, twelve grades under one of them, the others held back')
  assert.deepEqual(await recompute(text, labs), { same: 12, held, wrong: [] })
  assert.equal((await recompute(text.replace(/"figure":1\.(\d)/, '"figure":1.9$1'), labs)).wrong.length, 1)
  assert.equal((await recompute(text.replace('"passed":false', '"passed":true'), labs)).wrong.length, 1)
  assert.equal((await recompute(text.replace(new RegExp(`("lab":"${LAB}".*?"hiddenSeed":")..`), '$1zz'), labs)).wrong.length, 13)
  const agents = (await house.db.selectFrom('lab_grade').select('agent').execute()).map((r) => r.agent)
  assert.deepEqual(agents.filter((a) => text.includes(a)), [], 'nobody is named in it')
})

test('grades of fewer than ten persons are held back: their seed is public, the file and the page say why, an auditor gets them', async () => {
  const [many, few] = [await fileOf('noche-1'), await fileOf('sabado-1')]
  assert.match(few, new RegExp(`"lab":"${LAB}".*"hiddenSeed":"[0-9a-f]{32}"`))
  assert.match(few, /"kind":"held".*"fewerThan":10.*Entregaron pocas personas/)
  assert.match(await (await house.request('/p/piloto/labs/sabado-1?lang=es')).text(), /Menos de 10 personas entregaron este laboratorio/)
  const learnt = [many, few].flatMap((file) => [...countGrades(file).values()])
  assert.deepEqual(learnt.map((cell) => cell.tried), [10], 'who holds both files counts no small cell')

  const auditor = await actingStaff(house, 'Abel Audita', ['auditor'])
  assert.match(await (await auditor.get('/p/piloto/labs/sabado-1?lang=es')).text(), /href="\/office\/piloto\/sections\/sabado-1\/grades\.jsonl"/)
  const whole = await (await auditor.get('/office/piloto/sections/sabado-1/grades.jsonl')).text()
  assert.deepEqual([...countGrades(whole).values()], [{ tried: 1, passed: 1 }], 'the same reader counts Luz in the whole file')
  assert.doesNotMatch(whole, /"held"/)
})

test('every night stored grades are cooked again; one that was changed behind our back raises the alarm', async () => {
  await recheckGrades(house)
  assert.deepEqual((await recheckStatus(house)).map((s) => s.good), [true])
  const said: string[] = []
  const { error } = console
  console.error = (text: string) => { said.push(text) }
  try {
    await sql`update lab_grade set figure = figure + 0.5 where grade = (select grade from lab_grade limit 1)`.execute(house.db)
    await recheckGrades(house)
    assert.deepEqual((await recheckStatus(house)).map((s) => s.good), [true], 'once a day')
    house.time.add(86_400_000)
    await recheckGrades(house)
  } finally {
    console.error = error
  }
  const [status] = await recheckStatus(house)
  assert.equal(status?.good, false)
  assert.match(status!.text.es, /1 salieron distintas/)
  assert.match(said.join(), /ALARM labs/)
  await rebuildBeside(house, labGrade)
})

test('seals and nightly checks rebuilt from the record are those that stand', async () => {
  for (const [projection, least] of [[labSeal, 3], [labRecheck, 2]] as const) {
    assert.ok(await rowsOf(house, projection.table) >= least)
    await rebuildBeside(house, projection)
    assert.equal(await differences(house, projection.table), 0)
  }
})

test('rounds: the section’s own time, then one a calendar year', () => {
  const section = { ends: '2027-12-15' }
  assert.deepEqual(['2026-01-01', '2027-12-29', '2027-12-30', '2028-01-01'].map((d) => roundOf(section, d)), ['1', '1', '2027', '2028'])
  assert.deepEqual([isPast(section, '1', '2027-12-29'), isPast(section, '1', '2027-12-30'), isPast(section, '2027', '2027-12-31'), isPast(section, '2027', '2028-01-01')], [false, true, false, true])
})
