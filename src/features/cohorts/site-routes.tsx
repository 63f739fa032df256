import type { Ctx, Route } from '../../feature.ts'
import { Problem, type FieldProblem } from '../../lib/problem.ts'
import { say, type Text } from '../../lib/text.ts'
import { page } from '../../web/page.tsx'
import { organisationOf, staff } from '../../web/who.ts'
import { districtByCode, districtCode, readDistrict, shownDistrict, UBIGEO_VERSION } from '../people/index.ts'
import { SIGNALS, type SiteTerms } from './section-acts.ts'
import { pageOf } from './section-finder.tsx'
import { slugOf } from './section-form.ts'
import { UUID } from './section-form-routes.tsx'
import { recordKnownSite } from './section-office.ts'
import { OPENING, SECTION_REFUSAL } from './section-words.ts'
import { siteById, SITES_A_PAGE, sitesOf, type Site } from './site.ts'
import { SitePage, SitesPage, type SiteTyped } from './site-pages.tsx'

export const siteRoutes: readonly Route[] = [
  { method: 'GET', path: '/office/:programme/sites', handle: (c) => list(c) },
  { method: 'POST', path: '/office/:programme/sites', handle: record },
  { method: 'GET', path: '/office/:programme/sites/:site', handle: (c) => show(c) },
  { method: 'POST', path: '/office/:programme/sites/:site', handle: change },
]

const tenantOf = (c: Ctx): string => c.req.param('programme') ?? ''
const officeOf = (c: Ctx): string => `/office/${encodeURIComponent(tenantOf(c))}`

async function list(c: Ctx, problems: readonly FieldProblem[] = [], before?: SiteTyped): Promise<Response> {
  const { house, lang } = c.var
  staff(c, tenantOf(c), 'executor')
  const [search, number] = [(c.req.query('q') ?? '').trim().slice(0, 80), pageOf(c)]
  const sites = await sitesOf(house.db, tenantOf(c), { search, page: number })
  const props = {
    lang, office: officeOf(c), sites: sites.slice(0, SITES_A_PAGE), more: sites.length > SITES_A_PAGE, search, page: number, problems, done: c.req.query('done') !== undefined,
    typed: before ?? { id: crypto.randomUUID(), text: {}, districts: [] },
  }
  return page(c, { title: say(OPENING.sites, lang), status: problems.length ? 422 : 200, main: <SitesPage {...props} /> })
}

async function record(c: Ctx): Promise<Response> {
  const tenant = tenantOf(c)
  const who = staff(c, tenant, 'executor')
  const { terms, typed, problems } = await readSite(c, null)
  if (!terms) return list(c, problems, typed)
  await recordKnownSite(c.var.house, { tenant, id: slugOf(terms.name.es, typed.id), by: who.staff }, terms)
  return c.redirect(`${officeOf(c)}/sites?done`, 303)
}

async function knownSite(c: Ctx): Promise<Site> {
  const site = await siteById(c.var.house.db, tenantOf(c), c.req.param('site') ?? '')
  if (!site) throw new Problem(404, 'unknown-site', SECTION_REFUSAL.unknownSite)
  return site
}

async function show(c: Ctx, problems: readonly FieldProblem[] = [], before?: SiteTyped): Promise<Response> {
  const { lang } = c.var
  staff(c, tenantOf(c), 'executor')
  const site = await knownSite(c)
  const title = `${say(OPENING.changeSite, lang)}: ${say(site.name, lang)}`
  return page(c, { title, status: problems.length ? 422 : 200, main: <SitePage lang={lang} office={officeOf(c)} site={site} typed={before ?? shown(site)} problems={problems} /> })
}

function shown(site: Site): SiteTyped {
  const district = districtByCode(site.scheme, site.code)
  return { id: '', districts: [], text: { name: site.name.es, district: district ? shownDistrict(district) : `${site.scheme} ${site.code}`, childcare: site.childcare ? 'yes' : 'no', signal: site.signal } }
}

async function change(c: Ctx): Promise<Response> {
  const tenant = tenantOf(c)
  const who = staff(c, tenant, 'executor')
  const site = await knownSite(c)
  // Others may use a site, and its owner says what it is.
  const organisation = organisationOf(who, tenant, ['executor'])
  if (organisation !== null && site.organisation !== organisation) throw new Problem(403, 'not-your-site', SECTION_REFUSAL.notYourSite)
  const { terms, typed, problems } = await readSite(c, site)
  if (!terms) return show(c, problems, typed)
  await recordKnownSite(c.var.house, { tenant, id: site.site, by: who.staff }, terms)
  return c.redirect(`${officeOf(c)}/sites?done`, 303)
}

/** What the form says of a site; who runs it stays as it was. */
async function readSite(c: Ctx, before: Site | null): Promise<{ terms: SiteTerms | null; typed: SiteTyped; problems: FieldProblem[] }> {
  const form = await c.req.formData()
  const text = (name: string): string => { const value = form.get(name); return typeof value === 'string' ? value.normalize('NFC').trim().slice(0, 120) : '' }
  const problems: FieldProblem[] = []
  const wrong = (field: string, sentence: Text): void => { problems.push({ field, sentence }) }
  const name = text('name')
  if (!name) wrong('name', SECTION_REFUSAL.nameNeeded)
  const district = readDistrict(text('district'), text('district_choice'))
  if (district.kind !== 'found') wrong('district', district.sentence)
  const childcare = text('childcare')
  if (childcare !== 'yes' && childcare !== 'no') wrong('childcare', SECTION_REFUSAL.chooseOne)
  const signal = SIGNALS.find((s) => s === text('signal'))
  if (!signal) wrong('signal', SECTION_REFUSAL.chooseOne)
  const id = UUID.test(text('id')) ? text('id') : crypto.randomUUID()
  const typed: SiteTyped = {
    id, districts: district.kind === 'found' ? [] : district.choices,
    text: Object.fromEntries(['name', 'district', 'district_choice', 'childcare', 'signal'].map((field) => [field, text(field)])),
  }
  if (problems.length > 0 || district.kind !== 'found' || !signal) return { terms: null, typed, problems }
  const place = { ...districtCode(district.district), version: UBIGEO_VERSION }
  return { typed, problems, terms: { name: { es: name, en: name }, organisation: before ? before.organisation : organisationOf(c.var.who, tenantOf(c), ['executor']), district: place, childcare: childcare === 'yes', signal } }
}
