import type { SheetRow } from './cells.ts'
import { readCsv, type CsvFile } from './csv.ts'
import { isOle, isZip, openWorkbook, type Workbook } from './workbook.ts'

/** An uploaded table, whatever it was written with. A CSV is one sheet without a name. */
export type OpenFile =
  | { readonly kind: 'xlsx'; readonly sheets: readonly { readonly name: string; readonly hidden: boolean }[]; readonly since1904: boolean; readonly book: Workbook }
  | { readonly kind: 'csv'; readonly sheets: readonly { readonly name: string; readonly hidden: boolean }[]; readonly since1904: false; readonly csv: CsvFile }

/** Opens an upload by what is in it, never by its name. Throws a Problem that says what to do. */
export async function openFile(bytes: Buffer): Promise<OpenFile> {
  if (isZip(bytes) || isOle(bytes)) {
    const book = await openWorkbook(bytes)
    return { kind: 'xlsx', sheets: book.sheets, since1904: book.since1904, book }
  }
  return { kind: 'csv', sheets: [{ name: '', hidden: false }], since1904: false, csv: readCsv(bytes) }
}

/** The rows of one of its sheets, in order, until `each` says stop. */
export async function eachRow(file: OpenFile, sheet: number, each: (row: SheetRow) => 'stop' | void): Promise<void> {
  if (file.kind === 'xlsx') {
    const found = file.book.sheets[sheet]
    if (found) await file.book.rows(found, each)
    return
  }
  for (const row of file.csv.rows) if (each(row) === 'stop') return
}
