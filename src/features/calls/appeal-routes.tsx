import type { Ctx, Route } from '../../feature.ts'
import { Problem, type FieldProblem } from '../../lib/problem.ts'
import { say } from '../../lib/text.ts'
import { page } from '../../web/page.tsx'
import { staff } from '../../web/who.ts'
import { namesOf, personsOf } from '../people/index.ts'
import { APPEAL_REASONS } from './appeal.ts'
import { MOST_WORDS, type AppealTyped } from './appeal-parts.tsx'
import { AppealsPage } from './appeals-page.tsx'
import { sendAnswer, sendAppeal } from './appealing.ts'
import { appealsOf, APPEALS_WHICH, type WantedAppeals } from './appeals-list.ts'
import { here, showApplication } from './applications-routes.tsx'
import { knownCall } from './known.ts'
import { own, showOwn } from './own-routes.tsx'
import { RESULTS } from './result-words.ts'
import { settle } from './rounds.ts'
import { REFUSAL } from './words.ts'

/** Reconsideración: she asks, somebody else answers. */
export const appealRoutes: readonly Route[] = [
  { method: 'POST', path: '/me/applications/:programme/:expediente/appeal', handle: ask },
  { method: 'GET', path: '/office/:programme/calls/:call/appeals', handle: list },
  { method: 'POST', path: '/office/:programme/calls/:call/applications/:expediente/appeal', handle: answer },
]

async function ask(c: Ctx): Promise<Response> {
  const { row, person, base } = await own(c)
  const form = await c.req.formData()
  const typed = { chosen: form.getAll('reasons').filter((v): v is string => typeof v === 'string'), words: wordsOf(form) }
  const refused = (problems: readonly FieldProblem[]) => showOwn(c, { problems, appeal: typed })
  if ([...typed.words].length > MOST_WORDS) return refused([{ field: 'words', sentence: REFUSAL.appealWordsTooLong }])
  const asked = { reasons: APPEAL_REASONS.filter((reason) => typed.chosen.includes(reason)), words: typed.words }
  return answered(() => sendAppeal(c.var.house, row.tenant, row.expediente, asked, person, crypto.randomUUID()), refused, () => c.redirect(`${base}?appealed`, 303))
}

async function answer(c: Ctx): Promise<Response> {
  const { house } = c.var
  const row = await here(c)
  const who = staff(c, row.tenant, 'executor')
  const form = await c.req.formData()
  const kind = form.get('answer')
  const typed: AppealTyped = { chosen: typeof kind === 'string' ? [kind] : [], words: wordsOf(form) }
  const refused = (problems: readonly FieldProblem[]) => showApplication(c, { problems, appeal: typed })
  if (kind !== 'upheld' && kind !== 'rejected') return refused([{ field: 'answer', sentence: REFUSAL.answerNeeded }])
  if ([...typed.words].length > MOST_WORDS) return refused([{ field: 'words', sentence: REFUSAL.appealWordsTooLong }])
  const sent = async () => {
    await sendAnswer(house, row.tenant, row.expediente, { kind, words: typed.words }, who.staff, crypto.randomUUID())
    await settle(house, row.tenant, row.call)
  }
  return answered(sent, refused, () => c.redirect(`/office/${row.tenant}/calls/${row.call}/applications/${row.expediente}?done=answered`, 303))
}

/** What a form that can be mended was refused for stands beside its fields. */
async function answered(work: () => Promise<void>, refused: (problems: readonly FieldProblem[]) => Promise<Response>, done: () => Response): Promise<Response> {
  try {
    await work()
  } catch (error) {
    if (error instanceof Problem && error.status === 422) return refused(error.fields)
    throw error
  }
  return done()
}

async function list(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const { call, tenant } = await knownCall(house, house.db, c.req.param('programme') ?? '', c.req.param('call') ?? '')
  const wanted: WantedAppeals = {
    which: APPEALS_WHICH.find((w) => w === c.req.query('which')) ?? 'open', page: Math.min(100_000, Math.max(1, Math.trunc(Number(c.req.query('page') ?? '1')) || 1)),
  }
  const { rows, more } = await appealsOf(house.db, tenant, call.id, wanted, house.clock())
  const persons = await personsOf(house.db, tenant, rows.map((row) => row.agent))
  const names = await namesOf(house, [...persons.values()])
  return page(c, {
    title: say(RESULTS.appealsLink, lang),
    main: <AppealsPage lang={lang} base={`/office/${tenant}/calls/${call.id}`} call={call} wanted={wanted} more={more} now={house.clock()}
      lines={rows.map((row) => ({ row, name: names.get(persons.get(row.agent) ?? '') ?? '' }))} />,
  })
}

function wordsOf(form: FormData): string {
  const words = form.get('words')
  return typeof words === 'string' ? words.replaceAll('\r\n', '\n').normalize('NFC').trim() : ''
}
