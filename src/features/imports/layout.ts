import { textOf, type SheetRow } from '../../lib/sheet/cells.ts'
import { badFile } from '../../lib/sheet/limits.ts'
import { eachRow, type OpenFile } from '../../lib/sheet/open.ts'
import { plainKey } from '../people/index.ts'
import { COLUMNS, type Kind } from './kinds.ts'

/** Where the table stands in the file, and which of its columns is which of ours. */
export interface Layout {
  readonly sheet: number
  readonly sheetName: string
  /** Number of the row with the headings. */
  readonly heading: number
  readonly headings: readonly string[]
  readonly since1904: boolean
  /** Our column -> column of the sheet, from 0. */
  readonly columns: Readonly<Record<string, number>>
  /** Where reasons are written when the file goes back. */
  readonly reasonColumn: number
}

/** What the sender answered, by the id of the question. */
export type Answers = Readonly<Record<string, string>>

/** Heading of the column of reasons, in a file of ours that comes back. */
export const REASONS = 'QUÉ CORREGIR'

const MOST_ABOVE = 20

/** A heading without accents, signs and "Nº": how it is compared. */
export function folded(heading: string): string {
  return plainKey(heading.replace(/n[º°.]/gi, 'n ').replaceAll('_', ' ')).toLowerCase()
}

interface Found { readonly sheet: number; readonly row: SheetRow; readonly columns: Record<string, number>; readonly fits: number }

/** The sheets that may hold the table: in each the row with the most headings of ours. Best first; none is a Problem. */
export async function candidates(kind: Kind, file: OpenFile): Promise<Found[]> {
  const found: Found[] = []
  for (const [sheet, { hidden }] of file.sheets.entries()) {
    if (hidden) continue
    const above: SheetRow[] = []
    await eachRow(file, sheet, (row) => { above.push(row); return above.length >= MOST_ABOVE ? 'stop' : undefined })
    const best = above.map((row) => ({ sheet, row, ...matched(kind, row) })).reduce<Found | null>((a, b) => (a === null || b.fits > a.fits ? b : a), null)
    if (best && best.row.cells.filter((c) => typeof c === 'string').length >= 2) found.push(best)
  }
  const most = Math.max(0, ...found.map((f) => f.fits))
  const good = found.filter((f) => f.fits >= Math.max(2, most / 2)).toSorted((a, b) => b.fits - a.fits)
  if (good.length === 0) throw badFile('no-headings', 'No encontramos los encabezados de esta tabla. Usa la plantilla, o revisa que elegiste el tipo correcto.', 'We did not find the headings of this table. Use the template, or check that you chose the right kind.')
  return good
}

function matched(kind: Kind, row: SheetRow): { columns: Record<string, number>; fits: number } {
  const headings = row.cells.map((cell) => (typeof cell === 'string' ? folded(cell) : ''))
  const columns: Record<string, number> = {}
  const taken = new Set<number>()
  for (const column of COLUMNS[kind]) {
    const names = [folded(column.key), ...(column.also ?? []).map(folded)]
    const at = names.map((name) => headings.findIndex((heading, i) => heading === name && !taken.has(i))).find((i) => i >= 0)
    if (at === undefined) continue
    columns[column.key] = at
    taken.add(at)
  }
  return { columns, fits: Object.keys(columns).length }
}

export function layoutOf(file: OpenFile, found: Found, widest: number): Layout {
  const headings = Array.from(found.row.cells, (cell) => textOf(cell).slice(0, 80))
  const before = headings.findIndex((heading) => heading.toUpperCase() === REASONS)
  return {
    sheet: found.sheet, sheetName: file.sheets[found.sheet]?.name ?? '', heading: found.row.n, headings, since1904: file.since1904, columns: found.columns,
    reasonColumn: before >= 0 ? before : Math.max(widest, headings.length),
  }
}

/** The columns as the sender's answers complete them: `map.<key>` names a column of the sheet. */
export function columnsOf(layout: Layout, answers: Answers): Readonly<Record<string, number>> {
  const said = Object.entries(answers).flatMap(([id, value]) => (id.startsWith('map.') && /^\d+$/.test(value) ? [[id.slice(4), Number(value)] as const] : []))
  return { ...layout.columns, ...Object.fromEntries(said) }
}
