import type { JSX } from 'preact'
import type { FieldProblem } from '../../lib/problem.ts'
import { say, type Lang } from '../../lib/text.ts'
import { Choices, ErrorSummary, Field } from '../../web/form.tsx'
import { day, limaHour, type Section } from '../cohorts/index.ts'
import type { Entry } from './attendance.ts'
import type { ClassSession } from './class-session.ts'
import type { Refused } from './recording.ts'
import type { RosterLine } from './roster.ts'
import { SHEET } from './sheet-words.ts'
import { CHOSEN_CAUSES, MARKS } from './statements.ts'
import { CAUSE, DONE, MARK, MODE, PAGE, SOURCE } from './words.ts'

/** Minutes lost by coming late, when nothing else is said. */
export const USUAL_DELAY = 15

export interface RosterPageProps {
  readonly lang: Lang
  readonly base: string
  readonly section: Section
  readonly session: ClassSession
  readonly lines: readonly RosterLine[]
  readonly entries: ReadonlyMap<string, Entry>
  /** Needs a cause and a second person. */
  readonly byHand: boolean
  readonly open: boolean
  readonly typed: (name: string) => string
  readonly refused: readonly (Refused & { readonly name: string })[]
  readonly fromPhone: readonly (Refused & { readonly name: string })[]
  readonly problems: readonly FieldProblem[]
  readonly done: keyof typeof DONE | null
}

/** One row a person. Exceptions are marked, and one button makes all others present. */
export function RosterPage(props: RosterPageProps): JSX.Element {
  const { lang, base, section, session, lines, problems, typed } = props
  return (
    <>
      <h1>{say(PAGE.roster, lang)}: {say(section.title, lang)}</h1>
      <p>{day(session.starts)}, {limaHour(session.starts)}–{limaHour(session.ends)} · {say(MODE[session.mode], lang)} · {session.site} · {session.minutes} min</p>
      <p><a href={base}>{say(PAGE.back, lang)}</a> · <a href={`${base}/${session.session}/sheet.pdf`}>{say(SHEET.print, lang)}</a></p>
      {props.done && <p class="good" role="status">{say(DONE[props.done], lang)}</p>}
      <ErrorSummary lang={lang} problems={problems} />
      <Refusals lang={lang} title={say(PAGE.didNotEnter, lang)} refused={props.refused} />
      <Refusals lang={lang} title={`${say(PAGE.didNotEnter, lang)} (${say(PAGE.fromPhone, lang)})`} refused={props.fromPhone} />
      {lines.length === 0 && <p>{say(PAGE.nobody, lang)}</p>}
      {lines.length > 0 && (
        <form method="post" action={`${base}/${session.session}`} id="roster">
          {props.byHand && (
            <Choices name="cause" label={say(PAGE.cause, lang)} hint={say(PAGE.byHand, lang)} lang={lang} problems={problems} chosen={[typed('cause')]}
              options={CHOSEN_CAUSES.map((value) => ({ value, label: say(CAUSE[value], lang) }))} />
          )}
          <p class="hint">{say(PAGE.keys, lang)}</p>
          <ol class="roster">{lines.map((line) => <Row {...props} line={line} />)}</ol>
          <Field name="minutes" label={say(PAGE.lateMinutes, lang)} hint={say(PAGE.lateHint, lang, { n: session.minutes })} inputMode="numeric" maxLength={3} lang={lang} problems={problems}
            value={typed('minutes') || String(Math.max(1, session.minutes - USUAL_DELAY))} />
          <p class="actions sticky">
            <button name="do" value="rest">{say(PAGE.rest, lang)}</button>
            <button name="do" value="save" class="quiet">{say(PAGE.save, lang)}</button>
          </p>
        </form>
      )}
    </>
  )
}

function Row({ lang, line, entries, typed }: RosterPageProps & { line: RosterLine }): JSX.Element {
  const entry = entries.get(line.enrolment)
  const name = `mark-${line.enrolment}`
  const chosen = typed(name) || entry?.mark
  return (
    <li>
      <fieldset>
        <legend>{line.name}{line.digits && <span class="quiet-text"> {say(PAGE.endingIn, lang, { digits: line.digits })}</span>}{entry && <Tags lang={lang} entry={entry} />}</legend>
        <span class="marks">
          {MARKS.map((mark) => (
            <label title={say(MARK[mark], lang)}>
              <input type="radio" name={name} value={mark} checked={chosen === mark} aria-label={say(MARK[mark], lang)} /><span class={`mark-${mark}`} aria-hidden="true">{mark}</span>
            </label>
          ))}
        </span>
      </fieldset>
    </li>
  )
}

function Tags({ lang, entry }: { lang: Lang; entry: Entry }): JSX.Element {
  const tags = [
    entry.mark === 'T' && `${entry.minutes} min`, entry.source === 'qr' && say(SOURCE.qr, lang), entry.standing === 'waiting' && say(PAGE.waiting, lang),
    entry.late && say(PAGE.lateEntry, lang), entry.manual && !entry.skewed && say(PAGE.handEntry, lang), entry.skewed && say(PAGE.skewed, lang),
  ].filter((tag) => tag !== false)
  return <>{tags.map((tag) => <> <span class="tag">{tag}</span></>)}</>
}

function Refusals({ lang, title, refused }: { lang: Lang; title: string; refused: RosterPageProps['refused'] }): JSX.Element | null {
  if (refused.length === 0) return null
  return (
    <div class="errors">
      <p>{title}</p>
      <ul>{refused.map((r) => <li>{r.name}: {say(r.sentence, lang)}</li>)}</ul>
    </div>
  )
}
