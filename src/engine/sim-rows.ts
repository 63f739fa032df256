/** A simulated table for a lab that foretells a number: what a learner gets, and what only a simulator knows. */
export interface SimulatedRows {
  /** Names of the columns, in order. */
  readonly columns: readonly string[]
  /** rows × columns, row after row, rounded as they are written. */
  readonly values: Float64Array
  /** What came, one per row, rounded as it is written. */
  readonly targets: Float64Array
  /** The best that could have been said of each row, not rounded: for the ceiling, never for a learner. */
  readonly best: Float64Array
  /** Number of the day of each row, ascending: for splits by time, and because rows of one day err together. */
  readonly days: Int32Array
}

/** Gathers rows, each with as many values as there are columns. */
export function startRows(columns: readonly string[]): {
  readonly add: (day: number, values: readonly number[], target: number, best: number) => void
  readonly finish: () => SimulatedRows
} {
  const values: number[] = []
  const targets: number[] = []
  const best: number[] = []
  const days: number[] = []
  return {
    add: (day, row, target, wise) => {
      if (row.length !== columns.length) throw new Error(`${row.length} values for ${columns.length} columns`)
      values.push(...row)
      targets.push(target)
      best.push(wise)
      days.push(day)
    },
    finish: () => ({
      columns, values: Float64Array.from(values), targets: Float64Array.from(targets), best: Float64Array.from(best), days: Int32Array.from(days),
    }),
  }
}

/** The named columns only, in the order of the names: rows × names. Throws an Error for a name that is no column. */
export function onlyColumns(rows: SimulatedRows, names: readonly string[]): Float64Array {
  const width = rows.columns.length
  const places = names.map((name) => {
    const place = rows.columns.indexOf(name)
    if (place < 0) throw new Error(`no column "${name}"`)
    return place
  })
  const chosen = new Float64Array(rows.targets.length * places.length)
  for (let r = 0; r < rows.targets.length; r += 1) {
    for (let c = 0; c < places.length; c += 1) chosen[r * places.length + c] = rows.values[r * width + places[c]!]!
  }
  return chosen
}

/** CSV as readTable reads it: a line of names, `target` the last; then the numbers. Ends with a line feed. */
export function csvOf(rows: SimulatedRows, target: string): string {
  const width = rows.columns.length
  const lines = [[...rows.columns, target].join(',')]
  for (let r = 0; r < rows.targets.length; r += 1) {
    lines.push([...rows.values.subarray(r * width, (r + 1) * width), rows.targets[r]!].join(','))
  }
  return lines.join('\n') + '\n'
}

/** The nearest multiple of 1 / `parts`, halves upwards; -0 becomes 0. `parts` 10 leaves one decimal, and String gives it back. */
export function rounded(value: number, parts: number): number {
  return Math.floor(value * parts + 0.5) / parts + 0
}

/** `value`, or the nearer end of least … most. */
export function within(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value))
}
