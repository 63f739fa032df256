import type { SheetRow } from './cells.ts'
import { badFile, LIMITS, tooManyColumns, tooManyRows } from './limits.ts'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/** A CSV read whole: how it was written, and its rows. */
export interface CsvFile {
  readonly encoding: Encoding
  readonly separator: string
  readonly rows: readonly SheetRow[]
}

/** Reads a CSV as Excel in Peru, LibreOffice or a web form writes it; separator and encoding are found, not asked. */
export function readCsv(file: Buffer): CsvFile {
  const encoding = encodingOf(file)
  if (file.includes(0) && !encoding.startsWith('utf-16')) throw notText()
  const text = new TextDecoder(encoding).decode(file)
  const { separator, body } = separatorOf(text)
  return { encoding, separator, rows: rowsOf(body, separator, text.length - body.length > 0 ? 2 : 1) }
}

const notText = () => badFile('not-xlsx', 'Este archivo no es .xlsx ni .csv. Ábrelo en tu programa y guárdalo como .xlsx.', 'This file is neither .xlsx nor .csv. Open it in your program and save it as .xlsx.')

/** A byte order mark says it; else UTF-8 when it is valid, and Windows-1252, in which Excel in Peru saves «CSV», when it is not. */
function encodingOf(file: Buffer): Encoding {
  if (file[0] === 0xff && file[1] === 0xfe) return 'utf-16le'
  if (file[0] === 0xfe && file[1] === 0xff) return 'utf-16be'
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(file)
    return 'utf-8'
  } catch {
    return 'windows-1252'
  }
}

const SEPARATORS = [';', ',', '\t', '|'] as const

/** The sign that stands most often outside quotes in the first line; Excel may say it itself in a line `sep=;`. */
function separatorOf(text: string): { separator: string; body: string } {
  const said = /^sep=(.)\r?\n/i.exec(text)
  if (said) return { separator: said[1] ?? ';', body: text.slice(said[0].length) }
  const line = text.slice(0, 8_192).replace(/"[^"]*"/g, '').split(/\r?\n/).find((l) => l.trim() !== '') ?? ''
  const counted = SEPARATORS.map((separator) => ({ separator, times: line.split(separator).length }))
  return { separator: counted.reduce((best, one) => (one.times > best.times ? one : best)).separator, body: text }
}

function rowsOf(text: string, separator: string, first: number): SheetRow[] {
  const rows: SheetRow[] = []
  let cells: (string | undefined)[] = []
  let [n, at] = [first, 0]
  const add = (value: string): void => {
    if (value !== '' && cells.length >= LIMITS.columns) throw tooManyColumns()
    if (cells.length < LIMITS.columns) cells.push(value === '' ? undefined : value.slice(0, LIMITS.letters))
  }
  const endRow = (): void => {
    if (cells.some((cell) => cell !== undefined)) rows.push({ n, cells })
    if (rows.length > LIMITS.rows + 20) throw tooManyRows()
    n++
    cells = []
  }
  while (at < text.length) {
    const { value, next } = text[at] === '"' ? quoted(text, at, separator) : bare(text, at, separator)
    add(value)
    at = next
    const sign = text[at]
    if (sign === separator) {
      at++
      if (at === text.length) add('')
    } else {
      at += sign === '\r' && text[at + 1] === '\n' ? 2 : 1
      endRow()
    }
  }
  if (cells.length > 0) endRow()
  return rows
}

function bare(text: string, at: number, separator: string): { value: string; next: number } {
  let next = at
  while (next < text.length && text[next] !== separator && text[next] !== '\n' && text[next] !== '\r') next++
  return { value: text.slice(at, next), next }
}

/** RFC 4180: a quote inside quotes is written twice. What stands between the closing quote and the separator is kept. */
function quoted(text: string, at: number, separator: string): { value: string; next: number } {
  let value = ''
  let next = at + 1
  for (;;) {
    const end = text.indexOf('"', next)
    if (end < 0) return { value: value + text.slice(next), next: text.length }
    value += text.slice(next, end)
    if (text[end + 1] !== '"') {
      const rest = bare(text, end + 1, separator)
      return { value: value + rest.value, next: rest.next }
    }
    value += '"'
    next = end + 2
  }
}

/**
 * One line of a CSV. Text that a spreadsheet would run as a formula gets an apostrophe before it, which Excel and LibreOffice
 * show as the sign that it is text (OWASP, CSV injection); numbers stay numbers.
 */
export function csvLine(cells: readonly (string | number | null)[], separator: string): string {
  return `${cells.map((cell) => quotedCell(cell === null ? '' : typeof cell === 'number' ? String(cell) : tamed(cell), separator)).join(separator)}\r\n`
}

function quotedCell(cell: string, separator: string): string {
  return cell.includes(separator) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

/** Text that begins like a formula, made harmless. A sign and a plain number, as in -5 or +51 987 654 321, is none. */
export function tamed(text: string): string {
  return /^[=+\-@\t\r]/.test(text) && !/^[+-][\d\s.,]*$/.test(text) ? `'${text}` : text
}
