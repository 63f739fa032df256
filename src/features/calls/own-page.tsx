import type { ComponentChildren, JSX } from 'preact'
import type { FieldProblem } from '../../lib/problem.ts'
import { say, type Lang } from '../../lib/text.ts'
import { Choices, ErrorSummary, PostButton } from '../../web/form.tsx'
import type { Section } from '../cohorts/index.ts'
import { RestFields, type TypedPerson } from '../people/index.ts'
import type { Call } from '../programmes/index.ts'
import { allowed } from './application-states.ts'
import type { Application } from './application.ts'
import { REFUSAL_REASONS, REMARKS } from './eligibility.ts'
import { moment } from './moment.ts'
import { PUBLIC } from './page-words.ts'
import { REASON, REMARK, STATE, STATE_MEANS } from './words.ts'

export interface OwnPageProps {
  readonly lang: Lang
  /** `/me/applications/<programme>/<expediente>` */
  readonly base: string
  readonly callAddress: string
  readonly call: Call
  readonly row: Application
  readonly typed: TypedPerson
  readonly problems: readonly FieldProblem[]
  readonly saved: boolean
  readonly sent: boolean
  /** What staff wrote with the last decision, and who. */
  readonly note: string | null
  readonly decidedBy: string
  /** Sections of the call with places left. */
  readonly sections: readonly { readonly section: Section; readonly left: number }[]
}

/** One application as its person sees it: the number, how it stands, the one thing to do now. Prints as her receipt. */
export function OwnPage(props: OwnPageProps): JSX.Element {
  const { lang, row, call } = props
  return (
    <>
      <h1>{say(PUBLIC.application, lang)}</h1>
      <p><a href={props.callAddress}>{say(call.title, lang)}</a></p>
      <ErrorSummary lang={lang} problems={props.problems} />
      {props.sent && <p class="card good" role="status">{say(PUBLIC.sent, lang)}</p>}
      <section class="card next">
        <h2>{say(PUBLIC.expediente, lang)}</h2>
        <p class="big expediente">{row.expediente}</p>
        <p>{say(PUBLIC.keepIt, lang)}</p>
        <p><a href={`${props.base}/receipt.pdf`}>{say(PUBLIC.receiptPdf, lang)}</a></p>
      </section>
      <h2>{say(PUBLIC.state, lang)}: {say(STATE[row.state], lang)}</h2>
      <p>{say(STATE_MEANS[row.state], lang)}</p>
      <p class="quiet-text">{say(PUBLIC.since, lang, { date: moment(row.since, lang) })}</p>
      {row.rank !== null && row.round !== null && <p>{say(PUBLIC.rank, lang, { rank: row.rank, round: row.round })}</p>}
      <Next {...props} />
      {allowed('declined', row.state) && row.state !== 'started' && <Decline {...props} />}
    </>
  )
}

function Next(props: OwnPageProps): ComponentChildren {
  const { lang, row } = props
  if (row.state === 'started') return <Complete {...props} />
  if (row.state === 'returned') {
    return (
      <>
        <Codes lang={lang} title={say(PUBLIC.remarks, lang)} sentences={REMARKS.filter((r) => row.reasons.includes(r)).map((r) => say(REMARK[r], lang))} />
        <Written {...props} />
        <p>{say(PUBLIC.correctHow, lang)}</p>
        <p class="actions"><a class="button quiet" href="/me/data">{say(PUBLIC.correctThere, lang)}</a> <PostButton action={`${props.base}/send`} label={say(PUBLIC.resend, lang)} /></p>
      </>
    )
  }
  if (row.state === 'not-eligible') {
    return (
      <>
        <Codes lang={lang} title={say(PUBLIC.reasons, lang)} sentences={REFUSAL_REASONS.filter((r) => row.reasons.includes(r)).map((r) => say(REASON[r], lang))} />
        <Written {...props} />
        <p>{say(PUBLIC.disagree, lang)}</p>
      </>
    )
  }
  if (row.state === 'selected') return <Accept {...props} />
  if (row.state === 'accepted') return <p class="actions"><a class="button" href="/me">{say(PUBLIC.toCourse, lang)}</a></p>
  return null
}

function Codes({ lang: _lang, title, sentences }: { lang: Lang; title: string; sentences: readonly string[] }): JSX.Element {
  return <><h3>{title}</h3><ul>{sentences.map((s) => <li>{s}</li>)}</ul></>
}

function Written({ lang, note, decidedBy, row }: OwnPageProps): JSX.Element {
  return (
    <>
      {note && <blockquote class="written">{note}</blockquote>}
      {decidedBy && <p class="quiet-text">{say(PUBLIC.decidedBy, lang, { name: decidedBy, date: moment(row.since, lang) })}</p>}
    </>
  )
}

/** Step two: saved for later, or saved and sent; either way nothing typed is lost. */
function Complete({ lang, base, typed, problems, saved }: OwnPageProps): JSX.Element {
  return (
    <form method="post" action={`${base}/send`} class="card">
      <h2>{say(PUBLIC.second, lang)}</h2>
      {saved && <p class="good" role="status">{say(PUBLIC.saved, lang)}</p>}
      <RestFields lang={lang} typed={typed} problems={problems} />
      <p>{say(PUBLIC.declare, lang)}</p>
      <p class="actions">
        <button>{say(PUBLIC.send, lang)}</button>
        <button class="quiet" formaction={`${base}/rest`}>{say(PUBLIC.saveRest, lang)}</button>
      </p>
    </form>
  )
}

function Accept({ lang, base, row, sections, problems }: OwnPageProps): JSX.Element {
  const options = sections.filter((s) => s.left > 0).map(({ section, left }) => ({
    value: section.id, label: `${say(section.title, lang)}: ${say(section.shift, lang)}, ${say(section.site, lang)} (${say(PUBLIC.sectionPlaces, lang, { n: left })})`,
  }))
  return (
    <>
      {row.until && <p><strong>{say(PUBLIC.until, lang, { date: moment(row.until, lang) })}</strong></p>}
      {options.length === 0 ? <p>{say(PUBLIC.noPlaces, lang)}</p> : (
        <form method="post" action={`${base}/accept`} class="card">
          <Choices name="section" label={say(PUBLIC.chooseSection, lang)} lang={lang} problems={problems} chosen={[]} options={options} />
          <button>{say(PUBLIC.acceptButton, lang)}</button>
        </form>
      )}
    </>
  )
}

function Decline({ lang, base }: OwnPageProps): JSX.Element {
  return (
    <details>
      <summary>{say(PUBLIC.declineTitle, lang)}</summary>
      <p>{say(PUBLIC.declineSays, lang)}</p>
      <PostButton action={`${base}/decline`} label={say(PUBLIC.decline, lang)} kind="danger" />
    </details>
  )
}
