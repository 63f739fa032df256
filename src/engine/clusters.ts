import { adjustedRand } from './adjusted-rand.ts'
import { columnsAt, placesOf } from './columns.ts'
import { digest, inOneRow } from './digest.ts'
import { learnKMeans, parametersOfKMeans, predictKMeans, type KMeans } from './kmeans.ts'
import { orderOf } from './order.ts'
import { random } from './random.ts'
import { isMethod, makesGroups, type GroupMethod, type Recipe, type ScaleStep, type Step } from './recipe.ts'
import { applyScaling, learnScaling, type Scaling } from './scale.ts'
import { stratified, type Split } from './split.ts'
import { decimal } from './table.ts'

/** Rows of measures. Nobody says which group a row belongs to. */
export interface ClusterTable {
  /** Names of the measures, in order. */
  readonly columns: readonly string[]
  /** rows × columns numbers, row after row. */
  readonly values: Float64Array
}

/** Rows whose groups are known: only the server has any. */
export interface GroupedTable extends ClusterTable {
  /** One group per row, 0 … groups - 1. */
  readonly truth: Int32Array
  readonly groups: number
}

/** The public data of a lab that looks for groups. */
export interface ClusterData {
  readonly table: ClusterTable
  /** SHA-256 of the file as it ships, hex. */
  readonly hash: string
  /** Part of the rows that each learner trains on, 0 to 1; she practises on the others. */
  readonly share: number
}

export interface ClusterModel {
  /** Places of the columns it looks at, and how many the table has. */
  readonly used: Int32Array
  readonly columns: number
  readonly scaling: Scaling | null
  readonly centres: KMeans
}

export type ClusterOutcome =
  | { readonly kind: 'diverged' }
  | {
    readonly kind: 'groups'
    readonly model: ClusterModel
    /**
     * Without true groups there is no right or wrong to count, but one can ask others: the same recipe on the rows of practice alone
     * gives other centres, and the adjusted Rand index of both ways to group the rows learnt from, and those of practice, tells
     * whether the groups come again (prediction strength: Tibshirani and Walther 2005, Journal of Computational and Graphical
     * Statistics 14, 511–528). Groups that come again may still be useless.
     */
    readonly learnt: number
    readonly practice: number
    readonly digest: string
  }

/** Passes over all starts. */
export interface Standing { readonly epoch: number }

/** Most passes over the rows for each start. */
const PASSES = 100

/** Reads rows from CSV: a first line of names, then plain decimal numbers. Throws an Error that names the line. */
export function readClusters(csv: string): ClusterTable {
  const lines = csv.trim().split('\n')
  const columns = lines[0]!.trim().split(',')
  const width = columns.length
  const values = new Float64Array((lines.length - 1) * width)
  for (let r = 0; r < lines.length - 1; r += 1) {
    const cells = lines[r + 1]!.trim().split(',')
    if (cells.length !== width) throw new Error(`line ${r + 2} has ${cells.length} cells, not ${width}`)
    for (let c = 0; c < width; c += 1) values[r * width + c] = decimal(cells[c]!, r + 2)
  }
  return { columns, values }
}

/** The same with the true group, a whole number from 0, in the last column. Throws an Error that names the line. */
export function readGrouped(csv: string): GroupedTable {
  const all = readClusters(csv)
  const width = all.columns.length
  const rows = all.values.length / width
  const truth = new Int32Array(rows)
  let most = -1
  for (let r = 0; r < rows; r += 1) {
    const group = all.values[r * width + width - 1]!
    if (group !== Math.floor(group) || group < 0 || group >= rows) throw new Error(`line ${r + 2}: no group ${group}`)
    truth[r] = group
    most = Math.max(most, group)
  }
  const places = Int32Array.from({ length: width - 1 }, (_, c) => c)
  return { columns: all.columns.slice(0, -1), values: columnsAt(all.values, width, places), truth, groups: most + 1 }
}

/** The rows at the given places, in that order. */
export function clusterRows({ columns, values }: ClusterTable, places: Int32Array): ClusterTable {
  const width = columns.length
  const taken = new Float64Array(places.length * width)
  for (let i = 0; i < places.length; i += 1) taken.set(values.subarray(places[i]! * width, (places[i]! + 1) * width), i * width)
  return { columns, values: taken }
}

/** Which public rows the holder of `seed` trains on (`taken`) and practises on (`left`). */
export function ownClusters({ table, share }: ClusterData, seed: string): Split {
  return stratified(new Int32Array(table.values.length / table.columns.length), 1, share, random(seed, 'subset'))
}

/** The parts of a recipe for groups that was checked; no columns named: null, all of them. */
export function clusterStepsOf(steps: readonly Step[]): { columns: readonly string[] | null; scale: ScaleStep['by'] | 'none'; method: GroupMethod } {
  let columns: readonly string[] | null = null
  let scale: ScaleStep['by'] | 'none' = 'none'
  let method: GroupMethod = { block: 'kmeans', groups: 1, starts: 1 }
  for (const step of steps) {
    if (step.block === 'columns') columns = step.names
    else if (step.block === 'scale') scale = step.by
    else if (isMethod(step) && makesGroups(step)) method = step
  }
  return { columns, scale, method }
}

/** What a recipe makes of rows before it looks for groups. */
interface Prepared {
  readonly used: Int32Array
  readonly scaling: Scaling | null
  readonly values: Float64Array
}

function prepare(steps: readonly Step[], rows: ClusterTable): Prepared {
  const { columns, scale } = clusterStepsOf(steps)
  const used = placesOf(rows.columns, columns)
  const raw = columnsAt(rows.values, rows.columns.length, used)
  const scaling = scale === 'none' ? null : learnScaling(scale, { columns: Array.from(used, (c) => rows.columns[c]!), values: raw })
  return { used, scaling, values: scaling === null ? raw : applyScaling(scaling, raw) }
}

/**
 * Carries out a recipe on its owner's rows. Yields its progress; returns the model, how far others find the same groups, and the
 * digest of it all. A column that the table has not is an Error: the recipe was checked before.
 */
export function* learningClusters(recipe: Recipe, data: ClusterData): Generator<Standing, ClusterOutcome> {
  const split = ownClusters(data, recipe.seed)
  const rows = clusterRows(data.table, split.taken)
  const others = clusterRows(data.table, split.left)
  const { method } = clusterStepsOf(recipe.steps)
  const { used, scaling, values } = prepare(recipe.steps, rows)
  const knobs = { clusters: method.groups, starts: method.starts, passes: PASSES }
  const columns = rows.columns.length
  const mine = yield* learnKMeans(values, used.length, knobs, random(recipe.seed, 'starts'))
  // On the ruler of the rows learnt from: the question is whether the groups come again, not whether the ruler does.
  const practised = seen({ used, columns, scaling }, others.values)
  const theirs = yield* learnKMeans(practised, used.length, knobs, random(recipe.seed, 'starts of the others'))
  if (mine === null || theirs === null) return { kind: 'diverged' }
  const model: ClusterModel = { used, columns, scaling, centres: mine }
  const agree = (found: Float64Array): number =>
    adjustedRand(predictKMeans(mine, found), predictKMeans(theirs, found), mine.clusters, theirs.clusters)
  const [learnt, practice] = [agree(values), agree(practised)]
  return { kind: 'groups', model, learnt, practice, digest: digest(recipe, data.hash, clusterParameters(model), [learnt, practice]) }
}

/** The whole training at once. */
export function trainClusters(recipe: Recipe, data: ClusterData): ClusterOutcome {
  const run = learningClusters(recipe, data)
  for (;;) {
    const next = run.next()
    if (next.done) return next.value
  }
}

function seen({ used, columns, scaling }: Pick<ClusterModel, 'used' | 'columns' | 'scaling'>, values: Float64Array): Float64Array {
  const raw = columnsAt(values, columns, used)
  return scaling === null ? raw : applyScaling(scaling, raw)
}

/** The group, 0 … k - 1, of each row of raw values, rows × all columns of the table: that of the nearest centre. */
export function answerClusters(model: ClusterModel, values: Float64Array): Float64Array {
  return Float64Array.from(predictKMeans(model.centres, seen(model, values)))
}

/** Adjusted Rand index of the groups found with the true ones, over all rows or over those at `places`, which may repeat. */
export function clusterValue(found: Float64Array, { truth, groups }: GroupedTable, places?: Int32Array): number {
  const at = places ?? Int32Array.from(truth, (_, i) => i)
  let clusters = 1
  for (let i = 0; i < found.length; i += 1) clusters = Math.max(clusters, found[i]! + 1)
  return adjustedRand(Int32Array.from(at, (i) => truth[i]!), Int32Array.from(at, (i) => found[i]!), groups, clusters)
}

/** Everything a model learnt, in a fixed order: columns looked at, offsets and widths of the scaling if there is one, the centres. */
export function clusterParameters({ used, scaling, centres }: ClusterModel): Float64Array {
  return inOneRow(scaling === null ? [used, ...parametersOfKMeans(centres)] : [used, scaling.offset, scaling.width, ...parametersOfKMeans(centres)])
}

/** Upper bound of the multiply-adds of one training and its scoring, `rows` rows learnt from, `practised` of practice and `asked` others, of `all` columns. */
export function clusterCost(recipe: Recipe, rows: number, practised: number, asked: number, all: number): number {
  const { columns, method } = clusterStepsOf(recipe.steps)
  const width = columns?.length ?? all
  const pass = method.groups * width + width + 1
  // Each start: spreading k centres, the passes, one last look.
  return (rows + practised) * (method.starts * (PASSES + 2 + method.groups) + 3) * pass + asked * pass
}

/**
 * What the page draws for choosing k: the inertia of 1 … `most` groups of the owner's rows prepared as in her recipe, as a part of that
 * of one group. As many starts as in the recipe. Null when a number is not finite.
 */
export function* elbow(recipe: Recipe, data: ClusterData, most: number): Generator<Standing, Float64Array | null> {
  const { used, values } = prepare(recipe.steps, clusterRows(data.table, ownClusters(data, recipe.seed).taken))
  const starts = clusterStepsOf(recipe.steps).method.starts
  const inertia = new Float64Array(most)
  for (let k = 1; k <= most; k += 1) {
    const found = yield* learnKMeans(values, used.length, { clusters: k, starts, passes: PASSES }, random(recipe.seed, 'elbow'))
    if (found === null) return null
    inertia[k - 1] = found.inertia
  }
  const one = inertia[0]!
  return inertia.map((all) => (one === 0 ? 0 : all / one))
}

/** A group as one would tell of it. */
export interface Portrait {
  readonly size: number
  /** Median of each column of the table, in its own unit; the lower of the two in the middle. */
  readonly middle: Float64Array
}

/** A portrait of each of the `clusters` groups; a group without rows has size 0 and zeros. `found`: one group per row. */
export function portraits({ columns, values }: ClusterTable, found: ArrayLike<number>, clusters: number): Portrait[] {
  return Array.from({ length: clusters }, (_, k) => {
    const places = Int32Array.from(found, (_g, r) => r).filter((r) => found[r] === k)
    const own = clusterRows({ columns, values }, places).values
    const middle = new Float64Array(columns.length)
    for (let c = 0; c < columns.length && places.length > 0; c += 1) {
      const column = columnsAt(own, columns.length, Int32Array.of(c))
      middle[c] = column[orderOf(column)[Math.floor((column.length - 1) / 2)]!]!
    }
    return { size: places.length, middle }
  })
}
