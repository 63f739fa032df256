import { readFileSync, writeFileSync } from 'node:fs'
import type { Recipe, Step } from '../../engine/recipe.ts'
import { hiddenFiles } from '../../engine/simulators.ts'
import { finish } from './kind.ts'
import { kindOf } from './kinds.ts'
import type { TaskName } from './task-name.ts'

/** What the process is given on its standard input, as JSON. The recipe was checked by readRecipe before. Files in base64. */
export interface Work {
  readonly task: TaskName
  readonly settings: unknown
  readonly recipe: Recipe
  readonly baseline: readonly Step[]
  readonly publicFile: string
  /** One or two hidden files, or the cohort's secret seed, from which the lab's simulator makes both. */
  readonly hidden: { readonly files: readonly string[] } | { readonly seed: string }
}

/**
 * Trains a recipe again and tries it on the hidden units, the baseline beside it; prints one line of JSON, figures only. It runs in a process
 * of its own (retrain.ts sets the limits), imports nothing but the engine and the kinds, and opens no file, socket or database.
 */
function main({ task, settings, recipe, baseline, publicFile, hidden }: Work): unknown {
  const kind = kindOf(task)
  const data = kind.readPublic(Buffer.from(publicFile, 'base64'), settings)
  const sets = filesOf(recipe.lab, hidden).map((bytes) => kind.readHidden(bytes, settings, data))
  const start = finish(kind.train({ ...recipe, steps: baseline }, data))
  if (!start) throw new Error('the baseline diverged')
  const outcome = finish(kind.train(recipe, data))
  const found = { of: kind.sizeOf(sets[0]), learntBaseline: start.learnt }
  const figures = sets.map((set) => ({
    baseline: kind.value(kind.answers(start.model, set, data), set), value: outcome && kind.value(kind.answers(outcome.model, set, data), set),
  }))
  const [first, second = null] = figures
  if (!outcome) return { kind: 'diverged', ...found, baseline: first?.baseline }
  const { learnt, practice, digest } = outcome
  return { kind: 'trained', ...found, ...first, second, learnt, practice, digest }
}

function filesOf(lab: string, hidden: Work['hidden']): Uint8Array[] {
  return 'seed' in hidden ? hiddenFiles(lab, hidden.seed) : hidden.files.map((file) => Buffer.from(file, 'base64'))
}

// The parent wrote this JSON from checked values.
writeFileSync(1, JSON.stringify(main(JSON.parse(readFileSync(0, 'utf8')) as Work)) + '\n')
