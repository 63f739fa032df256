import { statSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { retrainRecipe } from '../../src/features/labs/grading.ts'
import type { Lab } from '../../src/features/labs/index.ts'
import { lessIsBetter, skillOf } from '../../src/features/labs/kind.ts'
import { recipeOf } from '../../src/features/labs/lab.ts'
import { taskOf } from '../../src/features/labs/tasks.ts'
import { metricOf, referenceOf, simulatedSeed } from '../../src/features/labs/trial.ts'
import { ROOT } from '../../src/lib/root.ts'
import { asset, sharedAssets } from '../../src/web/assets.ts'

export interface Facts {
  readonly id: string
  readonly title: string
  readonly url: string
  readonly licence: string
  /** Public and hidden rows, and what a row is. */
  readonly rows: { readonly open: number; readonly hidden: number; readonly name: string }
  readonly metric: string
  /** As people read it: baseline of learner 1, worst and best reference of learners 1 to 5, ceiling, and what passes. */
  readonly baseline: string
  readonly reference: readonly [string, string]
  readonly ceiling: string | null
  readonly pass: string
  /** Skill of the worst reference. */
  readonly skill: number
  /** Brotli. */
  readonly bytes: { readonly data: number; readonly scripts: number }
}

const SEEDS = [1, 2, 3, 4, 5]

/** What is known of a lab without a browser: its reference graded for five learners as the server grades. */
export async function factsOf(lab: Lab): Promise<Facts> {
  const task = taskOf(lab)
  const metric = metricOf(lab)
  const found: number[] = []
  const bases: number[] = []
  for (const seed of SEEDS.map(simulatedSeed)) {
    const graded = await retrainRecipe(lab, recipeOf(lab, seed, referenceOf(lab, seed)))
    if (graded.kind !== 'trained') throw new Error(`the reference of ${lab.id} is ${graded.kind}`)
    found.push(graded.value)
    bases.push(graded.baseline)
  }
  const worstFirst = found.toSorted((a, b) => (lessIsBetter(metric) ? b - a : a - b))
  const say = (value: number): string => task.figure(lab, value, 'en')
  const ceiling = task.ceiling(lab)?.value
  return {
    id: lab.id, title: lab.title.en, url: lab.data.url, licence: lab.data.licence,
    rows: { open: lab.data.public.rows, hidden: lab.data.hidden.rows, name: lab.data.rows.en },
    metric, baseline: say(bases[0]!), reference: [say(worstFirst[0]!), say(worstFirst.at(-1)!)], ceiling: ceiling === undefined ? null : say(ceiling),
    pass: 'right' in lab.pass ? `${lab.pass.right} of ${lab.data.hidden.rows} right` : `skill ${lab.pass.skill}`,
    skill: Math.min(...SEEDS.map((_, i) => skillOf(metric, found[i]!, bases[i]!))),
    bytes: { data: brotliCompressSync(lab.bytes).length, scripts: scriptBytes(lab.task) },
  }
}

/** The workbench of the task, the files that it needs first, and its worker, as they travel. */
function scriptBytes(task: string): number {
  const names = [`bench-${task}.js`, `train-${task}.js`]
  const files = new Set([...names.map((name) => asset(name)), ...sharedAssets(names)])
  return [...files].reduce((sum, file) => sum + statSync(join(ROOT, 'dist', `${file}.br`)).size, 0)
}
