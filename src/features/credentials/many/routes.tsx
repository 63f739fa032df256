import type { Ctx, Route } from '../../../feature.ts'
import { Problem, type FieldProblem } from '../../../lib/problem.ts'
import { csvLine } from '../../../lib/sheet/csv.ts'
import { writeWorkbook } from '../../../lib/sheet/write.ts'
import { say } from '../../../lib/text.ts'
import { page } from '../../../web/page.tsx'
import { addressKey } from '../../people/index.ts'
import { checkMany, type Answer } from './check.ts'
import { headings, ManyPage, ManyResult } from './page.tsx'
import { countList } from './rate.ts'
import { MOST_ROWS, readLines, readSheet, type Asked } from './read.ts'
import { MANY } from './words.ts'

const MOST_FILE = 4 * 1024 * 1024

/** An employer's list. What she sends is in the body and is kept nowhere. They stand before /v/:serial, which takes any word. */
export const manyRoutes: readonly Route[] = [
  { method: 'GET', path: '/v/many', handle: (c) => formPage(c, '', []) },
  { method: 'POST', path: '/v/many', handle: check, maxBody: MOST_FILE },
]

function formPage(c: Ctx, rows: string, problems: readonly FieldProblem[]): Response | Promise<Response> {
  const { lang } = c.var
  return page(c, { title: say(MANY.title, lang), status: problems.length > 0 ? 422 : 200, main: <ManyPage lang={lang} rows={rows} problems={problems} /> })
}

async function check(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const body = await c.req.parseBody()
  const rows = typeof body.rows === 'string' ? body.rows : ''
  const file = body.file instanceof File && body.file.size > 0 ? Buffer.from(await body.file.arrayBuffer()) : null
  const read = await readAsked(rows, file)
  if ('problem' in read) return formPage(c, rows, [{ field: 'file', sentence: read.problem.sentence }])
  if (read.asked.length === 0) return formPage(c, rows, [{ field: 'rows', sentence: MANY.nothing }])
  countList(addressKey(house, c, 'check-many'), house.clock().getTime())
  const asked = read.asked.slice(0, MOST_ROWS)
  const format = body.format === 'xlsx' || body.format === 'csv' ? body.format : null
  const answers = await checkMany(house, asked, format === null)
  if (format) return fileOf(c, format, asked, answers)
  return page(c, { title: say(MANY.title, lang), main: <ManyResult lang={lang} asked={asked} answers={answers} sent={read.asked.length} now={house.clock()} /> })
}

async function readAsked(rows: string, file: Buffer | null): Promise<{ asked: Asked[] } | { problem: Problem }> {
  if (!file) return { asked: readLines(rows) }
  try {
    return { asked: [...readLines(rows), ...await readSheet(file)] }
  } catch (error) {
    // What a sheet cannot be opened for is told beside the field, with what to do.
    if (error instanceof Problem) return { problem: error }
    throw error
  }
}

async function fileOf(c: Ctx, format: 'xlsx' | 'csv', asked: readonly Asked[], answers: readonly Answer[]): Promise<Response> {
  const { lang } = c.var
  const named = asked.some((row) => row.name !== '')
  const titles = headings(named).map((h) => say(h, lang))
  const rows = answers.map((a) => [a.serial, say(a.says, lang), a.kind ? say(a.kind, lang) : '', a.programme ? say(a.programme, lang) : '', a.issued, ...(named ? [say(a.name, lang)] : [])])
  const day = c.var.house.clock().toISOString().slice(0, 10)
  const headers = { 'Cache-Control': 'no-store', 'Content-Disposition': `attachment; filename="${say(MANY.sheet, lang)}-${day}.${format}"` }
  if (format === 'csv') {
    // With the mark that makes Excel read it as UTF-8; in Peru a CSV has semicolons.
    const text = '\uFEFF' + [titles, ...rows].map((row) => csvLine(row, ';')).join('')
    return c.body(text, 200, { ...headers, 'Content-Type': 'text/csv; charset=utf-8' })
  }
  const book = await writeWorkbook([{ name: say(MANY.sheet, lang), columns: titles.map((title) => ({ title, width: 24, kind: 'text' as const })), rows }])
  return c.body(Uint8Array.from(book), 200, { ...headers, 'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' })
}
