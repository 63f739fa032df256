import type { Ctx, Route } from '../../feature.ts'
import { Problem, type FieldProblem } from '../../lib/problem.ts'
import { LIMITS } from '../../lib/sheet/limits.ts'
import { say } from '../../lib/text.ts'
import { page } from '../../web/page.tsx'
import { pageOf } from '../cohorts/index.ts'
import { logged, staffNames } from '../people/index.ts'
import { attachment, batchFor, executor, importsAddress, tenantOf } from './asking.ts'
import { badRows, BATCHES_A_PAGE, batchesOf, chooseSheet, nameOf, outcomesOf, rowsOf, saveAnswers, sheetsOf, takeIn, type ShownBatch, type WantedBatches } from './batch.ts'
import { BatchPage, type BatchView } from './batch-page.tsx'
import { previewOf } from './check.ts'
import { comparedClaims } from './compare-claims.ts'
import { isKind } from './kinds.ts'
import { ImportsPage } from './pages.tsx'
import { questionsFor, type Question } from './questions.ts'
import { returnedFile } from './returned-file.ts'
import { retryBatch, startBatch } from './run.ts'
import type { BatchState } from './tables.ts'
import { fileName, FORMATS, MIME, template } from './template.ts'
import { startUndo } from './undo.ts'
import { ASK, PAGE, STATE_NAME, UNKNOWN } from './words.ts'

/** The file and what multipart adds. */
const MOST_BODY = LIMITS.bytes + 64 * 1024
const BASE = '/office/:programme/imports'

export const routes: readonly Route[] = [
  { method: 'GET', path: BASE, handle: (c) => showList(c) },
  { method: 'POST', path: BASE, maxBody: MOST_BODY, handle: upload },
  { method: 'GET', path: `${BASE}/templates/:template`, handle: sendTemplate },
  { method: 'GET', path: `${BASE}/:batch`, handle: (c) => showBatch(c) },
  { method: 'POST', path: `${BASE}/:batch/answers`, handle: answer },
  { method: 'POST', path: `${BASE}/:batch/start`, handle: start },
  { method: 'POST', path: `${BASE}/:batch/retry`, handle: async (c) => { const { batch } = await batchFor(c); await retryBatch(c.var.house, batch); return toBatch(c, batch.id) } },
  { method: 'POST', path: `${BASE}/:batch/discard`, handle: discard },
  { method: 'POST', path: `${BASE}/:batch/undo`, handle: undo },
  { method: 'GET', path: `${BASE}/:batch/returned`, handle: sendReturned },
]

function toBatch(c: Ctx, id: string, more = ''): Response {
  return c.redirect(`${importsAddress(c)}/${id}${more}`, 303)
}

async function showList(c: Ctx, problems: readonly FieldProblem[] = [], kind = ''): Promise<Response> {
  const { house, lang } = c.var
  const { organisation } = executor(c)
  const wanted = wantedOf(c)
  const found = await batchesOf(house.db, tenantOf(c), organisation, wanted)
  const names = await staffNames(house.db, found.map((b) => b.staff))
  const lines = found.slice(0, BATCHES_A_PAGE).map((batch) => ({ batch, name: nameOf(house, batch), by: names.get(batch.staff) ?? '' }))
  return page(c, {
    title: say(PAGE.title, lang), status: problems.length > 0 ? 422 : 200,
    main: <ImportsPage lang={lang} base={importsAddress(c)} lines={lines} wanted={wanted} more={found.length > BATCHES_A_PAGE} problems={problems} kind={kind} />,
  })
}

function wantedOf(c: Ctx): WantedBatches {
  const [kind, state] = [c.req.query('table') ?? '', c.req.query('state') ?? '']
  // Just found among the keys.
  return { kind: isKind(kind) ? kind : null, state: Object.hasOwn(STATE_NAME, state) ? (state as BatchState) : null, page: pageOf(c) }
}

async function upload(c: Ctx): Promise<Response> {
  const { house } = c.var
  const { staff, organisation } = executor(c)
  const form = await c.req.formData().catch(() => new FormData())
  const [kind, file] = [form.get('kind'), form.get('file')]
  const problems: FieldProblem[] = []
  const asked = typeof kind === 'string' && isKind(kind) ? kind : null
  if (!asked) problems.push({ field: 'kind', sentence: PAGE.chooseKind })
  if (!(file instanceof File) || file.size === 0) problems.push({ field: 'file', sentence: PAGE.chooseFile })
  if (!asked || !(file instanceof File) || problems.length > 0) return showList(c, problems, asked ?? '')
  try {
    const { id, known } = await takeIn(house, { tenant: tenantOf(c), kind: asked, organisation, staff, name: file.name, bytes: Buffer.from(await file.arrayBuffer()) })
    return toBatch(c, id, known ? '?again' : '')
  } catch (error) {
    if (error instanceof Problem && error.fields.length > 0) return showList(c, error.fields, asked)
    throw error
  }
}

/** The questions that are still open; none: then the preview is there. */
async function openQuestions(c: Ctx, batch: ShownBatch): Promise<{ open: Question[]; all: Question[] }> {
  const { house } = c.var
  if (!batch.layout) {
    const choices = (await sheetsOf(house, batch)).map(({ sheet, name }) => ({ value: String(sheet), label: { es: name, en: name } }))
    const question = { id: 'sheet', sentence: ASK.sheet, choices }
    return { open: [question], all: [question] }
  }
  if (batch.preview) return { open: [], all: [] }
  const all = questionsFor(batch.kind, batch.layout, batch.answers, await rowsOf(house, batch.id))
  return { open: all.filter((q) => !q.choices.some((choice) => choice.value === batch.answers[q.id])), all }
}

/** The batch as it stands; the preview is made the first time that nothing is open. */
async function ready(c: Ctx, batch: ShownBatch): Promise<{ batch: ShownBatch; questions: Question[] }> {
  const { house } = c.var
  const { open, all } = await openQuestions(c, batch)
  if (open.length > 0) return { batch, questions: all }
  if (batch.preview || batch.state !== 'asking') return { batch, questions: [] }
  const preview = await previewOf(house, batch)
  await house.db.updateTable('import_batch').set({ preview: JSON.stringify(preview) }).where('id', '=', batch.id).where('state', '=', 'asking').execute()
  return { batch: { ...batch, preview }, questions: [] }
}

const FAULTS_SHOWN = 50

async function showBatch(c: Ctx, problems: readonly FieldProblem[] = []): Promise<Response> {
  const { house, lang } = c.var
  const found = (await batchFor(c)).batch
  const { batch, questions } = found.state === 'asking' ? await ready(c, found) : { batch: found, questions: [] }
  const outcomes = await outcomesOf(house.db, batch.id)
  const view: BatchView = {
    batch, questions, outcomes, problems, name: nameOf(house, batch), by: (await staffNames(house.db, [batch.staff])).get(batch.staff) ?? '',
    bad: batch.state === 'done' ? await badRows(house, batch.id, FAULTS_SHOWN) : [],
    kept: (await house.db.selectFrom('import_batch').select((eb) => eb('sealed_file', 'is not', null).as('kept')).where('id', '=', batch.id).executeTakeFirst())?.kept === true,
    claims: batch.kind === 'acta_cierre' && batch.state === 'done' ? await comparedClaims(house, batch) : [],
  }
  if (batch.state === 'running' || batch.state === 'undoing') c.header('Refresh', '3')
  return page(c, { title: say(PAGE.title, lang), status: problems.length > 0 ? 422 : 200, main: <BatchPage lang={lang} base={importsAddress(c)} view={view} again={c.req.query('again') !== undefined} /> })
}

async function answer(c: Ctx): Promise<Response> {
  const { house } = c.var
  const { batch } = await batchFor(c)
  if (batch.state !== 'asking') return toBatch(c, batch.id)
  const form = await c.req.parseBody()
  if (form.clear) {
    await saveAnswers(house, batch.id, {})
    return toBatch(c, batch.id)
  }
  const { all } = await openQuestions(c, batch)
  const said = all.flatMap((q) => { const value = form[q.id]; return q.choices.some((choice) => choice.value === value) ? [[q.id, String(value)] as const] : [] })
  const missing = all.filter((q) => !said.some(([id]) => id === q.id))
  if (missing.length > 0) return showBatch(c, missing.map((q) => ({ field: q.id, sentence: PAGE.chooseAnswer })))
  const sheet = said.find(([id]) => id === 'sheet')?.[1]
  if (sheet !== undefined) await chooseSheet(house, batch, Number(sheet))
  else await saveAnswers(house, batch.id, { ...batch.answers, ...Object.fromEntries(said) })
  return toBatch(c, batch.id)
}

async function start(c: Ctx): Promise<Response> {
  const { batch, questions } = await ready(c, (await batchFor(c)).batch)
  if (questions.length > 0) return showBatch(c, questions.map((q) => ({ field: q.id, sentence: PAGE.chooseAnswer })))
  await startBatch(c.var.house, batch)
  return toBatch(c, batch.id)
}

async function discard(c: Ctx): Promise<Response> {
  const { batch } = await batchFor(c)
  await c.var.house.db.deleteFrom('import_batch').where('id', '=', batch.id).where('state', '=', 'asking').execute()
  return c.redirect(importsAddress(c), 303)
}

async function undo(c: Ctx): Promise<Response> {
  const { batch } = await batchFor(c)
  const { word } = await c.req.parseBody()
  if (typeof word !== 'string' || word.trim().toUpperCase() !== 'DESHACER') return showBatch(c, [{ field: 'word', sentence: PAGE.undoWrong }])
  await startUndo(c.var.house, batch)
  return toBatch(c, batch.id)
}

async function sendReturned(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const { batch, staff } = await batchFor(c)
  if (batch.state !== 'done') throw new Problem(404, 'unknown-import', UNKNOWN)
  const bytes = await returnedFile(house, batch, lang)
  const { bad } = await outcomesOf(house.db, batch.id)
  await logged(house.db, { staff, action: 'list-downloaded', tenant: batch.tenant, detail: { kind: batch.kind, rows: bad, import: batch.id } }, house.clock())
  return attachment(c, bytes, MIME[batch.file_kind], fileName(batch.kind, batch.file_kind, '-por-corregir'))
}

async function sendTemplate(c: Ctx): Promise<Response> {
  executor(c)
  const [kind = '', format = ''] = (c.req.param('template') ?? '').split('.')
  const known = FORMATS.find((f) => f === format)
  if (!isKind(kind) || !known) throw new Problem(404, 'unknown-import', UNKNOWN)
  return attachment(c, await template(kind, known, c.var.lang), MIME[known], fileName(kind, known))
}
