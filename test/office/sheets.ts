import assert from 'node:assert/strict'
import { eachRow, openFile } from '../../src/lib/sheet/open.ts'
import { textOf, type SheetRow } from '../../src/lib/sheet/cells.ts'
import { tableFile } from '../../src/features/imports/template.ts'
import { COLUMNS, type Kind } from '../../src/features/imports/kinds.ts'
import type { Acting, Asked } from '../acting.ts'

/** Office work with tables, as an officer does it: a file chosen in a form, pages read, a file downloaded. */

export type Cells = Readonly<Record<string, string | number | null>>

/** A table with our own columns. */
export function table(kind: Kind, rows: readonly Cells[], format: 'xlsx' | 'csv' = 'xlsx'): Promise<Buffer> {
  return tableFile(kind, format, rows.map((row) => COLUMNS[kind].map((c) => row[c.key] ?? null)))
}

export async function rowsIn(file: Buffer): Promise<SheetRow[]> {
  const rows: SheetRow[] = []
  await eachRow(await openFile(file), 0, (row) => { rows.push(row) })
  return rows
}

/** The text of one row, by the headings of the first row. */
export function named(rows: readonly SheetRow[], n: number): Record<string, string> {
  const row = rows.find((r) => r.n === n)
  return Object.fromEntries((rows[0]?.cells ?? []).map((heading, i) => [textOf(heading), textOf(row?.cells[i])]))
}

/** Posts the form with a file; answers where it leads. */
export async function uploads(house: Asked, who: Acting, kind: string, file: Buffer, name = 'tabla.xlsx', tenant = 'piloto'): Promise<Response> {
  const form = new FormData()
  form.append('kind', kind)
  form.append('file', new Blob([new Uint8Array(file)]), name)
  return house.request(`/office/${tenant}/imports`, { method: 'POST', headers: { cookie: who.cookie }, body: form })
}

/** Uploads a file without open questions, starts it and waits; answers its address. */
export async function loads(house: Asked & { runJobs: () => Promise<void> }, who: Acting, kind: string, file: Buffer, answers: Record<string, string> = {}): Promise<string> {
  const sent = await uploads(house, who, kind, file)
  assert.equal(sent.status, 303, await sent.text())
  const at = (sent.headers.get('location') ?? '').replace(/\?.*/, '')
  if (Object.keys(answers).length > 0) assert.equal((await who.post(`${at}/answers`, answers)).status, 303)
  const shown = await (await who.get(at)).text()
  const started = await who.post(`${at}/start`)
  assert.equal(started.status, 303, shown)
  await house.runJobs()
  return at
}

/** A number of a list of counts on a page. */
export function counted(page: string, what: string): number {
  const found = new RegExp(`<strong>([\\d ., ]+)</strong> ${what}`).exec(page)
  assert.ok(found, `no ${what} in ${page}`)
  return Number(found[1]?.replace(/\D/g, ''))
}
