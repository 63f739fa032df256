import { learnBoosting, parametersOfBoosting, scoresOfBoosting, type Boosting } from './boosting.ts'
import { chancesOfCart, learnCart, parametersOfCart, type Cart } from './cart.ts'
import { columnsAt, placeOf, placesOf } from './columns.ts'
import { digest, inOneRow } from './digest.ts'
import { chancesOfForest, learnForest, parametersOfForest, type Forest } from './forest.ts'
import { splitByGroup } from './groups.ts'
import { triedColumns } from './number-cost.ts'
import { random } from './random.ts'
import { averagePrecision, averagePrecisionDrawn, fromLargest } from './ranking.ts'
import { isMethod, ranks, type RankMethod, type Recipe, type ScaleStep, type Step } from './recipe.ts'
import { applyScaling, learnScaling, type Scaling } from './scale.ts'
import { learnSoftmax } from './softmax.ts'
import type { Split } from './split.ts'
import { readTable, rowsOf, type Table } from './table.ts'

/** Rows of machines, each with whether what one wants to know in time came (label 1) or not (0). */
export interface AlarmTable extends Table {
  /** One whole number per row: whose row it is. */
  readonly machine: Int32Array
}

/** The public data of a lab that ranks rows. */
export interface AlarmData {
  readonly table: AlarmTable
  /** SHA-256 of the file as it ships, hex. */
  readonly hash: string
  /** Part of the machines that each learner trains on, 0 to 1; she practises on the others. */
  readonly share: number
}

/** Gives each row a score: the larger, the more urgent. */
export interface AlarmModel {
  /** Places of the columns it looks at, and how many the table has. */
  readonly used: Int32Array
  readonly columns: number
  readonly scaling: Scaling | null
  readonly method: Same | Margin | Cart | Forest | Boosting
}

/** The score is what stands in a column. */
interface Same { readonly kind: 'same'; readonly column: number }

/** How far class 1 is ahead of class 0 in softmax: the log of their odds. */
export interface Margin { readonly kind: 'margin'; readonly weights: Float64Array; readonly constant: number }

export type AlarmOutcome =
  | { readonly kind: 'diverged' }
  /** `learnt` and `practice`: average precision on the rows learnt from and on those of practice. */
  | { readonly kind: 'alarms'; readonly model: AlarmModel; readonly learnt: number; readonly practice: number; readonly digest: string }

/** Epochs or trees that stand. */
export interface Standing { readonly epoch: number }

/**
 * Reads rows from CSV: a first line of names, the first of which is the machine and the last the label; then plain decimal
 * numbers, the machine's whole, the label 0 or 1. Throws an Error that names the line.
 */
export function readAlarms(csv: string): AlarmTable {
  const all = readTable(csv, 2)
  const width = all.columns.length
  const machine = new Int32Array(all.labels.length)
  for (let r = 0; r < machine.length; r += 1) {
    const number = all.values[r * width]!
    if (number !== Math.floor(number) || number < 0 || number > 2147483647) throw new Error(`line ${r + 2}: no machine ${number}`)
    machine[r] = number
  }
  const places = Int32Array.from({ length: width - 1 }, (_, i) => i + 1)
  return { columns: all.columns.slice(1), classes: 2, values: columnsAt(all.values, width, places), labels: all.labels, machine }
}

/** The rows at the given places, in that order. */
export function alarmRows(table: AlarmTable, places: Int32Array): AlarmTable {
  return { ...rowsOf(table, places), machine: Int32Array.from(places, (place) => table.machine[place]!) }
}

/** Which public rows the holder of `seed` trains on (`taken`) and practises on (`left`): whole machines, or a model would only know its own again. */
export function ownAlarms({ table, share }: AlarmData, seed: string): Split {
  return splitByGroup(table.machine, share, random(seed, 'subset'))
}

/** The parts of a ranking recipe that was checked; no columns named: null, all of them. */
export function alarmStepsOf(steps: readonly Step[]): { columns: readonly string[] | null; scale: ScaleStep['by'] | 'none'; method: RankMethod } {
  let columns: readonly string[] | null = null
  let scale: ScaleStep['by'] | 'none' = 'none'
  let method: RankMethod | null = null
  for (const step of steps) {
    if (step.block === 'columns') columns = step.names
    else if (step.block === 'scale') scale = step.by
    else if (isMethod(step) && ranks(step)) method = step
  }
  if (method === null) throw new Error('a recipe for a ranking needs a method that ranks')
  return { columns, scale, method }
}

/**
 * Carries out a recipe on its owner's rows. Yields its progress; returns the model, its average precision on the rows learnt from and
 * on those of practice, and the digest of it all. A column that the table has not is an Error: the recipe was checked before.
 */
export function* learningAlarms(recipe: Recipe, data: AlarmData): Generator<Standing, AlarmOutcome> {
  const split = ownAlarms(data, recipe.seed)
  const rows = rowsOf(data.table, split.taken)
  const others = rowsOf(data.table, split.left)
  const model = yield* learn(recipe, rows)
  const learnt = model && averagePrecision(rows.labels, answerAlarms(model, rows.values))
  const practice = model && averagePrecision(others.labels, answerAlarms(model, others.values))
  if (model === null || learnt === null || practice === null) return { kind: 'diverged' }
  return { kind: 'alarms', model, learnt, practice, digest: digest(recipe, data.hash, alarmParameters(model), [learnt, practice]) }
}

function* learn(recipe: Recipe, rows: Table): Generator<Standing, AlarmModel | null> {
  const { columns, scale, method: step } = alarmStepsOf(recipe.steps)
  const used = placesOf(rows.columns, columns)
  const table: Table = { ...rows, columns: Array.from(used, (c) => rows.columns[c]!), values: columnsAt(rows.values, rows.columns.length, used) }
  const scaling = scale === 'none' ? null : learnScaling(scale, table)
  const seen = scaling === null ? table : { ...table, values: applyScaling(scaling, table.values) }
  const method = step.block === 'same' ? ({ kind: 'same', column: placeOf(rows.columns, step.column) } as const) : yield* learnMethod(step, seen, recipe.seed)
  return method === null ? null : { used, columns: rows.columns.length, scaling, method }
}

function* learnMethod(step: Exclude<RankMethod, { block: 'same' }>, rows: Table, seed: string): Generator<Standing, AlarmModel['method'] | null> {
  const width = rows.columns.length
  const aim = { kind: 'classes', classes: 2, labels: rows.labels } as const
  if (step.block === 'tree') return learnCart(rows.values, width, aim, step)
  if (step.block === 'forest') return yield* learnForest(rows.values, width, aim, { ...step, tried: triedColumns(width) }, random(seed, 'trees'))
  if (step.block === 'boosting') return yield* learnBoosting(rows.values, width, aim, { ...step, share: 1 }, random(seed, 'trees'))
  const found = yield* learnSoftmax(rows, step, random(seed, 'batches'))
  if (found === null) return null
  const ahead = (c: number): number => found.weights[width + 1 + c]! - found.weights[c]! + 0
  return { kind: 'margin', weights: Float64Array.from({ length: width }, (_, c) => ahead(c)), constant: ahead(width) }
}

/** The whole training at once. */
export function trainAlarms(recipe: Recipe, data: AlarmData): AlarmOutcome {
  const run = learningAlarms(recipe, data)
  for (;;) {
    const next = run.next()
    if (next.done) return next.value
  }
}

/** One score for each row of raw values, rows × all columns of the table: a margin, a chance, or what stands in the column. */
export function answerAlarms(model: AlarmModel, values: Float64Array): Float64Array {
  const { method, columns, scaling } = model
  if (method.kind === 'same') return columnsAt(values, columns, Int32Array.of(method.column))
  const raw = columnsAt(values, columns, model.used)
  const seen = scaling === null ? raw : applyScaling(scaling, raw)
  if (method.kind === 'margin') return margins(method, seen)
  if (method.kind === 'boosting') return scoresOfBoosting(method, seen)
  return chancesOfOne(method.kind === 'cart' ? chancesOfCart(method, seen) : chancesOfForest(method, seen))
}

function margins({ weights, constant }: Margin, values: Float64Array): Float64Array {
  const width = weights.length
  const found = new Float64Array(values.length / width)
  for (let r = 0; r < found.length; r += 1) {
    let sum = constant
    for (let c = 0; c < width; c += 1) sum += weights[c]! * values[r * width + c]!
    found[r] = sum
  }
  return found
}

/** rows × 2 chances -> the chance of class 1. */
function chancesOfOne(chances: Float64Array): Float64Array {
  const found = new Float64Array(chances.length / 2)
  for (let r = 0; r < found.length; r += 1) found[r] = chances[2 * r + 1]!
  return found
}

/**
 * Average precision of scores over all rows, or over the rows at `places`, which may repeat; 0 when a score is not finite. `order`: that of
 * fromLargest, where the caller has it already.
 */
export function alarmValue(scores: Float64Array, { labels }: AlarmTable, places?: Int32Array, order = fromLargest(scores)): number {
  if (order === null) return 0
  const times = new Int32Array(labels.length)
  if (places === undefined) times.fill(1)
  else for (let i = 0; i < places.length; i += 1) times[places[i]!] = times[places[i]!]! + 1
  return averagePrecisionDrawn(order, labels, scores, times)
}

/** Everything a model learnt, in a fixed order: columns looked at, offsets and widths of the scaling if there is one, what the method learnt. */
export function alarmParameters({ used, scaling, method }: AlarmModel): Float64Array {
  const before: ArrayLike<number>[] = scaling === null ? [used] : [used, scaling.offset, scaling.width]
  if (method.kind === 'same') return inOneRow([...before, [method.column]])
  if (method.kind === 'margin') return inOneRow([...before, method.weights, [method.constant]])
  if (method.kind === 'cart') return inOneRow([...before, ...parametersOfCart(method)])
  return inOneRow([...before, ...(method.kind === 'forest' ? parametersOfForest(method) : parametersOfBoosting(method))])
}
