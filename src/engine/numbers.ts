import { learnBoosting, parametersOfBoosting, predictBoosting, type Boosting } from './boosting.ts'
import { learnCart, parametersOfCart, predictCart, type Cart } from './cart.ts'
import { columnsAt, placeOf, placesOf } from './columns.ts'
import { digest, inOneRow } from './digest.ts'
import { errors, type Errors } from './errors.ts'
import { learnForest, parametersOfForest, predictForest, type Forest } from './forest.ts'
import { triedColumns } from './number-cost.ts'
import { random } from './random.ts'
import { numberStepsOf, type NumberMethod, type Recipe } from './recipe.ts'
import { learnRidge, type Line } from './ridge.ts'
import { applyScaling, learnScaling, type Scaling } from './scale.ts'
import { stratified, type Split } from './split.ts'
import { decimal } from './table.ts'

/** Rows of measures with the number that each row has. */
export interface NumberTable {
  /** Names of the measures, in order, and of the target. */
  readonly columns: readonly string[]
  readonly target: string
  /** rows × columns numbers, row after row. */
  readonly values: Float64Array
  /** One number per row. */
  readonly targets: Float64Array
}

/** The public data of a lab whose target is a number. */
export interface NumberData {
  readonly table: NumberTable
  /** SHA-256 of the file as it ships, hex. */
  readonly hash: string
  /** Part of the rows that each learner trains on, 0 to 1; she practises on the others. */
  readonly share: number
}

export interface NumberModel {
  /** Places of the columns it looks at, and how many the table has. */
  readonly used: Int32Array
  readonly columns: number
  readonly scaling: Scaling | null
  readonly method: Mean | Same | Straight | Cart | Forest | Boosting
}

interface Mean { readonly kind: 'mean'; readonly mean: number }
/** Answers what stands in a column of the table. */
interface Same { readonly kind: 'same'; readonly column: number }
interface Straight extends Line { readonly kind: 'ridge' }

export type NumberOutcome =
  | { readonly kind: 'diverged' }
  | { readonly kind: 'numbers'; readonly model: NumberModel; readonly learnt: Errors; readonly practice: Errors; readonly digest: string }

/** Columns of the normal equations, or trees, that stand. */
export interface Standing { readonly epoch: number }

/** Reads a table from CSV: a first line of names, the last of which is the target; then plain decimal numbers. Throws an Error that names the line. */
export function readNumbers(csv: string): NumberTable {
  const lines = csv.trim().split('\n')
  const names = lines[0]!.trim().split(',')
  const width = names.length - 1
  const rows = lines.length - 1
  const values = new Float64Array(rows * width)
  const targets = new Float64Array(rows)
  for (let r = 0; r < rows; r += 1) {
    const cells = lines[r + 1]!.trim().split(',')
    if (cells.length !== names.length) throw new Error(`line ${r + 2} has ${cells.length} cells, not ${names.length}`)
    for (let c = 0; c < width; c += 1) values[r * width + c] = decimal(cells[c]!, r + 2)
    targets[r] = decimal(cells[width]!, r + 2)
  }
  return { columns: names.slice(0, -1), target: names[width]!, values, targets }
}

/** The rows at the given places, in that order. */
export function numberRows(table: NumberTable, places: Int32Array): NumberTable {
  const width = table.columns.length
  const values = new Float64Array(places.length * width)
  const targets = new Float64Array(places.length)
  for (let i = 0; i < places.length; i += 1) {
    values.set(table.values.subarray(places[i]! * width, (places[i]! + 1) * width), i * width)
    targets[i] = table.targets[places[i]!]!
  }
  return { ...table, values, targets }
}

/** Which public rows the holder of `seed` trains on (`taken`) and practises on (`left`). */
export function ownNumbers({ table, share }: NumberData, seed: string): Split {
  return stratified(new Int32Array(table.targets.length), 1, share, random(seed, 'subset'))
}

/**
 * Carries out a recipe on its owner's rows. Yields its progress; returns the model, its errors on the rows learnt from and on
 * those of practice, and the digest of it all. A column that the table has not is an Error: the recipe was checked before.
 */
export function* learningNumbers(recipe: Recipe, data: NumberData): Generator<Standing, NumberOutcome> {
  const split = ownNumbers(data, recipe.seed)
  const learnt = numberRows(data.table, split.taken)
  const practice = numberRows(data.table, split.left)
  const model = yield* learn(recipe, learnt)
  if (model === null) return { kind: 'diverged' }
  const onLearnt = errors(learnt.targets, answerNumbers(model, learnt.values))
  const onPractice = errors(practice.targets, answerNumbers(model, practice.values))
  const figures = [onLearnt.mae, onLearnt.rmse, onPractice.mae, onPractice.rmse]
  return { kind: 'numbers', model, learnt: onLearnt, practice: onPractice, digest: digest(recipe, data.hash, numberParameters(model), figures) }
}

/** The whole training at once. */
export function trainNumbers(recipe: Recipe, data: NumberData): NumberOutcome {
  const run = learningNumbers(recipe, data)
  for (;;) {
    const next = run.next()
    if (next.done) return next.value
  }
}

function* learn(recipe: Recipe, rows: NumberTable): Generator<Standing, NumberModel | null> {
  const { columns, scale, method: step } = numberStepsOf(recipe.steps)
  const used = placesOf(rows.columns, columns)
  const seen = columnsAt(rows.values, rows.columns.length, used)
  const scaling = scale === 'none' ? null : learnScaling(scale, { columns: Array.from(used, (c) => rows.columns[c]!), values: seen })
  const values = scaling === null ? seen : applyScaling(scaling, seen)
  const method = step.block === 'same' ? ({ kind: 'same', column: placeOf(rows.columns, step.column) } as const) : yield* learnMethod(step, values, used.length, rows.targets, recipe.seed)
  return method === null ? null : { used, columns: rows.columns.length, scaling, method }
}

type Learnable = Exclude<NumberMethod, { block: 'same' }>

function* learnMethod(step: Learnable, values: Float64Array, columns: number, targets: Float64Array, seed: string): Generator<Standing, NumberModel['method'] | null> {
  const aim = { kind: 'numbers', targets } as const
  if (step.block === 'mean') {
    let sum = 0
    for (let i = 0; i < targets.length; i += 1) sum += targets[i]!
    return { kind: 'mean', mean: sum / Math.max(1, targets.length) }
  }
  if (step.block === 'tree') return learnCart(values, columns, aim, step)
  if (step.block === 'forest') return yield* learnForest(values, columns, aim, { ...step, tried: triedColumns(columns) }, random(seed, 'trees'))
  if (step.block === 'boosting') return yield* learnBoosting(values, columns, aim, { ...step, share: 1 }, random(seed, 'trees'))
  const line = yield* learnRidge(values, columns, targets, step.penalty)
  return line === null ? null : { kind: 'ridge', ...line }
}

/** One number for each row of raw values, rows × all columns of the table, in the unit of the target. */
export function answerNumbers(model: NumberModel, values: Float64Array): Float64Array {
  const { method, columns, scaling } = model
  const rows = values.length / columns
  if (method.kind === 'mean') return new Float64Array(rows).fill(method.mean)
  if (method.kind === 'same') return columnsAt(values, columns, Int32Array.of(method.column))
  const raw = columnsAt(values, columns, model.used)
  const seen = scaling === null ? raw : applyScaling(scaling, raw)
  if (method.kind === 'cart') return predictCart(method, seen)
  if (method.kind === 'forest') return predictForest(method, seen)
  return method.kind === 'boosting' ? predictBoosting(method, seen) : onLine(method, seen)
}

function onLine({ weights, constant }: Line, values: Float64Array): Float64Array {
  const width = weights.length
  const found = new Float64Array(values.length / width)
  for (let r = 0; r < found.length; r += 1) {
    let sum = constant
    for (let c = 0; c < width; c += 1) sum += weights[c]! * values[r * width + c]!
    found[r] = sum
  }
  return found
}

/** Everything a model learnt, in a fixed order: columns looked at, offsets and widths of the scaling if there is one, what the method learnt. */
export function numberParameters({ used, scaling, method }: NumberModel): Float64Array {
  const before: ArrayLike<number>[] = scaling === null ? [used] : [used, scaling.offset, scaling.width]
  if (method.kind === 'mean') return inOneRow([...before, [method.mean]])
  if (method.kind === 'same') return inOneRow([...before, [method.column]])
  if (method.kind === 'ridge') return inOneRow([...before, method.weights, [method.constant]])
  if (method.kind === 'cart') return inOneRow([...before, ...parametersOfCart(method)])
  return inOneRow([...before, ...(method.kind === 'forest' ? parametersOfForest(method) : parametersOfBoosting(method))])
}
