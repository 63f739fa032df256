import type { JSX } from 'preact'
import type { FieldProblem } from '../../lib/problem.ts'
import { say, type Lang, type Text } from '../../lib/text.ts'
import { Choices, ErrorSummary, Field, Select, TextArea } from '../../web/form.tsx'
import { limaHour } from '../cohorts/index.ts'
import { shownDay, shownLimaDay } from '../people/index.ts'
import type { DutiesCounted } from './counted.ts'
import { ExtensionForm, ExtensionNote, type ExtensionTyped } from './extension-parts.tsx'
import { MOST_WORDS } from './fields.ts'
import { shownTerm } from './moments.ts'
import { REGISTER, REQUEST as W } from './page-words.ts'
import { SHOWN, type DataRequest, type Shown } from './request.ts'
import { OUTCOMES, REFUSAL_REASONS, RIGHTS_ASKED, WAYS_IN, type RightAsked } from './statements.ts'
import type { DutyText } from './texts.ts'
import { OUTCOME_NAME, REASON_NAME, RIGHT_NAME, RIGHT_TERM, SHOWN_NAME, VIA_NAME } from './words.ts'

/** Those of the form that makes a term longer; the others are of the answer. */
const EXTENSION_FIELDS = ['why', 'due', 'explanation']

export interface Line {
  readonly row: DataRequest
  /** Her name, for who may read it; else the beginning of her code. */
  readonly who: string
  /** It was promised and her data still stands. */
  readonly toErase: boolean
}

export interface RegisterProps {
  readonly lang: Lang
  /** /office/<programme> */
  readonly office: string
  readonly lines: readonly Line[]
  readonly shown: Shown
  readonly right: RightAsked | null
  readonly today: string
  readonly counted: DutiesCounted['requests']
  /** Address of the next page, or null; whether this is not the first one. */
  readonly next: string | null
  readonly later: boolean
  readonly mayWrite: boolean
  readonly saved: boolean
}

/** The register of requests: what falls due first comes first. */
export function RegisterPage(props: RegisterProps): JSX.Element {
  const { lang, office, lines, shown, right, today } = props
  const base = `${office}/requests`
  return (
    <>
      <h1>{say(REGISTER.title, lang)}</h1>
      {props.saved && <p class="card good" role="status">{say(W.saved, lang)}</p>}
      <p>{say(REGISTER.lead, lang)}</p>
      <p class={props.counted.overdue > 0 ? 'bad' : undefined}>{say(REGISTER.counted, lang, { ...props.counted })}</p>
      <form method="get" action={base} class="card">
        <Select lang={lang} name="shown" label={say(REGISTER.show, lang)} value={shown} options={SHOWN.map((value) => ({ value, label: say(SHOWN_NAME[value], lang) }))} />
        <Select lang={lang} name="right" label={say(REGISTER.right, lang)} value={right ?? ''}
          options={[{ value: '', label: say(REGISTER.any, lang) }, ...RIGHTS_ASKED.map((value) => ({ value, label: say(RIGHT_TERM[value], lang) }))]} />
        <button class="quiet">{say(REGISTER.filter, lang)}</button>
      </form>
      {lines.length === 0 && <p>{say(shown === 'open' && right === null && !props.later ? REGISTER.none : REGISTER.noneHere, lang)}</p>}
      <ul class="steps">{lines.map((line) => <li><RequestLine lang={lang} base={base} line={line} today={today} open={props.mayWrite} /></li>)}</ul>
      {props.later && <p><a href={`${base}?shown=${shown}&right=${right ?? ''}`}>{say(REGISTER.first, lang)}</a></p>}
      {props.next && <p><a href={props.next}>{say(REGISTER.more, lang)}</a></p>}
      {props.mayWrite && <><p class="hint">{say(REGISTER.writeHint, lang)}</p><p><a class="button quiet" href={`${base}/new`}>{say(REGISTER.write, lang)}</a></p></>}
    </>
  )
}

function RequestLine({ lang, base, line: { row, who, toErase }, today, open }: { lang: Lang; base: string; line: Line; today: string; open: boolean }): JSX.Element {
  const title = `${say(RIGHT_TERM[row.asked], lang)}: ${who}`
  return (
    <span>
      {open ? <a href={`${base}/${row.request}`}>{title}</a> : <strong>{title}</strong>}<br />
      <span class="quiet-text">{say(REGISTER.came, lang, { day: shownDay(row.received), via: say(VIA_NAME[row.via], lang) })}</span><br />
      <State lang={lang} row={row} today={today} />
      {toErase && <> <span class="tag bad">{say(W.toErase, lang)}</span></>}
    </span>
  )
}

function State({ lang, row, today }: { lang: Lang; row: DataRequest; today: string }): JSX.Element {
  if (row.outcome === null) {
    return (
      <>
        <span class={today > row.due ? 'tag bad' : 'tag'}>{say(REGISTER.due, lang, { day: shownDay(row.due), left: shownTerm(row.due, today, lang) })}</span>
        {row.first_due && <> <span class="quiet-text">{say(REGISTER.extended, lang, { first: shownDay(row.first_due) })}</span></>}
      </>
    )
  }
  return <><span class="tag">{say(OUTCOME_NAME[row.outcome], lang)}</span> <span class={row.in_time ? 'tag good' : 'tag bad'}>{say(row.in_time ? REGISTER.inTime : REGISTER.tooLate, lang)}</span></>
}

export interface NewProps {
  readonly lang: Lang
  readonly office: string
  /** The person in the programme, or null: somebody without a record. */
  readonly of: { readonly agent: string; readonly name: string } | null
  readonly before: readonly DataRequest[]
  readonly today: string
  readonly typed: { readonly id: string; readonly right: string; readonly via: string; readonly received: string; readonly text: string }
  readonly problems: readonly FieldProblem[]
  readonly refusal?: Text | undefined
}

/** Somebody came, called or wrote: the staff write her request down for her. */
export function NewRequestPage(props: NewProps): JSX.Element {
  const { lang, office, of, typed, problems } = props
  const common = { lang, problems }
  const base = `${office}/requests`
  return (
    <>
      <p><a href={base}>{say(W.back, lang)}</a></p>
      <h1>{say(W.new, lang)}</h1>
      {props.refusal && <div class="errors" role="alert"><p>{say(props.refusal, lang)}</p></div>}
      <ErrorSummary lang={lang} problems={problems} />
      <p>{say(W.of, lang, { name: of?.name ?? say(REGISTER.unknown, lang) })}</p>
      <form method="post" action={base}>
        <input type="hidden" name="id" value={typed.id} />
        {of && <input type="hidden" name="agent" value={of.agent} />}
        <Choices {...common} name="right" label={say(W.right, lang)} chosen={[typed.right]} options={RIGHTS_ASKED.map((value) => ({ value, label: `${say(RIGHT_TERM[value], lang)}: ${say(RIGHT_NAME[value], lang)}` }))} />
        <Choices {...common} name="via" label={say(W.via, lang)} chosen={[typed.via]} options={WAYS_IN.filter((v) => v !== 'own').map((value) => ({ value, label: say(VIA_NAME[value], lang) }))} />
        <Field {...common} name="received" label={say(W.received, lang)} hint={say(W.receivedHint, lang)} value={typed.received} maxLength={10} autocomplete="off" />
        <TextArea {...common} name="text" label={say(W.text, lang)} hint={say(W.textHint, lang)} value={typed.text} maxLength={MOST_WORDS.request} rows={5} />
        <button>{say(W.save, lang)}</button>
      </form>
      {props.before.length > 0 && (
        <>
          <h2>{say(W.before, lang)}</h2>
          <ul>{props.before.map((row) => <li><a href={`${base}/${row.request}`}>{say(RIGHT_TERM[row.asked], lang)}, {shownDay(row.received)}</a> <State lang={lang} row={row} today={props.today} /></li>)}</ul>
        </>
      )}
    </>
  )
}

export interface RequestProps {
  readonly lang: Lang
  readonly office: string
  readonly line: Line
  readonly texts: readonly DutyText[]
  readonly today: string
  readonly writtenBy: string
  readonly answeredBy: string
  readonly typed: { readonly id: string; readonly outcome: string; readonly reason: string; readonly text: string }
  readonly problems: readonly FieldProblem[]
  readonly refusal?: Text | undefined
  readonly done: 'answered' | 'extended' | null
  readonly extendedBy: string
  /** The last day to which the term may still be moved; null: not any more. */
  readonly extendableTo: string | null
  readonly extension: ExtensionTyped
}

/** One request: what is asked, what helps to do it, and the answer. */
export function RequestPage(props: RequestProps): JSX.Element {
  const { lang, office, line: { row, who, toErase }, texts } = props
  const came = { day: shownDay(row.received), via: say(VIA_NAME[row.via], lang), name: props.writtenBy }
  const asked = texts.filter((t) => t.part === 'asked')
  return (
    <>
      <p><a href={`${office}/requests`}>{say(W.back, lang)}</a></p>
      <h1>{say(W.title, lang, { right: say(RIGHT_TERM[row.asked], lang) })}</h1>
      {props.done && <p class="card good" role="status">{say(props.done === 'extended' ? W.extended : W.done, lang)}</p>}
      {props.refusal && <div class="errors" role="alert"><p>{say(props.refusal, lang)}</p></div>}
      <ErrorSummary lang={lang} problems={props.problems} />
      <p><strong>{who}</strong>{row.agent && <> · <a href={`${office}/people/${row.agent}`}>{say(W.person, lang)}</a></>}</p>
      <p>{say(row.by_staff ? REGISTER.cameTo : REGISTER.came, lang, came)}</p>
      <p><State lang={lang} row={row} today={props.today} /></p>
      {toErase && <p class="bad">{say(W.toErase, lang)}</p>}
      <h2>{say(W.asked, lang)}</h2>
      {asked.length === 0 ? <p>{say(W.gone, lang)}</p> : asked.map((t) => <blockquote>{t.text}</blockquote>)}
      <ExtensionNote lang={lang} row={row} texts={texts} by={props.extendedBy} />
      {row.outcome === null ? <AnswerForm {...props} /> : <Answer {...props} />}
      {props.extendableTo && <ExtensionForm lang={lang} action={`${office}/requests/${row.request}/extend`} last={props.extendableTo} unknown={row.agent === null} typed={props.extension} problems={props.problems.filter((p) => EXTENSION_FIELDS.includes(p.field))} />}
    </>
  )
}

function Answer({ lang, line: { row }, texts, answeredBy }: RequestProps): JSX.Element {
  if (row.outcome === null || row.answered === null) return <></>
  const values = { outcome: say(OUTCOME_NAME[row.outcome], lang), name: answeredBy, day: shownLimaDay(row.answered), time: limaHour(row.answered) }
  return (
    <>
      <h2>{say(W.reply, lang)}</h2>
      <p>{say(W.answered, lang, values)}{row.reason && ` ${say(REASON_NAME[row.reason], lang)}.`}</p>
      {texts.filter((t) => t.part === 'answer').map((t) => <blockquote>{t.text}</blockquote>)}
    </>
  )
}

function AnswerForm({ lang, office, line: { row }, typed, problems }: RequestProps): JSX.Element {
  const common = { lang, problems }
  return (
    <form method="post" action={`${office}/requests/${row.request}/answer`} class="card">
      <h2>{say(W.answer, lang)}</h2>
      <p>{say(row.agent === null ? W.howUnknown : W.how[row.asked], lang)}</p>
      <input type="hidden" name="id" value={typed.id} />
      <Choices {...common} name="outcome" label={say(W.outcome, lang)} chosen={[typed.outcome]} options={OUTCOMES.map((value) => ({ value, label: say(OUTCOME_NAME[value], lang) }))} />
      <Select {...common} name="reason" label={say(W.reason, lang)} value={typed.reason}
        options={[{ value: '', label: say(W.noReason, lang) }, ...REFUSAL_REASONS.map((value) => ({ value, label: say(REASON_NAME[value], lang) }))]} />
      <TextArea {...common} name="text" label={say(W.words, lang)} hint={say(W.wordsHint, lang)} value={typed.text} maxLength={MOST_WORDS.request} rows={5} />
      <button>{say(W.send, lang)}</button>
    </form>
  )
}
