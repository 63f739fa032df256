import type { Ctx, Route } from '../../feature.ts'
import { Problem, type FieldProblem } from '../../lib/problem.ts'
import { say } from '../../lib/text.ts'
import { page } from '../../web/page.tsx'
import { holds, staff } from '../../web/who.ts'
import { knownEnrolment, limaDay, named, readWanted, sectionPage, sectionSeen, sectionsNamed, sectionsSeen, type Enrolment, type Section } from '../cohorts/index.ts'
import { hasConsented, logged, personOf, profileOf, shownPhone, staffNames } from '../people/index.ts'
import { atRisk, withNames } from './at-risk.ts'
import { contactsOf } from './contact.ts'
import { logContact, readContact, type ContactTyped } from './log-contact.ts'
import { linksTo } from './messages.ts'
import { FollowPage, MOST_LINES, OverviewPage, TodayPage, type FollowProps } from './pages.tsx'
import { PAGE } from './words.ts'

const ENROLMENT = '/office/:programme/enrolments/:enrolment'

export const routes: readonly Route[] = [
  { method: 'GET', path: '/office/:programme/today', handle: today },
  { method: 'GET', path: `${ENROLMENT}/contacts`, handle: (c) => show(c) },
  { method: 'POST', path: `${ENROLMENT}/contacts`, handle: log },
  { method: 'POST', path: `${ENROLMENT}/phone`, handle: phone },
]

const tenantOf = (c: Ctx): string => c.req.param('programme') ?? ''
const officeOf = (c: Ctx): string => `/office/${encodeURIComponent(tenantOf(c))}`
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** One section's list when it is named; else the tutor's own, or, for who coordinates, the sections with their numbers. */
async function today(c: Ctx): Promise<Response> {
  const { house } = c.var
  const tenant = tenantOf(c)
  const who = staff(c, tenant, 'tutor', 'executor')
  const asked = c.req.query('section')
  if (asked !== undefined) {
    const { section } = await sectionSeen(house, who, tenant, asked)
    return list(c, [section], section)
  }
  const own = await sectionsSeen(house, who, tenant)
  return holds(who, tenant, ['executor']) ? overview(c, own) : list(c, await sectionsNamed(house, tenant, own ?? []), null)
}

async function list(c: Ctx, sections: readonly Section[], one: Section | null): Promise<Response> {
  const { house, lang } = c.var
  const all = await atRisk(house, tenantOf(c), sections)
  const lines = await withNames(house, tenantOf(c), all.slice(0, MOST_LINES), lang)
  const title = one ? say(PAGE.ofSection, lang, { section: say(one.title, lang) }) : say(PAGE.today, lang)
  const empty = say(sections.length === 0 ? PAGE.noneOfYours : PAGE.nobody, lang)
  return page(c, { title, main: <TodayPage lang={lang} office={officeOf(c)} title={title} lines={lines} more={all.length > MOST_LINES} empty={empty} saved={c.req.query('done') !== undefined} /> })
}

async function overview(c: Ctx, own: readonly string[] | null): Promise<Response> {
  const { house, lang } = c.var
  const tenant = tenantOf(c)
  const wanted = readWanted(c, own)
  const { sections, more } = await sectionPage(house, tenant, c.req.query('which') ? wanted : { ...wanted, which: 'now' })
  const found = await atRisk(house, tenant, sections)
  const lines = sections.map((section) => {
    const own = found.filter((line) => line.section.id === section.id)
    return { section, waiting: own.filter((line) => !line.risk.attended).length, done: own.filter((line) => line.risk.attended).length }
  })
  return page(c, { title: say(PAGE.coordinator, lang), main: <OverviewPage lang={lang} office={officeOf(c)} lines={lines} wanted={wanted} more={more} /> })
}

/** The enrolment of the address, for the tutor of its section or an executor. */
async function seen(c: Ctx): Promise<{ row: Enrolment; section: Section; by: string }> {
  const { house } = c.var
  const tenant = tenantOf(c)
  const who = staff(c, tenant, 'tutor', 'executor')
  const row = await knownEnrolment(house.db, tenant, c.req.param('enrolment') ?? '')
  return { row, section: (await sectionSeen(house, who, tenant, row.section)).section, by: who.staff }
}

const NOTHING: Omit<ContactTyped, 'id'> = { channel: '', reached: '', cause: '', next: '' }

async function show(c: Ctx, more: { problems?: readonly FieldProblem[]; typed?: ContactTyped; reach?: FollowProps['reach'] } = {}): Promise<Response> {
  const { house, lang } = c.var
  const tenant = tenantOf(c)
  const { row, section } = await seen(c)
  const person = await personOf(house.db, tenant, row.agent)
  const [member] = await named(house, tenant, [row], lang)
  const risk = (await atRisk(house, tenant, [section])).find((line) => line.enrolment.enrolment === row.enrolment)
  const contacts = await contactsOf(house.db, row.enrolment)
  const names = await staffNames(house.db, [...new Set(contacts.map((one) => one.by_staff))])
  const props: FollowProps = {
    lang, office: officeOf(c), enrolment: row, section, name: member?.name ?? '', reasons: risk?.risk.reasons ?? [], today: limaDay(house.clock()),
    contacts: contacts.map((one) => ({ ...one, by: names.get(one.by_staff) ?? '' })), consented: person !== null && await hasConsented(house.db, person, 'messages'),
    reach: more.reach ?? null, typed: more.typed ?? { ...NOTHING, id: crypto.randomUUID() }, problems: more.problems ?? [],
  }
  return page(c, { title: `${say(PAGE.follow, lang)}: ${props.name}`, status: props.problems.length ? 422 : 200, main: <FollowPage {...props} /> })
}

async function log(c: Ctx): Promise<Response> {
  const { house } = c.var
  const { row, section, by } = await seen(c)
  const form = await c.req.formData()
  const text = (name: string): string => { const value = form.get(name); return typeof value === 'string' ? value : '' }
  const typed: ContactTyped = { id: UUID.test(text('id')) ? text('id') : crypto.randomUUID(), channel: text('channel'), reached: text('reached'), cause: text('cause'), next: text('next') }
  const read = readContact(typed, house.clock())
  if (!read.contact) return show(c, { problems: read.problems, typed })
  await logContact(house, row, typed.id, by, read.contact)
  return c.redirect(`${officeOf(c)}/today?section=${encodeURIComponent(section.id)}&done`, 303)
}

/** Her number and the ready messages, in the answer to a POST only, with a line in the log, and only when she agreed to be written to. */
async function phone(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const { row, by } = await seen(c)
  const person = await personOf(house.db, row.tenant, row.agent)
  if (!person || !(await hasConsented(house.db, person, 'messages'))) throw new Problem(403, 'no-consent', PAGE.noConsent)
  const profile = await profileOf(house, house.db, person)
  await logged(house.db, { staff: by, action: 'phone-seen', tenant: row.tenant, person }, house.clock())
  const number = profile?.phone ?? null
  return show(c, { reach: number ? { phone: number, shown: shownPhone(number), links: linksTo(number, lang) } : 'none' })
}
