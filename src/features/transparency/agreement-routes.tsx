import { z } from 'zod'
import type { Ctx, Route } from '../../feature.ts'
import { Problem, type FieldProblem } from '../../lib/problem.ts'
import { say } from '../../lib/text.ts'
import { FRESH_CODE } from '../../web/fresh-code.tsx'
import { page } from '../../web/page.tsx'
import { holds, notFound, staff } from '../../web/who.ts'
import { codeIsFresh, staffNames } from '../people/index.ts'
import {
  agreementState, agreementText, dropProposal, limaDayOf, liveNumber, moveAgreement, openPapers, organisationsOf, programmeOf, proposeInstrument, readAgreement,
  signInstrument, STATES_MOVED_TO, targetLines, wholeTargets, type Programme,
} from '../programmes/index.ts'
import { MOST_PAPER_BYTES, NO_PAPER, readFile, readPaper, typedPaper, type TypedPaper } from './agreement-form.ts'
import { AgreementOffice } from './agreement-office.tsx'
import { AgreementPage, type AgreementView } from './agreement-page.tsx'
import { PAPER, PAPER_OFFICE } from './agreement-page-words.ts'
import { WORDS } from './words.ts'

function asked(c: Ctx): Programme {
  const programme = programmeOf(c.var.house, c.req.param('programme') ?? '')
  if (!programme) throw notFound()
  return programme
}

/** What both pages show. Staff may download every file, others those that are open. */
async function viewOf(c: Ctx, programme: Programme, inside: boolean): Promise<AgreementView> {
  const { house, lang } = c.var
  const record = await readAgreement(house.db, programme.id)
  const day = limaDayOf(house.clock())
  const staffIds = [...record.instruments.flatMap((i) => [i.proposed, ...i.signatures].map((s) => s.staff)), ...record.moves.map((m) => m.by)]
  const all = record.instruments.map((i) => i.terms.file.sha256)
  return {
    programme, record, lang, state: agreementState(record, day), targets: wholeTargets(record, day, programme.target), lines: targetLines(record, day),
    counted: (await liveNumber(house, programme.id)).counts?.[3] ?? null, organisations: await organisationsOf(house.db, programme.id),
    names: await staffNames(house.db, staffIds), files: new Set(inside ? all : await openPapers(house.db, programme.id)),
  }
}

async function publicPage(c: Ctx): Promise<Response> {
  const programme = asked(c)
  const view = await viewOf(c, programme, false)
  return page(c, {
    title: say(PAPER.title, c.var.lang), cacheSeconds: 5, main: <AgreementPage {...view} />,
    ...(programme.trial ? { notice: say(WORDS.trialNotice, c.var.lang) } : {}),
  })
}

async function officePage(c: Ctx, typed: TypedPaper = NO_PAPER, problems: readonly FieldProblem[] = [], status = problems.length > 0 ? 422 : 200): Promise<Response> {
  const { lang, who } = c.var
  const programme = asked(c)
  const view = await viewOf(c, programme, true)
  const owner = who.kind === 'staff' && holds(who, programme.id, ['approver']) ? who.staff : null
  return page(c, {
    title: say(PAPER.officeTitle, lang), status,
    main: <AgreementOffice {...view} owner={owner} fresh={await codeIsFresh(c)} typed={typed} problems={problems} done={doneOf(c.req.query('done'))} />,
  })
}

function doneOf(word: string | undefined): 'proposed' | 'signedDone' | 'dropped' | 'movedDone' | null {
  return (['proposed', 'signedDone', 'dropped', 'movedDone'] as const).find((known) => known === word) ?? null
}

const back = (c: Ctx, programme: Programme, done: string): Response => c.redirect(`/office/${programme.id}/agreement?done=${done}`, 303)

/** The code of her app is asked for on the form itself: she chooses the file again, everything else is still there. */
async function askAgain(c: Ctx, { sentence, status }: Problem): Promise<Response> {
  const multipart = (c.req.header('content-type') ?? '').startsWith('multipart/form-data')
  return officePage(c, multipart ? typedPaper(await c.req.formData()) : NO_PAPER, [{ field: FRESH_CODE, sentence }], status)
}

async function propose(c: Ctx): Promise<Response> {
  const programme = asked(c)
  const owner = staff(c, programme.id, 'approver')
  if (!(c.req.header('content-type') ?? '').startsWith('multipart/form-data')) return officePage(c, NO_PAPER, [{ field: 'file', sentence: PAPER_OFFICE.chooseFile }])
  const form = await c.req.formData()
  const typed = typedPaper(form)
  const { values, problems } = readPaper(typed, programme)
  const file = await readFile(form)
  if ('problem' in file) return officePage(c, typed, [...problems, { field: 'file', sentence: file.problem }])
  if (problems.length > 0) return officePage(c, typed, problems)
  try {
    await proposeInstrument(c.var.house, programme.id, values, { bytes: file.bytes, type: 'application/pdf', open: typed.open === 'yes' }, owner.staff)
  } catch (error) {
    if (error instanceof Problem && error.fields.length > 0) return officePage(c, typed, error.fields)
    throw error
  }
  return back(c, programme, 'proposed')
}

const HashForm = z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/) })

async function hashIn(c: Ctx): Promise<string> {
  const form = HashForm.safeParse(await c.req.parseBody())
  if (!form.success) throw notFound()
  return form.data.hash
}

async function sign(c: Ctx): Promise<Response> {
  const programme = asked(c)
  const owner = staff(c, programme.id, 'approver')
  await signInstrument(c.var.house, programme.id, await hashIn(c), owner.staff)
  return back(c, programme, 'signedDone')
}

async function drop(c: Ctx): Promise<Response> {
  const programme = asked(c)
  const owner = staff(c, programme.id, 'approver')
  await dropProposal(c.var.house, programme.id, await hashIn(c), owner.staff)
  return back(c, programme, 'dropped')
}

const MoveForm = z.object({ to: z.enum(STATES_MOVED_TO), confirm: z.string().optional() })

async function move(c: Ctx): Promise<Response> {
  const programme = asked(c)
  const owner = staff(c, programme.id, 'approver')
  const form = MoveForm.safeParse(await c.req.parseBody())
  if (!form.success) throw notFound()
  if (form.data.confirm !== 'yes') return officePage(c, NO_PAPER, [{ field: 'confirm', sentence: PAPER_OFFICE.tickFirst }])
  await moveAgreement(c.var.house, programme.id, form.data.to, owner.staff)
  return back(c, programme, 'movedDone')
}

/** The signed paper itself. From outside only one that is in force and open; the office reads them all. */
async function file(c: Ctx, inside: boolean): Promise<Response> {
  const programme = asked(c)
  const hash = c.req.param('hash') ?? ''
  const found = /^[0-9a-f]{64}$/.test(hash) ? await agreementText(c.var.house, programme.id, hash) : undefined
  if (!found || (!inside && !(await openPapers(c.var.house.db, programme.id)).includes(hash))) throw notFound()
  c.header('Content-Type', found.type)
  c.header('Content-Disposition', `attachment; filename="${programme.id}-${hash.slice(0, 12)}.pdf"`)
  c.header('Cache-Control', 'no-store')
  return c.body(new Uint8Array(found.bytes))
}

export const agreementRoutes: readonly Route[] = [
  { method: 'GET', path: '/p/:programme/agreement', handle: publicPage },
  { method: 'GET', path: '/p/:programme/agreement/:hash', handle: (c) => file(c, false) },
  { method: 'GET', path: '/office/:programme/agreement', handle: (c) => officePage(c) },
  { method: 'GET', path: '/office/:programme/agreement/:hash', handle: (c) => file(c, true) },
  { method: 'POST', path: '/office/:programme/agreement', maxBody: MOST_PAPER_BYTES + 512 * 1024, handle: propose, askAgain },
  { method: 'POST', path: '/office/:programme/agreement/sign', handle: sign },
  { method: 'POST', path: '/office/:programme/agreement/drop', handle: drop },
  { method: 'POST', path: '/office/:programme/agreement/move', handle: move },
]
