import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { ensureSandbox } from '../scripts/install.mjs'
import { random, type Random } from '../src/engine/random.ts'
import type { Recipe, Step } from '../src/engine/recipe.ts'
import { enrolPerson } from '../src/features/cohorts/index.ts'
import { gradesOf } from '../src/features/labs/grades.ts'
import { finish } from '../src/features/labs/kind.ts'
import { kindOf } from '../src/features/labs/kinds.ts'
import { recipeOf } from '../src/features/labs/lab.ts'
import { labOf } from '../src/features/labs/labs.ts'
import { recordedRecipe } from '../src/features/labs/recipe.ts'
import { seedOf } from '../src/features/labs/seed.ts'
import { LAB_SUBMITTED } from '../src/features/labs/statements.ts'
import { hiddenScores } from '../src/features/labs/trial.ts'
import { readStatements } from '../src/record/read.ts'
import { readExt } from '../src/record/statement.ts'
import { actingLearner, type Acting } from './acting.ts'
import { openHouse, type TestHouse } from './house.ts'
import { contentWithLab } from './with-lab.ts'

// A thousand hand-ins that nobody honest sends: scores, digests and recipes of others, oversized, malformed, with labels inside, mutated at random.
const LAB = 'uva-vino'
const ATTEMPTS = 1000
const CHEATS = 25
const HONEST: Step[] = [{ block: 'scale', by: 'min-max' }, { block: 'neighbours', k: 9 }]
const PROGRAM = 'function decide(s) {\n  return s.espera\n}\n'
const WEAK: Step[] = [{ block: 'neighbours', k: 5 }]

let house: TestHouse
before(async () => { house = await openHouse() })
after(() => house.close())

interface Learner extends Acting { readonly agent: string; readonly at: string; readonly recipe: (steps: readonly Step[]) => Recipe }

async function learner(): Promise<Learner> {
  const who = await actingLearner(house)
  const enrolment = randomUUID()
  await enrolPerson(house, { tenant: 'piloto', agent: who.agent, enrolment, section: 'noche-1' })
  const lab = labOf(house, LAB)!
  return { ...who, at: `/learn/${enrolment}/labs/${LAB}`, recipe: (steps) => recipeOf(lab, seedOf(house.keys, who.agent, lab), steps) }
}

const digestOf = (recipe: Recipe): string => {
  const lab = labOf(house, LAB)!
  return finish(kindOf(lab.task).train(recipe, lab.open))?.digest ?? 'f'.repeat(64)
}

interface Forged { readonly name: string; readonly recipe: string; readonly digest: string; readonly more?: Record<string, string> }
type Forge = (own: Learner, other: Learner, source: Random) => Forged

const json = (value: unknown): string => JSON.stringify(value)
const pick = <T>(list: readonly T[], source: Random): T => list[source.below(list.length)]!
const DEEP = `${'['.repeat(4000)}${']'.repeat(4000)}`
/** What random mutations put in the place of a part. */
const ODD: readonly unknown[] = [null, true, -1, 0, 1e308, 2 ** 53, '', '1', 'x'.repeat(5000), [], {}, [[[]]], { $ne: 1 }, '__proto__', '\u0000', '../../hidden/rows.csv', "'; drop table lab_grade; --", '<script>', Number.MAX_SAFE_INTEGER]

const FORGERIES: readonly Forge[] = [
  (own) => ({ name: 'a score in the recipe', recipe: json({ ...own.recipe(WEAK), score: 1, passed: true }), digest: 'a'.repeat(64) }),
  (own) => ({ name: 'a score in the form', recipe: json(own.recipe(WEAK)), digest: digestOf(own.recipe(WEAK)), more: { score: '60', passed: 'true', right: '60', result: '{"success":true}' } }),
  (own, _, source) => ({ name: 'an invented digest', recipe: json(own.recipe(WEAK)), digest: Array.from({ length: 64 }, () => source.below(16).toString(16)).join('') }),
  (own) => ({ name: 'the digest of a better recipe', recipe: json(own.recipe(WEAK)), digest: digestOf(own.recipe(HONEST)) }),
  (_, other) => ({ name: 'the whole recipe of another', recipe: json(other.recipe(HONEST)), digest: digestOf(other.recipe(HONEST)) }),
  (own, other) => ({ name: 'the digest of another', recipe: json(own.recipe(WEAK)), digest: digestOf(other.recipe(HONEST)) }),
  (own, _, source) => ({ name: 'a seed chosen to be lucky', recipe: json({ ...own.recipe(WEAK), seed: Array.from({ length: 32 }, () => source.below(16).toString(16)).join('') }), digest: 'a'.repeat(64) }),
  (own) => ({ name: 'labels inside', recipe: json({ ...own.recipe([{ block: 'labels', given: Array.from({ length: 60 }, (_, i) => [i, i % 3]) } as unknown as Step, ...WEAK]) }), digest: 'a'.repeat(64) }),
  (own) => ({ name: 'weights inside', recipe: json({ ...own.recipe(WEAK), weights: Array.from({ length: 300 }, () => 1) }), digest: 'a'.repeat(64) }),
  (own) => ({ name: 'half a megabyte', recipe: json({ ...own.recipe(WEAK), padding: 'x'.repeat(500_000) }), digest: 'a'.repeat(64) }),
  (own) => ({ name: 'endless rounds', recipe: json(own.recipe([{ block: 'softmax', epochs: 1e9, rate: 0.1, penalty: 0, batch: 1 }])), digest: 'a'.repeat(64) }),
  () => ({ name: 'no JSON', recipe: '{"lab":', digest: 'a'.repeat(64) }),
  () => ({ name: 'nested four thousand deep', recipe: DEEP, digest: 'a'.repeat(64) }),
  (own) => ({ name: 'a prototype', recipe: json(own.recipe(WEAK)).replace('{', '{"__proto__":{"passed":true},"constructor":{"prototype":{"passed":true}},'), digest: 'a'.repeat(64) }),
  (own) => ({ name: 'a number that is none', recipe: json(own.recipe(WEAK)).replace('"k":5', '"k":1e999'), digest: 'a'.repeat(64) }),
  (own) => ({ name: 'an engine of old', recipe: json({ ...own.recipe(WEAK), engine: 'yachay-0' }), digest: 'a'.repeat(64) }),
  (own) => ({ name: 'another lab', recipe: json({ ...own.recipe(WEAK), lab: 'cafe-taza' }), digest: 'a'.repeat(64) }),
  (own) => ({ name: 'a program where none is open', recipe: json(own.recipe([{ block: 'program', source: PROGRAM }])), digest: 'a'.repeat(64) }),
  mutated, mutated, mutated, mutated, mutated,
]

/** One part of an honest recipe replaced, doubled or taken away, at a random place. */
function mutated(own: Learner, _: Learner, source: Random): Forged {
  const recipe = structuredClone(own.recipe(pick([HONEST, WEAK], source))) as unknown as Record<string, unknown>
  const steps = recipe['steps'] as Record<string, unknown>[]
  const place = source.below(4) === 0 ? recipe : pick(steps, source)
  const key = pick(Object.keys(place), source)
  const how = source.below(4)
  if (how === 0) delete place[key]
  else if (how === 1) place[`${key}x`] = pick(ODD, source)
  else if (how === 2) steps.push(pick(steps, source))
  else place[key] = pick(ODD, source)
  return { name: 'mutated at random', recipe: json(recipe), digest: 'b'.repeat(64) }
}

/** Milliseconds from the hand-in to the grade of an honest recipe. */
async function honest(who: Learner): Promise<number> {
  const began = performance.now()
  const recipe = who.recipe(HONEST)
  const answer = await who.post(who.at, { id: randomUUID(), recipe: json(recipe), digest: digestOf(recipe) })
  assert.equal(answer.status, 303)
  await house.runJobs()
  const [grade] = await gradesOf(house.db, 'piloto', who.agent, LAB)
  assert.ok(grade?.digest_match)
  return performance.now() - began
}

test(`${ATTEMPTS} forged, mutated and copied hand-ins: none gains a point, none takes the server down, the next honest one is graded as before`, async (t) => {
  const alone = await honest(await learner())
  const cheats = await Promise.all(Array.from({ length: CHEATS }, learner))
  const source = random('forged', 'hand-ins')
  const answers = new Map<number, number>()
  for (let i = 0; i < ATTEMPTS; i += 1) {
    const own = cheats[i % CHEATS]!
    const { name, recipe, digest, more } = FORGERIES[i % FORGERIES.length]!(own, cheats[(i + 1) % CHEATS]!, source)
    const answer = await own.post(own.at, { id: randomUUID(), recipe, digest, ...more })
    await answer.text()
    answers.set(answer.status, (answers.get(answer.status) ?? 0) + 1)
    assert.ok(answer.status === 303 || (answer.status >= 400 && answer.status < 500), `${name}: ${answer.status} ${recipe.slice(0, 200)}`)
  }
  // Five a day and lab are cooked: the rest waits for the days to come.
  for (let day = 0; day < 5; day += 1) {
    await house.runJobs()
    house.time.add(86_400_000)
  }
  assert.deepEqual(await gained(cheats), [])
  const later = await honest(await learner())
  t.diagnostic(`answers ${[...answers].map(([status, n]) => `${status}: ${n}`).join(', ')}; an honest grade took ${alone.toFixed(0)} ms before and ${later.toFixed(0)} ms after`)
  assert.ok((answers.get(303) ?? 0) < ATTEMPTS / 2 && (answers.get(303) ?? 0) > 50)
})

/** Grades that say more than an honest hand-in of the same steps would get, in words. */
async function gained(cheats: readonly Learner[]): Promise<string[]> {
  const lab = labOf(house, LAB)!
  const found: string[] = []
  for (const who of cheats) {
    const sent = new Map((await readStatements(house.db, 'piloto', { actors: [who.agent], verbs: [LAB_SUBMITTED] })).map((s) => [s.id, recordedRecipe(readExt(s.statement, 'recipe'))]))
    for (const grade of await gradesOf(house.db, 'piloto', who.agent, LAB)) {
      const recipe = sent.get(grade.submission ?? '')
      const { first } = recipe ? hiddenScores(lab, recipe.seed, recipe.steps) : { first: -1 }
      const told = Math.round((grade.figure ?? 0) * (grade.of_rows ?? 0))
      if (!recipe || told !== first || recipe.seed !== who.recipe(WEAK).seed) found.push(`${grade.grade}: ${told} for ${first}`)
    }
  }
  return found
}

/** What random mutations put in the place of a part of a program's step, beside what they put anywhere. */
const ODD_SOURCES: readonly unknown[] = [
  'const decide = () => ({ cost: 0, passed: true })', 'for (;;) {}', 'const decide = () => NaN', 'throw { lists: [[]] }', 'decide', '/'.repeat(8193), { decide: 'x' }, ['const decide = () => 0'],
  '\ud800', 'const decide = (s) => s.weeks[0].hidden',
]

test('mutated and forged programs: none passes, none takes the server down, and what is no program is refused', async (t) => {
  ensureSandbox()
  const contentDir = contentWithLab('puerto-atraque')
  const port = await openHouse({ contentDir })
  try {
    const who = await actingLearner(port)
    const enrolment = randomUUID()
    await enrolPerson(port, { tenant: 'piloto', agent: who.agent, enrolment, section: 'noche-1' })
    const lab = labOf(port, 'puerto-atraque')!
    const source = random('forged', 'programs')
    const answers = new Map<number, number>()
    for (let i = 0; i < 120; i += 1) {
      const recipe = structuredClone(recipeOf(lab, seedOf(port.keys, who.agent, lab), [{ block: 'program', source: PROGRAM }])) as unknown as { steps: Record<string, unknown>[] }
      const [step] = recipe.steps
      const how = source.below(5)
      if (how === 0) step![pick(['decisions', 'lists', 'score', 'costs', '__proto__x', 'language'], source)] = pick(ODD, source)
      else if (how === 1) recipe.steps.push(pick([step!, { block: 'first-come' }, { block: 'features', names: ['suited'] }], source))
      else step!['source'] = pick(how === 2 ? ODD : ODD_SOURCES, source)
      const answer = await who.post(`/learn/${enrolment}/labs/puerto-atraque`, { id: randomUUID(), recipe: json(recipe), digest: 'c'.repeat(64) })
      await answer.text()
      answers.set(answer.status, (answers.get(answer.status) ?? 0) + 1)
      assert.ok(answer.status === 303 || (answer.status >= 400 && answer.status < 500), `${answer.status} ${json(recipe).slice(0, 300)}`)
    }
    for (let day = 0; day < 2; day += 1) {
      await port.runJobs()
      port.time.add(86_400_000)
    }
    const grades = await gradesOf(port.db, 'piloto', who.agent, 'puerto-atraque')
    t.diagnostic(`answers ${[...answers].map(([status, n]) => `${status}: ${n}`).join(', ')}; ${grades.length} graded`)
    assert.ok(grades.length >= 5 && grades.every((grade) => !grade.passed && !grade.digest_match && grade.gap === 'stopped'))
    assert.ok((answers.get(303) ?? 0) < 100)
  } finally {
    await port.close()
    rmSync(contentDir, { recursive: true, force: true })
  }
})
