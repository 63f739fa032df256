import type { ComponentChildren, JSX } from 'preact'
import type { FieldProblem } from '../../lib/problem.ts'
import { say, type Lang, type Text } from '../../lib/text.ts'
import { Choices, ErrorSummary, PostButton } from '../../web/form.tsx'
import type { Section } from '../cohorts/index.ts'
import { RestFields, type TypedPerson } from '../people/index.ts'
import type { Call } from '../programmes/index.ts'
import { OwnAppeal, type AppealTyped } from './appeal-parts.tsx'
import type { AppealNotes } from './appealing.ts'
import { allowed } from './application-states.ts'
import type { Application } from './application.ts'
import { REFUSAL_REASONS, REMARKS } from './eligibility.ts'
import { moment } from './moment.ts'
import { PUBLIC } from './page-words.ts'
import type { Phase } from './phase.ts'
import { RESULTS } from './result-words.ts'
import { Scores } from './score-parts.tsx'
import { SELECTION } from './selection-words.ts'
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
  readonly phase: Phase
  readonly now: Date
  readonly appeal: AppealTyped
  readonly appealNotes: AppealNotes
  readonly appealed: boolean
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
      {props.appealed && <p class="card good" role="status">{say(RESULTS.asked, lang)}</p>}
      <section class="card next">
        <h2>{say(PUBLIC.expediente, lang)}</h2>
        <p class="big expediente">{row.expediente}</p>
        <p>{say(PUBLIC.keepIt, lang)}</p>
        <p><a href={`${props.base}/receipt.pdf`}>{say(PUBLIC.receiptPdf, lang)}</a></p>
      </section>
      <h2>{say(PUBLIC.state, lang)}: {say(STATE[row.state], lang)}</h2>
      <p>{say(meaningOf(row, call), lang)}</p>
      <p class="quiet-text">{say(PUBLIC.since, lang, { date: moment(row.since, lang) })}</p>
      {row.rank !== null && row.round !== null && <p>{say(call.selection.kind === 'score' ? SELECTION.rank : PUBLIC.rank, lang, { rank: row.rank, round: row.round })}</p>}
      {row.appeal === 'upheld' && row.state === 'waitlisted' && <p>{say(RESULTS.restored, lang)}</p>}
      {row.listed !== null && <p><a href={`${props.callAddress}/results?list=${row.listed}&q=${row.expediente}`}>{say(RESULTS.listed, lang, { n: row.listed })}</a></p>}
      <Next {...props} />
      <Scores lang={lang} call={call} row={row} />
      <OwnAppeal lang={lang} base={props.base} call={call} phase={props.phase} row={row} notes={props.appealNotes} typed={props.appeal} problems={props.problems} now={props.now} />
      {allowed('declined', row.state) && row.state !== 'started' && <Decline {...props} />}
    </>
  )
}

/** Where points decide, nothing was drawn. */
function meaningOf({ state }: Application, call: Call): Text {
  if (call.selection.kind === 'score' && (state === 'eligible' || state === 'selected')) return SELECTION[state]
  return STATE_MEANS[state]
}

function Next(props: OwnPageProps): ComponentChildren {
  const { lang, row } = props
  if (row.state === 'started') return <Complete {...props} />
  if (row.state === 'returned') {
    return (
      <>
        {row.until && <p><strong>{say(PUBLIC.correctUntil, lang, { date: moment(row.until, lang) })}</strong></p>}
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
