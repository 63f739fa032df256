import { setImmediate as turn } from 'node:timers/promises'
import { costsOf, meanCost, readInstances, trainPolicy, type Instances } from '../../../../engine/policies.ts'
import type { Recipe } from '../../../../engine/recipe.ts'
import { hiddenFiles } from '../../../../engine/simulators.ts'
import type { Graded } from '../../grade.ts'
import { formSentence, sandboxForm } from '../../sandbox/form.ts'
import { textOf } from '../../text-file.ts'
import { runPolicy, type PolicyRun } from './policy-run.ts'
import { costsDecided, practised, programOf } from './program.ts'
import type { PolicyLab } from './task.ts'

/** Weeks or days that are made and lived in one go: between them the web requests have their turn. */
const AT_ONCE = 20

/** Files of the hidden weeks or days: a cohort's by its secret seed, without one those of the check. */
function hiddenTexts(lab: PolicyLab, seed?: string): string[] {
  if (seed !== undefined) return hiddenFiles(lab.id, seed).map((bytes) => textOf(bytes))
  return [lab.hidden, ...(lab.second ? [lab.second] : [])].map(({ bytes }) => textOf(bytes))
}

/** Lets a program act in every public and hidden week or day. An Error where there is no sandbox. */
export async function actOn(lab: PolicyLab, source: string, hidden: readonly string[]): Promise<PolicyRun> {
  const form = await sandboxForm()
  if (form.kind === 'refused') throw new Error(formSentence(form).en)
  return runPolicy(form.walls, lab.data.world, { source, files: [textOf(lab.bytes), ...hidden] })
}

/** Grades a program: lives what it decided once more, here, and counts. Beside it the lab's starting point. */
export async function gradePolicy(lab: PolicyLab, recipe: Recipe, seed?: string): Promise<Graded> {
  const { open } = lab
  const hidden = hiddenTexts(lab, seed)
  const start = trainPolicy({ ...recipe, steps: lab.baseline }, open)
  if (start.kind === 'diverged') throw new Error('the baseline diverged')
  const baselines = await Promise.all(hidden.map((text) => inTurns(text, (some) => costsOf(start.model, some))))
  const beside = { of: baselines[0]!.length, baseline: meanCost(baselines[0]!), learntBaseline: start.learnt }
  const run = await actOn(lab, programOf(recipe.steps) ?? '', hidden)
  const costs = run.kind === 'decided' ? await counted([textOf(lab.bytes), ...hidden], run.files) : null
  if (!costs) return { kind: 'stopped', ...beside }
  const [own, first, second] = costs
  return {
    kind: 'trained', ...beside, ...practised(recipe, open, own!), value: meanCost(first!),
    second: second ? { baseline: meanCost(baselines[1]!), value: meanCost(second) } : null,
  }
}

/** The costs in each file; null where decisions are not of the week or day that they stand for. */
export async function counted(texts: readonly string[], files: readonly (readonly Uint8Array[])[]): Promise<Float64Array[] | null> {
  const all: Float64Array[] = []
  try {
    for (const [i, text] of texts.entries()) all.push(await inTurns(text, (some, from) => costsDecided(some, files[i]!.slice(from, from + some.list.length))))
    return all
  } catch (error) {
    // Whoever wrote them, they are no decisions: the program's failure, told as such.
    if (error instanceof Error && error.message.startsWith('these ')) return null
    throw error
  }
}

/** The costs of all weeks or days of a file, some at a time. */
async function inTurns(text: string, costs: (some: Instances, from: number) => Float64Array): Promise<Float64Array> {
  const [head, ...lines] = text.trim().split('\n')
  const found: number[] = []
  for (let from = 0; from < lines.length; from += AT_ONCE) {
    found.push(...costs(readInstances([head, ...lines.slice(from, from + AT_ONCE)].join('\n')), from))
    await turn()
  }
  return Float64Array.from(found)
}
