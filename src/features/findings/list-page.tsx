import type { JSX } from 'preact'
import { say, type Lang } from '../../lib/text.ts'
import { Pages } from '../cohorts/index.ts'
import { shownTerm } from '../duties/index.ts'
import { shownDay, shownLimaDay } from '../people/index.ts'
import type { FindingsCounted } from './counted.ts'
import { SHOWN, type Finding, type Shown } from './finding.ts'
import { isOverdue, REPLY_DAYS } from './handling.ts'
import { LIST as W, NEW } from './page-words.ts'
import { SEVERITY_NAME, SHOWN_NAME, STEP_NAME } from './words.ts'

export interface ListProps {
  readonly lang: Lang
  /** /office/<programme>/findings */
  readonly base: string
  readonly findings: readonly Finding[]
  /** What each is about, by its id. */
  readonly subjects: ReadonlyMap<string, string>
  readonly shown: Shown
  readonly counted: FindingsCounted
  /** In Lima. */
  readonly today: string
  readonly page: number
  readonly more: boolean
  readonly mayRaise: boolean
}

/** The findings of a programme: what falls due first comes first. */
export function FindingsPage(props: ListProps): JSX.Element {
  const { lang, base, findings, shown, today } = props
  return (
    <>
      <h1>{say(W.title, lang)}</h1>
      <p>{say(W.lead, lang, { days: REPLY_DAYS })}</p>
      <p><strong>{say(W.counted, lang, { ...props.counted })}</strong> <span class="quiet-text">{say(W.public, lang)}</span></p>
      {props.mayRaise && <p><a class="button" href={`${base}/new`}>{say(NEW.title, lang)}</a></p>}
      <nav class="chips" aria-label={say(W.show, lang)}>
        {SHOWN.map((one) => <a href={`${base}?shown=${one}`} aria-current={one === shown ? 'page' : undefined}>{say(SHOWN_NAME[one], lang)}</a>)}
      </nav>
      <h2>{say(SHOWN_NAME[shown], lang)}</h2>
      {findings.length === 0 && <p class="card">{say(W.none[shown], lang)}</p>}
      <ul class="steps">{findings.map((row) => (
        <li>
          <span>
            <a href={`${base}/${row.finding}`}>{row.number}. {props.subjects.get(row.finding)}</a><br />
            <span class="quiet-text">{say(SEVERITY_NAME[row.severity], lang)} · {say(W.raisedOn, lang, { day: shownDay(row.raised) })}</span><br />
            <State lang={lang} finding={row} today={today} />
          </span>
        </li>
      ))}</ul>
      <Pages lang={lang} action={base} query={{ shown }} page={props.page} more={props.more} />
    </>
  )
}

/** How a finding stands, with the day that counts. */
export function State({ lang, finding, today }: { lang: Lang; finding: Finding; today: string }): JSX.Element {
  if (finding.closed_as && finding.closed) {
    return <span class={finding.closed_as === 'lifted' ? 'tag good' : 'tag bad'}>{say(W.closedOn, lang, { how: say(STEP_NAME[finding.closed_as], lang), day: shownLimaDay(finding.closed) })}</span>
  }
  if (finding.stage === 'replied') return <span class="tag">{say(W.decide, lang)}</span>
  return <span class={isOverdue(finding, today) ? 'tag bad' : 'tag'}>{say(W.due, lang, { day: shownDay(finding.due), left: shownTerm(finding.due, today, lang) })}</span>
}
