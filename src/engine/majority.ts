import type { Table } from './table.ts'

/** Says the most frequent class whatever it sees: what any model has to beat. */
export interface Majority {
  readonly kind: 'majority'
  readonly label: number
  readonly columns: number
}

/** The most frequent class of the rows, the lower one when equal. */
export function learnMajority(table: Table): Majority {
  const counts = new Int32Array(table.classes)
  for (let i = 0; i < table.labels.length; i += 1) counts[table.labels[i]!] = counts[table.labels[i]!]! + 1
  let label = 0
  for (let k = 1; k < counts.length; k += 1) if (counts[k]! > counts[label]!) label = k
  return { kind: 'majority', label, columns: table.columns.length }
}

/** One class per row of rows × columns values. */
export function predictMajority(model: Majority, values: Float64Array): Int32Array {
  return new Int32Array(values.length / model.columns).fill(model.label)
}
