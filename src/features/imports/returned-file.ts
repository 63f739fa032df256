import type { House } from '../../feature.ts'
import { columnName, textOf } from '../../lib/sheet/cells.ts'
import { csvLine } from '../../lib/sheet/csv.ts'
import { openFile, type OpenFile } from '../../lib/sheet/open.ts'
import { returnWorkbook, type RowFaults } from '../../lib/sheet/returned.ts'
import { say, type Lang } from '../../lib/text.ts'
import { badRows, fileOf, type BadRow, type ShownBatch } from './batch.ts'
import { columnsOf, REASONS, type Layout } from './layout.ts'

/** The sender's own file with what is to be corrected: a workbook keeps everything, a CSV only the rows that came back. */
export async function returnedFile(house: House, batch: ShownBatch, lang: Lang): Promise<Buffer> {
  const { layout } = batch
  if (!layout) throw new Error(`import ${batch.id} has no sheet`)
  const file = await openFile(await fileOf(house, batch))
  const bad = await badRows(house, batch.id)
  if (file.kind === 'csv') return csvOf(file, layout, bad, lang)
  const sheet = file.book.sheets[layout.sheet]
  if (!sheet) throw new Error(`import ${batch.id} has lost its sheet`)
  const columns = columnsOf(layout, batch.answers)
  const entered = await house.db.selectFrom('import_row').select('n').where('batch', '=', batch.id).where('outcome', 'in', ['entered', 'already']).execute()
  return returnWorkbook(file.book, sheet, {
    heading: layout.heading, title: REASONS, column: layout.reasonColumn, nameOf: (column) => `${layout.headings[column] || columnName(column)}`,
    faults: new Map(bad.map((row) => [row.n, faultsOf(row, columns, lang)])), entered: new Set(entered.map((r) => r.n)),
  })
}

function faultsOf({ faults }: BadRow, columns: Readonly<Record<string, number>>, lang: Lang): RowFaults {
  const cells = new Map<number, string>()
  const row: string[] = []
  for (const { column, sentence } of faults) {
    const at = column === null ? undefined : columns[column]
    if (at === undefined) row.push(say(sentence, lang))
    else cells.set(at, [cells.get(at), say(sentence, lang)].filter(Boolean).join(' '))
  }
  return { cells, row }
}

function csvOf(file: OpenFile & { kind: 'csv' }, layout: Layout, bad: readonly BadRow[], lang: Lang): Buffer {
  const { separator, rows } = file.csv
  const why = new Map(bad.map((row) => [row.n, row.faults.map((f) => `${f.column === null ? '' : `${f.column}: `}${say(f.sentence, lang)}`).join(' | ')]))
  const width = layout.reasonColumn
  const line = (cells: readonly unknown[], last: string): string => csvLine([...Array.from({ length: width }, (_, i) => textOf(cells[i] as string | undefined)), last], separator)
  const heading = line(layout.headings, REASONS)
  return Buffer.from(`\ufeff${heading}${rows.flatMap((row) => (why.has(row.n) ? [line(row.cells, why.get(row.n) ?? '')] : [])).join('')}`)
}
