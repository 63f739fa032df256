import type { JSX } from 'preact'
import type { FieldProblem } from '../../lib/problem.ts'
import { say, type Lang } from '../../lib/text.ts'
import { ErrorSummary, PostButton, Select } from '../../web/form.tsx'
import type { CareCount } from './childcare-note.ts'
import { CHILDCARE } from './childcare-words.ts'
import type { MemberLine } from './named.ts'
import { Pages, SectionFinder, wantedQuery } from './section-finder.tsx'
import type { WantedSections } from './section-list.ts'
import { OPENING } from './section-words.ts'
import type { Section } from './sections.ts'
import { day, stateText } from './shown.ts'
import { DONE, PAGE, ROSTER, sectionMode, TABLES } from './words.ts'

export interface StaffOption { readonly id: string; readonly name: string }
/** `entity`: the name of who runs it; '' when the programme does. */
export interface SectionLine { readonly section: Section; readonly left: number; readonly tutors: readonly StaffOption[]; readonly entity: string }
/** `back`: the section she came from, to undo a transfer. */
export interface Done { readonly what: keyof typeof DONE; readonly enrolment: string | undefined; readonly back: string | undefined }

export function SectionsPage(props: { lang: Lang; office: string; lines: readonly SectionLine[]; manages: boolean; wanted: WantedSections; more: boolean }): JSX.Element {
  const { lang, office, lines, wanted, more } = props
  const base = `${office}/sections`
  const asked = wanted.search !== '' || wanted.which !== 'all'
  return (
    <>
      <h1>{say(PAGE.sections, lang)}</h1>
      {props.manages && (
        <p class="actions">
          <a class="button" href={`${office}/open-section`}>{say(OPENING.open, lang)}</a>
          <a class="button quiet" href={`${office}/sites`}>{say(OPENING.sitesLink, lang)}</a>
        </p>
      )}
      <SectionFinder lang={lang} action={base} wanted={wanted} more={more} />
      {lines.length === 0 && <p>{say(asked ? OPENING.noneFound : !props.manages ? PAGE.noneOfYours : PAGE.noSections, lang)}</p>}
      {lines.map((line) => (
        <section class="card">
          <h2><a href={`${base}/${encodeURIComponent(line.section.id)}`}>{say(line.section.title, lang)}</a></h2>
          <SectionFacts lang={lang} {...line} />
        </section>
      ))}
      <Pages lang={lang} action={base} query={wantedQuery(wanted)} page={wanted.page} more={more} />
    </>
  )
}

function SectionFacts({ lang, section, left, tutors, entity }: SectionLine & { lang: Lang }): JSX.Element {
  return (
    <dl class="pairs">
      <dt>{say(PAGE.mode, lang)}</dt><dd>{say(sectionMode(section), lang)}</dd>
      <dt>{say(PAGE.site, lang)}</dt><dd>{say(section.site, lang)}</dd>
      <dt>{say(PAGE.shift, lang)}</dt><dd>{say(section.shift, lang)}</dd>
      <dt>{say(PAGE.dates, lang)}</dt><dd>{day(section.starts)} – {day(section.ends)}</dd>
      <dt>{say(PAGE.places, lang)}</dt><dd>{say(PAGE.placesOf, lang, { left, capacity: section.capacity })}</dd>
      {entity && <><dt>{say(OPENING.organisation, lang)}</dt><dd>{entity}</dd></>}
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
  /** Of those who are in it; null for who does not manage. */
  readonly childcare: CareCount | null
  readonly candidates: readonly StaffOption[]
  readonly done: Done | null
  /** Lima. */
  readonly today: string
  readonly problems?: readonly FieldProblem[]
}

export function SectionPage(props: SectionPageProps): JSX.Element {
  const { lang, office, section, members } = props
  return (
    <>
      <p><a href={`${office}/sections`}>{say(OPENING.backToSections, lang)}</a></p>
      <h1>{say(section.title, lang)}</h1>
      {props.done && <DoneNote lang={lang} office={office} done={props.done} />}
      <ErrorSummary lang={lang} problems={props.problems} />
      {section.closed && <p class="tag">{say(OPENING.closedOn, lang, { day: day(section.closed) })}</p>}
      <SectionFacts lang={lang} section={section} left={props.left} tutors={props.tutors} entity={props.entity} />
      <Rooms lang={lang} office={office} section={section} />
      {props.childcare && props.childcare.needed + props.childcare.offered > 0 && <p>{say(CHILDCARE.title, lang)}: {say(CHILDCARE.count, lang, { ...props.childcare })}.</p>}
      {props.manages && <Manage lang={lang} office={office} section={section} />}
      <h2>{say(PAGE.participants, lang)} ({members.filter((m) => m.enrolment.state === 'active').length})</h2>
      {members.length === 0 ? <p>{say(PAGE.nobody, lang)}</p> : <Members {...props} />}
      <p><a href={`${office}/sections/${encodeURIComponent(section.id)}/roster.pdf`}>{say(ROSTER.print, lang)}</a></p>
      <p><a href={`${office}/sections/${encodeURIComponent(section.id)}/closing.pdf`}>{say(ROSTER.closing, lang)}</a></p>
      <Tables lang={lang} office={office} section={section} manages={props.manages} />
      {props.manages && <Tutors {...props} />}
    </>
  )
}

/** The section as the tables that offices send each other; where they come in is a coordinator's page. */
function Tables({ lang, office, section, manages }: { lang: Lang; office: string; section: Section; manages: boolean }): JSX.Element {
  const at = `${office}/sections/${encodeURIComponent(section.id)}/tables`
  return (
    <details>
      <summary>{say(ROSTER.tables, lang)}</summary>
      <ul>
        {Object.entries(TABLES).map(([table, name]) => (
          <li>{say(name, lang)}: <a href={`${at}/${table}.xlsx`} download>Excel</a> · <a href={`${at}/${table}.csv`} download>CSV</a></li>
        ))}
      </ul>
      {manages && <p><a href={`${office}/imports`}>{say(ROSTER.load, lang)}</a></p>}
    </details>
  )
}

/** Where the work of a section is done: pages of the features above. */
function Rooms({ lang, office, section }: { lang: Lang; office: string; section: Section }): JSX.Element {
  const id = encodeURIComponent(section.id)
  return (
    <p class="actions">
      <a class="button quiet" href={`${office}/sections/${id}/sessions`}>{say(PAGE.toClasses, lang)}</a>
      <a class="button quiet" href={`${office}/today?section=${id}`}>{say(PAGE.toRisk, lang)}</a>
      <a class="button quiet" href={`${office}/sections/${id}/labs`}>{say(PAGE.toLabs, lang)}</a>
    </p>
  )
}

function Manage({ lang, office, section }: { lang: Lang; office: string; section: Section }): JSX.Element {
  const own = `${office}/sections/${encodeURIComponent(section.id)}`
  return (
    <p class="actions">
      <a class="button quiet" href={`${own}/change`}>{say(OPENING.change, lang)}</a>
      {section.closed && <PostButton action={`${own}/reopen`} label={say(OPENING.reopen, lang)} kind="quiet" />}
    </p>
  )
}

function DoneNote({ lang, office, done }: { lang: Lang; office: string; done: Done }): JSX.Element {
  return (
    <div class="card" role="status">
      <p class="good">{say(DONE[done.what], lang)}</p>
      {(done.what === 'withdrew' || done.what === 'dropped-out') && done.enrolment && (
        <PostButton action={`${office}/enrolments/${done.enrolment}/re-enter`} label={say(PAGE.undo, lang)} kind="quiet" values={{ undo: 'yes' }} />
      )}
      {done.what === 'paused' && done.enrolment && <PostButton action={`${office}/enrolments/${done.enrolment}/resume`} label={say(PAGE.undo, lang)} kind="quiet" />}
      {done.what === 'transferred' && done.enrolment && done.back && (
        <PostButton action={`${office}/enrolments/${done.enrolment}/transfer`} label={say(PAGE.undo, lang)} kind="quiet" values={{ section: done.back, undo: 'yes' }} />
      )}
    </div>
  )
}

function Members({ lang, office, members, manages, today }: SectionPageProps): JSX.Element {
  return (
    <ul class="steps">
      {members.map(({ enrolment, name }) => (
        <li>
          <span>
            {manages ? <a href={`${office}/enrolments/${enrolment.enrolment}`}>{name}</a> : <strong>{name}</strong>}<br />
            <span class={enrolment.state === 'active' ? 'tag good' : 'tag'}>{stateText(enrolment, today, lang)}</span>{' '}
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
