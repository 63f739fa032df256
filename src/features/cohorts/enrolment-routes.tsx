import type { Ctx, Route } from '../../feature.ts'
import { Problem, type FieldProblem } from '../../lib/problem.ts'
import { say } from '../../lib/text.ts'
import { page } from '../../web/page.tsx'
import { staff } from '../../web/who.ts'
import { Day } from '../programmes/index.ts'
import { childcareOf } from './childcare-note.ts'
import { destinationsOf } from './destinations.ts'
import { EnrolmentPage } from './enrolment-page.tsx'
import { historyOf } from './history.ts'
import { MOVE_REFUSAL } from './move-words.ts'
import { named } from './named.ts'
import type { Done } from './pages.tsx'
import { annulWholeEnrolment, childcareFor, dropOutEnrolment, knownEnrolment, pauseEnrolment, reEnterEnrolment, resumeEnrolment, transferEnrolment, withdrawEnrolment } from './places.ts'
import { enrolmentManaged, sectionManaged, sectionsSeen } from './section-rights.ts'
import { limaDay } from './sections.ts'
import { siteById } from './site.ts'
import { ANNULMENT_REASONS, DROP_OUT_CAUSES, PAUSE_CAUSES, WITHDRAWAL_CAUSES } from './statements.ts'
import { PAGE, REFUSAL } from './words.ts'

export const enrolmentRoutes: readonly Route[] = [
  { method: 'GET', path: '/office/:programme/enrolments/:enrolment', handle: (c) => show(c) },
  { method: 'POST', path: '/office/:programme/enrolments/:enrolment/withdraw', handle: withdraw },
  { method: 'POST', path: '/office/:programme/enrolments/:enrolment/re-enter', handle: reEnter },
  { method: 'POST', path: '/office/:programme/enrolments/:enrolment/annul', handle: annul },
  { method: 'POST', path: '/office/:programme/enrolments/:enrolment/transfer', handle: transfer },
  { method: 'POST', path: '/office/:programme/enrolments/:enrolment/pause', handle: pause },
  { method: 'POST', path: '/office/:programme/enrolments/:enrolment/resume', handle: resume },
  { method: 'POST', path: '/office/:programme/enrolments/:enrolment/drop-out', handle: dropOut },
  { method: 'POST', path: '/office/:programme/enrolments/:enrolment/childcare', handle: childcare },
]

const tenantOf = (c: Ctx): string => c.req.param('programme') ?? ''
const officeOf = (c: Ctx): string => `/office/${encodeURIComponent(tenantOf(c))}`
const idOf = (c: Ctx): string => c.req.param('enrolment') ?? ''

/** The enrolment of the address, for whoever coordinates its section. */
async function asked(c: Ctx) {
  const who = staff(c, tenantOf(c), 'executor')
  return { who, ...await enrolmentManaged(c.var.house, who, tenantOf(c), idOf(c)) }
}

async function show(c: Ctx, problems: readonly FieldProblem[] = []): Promise<Response> {
  const { house, lang } = c.var
  const tenant = tenantOf(c)
  const { enrolment, section, who } = await asked(c)
  const [member] = await named(house, tenant, [enrolment], lang)
  const props = {
    lang, office: officeOf(c), enrolment, section, name: member?.name ?? '', problems, today: limaDay(house.clock()),
    destinations: enrolment.state === 'active' ? await destinationsOf(house, tenant, section, (c.req.query('to') ?? '').trim().slice(0, 80), await sectionsSeen(house, who, tenant)) : null,
    searching: c.req.query('to') !== undefined, history: await historyOf(house, tenant, enrolment.enrolment, lang),
    childcare: await childcareOf(house.db, enrolment.enrolment), careAtSite: section.place ? (await siteById(house.db, tenant, section.place))?.childcare ?? null : null,
  }
  return page(c, { title: say(PAGE.enrolment, lang), status: problems.length ? 422 : 200, main: <EnrolmentPage {...props} /> })
}

async function withdraw(c: Ctx): Promise<Response> {
  const { who } = await asked(c)
  const cause = oneOf(WITHDRAWAL_CAUSES, await field(c, 'cause'))
  if (!cause) return show(c, [{ field: 'cause', sentence: REFUSAL.chooseOne }])
  await withdrawEnrolment(c.var.house, tenantOf(c), idOf(c), cause, who.staff)
  return toItsSection(c, 'withdrew')
}

async function reEnter(c: Ctx): Promise<Response> {
  const { who } = await asked(c)
  await reEnterEnrolment(c.var.house, tenantOf(c), idOf(c), who.staff)
  return toItsSection(c, (await field(c, 'undo')) ? 'withdrawal-undone' : 're-entered')
}

async function annul(c: Ctx): Promise<Response> {
  const { who } = await asked(c)
  const reason = oneOf(ANNULMENT_REASONS, await field(c, 'reason'))
  if (!reason) return show(c, [{ field: 'reason', sentence: REFUSAL.chooseOne }])
  await annulWholeEnrolment(c.var.house, tenantOf(c), idOf(c), reason, who.staff)
  return toItsSection(c, 'annulled')
}

async function transfer(c: Ctx): Promise<Response> {
  const { who, enrolment: before } = await asked(c)
  const to = await field(c, 'section')
  if (!to) return show(c, [{ field: 'section', sentence: MOVE_REFUSAL.chooseSection }])
  await sectionManaged(c.var.house, who, tenantOf(c), to)
  await transferEnrolment(c.var.house, tenantOf(c), idOf(c), to, who.staff)
  return toItsSection(c, (await field(c, 'undo')) ? 'transfer-undone' : 'transferred', before.section)
}

async function pause(c: Ctx): Promise<Response> {
  const { who } = await asked(c)
  const until = Day.safeParse(await field(c, 'until'))
  const cause = oneOf(PAUSE_CAUSES, await field(c, 'pause_cause'))
  const problems = [
    ...(until.success ? [] : [{ field: 'until', sentence: MOVE_REFUSAL.chooseDay }]), ...(cause ? [] : [{ field: 'pause_cause', sentence: REFUSAL.chooseOne }]),
  ]
  if (!until.success || !cause) return show(c, problems)
  try {
    await pauseEnrolment(c.var.house, tenantOf(c), idOf(c), until.data, cause, who.staff)
  } catch (error) {
    if (error instanceof Problem && error.fields.length > 0) return show(c, error.fields)
    throw error
  }
  return toItsSection(c, 'paused')
}

async function resume(c: Ctx): Promise<Response> {
  const { who } = await asked(c)
  await resumeEnrolment(c.var.house, tenantOf(c), idOf(c), who.staff)
  return toItsSection(c, 'resumed')
}

async function dropOut(c: Ctx): Promise<Response> {
  const { who } = await asked(c)
  const cause = oneOf(DROP_OUT_CAUSES, await field(c, 'drop_cause'))
  if (!cause) return show(c, [{ field: 'drop_cause', sentence: REFUSAL.chooseOne }])
  await dropOutEnrolment(c.var.house, tenantOf(c), idOf(c), cause, who.staff)
  return toItsSection(c, 'dropped-out')
}

async function childcare(c: Ctx): Promise<Response> {
  const { who } = await asked(c)
  const form = await c.req.formData()
  // Nothing marked means "not needed" only on a form of ours: a body without a form must not say it.
  if (form.get('asked') !== 'yes') return show(c, [{ field: 'childcare', sentence: REFUSAL.chooseOne }])
  const marked = form.getAll('childcare')
  try {
    await childcareFor(c.var.house, tenantOf(c), idOf(c), { needed: marked.includes('needed'), offered: marked.includes('offered'), used: marked.includes('used') }, who.staff)
  } catch (error) {
    if (error instanceof Problem && error.fields.length > 0) return show(c, error.fields)
    throw error
  }
  return toItsSection(c, 'childcare-noted')
}

async function toItsSection(c: Ctx, what: Done['what'], back?: string): Promise<Response> {
  const row = await knownEnrolment(c.var.house.db, tenantOf(c), idOf(c))
  const query = new URLSearchParams({ done: what, of: row.enrolment, ...(back ? { back } : {}) }).toString()
  return c.redirect(`${officeOf(c)}/sections/${encodeURIComponent(row.section)}?${query}`, 303)
}

async function field(c: Ctx, name: string): Promise<string> {
  const value = (await c.req.parseBody())[name]
  return typeof value === 'string' ? value : ''
}

function oneOf<T extends string>(known: readonly T[], value: string): T | undefined {
  return known.find((k) => k === value)
}
