import { alarmRows, answerAlarms, ownAlarms, type AlarmData, type AlarmModel } from '../../../../engine/alarms.ts'
import { carryingOut, type Both } from '../../workbench/carry-out.ts'
import type { AnyDone, CarryOut } from '../../workbench/order.ts'
import { alarmKind } from './kind.ts'

export interface Done extends AnyDone {
  /** Places of the practice rows in the public table, with her score for each and that of the lab's starting point. */
  readonly places: readonly number[]
  readonly found: readonly number[]
  readonly baseline: readonly number[]
  /** Average precision of the starting point on the same rows; hers is `figure`. */
  readonly baselineFigure: number
  /** Places of the rows learnt from, with her score for each, and her average precision there. */
  readonly learntPlaces: readonly number[]
  readonly learntFound: readonly number[]
  readonly learnt: number
  /** Of softmax, the weight of each column looked at: columns by place. */
  readonly weights: readonly { readonly column: number; readonly weight: number }[]
  /** What the first tree asks first, root before children. */
  readonly questions: readonly { readonly column: number; readonly threshold: number }[]
}

export const carryOutAlarms: CarryOut = (order) => carryingOut(alarmKind, order, shown)

function shown({ order, data, hers: { model, learnt }, start }: Both<AlarmData, AlarmModel>): Omit<Done, keyof AnyDone> {
  const { taken, left } = ownAlarms(data, order.recipe.seed)
  const scores = (of: AlarmModel, places: Int32Array) => Array.from(answerAlarms(of, alarmRows(data.table, places).values))
  return {
    places: Array.from(left), found: scores(model, left), baseline: start ? scores(start.model, left) : [], baselineFigure: start?.practice ?? 0,
    learntPlaces: Array.from(taken), learntFound: scores(model, taken), learnt, weights: weightsOf(model), questions: firstQuestions(model),
  }
}

function weightsOf({ method, used }: AlarmModel): { column: number; weight: number }[] {
  return method.kind === 'margin' ? Array.from(method.weights, (weight, i) => ({ column: used[i]!, weight })) : []
}

/** The root's question and those of its children. */
function firstQuestions({ method, used }: AlarmModel): { column: number; threshold: number }[] {
  const tree = method.kind === 'cart' ? method.tree : 'trees' in method ? method.trees[0] : undefined
  if (!tree) return []
  return [0, 1, 2].filter((node) => (tree.column[node] ?? -1) >= 0).map((node) => ({ column: used[tree.column[node]!]!, threshold: tree.threshold[node]! }))
}
