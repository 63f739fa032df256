import { constant, layOut, part, threshold, type Ground } from './ground.ts'
import type { Random } from './random.ts'
import { mostNodes, type Aim, type Tree, type TreeKnobs } from './tree.ts'

/** The node at hand and the best question found for it. */
interface Search {
  readonly leaf: number
  readonly tried: number
  /** Columns in a changing order, to draw from, and those drawn for the node. */
  readonly pool: Int32Array
  readonly drawn: Uint8Array
  readonly counts: Float64Array
  readonly lefts: Float64Array
  lanes: Int32Array
  from: number
  to: number
  mean: number
  /** A score must be this much better, so that rounding does not decide between equal questions. */
  slack: number
  bar: number
  column: number
  left: number
}

/** RMS deviation of a node that counts as rounding, as a part of the targets' RMS, squared. */
const PURE = 1e-24

/** Part of a node's squared error below which two gains are equal. */
const EQUAL = 1e-12

/**
 * Grows a tree by CART (Breiman, Friedman, Olshen and Stone 1984): each node asks the question, of all thresholds half-way between
 * neighbouring values of a column, that lowers most the squared error (numbers) or the Gini index (classes); equal ones by the
 * lower column, then the lower threshold. A node is a leaf at the depth, with too few rows, when its rows say the same, or when no
 * column differs. Like scikit-learn it asks even when nothing is gained, for what two questions gain together (exclusive or).
 * `times`: how often each row counts, null for once. `tried`: columns looked at for each node, drawn anew from `source`; when all
 * drawn are constant it draws on. Nodes go in breadth. About columns × rows × depth steps, as no node sorts.
 */
export function grow(ground: Ground, times: Int32Array | null, aim: Aim, knobs: TreeKnobs, tried: number, source: Random | null): Tree {
  const size = times === null ? ground.rows : layOut(ground, times)
  const most = mostNodes(size, knobs)
  const outputs = aim.kind === 'numbers' ? 1 : aim.classes
  const column = new Int32Array(most).fill(-1)
  const thresholds = new Float64Array(most)
  const left = new Int32Array(most).fill(-1)
  const right = new Int32Array(most).fill(-1)
  const values = new Float64Array(most * outputs)
  const from = new Int32Array(most)
  const to = new Int32Array(most)
  const deep = new Int32Array(most)
  const search = newSearch(ground, knobs, tried, outputs, times === null ? ground.sorted : ground.even)
  const pure = aim.kind === 'numbers' ? PURE * meanSquare(search.lanes, size, aim.targets) : 0
  to[0] = size
  let nodes = 1
  for (let node = 0; node < nodes; node += 1) {
    const next = deep[node]! % 2 === 0 ? ground.odd : ground.even
    // Each row once: the root's lanes are the sorted ones themselves, which no node writes.
    if (node > 0) search.lanes = next === ground.odd ? ground.even : ground.odd
    search.from = from[node]!
    search.to = to[node]!
    const mixed = aim.kind === 'numbers'
      ? lookAtNumbers(search, aim.targets, values, node, pure)
      : lookAtClasses(search, aim.labels, values, node)
    if (!mixed || deep[node]! >= knobs.depth || search.to - search.from < 2 * knobs.leaf) continue
    ask(ground, search, aim, source)
    if (search.column < 0) continue
    column[node] = search.column
    thresholds[node] = threshold(ground, search.lanes, search.column, search.from, search.left)
    const larger = Math.max(search.left, search.to - search.from - search.left)
    const asks = deep[node]! + 1 < knobs.depth && larger >= 2 * knobs.leaf
    part(ground, search.lanes, next, search.column, search.from, search.to, search.left, asks)
    left[node] = nodes
    right[node] = nodes + 1
    from[nodes] = search.from
    to[nodes] = from[nodes + 1] = search.from + search.left
    to[nodes + 1] = search.to
    deep[nodes] = deep[nodes + 1] = deep[node]! + 1
    nodes += 2
  }
  return {
    outputs, column: column.slice(0, nodes), threshold: thresholds.slice(0, nodes), left: left.slice(0, nodes),
    right: right.slice(0, nodes), values: values.slice(0, nodes * outputs),
  }
}

function newSearch(ground: Ground, knobs: TreeKnobs, tried: number, outputs: number, lanes: Int32Array): Search {
  const pool = new Int32Array(ground.columns)
  for (let c = 0; c < pool.length; c += 1) pool[c] = c
  return {
    leaf: knobs.leaf, tried, pool, drawn: new Uint8Array(ground.columns).fill(1), counts: new Float64Array(outputs),
    lefts: new Float64Array(outputs), lanes, from: 0, to: 0, mean: 0, slack: 0, bar: -1, column: -1, left: 0,
  }
}

function meanSquare(lanes: Int32Array, size: number, targets: Float64Array): number {
  let sum = 0
  for (let i = 0; i < size; i += 1) sum += targets[lanes[i]!]! * targets[lanes[i]!]!
  return sum / Math.max(1, size)
}

/** Writes the node's mean; returns whether its targets differ. */
function lookAtNumbers(search: Search, targets: Float64Array, values: Float64Array, node: number, pure: number): boolean {
  const { lanes } = search
  const size = Math.max(1, search.to - search.from)
  let sum = 0
  for (let i = search.from; i < search.to; i += 1) sum += targets[lanes[i]!]!
  const mean = sum / size
  let squares = 0
  for (let i = search.from; i < search.to; i += 1) {
    const d = targets[lanes[i]!]! - mean
    squares += d * d
  }
  values[node] = mean + 0
  search.mean = mean
  search.slack = (EQUAL * squares) / size
  return squares > pure * size
}

/** Writes the part of each class among the node's rows; returns whether there are two classes or more. */
function lookAtClasses(search: Search, labels: Int32Array, values: Float64Array, node: number): boolean {
  const { lanes, counts } = search
  const size = search.to - search.from
  counts.fill(0)
  for (let i = search.from; i < search.to; i += 1) {
    const k = labels[lanes[i]!]!
    counts[k] = counts[k]! + 1
  }
  let most = 0
  for (let k = 0; k < counts.length; k += 1) {
    values[node * counts.length + k] = counts[k]! / Math.max(1, size)
    most = Math.max(most, counts[k]!)
  }
  return most < size
}

/** Finds the best question of the node: `column` stays -1 when there is none. */
function ask(ground: Ground, search: Search, aim: Aim, source: Random | null): void {
  search.column = -1
  search.bar = -1
  if (source !== null && search.tried < ground.columns) draw(ground, search, source)
  for (let c = 0; c < ground.columns; c += 1) {
    if (search.drawn[c] === 0 || constant(ground, search.lanes, c, search.from, search.to)) continue
    if (aim.kind === 'numbers') scanNumbers(ground, search, aim.targets, c)
    else scanClasses(ground, search, aim.labels, c)
  }
}

function draw(ground: Ground, search: Search, source: Random): void {
  const { pool, drawn } = search
  drawn.fill(0)
  let useful = false
  for (let i = 0; i < pool.length && (i < search.tried || !useful); i += 1) {
    const j = i + source.below(pool.length - i)
    const column = pool[j]!
    pool[j] = pool[i]!
    pool[i] = column
    drawn[column] = 1
    if (!useful) useful = !constant(ground, search.lanes, column, search.from, search.to)
  }
}

/**
 * With d = target - mean of the node and s = Σ d over the left rows, a question lowers the squared error by size × s² / (left × right).
 * The score is that without `size`; compared without a division. Values are compared last, as few scores are better.
 */
function scanNumbers(ground: Ground, search: Search, targets: Float64Array, column: number): void {
  const { values } = ground
  const { lanes, leaf, mean, slack } = search
  const base = column * ground.rows
  const start = base + ground.rows + search.from
  const size = search.to - search.from
  const last = size - leaf
  let bar = search.bar
  let sum = 0
  for (let i = 0; i < leaf - 1; i += 1) sum += targets[lanes[start + i]!]! - mean
  for (let left = leaf; left <= last; left += 1) {
    const row = lanes[start + left - 1]!
    sum += targets[row]! - mean
    const pairs = left * (size - left)
    if (sum * sum > bar * pairs && values[base + row]! < values[base + lanes[start + left]!]!) {
      search.column = column
      search.left = left
      bar = (sum * sum) / pairs + slack
    }
  }
  search.bar = bar
}

/**
 * The Gini index of both sides is least when score = Σ left counts² / left + Σ right counts² / right is most. The sums of squares
 * are whole numbers kept up to date by one addition per row, so that the score is exact up to its division.
 */
function scanClasses(ground: Ground, search: Search, labels: Int32Array, column: number): void {
  const { values } = ground
  const { lanes, leaf, counts, lefts } = search
  const base = column * ground.rows
  const start = base + ground.rows + search.from
  const size = search.to - search.from
  let bar = search.bar
  let leftSquares = 0
  let rightSquares = 0
  for (let k = 0; k < counts.length; k += 1) rightSquares += counts[k]! * counts[k]!
  lefts.fill(0)
  for (let left = 1; left <= size - leaf; left += 1) {
    const row = lanes[start + left - 1]!
    const k = labels[row]!
    const before = lefts[k]!
    lefts[k] = before + 1
    leftSquares += 2 * before + 1
    rightSquares -= 2 * (counts[k]! - before) - 1
    if (left < leaf) continue
    const score = leftSquares * (size - left) + rightSquares * left
    const pairs = left * (size - left)
    if (score > bar * pairs && values[base + row]! < values[base + lanes[start + left]!]!) {
      search.column = column
      search.left = left
      // Two roundings apart is equal.
      bar = (score / pairs) * (1 + 1e-15)
    }
  }
  search.bar = bar
}
