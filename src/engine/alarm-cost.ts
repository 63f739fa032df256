import { alarmStepsOf } from './alarms.ts'
import { costBoosting } from './boosting.ts'
import { costCart, costSorting } from './cart.ts'
import { costForest } from './forest.ts'
import { triedColumns } from './number-cost.ts'
import type { Recipe } from './recipe.ts'

/** Upper bound of the multiply-adds of one training of a ranking and its scoring, `rows` rows learnt from and `asked` others answered, of `all` columns. */
export function alarmCost(recipe: Recipe, rows: number, asked: number, all: number): number {
  const { columns, method } = alarmStepsOf(recipe.steps)
  const width = columns?.length ?? all
  const answered = rows + asked
  // Every row is put in order of its score.
  const touched = 2 * answered * (width + 1) + costSorting(answered, 1)
  if (method.block === 'softmax') {
    const steps = method.epochs * Math.floor((rows + method.batch - 1) / method.batch)
    return touched + (2 * method.epochs * rows + 2 * steps) * (width + 1) * 2 + answered * (width + 1)
  }
  if (method.block === 'tree') return touched + costCart(rows, width, 2, method, answered)
  if (method.block === 'forest') return touched + costForest(rows, width, 2, { ...method, tried: triedColumns(width) }, answered)
  if (method.block === 'boosting') return touched + costBoosting(rows, width, 2, { ...method, share: 1 }, answered)
  return touched
}
