import { shuffled, type Random } from './random.ts'

export interface Split {
  /** Places of the rows taken, ascending. */
  readonly taken: Int32Array
  /** Places of the others, ascending. */
  readonly left: Int32Array
}

/**
 * Takes `share` of the rows at random so that each class keeps its part (stratified). How many of each class: the whole
 * part of share × rows of that class, then one more to the classes with the largest remainder (the lower class first when
 * equal) until Math.floor(share × all rows + 0.5) are taken.
 */
export function stratified(labels: Int32Array, classes: number, share: number, source: Random): Split {
  const quota = quotas(labels, classes, share)
  const taken = new Uint8Array(labels.length)
  const order = shuffled(labels.length, source)
  for (let i = 0; i < order.length; i += 1) {
    const label = labels[order[i]!]!
    if (quota[label]! > 0) {
      quota[label] = quota[label]! - 1
      taken[order[i]!] = 1
    }
  }
  return { taken: placesWhere(taken, 1), left: placesWhere(taken, 0) }
}

function quotas(labels: Int32Array, classes: number, share: number): Int32Array {
  const counts = new Int32Array(classes)
  for (let i = 0; i < labels.length; i += 1) counts[labels[i]!] = counts[labels[i]!]! + 1
  const quota = new Int32Array(classes)
  const rest = new Float64Array(classes)
  let missing = Math.floor(share * labels.length + 0.5)
  for (let c = 0; c < classes; c += 1) {
    quota[c] = Math.floor(share * counts[c]!)
    rest[c] = share * counts[c]! - quota[c]!
    missing -= quota[c]!
  }
  for (; missing > 0; missing -= 1) {
    let best = 0
    for (let c = 1; c < classes; c += 1) if (rest[c]! > rest[best]!) best = c
    quota[best] = quota[best]! + 1
    rest[best] = -1
  }
  return quota
}

function placesWhere(marks: Uint8Array, mark: number): Int32Array {
  let n = 0
  for (let i = 0; i < marks.length; i += 1) if (marks[i] === mark) n += 1
  const places = new Int32Array(n)
  n = 0
  for (let i = 0; i < marks.length; i += 1) {
    if (marks[i] === mark) {
      places[n] = i
      n += 1
    }
  }
  return places
}
