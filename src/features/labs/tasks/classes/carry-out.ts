import { scores, type Scores } from '../../../../engine/metrics.ts'
import { rowsOf } from '../../../../engine/table.ts'
import { ownRows, predict, type Model, type PublicData } from '../../../../engine/train.ts'
import { carryingOut, type Both } from '../../workbench/carry-out.ts'
import type { AnyDone, CarryOut } from '../../workbench/order.ts'
import { classKind } from './kind.ts'

export interface Done extends AnyDone {
  readonly learnt: Scores
  readonly practice: Scores
  /** Rows learnt from. */
  readonly learntRows: number
  /** Places of the practice rows in the public table, with the class the model found for each. */
  readonly places: readonly number[]
  readonly found: readonly number[]
  /** Accuracy of the lab's starting point on the same practice rows. */
  readonly baseline: number
}

export const carryOutClasses: CarryOut = (order) => carryingOut(classKind, order, shown)

function shown({ order, data, hers: { model }, start }: Both<PublicData, Model>): Omit<Done, keyof AnyDone> {
  const rows = ownRows(data, order.recipe.seed)
  const on = (places: Int32Array): { scores: Scores; found: Int32Array } => {
    const table = rowsOf(data.table, places)
    const found = predict(model, table.values)
    return { scores: scores(table.labels, found, table.classes), found }
  }
  const practice = on(rows.left)
  return {
    learnt: on(rows.taken).scores, practice: practice.scores, learntRows: rows.taken.length,
    places: Array.from(rows.left), found: Array.from(practice.found), baseline: start?.practice ?? 0,
  }
}
