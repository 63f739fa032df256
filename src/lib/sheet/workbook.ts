import type { Cell, SheetRow } from './cells.ts'
import { columnOf } from './cells.ts'
import { badFile, brokenFile, LIMITS, tooManyColumns, tooManyRows } from './limits.ts'
import { openPart, readZip, type Part } from './zip.ts'
import { attribute, decoded, walkXml } from './xml.ts'

/** One sheet of a workbook, with the part that holds it. */
export interface Sheet {
  readonly name: string
  readonly path: string
  readonly hidden: boolean
}

/** An .xlsx opened: its sheets are read one at a time, row by row. */
export interface Workbook {
  readonly parts: ReadonlyMap<string, Part>
  readonly sheets: readonly Sheet[]
  readonly since1904: boolean
  /** Paths of parts that a sheet is read with. */
  readonly stylesPath: string | null
  readonly rows: (sheet: Sheet, each: (row: SheetRow) => 'stop' | void) => Promise<void>
}

/** Opens a workbook. Macros, encryption, other formats, bombs and broken files are Problems that say what to do. */
export async function openWorkbook(file: Buffer): Promise<Workbook> {
  refuseOther(file)
  const parts = readZip(file)
  refuseMacros(parts)
  const main = (await relations(parts, '_rels/.rels', '')).find((r) => r.type.endsWith('/officeDocument'))?.target ?? 'xl/workbook.xml'
  if (!parts.has(main)) throw parts.has('mimetype') ? notExcel() : brokenFile()
  const folder = main.slice(0, main.lastIndexOf('/') + 1)
  const related = await relations(parts, `${folder}_rels/${main.slice(folder.length)}.rels`, folder)
  const target = (id: string): string | null => related.find((r) => r.id === id)?.target ?? null
  const sheets: Sheet[] = []
  let since1904 = false
  await walkXml(await text(parts, main), {
    open: (name, a) => {
      if (name === 'workbookPr') since1904 = a.date1904 === '1' || a.date1904 === 'true'
      const path = name === 'sheet' ? target(attribute(a, 'id') ?? '') : null
      if (path && parts.has(path)) sheets.push({ name: a.name ?? '', path, hidden: a.state === 'hidden' || a.state === 'veryHidden' })
    },
  })
  if (sheets.length === 0) throw brokenFile()
  const byType = (type: string): string | null => related.find((r) => r.type.endsWith(type) && parts.has(r.target))?.target ?? null
  const stylesPath = byType('/styles')
  const shared = once(async () => sharedTexts(parts, byType('/sharedStrings')))
  const dates = once(async () => dateStyles(parts, stylesPath))
  return { parts, sheets, since1904, stylesPath, rows: async (sheet, each) => readRows(await text(parts, sheet.path), await shared(), await dates(), each) }
}

/** First bytes of an OLE file: an old .xls, or a workbook under a password. */
const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex')

function refuseOther(file: Buffer): void {
  if (file.length > LIMITS.bytes) throw badFile('too-large', 'El archivo pasa de 20 MB. Quita fotos y hojas, o divídelo.', 'The file is over 20 MB. Remove pictures and sheets, or split it.')
  if (file.subarray(0, 8).equals(OLE)) {
    if (file.includes(Buffer.from('EncryptedPackage', 'utf16le'))) {
      throw badFile('encrypted-file', 'Este archivo está protegido con clave. Ábrelo, quítale la clave y guárdalo de nuevo.', 'This file is protected by a password. Open it, remove the password and save it again.')
    }
    throw badFile('old-excel', 'Este es un Excel antiguo (.xls). Ábrelo y guárdalo como .xlsx.', 'This is an old Excel file (.xls). Open it and save it as .xlsx.')
  }
  if (!isZip(file)) throw brokenFile()
}

export function isZip(file: Buffer): boolean {
  return file.subarray(0, 4).equals(Buffer.from('PK\x03\x04', 'latin1'))
}

export function isOle(file: Buffer): boolean {
  return file.subarray(0, 8).equals(OLE)
}

function refuseMacros(parts: ReadonlyMap<string, Part>): void {
  const names = [...parts.keys()].map((name) => name.toLowerCase())
  if (names.some((name) => name.endsWith('vbaproject.bin') || name.startsWith('xl/macrosheets/'))) {
    throw badFile('macros', 'Este archivo lleva macros y no lo abrimos. Guárdalo como «Libro de Excel (.xlsx)», sin macros.', 'This file has macros and we do not open it. Save it as “Excel workbook (.xlsx)”, without macros.')
  }
  if (names.includes('xl/workbook.bin')) throw notExcel()
}

const notExcel = () => badFile('not-xlsx', 'Este archivo no es .xlsx ni .csv. Ábrelo en tu programa y guárdalo como .xlsx.', 'This file is neither .xlsx nor .csv. Open it in your program and save it as .xlsx.')

interface Relation { readonly id: string; readonly type: string; readonly target: string }

/** Where the parts that belong to one are; `folder` is that of the part. */
export async function relations(parts: ReadonlyMap<string, Part>, path: string, folder: string): Promise<Relation[]> {
  if (!parts.has(path)) return []
  const found: Relation[] = []
  await walkXml(await text(parts, path), {
    open: (name, a) => {
      if (name === 'Relationship' && a.TargetMode !== 'External') found.push({ id: a.Id ?? '', type: a.Type ?? '', target: inside(folder, a.Target ?? '') })
    },
  })
  return found
}

function inside(folder: string, target: string): string {
  return new URL(target, `http://x/${folder}`).pathname.slice(1)
}

async function text(parts: ReadonlyMap<string, Part>, path: string): Promise<string> {
  const part = parts.get(path)
  if (!part) throw brokenFile()
  return decoded(await openPart(part))
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null
  return () => (made ??= make())
}

async function sharedTexts(parts: ReadonlyMap<string, Part>, path: string | null): Promise<string[]> {
  const texts: string[] = []
  if (path === null) return texts
  let current = ''
  let [reading, phonetic] = [false, false]
  await walkXml(await text(parts, path), {
    open: (name) => {
      if (name === 'si') current = ''
      if (name === 'rPh') phonetic = true
      reading = name === 't' && !phonetic
    },
    text: (piece) => { if (reading && current.length < LIMITS.letters) current += piece },
    close: (name) => {
      reading = false
      if (name === 'rPh') phonetic = false
      if (name === 'si') texts.push(unescaped(current).slice(0, LIMITS.letters))
    },
  })
  return texts
}

/** Excel writes what XML cannot carry as _x000D_. */
function unescaped(written: string): string {
  return written.includes('_x') ? written.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) : written
}

/** Number formats of Excel itself that show a date (ECMA-376 18.8.30); times of the day alone are none but read the same way. */
const DATE_FORMATS = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 46, 47, 50, 51, 52, 53, 54, 55, 56, 57, 58])

/** Per cell style whether it shows a number as a date. */
async function dateStyles(parts: ReadonlyMap<string, Part>, path: string | null): Promise<boolean[]> {
  const [styles, own]: [boolean[], Map<number, boolean>] = [[], new Map()]
  if (path === null) return styles
  let inside = false
  await walkXml(await text(parts, path), {
    open: (name, a) => {
      if (name === 'numFmt') own.set(Number(a.numFmtId), showsDate(a.formatCode ?? ''))
      if (name === 'cellXfs') inside = true
      const id = Number(a.numFmtId ?? 0)
      if (name === 'xf' && inside) styles.push(own.get(id) ?? DATE_FORMATS.has(id))
    },
    close: (name) => { if (name === 'cellXfs') inside = false },
  })
  return styles
}

/** Without what is in quotes, in brackets or after a backslash: does it show days, months, years or hours? */
function showsDate(format: string): boolean {
  return /[dmyhs]/i.test(format.replace(/"[^"]*"|\\.|\[(?!h|m|s)[^\]]*\]|_.|\*./gi, '')) && !/general/i.test(format)
}

class Stop extends Error {}

async function readRows(xml: string, shared: readonly string[], dates: readonly boolean[], each: (row: SheetRow) => 'stop' | void): Promise<void> {
  let [rowNumber, column, filled] = [0, -1, 0]
  let cells: (Cell | undefined)[] = []
  let [type, style, value, inValue, formula] = ['n', 0, '', false, false]
  const take = (): void => {
    const cell = cellOf(type, value, dates[style] ?? false, shared, formula)
    if (cell === undefined) return
    if (column >= LIMITS.columns) throw tooManyColumns()
    cells[column] = cell
  }
  try {
    await walkXml(xml, {
      open: (name, a, { closed }) => {
        if (name === 'row') [rowNumber, column, cells] = [Number(a.r ?? rowNumber + 1), -1, []]
        else if (name === 'c') [column, type, style, value, formula] = [a.r === undefined ? column + 1 : columnOf(a.r), a.t ?? 'n', Number(a.s ?? 0), '', false]
        else if (name === 'f') formula = true
        inValue = !closed && (name === 'v' || (name === 't' && type === 'inlineStr'))
      },
      text: (piece) => { if (inValue && value.length < LIMITS.letters) value += piece },
      close: (name) => {
        inValue = false
        if (name === 'c') take()
        if (name !== 'row' || cells.length === 0) return
        if (++filled > LIMITS.rows + 20) throw tooManyRows()
        if (each({ n: rowNumber, cells: Array.from(cells) }) === 'stop') throw new Stop()
      },
    })
  } catch (error) {
    if (!(error instanceof Stop)) throw error
  }
}

function cellOf(type: string, value: string, date: boolean, shared: readonly string[], formula: boolean): Cell | undefined {
  if (type === 'e') return { wrong: 'error' }
  if (value === '') return formula ? { wrong: 'formula' } : undefined
  if (type === 's') return shared[Number(value)] || undefined
  if (type === 'str' || type === 'inlineStr') return unescaped(value).slice(0, LIMITS.letters)
  if (type === 'd') return value.slice(0, 10)
  if (type === 'b') return value === '1' ? 'VERDADERO' : 'FALSO'
  const number = Number(value)
  if (!Number.isFinite(number)) return { wrong: 'error' }
  return date ? { serial: number } : number
}
