import { digest } from '../../../../engine/digest.ts'
import { random, shuffled } from '../../../../engine/random.ts'
import type { CodeMethod, Recipe } from '../../../../engine/recipe.ts'
import { rowsOf, type Table } from '../../../../engine/table.ts'
import { ownRows } from '../../../../engine/train.ts'
import type { PythonJob, Runtime } from '../../sandbox/python-run.ts'

export interface CodeSettings {
  readonly classes: number
  /** Part of the public rows that each learner learns from. */
  readonly share: number
  /** How many of the others she practises on: few enough for a cheap phone. */
  readonly practice: number
}

export interface CodeData extends CodeSettings {
  readonly table: Table
  readonly hash: string
}

/** Name and version of the interpreters, on the phone as in the sandbox: other versions may answer otherwise. */
export const PYTHON = { micropython: 'micropython-1.27.0', pyodide: 'pyodide-314.0.7' } as const satisfies Record<Runtime, string>

/** Which public rows the holder of a seed learns from and practises on: places, ascending. */
export function ownCodeRows(data: CodeData, seed: string): { taken: Int32Array; asked: Int32Array } {
  const { taken, left } = ownRows(data, seed)
  const drawn = shuffled(left.length, random(seed, 'practice')).subarray(0, data.practice)
  return { taken, asked: Int32Array.from(drawn, (place) => left[place]!).sort() }
}

/** Rows of whole numbers, as Python is given them. */
export function listsOf({ columns, values, labels }: Table): number[][] {
  const width = columns.length
  return Array.from(labels, (_, row) => Array.from(values.subarray(row * width, (row + 1) * width)))
}

/** The run of a learner's program on her own rows, the same on her device and in the sandbox. */
export function ownJob(data: CodeData, seed: string, source: string): PythonJob {
  const { taken, asked } = ownCodeRows(data, seed)
  const learn = rowsOf(data.table, taken)
  return {
    source, learn: { X: listsOf(learn), y: Array.from(learn.labels) }, ask: [listsOf(rowsOf(data.table, asked))],
    classes: data.classes, seed: Number.parseInt(seed.slice(0, 6), 16),
  }
}

/** What of her practice was answered as it is. */
export function practiceShare(data: CodeData, seed: string, answers: readonly number[]): number {
  const { asked } = ownCodeRows(data, seed)
  return answers.filter((label, i) => label === data.table.labels[asked[i]!]).length / asked.length
}

/** Digest of a run: the recipe with its source, the data, the interpreter, and what was answered on practice. */
export function codeDigest(recipe: Recipe, data: CodeData, answers: readonly number[]): string {
  return digest(recipe, `${data.hash}\0${PYTHON[runtimeOf(programOf(recipe))]}`, Float64Array.from(answers), [practiceShare(data, recipe.seed, answers)])
}

/** The program of a recipe that was checked. */
export function programOf(recipe: Pick<Recipe, 'steps'>): CodeMethod {
  const step = recipe.steps.at(-1)
  if (step?.block !== 'code') throw new Error('the recipe is no program')
  return step
}

/** Which Python a program is for. */
export function runtimeOf({ runtime }: CodeMethod): Runtime {
  return runtime ?? 'micropython'
}
