import { createHash } from 'node:crypto'
import type { Ctx, Route } from '../../feature.ts'
import { Problem, type FieldProblem } from '../../lib/problem.ts'
import { say } from '../../lib/text.ts'
import { page } from '../../web/page.tsx'
import { staff } from '../../web/who.ts'
import { isOver, limaDay, limaHour, meetings, Pages, readShift, readWanted, SectionFinder, sectionPage, sectionsSeen, siteNames, wantedQuery } from '../cohorts/index.ts'
import { doneOf, fieldsOf, officeOf, sectionFor, sessionFor, sessionsAddress, tenantOf } from './asking.ts'
import { manualShare, tallies } from './attendance.ts'
import { sessionsOf } from './class-session.ts'
import { neutralRoutes } from './neutral-routes.tsx'
import { readPlan, type PlanForm, usualMode } from './plan-session.ts'
import { queueRoutes } from './queue-routes.tsx'
import { cancelWholeSession, planSessions } from './recording.ts'
import { rosterRoutes } from './roster-routes.tsx'
import { sheetRoutes } from './sheet-routes.tsx'
import { SectionsPage, SessionsPage } from './sessions-page.tsx'
import { PAGE, WRONG } from './words.ts'

const sessionRoutes: readonly Route[] = [
  { method: 'GET', path: '/office/:programme/attendance', handle: listSections },
  { method: 'GET', path: '/office/:programme/sections/:section/sessions', handle: (c) => listSessions(c) },
  { method: 'POST', path: '/office/:programme/sections/:section/sessions', handle: make },
  { method: 'POST', path: '/office/:programme/sections/:section/sessions/plan', handle: plan },
  { method: 'POST', path: '/office/:programme/sections/:section/sessions/:session/cancel', handle: cancel },
]

export const routes: readonly Route[] = [...sessionRoutes, ...sheetRoutes, ...rosterRoutes, ...queueRoutes, ...neutralRoutes]

const WEEKS = 4

async function listSections(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const tenant = tenantOf(c)
  const who = staff(c, tenant, 'tutor', 'executor')
  const wanted = readWanted(c, await sectionsSeen(house, who, tenant))
  const found = await sectionPage(house, tenant, wanted)
  const main = <SectionsPage lang={lang} office={officeOf(c)} sections={found.sections} share={await manualShare(house.db, tenant)}
    finder={<><SectionFinder lang={lang} action={`${officeOf(c)}/attendance`} wanted={wanted} more={found.more} />
      <Pages lang={lang} action={`${officeOf(c)}/attendance`} query={wantedQuery(wanted)} page={wanted.page} more={found.more} /></>} />
  return page(c, { title: say(PAGE.attendance, lang), main })
}

async function listSessions(c: Ctx, problems: readonly FieldProblem[] = [], typed: Partial<PlanForm> & { id?: string } = {}): Promise<Response> {
  const { house, lang } = c.var
  const tenant = tenantOf(c)
  const { section } = await sectionFor(c)
  const sessions = await sessionsOf(house.db, tenant, section.id)
  const rhythm = readShift(section.shift.es)
  const props = {
    lang, base: sessionsAddress(c, section), office: officeOf(c), section, sessions, problems, sites: await sitesOf(c), done: doneOf(c), canPlan: rhythm !== null && !isOver(section, house.clock()),
    tallies: await tallies(house.db, tenant, sessions.map((s) => s.session)), now: house.clock(),
    typed: {
      id: typed.id ?? crypto.randomUUID(), day: typed.day ?? limaDay(house.clock()), from: typed.from ?? (rhythm ? limaHour(new Date((rhythm.from + 300) * 60_000)) : ''),
      to: typed.to ?? (rhythm ? limaHour(new Date((rhythm.to + 300) * 60_000)) : ''), minutes: typed.minutes ?? '', mode: typed.mode ?? usualMode(section), site: typed.site ?? section.site.es,
    },
  }
  return page(c, { title: `${say(PAGE.sessions, lang)}: ${say(section.title, lang)}`, status: problems.length ? 422 : 200, main: <SessionsPage {...props} /> })
}

/** The programme's sites under their Spanish names: a site is chosen, never typed. */
async function sitesOf(c: Ctx): Promise<{ value: string; label: string }[]> {
  return (await siteNames(c.var.house, tenantOf(c))).map((name) => ({ value: name.es, label: say(name, c.var.lang) }))
}

async function make(c: Ctx): Promise<Response> {
  const { house } = c.var
  const { section, by } = await sectionFor(c)
  const text = await fieldsOf(c)
  const form: PlanForm = { day: text('day'), from: text('from'), to: text('to'), minutes: text('minutes'), mode: text('mode'), site: text('site') }
  // Made with the form: the same form sent twice makes one session.
  const id = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text('id')) ? text('id') : crypto.randomUUID()
  const read = readPlan(form, id, section, (await sitesOf(c)).map((s) => s.value))
  if (!read.plan) return listSessions(c, read.problems, { ...form, id })
  try {
    await planSessions(house, tenantOf(c), section, [read.plan], by)
  } catch (error) {
    if (error instanceof Problem && error.code === 'session-overlaps') return listSessions(c, [{ field: 'from', sentence: error.sentence }], { ...form, id })
    throw error
  }
  return c.redirect(`${sessionsAddress(c, section)}?done=planned`, 303)
}

async function plan(c: Ctx): Promise<Response> {
  const { house } = c.var
  const tenant = tenantOf(c)
  const { section, by } = await sectionFor(c)
  const rhythm = readShift(section.shift.es)
  if (!rhythm) throw new Problem(409, 'no-shift', WRONG.noShift)
  if (isOver(section, house.clock())) throw new Problem(409, 'section-over', WRONG.outsideSection)
  const today = limaDay(house.clock())
  const plans = meetings(rhythm, today < section.starts ? section.starts : today, WEEKS, section.ends).map(({ starts, ends }) => ({
    id: idOf(tenant, section.id, starts), section: section.id, starts, ends, minutes: Math.min(600, (ends.getTime() - starts.getTime()) / 60_000),
    mode: usualMode(section), site: section.site.es,
  }))
  await planSessions(house, tenant, section, plans, by, true)
  return c.redirect(`${sessionsAddress(c, section)}?done=planned-many`, 303)
}

/** The same for the same meeting, so that planning twice makes it once (a UUID of version 8, RFC 9562). */
function idOf(tenant: string, section: string, starts: Date): string {
  const hex = createHash('sha256').update(`session ${tenant} ${section} ${starts.toISOString()}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

async function cancel(c: Ctx): Promise<Response> {
  const { section, session, by } = await sessionFor(c)
  await cancelWholeSession(c.var.house, tenantOf(c), session.session, by)
  return c.redirect(`${sessionsAddress(c, section)}?done=cancelled`, 303)
}
