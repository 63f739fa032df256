import { grow } from './grow.ts'
import { prepare } from './ground.ts'
import { largest, learnable, leavesOf, longestWay, mostNodes, parametersOfTree, rowsAimedAt, type Aim, type Tree, type TreeKnobs } from './tree.ts'

/** One decision tree. */
export interface Cart {
  readonly kind: 'cart'
  /** How many classes it tells apart; 0 when it answers numbers. */
  readonly classes: number
  readonly columns: number
  readonly tree: Tree
}

/**
 * A regression or classification tree (CART), see grow.ts; scikit-learn's DecisionTreeRegressor and DecisionTreeClassifier with
 * max_depth = depth and min_samples_leaf = leaf, where no two questions are equally good. `values`: rows × columns, row after row.
 * Null when a number is not finite.
 */
export function learnCart(values: Float64Array, columns: number, aim: Aim, knobs: TreeKnobs): Cart | null {
  if (!learnable(values, aim)) return null
  const tree = grow(prepare(values, columns, rowsAimedAt(aim)), null, aim, knobs, columns, null)
  return { kind: 'cart', classes: aim.kind === 'classes' ? aim.classes : 0, columns, tree }
}

/** One number per row: the mean of the targets in its leaf. */
export function predictCart(model: Cart, values: Float64Array): Float64Array {
  return answers(model, values)
}

/** rows × classes: the part of each class among the rows learnt from in its leaf. */
export function chancesOfCart(model: Cart, values: Float64Array): Float64Array {
  return answers(model, values)
}

/** One class per row: the most frequent in its leaf, the lower class when equal. */
export function classesOfCart(model: Cart, values: Float64Array): Int32Array {
  return largest(answers(model, values), model.tree.outputs)
}

function answers({ tree, columns }: Cart, values: Float64Array): Float64Array {
  const leaves = new Int32Array(values.length / columns)
  leavesOf(tree, values, columns, leaves)
  const found = new Float64Array(leaves.length * tree.outputs)
  for (let r = 0; r < leaves.length; r += 1) {
    for (let k = 0; k < tree.outputs; k += 1) found[r * tree.outputs + k] = tree.values[leaves[r]! * tree.outputs + k]!
  }
  return found
}

export function parametersOfCart(model: Cart): ArrayLike<number>[] {
  return [[model.classes], ...parametersOfTree(model.tree)]
}

/** Upper bound of the steps of sorting every column, each about a multiply-add of costTree. */
export function costSorting(rows: number, columns: number): number {
  let passes = 1
  for (let n = 1; n < rows; n *= 2) passes += 1
  return SORT * rows * columns * passes
}

/** Upper bound of growing one tree on sorted columns: every level scans and parts every row of every column. */
export function costGrowing(rows: number, columns: number, outputs: number, knobs: TreeKnobs): number {
  return LEVEL * rows * (columns + 1) * (1 + longestWay(rows, knobs)) + NODE * mostNodes(rows, knobs) * (columns + outputs)
}

/** Multiply-adds' worth of a row in a pass of the sort, of a row and column in a level, of a column in a node: measured. */
const SORT = 3
const LEVEL = 2
const NODE = 20

/** Upper bound of the work of learnCart and of `asked` answers, in multiply-adds. */
export function costCart(rows: number, columns: number, outputs: number, knobs: TreeKnobs, asked = 0): number {
  return costSorting(rows, columns) + costGrowing(rows, columns, outputs, knobs) + asked * (longestWay(rows, knobs) + outputs)
}
