import { csvCell, decimalComma, decoded, looseName, numberIn, plainDecimal, readCsv, type Csv } from '../csv.ts'

// Her own table, read on her own device: nothing of it is sent or kept.

/** What a lab on a table asks of a row; `classes`: names of the answers where it says a class, else it says a number. */
export interface OwnShape {
  readonly columns: readonly { readonly id: string; readonly name: string }[]
  readonly target: { readonly name: string; readonly classes?: readonly string[] }
}

export const MOST_ROWS = 2000

/** Which column of the file stands for each column of the lab, by place, -1 for none; the last is the true answer, which may be missing. */
export type Choice = readonly number[]

export function readOwn(bytes: Uint8Array): Csv {
  return readCsv(decoded(bytes), MOST_ROWS)
}

/** Columns whose names are the lab's, whatever their case, accents or units. */
export function chosenByName({ header }: Pick<Csv, 'header'>, { columns, target }: OwnShape): Choice {
  const names = header.map(looseName)
  return [...columns.map(({ id, name }) => [id, name]), [target.name]].map((known) => names.findIndex((n) => known.some((k) => looseName(k) === n)))
}

export interface OwnRows {
  /** As the lab's own file is written: for the kind to read. A missing true answer stands as 0. */
  readonly file: string
  /** Lines of the file that stand in it, and the true answers where the file has them. */
  readonly lines: readonly number[]
  readonly truth: readonly number[] | null
}

/** A cell that cannot be used: on which line, under which name. */
export interface BadCell { readonly line: number; readonly name: string; readonly cell: string }

/** The chosen columns as the lab's file; or the first cell that is no number, or no known class. */
export function ownRows(csv: Csv, choice: Choice, { columns, target }: OwnShape): OwnRows | BadCell {
  const comma = decimalComma(csv.rows.flat(), csv.separator)
  const last = choice.at(-1)!
  const truth: number[] = []
  const text: string[] = []
  for (const [i, row] of csv.rows.entries()) {
    const cells: string[] = []
    for (const [c, from] of choice.slice(0, -1).entries()) {
      const value = numberIn(row[from]!, comma)
      if (value === null) return { line: csv.lines[i]!, name: columns[c]!.name, cell: row[from]! }
      cells.push(plainDecimal(value))
    }
    const answer = last < 0 ? 0 : answerIn(row[last]!, comma, target.classes)
    if (answer === null) return { line: csv.lines[i]!, name: target.name, cell: row[last]! }
    truth.push(answer)
    text.push([...cells, plainDecimal(answer)].join(','))
  }
  return { file: `${[...columns.map((c) => c.id), 'answer'].join(',')}\n${text.join('\n')}\n`, lines: csv.lines, truth: last < 0 ? null : truth }
}

/** A class by its name or its number from 0. */
function answerIn(cell: string, comma: boolean, classes: readonly string[] | undefined): number | null {
  const named = classes?.findIndex((name) => looseName(name) === looseName(cell)) ?? -1
  if (named >= 0) return named
  const value = numberIn(cell, comma)
  return classes && (value === null || value < 0 || value >= classes.length || Math.floor(value) !== value) ? null : value
}

/** A file to fill in: the lab's names and two rows as an example, in the way that spreadsheets of the language read it. */
export function template({ columns, target }: OwnShape, rows: readonly (readonly (number | string)[])[], lang: 'es' | 'en'): string {
  const comma = lang === 'es'
  const cell = (v: number | string): string => csvCell(typeof v === 'number' && comma ? String(v).replace('.', ',') : String(v))
  const line = (cells: readonly (number | string)[]): string => cells.map((v) => (comma ? cell(v).replace(/^"(-?\d+,\d+)"$/, '$1') : cell(v))).join(comma ? ';' : ',')
  // Without its mark a spreadsheet reads UTF-8 as Latin-1.
  return `\ufeff${[line([...columns.map((c) => c.name), target.name]), ...rows.map(line)].join('\r\n')}\r\n`
}
