import type { JSX } from 'preact'
import type { FieldProblem } from '../../lib/problem.ts'
import { say, type Lang, type Text } from '../../lib/text.ts'
import { Choices, ErrorSummary, PostButton } from '../../web/form.tsx'
import type { Audit } from './audit.ts'
import type { AuditPerson } from './audit-person.ts'
import { MOST_TRIES, triesOf } from './contact.ts'
import { CALLS as W } from './page-words.ts'
import { Calls } from './person-page.tsx'
import { ANSWERS, ASKED, CHANNELS } from './statements.ts'
import { ANSWER_NAME, ASKED_NAME, CHANNEL_NAME } from './words.ts'

export interface ToCall { readonly number: number; readonly place: number; readonly tries: number; readonly href: string }

/** Who is to be called, by number. */
export function CallsPage({ lang, lines, saved }: { lang: Lang; lines: readonly ToCall[]; saved: boolean }): JSX.Element {
  return (
    <>
      <h1>{say(W.title, lang)}</h1>
      <p>{say(W.lead, lang)}</p>
      {saved && <p class="card good" role="status">{say(W.saved, lang)}</p>}
      {lines.length === 0 && <p class="card">{say(W.none, lang)}</p>}
      <ul class="steps">{lines.map((line) => (
        <li>
          <span>
            <a href={line.href}>{say(W.person, lang, { n: line.number, place: line.place })}</a><br />
            <span class="quiet-text">{say(W.tries, lang, { n: line.tries, most: MOST_TRIES })}</span>
          </span>
        </li>
      ))}</ul>
    </>
  )
}

export interface CallProps {
  readonly lang: Lang
  readonly list: string
  /** /office/<programme>/audit-calls/<audit>/<pseudonym> */
  readonly at: string
  readonly audit: Audit
  readonly hers: AuditPerson
  /** Somebody may still call her. */
  readonly open: boolean
  readonly allowed: boolean
  readonly name: string | null
  /** As her certificate says; null: there is none to read. */
  readonly minutes: number | null
  readonly programme: string
  /** Shown once somebody pressed the button. */
  readonly phone: string | null
  readonly typed: { readonly id: string; readonly channel: string; readonly answer: string; readonly confirms: readonly string[] }
  readonly problems: readonly FieldProblem[]
  readonly refusal?: Text | undefined
}

/** One person to be called: what to say, her number, and what came of it. */
export function CallPage(props: CallProps): JSX.Element {
  const { lang, list, audit, hers, open, allowed } = props
  return (
    <>
      <p><a href={list}>{say(W.back, lang)}</a></p>
      <h1>{say(W.person, lang, { n: audit.number, place: hers.place })}</h1>
      {props.refusal && <div class="errors" role="alert"><p>{say(props.refusal, lang)}</p></div>}
      <ErrorSummary lang={lang} problems={props.problems} />
      <p>{say(W.tries, lang, { n: triesOf(hers.calls).length, most: MOST_TRIES })}</p>
      {hers.calls.length > 0 && <Calls lang={lang} calls={hers.calls} />}
      {!open ? <p class="card">{say(W.done, lang)}</p> : allowed ? <><Script {...props} /><NoteForm {...props} /></> : <MayNot {...props} />}
    </>
  )
}

function Script({ lang, at, phone, name, minutes, programme }: CallProps): JSX.Element {
  return (
    <section class="card">
      <h2>{say(W.script, lang)}</h2>
      <p>{say(W.hello, lang, { programme })}</p>
      <ol>
        <li>{say(W.course, lang)}</li>
        {minutes !== null && <li>{say(W.hours, lang, { hours: say(minutes < 60 ? W.minutes : W.hoursAndMinutes, lang, { h: Math.floor(minutes / 60), m: minutes % 60 }) })}</li>}
        {name !== null && <li>{say(W.name, lang, { name })}</li>}
      </ol>
      <p class="quiet-text">{say(W.doNotHint, lang)}</p>
      {phone === null
        ? <><PostButton action={`${at}/phone`} label={say(W.show, lang)} kind="quiet" /> <span class="quiet-text">{say(W.showNote, lang)}</span></>
        : <p><strong>{say(W.phone, lang)}: <a href={`tel:${phone.replace(/[^+\d]/g, '')}`}>{phone}</a></strong></p>}
    </section>
  )
}

function NoteForm({ lang, at, typed, problems }: CallProps): JSX.Element {
  const common = { lang, problems }
  return (
    <form method="post" action={at} class="card">
      <h2>{say(W.note, lang)}</h2>
      <input type="hidden" name="id" value={typed.id} />
      <Choices {...common} name="channel" label={say(W.channel, lang)} chosen={[typed.channel]} options={CHANNELS.map((value) => ({ value, label: say(CHANNEL_NAME[value], lang) }))} />
      <Choices {...common} name="answer" label={say(W.answer, lang)} chosen={[typed.answer]} options={ANSWERS.filter((one) => one !== 'not-allowed').map((value) => ({ value, label: say(ANSWER_NAME[value], lang) }))} />
      <Choices {...common} name="confirms" label={say(W.confirms, lang)} several chosen={typed.confirms} options={ASKED.map((value) => ({ value, label: say(ASKED_NAME[value], lang) }))} />
      <button>{say(W.save, lang)}</button>
    </form>
  )
}

function MayNot({ lang, at, typed }: CallProps): JSX.Element {
  return (
    <section class="card">
      <p>{say(W.mayNot, lang)}</p>
      <PostButton action={at} label={say(W.noteMayNot, lang)} values={{ id: typed.id, answer: 'not-allowed' }} />
    </section>
  )
}
