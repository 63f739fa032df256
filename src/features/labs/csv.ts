// Tables as people have them: from a spreadsheet, in any of the ways in which spreadsheets of Peru write them. Shared by the phone and the author's commands.

/** A table of text. `lines`: the line of the file on which each row begins, the first being 1. */
export interface Csv {
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly lines: readonly number[]
  readonly separator: string
}

/** What is wrong with a file; `line` counts from 1. Words for it stand in csv-words.ts. */
export type CsvTrouble =
  | { readonly what: 'empty' | 'noRows' | 'binary' }
  | { readonly what: 'openQuote'; readonly line: number }
  | { readonly what: 'width'; readonly line: number; readonly cells: number; readonly names: number }
  | { readonly what: 'noName'; readonly column: number }
  | { readonly what: 'twice'; readonly name: string }
  | { readonly what: 'many'; readonly most: number }

export class CsvError extends Error {
  readonly trouble: CsvTrouble
  constructor(trouble: CsvTrouble) {
    super(trouble.what)
    this.trouble = trouble
  }
}

/** Text of a file in UTF-8, in UTF-16 as "Unicode text" is saved, or else in Latin-1 as older spreadsheets save it. */
export function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes.subarray(0, 4096).includes(0)) throw new CsvError({ what: 'binary' })
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // Not UTF-8: every sequence of bytes is some text in Windows' Latin-1.
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** Reads CSV (RFC 4180: cells in quotes may hold separators, line ends and doubled quotes), with comma, semicolon or tab. A CsvError says what is wrong. */
export function readCsv(text: string, most: number): Csv {
  const separator = separatorOf(text)
  const found = records(text, separator).filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  const first = found[0]
  if (!first) throw new CsvError({ what: 'empty' })
  const header = first.cells.map((name) => name.trim())
  header.forEach((name, i) => {
    if (name === '') throw new CsvError({ what: 'noName', column: i + 1 })
    if (header.indexOf(name) !== i) throw new CsvError({ what: 'twice', name })
  })
  const rest = found.slice(1)
  if (rest.length === 0) throw new CsvError({ what: 'noRows' })
  if (rest.length > most) throw new CsvError({ what: 'many', most })
  for (const { cells, line } of rest) if (cells.length !== header.length) throw new CsvError({ what: 'width', line, cells: cells.length, names: header.length })
  return { header, rows: rest.map((r) => r.cells.map((cell) => cell.trim())), lines: rest.map((r) => r.line), separator }
}

/** The one that stands most often in the first line, outside quotes. */
function separatorOf(text: string): string {
  const first = (text.split(/\r\n|\r|\n/).find((line) => line.trim() !== '') ?? '').replace(/"[^"]*"/g, '')
  const often = (mark: string): number => first.split(mark).length
  return [';', ',', '\t'].reduce((best, mark) => (often(mark) > often(best) ? mark : best))
}

interface Line {
  readonly cells: string[]
  readonly line: number
}

function records(text: string, separator: string): Line[] {
  const found: Line[] = []
  let line = 1
  let began = 1
  let cells: string[] = []
  let at = 0
  while (at <= text.length) {
    const quoted = text[at] === '"'
    const cell = quoted ? quotedCell(text, at, separator, line) : plainCell(text, at, separator)
    line += cell.text.split('\n').length - 1
    cells.push(cell.text)
    at = cell.end
    if (text[at] === separator) {
      at += 1
      continue
    }
    found.push({ cells, line: began })
    if (at >= text.length) break
    at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1
    line += 1
    began = line
    cells = []
  }
  return found
}

function plainCell(text: string, from: number, separator: string): { text: string; end: number } {
  let end = from
  while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end += 1
  return { text: text.slice(from, end), end }
}

/** What follows the closing quote up to the separator belongs to the cell, as spreadsheets read it. */
function quotedCell(text: string, from: number, separator: string, line: number): { text: string; end: number } {
  let end = from + 1
  for (;;) {
    const quote = text.indexOf('"', end)
    if (quote < 0) throw new CsvError({ what: 'openQuote', line })
    end = quote + 1
    if (text[end] !== '"') break
    end += 1
  }
  const rest = plainCell(text, end, separator)
  return { text: text.slice(from + 1, end - 1).replaceAll('""', '"') + rest.text.trim(), end: rest.end }
}

/** Whether numbers are written with a decimal comma; `separator` decides where "1,234" alone could be either. */
export function decimalComma(cells: readonly string[], separator: string): boolean {
  if (cells.some((c) => /^[-−]?\d*,(\d{1,2}|\d{4,})$/.test(c) || /\.\d{3},\d/.test(c))) return true
  if (cells.some((c) => /^[-−]?\d*\.(\d{1,2}|\d{4,})$/.test(c) || /,\d{3}\.\d/.test(c))) return false
  return separator !== ','
}

/** A number as people write it, "sí" as 1 and "no" as 0; null when it is none. */
export function numberIn(cell: string, comma: boolean): number | null {
  const plain = cell.replace('−', '-').replace(/^S\/\.?\s*|\s*%$/g, '')
  const thousands = comma ? /^-?\d{1,3}(\.\d{3})+(,\d+)?$/ : /^-?\d{1,3}(,\d{3})+(\.\d+)?$/
  const whole = thousands.test(plain) ? plain.replaceAll(comma ? '.' : ',', '') : plain
  const text = whole.replace(',', '.')
  if (/^-?(\d+\.?\d*|\.\d+)$/.test(text) && text.length < 16) return Number(text)
  if (/^(s[ií]|yes)$/i.test(plain)) return 1
  return /^no$/i.test(plain) ? 0 : null
}

/** A number as the engine's files have it: plain decimals, never an exponent. */
export function plainDecimal(value: number): string {
  const text = String(value)
  return /e/.test(text) ? value.toFixed(15).replace(/\.?0+$/, '') : text
}

/** A cell of text as RFC 4180 wants it. */
export function csvCell(text: string): string {
  return /[",;\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** A name without accents, case, units in brackets and marks: what two people write for one column is the same. */
export function looseName(name: string): string {
  return name.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase().replace(/\([^)]*\)/g, '').replace(/[^a-z0-9]/g, '')
}
