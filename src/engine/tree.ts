/**
 * A binary tree of questions, node after node, the root first and children after their parent. A row goes left when its value of the
 * node's column is at most the threshold.
 */
export interface Tree {
  /** Numbers that a leaf answers: 1 for a regression, one chance per class for a classification. */
  readonly outputs: number
  /** Column asked at each node, -1 at a leaf. */
  readonly column: Int32Array
  /** In the column's unit; 0 at a leaf. */
  readonly threshold: Float64Array
  /** Child on each side, -1 at a leaf. */
  readonly left: Int32Array
  readonly right: Int32Array
  /** nodes × outputs; of nodes that are no leaves too, so that a tree can be shown from the top. */
  readonly values: Float64Array
}

export interface TreeKnobs {
  /** Most questions from the root to a leaf; 0 is a single leaf. */
  readonly depth: number
  /** Least rows in a leaf, from 1. */
  readonly leaf: number
}

/** What a tree learns to say of a row: a number, one per row, or a class from 0 to classes - 1, one per row. */
export type Aim =
  | { readonly kind: 'numbers'; readonly targets: Float64Array }
  | { readonly kind: 'classes'; readonly classes: number; readonly labels: Int32Array }

/** Rows the aim speaks of. */
export function rowsAimedAt(aim: Aim): number {
  return aim.kind === 'numbers' ? aim.targets.length : aim.labels.length
}

/** Most nodes a tree over so many rows can have. */
export function mostNodes(rows: number, knobs: TreeKnobs): number {
  const leaves = Math.max(1, Math.floor(rows / knobs.leaf))
  let wide = 1
  for (let d = 0; d < knobs.depth && wide < leaves; d += 1) wide *= 2
  return 2 * Math.min(wide, leaves) - 1
}

/** Questions on the longest way down: no deeper than the rows allow. */
export function longestWay(rows: number, knobs: TreeKnobs): number {
  return Math.min(knobs.depth, Math.max(0, Math.floor(rows / knobs.leaf) - 1))
}

/** The leaf of each row into `leaves`; `values`: rows × columns, row after row. */
export function leavesOf(tree: Tree, values: Float64Array, columns: number, leaves: Int32Array): void {
  const { column, threshold, left, right } = tree
  for (let r = 0; r < leaves.length; r += 1) {
    const at = r * columns
    let node = 0
    let asked = column[0]!
    while (asked >= 0) {
      node = values[at + asked]! <= threshold[node]! ? left[node]! : right[node]!
      asked = column[node]!
    }
    leaves[r] = node
  }
}

/** Place of the largest of each row's `width` numbers, the lower place when equal. */
export function largest(numbers: Float64Array, width: number): Int32Array {
  const found = new Int32Array(numbers.length / width)
  for (let r = 0; r < found.length; r += 1) {
    const at = r * width
    let best = 0
    for (let k = 1; k < width; k += 1) if (numbers[at + k]! > numbers[at + best]!) best = k
    found[r] = best
  }
  return found
}

/** All that a tree is, in a fixed order, for a digest. */
export function parametersOfTree(tree: Tree): ArrayLike<number>[] {
  return [tree.column, tree.threshold, tree.left, tree.right, tree.values]
}

/** Whether values and targets are numbers one can learn from. */
export function learnable(values: Float64Array, aim: Aim): boolean {
  return allFinite(values) && (aim.kind === 'classes' || allFinite(aim.targets))
}

function allFinite(numbers: Float64Array): boolean {
  for (let i = 0; i < numbers.length; i += 1) if (numbers[i]! - numbers[i]! !== 0) return false
  return true
}
