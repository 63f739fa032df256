import { scores, type Scores } from '../../../engine/metrics.ts'
import type { Recipe, Step } from '../../../engine/recipe.ts'
import { SELF_TEST, selfTest } from '../../../engine/selftest.ts'
import { hex, sha256, utf8 } from '../../../engine/sha256.ts'
import type { Epoch } from '../../../engine/softmax.ts'
import { readTable, rowsOf } from '../../../engine/table.ts'
import { ownRows, predict, train, training, type PublicData } from '../../../engine/train.ts'

/** What a training needs; plain data, so that it can cross to a worker. */
export interface Order {
  readonly recipe: Recipe
  readonly baseline: readonly Step[]
  readonly csv: string
  readonly classes: number
  readonly share: number
}

/** What comes back: everything the page shows of a training. */
export type Trained =
  | { readonly kind: 'diverged' }
  | {
      readonly kind: 'trained'
      readonly digest: string
      readonly learnt: Scores
      readonly practice: Scores
      /** Rows learnt from. */
      readonly learntRows: number
      /** Places of the practice rows in the public table, with the class the model found for each. */
      readonly places: readonly number[]
      readonly found: readonly number[]
      /** Accuracy of the lab's starting point on the same practice rows. */
      readonly baseline: number
      /** This machine passed the self-test: the server will find the same digest. */
      readonly sameBits: boolean
    }

export function publicDataOf(order: Pick<Order, 'csv' | 'classes' | 'share'>): PublicData {
  return { table: readTable(order.csv, order.classes), hash: hex(sha256(utf8(order.csv))), share: order.share }
}

/** Trains on whatever thread calls it, yielding so that the caller can show progress or stop. */
export function* carryOut(order: Order): Generator<Epoch, Trained> {
  const data = publicDataOf(order)
  const outcome = yield* training(order.recipe, data)
  if (outcome.kind === 'diverged') return outcome
  const rows = ownRows(data, order.recipe.seed)
  const practice = rowsOf(data.table, rows.left)
  const start = train({ ...order.recipe, steps: order.baseline }, data)
  return {
    kind: 'trained', digest: outcome.digest, learnt: outcome.learnt, practice: outcome.practice, learntRows: rows.taken.length,
    places: Array.from(rows.left), found: Array.from(predict(outcome.model, practice.values)),
    baseline: start.kind === 'trained' ? scores(practice.labels, predict(start.model, practice.values), practice.classes).accuracy : 0,
    sameBits: selfTest() === SELF_TEST,
  }
}
