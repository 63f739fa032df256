import type { Ctx, Route } from '../../feature.ts'
import type { FieldProblem } from '../../lib/problem.ts'
import { page } from '../../web/page.tsx'
import { paperAnswer } from '../../web/paper.ts'
import { holds, staff } from '../../web/who.ts'
import { holdsNow, staffName, staffWithRole } from '../people/index.ts'
import { organisationsOf } from '../programmes/index.ts'
import { childcareIn } from './childcare-note.ts'
import { activeIn, enrolmentsInSections, sectionMembers } from './enrolment.ts'
import { enrolmentRoutes } from './enrolment-routes.tsx'
import { named } from './named.ts'
import { SectionPage, SectionsPage, type Done, type StaffOption } from './pages.tsx'
import { rosterPdf } from './roster-pdf.ts'
import { readWanted } from './section-finder.tsx'
import { sectionFormRoutes } from './section-form-routes.tsx'
import { sectionPage } from './section-list.ts'
import { sectionManaged, sectionSeen, sectionsSeen } from './section-rights.ts'
import { limaDay, type Section } from './sections.ts'
import { siteRoutes } from './site-routes.tsx'
import { assignTutor, releaseTutor, tutorsBySection } from './tutors.ts'
import { DONE, PAGE, REFUSAL } from './words.ts'
import { say } from '../../lib/text.ts'

export const routes: readonly Route[] = [
  { method: 'GET', path: '/office/:programme/sections', handle: listSections },
  { method: 'GET', path: '/office/:programme/sections/:section', handle: (c) => showSection(c) },
  { method: 'GET', path: '/office/:programme/sections/:section/roster.pdf', handle: printRoster },
  { method: 'POST', path: '/office/:programme/sections/:section/tutors', handle: assign },
  { method: 'POST', path: '/office/:programme/sections/:section/tutors/:staff/end', handle: end },
  ...enrolmentRoutes, ...sectionFormRoutes, ...siteRoutes,
]

const tenantOf = (c: Ctx): string => c.req.param('programme') ?? ''
const officeOf = (c: Ctx): string => `/office/${encodeURIComponent(tenantOf(c))}`

async function listSections(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const tenant = tenantOf(c)
  const who = staff(c, tenant, 'tutor', 'executor')
  const wanted = readWanted(c, await sectionsSeen(house, who, tenant))
  const { sections, more } = await sectionPage(house, tenant, wanted)
  const ids = sections.map((section) => section.id)
  const [active, tutors, entities] = [await enrolmentsInSections(house.db, tenant, ids), await namedTutors(c, tenant, ids), await entityNames(c, sections)]
  const lines = sections.map((section) => ({ section, left: Math.max(0, section.capacity - (active.get(section.id) ?? 0)), tutors: tutors.get(section.id) ?? [], entity: entities.get(section.organisation ?? '') ?? '' }))
  return page(c, { title: say(PAGE.sections, lang), main: <SectionsPage lang={lang} office={officeOf(c)} lines={lines} manages={holds(who, tenant, ['executor'])} wanted={wanted} more={more} /> })
}

/** The section of the address, for its tutor or an executor. */
async function seenSection(c: Ctx): Promise<{ section: Section; manages: boolean; by: string }> {
  const { house } = c.var
  const tenant = tenantOf(c)
  const who = staff(c, tenant, 'tutor', 'executor')
  return { ...await sectionSeen(house, who, tenant, c.req.param('section') ?? ''), by: who.name }
}

async function printRoster(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const tenant = tenantOf(c)
  const { section, by } = await seenSection(c)
  const tutors = ((await namedTutors(c, tenant, [section.id])).get(section.id) ?? []).map((t) => t.name)
  return paperAnswer(c, await rosterPdf(house, lang, { tenant, section, tutors, by }), `${section.id}-${limaDay(house.clock())}`)
}

async function showSection(c: Ctx, problems: readonly FieldProblem[] = []): Promise<Response> {
  const { house, lang } = c.var
  const tenant = tenantOf(c)
  const { section, manages } = await seenSection(c)
  const members = await named(house, tenant, await sectionMembers(house.db, tenant, section.id), lang)
  const props = {
    lang, office: officeOf(c), section, members, manages, done: doneOf(c), problems, today: limaDay(house.clock()),
    left: Math.max(0, section.capacity - (await activeIn(house.db, tenant, section.id))),
    tutors: (await namedTutors(c, tenant, [section.id])).get(section.id) ?? [], entity: (await entityNames(c, [section])).get(section.organisation ?? '') ?? '',
    childcare: manages ? await childcareIn(house.db, tenant, section.id) : null,
    candidates: manages ? await staffWithRole(house.db, tenant, 'tutor') : [],
  }
  return page(c, { title: say(section.title, lang), status: problems.length ? 422 : 200, main: <SectionPage {...props} /> })
}

/** Names of the entities that run these sections, by their slugs; without a query where the programme runs them itself. */
async function entityNames(c: Ctx, sections: readonly Section[]): Promise<Map<string, string>> {
  if (sections.every((section) => section.organisation === null)) return new Map()
  return new Map((await organisationsOf(c.var.house.db, tenantOf(c))).map((one) => [one.id, one.name]))
}

async function assign(c: Ctx): Promise<Response> {
  const { house } = c.var
  const tenant = tenantOf(c)
  const who = staff(c, tenant, 'executor')
  const section = await sectionManaged(house, who, tenant, c.req.param('section') ?? '')
  const chosen = await field(c, 'staff')
  const assigned = await house.db.transaction().execute(async (tx) => {
    if (!/^[0-9a-f-]{36}$/.test(chosen) || !(await holdsNow(tx, chosen, tenant, 'tutor'))) return false
    await assignTutor(tx, { id: crypto.randomUUID(), tenant, section: section.id, staff: chosen, by: who.staff, at: house.clock() })
    return true
  })
  if (!assigned) return showSection(c, [{ field: 'staff', sentence: REFUSAL.notATutor }])
  return toSection(c, section, 'assigned')
}

async function end(c: Ctx): Promise<Response> {
  const { house } = c.var
  const tenant = tenantOf(c)
  const who = staff(c, tenant, 'executor')
  const section = await sectionManaged(house, who, tenant, c.req.param('section') ?? '')
  await releaseTutor(house.db, { tenant, section: section.id, staff: c.req.param('staff') ?? '', by: who.staff, at: house.clock() })
  return toSection(c, section, 'ended')
}

function toSection(c: Ctx, section: Pick<Section, 'id'>, what: Done['what']): Response {
  return c.redirect(`${officeOf(c)}/sections/${encodeURIComponent(section.id)}?done=${what}`, 303)
}

function doneOf(c: Ctx): Done | null {
  const what = c.req.query('done')
  const of = c.req.query('of')
  if (!what || !Object.hasOwn(DONE, what)) return null
  // Just found among the keys of DONE.
  return { what: what as Done['what'], enrolment: of && /^[0-9a-f-]{36}$/.test(of) ? of : undefined, back: c.req.query('back') }
}

async function field(c: Ctx, name: string): Promise<string> {
  const value = (await c.req.parseBody())[name]
  return typeof value === 'string' ? value : ''
}

async function namedTutors(c: Ctx, tenant: string, sections: readonly string[]): Promise<Map<string, StaffOption[]>> {
  const found = new Map<string, StaffOption[]>()
  for (const [section, ids] of await tutorsBySection(c.var.house.db, tenant, sections)) {
    found.set(section, await Promise.all(ids.map(async (id) => ({ id, name: (await staffName(c.var.house.db, id)) ?? id }))))
  }
  return found
}
