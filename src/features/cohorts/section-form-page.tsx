import type { JSX } from 'preact'
import type { FieldProblem } from '../../lib/problem.ts'
import { say, type Lang } from '../../lib/text.ts'
import { Choices, ErrorSummary, Field, PostButton, Select } from '../../web/form.tsx'
import { MODES } from './section-acts.ts'
import type { SectionChoices, SectionTyped } from './section-form.ts'
import { OPENING } from './section-words.ts'
import type { Section } from './sections.ts'
import { weekdayName } from './shift.ts'
import { MODE } from './words.ts'

export interface SectionFormProps {
  readonly lang: Lang
  readonly office: string
  /** Undefined: a new one. */
  readonly section: Section | undefined
  readonly typed: SectionTyped
  readonly choices: SectionChoices
  readonly problems: readonly FieldProblem[]
}

/** Opens a section or changes one; of a section in published terms only what the terms do not fix. */
export function SectionFormPage(props: SectionFormProps): JSX.Element {
  const { lang, office, section, typed, problems } = props
  const action = section ? `${office}/sections/${encodeURIComponent(section.id)}` : `${office}/open-section`
  return (
    <>
      <p><a href={section ? action : `${office}/sections`}>{say(section ? OPENING.change : OPENING.backToSections, lang)}</a></p>
      <h1>{say(section ? OPENING.change : OPENING.open, lang)}{section && `: ${say(section.title, lang)}`}</h1>
      <ErrorSummary lang={lang} problems={problems} />
      <p>{say(section?.published ? OPENING.publishedSays : OPENING.opensSays, lang)}</p>
      <form method="post" action={section ? `${action}/change` : action}>
        {!section && <input type="hidden" name="id" value={typed.id} />}
        {section?.published ? <WhoAndWhere {...props} /> : <WholeForm {...props} />}
        <button>{say(OPENING.save, lang)}</button>
      </form>
      {section && !section.published && !section.closed && (
        <section class="card">
          <h2>{say(OPENING.closeTitle, lang)}</h2>
          <p>{say(OPENING.closeSays, lang)}</p>
          <PostButton action={`${action}/close`} label={say(OPENING.close, lang)} kind="quiet" />
        </section>
      )}
    </>
  )
}

function WholeForm(props: SectionFormProps): JSX.Element {
  const { lang, typed: { text, weekdays }, choices, problems } = props
  const common = { lang, problems }
  return (
    <>
      <Field {...common} name="title" label={say(OPENING.titleEs, lang)} value={text.title} maxLength={60} />
      <Field {...common} name="title_en" label={say(OPENING.titleEn, lang)} hint={say(OPENING.titleEnHint, lang)} value={text.title_en} maxLength={60} optional />
      <Choices {...common} name="mode" label={say(OPENING.mode, lang)} chosen={[text.mode ?? '']} options={MODES.map((value) => ({ value, label: say(MODE[value], lang) }))} />
      <WhoAndWhere {...props} />
      <Choices {...common} name="weekdays" label={say(OPENING.weekdays, lang)} hint={say(OPENING.weekdaysHint, lang)} several chosen={weekdays}
        options={[1, 2, 3, 4, 5, 6, 0].map((n) => ({ value: String(n), label: say(weekdayName(n), lang) }))} />
      <Field {...common} name="from" label={say(OPENING.from, lang)} hint={say(OPENING.hourHint, lang)} value={text.from} maxLength={5} optional />
      <Field {...common} name="to" label={say(OPENING.to, lang)} value={text.to} maxLength={5} optional />
      <Field {...common} name="starts" type="date" label={say(OPENING.starts, lang)} value={text.starts} />
      <Field {...common} name="ends" type="date" label={say(OPENING.ends, lang)} value={text.ends} />
      <Field {...common} name="capacity" label={say(OPENING.capacity, lang)} value={text.capacity} inputMode="numeric" maxLength={3} />
      <Select {...common} name="call" label={say(OPENING.call, lang)} value={text.call}
        options={[{ value: '', label: say(OPENING.noCall, lang) }, ...choices.calls.map((k) => ({ value: k.id, label: say(k.title, lang) }))]} />
      <Select {...common} name="course" label={say(OPENING.course, lang)} value={text.course} options={choices.courses.map((id) => ({ value: id, label: id }))} />
    </>
  )
}

function WhoAndWhere({ lang, typed: { text }, choices, problems }: SectionFormProps): JSX.Element {
  return (
    <>
      <Select lang={lang} problems={problems} name="site" label={say(OPENING.site, lang)} value={text.site}
        options={[{ value: '', label: say(OPENING.noSite, lang) }, ...choices.sites.map((s) => ({ value: s.id, label: say(s.name, lang) }))]} />
      {choices.organisations.length > 0 && (
        <Select lang={lang} problems={problems} name="organisation" label={say(OPENING.organisation, lang)} value={text.organisation}
          options={[...(choices.only ? [] : [{ value: '', label: say(OPENING.noOrganisation, lang) }]), ...choices.organisations.map((o) => ({ value: o.id, label: o.name }))]} />
      )}
    </>
  )
}
