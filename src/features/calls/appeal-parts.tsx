import type { JSX } from 'preact'
import type { FieldProblem } from '../../lib/problem.ts'
import { say, type Lang } from '../../lib/text.ts'
import { Choices, TextArea } from '../../web/form.tsx'
import type { Call } from '../programmes/index.ts'
import { APPEAL_REASONS, mayAppeal } from './appeal.ts'
import type { Application } from './application.ts'
import { AppealTag } from './appeals-page.tsx'
import type { AppealNotes } from './appealing.ts'
import { ANSWER_DAYS } from './deadline.ts'
import { moment } from './moment.ts'
import type { Phase } from './phase.ts'
import { APPEAL_REASON, RESULTS } from './result-words.ts'

export interface AppealTyped { readonly chosen: readonly string[]; readonly words: string }
export const MOST_WORDS = 1000

interface Common {
  readonly lang: Lang
  readonly row: Application
  readonly notes: AppealNotes
  readonly typed: AppealTyped
  readonly problems: readonly FieldProblem[]
  readonly now: Date
}

/** Her own side: asks once, then sees how it stands and who answered what. */
export function OwnAppeal(props: Common & { readonly base: string; readonly call: Call; readonly phase: Phase }): JSX.Element | null {
  const { lang, row, now } = props
  if (row.appeal !== null) return <OwnStanding {...props} />
  if (!mayAppeal(row, props.phase, now)) return null
  return (
    <section class="card" id="appeal">
      <h2>{say(RESULTS.ask, lang)}</h2>
      <p>{say(RESULTS.askSays, lang, { days: props.call.answerDays ?? ANSWER_DAYS })}</p>
      {row.appeal_until && <p><strong>{say(RESULTS.askUntil, lang, { date: moment(row.appeal_until, lang) })}</strong></p>}
      <form method="post" action={`${props.base}/appeal`}>
        <Choices lang={lang} problems={props.problems} name="reasons" label={say(RESULTS.askReasons, lang)} several chosen={props.typed.chosen}
          options={APPEAL_REASONS.map((value) => ({ value, label: say(APPEAL_REASON[value], lang) }))} />
        <TextArea lang={lang} problems={props.problems} name="words" label={say(RESULTS.askWords, lang)} hint={say(RESULTS.askHint, lang)} value={props.typed.words} rows={5} maxLength={MOST_WORDS} optional />
        <button>{say(RESULTS.askSend, lang)}</button>
      </form>
    </section>
  )
}

function OwnStanding({ lang, row, notes, now }: Common): JSX.Element {
  const open = row.appeal === 'open'
  return (
    <section class="card" id="appeal">
      <h2>{say(RESULTS.yours, lang)}</h2>
      {open && row.appealed && row.appeal_due && <p>{say(RESULTS.yourOpen, lang, { date: moment(row.appealed, lang), due: moment(row.appeal_due, lang) })}</p>}
      {open && row.appeal_due && row.appeal_due < now && <p><strong>{say(RESULTS.yourLate, lang)}</strong></p>}
      {row.appeal === 'upheld' && <p>{say(RESULTS.yourUpheld, lang)}</p>}
      {row.appeal === 'rejected' && <p>{say(RESULTS.yourRejected, lang)}</p>}
      {row.appeal === 'settled' && <p>{say(RESULTS.yourSettled, lang)}</p>}
      <Written lang={lang} row={row} notes={notes} />
    </section>
  )
}

function Written({ lang, row, notes }: Pick<Common, 'lang' | 'row' | 'notes'>): JSX.Element {
  return (
    <>
      <ul>{APPEAL_REASONS.filter((reason) => row.appeal_reasons.includes(reason)).map((reason) => <li>{say(APPEAL_REASON[reason], lang)}</li>)}</ul>
      {notes.words && <blockquote class="written">{notes.words}</blockquote>}
      {notes.answer && <><h3>{say(RESULTS.answeredBy, lang, { name: notes.answeredBy })}</h3><blockquote class="written">{notes.answer}</blockquote></>}
    </>
  )
}

/** The office's side: what she says, and the answer of somebody who did not decide before. */
export function OfficeAppeal(props: Common & { readonly here: string; readonly own: boolean }): JSX.Element | null {
  const { lang, row, problems, typed } = props
  if (row.appeal === null) return null
  return (
    <section class="card" id="appeal">
      <h2>{say(RESULTS.her, lang)} <AppealTag lang={lang} row={row} now={props.now} /></h2>
      {row.appealed && <p class="quiet-text">{say(RESULTS.sentOn, lang, { date: moment(row.appealed, lang) })}{row.appeal === 'open' && row.appeal_due && <>. {say(RESULTS.dueOn, lang, { date: moment(row.appeal_due, lang) })}</>}</p>}
      <Written lang={lang} row={row} notes={props.notes} />
      {row.appeal === 'open' && props.own && <p>{say(RESULTS.otherAnswers, lang)}</p>}
      {row.appeal === 'open' && !props.own && (
        <form method="post" action={`${props.here}/appeal`}>
          <Choices lang={lang} problems={problems} name="answer" label={say(RESULTS.answer, lang)} hint={say(RESULTS.answerUpheldSays, lang)} chosen={typed.chosen}
            options={[{ value: 'upheld', label: say(RESULTS.answerUpheld, lang) }, { value: 'rejected', label: say(RESULTS.answerRejected, lang) }]} />
          <TextArea lang={lang} problems={problems} name="words" label={say(RESULTS.answerWords, lang)} hint={say(RESULTS.answerHint, lang)} value={typed.words} rows={4} maxLength={MOST_WORDS} />
          <button>{say(RESULTS.answerSend, lang)}</button>
        </form>
      )}
    </section>
  )
}
