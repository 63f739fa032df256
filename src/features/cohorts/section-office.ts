import type { House } from '../../feature.ts'
import type { Tx } from '../../lib/database.ts'
import { append } from '../../record/append.ts'
import type { Draft, Stored } from '../../record/statement.ts'
import { activeIn, everIn } from './enrolment.ts'
import { changeSection, closeSection, openSection, recordSite, reopenSection, type SectionAsked, type SectionKnown } from './open-section.ts'
import type { SectionTerms, SiteTerms } from './section-acts.ts'
import { sectionRows } from './section.ts'
import { published, sectionScope } from './sections.ts'
import { siteById, siteScope, type Site } from './site.ts'

export async function openNewSection(house: House, asked: SectionAsked, terms: SectionTerms): Promise<Stored[]> {
  return onSection(house, asked, (known) => openSection(known, asked, terms, house.clock()))
}

export async function changeKnownSection(house: House, asked: SectionAsked, terms: SectionTerms): Promise<Stored[]> {
  return onSection(house, asked, (known) => changeSection(known, asked, terms, house.clock()))
}

export async function closeKnownSection(house: House, asked: SectionAsked): Promise<Stored[]> {
  return onSection(house, asked, (known) => closeSection(known, asked, house.clock()))
}

export async function reopenKnownSection(house: House, asked: SectionAsked): Promise<Stored[]> {
  return onSection(house, asked, (known) => reopenSection(known, asked, house.clock()))
}

async function onSection(house: House, asked: SectionAsked, decide: (known: SectionKnown) => Draft[]): Promise<Stored[]> {
  return append(house, { scopes: [sectionScope(asked.tenant, asked.id)] }, async (tx) => decide(await sectionKnown(house, tx, asked)))
}

async function sectionKnown(house: House, tx: Tx, { tenant, id }: SectionAsked): Promise<SectionKnown> {
  const [row] = await sectionRows(tx, tenant, { ids: [id] })
  return {
    before: row && { terms: { terms: row.terms, organisation: row.organisation, site: row.site }, closed: row.closed !== null },
    published: published(house, tenant).some((section) => section.id === id), active: await activeIn(tx, tenant, id), ever: await everIn(tx, tenant, id),
  }
}

export async function recordKnownSite(house: House, asked: SectionAsked, terms: SiteTerms): Promise<Stored[]> {
  return append(house, { scopes: [siteScope(asked.tenant, asked.id)] }, async (tx) => {
    const before = await siteById(tx, asked.tenant, asked.id)
    return recordSite(before && siteTerms(before), asked, terms, house.clock())
  })
}

/** A site as it was told. */
export function siteTerms({ name, organisation, scheme, code, ubigeo_version: version, childcare, signal }: Site): SiteTerms {
  return { name, organisation, district: { scheme, code, version }, childcare, signal }
}
