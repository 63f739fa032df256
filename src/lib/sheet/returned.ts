import { columnName, columnOf } from './cells.ts'
import { marked, type MarkedStyles } from './marked-styles.ts'
import { addNotes, type Note } from './notes.ts'
import { textCell } from './write.ts'
import type { Sheet, Workbook } from './workbook.ts'
import { decoded, walkXml } from './xml.ts'
import { openPart, packPart, writeZip, type Part } from './zip.ts'

/** What is wrong in one row: sentences by column (from 0), and what is wrong with the row as a whole. */
export interface RowFaults {
  readonly cells: ReadonlyMap<number, string>
  readonly row: readonly string[]
}

export interface Returned {
  /** Number of the row with the headings. */
  readonly heading: number
  readonly title: string
  /** Where the reasons stand: a column of its own after the last one. */
  readonly column: number
  /** Heading of a column, to name a cell in the reasons. */
  readonly nameOf: (column: number) => string
  readonly faults: ReadonlyMap<number, RowFaults>
  /** Rows that are in already, and so are folded away. */
  readonly entered: ReadonlySet<number>
}

/**
 * The workbook as it was sent, with what is to be corrected: faulty cells are red and carry a note, a last column says every reason,
 * and rows that entered are hidden. Nothing is moved, so formulas hold; every other part is the same, to the byte.
 */
export async function returnWorkbook(book: Workbook, sheet: Sheet, returned: Returned): Promise<Buffer> {
  const xml = decoded(await openPart(partOf(book, sheet.path)))
  const used = await stylesOf(xml, returned)
  const styles = await marked(book, used)
  const changed = new Map<string, Part>()
  const notes: Note[] = [...returned.faults].flatMap(([row, { cells }]) => [...cells].map(([column, text]) => ({ row, column, text })))
  const withReasons = await rewritten(xml, returned, styles)
  const { sheetXml, parts } = await addNotes(book, sheet, withReasons, notes)
  changed.set(sheet.path, await packPart(sheet.path, sheetXml))
  if (styles.xml !== null && book.stylesPath) changed.set(book.stylesPath, await packPart(book.stylesPath, styles.xml))
  for (const [path, content] of parts) changed.set(path, await packPart(path, content))
  const kept = [...book.parts.values()].map((part) => changed.get(part.name) ?? part)
  return writeZip([...kept, ...[...changed.values()].filter((part) => !book.parts.has(part.name))])
}

function partOf(book: Workbook, path: string): Part {
  const part = book.parts.get(path)
  if (!part) throw new Error(`no part ${path}`)
  return part
}

interface At { readonly from: number; readonly to: number }

/** The cells of the rows that matter, with where their tags stand. */
async function walkCells(xml: string, see: {
  readonly row: (n: number, at: At & { readonly closed: boolean }, attributes: Readonly<Record<string, string>>) => void
  readonly cell: (row: number, column: number, at: At & { readonly closed: boolean }, attributes: Readonly<Record<string, string>>) => void
  readonly cellEnd?: (at: At) => void
  readonly rowEnd?: (n: number, at: At) => void
  readonly other?: (name: string, at: At, attributes: Readonly<Record<string, string>>) => void
}): Promise<void> {
  let [n, column] = [0, -1]
  await walkXml(xml, {
    open: (name, a, at) => {
      if (name === 'row') {
        [n, column] = [Number(a.r ?? n + 1), -1]
        see.row(n, at, a)
      } else if (name === 'c') {
        column = a.r === undefined ? column + 1 : columnOf(a.r)
        see.cell(n, column, at, a)
      } else see.other?.(name, at, a)
    },
    close: (name, at) => {
      if (name === 'c') see.cellEnd?.(at)
      if (name === 'row') see.rowEnd?.(n, at)
    },
  })
}

/** Styles of the cells that will be red: each needs a red twin. */
async function stylesOf(xml: string, { faults }: Returned): Promise<Set<number>> {
  const used = new Set<number>([0])
  await walkCells(xml, { row: () => undefined, cell: (row, column, _at, a) => { if (faults.get(row)?.cells.has(column)) used.add(Number(a.s ?? 0)) } })
  return used
}

async function rewritten(xml: string, returned: Returned, styles: MarkedStyles): Promise<string> {
  const edits: { at: number; upTo: number; with: string }[] = []
  const prefix = /<(\w+:)worksheet[\s>]/.exec(xml.slice(0, 4_000))?.[1] ?? ''
  /** Cells still to be written in the row at hand, in the order of columns. */
  let [pending, replacing]: [{ column: number; xml: string }[], number | null] = [[], null]
  const flush = (before: number, at: number): void => {
    const due = pending.filter((p) => p.column < before)
    pending = pending.filter((p) => p.column >= before)
    if (due.length > 0) edits.push({ at, upTo: at, with: due.map((p) => p.xml).join('') })
  }
  await walkCells(xml, {
    row: (n, at) => {
      const faults = returned.faults.get(n)
      const hidden = returned.entered.has(n) && !faults
      if (hidden || faults) edits.push({ at: at.from, upTo: at.to, with: rowTag(xml.slice(at.from, at.to), hidden) })
      pending = faults ? missing(n, faults, returned, styles, prefix) : n === returned.heading ? [{ column: returned.column, xml: textCell(returned.column, n, returned.title, styles.heading, prefix) }] : []
    },
    cell: (n, column, at, a) => {
      flush(column, at.from)
      if (column === returned.column && (returned.faults.has(n) || n === returned.heading)) {
        // What stood there are reasons of an earlier return.
        replacing = at.from
        return
      }
      if (!returned.faults.get(n)?.cells.has(column)) return
      pending = pending.filter((p) => p.column !== column)
      edits.push({ at: at.from, upTo: at.to, with: withStyle(xml.slice(at.from, at.to), styles.red(Number(a.s ?? 0))) })
    },
    cellEnd: (at) => {
      if (replacing === null) return
      edits.push({ at: replacing, upTo: at.to, with: '' })
      replacing = null
    },
    rowEnd: (_n, at) => flush(Infinity, at.from),
    other: (name, at, a) => { if (name === 'dimension' && a.ref) edits.push({ at: at.from, upTo: at.to, with: xml.slice(at.from, at.to).replace(/ref="[^"]*"/, `ref="${wider(a.ref, returned.column)}"`) }) },
  })
  return applied(xml, edits, prefix, returned.column)
}

function missing(n: number, faults: RowFaults, { column, nameOf }: Returned, styles: MarkedStyles, prefix: string): { column: number; xml: string }[] {
  const reasons = [...faults.row, ...[...faults.cells].sort(([a], [b]) => a - b).map(([at, sentence]) => `${nameOf(at)}: ${sentence}`)].join('\n')
  const empty = [...faults.cells.keys()].map((at) => ({ column: at, xml: `<${prefix}c r="${columnName(at)}${n}" s="${styles.red(0)}"/>` }))
  return [...empty, { column, xml: textCell(column, n, reasons, styles.reason, prefix) }].sort((a, b) => a.column - b.column)
}

function rowTag(tag: string, hidden: boolean): string {
  const plain = tag.replace(/\s(?:hidden|spans)\s*=\s*("[^"]*"|'[^']*')/g, '')
  return hidden ? plain.replace(/(\/?>)$/, ' hidden="1"$1') : plain
}

function withStyle(tag: string, style: number): string {
  return tag.replace(/\ss\s*=\s*("[^"]*"|'[^']*')/, '').replace(/(\s*\/?>)$/, ` s="${style}"$1`)
}

function wider(reference: string, column: number): string {
  const [from = 'A1', to = from] = reference.split(':')
  const row = /\d+$/.exec(to)?.[0] ?? '1'
  return `${from}:${columnName(Math.max(columnOf(to), column))}${row}`
}

function applied(xml: string, edits: readonly { at: number; upTo: number; with: string }[], prefix: string, column: number): string {
  const pieces: string[] = []
  let from = 0
  for (const edit of edits.toSorted((a, b) => a.at - b.at || a.upTo - b.upTo)) {
    pieces.push(xml.slice(from, edit.at), edit.with)
    from = edit.upTo
  }
  const whole = pieces.join('') + xml.slice(from)
  // Wide enough to read, unless the sheet says something of that column itself.
  const width = `<${prefix}col min="${column + 1}" max="${column + 1}" width="70" customWidth="1"/>`
  const cols = new RegExp(`<${prefix}cols>([\\s\\S]{0,20000}?)</${prefix}cols>`).exec(whole)
  if (!cols) return whole.replace(new RegExp(`<${prefix}sheetData[\\s/>]`), (tag) => `<${prefix}cols>${width}</${prefix}cols>${tag}`)
  const taken = [...(cols[1] ?? '').matchAll(/\smax="(\d+)"/g)].some((m) => Number(m[1]) > column)
  return taken ? whole : whole.replace(`</${prefix}cols>`, `${width}</${prefix}cols>`)
}
