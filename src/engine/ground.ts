import { sortPlaces } from './order.ts'

/** Where trees grow: columns sorted once, and room that every tree uses again. */
export interface Ground {
  readonly rows: number
  readonly columns: number
  /** columns × rows, column after column. */
  readonly values: Float64Array
  /** (1 + columns) × rows: the rows in their order, then in the order of each column. */
  readonly sorted: Int32Array
  /** The same lanes for the tree at hand: each node has the same stretch of every lane. */
  readonly lanes: Int32Array
  readonly spare: Int32Array
  /** 1 for the rows that go left. */
  readonly goes: Uint8Array
}

/** Prepares to grow trees over `values`, rows × columns, row after row, which must be finite. Sorts every column, once. */
export function prepare(values: Float64Array, columns: number, rows: number): Ground {
  const turned = new Float64Array(rows * columns)
  const sorted = new Int32Array(rows * (1 + columns))
  const spare = new Int32Array(rows)
  for (let r = 0; r < rows; r += 1) sorted[r] = r
  for (let c = 0; c < columns; c += 1) {
    for (let r = 0; r < rows; r += 1) turned[c * rows + r] = values[r * columns + c]!
    const lane = sorted.subarray((1 + c) * rows, (2 + c) * rows)
    for (let r = 0; r < rows; r += 1) lane[r] = r
    sortPlaces(lane, turned.subarray(c * rows, (1 + c) * rows), spare)
  }
  return { rows, columns, values: turned, sorted, lanes: new Int32Array(sorted.length), spare, goes: new Uint8Array(rows) }
}

/** Lays out the rows of the next tree: `times[row]` of each, at most `rows` in all; null for each once. Returns how many. */
export function layOut(ground: Ground, times: Int32Array | null): number {
  const { rows, sorted, lanes } = ground
  if (times === null) {
    lanes.set(sorted)
    return rows
  }
  let size = 0
  for (let start = 0; start < sorted.length; start += rows) {
    let to = start
    for (let i = start; i < start + rows; i += 1) {
      const row = sorted[i]!
      for (let n = times[row]!; n > 0; n -= 1) {
        lanes[to] = row
        to += 1
      }
    }
    size = to - start
  }
  return size
}

/** Whether a column is the same for the rows of a node, which has the stretch from … to - 1 of every lane. */
export function constant(ground: Ground, column: number, from: number, to: number): boolean {
  const base = column * ground.rows
  const lane = base + ground.rows
  return ground.values[base + ground.lanes[lane + from]!] === ground.values[base + ground.lanes[lane + to - 1]!]
}

/**
 * Parts the rows of a node (from … to - 1) in two, the first `left` by the column and the others, in every lane and without changing
 * the order on either side; only in the first lane when the children ask nothing. Returns the threshold.
 */
export function part(ground: Ground, column: number, from: number, to: number, left: number, all: boolean): number {
  const { rows, lanes, spare, goes, values } = ground
  const base = column * rows
  const asked = base + rows
  const low = values[base + lanes[asked + from + left - 1]!]!
  const high = values[base + lanes[asked + from + left]!]!
  for (let i = from; i < to; i += 1) goes[lanes[asked + i]!] = i < from + left ? 1 : 0
  const lanesToPart = all ? 1 + ground.columns : 1
  for (let lane = 0; lane < lanesToPart; lane += 1) {
    const start = lane * rows
    let a = start + from
    let b = 0
    // Writes to both sides and moves one of them: no branch to guess.
    for (let i = start + from; i < start + to; i += 1) {
      const row = lanes[i]!
      const one = goes[row]!
      lanes[a] = row
      spare[b] = row
      a += one
      b += 1 - one
    }
    for (let i = 0; i < b; i += 1) lanes[a + i] = spare[i]!
  }
  const middle = low / 2 + high / 2
  // Between two neighbouring doubles there is no middle.
  return (middle >= low && middle < high ? middle : low) + 0
}
