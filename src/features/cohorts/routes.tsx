import type { Ctx, Route } from '../../feature.ts'
import { Problem, type FieldProblem } from '../../lib/problem.ts'
import { page } from '../../web/page.tsx'
import { paperAnswer } from '../../web/paper.ts'
import { holds, staff } from '../../web/who.ts'
import { namesOf, personsOf, staffName, staffWithRole } from '../people/index.ts'
import { activeBySection, activeIn, sectionMembers, type Enrolment } from './enrolment.ts'
import { EnrolmentPage, SectionPage, SectionsPage, type Done, type MemberLine, type StaffOption } from './pages.tsx'
import { annulWholeEnrolment, knownEnrolment, knownSection, reEnterEnrolment, withdrawEnrolment } from './places.ts'
import { rosterPdf } from './roster-pdf.ts'
import { limaDay, sectionsOf, type Section } from './sections.ts'
import { ANNULMENT_REASONS, WITHDRAWAL_CAUSES } from './statements.ts'
import { assignTutor, releaseTutor, sectionsOfTutor, tutorsBySection } from './tutors.ts'
import { DONE, PAGE, REFUSAL } from './words.ts'
import { say } from '../../lib/text.ts'

export const routes: readonly Route[] = [
  { method: 'GET', path: '/office/:programme/sections', handle: listSections },
  { method: 'GET', path: '/office/:programme/sections/:section', handle: (c) => showSection(c) },
  { method: 'GET', path: '/office/:programme/sections/:section/roster.pdf', handle: printRoster },
  { method: 'POST', path: '/office/:programme/sections/:section/tutors', handle: assign },
  { method: 'POST', path: '/office/:programme/sections/:section/tutors/:staff/end', handle: end },
  { method: 'GET', path: '/office/:programme/enrolments/:enrolment', handle: (c) => showEnrolment(c) },
  { method: 'POST', path: '/office/:programme/enrolments/:enrolment/withdraw', handle: withdraw },
  { method: 'POST', path: '/office/:programme/enrolments/:enrolment/re-enter', handle: reEnter },
  { method: 'POST', path: '/office/:programme/enrolments/:enrolment/annul', handle: annul },
]

const tenantOf = (c: Ctx): string => c.req.param('programme') ?? ''
const officeOf = (c: Ctx): string => `/office/${encodeURIComponent(tenantOf(c))}`

async function listSections(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const tenant = tenantOf(c)
  const who = staff(c, tenant, 'tutor', 'executor')
  const all = holds(who, tenant, ['executor'])
  const mine = new Set(await sectionsOfTutor(house.db, tenant, who.staff))
  const [active, tutors] = [await activeBySection(house.db, tenant), await namedTutors(c, tenant)]
  const lines = sectionsOf(house, tenant).filter((s) => all || mine.has(s.id)).map((section) => ({
    section, left: Math.max(0, section.capacity - (active.get(section.id) ?? 0)), tutors: tutors.get(section.id) ?? [],
  }))
  return page(c, { title: say(PAGE.sections, lang), main: <SectionsPage lang={lang} base={`${officeOf(c)}/sections`} lines={lines} own={!all} /> })
}

/** The section of the address, for its tutor or an executor. */
async function seenSection(c: Ctx): Promise<{ section: Section; manages: boolean; by: string }> {
  const { house } = c.var
  const tenant = tenantOf(c)
  const who = staff(c, tenant, 'tutor', 'executor')
  const manages = holds(who, tenant, ['executor'])
  const section = knownSection(house, tenant, c.req.param('section') ?? '')
  if (!manages && !(await sectionsOfTutor(house.db, tenant, who.staff)).includes(section.id)) {
    throw new Problem(403, 'not-your-section', REFUSAL.notYourSection)
  }
  return { section, manages, by: who.name }
}

async function printRoster(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const tenant = tenantOf(c)
  const { section, by } = await seenSection(c)
  const tutors = ((await namedTutors(c, tenant)).get(section.id) ?? []).map((t) => t.name)
  return paperAnswer(c, await rosterPdf(house, lang, { tenant, section, tutors, by }), `${section.id}-${limaDay(house.clock())}`)
}

async function showSection(c: Ctx, problems: readonly FieldProblem[] = []): Promise<Response> {
  const { house, lang } = c.var
  const tenant = tenantOf(c)
  const { section, manages } = await seenSection(c)
  const members = await named(c, await sectionMembers(house.db, tenant, section.id))
  const props = {
    lang, office: officeOf(c), section, members, manages, done: doneOf(c), problems,
    left: Math.max(0, section.capacity - (await activeIn(house.db, tenant, section.id))),
    tutors: (await namedTutors(c, tenant)).get(section.id) ?? [],
    candidates: manages ? await staffWithRole(house.db, tenant, 'tutor') : [],
  }
  return page(c, { title: say(section.title, lang), status: problems.length ? 422 : 200, main: <SectionPage {...props} /> })
}

async function assign(c: Ctx): Promise<Response> {
  const { house } = c.var
  const tenant = tenantOf(c)
  const who = staff(c, tenant, 'executor')
  const section = knownSection(house, tenant, c.req.param('section') ?? '')
  const chosen = await field(c, 'staff')
  const candidate = (await staffWithRole(house.db, tenant, 'tutor')).find((s) => s.id === chosen)
  if (!candidate) return showSection(c, [{ field: 'staff', sentence: REFUSAL.notATutor }])
  await assignTutor(house.db, { id: crypto.randomUUID(), tenant, section: section.id, staff: candidate.id, by: who.staff, at: house.clock() })
  return toSection(c, section, 'assigned')
}

async function end(c: Ctx): Promise<Response> {
  const { house } = c.var
  const tenant = tenantOf(c)
  const who = staff(c, tenant, 'executor')
  const section = knownSection(house, tenant, c.req.param('section') ?? '')
  await releaseTutor(house.db, { tenant, section: section.id, staff: c.req.param('staff') ?? '', by: who.staff, at: house.clock() })
  return toSection(c, section, 'ended')
}

async function showEnrolment(c: Ctx, problems: readonly FieldProblem[] = []): Promise<Response> {
  const { house, lang } = c.var
  const tenant = tenantOf(c)
  staff(c, tenant, 'executor')
  const enrolment = await knownEnrolment(house.db, tenant, c.req.param('enrolment') ?? '')
  const section = knownSection(house, tenant, enrolment.section)
  const [member] = await named(c, [enrolment])
  const props = { lang, office: officeOf(c), enrolment, section, name: member?.name ?? '', problems }
  return page(c, { title: say(PAGE.enrolment, lang), status: problems.length ? 422 : 200, main: <EnrolmentPage {...props} /> })
}

async function withdraw(c: Ctx): Promise<Response> {
  const who = staff(c, tenantOf(c), 'executor')
  const cause = oneOf(WITHDRAWAL_CAUSES, await field(c, 'cause'))
  if (!cause) return showEnrolment(c, [{ field: 'cause', sentence: REFUSAL.chooseOne }])
  await withdrawEnrolment(c.var.house, tenantOf(c), c.req.param('enrolment') ?? '', cause, who.staff)
  return toItsSection(c, 'withdrew')
}

async function reEnter(c: Ctx): Promise<Response> {
  const who = staff(c, tenantOf(c), 'executor')
  await reEnterEnrolment(c.var.house, tenantOf(c), c.req.param('enrolment') ?? '', who.staff)
  return toItsSection(c, (await field(c, 'undo')) ? 'withdrawal-undone' : 're-entered')
}

async function annul(c: Ctx): Promise<Response> {
  const who = staff(c, tenantOf(c), 'executor')
  const reason = oneOf(ANNULMENT_REASONS, await field(c, 'reason'))
  if (!reason) return showEnrolment(c, [{ field: 'reason', sentence: REFUSAL.chooseOne }])
  await annulWholeEnrolment(c.var.house, tenantOf(c), c.req.param('enrolment') ?? '', reason, who.staff)
  return toItsSection(c, 'annulled')
}

async function toItsSection(c: Ctx, what: Done['what']): Promise<Response> {
  const row = await knownEnrolment(c.var.house.db, tenantOf(c), c.req.param('enrolment') ?? '')
  return toSection(c, { id: row.section }, what, row.enrolment)
}

function toSection(c: Ctx, section: Pick<Section, 'id'>, what: Done['what'], enrolment?: string): Response {
  return c.redirect(`${officeOf(c)}/sections/${encodeURIComponent(section.id)}?done=${what}${enrolment ? `&of=${enrolment}` : ''}`, 303)
}

function doneOf(c: Ctx): Done | null {
  const what = c.req.query('done')
  const of = c.req.query('of')
  if (!what || !Object.hasOwn(DONE, what)) return null
  // Just found among the keys of DONE.
  return { what: what as Done['what'], enrolment: of && /^[0-9a-f-]{36}$/.test(of) ? of : undefined }
}

async function field(c: Ctx, name: string): Promise<string> {
  const value = (await c.req.parseBody())[name]
  return typeof value === 'string' ? value : ''
}

function oneOf<T extends string>(known: readonly T[], value: string): T | undefined {
  return known.find((k) => k === value)
}

/** Members with their names, in the order of the alphabet. */
async function named(c: Ctx, rows: readonly Enrolment[]): Promise<MemberLine[]> {
  const { house, lang } = c.var
  const persons = await personsOf(house.db, tenantOf(c), rows.map((row) => row.agent))
  const names = await namesOf(house, [...persons.values()])
  const lines = rows.map((enrolment) => ({ enrolment, name: names.get(persons.get(enrolment.agent) ?? '') ?? say(PAGE.unnamed, lang) }))
  return lines.toSorted((a, b) => a.name.localeCompare(b.name, 'es'))
}

async function namedTutors(c: Ctx, tenant: string): Promise<Map<string, StaffOption[]>> {
  const found = new Map<string, StaffOption[]>()
  for (const [section, ids] of await tutorsBySection(c.var.house.db, tenant)) {
    found.set(section, await Promise.all(ids.map(async (id) => ({ id, name: (await staffName(c.var.house.db, id)) ?? id }))))
  }
  return found
}
