import type { Table } from './table.ts'

/** k-nearest neighbours keeps the rows it has seen; learning is remembering. */
export interface Neighbours {
  readonly kind: 'neighbours'
  readonly k: number
  readonly rows: Table
}

export function learnNeighbours(rows: Table, k: number): Neighbours {
  return { kind: 'neighbours', k: Math.min(k, rows.labels.length), rows }
}

/**
 * The class most frequent among the k remembered rows nearest by Euclidean distance. Equal distances: the row that comes
 * first. Equal votes: the lower class (as scikit-learn's KNeighborsClassifier with uniform weights).
 * `values`: rows × columns; returns one class per row.
 */
export function predictNeighbours(model: Neighbours, values: Float64Array): Int32Array {
  const columns = model.rows.columns.length
  const found = new Int32Array(values.length / columns)
  const nearest = new Int32Array(model.k)
  const distance = new Float64Array(model.k)
  const votes = new Int32Array(model.rows.classes)
  for (let r = 0; r < found.length; r += 1) {
    nearestRows(model.rows, values, r * columns, nearest, distance)
    votes.fill(0)
    for (let i = 0; i < model.k; i += 1) {
      const label = model.rows.labels[nearest[i]!]!
      votes[label] = votes[label]! + 1
    }
    let best = 0
    for (let c = 1; c < votes.length; c += 1) if (votes[c]! > votes[best]!) best = c
    found[r] = best
  }
  return found
}

/** Fills `nearest` and `distance` (squared) in ascending order of (distance, place). */
function nearestRows(rows: Table, values: Float64Array, at: number, nearest: Int32Array, distance: Float64Array): void {
  const columns = rows.columns.length
  let held = 0
  for (let r = 0; r < rows.labels.length; r += 1) {
    let sum = 0
    for (let c = 0; c < columns; c += 1) {
      const d = values[at + c]! - rows.values[r * columns + c]!
      sum += d * d
    }
    if (held === nearest.length && !(sum < distance[held - 1]!)) continue
    let place = held < nearest.length ? held : held - 1
    for (; place > 0 && sum < distance[place - 1]!; place -= 1) {
      nearest[place] = nearest[place - 1]!
      distance[place] = distance[place - 1]!
    }
    nearest[place] = r
    distance[place] = sum
    if (held < nearest.length) held += 1
  }
}
