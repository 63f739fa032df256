import { columnName, serialOfDay } from './cells.ts'
import { tamed } from './csv.ts'
import { escaped } from './xml.ts'
import { packPart, writeZip } from './zip.ts'

// Own writer: what we hand out is a heading and rows, and the file must hold text as text (leading zeros, no formula), streamed from
// the rows. Of the libraries, exceljs holds the whole tree and brings nine packages of 2020, and write-excel-file has no lists to choose from.

export interface WrittenColumn {
  readonly title: string
  /** In letters. */
  readonly width: number
  readonly kind: 'text' | 'number' | 'day'
  /** The only values, offered as a list in each cell; at most 255 letters together. */
  readonly choices?: readonly string[]
}

export interface WrittenSheet {
  /** At most 31 letters, none of []:*?/\ */
  readonly name: string
  readonly columns: readonly WrittenColumn[]
  /** A `day` cell is an ISO day. */
  readonly rows: Iterable<readonly (string | number | null)[]> | AsyncIterable<readonly (string | number | null)[]>
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const STYLE = { heading: 1, text: 2, guarded: 3, day: 4 } as const

const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>`
  + '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
  + '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFF3E7DC"/></patternFill></fill></fills>'
  + '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
  + '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5">'
  + '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1"/>'
  + '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/>'
  + '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>'

/** An .xlsx of these sheets, each with its heading frozen above. The same content is the same file, to the byte. */
export async function writeWorkbook(sheets: readonly WrittenSheet[]): Promise<Buffer> {
  const each = sheets.map((sheet, i) => ({ sheet, id: `rId${i + 1}`, path: `worksheets/sheet${i + 1}.xml`, n: i + 1 }))
  const stylesId = `rId${sheets.length + 1}`
  const types = each.map((s) => `<Override PartName="/xl/${s.path}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join('')
  const relation = (id: string, type: string, target: string): string => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`
  const relations = (inside: string): string => `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${inside}</Relationships>`
  const parts = [
    await packPart('[Content_Types].xml', `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`
      + `<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>`
      + `<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>${types}</Types>`),
    await packPart('_rels/.rels', relations(relation('rId1', 'officeDocument', 'xl/workbook.xml'))),
    await packPart('xl/workbook.xml', `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${each.map((s) => `<sheet name="${escaped(s.sheet.name)}" sheetId="${s.n}" r:id="${s.id}"/>`).join('')}</sheets></workbook>`),
    await packPart('xl/_rels/workbook.xml.rels', relations(each.map((s) => relation(s.id, 'worksheet', s.path)).join('') + relation(stylesId, 'styles', 'styles.xml'))),
    await packPart('xl/styles.xml', STYLES),
  ]
  for (const { sheet, path } of each) parts.push(await packPart(`xl/${path}`, await sheetXml(sheet)))
  return writeZip(parts)
}

/** Rows to a template may be typed into: their lists reach so far. */
const LISTED_ROWS = 5_000

async function sheetXml({ columns, rows }: WrittenSheet): Promise<Buffer> {
  const styleOf = { text: STYLE.text, number: 0, day: STYLE.day }
  const cols = columns.map((c, i) => `<col min="${i + 1}" max="${i + 1}" width="${c.width}" style="${styleOf[c.kind]}" customWidth="1"/>`).join('')
  const pieces = [
    Buffer.from(`${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`
      + `<cols>${cols}</cols><sheetData><row r="1">${columns.map((c, i) => textCell(i, 1, c.title, STYLE.heading)).join('')}</row>`),
  ]
  let n = 1
  let piece = ''
  for await (const row of rows) {
    n++
    piece += `<row r="${n}">${columns.map((column, i) => written(i, n, row[i] ?? null, column)).join('')}</row>`
    if (piece.length > 256 * 1024) {
      pieces.push(Buffer.from(piece))
      piece = ''
      await new Promise((go) => setImmediate(go))
    }
  }
  pieces.push(Buffer.from(`${piece}</sheetData>${lists(columns)}</worksheet>`))
  return Buffer.concat(pieces)
}

function written(column: number, row: number, value: string | number | null, { kind }: WrittenColumn): string {
  if (value === null || value === '') return ''
  if (typeof value === 'number') return `<c r="${columnName(column)}${row}"><v>${value}</v></c>`
  if (kind === 'day' && /^\d{4}-\d\d-\d\d$/.test(value)) return `<c r="${columnName(column)}${row}" s="${STYLE.day}"><v>${serialOfDay(value)}</v></c>`
  return textCell(column, row, value, tamed(value) === value ? STYLE.text : STYLE.guarded)
}

/** A text in the cell itself. In a workbook text is never run as a formula. */
export function textCell(column: number, row: number, text: string, style: number, prefix = ''): string {
  return `<${prefix}c r="${columnName(column)}${row}" s="${style}" t="inlineStr"><${prefix}is><${prefix}t xml:space="preserve">${escaped(text)}</${prefix}t></${prefix}is></${prefix}c>`
}

function lists(columns: readonly WrittenColumn[]): string {
  const with_ = columns.flatMap((c, i) => (c.choices ? [{ choices: c.choices.join(','), at: columnName(i) }] : []))
  if (with_.length === 0) return ''
  const each = with_.map(({ choices, at }) => `<dataValidation type="list" allowBlank="1" showErrorMessage="0" sqref="${at}2:${at}${LISTED_ROWS}"><formula1>"${escaped(choices)}"</formula1></dataValidation>`)
  return `<dataValidations count="${each.length}">${each.join('')}</dataValidations>`
}
