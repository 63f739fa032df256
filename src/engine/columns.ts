/** Places of the named columns among all, in the order of the names; null names all of them. Throws an Error for a name that is no column. */
export function placesOf(all: readonly string[], names: readonly string[] | null): Int32Array {
  return Int32Array.from(names ?? all, (name) => placeOf(all, name))
}

/** Place of the named column, or an Error. */
export function placeOf(all: readonly string[], name: string): number {
  const place = all.indexOf(name)
  if (place < 0) throw new Error(`the table has no column "${name}"`)
  return place
}

/** rows × width numbers -> rows × places.length: the columns at the given places. */
export function columnsAt(values: Float64Array, width: number, places: Int32Array): Float64Array {
  const rows = values.length / width
  const kept = new Float64Array(rows * places.length)
  for (let r = 0; r < rows; r += 1) {
    for (let i = 0; i < places.length; i += 1) kept[r * places.length + i] = values[r * width + places[i]!]!
  }
  return kept
}
