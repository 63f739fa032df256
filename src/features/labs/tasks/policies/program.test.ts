import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { ensureSandbox } from '../../../../../scripts/install.mjs'
import { actingLearner, type Acting } from '../../../../../test/acting.ts'
import { openHouse, type TestHouse } from '../../../../../test/house.ts'
import { contentWithLab } from '../../../../../test/with-lab.ts'
import { instancesCsv } from '../../../../engine/policies.ts'
import type { Recipe } from '../../../../engine/recipe.ts'
import { readStatements } from '../../../../record/read.ts'
import { readExt } from '../../../../record/statement.ts'
import { enrolPerson } from '../../../cohorts/index.ts'
import { VERB } from '../../../programmes/index.ts'
import { describeSteps } from '../../block-words.ts'
import { fits } from '../../bounds.ts'
import { recipeOf } from '../../lab.ts'
import { labOf, labOfTask } from '../../labs.ts'
import { loadQuickJS } from '../../sandbox/program-run.ts'
import { policyCargo } from '../../sandbox/walls.ts'
import { seedOf } from '../../seed.ts'
import { LAB_SUBMITTED } from '../../statements.ts'
import { carryOutProgram } from './carry-out-program.ts'
import { counted } from './grade.ts'
import { readDecisions } from './policy-run.ts'

const LAB = 'tren-intervalos'
const contentDir = contentWithLab(LAB)
let house: TestHouse
before(async () => {
  ensureSandbox()
  house = await openHouse({ contentDir })
})
after(async () => {
  await house.close()
  rmSync(contentDir, { recursive: true, force: true })
})

interface Learner extends Acting { readonly agent: string; readonly at: string }
const theLab = () => labOfTask('policies', labOf(house, LAB))

async function learner(): Promise<Learner> {
  const who = await actingLearner(house)
  const enrolment = randomUUID()
  await enrolPerson(house, { tenant: 'piloto', agent: who.agent, enrolment, section: 'noche-1' })
  return { ...who, at: `/learn/${enrolment}/labs/${LAB}` }
}

const recipeFor = (who: Learner, source: string): Recipe => recipeOf(theLab(), seedOf(house.keys, who.agent, theLab()), [{ block: 'program', source }])
const handIn = (who: Learner, recipe: Recipe, digest: string): Promise<Response> => who.post(who.at, { id: randomUUID(), recipe: JSON.stringify(recipe), digest })
const graded = async (who: Learner) => (await readStatements(house.db, 'piloto', { actors: [who.agent], verbs: [VERB.labGraded] })).at(-1)!.statement

/** What her phone would find. */
async function onPhone(recipe: Recipe): Promise<string> {
  const { data, baseline, bytes } = theLab()
  const wasm = readFileSync(policyCargo()[1]![1])
  const done = carryOutProgram({ recipe, baseline, bytes, settings: { world: data.world, share: data.share } }, await loadQuickJS(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.length)))
  assert.ok(!done.diverged && !done.done.failed)
  return done.done.digest
}

test('a rule written as a program is run in the sandbox in days that nobody saw, passes, and has the digest of the phone', async () => {
  const rosa = await learner()
  assert.ok(!(await (await rosa.get(rosa.at)).text()).includes(theLab().program!.checked[0]!.source.slice(0, 60)), 'the answer does not ship')
  const recipe = recipeFor(rosa, theLab().program!.checked[0]!.source)
  const answer = await handIn(rosa, recipe, await onPhone(recipe))
  assert.equal(answer.status, 303)
  await house.runJobs()
  const grade = await graded(rosa)
  assert.deepEqual([grade.result?.success, readExt(grade, 'digestMatch'), readExt(grade, 'of'), readExt(grade, 'metric')], [true, true, 200, 'cost'])
  assert.match(await (await rosa.get(answer.headers.get('location')!)).text(), /Aprobaste este laboratorio/)
})

test('a program that stops, here in days of its own only, is graded as that, in words, and the day goes on', async () => {
  const rosa = await learner()
  const answer = await handIn(rosa, recipeFor(rosa, 'let n = 0\nfunction decide(tren) {\n  n += 1\n  return n > 600 ? tren.vagones.largo : 0\n}'), '0'.repeat(64))
  await house.runJobs()
  const grade = await graded(rosa)
  assert.deepEqual([grade.result?.success, readExt(grade, 'gap'), readExt(grade, 'digestMatch')], [false, 'stopped', false])
  assert.match(await (await rosa.get(answer.headers.get('location')!)).text(), /no llegó a responder/)
})

test('too long, of another person, of another lab, with more than its source or beside another step: refused in words, nothing recorded', async () => {
  const [rosa, other] = [await learner(), await learner()]
  const good = recipeFor(rosa, 'const decide = () => 0')
  const cases: [unknown, number, RegExp][] = [
    [recipeFor(rosa, '/'.repeat(8193)), 422, /no conocemos/],
    [recipeFor(rosa, 'ñ'.repeat(5000)), 422, /no conocemos/],
    [recipeFor(rosa, ''), 422, /no conocemos/],
    [recipeFor(rosa, `x${String.fromCharCode(0)}`), 422, /no conocemos/],
    [{ ...good, steps: [...good.steps, ...good.steps] }, 422, /no conocemos/],
    [{ ...good, steps: [{ block: 'features', names: ['ahead'] }, ...good.steps] }, 422, /no conocemos/],
    [{ ...good, steps: [{ ...good.steps[0], decisions: ['000'] }] }, 422, /no conocemos/],
    [{ ...good, steps: [{ block: 'program', source: { toString: 'x' } }] }, 422, /no conocemos/],
    [{ ...good, steps: [{ block: 'code', language: 'python', source: 'x' }] }, 422, /no usa el bloque/],
    [recipeFor(other, 'const decide = () => 0'), 403, /datos de otra persona/],
  ]
  for (const [recipe, status, says] of cases) {
    const answer = await rosa.post(rosa.at, { id: randomUUID(), recipe: JSON.stringify(recipe), digest: '0'.repeat(64) })
    assert.equal(answer.status, status, JSON.stringify(recipe).slice(-60))
    assert.match(await answer.text(), says)
  }
  assert.equal((await readStatements(house.db, 'piloto', { actors: [rosa.agent], verbs: [LAB_SUBMITTED] })).length, 0)
})

test('what comes out of the sandbox counts as decisions of those weeks and as nothing else', async () => {
  const read = (text: string) => readDecisions({ kind: 'output', text }, 'port', [2])
  const good = read('{"kind":"decided","lists":[["01","2"]]}\n')
  assert.deepEqual(good, { kind: 'decided', files: [[Uint8Array.of(0, 1), Uint8Array.of(2)]] })
  for (const text of [
    '', 'null', '{"kind":"decided"}', '{"kind":"decided","lists":[["0"]]}', '{"kind":"decided","lists":[["0","1"],["2","3"]]}', '{"kind":"decided","lists":[["0",1]]}', '{"kind":"decided","lists":[["0","Z"]]}',
    `{"kind":"decided","lists":[["0","${'1'.repeat(29)}"]]}`, '{"kind":"decided","lists":[["0","1"]],"costs":[0,0]}', '{"kind":"decided","costs":[[0,0]]}', '{"__proto__":{"cost":0},"kind":"decided","lists":[["0","1"]]}', '{"kind":"trained","value":0}',
    '{"kind":"failed","stage":"decide","line":3,"message":"the tide of week 5"}',
  ]) assert.deepEqual(read(text), { kind: 'failed', why: 'answers', line: null }, text)
  assert.deepEqual(read('{"kind":"failed","stage":"decide","line":3}'), { kind: 'failed', why: 'error', line: 3 })
  assert.deepEqual(readDecisions({ kind: 'stopped', why: 'time', said: 'x' }, 'port', [2]), { kind: 'failed', why: 'time', line: null })
  assert.equal(await counted([instancesCsv('port', 'counted test', 1)], [[Uint8Array.of(0)]]), null, 'decisions that are too few for their week')
  assert.equal(await counted([instancesCsv('port', 'counted test', 1)], [[new Uint8Array(28).fill(31)]]), null, 'ships that are not there')
})

test('a program is told in words of people, and known mistakes say what it does not look at', () => {
  const steps = [{ block: 'program', source: 'function decide() {\n  return 15\n}\n' }] as const
  assert.equal(describeSteps(steps, 'en'), 'your program in JavaScript, 3 lines')
  assert.match(theLab().mistakes.find((m) => fits(m.when, steps))!.say.es, /no mira ningún hueco/)
})
