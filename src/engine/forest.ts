import { costGrowing, costSorting } from './cart.ts'
import { grow } from './grow.ts'
import { prepare } from './ground.ts'
import type { Random } from './random.ts'
import { largest, learnable, leavesOf, longestWay, parametersOfTree, rowsAimedAt, type Aim, type Tree, type TreeKnobs } from './tree.ts'

/** Many trees, each of other rows and columns, that answer together. */
export interface Forest {
  readonly kind: 'forest'
  /** How many classes it tells apart; 0 when it answers numbers. */
  readonly classes: number
  readonly columns: number
  readonly trees: readonly Tree[]
}

export interface ForestKnobs extends TreeKnobs {
  readonly trees: number
  /** Columns tried at each question, from 1 to all. */
  readonly tried: number
}

/** Trees that stand. */
export interface Grown {
  readonly epoch: number
}

/**
 * Random forest (Breiman 2001, Machine Learning 45, 5–32): every tree learns from as many rows as there are, drawn with
 * replacement, and at every question tries a few columns, drawn without. As scikit-learn's RandomForestRegressor and
 * RandomForestClassifier with max_features = tried, up to the draws and that a row drawn twice counts as two towards `leaf`.
 * `values`: rows × columns, row after row. Yields after every tree; null when a number is not finite.
 */
export function* learnForest(values: Float64Array, columns: number, aim: Aim, knobs: ForestKnobs, source: Random): Generator<Grown, Forest | null> {
  if (!learnable(values, aim)) return null
  const rows = rowsAimedAt(aim)
  const ground = prepare(values, columns, rows)
  const times = new Int32Array(rows)
  const trees: Tree[] = []
  while (trees.length < knobs.trees) {
    times.fill(0)
    for (let i = 0; i < rows; i += 1) {
      const row = source.below(rows)
      times[row] = times[row]! + 1
    }
    trees.push(grow(ground, times, aim, knobs, knobs.tried, source))
    yield { epoch: trees.length }
  }
  return { kind: 'forest', classes: aim.kind === 'classes' ? aim.classes : 0, columns, trees }
}

/** One number per row: the mean of the trees' answers. */
export function predictForest(model: Forest, values: Float64Array): Float64Array {
  return means(model, values, 1)
}

/** rows × classes: the mean of the trees' chances. */
export function chancesOfForest(model: Forest, values: Float64Array): Float64Array {
  return means(model, values, model.classes)
}

/** One class per row: the most probable, the lower class when equal. */
export function classesOfForest(model: Forest, values: Float64Array): Int32Array {
  return largest(means(model, values, model.classes), model.classes)
}

function means(model: Forest, values: Float64Array, outputs: number): Float64Array {
  const leaves = new Int32Array(values.length / model.columns)
  const sums = new Float64Array(leaves.length * outputs)
  for (const tree of model.trees) {
    leavesOf(tree, values, model.columns, leaves)
    for (let r = 0; r < leaves.length; r += 1) {
      for (let k = 0; k < outputs; k += 1) sums[r * outputs + k] = sums[r * outputs + k]! + tree.values[leaves[r]! * outputs + k]!
    }
  }
  for (let i = 0; i < sums.length; i += 1) sums[i] = sums[i]! / Math.max(1, model.trees.length)
  return sums
}

export function parametersOfForest(model: Forest): ArrayLike<number>[] {
  return [[model.classes, model.trees.length], ...model.trees.flatMap(parametersOfTree)]
}

/** Upper bound of the work of learnForest and of `asked` answers, in multiply-adds. */
export function costForest(rows: number, columns: number, outputs: number, knobs: ForestKnobs, asked = 0): number {
  const tree = costGrowing(rows, columns, outputs, knobs) + 8 * rows
  return costSorting(rows, columns) + knobs.trees * (tree + asked * (longestWay(rows, knobs) + outputs))
}
