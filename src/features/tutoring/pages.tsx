import type { JSX } from 'preact'
import type { FieldProblem } from '../../lib/problem.ts'
import { say, type Lang } from '../../lib/text.ts'
import { Choices, ErrorSummary, Field, PostButton } from '../../web/form.tsx'
import { day, limaHour, Pages, SectionFinder, stateText, wantedQuery, type Enrolment, type Section, type WantedSections } from '../cohorts/index.ts'
import type { NamedLine } from './at-risk.ts'
import type { ContactRow } from './contact.ts'
import type { ContactTyped } from './log-contact.ts'
import type { Link } from './messages.ts'
import type { Reason } from './risk.ts'
import { CHANNELS, CONTACT_CAUSES } from './statements.ts'
import { CAUSE, CHANNEL, PAGE, REASON } from './words.ts'

/** As many as a page shows: whoever is further down comes up as these are looked after. */
export const MOST_LINES = 100

const shownReason = (reason: Reason, lang: Lang): string => say(REASON[reason.kind], lang, { ...reason })

export interface TodayProps {
  readonly lang: Lang
  readonly office: string
  readonly title: string
  readonly lines: readonly NamedLine[]
  /** There were more than a page shows. */
  readonly more: boolean
  readonly empty: string
  readonly saved: boolean
}

/** The tutor's day: whom to look for and why, the most urgent first; who was looked after stands below. */
export function TodayPage({ lang, office, title, lines, more, empty, saved }: TodayProps): JSX.Element {
  const [waiting, done] = [lines.filter((line) => !line.risk.attended), lines.filter((line) => line.risk.attended)]
  return (
    <>
      <h1>{title}</h1>
      {saved && <p class="card good" role="status">{say(PAGE.saved, lang)}</p>}
      {lines.length === 0 ? <p>{empty}</p> : (
        <>
          <h2>{say(PAGE.toDo, lang, { n: waiting.length })}</h2>
          {waiting.length === 0 && <p class="good">{say(PAGE.allDone, lang)}</p>}
          <ul class="steps">{waiting.map((line) => <Line lang={lang} office={office} line={line} />)}</ul>
          {more && <p class="hint">{say(PAGE.moreThan, lang, { n: MOST_LINES })}</p>}
          {done.length > 0 && (
            <details>
              <summary>{say(PAGE.done, lang, { n: done.length })}</summary>
              <ul class="steps">{done.map((line) => <Line lang={lang} office={office} line={line} />)}</ul>
            </details>
          )}
        </>
      )}
      <p class="hint">{say(PAGE.why, lang)}</p>
    </>
  )
}

function Line({ lang, office, line }: { lang: Lang; office: string; line: NamedLine }): JSX.Element {
  return (
    <li>
      <span>
        <strong>{line.name}</strong> <span class="quiet-text">{say(line.section.title, lang)}</span><br />
        {line.risk.reasons.map((reason) => <><span class={line.risk.attended ? 'tag' : 'tag bad'}>{shownReason(reason, lang)}</span>{' '}</>)}
        {line.contact && <><br /><span class="quiet-text">{shownContact(line.contact, lang)}</span></>}
        <br /><a class="button quiet" href={`${office}/enrolments/${line.enrolment.enrolment}/contacts`}>{say(PAGE.open, lang)}</a>
      </span>
    </li>
  )
}

function shownContact(row: ContactRow, lang: Lang): string {
  const values = { day: day(row.at), channel: say(CHANNEL[row.channel], lang), answer: say(row.reached ? PAGE.answered : PAGE.notAnswered, lang) }
  return [say(PAGE.lastContact, lang, values), ...(row.next ? [say(PAGE.nextDay, lang, { day: day(row.next) })] : [])].join(' · ')
}

export interface OverviewProps {
  readonly lang: Lang
  readonly office: string
  readonly lines: readonly { readonly section: Section; readonly waiting: number; readonly done: number }[]
  readonly wanted: WantedSections
  readonly more: boolean
}

/** The coordinator's view: how many are to be looked for in each section. */
export function OverviewPage({ lang, office, lines, wanted, more }: OverviewProps): JSX.Element {
  const base = `${office}/today`
  return (
    <>
      <h1>{say(PAGE.coordinator, lang)}</h1>
      <SectionFinder lang={lang} action={base} wanted={wanted} more={more} />
      {lines.length === 0 && <p>{say(PAGE.noSections, lang)}</p>}
      <ul class="steps">
        {lines.map(({ section, waiting, done }) => (
          <li>
            <span>
              <a href={`${base}?section=${encodeURIComponent(section.id)}`}>{say(section.title, lang)}</a><br />
              <span class={waiting > 0 ? 'tag bad' : 'tag good'}>{waiting + done === 0 ? say(PAGE.nobodyHere, lang) : say(PAGE.count, lang, { n: waiting, done })}</span>
            </span>
          </li>
        ))}
      </ul>
      <Pages lang={lang} action={base} query={wantedQuery(wanted)} page={wanted.page} more={more} />
      <p class="hint">{say(PAGE.why, lang)}</p>
    </>
  )
}

export interface FollowProps {
  readonly lang: Lang
  readonly office: string
  readonly enrolment: Enrolment
  readonly section: Section
  readonly name: string
  readonly reasons: readonly Reason[]
  readonly contacts: readonly (ContactRow & { readonly by: string })[]
  readonly consented: boolean
  /** Only in the answer to whoever asked for it: null before. */
  readonly reach: { readonly phone: string; readonly shown: string; readonly links: readonly Link[] } | 'none' | null
  readonly typed: ContactTyped
  readonly today: string
  readonly problems: readonly FieldProblem[]
}

/** One person's follow-up: why, how to reach her, what was said before. */
export function FollowPage(props: FollowProps): JSX.Element {
  const { lang, office, enrolment, section, name, reasons, contacts, problems } = props
  const own = `${office}/enrolments/${enrolment.enrolment}`
  return (
    <>
      <p><a href={`${office}/today?section=${encodeURIComponent(section.id)}`}>{say(PAGE.back, lang)}</a></p>
      <h1>{say(PAGE.follow, lang)}: {name}</h1>
      <ErrorSummary lang={lang} problems={problems} />
      <p>{say(section.title, lang)} · {stateText(enrolment, props.today, lang)}</p>
      <p>{reasons.length === 0 ? say(PAGE.notAtRisk, lang) : reasons.map((reason) => <><span class="tag bad">{shownReason(reason, lang)}</span>{' '}</>)}</p>
      <Reach {...props} own={own} />
      <h2 id="log">{say(PAGE.log, lang)}</h2>
      <LogForm {...props} own={own} />
      <h2>{say(PAGE.history, lang)}</h2>
      {contacts.length === 0 && <p>{say(PAGE.noHistory, lang)}</p>}
      <ol class="plain">
        {contacts.map((row) => (
          <li>
            <strong>{say(CHANNEL[row.channel], lang)}: {say(row.reached ? PAGE.answered : PAGE.notAnswered, lang)}{row.cause && ` · ${say(CAUSE[row.cause], lang)}`}</strong><br />
            <span class="quiet-text">{say(PAGE.by, lang, { day: day(row.at), hour: limaHour(row.at), who: row.by })}{row.next && ` · ${say(PAGE.nextDay, lang, { day: day(row.next) })}`}</span>
          </li>
        ))}
      </ol>
    </>
  )
}

function Reach({ lang, own, consented, reach }: FollowProps & { own: string }): JSX.Element {
  if (!consented) return <p class="notice">{say(PAGE.noConsent, lang)}</p>
  if (reach === 'none') return <p class="notice">{say(PAGE.noPhone, lang)}</p>
  if (reach === null) return <p><PostButton action={`${own}/phone`} label={say(PAGE.phone, lang)} /><br /><span class="hint">{say(PAGE.phoneSays, lang)}</span></p>
  return (
    <section class="card">
      <p><a class="button" href={`tel:${reach.phone}`}>{say(PAGE.callNow, lang, { phone: reach.shown })}</a></p>
      <h2>{say(PAGE.messages, lang)}</h2>
      <p class="hint">{say(PAGE.messagesSay, lang)}</p>
      <ul class="plain">
        {reach.links.map((link) => (
          <li>
            <p>{link.text}</p>
            <p class="actions">
              <a class="button quiet" href={link.whatsapp} rel="noopener noreferrer" referrerpolicy="no-referrer" target="_blank">{say(PAGE.byWhatsapp, lang)}</a>
              <a class="button quiet" href={link.sms}>{say(PAGE.bySms, lang)}</a>
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

function LogForm({ lang, own, typed, problems }: FollowProps & { own: string }): JSX.Element {
  const common = { lang, problems }
  return (
    <form method="post" action={`${own}/contacts`} class="card">
      <input type="hidden" name="id" value={typed.id} />
      <Choices {...common} name="channel" label={say(PAGE.channel, lang)} chosen={[typed.channel]} options={CHANNELS.map((value) => ({ value, label: say(CHANNEL[value], lang) }))} />
      <Choices {...common} name="reached" label={say(PAGE.reached, lang)} chosen={[typed.reached]} options={[{ value: 'yes', label: say(PAGE.yes, lang) }, { value: 'no', label: say(PAGE.no, lang) }]} />
      <Choices {...common} name="cause" label={say(PAGE.cause, lang)} chosen={[typed.cause]} options={CONTACT_CAUSES.map((value) => ({ value, label: say(CAUSE[value], lang) }))} />
      <Field {...common} name="next" type="date" label={say(PAGE.next, lang)} hint={say(PAGE.nextHint, lang)} value={typed.next} optional />
      <button>{say(PAGE.save, lang)}</button>
    </form>
  )
}
