import { costBoosting } from './boosting.ts'
import { costCart } from './cart.ts'
import { costForest } from './forest.ts'
import { numberStepsOf, type Recipe } from './recipe.ts'

/** Columns that each question of a forest tries: a third, at least one (Breiman 2001, for regression). */
export function triedColumns(columns: number): number {
  return Math.max(1, Math.floor(columns / 3))
}

/** Upper bound of the multiply-adds of one training for numbers and its scoring, `rows` rows learnt from and `asked` rows answered, of `all` columns. */
export function numberCost(recipe: Recipe, rows: number, asked: number, all: number): number {
  const { columns, method } = numberStepsOf(recipe.steps)
  const width = columns?.length ?? all
  const touched = 2 * (rows + asked) * (width + 1)
  if (method.block === 'ridge') return touched + rows * ((width * (width + 1)) / 2 + 2 * width) + width * width * width
  // Every row learnt from is answered too: its error is told.
  if (method.block === 'tree') return touched + costCart(rows, width, 1, method, rows + asked)
  if (method.block === 'forest') return touched + costForest(rows, width, 1, { ...method, tried: triedColumns(width) }, rows + asked)
  if (method.block === 'boosting') return touched + costBoosting(rows, width, 0, { ...method, share: 1 }, rows + asked)
  return touched
}
