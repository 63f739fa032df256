import type { JSX } from 'preact'
import type { FieldProblem } from '../../lib/problem.ts'
import { say, type Lang } from '../../lib/text.ts'
import { Choices, ErrorSummary, PostButton, Select } from '../../web/form.tsx'
import type { Enrolment } from './enrolment.ts'
import { limaDay, type Section } from './sections.ts'
import { ANNULMENT_REASONS, WITHDRAWAL_CAUSES } from './statements.ts'
import { ANNULMENT, CAUSE, DONE, PAGE, ROSTER, STATE, sectionMode } from './words.ts'

export interface StaffOption { readonly id: string; readonly name: string }
export interface SectionLine { readonly section: Section; readonly left: number; readonly tutors: readonly StaffOption[] }
export interface MemberLine { readonly enrolment: Enrolment; readonly name: string }
export interface Done { readonly what: keyof typeof DONE; readonly enrolment: string | undefined }

/** DD/MM/AAAA, Lima. */
export const day = (value: Date | string): string => (typeof value === 'string' ? value : limaDay(value)).split('-').toReversed().join('/')

export function SectionsPage(props: { lang: Lang; base: string; lines: readonly SectionLine[]; own: boolean }): JSX.Element {
  const { lang, base, lines } = props
  return (
    <>
      <h1>{say(PAGE.sections, lang)}</h1>
      {lines.length === 0 && <p>{say(props.own ? PAGE.noneOfYours : PAGE.noSections, lang)}</p>}
      {lines.map(({ section, left, tutors }) => (
        <section class="card">
          <h2><a href={`${base}/${encodeURIComponent(section.id)}`}>{say(section.title, lang)}</a></h2>
          <SectionFacts lang={lang} section={section} left={left} tutors={tutors} />
        </section>
      ))}
    </>
  )
}

function SectionFacts({ lang, section, left, tutors }: SectionLine & { lang: Lang }): JSX.Element {
  return (
    <dl class="pairs">
      <dt>{say(PAGE.mode, lang)}</dt><dd>{say(sectionMode(section), lang)}</dd>
      <dt>{say(PAGE.site, lang)}</dt><dd>{say(section.site, lang)}</dd>
      <dt>{say(PAGE.shift, lang)}</dt><dd>{say(section.shift, lang)}</dd>
      <dt>{say(PAGE.dates, lang)}</dt><dd>{day(section.starts)} – {day(section.ends)}</dd>
      <dt>{say(PAGE.places, lang)}</dt><dd>{say(PAGE.placesOf, lang, { left, capacity: section.capacity })}</dd>
      <dt>{say(PAGE.tutors, lang)}</dt><dd>{tutors.map((t) => t.name).join(', ') || say(PAGE.noTutor, lang)}</dd>
    </dl>
  )
}

export interface SectionPageProps extends SectionLine {
  readonly lang: Lang
  /** `/office/<programme>` */
  readonly office: string
  readonly members: readonly MemberLine[]
  /** Only an executor manages; a tutor reads. */
  readonly manages: boolean
  readonly candidates: readonly StaffOption[]
  readonly done: Done | null
  readonly problems?: readonly FieldProblem[]
}

export function SectionPage(props: SectionPageProps): JSX.Element {
  const { lang, office, section, members } = props
  return (
    <>
      <h1>{say(section.title, lang)}</h1>
      {props.done && <DoneNote lang={lang} office={office} done={props.done} />}
      <ErrorSummary lang={lang} problems={props.problems} />
      <SectionFacts lang={lang} section={section} left={props.left} tutors={props.tutors} />
      <h2>{say(PAGE.participants, lang)} ({members.filter((m) => m.enrolment.state === 'active').length})</h2>
      {members.length === 0 ? <p>{say(PAGE.nobody, lang)}</p> : <Members {...props} />}
      <p><a href={`${office}/sections/${encodeURIComponent(section.id)}/roster.pdf`}>{say(ROSTER.print, lang)}</a></p>
      {props.manages && <Tutors {...props} />}
    </>
  )
}

function DoneNote({ lang, office, done }: { lang: Lang; office: string; done: Done }): JSX.Element {
  return (
    <div class="card" role="status">
      <p class="good">{say(DONE[done.what], lang)}</p>
      {done.what === 'withdrew' && done.enrolment && (
        <PostButton action={`${office}/enrolments/${done.enrolment}/re-enter`} label={say(PAGE.undo, lang)} kind="quiet" values={{ undo: 'yes' }} />
      )}
    </div>
  )
}

function Members({ lang, office, members, manages }: SectionPageProps): JSX.Element {
  return (
    <ul class="steps">
      {members.map(({ enrolment, name }) => (
        <li>
          <span>
            {manages ? <a href={`${office}/enrolments/${enrolment.enrolment}`}>{name}</a> : <strong>{name}</strong>}<br />
            <span class={enrolment.state === 'active' ? 'tag good' : 'tag'}>{say(STATE[enrolment.state], lang)}</span>{' '}
            <span class="quiet-text">{say(PAGE.since, lang)} {day(enrolment.since)}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}

function Tutors({ lang, office, section, tutors, candidates, problems }: SectionPageProps): JSX.Element {
  const action = `${office}/sections/${encodeURIComponent(section.id)}/tutors`
  const free = candidates.filter((c) => !tutors.some((t) => t.id === c.id))
  return (
    <>
      <h2>{say(PAGE.tutors, lang)}</h2>
      {tutors.map((t) => <p>{t.name} <PostButton action={`${action}/${t.id}/end`} label={say(PAGE.end, lang)} kind="quiet" /></p>)}
      {candidates.length === 0 && <p>{say(PAGE.noTutorsAtAll, lang)}</p>}
      {free.length > 0 && (
        <form method="post" action={action}>
          <Select name="staff" label={say(PAGE.assignTutor, lang)} lang={lang} problems={problems}
            options={free.map((c) => ({ value: c.id, label: c.name }))} />
          <button>{say(PAGE.assign, lang)}</button>
        </form>
      )}
    </>
  )
}

export interface EnrolmentPageProps {
  readonly lang: Lang
  readonly office: string
  readonly enrolment: Enrolment
  readonly section: Section
  readonly name: string
  readonly problems?: readonly FieldProblem[]
}

/** One enrolment: says what each step does before it is taken. */
export function EnrolmentPage({ lang, office, enrolment, section, name, problems }: EnrolmentPageProps): JSX.Element {
  const action = `${office}/enrolments/${enrolment.enrolment}`
  const named = { name, section: say(section.title, lang) }
  return (
    <>
      <h1>{say(PAGE.enrolment, lang)}: {name}</h1>
      <ErrorSummary lang={lang} problems={problems} />
      <p><a href={`${office}/sections/${encodeURIComponent(section.id)}`}>{say(PAGE.backToSection, lang)}</a></p>
      <p>{say(section.title, lang)} · {say(STATE[enrolment.state], lang)} · {say(PAGE.since, lang)} {day(enrolment.since)}</p>
      {enrolment.state === 'active' && (
        <form method="post" action={`${action}/withdraw`} class="card">
          <h2>{say(PAGE.withdrawTitle, lang)}</h2>
          <p>{say(PAGE.withdrawSays, lang, named)}</p>
          <Choices name="cause" label={say(PAGE.cause, lang)} lang={lang} problems={problems} chosen={[]}
            options={WITHDRAWAL_CAUSES.map((value) => ({ value, label: say(CAUSE[value], lang) }))} />
          <button>{say(PAGE.withdraw, lang)}</button>
        </form>
      )}
      {enrolment.state === 'withdrawn' && (
        <section class="card">
          <h2>{say(PAGE.reEnterTitle, lang)}</h2>
          <p>{say(PAGE.reEnterSays, lang, named)}</p>
          <PostButton action={`${action}/re-enter`} label={say(PAGE.reEnter, lang)} />
        </section>
      )}
      {enrolment.state !== 'annulled' && (
        <details open={problems?.some((p) => p.field === 'reason')}>
          <summary>{say(PAGE.annulTitle, lang)}</summary>
          <form method="post" action={`${action}/annul`} class="card">
            <p>{say(PAGE.annulSays, lang)}</p>
            <Choices name="reason" label={say(PAGE.reason, lang)} lang={lang} problems={problems} chosen={[]}
              options={ANNULMENT_REASONS.map((value) => ({ value, label: say(ANNULMENT[value], lang) }))} />
            <button class="danger">{say(PAGE.annul, lang)}</button>
          </form>
        </details>
      )}
    </>
  )
}
