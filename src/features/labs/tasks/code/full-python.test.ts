import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { loadPyodide } from 'pyodide/pyodide.mjs'
import { ensureSandbox } from '../../../../../scripts/install.mjs'
import { actingLearner, type Acting } from '../../../../../test/acting.ts'
import { openHouse, type TestHouse } from '../../../../../test/house.ts'
import { contentWithLab } from '../../../../../test/with-lab.ts'
import type { Recipe } from '../../../../engine/recipe.ts'
import { ROOT } from '../../../../lib/root.ts'
import { readStatements } from '../../../../record/read.ts'
import { readExt } from '../../../../record/statement.ts'
import { enrolPerson } from '../../../cohorts/index.ts'
import { VERB } from '../../../programmes/index.ts'
import { describeSteps } from '../../block-words.ts'
import { recipeOf } from '../../lab.ts'
import { labOf, labOfTask } from '../../labs.ts'
import { openFullPython } from '../../sandbox/full-python.ts'
import { runPython } from '../../sandbox/python-run.ts'
import { seedOf } from '../../seed.ts'
import { codeDigest, ownJob, programOf, PYTHON } from './rows.ts'

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

/** Three neighbours, by what only the full Python has. */
const NEIGHBOURS = `import heapq, math
from collections import Counter
from dataclasses import dataclass

@dataclass
class Ejemplo:
    fila: list
    digito: int

def entrenar(X, y):
    return [Ejemplo(fila, digito) for fila, digito in zip(X, y, strict=True)]

def predecir(modelo, X):
    return [Counter(e.digito for e in heapq.nsmallest(3, modelo, key=lambda e: math.dist(e.fila, x))).most_common(1)[0][0] for x in X]
`

const recipeFor = (who: Learner, source: string, full = true): Recipe => recipeOf(theLab(), seedOf(house.keys, who.agent, theLab()), [
  { block: 'code', language: 'python', ...(full ? { runtime: 'pyodide' as const } : {}), source },
])

/** What her phone would find: the same interpreter, the same rows. */
async function onPhone(recipe: Recipe): Promise<string> {
  const python = await openFullPython(loadPyodide, { indexURL: join(ROOT, 'node_modules/pyodide') }, () => undefined)
  const run = runPython(python, ownJob(theLab().open, recipe.seed, programOf(recipe).source))
  assert.ok(run.kind === 'answered', JSON.stringify(run))
  return codeDigest(recipe, theLab().open, run.answers[0]!)
}

async function gradeOf(who: Learner, recipe: Recipe, digest = '0'.repeat(64)) {
  const answer = await who.post(who.at, { id: randomUUID(), recipe: JSON.stringify(recipe), digest })
  assert.equal(answer.status, 303)
  await house.runJobs()
  return (await readStatements(house.db, 'piloto', { actors: [who.agent], verbs: [VERB.labGraded] })).at(-1)!.statement
}

test('a program for the full Python is graded by it and passes by what only that has, with the digest of the phone', async () => {
  const rosa = await learner()
  const recipe = recipeFor(rosa, NEIGHBOURS)
  const grade = await gradeOf(rosa, recipe, await onPhone(recipe))
  assert.equal(grade.result?.success, true)
  assert.ok(Number(readExt(grade, 'right')) >= theLab().pass.right)
  assert.equal(readExt(grade, 'digestMatch'), true)
  assert.match(describeSteps(recipe.steps, 'es'), /Python completo/)
})

test('the same program for the small Python is stopped there: a recipe says which, and what says nothing is for the small one', async () => {
  const rosa = await learner()
  assert.equal(readExt(await gradeOf(rosa, recipeFor(rosa, NEIGHBOURS, false)), 'gap'), 'stopped')
})

test('the nearest mean fails in the full Python as in the small one', async () => {
  const rosa = await learner()
  const mean = await gradeOf(rosa, recipeFor(rosa, programOf({ steps: theLab().baseline }).source))
  assert.equal(mean.result?.success, false, 'the nearest mean does not pass')
  assert.equal(readExt(mean, 'right'), readExt(mean, 'baseline'), 'it answers as in the small one')
})

test('the page names the full Python so that who takes the course along does not download it; another runtime is refused', async () => {
  const rosa = await learner()
  const page = await (await rosa.get(rosa.at)).text()
  assert.match(page, /pyodide\.asm-\w+\.wasm/)
  assert.doesNotMatch(page, /\/assets\/(pyodide|python_stdlib|train-code-full)/)
  const other = JSON.stringify(recipeFor(rosa, 'pass')).replace('"pyodide"', '"cpython"')
  assert.equal((await rosa.post(rosa.at, { id: randomUUID(), recipe: other, digest: '0'.repeat(64) })).status, 422)
})

test('digests name the interpreters that are installed, and recipes of before keep theirs', () => {
  for (const [name, folder] of [['micropython', '@micropython/micropython-webassembly-pyscript'], ['pyodide', 'pyodide']] as const) {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'node_modules', folder, 'package.json'), 'utf8')) as { version: string }
    assert.equal(PYTHON[name].split('-')[1], version.split('-')[0])
  }
  const answers = Array.from({ length: 120 }, (_, i) => i % 10)
  const digestOf = (step: object): string => codeDigest(recipeOf(theLab(), '0123456789abcdef'.repeat(2), [{ block: 'code', language: 'python', source: 'pass', ...step }]), theLab().open, answers)
  assert.equal(digestOf({}), 'dd766d560aab27016d8751a06dffde11cc2644acbd283246d70ac64f012210df')
  assert.notEqual(digestOf({ runtime: 'pyodide' }), digestOf({}))
})
