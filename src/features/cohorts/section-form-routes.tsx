import type { Ctx, House, Route, Who } from '../../feature.ts'
import { Problem, type FieldProblem } from '../../lib/problem.ts'
import { say } from '../../lib/text.ts'
import { page } from '../../web/page.tsx'
import { organisationOf, staff } from '../../web/who.ts'
import { organisationsOf, programmeOf } from '../programmes/index.ts'
import { readPublished, readSection, shownSection, slugOf, typedSection, type SectionChoices, type SectionTyped } from './section-form.ts'
import { SectionFormPage } from './section-form-page.tsx'
import { changeKnownSection, closeKnownSection, openNewSection, reopenKnownSection } from './section-office.ts'
import { OPENING } from './section-words.ts'
import { sectionManaged } from './section-rights.ts'
import { limaDay } from './sections.ts'
import { allSites } from './site.ts'

export const sectionFormRoutes: readonly Route[] = [
  { method: 'GET', path: '/office/:programme/open-section', handle: (c) => showNew(c) },
  { method: 'POST', path: '/office/:programme/open-section', handle: open },
  { method: 'GET', path: '/office/:programme/sections/:section/change', handle: (c) => showChange(c) },
  { method: 'POST', path: '/office/:programme/sections/:section/change', handle: change },
  { method: 'POST', path: '/office/:programme/sections/:section/close', handle: close },
  { method: 'POST', path: '/office/:programme/sections/:section/reopen', handle: reopen },
]

const tenantOf = (c: Ctx): string => c.req.param('programme') ?? ''
const officeOf = (c: Ctx): string => `/office/${encodeURIComponent(tenantOf(c))}`
export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

async function choicesOf(house: House, tenant: string, who: Who): Promise<SectionChoices> {
  const only = organisationOf(who, tenant, ['executor'])
  const calls = (programmeOf(house, tenant)?.calls ?? []).map(({ id, title, course }) => ({ id, title, course }))
  const sites = (await allSites(house.db, tenant)).map((site) => ({ id: site.site, name: site.name }))
  const organisations = (await organisationsOf(house.db, tenant)).filter((o) => only === null || o.id === only).map(({ id, name }) => ({ id, name }))
  return { calls, courses: [...new Set(calls.map((call) => call.course))], sites, organisations, only }
}

async function showNew(c: Ctx, problems: readonly FieldProblem[] = [], before?: SectionTyped): Promise<Response> {
  const { house, lang } = c.var
  const who = staff(c, tenantOf(c), 'executor')
  const choices = await choicesOf(house, tenantOf(c), who)
  const typed = before ?? { id: crypto.randomUUID(), weekdays: [], text: { starts: limaDay(house.clock()), capacity: '30', course: choices.courses[0] ?? '' } }
  return page(c, {
    title: say(OPENING.open, lang), status: problems.length ? 422 : 200,
    main: <SectionFormPage lang={lang} office={officeOf(c)} section={undefined} typed={typed} choices={choices} problems={problems} />,
  })
}

async function open(c: Ctx): Promise<Response> {
  const { house } = c.var
  const tenant = tenantOf(c)
  const who = staff(c, tenant, 'executor')
  const form = await c.req.formData()
  const given = form.get('id')
  // Made with the form: the same form sent twice opens one section.
  const typed = typedSection(form, typeof given === 'string' && UUID.test(given) ? given : crypto.randomUUID())
  const read = readSection(typed, await choicesOf(house, tenant, who))
  if (!read.terms) return showNew(c, read.problems, typed)
  const id = slugOf(read.terms.terms?.title.es ?? '', typed.id)
  await openNewSection(house, { tenant, id, by: who.staff }, read.terms)
  return c.redirect(`${officeOf(c)}/sections/${id}?done=opened`, 303)
}

async function showChange(c: Ctx, problems: readonly FieldProblem[] = [], before?: SectionTyped): Promise<Response> {
  const { house, lang } = c.var
  const who = staff(c, tenantOf(c), 'executor')
  const section = await sectionManaged(house, who, tenantOf(c), c.req.param('section') ?? '')
  const choices = await choicesOf(house, tenantOf(c), who)
  return page(c, {
    title: `${say(OPENING.change, lang)}: ${say(section.title, lang)}`, status: problems.length ? 422 : 200,
    main: <SectionFormPage lang={lang} office={officeOf(c)} section={section} typed={before ?? shownSection(section)} choices={choices} problems={problems} />,
  })
}

async function change(c: Ctx): Promise<Response> {
  const { house } = c.var
  const tenant = tenantOf(c)
  const who = staff(c, tenant, 'executor')
  const section = await sectionManaged(house, who, tenant, c.req.param('section') ?? '')
  const typed = typedSection(await c.req.formData(), section.id)
  const choices = await choicesOf(house, tenant, who)
  const read = section.published ? readPublished(typed, section, choices) : readSection(typed, choices)
  if (!read.terms) return showChange(c, read.problems, typed)
  try {
    await changeKnownSection(house, { tenant, id: section.id, by: who.staff }, read.terms)
  } catch (error) {
    if (error instanceof Problem && error.fields.length > 0) return showChange(c, error.fields, typed)
    throw error
  }
  return c.redirect(`${officeOf(c)}/sections/${encodeURIComponent(section.id)}?done=changed`, 303)
}

async function close(c: Ctx): Promise<Response> {
  const { id, asked } = await askedSection(c)
  await closeKnownSection(c.var.house, asked)
  return c.redirect(`${officeOf(c)}/sections/${encodeURIComponent(id)}?done=closed`, 303)
}

async function reopen(c: Ctx): Promise<Response> {
  const { id, asked } = await askedSection(c)
  await reopenKnownSection(c.var.house, asked)
  return c.redirect(`${officeOf(c)}/sections/${encodeURIComponent(id)}?done=reopened`, 303)
}

async function askedSection(c: Ctx): Promise<{ id: string; asked: { tenant: string; id: string; by: string } }> {
  const tenant = tenantOf(c)
  const who = staff(c, tenant, 'executor')
  const { id } = await sectionManaged(c.var.house, who, tenant, c.req.param('section') ?? '')
  return { id, asked: { tenant, id, by: who.staff } }
}
