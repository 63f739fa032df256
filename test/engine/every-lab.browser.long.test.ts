import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Recipe } from '../../src/engine/recipe.ts'
import { finish } from '../../src/features/labs/kind.ts'
import { kindOf } from '../../src/features/labs/kinds.ts'
import { recipeOf } from '../../src/features/labs/lab.ts'
import { readLabs } from '../../src/features/labs/load.ts'
import { taskOf } from '../../src/features/labs/tasks.ts'
import { referenceOf, simulatedSeed } from '../../src/features/labs/trial.ts'
import { ROOT } from '../../src/lib/root.ts'
import { inChromium, inFirefox, pageScript, type Digests } from './in-browsers.ts'

/** A lab's reference of learner 1, and what training it needs. Files in base64. */
interface Work { readonly recipe: Recipe; readonly task: string; readonly settings: unknown; readonly file: string }

// Programs are no engine code: that they find the same in the sandbox as in Chromium is shown where they are.
const labs = [...readLabs(ROOT).values()].filter((lab) => lab.task !== 'code')
let script = ''
let work: Work[] = []
let here: Digests = {}
before(async () => {
  script = await pageScript(`import { kindOf } from './src/features/labs/kinds.ts'
    import { finish } from './src/features/labs/kind.ts'
    const digestOf = ({ task, settings, recipe, file }) => {
      const kind = kindOf(task)
      return finish(kind.train(recipe, kind.readPublic(Uint8Array.from(atob(file), (c) => c.charCodeAt(0)), settings)))?.digest ?? 'diverged'
    }`, 'Object.fromEntries(work.map((one) => [one.recipe.lab, digestOf(one)]))')
  const seed = simulatedSeed(1)
  work = labs.map((lab) => ({ recipe: recipeOf(lab, seed, referenceOf(lab, seed)), task: lab.task, settings: taskOf(lab).settings(lab), file: lab.bytes.toString('base64') }))
  here = Object.fromEntries(labs.map((lab, i) => [lab.id, finish(kindOf(lab.task).train(work[i]!.recipe, lab.open))?.digest ?? 'diverged']))
})

test('the reference of every lab has the same digest in Chromium as in Node', async () => {
  assert.equal(labs.length, 13)
  assert.deepEqual(await inChromium(script, work), here)
})

test('the reference of every lab has the same digest in Firefox as in Node', async () => {
  assert.deepEqual(await inFirefox(script, work), here)
})
