import { answerNumbers, numberRows, ownNumbers, type NumberData, type NumberModel } from '../../../../engine/numbers.ts'
import { carryingOut, type Both } from '../../workbench/carry-out.ts'
import type { AnyDone, CarryOut } from '../../workbench/order.ts'
import { numberKind } from './kind.ts'

export interface Done extends AnyDone {
  /** Error on what it learnt from, in the lab's measure. */
  readonly learnt: number
  readonly learntRows: number
  /** Places of the practice rows in the public table, with the answer for each. */
  readonly places: readonly number[]
  readonly found: readonly number[]
  /** Error of the lab's starting point on the same rows, in its measure. */
  readonly baseline: number
  /** What the first tree asks first, root before children: columns by place; and the weight of each column of a line. */
  readonly questions: readonly { readonly column: number; readonly threshold: number }[]
  readonly weights: readonly number[]
}

export const carryOutNumbers: CarryOut = (order) => carryingOut(numberKind, order, shown)

function shown({ order, data, hers: { model, learnt }, start }: Both<NumberData, NumberModel>): Omit<Done, keyof AnyDone> {
  const rows = ownNumbers(data, order.recipe.seed)
  return {
    learnt, learntRows: rows.taken.length, places: Array.from(rows.left), found: Array.from(answerNumbers(model, numberRows(data.table, rows.left).values)),
    baseline: start?.practice ?? 0, questions: firstQuestions(model), weights: model.method.kind === 'ridge' ? Array.from(model.method.weights) : [],
  }
}

/** The root's question and those of its children. */
function firstQuestions({ method, used }: NumberModel): { column: number; threshold: number }[] {
  const tree = method.kind === 'cart' ? method.tree : 'trees' in method ? method.trees[0] : undefined
  if (!tree) return []
  return [0, 1, 2].filter((node) => (tree.column[node] ?? -1) >= 0).map((node) => ({ column: used[tree.column[node]!]!, threshold: tree.threshold[node]! }))
}
