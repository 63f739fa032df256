import { textOf } from '../../../lib/sheet/cells.ts'
import { eachRow, openFile } from '../../../lib/sheet/open.ts'
import { readSerial } from '../serial.ts'

/** One line of an employer's list: what she typed for the serial, and the name she has, '' for none. */
export interface Asked {
  readonly typed: string
  readonly name: string
}

/** Lines of one request. */
export const MOST_ROWS = 200
/** A sheet is read so far: who sends a padrón gets the first of it and is told. */
const MOST_READ = 5000
/** A heading stands in one of the first rows, if anywhere. */
const HEADING = /serie|serial|c[oó]digo|certificad|n[uú]mero|nombre|name/i

/** Lines as typed or pasted from a sheet: the serial, then perhaps a tab, semicolon or comma and a name. */
export function readLines(text: string): Asked[] {
  return text.split(/\r?\n/).map((line) => line.trim()).filter(Boolean).slice(0, MOST_READ).map((line) => {
    const [typed = '', ...rest] = line.split(/[\t;,]/)
    return { typed: typed.trim().slice(0, 60), name: rest.join(' ').trim().slice(0, 200) }
  }).filter((row, i) => !(i === 0 && readSerial(row.typed) === null && HEADING.test(row.typed)))
}

/** The first sheet of a file: of each row the first cell that is a serial, and the name in the column of names, or the longest other text. Problem 422 when it cannot be opened. */
export async function readSheet(bytes: Buffer): Promise<Asked[]> {
  const rows: string[][] = []
  await eachRow(await openFile(bytes), 0, (row) => {
    rows.push(Array.from(row.cells, (cell) => textOf(cell).trim()))
    return rows.length >= MOST_READ ? 'stop' : undefined
  })
  const column = columnOfSerials(rows)
  if (column < 0) return []
  // A heading stands above the first serial.
  const first = rows.findIndex((cells) => readSerial(cells[column] ?? '') !== null)
  const heading = rows.slice(0, first).findIndex((cells) => cells.some((cell) => HEADING.test(cell)))
  const names = heading < 0 ? -1 : (rows[heading] ?? []).findIndex((cell) => /nombre|name/i.test(cell))
  return rows.flatMap((cells, i) => {
    const typed = cells[column] ?? ''
    if (typed === '' || (i <= heading && readSerial(typed) === null)) return []
    return [{ typed: typed.slice(0, 60), name: (names >= 0 ? cells[names] ?? '' : '').slice(0, 200) }]
  })
}

/** The column in which most serials stand; -1 when there is none. */
function columnOfSerials(rows: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>()
  for (const cells of rows) for (const [i, cell] of cells.entries()) if (readSerial(cell) !== null) counts.set(i, (counts.get(i) ?? 0) + 1)
  const [column] = [...counts].sort(([, one], [, other]) => other - one)[0] ?? [-1]
  return column
}
