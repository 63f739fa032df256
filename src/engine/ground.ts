import { sortPlaces } from './order.ts'

/** Where trees grow: columns sorted once, and room that every tree uses again. */
export interface Ground {
  readonly rows: number
  readonly columns: number
  /** columns × rows, column after column. */
  readonly values: Float64Array
  /** (1 + columns) × rows: the rows in their order, then in the order of each column. */
  readonly sorted: Int32Array
  /** The same lanes for the tree at hand, each node with the same stretch of every lane: those of even depth, and those of odd. */
  readonly even: Int32Array
  readonly odd: Int32Array
  /** All ones in binary for the rows that go left, else 0. */
  readonly goes: Int8Array
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
  return {
    rows, columns, values: turned, sorted, even: new Int32Array(sorted.length), odd: new Int32Array(sorted.length), goes: new Int8Array(rows),
  }
}

/** Lays out in `even` the rows of the next tree: `times[row]` of each, at most `rows` in all. Returns how many. */
export function layOut({ rows, sorted, even }: Ground, times: Int32Array): number {
  let size = 0
  for (let start = 0; start < sorted.length; start += rows) {
    let to = start
    for (let i = start; i < start + rows; i += 1) {
      const row = sorted[i]!
      for (let n = times[row]!; n > 0; n -= 1) {
        even[to] = row
        to += 1
      }
    }
    size = to - start
  }
  return size
}

/** Whether a column is the same for the rows of a node, which has the stretch from … to - 1 of every lane. */
export function constant(ground: Ground, lanes: Int32Array, column: number, from: number, to: number): boolean {
  const base = column * ground.rows
  const lane = base + ground.rows
  return ground.values[base + lanes[lane + from]!] === ground.values[base + lanes[lane + to - 1]!]
}

/**
 * Parts the rows of a node (from … to - 1) in two, the first `left` by the column and the others, from every lane of `lanes` into `next`
 * and without changing the order on either side; only from the first lane when the children ask nothing.
 */
export function part(
  ground: Ground, lanes: Int32Array, next: Int32Array, column: number, from: number, to: number, left: number, all: boolean,
): void {
  const { rows, goes } = ground
  const asked = (column + 1) * rows
  for (let i = from; i < to; i += 1) goes[lanes[asked + i]!] = i < from + left ? -1 : 0
  const end = all ? (1 + ground.columns) * rows : rows
  for (let start = 0; start < end; start += rows) {
    let a = start + from
    let b = a + left
    // One of the two places, chosen by the bits: no branch to guess, which would cost more than all the rest.
    for (let i = start + from; i < start + to; i += 1) {
      const row = lanes[i]!
      const mask = goes[row]!
      next[b ^ ((a ^ b) & mask)] = row
      a = (a - mask) | 0
      b = (b + 1 + mask) | 0
    }
  }
}

/** Half-way between the two values next to the cut after `left` rows. */
export function threshold(ground: Ground, lanes: Int32Array, column: number, from: number, left: number): number {
  const base = column * ground.rows
  const cut = base + ground.rows + from + left
  const low = ground.values[base + lanes[cut - 1]!]!
  const high = ground.values[base + lanes[cut]!]!
  const middle = low / 2 + high / 2
  // Between two neighbouring doubles there is no middle.
  return (middle >= low && middle < high ? middle : low) + 0
}
