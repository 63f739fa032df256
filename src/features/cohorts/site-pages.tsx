import type { JSX } from 'preact'
import type { FieldProblem } from '../../lib/problem.ts'
import { say, type Lang } from '../../lib/text.ts'
import { Choices, ErrorSummary, Field, Select } from '../../web/form.tsx'
import { districtByCode, shownDistrict } from '../people/index.ts'
import { SIGNALS } from './section-acts.ts'
import { Pages } from './section-finder.tsx'
import { OPENING, SIGNAL } from './section-words.ts'
import type { Site } from './site.ts'

export interface SiteTyped {
  readonly id: string
  readonly text: Readonly<Record<string, string>>
  /** Districts to choose from when what was typed fits several. */
  readonly districts: readonly { readonly value: string; readonly label: string }[]
}

export interface SitesPageProps {
  readonly lang: Lang
  readonly office: string
  readonly sites: readonly Site[]
  readonly search: string
  readonly page: number
  readonly more: boolean
  readonly typed: SiteTyped
  readonly problems: readonly FieldProblem[]
  readonly done: boolean
}

export function SitesPage(props: SitesPageProps): JSX.Element {
  const { lang, office, sites, search } = props
  const base = `${office}/sites`
  return (
    <>
      <p><a href={`${office}/sections`}>{say(OPENING.backToSections, lang)}</a></p>
      <h1>{say(OPENING.sites, lang)}</h1>
      {props.done && <p class="card good" role="status">{say(OPENING.recorded, lang)}</p>}
      <ErrorSummary lang={lang} problems={props.problems} />
      {(search !== '' || props.more || props.page > 1) && (
        <form method="get" action={base} role="search">
          <Field name="q" type="search" label={say(OPENING.search, lang)} lang={lang} value={search} maxLength={80} autocomplete="off" />
          <button class="quiet">{say(OPENING.find, lang)}</button>
        </form>
      )}
      {sites.length === 0 && <p>{say(search === '' ? OPENING.noSites : OPENING.noneFound, lang)}</p>}
      <ul class="steps">{sites.map((site) => <li><SiteLine lang={lang} base={base} site={site} /></li>)}</ul>
      <Pages lang={lang} action={base} query={{ q: search }} page={props.page} more={props.more} />
      <h2>{say(OPENING.newSite, lang)}</h2>
      <SiteForm lang={lang} action={base} typed={props.typed} problems={props.problems} />
    </>
  )
}

function SiteLine({ lang, base, site }: { lang: Lang; base: string; site: Site }): JSX.Element {
  const district = districtByCode(site.scheme, site.code)
  return (
    <span>
      <a href={`${base}/${encodeURIComponent(site.site)}`}>{say(site.name, lang)}</a><br />
      <span class="quiet-text">{district ? `${shownDistrict(district)} · ` : ''}{say(OPENING.ubigeo, lang, { scheme: site.scheme, code: site.code, version: site.ubigeo_version })}</span><br />
      <span class={site.childcare ? 'tag good' : 'tag'}>{say(site.childcare ? OPENING.childcareYes : OPENING.childcareNo, lang)}</span>
    </span>
  )
}

export function SitePage(props: { lang: Lang; office: string; site: Site; typed: SiteTyped; problems: readonly FieldProblem[] }): JSX.Element {
  const { lang, office, site } = props
  const base = `${office}/sites`
  return (
    <>
      <p><a href={base}>{say(OPENING.backToSites, lang)}</a></p>
      <h1>{say(OPENING.changeSite, lang)}: {say(site.name, lang)}</h1>
      <ErrorSummary lang={lang} problems={props.problems} />
      <SiteForm lang={lang} action={`${base}/${encodeURIComponent(site.site)}`} typed={props.typed} problems={props.problems} />
    </>
  )
}

function SiteForm({ lang, action, typed: { id, text, districts }, problems }: { lang: Lang; action: string; typed: SiteTyped; problems: readonly FieldProblem[] }): JSX.Element {
  const common = { lang, problems }
  return (
    <form method="post" action={action}>
      <input type="hidden" name="id" value={id} />
      <Field {...common} name="name" label={say(OPENING.siteName, lang)} value={text.name} maxLength={80} />
      <Field {...common} name="district" label={say(OPENING.district, lang)} hint={say(OPENING.districtHint, lang)} value={text.district} autocomplete="off" maxLength={120} />
      {districts.length > 0 && <Choices {...common} name="district_choice" label={say(OPENING.districtChoice, lang)} chosen={[text.district_choice ?? '']} options={districts} />}
      <Choices {...common} name="childcare" label={say(OPENING.childcare, lang)} chosen={[text.childcare ?? '']}
        options={[{ value: 'yes', label: say(OPENING.yes, lang) }, { value: 'no', label: say(OPENING.no, lang) }]} />
      <Select {...common} name="signal" label={say(OPENING.signal, lang)} value={text.signal} options={SIGNALS.map((value) => ({ value, label: say(SIGNAL[value], lang) }))} />
      <button>{say(OPENING.save, lang)}</button>
    </form>
  )
}
