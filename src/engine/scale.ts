import type { Table } from './table.ts'

/** For each column: scaled = (value - offset) / width. */
export interface Scaling {
  readonly offset: Float64Array
  readonly width: Float64Array
}

type Values = Pick<Table, 'columns' | 'values'>

/**
 * Learns a scaling from the rows of `table`.
 * `standard`: offset = mean, width = standard deviation with divisor n, as scikit-learn's StandardScaler.
 * `min-max`: offset = smallest, width = largest - smallest, as MinMaxScaler. A column that never changes gets width 1.
 */
export function learnScaling(by: 'standard' | 'min-max', table: Values): Scaling {
  const columns = table.columns.length
  const offset = new Float64Array(columns)
  const width = new Float64Array(columns)
  for (let c = 0; c < columns; c += 1) {
    const [from, size] = by === 'standard' ? meanAndDeviation(table, c) : smallestAndRange(table, c)
    offset[c] = from
    width[c] = size === 0 ? 1 : size
  }
  return { offset, width }
}

function meanAndDeviation(table: Values, column: number): [number, number] {
  const columns = table.columns.length
  const rows = table.values.length / columns
  let sum = 0
  for (let r = 0; r < rows; r += 1) sum += table.values[r * columns + column]!
  const mean = sum / rows
  let squares = 0
  for (let r = 0; r < rows; r += 1) {
    const d = table.values[r * columns + column]! - mean
    squares += d * d
  }
  return [mean, Math.sqrt(squares / rows)]
}

function smallestAndRange(table: Values, column: number): [number, number] {
  const columns = table.columns.length
  let low = table.values[column]!
  let high = low
  for (let at = column; at < table.values.length; at += columns) {
    low = Math.min(low, table.values[at]!)
    high = Math.max(high, table.values[at]!)
  }
  return [low, high - low]
}

/** rows × columns numbers -> the same, scaled; -0 becomes 0. */
export function applyScaling(scaling: Scaling, values: Float64Array): Float64Array {
  const columns = scaling.offset.length
  const scaled = new Float64Array(values.length)
  for (let i = 0; i < values.length; i += 1) {
    const c = i % columns
    scaled[i] = (values[i]! - scaling.offset[c]!) / scaling.width[c]! + 0
  }
  return scaled
}
