import type { Ctx, Route } from '../../feature.ts'
import { Problem, type FieldProblem } from '../../lib/problem.ts'
import { say } from '../../lib/text.ts'
import { page } from '../../web/page.tsx'
import { paperAnswer, printedBy } from '../../web/paper.ts'
import { staff } from '../../web/who.ts'
import { limaDay } from '../cohorts/index.ts'
import { districtByCode, groupsOf, personOf, profileOf, shownDistrict, staffName, type Profile } from '../people/index.ts'
import { programmeOf } from '../programmes/index.ts'
import type { AppealTyped } from './appeal-parts.tsx'
import { appealNotes } from './appealing.ts'
import { applicants, PAGE_SIZE, SHOWN, type Wanted } from './applicants.ts'
import { ApplicationDetail, ApplicationsPage, DONE, type DetailProps, type FormTyped } from './applications-page.tsx'
import type { Application } from './application.ts'
import type { Decision } from './decide.ts'
import { ageOn, REFUSAL_REASONS, REMARKS } from './eligibility.ts'
import { knownApplication, knownCall } from './known.ts'
import { roundsOf } from './lottery-round.ts'
import { moment } from './moment.ts'
import { OFFICE } from './office-words.ts'
import { receiptPdf } from './receipt-pdf.ts'
import { decideApplication, decideMany, isFrozen, noteOf, proposalFor, undoLastDecision } from './review.ts'
import { mayScore } from './score.ts'
import { REFUSAL } from './words.ts'

export const applicationsRoutes: readonly Route[] = [
  { method: 'GET', path: '/office/:programme/calls/:call/applications', handle: (c) => list(c) },
  { method: 'POST', path: '/office/:programme/calls/:call/applications/search', handle: search },
  { method: 'POST', path: '/office/:programme/calls/:call/applications', handle: bulk },
  { method: 'GET', path: '/office/:programme/calls/:call/applications/:expediente', handle: (c) => showApplication(c) },
  { method: 'GET', path: '/office/:programme/calls/:call/applications/:expediente/receipt.pdf', handle: receipt },
  { method: 'POST', path: '/office/:programme/calls/:call/applications/:expediente/decide', handle: decide },
  { method: 'POST', path: '/office/:programme/calls/:call/applications/:expediente/undo', handle: undo },
]

const MOST_NOTE = 600
const tenantOf = (c: Ctx): string => c.req.param('programme') ?? ''
const baseOf = (c: Ctx): string => `/office/${tenantOf(c)}/calls/${c.req.param('call') ?? ''}`

async function list(c: Ctx, asked: Partial<Wanted> = {}, problems: readonly FieldProblem[] = []): Promise<Response> {
  const { house, lang } = c.var
  const { call } = await knownCall(house, house.db, tenantOf(c), c.req.param('call') ?? '')
  const wanted: Wanted = {
    query: asked.query ?? '', state: asked.state === undefined ? stateOf(c.req.query('state')) : asked.state,
    page: Math.max(1, Math.trunc(Number(c.req.query('page') ?? '1')) || 1),
  }
  const [done, left] = [Number(c.req.query('done')), Number(c.req.query('left'))]
  return page(c, {
    title: say(OFFICE.list, lang, { call: say(call.title, lang) }), status: problems.length > 0 ? 422 : 200,
    main: <ApplicationsPage lang={lang} base={baseOf(c)} call={call} wanted={wanted} {...(await applicants(house, tenantOf(c), call, wanted))} problems={problems}
      done={c.req.query('done') && Number.isInteger(done) && Number.isInteger(left) ? { done, left } : null} />,
  })
}

const stateOf = (typed: string | undefined): Wanted['state'] => SHOWN.find((s) => s === typed) ?? null

async function search(c: Ctx): Promise<Response> {
  const form = await c.req.formData()
  return list(c, { query: text(form, 'q').slice(0, 120), state: stateOf(text(form, 'state')) })
}

async function bulk(c: Ctx): Promise<Response> {
  const { house } = c.var
  const who = staff(c, tenantOf(c), 'executor')
  const form = await c.req.formData()
  const picked = form.getAll('expediente').filter((e): e is string => typeof e === 'string').slice(0, PAGE_SIZE)
  if (picked.length === 0) return list(c, { state: stateOf(text(form, 'state')) }, [{ field: 'expediente', sentence: REFUSAL.chooseSome }])
  const done = await decideMany(house, tenantOf(c), c.req.param('call') ?? '', picked, form.get('action') === 'undo' ? 'undo' : 'eligible', who.staff)
  const query = new URLSearchParams({ state: text(form, 'state'), done: String(done), left: String(picked.length - done) })
  return c.redirect(`${baseOf(c)}/applications?${query.toString()}`, 303)
}

/** The application of the address, which must be one of this call. */
export async function here(c: Ctx): Promise<Application> {
  const row = await knownApplication(c.var.house.db, tenantOf(c), c.req.param('expediente') ?? '')
  if (row.call !== c.req.param('call')) throw new Problem(404, 'unknown-application', REFUSAL.unknownApplication)
  return row
}

interface Refused { readonly problems: readonly FieldProblem[]; readonly typed?: FormTyped; readonly appeal?: AppealTyped; readonly scores?: ReadonlyMap<string, string> }

/** One application; `refused`: a form of it came back with what was typed. */
export async function showApplication(c: Ctx, refused?: Refused): Promise<Response> {
  const { house, lang } = c.var
  const who = staff(c, tenantOf(c), 'executor')
  const tenant = tenantOf(c)
  const row = await here(c)
  const { call, phase } = await knownCall(house, house.db, tenant, row.call)
  const person = await personOf(house.db, tenant, row.agent)
  const profile = person ? await profileOf(house, house.db, person) : null
  const done = DONE.find((word) => word === c.req.query('done')) ?? null
  const frozen = phase === 'final' || isFrozen(call, await roundsOf(house.db, tenant, row.call), row.expediente)
  const props: DetailProps = {
    lang, base: baseOf(c), call, row, name: profile?.name ?? '', facts: profile ? factsOf(c, row, profile) : [], personAddress: `/office/${tenant}/people/${row.agent}`,
    proposal: proposalFor(call, row, profile), frozen, scorable: mayScore(call, row, frozen) && phase !== 'final', scores: refused?.scores ?? new Map(),
    note: person ? await noteOf(house, house.db, row, person) : null, decidedBy: row.decided_by ? await staffName(house.db, row.decided_by) : '',
    done, typed: refused?.typed ?? { decision: '', codes: [], note: '' }, problems: refused?.problems ?? [],
    now: house.clock(), own: row.decided_by === who.staff || row.scored_by === who.staff, appeal: refused?.appeal ?? { chosen: [], words: '' }, appealNotes: await appealNotes(house, row, person),
  }
  return page(c, { title: profile?.name ?? row.expediente, status: refused ? 422 : 200, main: <ApplicationDetail {...props} /> })
}

/** For somebody who applied with the help of the office. */
async function receipt(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const who = staff(c, tenantOf(c), 'executor')
  const row = await here(c)
  const { call } = await knownCall(house, house.db, row.tenant, row.call)
  return paperAnswer(c, await receiptPdf(house, lang, call, row, printedBy(lang, who.name, house.clock())), row.expediente)
}

/** What she declares, as far as the decision needs it; the document stays on the person's own page. */
function factsOf(c: Ctx, row: Application, profile: Profile): DetailProps['facts'] {
  const { house, lang } = c.var
  const district = districtByCode(profile.district.scheme, profile.district.code)
  const titles = groupsOf(profile).map((id) => programmeOf(house, row.tenant)?.groups.find((g) => g.id === id)?.title[lang] ?? id)
  return [
    { label: say(OFFICE.age, lang), value: say(OFFICE.years, lang, { n: ageOn(profile.born, limaDay(row.sent ?? row.started)) }) },
    { label: say(OFFICE.district, lang), value: district ? shownDistrict(district) : profile.district.code },
    { label: say(OFFICE.groups, lang), value: titles.join(', ') || say(OFFICE.noGroups, lang) },
    ...(profile.guardian ? [{ label: say(OFFICE.guardian, lang), value: say(OFFICE.yes, lang) }] : []),
    ...(row.sent ? [{ label: say(OFFICE.sentOn, lang), value: moment(row.sent, lang) }] : []),
  ]
}

async function decide(c: Ctx): Promise<Response> {
  const { house } = c.var
  const who = staff(c, tenantOf(c), 'executor')
  const row = await here(c)
  const form = await c.req.formData()
  const note = text(form, 'note').replaceAll('\r\n', '\n').normalize('NFC').trim()
  const kind = text(form, 'decision')
  const typed: FormTyped = { decision: kind, codes: [...all(form, 'remarks'), ...all(form, 'reasons')], note }
  const decision = decisionOf(kind, form, note)
  if (!decision) return showApplication(c, { typed, problems: [{ field: 'decision', sentence: REFUSAL.decisionNeeded }] })
  if ([...note].length > MOST_NOTE) return showApplication(c, { typed, problems: [{ field: 'note', sentence: REFUSAL.noteTooLong }] })
  try {
    await decideApplication(house, row.tenant, row.expediente, decision, who.staff, crypto.randomUUID())
  } catch (error) {
    if (error instanceof Problem && error.status === 422) return showApplication(c, { typed, problems: error.fields })
    throw error
  }
  return c.redirect(`${baseOf(c)}/applications/${row.expediente}?done=decided`, 303)
}

function decisionOf(kind: string, form: FormData, note: string): Decision | null {
  if (kind === 'eligible') return { kind }
  if (kind === 'return') return { kind, remarks: REMARKS.filter((r) => all(form, 'remarks').includes(r)), note }
  if (kind === 'not-eligible') return { kind, reasons: REFUSAL_REASONS.filter((r) => all(form, 'reasons').includes(r)), note }
  return null
}

async function undo(c: Ctx): Promise<Response> {
  const who = staff(c, tenantOf(c), 'executor')
  const row = await here(c)
  await undoLastDecision(c.var.house, row.tenant, row.expediente, who.staff)
  return c.redirect(`${baseOf(c)}/applications/${row.expediente}?done=undone`, 303)
}

function text(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

function all(form: FormData, name: string): string[] {
  return form.getAll(name).filter((v): v is string => typeof v === 'string')
}
