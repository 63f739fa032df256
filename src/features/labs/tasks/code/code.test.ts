import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { loadMicroPython } from '@micropython/micropython-webassembly-pyscript/micropython.mjs'
import { ensureSandbox } from '../../../../../scripts/install.mjs'
import { actingLearner, type Acting } from '../../../../../test/acting.ts'
import { openHouse, type TestHouse } from '../../../../../test/house.ts'
import { contentWithLab } from '../../../../../test/with-lab.ts'
import type { Recipe } from '../../../../engine/recipe.ts'
import { readStatements } from '../../../../record/read.ts'
import { readExt } from '../../../../record/statement.ts'
import { enrolPerson } from '../../../cohorts/index.ts'
import { VERB } from '../../../programmes/index.ts'
import { gradesOf } from '../../grades.ts'
import { recipeOf } from '../../lab.ts'
import { labOf, labOfTask } from '../../labs.ts'
import { PYTHON_HEAP, runPython } from '../../sandbox/python-run.ts'
import { sandboxStatus } from '../../sandbox-status.ts'
import { seedOf } from '../../seed.ts'
import { LAB_SUBMITTED } from '../../statements.ts'
import { codeDigest, ownCodeRows, ownJob, programOf } from './rows.ts'

const contentDir = contentWithLab('python-digitos')
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
const theLab = () => labOfTask('code', labOf(house, 'python-digitos'))

async function learner(): Promise<Learner> {
  const who = await actingLearner(house)
  const enrolment = randomUUID()
  await enrolPerson(house, { tenant: 'piloto', agent: who.agent, enrolment, section: 'noche-1' })
  return { ...who, at: `/learn/${enrolment}/labs/python-digitos` }
}

const recipeFor = (who: Learner, source: string): Recipe => recipeOf(theLab(), seedOf(house.keys, who.agent, theLab()), [{ block: 'code', language: 'python', source }])

/** What her phone would find: the same interpreter, the same rows. */
async function onPhone(recipe: Recipe): Promise<string> {
  const quiet = (): void => undefined
  const python = await loadMicroPython({ heapsize: PYTHON_HEAP, linebuffer: false, stdout: quiet, stderr: quiet })
  const run = runPython(python, ownJob(theLab().open, recipe.seed, programOf(recipe).source))
  assert.ok(run.kind === 'answered')
  return codeDigest(recipe, theLab().open, run.answers[0]!)
}

const handIn = async (who: Learner, recipe: Recipe, digest: string): Promise<Response> => who.post(who.at, { id: randomUUID(), recipe: JSON.stringify(recipe), digest })
const graded = async (who: Learner) => (await readStatements(house.db, 'piloto', { actors: [who.agent], verbs: [VERB.labGraded] })).at(-1)!.statement

test('two people learn from different pictures and practise on others; nobody practises on what she learnt from', () => {
  const [a, b] = ['0', 'f'].map((digit) => ownCodeRows(theLab().open, digit.repeat(32)))
  assert.equal(a!.taken.length, 600)
  assert.equal(a!.asked.length, 120)
  assert.notDeepEqual([...a!.taken], [...b!.taken])
  assert.ok(a!.asked.every((place) => !a!.taken.includes(place)))
})

test('a program is handed in, run in the sandbox, and measured on pictures that nobody saw, with the digest of the phone', async () => {
  const rosa = await learner()
  const page = await (await rosa.get(rosa.at)).text()
  assert.match(page, /Enséñale a Python a leer números/)
  assert.doesNotMatch(page, /rows\.csv|29d0d715/)
  const recipe = recipeFor(rosa, programOf({ steps: theLab().baseline }).source)
  const answer = await handIn(rosa, recipe, await onPhone(recipe))
  assert.equal(answer.status, 303)
  await house.runJobs()
  const grade = await graded(rosa)
  assert.equal(grade.result?.success, false, 'the nearest mean does not pass')
  assert.equal(readExt(grade, 'digestMatch'), true)
  assert.equal(readExt(grade, 'of'), 597)
  assert.equal(readExt(grade, 'right'), readExt(grade, 'baseline'), 'it is the baseline itself')
  assert.match(await (await rosa.get(answer.headers.get('location')!)).text(), /imágenes que nadie vio lee bien 5\d\d/)
})

test('a program that carries answers in its source gains nothing by them', async () => {
  const rosa = await learner()
  const carried = `def entrenar(X, y): return None
T = {${Array.from({ length: 10 }, (_, d) => `${d}: ${d}`).join(', ')}}
def predecir(m, X): return [T[sum(x) % 10] for x in X]`
  const recipe = recipeFor(rosa, carried)
  await handIn(rosa, recipe, await onPhone(recipe))
  await house.runJobs()
  const grade = await graded(rosa)
  assert.equal(grade.result?.success, false)
  assert.ok(Number(readExt(grade, 'right')) < 120)
})

test('a program that stops is graded as that, in words, and the day goes on', async () => {
  const rosa = await learner()
  const answer = await handIn(rosa, recipeFor(rosa, 'def entrenar(X, y): return X[99999]\ndef predecir(m, X): return []'), '0'.repeat(64))
  await house.runJobs()
  assert.equal(readExt(await graded(rosa), 'gap'), 'stopped')
  assert.match(await (await rosa.get(answer.headers.get('location')!)).text(), /no llegó a responder/)
  assert.equal((await gradesOf(house.db, 'piloto', rosa.agent, 'python-digitos')).length, 1)
})

test('too long, of another person, with a block of another lab, in another language: refused in words, nothing recorded', async () => {
  const [rosa, other] = [await learner(), await learner()]
  const good = recipeFor(rosa, 'pass')
  const cases: [unknown, number, RegExp][] = [
    [recipeFor(rosa, '#'.repeat(8193)), 422, /no conocemos/],
    [recipeFor(rosa, 'ñ'.repeat(5000)), 422, /no conocemos/],
    [recipeFor(rosa, `pass${String.fromCharCode(0)}`), 422, /no conocemos/],
    [{ ...good, steps: [...good.steps, ...good.steps] }, 422, /no conocemos/],
    [{ ...good, steps: [{ block: 'code', language: 'javascript', source: 'x' }] }, 422, /no conocemos/],
    [{ ...good, steps: [{ block: 'majority' }] }, 422, /no usa el bloque/],
    [recipeFor(other, 'pass'), 403, /datos de otra persona/],
  ]
  for (const [recipe, status, says] of cases) {
    const answer = await rosa.post(rosa.at, { id: randomUUID(), recipe: JSON.stringify(recipe), digest: '0'.repeat(64) })
    assert.equal(answer.status, status, JSON.stringify(recipe).slice(-60))
    assert.match(await answer.text(), says)
  }
  assert.equal((await readStatements(house.db, 'piloto', { actors: [rosa.agent], verbs: [LAB_SUBMITTED] })).length, 0)
})

test('the status page tells the staff in which form programs run here', async () => {
  const [line] = await sandboxStatus(house)
  assert.equal(line!.good, true)
  assert.match(line!.text.es, /bubblewrap/)
})
