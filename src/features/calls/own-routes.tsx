import type { Ctx, HomeCard, House, Route } from '../../feature.ts'
import { Problem, type FieldProblem } from '../../lib/problem.ts'
import { say, type Lang } from '../../lib/text.ts'
import { page } from '../../web/page.tsx'
import { paperAnswer } from '../../web/paper.ts'
import { learner } from '../../web/who.ts'
import { isOver, placesLeft, sectionsOfCall } from '../cohorts/index.ts'
import { agentOf, agentsOf, readRestForm, saveRest, staffName, typedRest, type TypedPerson } from '../people/index.ts'
import { isOverdue } from './accept.ts'
import { appealNotes } from './appealing.ts'
import type { AppealTyped } from './appeal-parts.tsx'
import type { ApplicationState } from './application-states.ts'
import { applicationsOf, type Application } from './application.ts'
import { callOf } from './bases.ts'
import { acceptPlace, declineApplication, sendApplication } from './intake.ts'
import { knownApplication, knownCall } from './known.ts'
import { moment } from './moment.ts'
import { OwnPage } from './own-page.tsx'
import { PUBLIC } from './page-words.ts'
import { ownAddress } from './public-routes.tsx'
import { receiptPdf } from './receipt-pdf.ts'
import { noteOf } from './review.ts'
import { settle } from './rounds.ts'
import { REFUSAL, STATE } from './words.ts'

export const ownRoutes: readonly Route[] = [
  { method: 'GET', path: '/me/applications/:programme/:expediente', handle: (c) => showOwn(c) },
  { method: 'GET', path: '/me/applications/:programme/:expediente/receipt.pdf', handle: receipt },
  { method: 'POST', path: '/me/applications/:programme/:expediente/rest', handle: rest },
  { method: 'POST', path: '/me/applications/:programme/:expediente/send', handle: send },
  { method: 'POST', path: '/me/applications/:programme/:expediente/accept', handle: accept },
  { method: 'POST', path: '/me/applications/:programme/:expediente/decline', handle: decline },
]

/** Her own application: 404 when there is none of this number, 403 when it is another's. An overdue offer lapses on the way. */
export async function own(c: Ctx): Promise<{ row: Application; person: string; base: string }> {
  const { house } = c.var
  const { person } = learner(c)
  const tenant = c.req.param('programme') ?? ''
  const row = await knownApplication(house.db, tenant, c.req.param('expediente') ?? '')
  if ((await agentOf(house.db, tenant, person)) !== row.agent) throw new Problem(403, 'not-yours', REFUSAL.notYours)
  const base = ownAddress(tenant, row.expediente)
  if (!isOverdue(row, house.clock())) return { row, person, base }
  await settle(house, tenant, row.call)
  return { row: await knownApplication(house.db, tenant, row.expediente), person, base }
}

export async function showOwn(c: Ctx, refused?: { problems: readonly FieldProblem[]; typed?: TypedPerson; appeal?: AppealTyped }): Promise<Response> {
  const { house, lang } = c.var
  const { row, person, base } = await own(c)
  const { call, phase } = await knownCall(house, house.db, row.tenant, row.call)
  const open = (await sectionsOfCall(house, row.tenant, call.id)).filter((s) => !s.closed && !isOver(s, house.clock()))
  const sections = row.state !== 'selected' ? [] : await Promise.all(open.map(async (section) => ({ section, left: await placesLeft(house, house.db, row.tenant, section.id) })))
  return page(c, {
    title: say(PUBLIC.application, lang), status: refused ? 422 : 200,
    main: (
      <OwnPage lang={lang} base={base} callAddress={`/p/${row.tenant}/calls/${row.call}`} call={call} row={row} phase={phase} now={house.clock()}
        appeal={refused?.appeal ?? { chosen: [], words: '' }} appealNotes={await appealNotes(house, row, person)} appealed={c.req.query('appealed') !== undefined}
        typed={refused?.typed ?? await typedRest(house, person)} problems={refused?.problems ?? []}
        saved={c.req.query('saved') !== undefined} sent={c.req.query('sent') !== undefined}
        note={await noteOf(house, house.db, row, person)} decidedBy={row.decided_by ? await staffName(house.db, row.decided_by) : ''} sections={sections} />
    ),
  })
}

async function receipt(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const { row } = await own(c)
  const { call } = await knownCall(house, house.db, row.tenant, row.call)
  const foot = say(PUBLIC.receiptFoot, lang, { date: moment(house.clock(), lang) })
  return paperAnswer(c, await receiptPdf(house, lang, call, row, foot), row.expediente)
}

async function rest(c: Ctx): Promise<Response> {
  const { person, base, row } = await own(c)
  if (row.state !== 'started') return c.redirect('/me/data', 303)
  const reading = await readRestForm(c.var.house, person, await c.req.formData())
  if (!reading.ok) return showOwn(c, reading)
  await saveRest(c.var.house, person, reading.correction)
  return c.redirect(`${base}?saved`, 303)
}

/** Sends it. With a first sending come the fields of step two, which are saved before. */
async function send(c: Ctx): Promise<Response> {
  const { row, person, base } = await own(c)
  const form = await c.req.formData()
  if (row.state === 'started' && form.has('language')) {
    const reading = await readRestForm(c.var.house, person, form)
    if (!reading.ok) return showOwn(c, reading)
    await saveRest(c.var.house, person, reading.correction)
  }
  await sendApplication(c.var.house, row.tenant, row.expediente)
  return c.redirect(`${base}?sent`, 303)
}

async function accept(c: Ctx): Promise<Response> {
  const { row, person, base } = await own(c)
  const section = (await c.req.parseBody())['section']
  if (typeof section !== 'string' || section === '') return showOwn(c, { problems: [{ field: 'section', sentence: REFUSAL.chooseSection }] })
  await acceptPlace(c.var.house, row.tenant, row.expediente, { section, enrolment: crypto.randomUUID() }, person)
  return c.redirect(base, 303)
}

async function decline(c: Ctx): Promise<Response> {
  const { row, base } = await own(c)
  await declineApplication(c.var.house, row.tenant, row.expediente)
  await settle(c.var.house, row.tenant, row.call)
  return c.redirect(base, 303)
}

/** What waits for her comes first; what has ended is not on her home. */
const ORDER: Partial<Record<ApplicationState, number>> = { selected: 1, returned: 5, started: 10, 'not-eligible': 45, 'not-selected': 46, sent: 50, corrected: 50, eligible: 50, waitlisted: 50 }

export async function applicationCards(house: House, person: string, lang: Lang): Promise<HomeCard[]> {
  const cards: HomeCard[] = []
  for (const { tenant, agent } of await agentsOf(house.db, person)) {
    for (const row of await applicationsOf(house.db, tenant, agent)) {
      const order = ORDER[row.state]
      const call = callOf(house, tenant, row.call)
      if (order === undefined || !call) continue
      cards.push({
        title: say(call.title, lang), text: say(PUBLIC.cardText, lang, { number: row.expediente, state: say(STATE[row.state], lang) }),
        href: ownAddress(tenant, row.expediente), action: say(PUBLIC.cardAction, lang), order,
      })
    }
  }
  return cards
}
