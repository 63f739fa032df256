import type { JSX } from 'preact'
import type { FieldProblem } from '../../lib/problem.ts'
import { say, type Lang, type Text } from '../../lib/text.ts'
import { Choices, ErrorSummary, TextArea } from '../../web/form.tsx'
import { limaHour } from '../cohorts/index.ts'
import { MOST_WORDS, type DutyText } from '../duties/index.ts'
import { limaDay, shownDay, shownLimaDay } from '../people/index.ts'
import type { Finding, StepTaken } from './finding.ts'
import { isOverdue, REPLY_DAYS } from './handling.ts'
import { State } from './list-page.tsx'
import { ONE as W } from './page-words.ts'
import { DECISIONS } from './statements.ts'
import { DECISION_NAME, SEVERITY_NAME, STEP_NAME, WRONG } from './words.ts'

export interface FindingProps {
  readonly lang: Lang
  /** /office/<programme>/findings */
  readonly base: string
  readonly finding: Finding
  readonly subject: string
  /** Where that can be opened, or null. */
  readonly subjectPage: string | null
  readonly texts: readonly DutyText[]
  readonly names: ReadonlyMap<string, string>
  readonly today: string
  readonly mayReply: boolean
  readonly mayDecide: boolean
  readonly typed: { readonly id: string; readonly decision: string; readonly text: string }
  readonly problems: readonly FieldProblem[]
  readonly refusal?: Text | undefined
  readonly saved: boolean
}

/** One finding: how it stands, everything that was said about it, and what whoever reads it may do. */
export function FindingPage(props: FindingProps): JSX.Element {
  const { lang, base, finding, subject, subjectPage } = props
  const text = (id: string): JSX.Element => <Words lang={lang} text={props.texts.find((t) => t.id === id)?.text} />
  return (
    <>
      <p><a href={base}>{say(W.back, lang)}</a></p>
      <h1>{say(W.title, lang, { n: finding.number })}</h1>
      {props.saved && <p class="card good" role="status">{say(W.saved, lang)}</p>}
      {props.refusal && <div class="errors" role="alert"><p>{say(props.refusal, lang)}</p></div>}
      <ErrorSummary lang={lang} problems={props.problems} />
      <dl class="pairs">
        <dt>{say(W.about, lang)}</dt><dd>{subjectPage ? <a href={subjectPage}>{subject}</a> : subject}</dd>
        <dt>{say(W.severity, lang)}</dt><dd>{say(SEVERITY_NAME[finding.severity], lang)}</dd>
        <dt>{say(W.state, lang)}</dt><dd><State lang={lang} finding={finding} today={props.today} /></dd>
      </dl>
      <h2>{say(W.history, lang)}</h2>
      <ol class="plain">
        <li class="card">
          <h3>{say(W.raised, lang)}</h3>
          <By {...props} by={finding.by_staff} at={finding.at} />
          {text(finding.finding)}
        </li>
        {finding.steps.map((step) => (
          <li class="card">
            <h3>{say(STEP_NAME[step.step], lang)}</h3>
            <By {...props} by={step.by} at={new Date(step.at)} />
            <Term lang={lang} step={step} />
            {text(step.id)}
          </li>
        ))}
      </ol>
      {props.mayReply ? <ReplyForm {...props} /> : props.mayDecide ? <DecideForm {...props} /> : <Kept {...props} />}
    </>
  )
}

/** Each line as it was typed. */
function Words({ lang, text }: { lang: Lang; text: string | undefined }): JSX.Element {
  if (text === undefined) return <p>{say(W.gone, lang)}</p>
  return <blockquote>{text.split(/\n+/).map((line) => <p>{line}</p>)}</blockquote>
}

function By({ lang, names, by, at }: Pick<FindingProps, 'lang' | 'names'> & { by: string; at: Date }): JSX.Element {
  return <p class="quiet-text">{say(W.by, lang, { name: names.get(by) ?? '', day: shownLimaDay(at), time: limaHour(at) })}</p>
}

function Term({ lang, step }: { lang: Lang; step: StepTaken }): JSX.Element | null {
  if (step.step === 'asked-again') return <p>{say(W.until, lang, { day: shownDay(step.due) })}</p>
  if (step.step !== 'replied') return null
  const late = limaDay(new Date(step.at)) > step.due
  return <p><span class={late ? 'tag bad' : 'tag good'}>{say(late ? W.late : W.inTime, lang, { day: shownDay(step.due) })}</span></p>
}

/** What somebody typed who was too slow: there is no form any more that would hold it. */
function Kept({ lang, typed }: FindingProps): JSX.Element | null {
  return typed.text === '' ? null : <><h2>{say(W.kept, lang)}</h2><p>{say(W.keptNote, lang)}</p><Words lang={lang} text={typed.text} /></>
}

function ReplyForm({ lang, base, finding, typed, problems }: FindingProps): JSX.Element {
  return (
    <form method="post" action={`${base}/${finding.finding}/reply`} class="card">
      <h2>{say(W.reply, lang)}</h2>
      <input type="hidden" name="id" value={typed.id} />
      <TextArea lang={lang} problems={problems} name="text" label={say(W.replyText, lang)} hint={say(W.replyHint, lang)} value={typed.text} maxLength={MOST_WORDS.told} rows={6} />
      <button>{say(W.send, lang)}</button>
    </form>
  )
}

function DecideForm({ lang, base, finding, today, typed, problems }: FindingProps): JSX.Element {
  const common = { lang, problems }
  // While a reply is owed there is nothing to ask again, and nothing to confirm before the term is over.
  const offered = DECISIONS.filter((decision) => finding.stage === 'replied' || decision === 'lifted' || (decision === 'confirmed' && isOverdue(finding, today)))
  const hint = offered.includes('asked-again') ? say(W.askHint, lang, { days: REPLY_DAYS }) : offered.includes('confirmed') ? undefined : say(WRONG.termRuns, lang)
  return (
    <form method="post" action={`${base}/${finding.finding}/decide`} class="card">
      <h2>{say(W.decide, lang)}</h2>
      <input type="hidden" name="id" value={typed.id} />
      <Choices {...common} name="decision" label={say(W.decision, lang)} hint={hint} chosen={[typed.decision]} options={offered.map((value) => ({ value, label: say(DECISION_NAME[value], lang) }))} />
      <TextArea {...common} name="text" label={say(W.decideText, lang)} hint={say(W.decideHint, lang)} value={typed.text} maxLength={MOST_WORDS.told} rows={5} />
      <button>{say(W.save, lang)}</button>
    </form>
  )
}
