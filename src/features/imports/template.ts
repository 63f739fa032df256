import { csvLine } from '../../lib/sheet/csv.ts'
import { writeWorkbook, type WrittenColumn } from '../../lib/sheet/write.ts'
import type { Text } from '../../lib/text.ts'
import { say, type Lang } from '../../lib/text.ts'
import { COLUMNS, KIND_NAME, type Column, type Kind } from './kinds.ts'

export const FORMATS = ['xlsx', 'csv'] as const
export type Format = (typeof FORMATS)[number]

export const MIME: Readonly<Record<Format, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', csv: 'text/csv; charset=utf-8',
}

export type Rows = Iterable<readonly (string | number | null)[]>

/** A table of one kind with these rows, as it may be uploaded again. Excel in Peru splits a CSV at semicolons. */
export async function tableFile(kind: Kind, format: Format, rows: Rows, more: readonly { name: string; columns: readonly WrittenColumn[]; rows: Rows }[] = []): Promise<Buffer> {
  const columns = COLUMNS[kind]
  if (format === 'csv') return Buffer.from(`\ufeff${[columns.map((c) => c.key), ...rows].map((row) => csvLine(row, ';')).join('')}`)
  return writeWorkbook([{ name: kind, columns: columns.map(written), rows }, ...more])
}

function written(column: Column): WrittenColumn {
  return {
    title: column.key, width: column.width ?? 14, kind: column.reads === 'day' ? 'day' : column.reads === 'number' ? 'number' : 'text',
    ...(column.choices ? { choices: column.choices } : {}),
  }
}

const SHEET = { es: 'Cómo llenarla', en: 'How to fill it in' } as const satisfies Text
const HEAD = { column: { es: 'Columna', en: 'Column' }, needed: { es: '¿Obligatoria?', en: 'Needed?' }, example: { es: 'Ejemplo', en: 'Example' }, yes: { es: 'Sí', en: 'Yes' }, no: { es: 'No', en: 'No' }, unkept: { es: 'No la guardamos', en: 'We do not keep it' } }

/** An empty table to fill in; in Excel a second sheet says what goes into each column. */
export function template(kind: Kind, format: Format, lang: Lang): Promise<Buffer> {
  const help = COLUMNS[kind].map((c) => [c.key, say(c.ignored ? HEAD.unkept : c.required ? HEAD.yes : HEAD.no, lang), c.choices?.join(', ') ?? String(c.example ?? '')])
  const columns = [HEAD.column, HEAD.needed, HEAD.example].map((title): WrittenColumn => ({ title: say(title, lang), width: 26, kind: 'text' }))
  return tableFile(kind, format, [], [{ name: say(SHEET, lang), columns, rows: help }])
}

export function fileName(kind: Kind, format: Format, more = ''): string {
  return `${kind}${more}.${format}`
}

export function kindTitle(kind: Kind, lang: Lang): string {
  return say(KIND_NAME[kind], lang)
}
