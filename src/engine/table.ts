/** Rows of measures with the class of each row. */
export interface Table {
  /** Names of the measures, in order. */
  readonly columns: readonly string[]
  /** How many classes there are; labels go from 0 to classes - 1. */
  readonly classes: number
  /** rows × columns numbers, row after row. */
  readonly values: Float64Array
  /** One class per row. */
  readonly labels: Int32Array
}

/**
 * Reads a table from CSV: a first line of names, the last of which is the class; then plain decimal numbers. No quotes.
 * Throws an Error that names the line.
 */
export function readTable(csv: string, classes: number): Table {
  const lines = csv.trim().split('\n')
  const names = lines[0]!.trim().split(',')
  const columns = names.slice(0, -1)
  const rows = lines.length - 1
  const values = new Float64Array(rows * columns.length)
  const labels = new Int32Array(rows)
  for (let r = 0; r < rows; r += 1) {
    const cells = lines[r + 1]!.trim().split(',')
    if (cells.length !== names.length) throw new Error(`line ${r + 2} has ${cells.length} cells, not ${names.length}`)
    for (let c = 0; c < columns.length; c += 1) values[r * columns.length + c] = decimal(cells[c]!, r + 2)
    const label = decimal(cells[columns.length]!, r + 2)
    if (label !== Math.floor(label) || label < 0 || label >= classes) throw new Error(`line ${r + 2}: no class ${label}`)
    labels[r] = label
  }
  return { columns, classes, values, labels }
}

/** A plain decimal number, or an Error that names the line. */
export function decimal(cell: string, line: number): number {
  if (!/^-?\d+(\.\d+)?$/.test(cell)) throw new Error(`line ${line}: "${cell}" is not a number`)
  return Number(cell)
}

/** The rows at the given places, in that order. */
export function rowsOf(table: Table, places: Int32Array): Table {
  const width = table.columns.length
  const values = new Float64Array(places.length * width)
  const labels = new Int32Array(places.length)
  for (let i = 0; i < places.length; i += 1) {
    const from = places[i]! * width
    for (let c = 0; c < width; c += 1) values[i * width + c] = table.values[from + c]!
    labels[i] = table.labels[places[i]!]!
  }
  return { columns: table.columns, classes: table.classes, values, labels }
}
