import type { ShownRow, Suppressed } from './suppress.ts'

const HEAD = 'table,inside_table,inside_row,row,persons,women'
/** What stands for a hidden cell. An empty field: this table does not show it. */
export const HIDDEN = 's'

/** A cell as files write it. */
export const shownCell = (n: number | null | undefined): string => (n === undefined ? '' : n === null ? HIDDEN : String(n))

/** The published cells of a release, one row a line; tables that are closed have no line. Codes only: no field needs quotes or can be a formula. */
export function cellsFile({ total, tables }: Pick<Suppressed, 'total' | 'tables'>): string {
  const line = (table: string, parent: { table: string; row: string } | null, row: ShownRow): string =>
    [table, parent?.table ?? '', parent?.row ?? '', row.key, shownCell(row.persons), shownCell(row.women)].join(',')
  const lines = tables.flatMap((t) => (t.state === 'open' ? t.rows.map((row) => line(t.id, t.parent, row)) : []))
  return [HEAD, line('total', null, { key: '', ...total }), ...lines].join('\r\n') + '\r\n'
}
