/** Rows up to this many are put in order by insertion, which is faster than merging them. */
const RUN = 12

/**
 * Puts the places in order of (value, place): ascending value, equal values by the lower place; -0 equals 0. Merge sort
 * (Knuth, The Art of Computer Programming 3, 5.2.4): about n log2 n comparisons whatever the values are, and no built-in sort, so
 * that nothing is left to the browser. `places`: any places of `values`, changed; `spare`: as long or longer, overwritten, so
 * that one allocation serves many sorts. The values must be finite.
 */
export function sortPlaces(places: Int32Array, values: Float64Array, spare: Int32Array): void {
  const n = places.length
  for (let from = 0; from < n; from += RUN) insertion(places, values, from, Math.min(n, from + RUN))
  let source = places
  let target = spare
  for (let width = RUN; width < n; width *= 2) {
    for (let from = 0; from < n; from += 2 * width) {
      merge(source, target, values, from, Math.min(n, from + width), Math.min(n, from + 2 * width))
    }
    const held = source
    source = target
    target = held
  }
  if (source !== places) for (let i = 0; i < n; i += 1) places[i] = source[i]!
}

/** The places 0 … values.length - 1 in order of (value, place). */
export function orderOf(values: Float64Array): Int32Array {
  const places = new Int32Array(values.length)
  for (let i = 0; i < places.length; i += 1) places[i] = i
  sortPlaces(places, values, new Int32Array(values.length))
  return places
}

function insertion(places: Int32Array, values: Float64Array, from: number, to: number): void {
  for (let i = from + 1; i < to; i += 1) {
    const place = places[i]!
    const value = values[place]!
    let at = i
    for (; at > from; at -= 1) {
      const before = places[at - 1]!
      const other = values[before]!
      if (other < value || (other === value && before < place)) break
      places[at] = before
    }
    places[at] = place
  }
}

/** Merges source[from … middle - 1] and source[middle … to - 1], each in order, into target[from … to - 1]. */
function merge(source: Int32Array, target: Int32Array, values: Float64Array, from: number, middle: number, to: number): void {
  let a = from
  let b = middle
  for (let i = from; i < to; i += 1) {
    let first = b >= to
    if (!first && a < middle) {
      const one = values[source[a]!]!
      const two = values[source[b]!]!
      first = one < two || (one === two && source[a]! < source[b]!)
    }
    if (first) {
      target[i] = source[a]!
      a += 1
    } else {
      target[i] = source[b]!
      b += 1
    }
  }
}
