import type { JSX } from 'preact'
import type { FieldProblem } from '../../lib/problem.ts'
import { NONE, shownCount, together, type Counted } from '../../lib/counted.ts'
import { say, type Lang } from '../../lib/text.ts'
import { Choices, ErrorSummary } from '../../web/form.tsx'
import type { Call } from '../programmes/index.ts'
import { STATES, undecided, type ApplicationState } from './application-states.ts'
import type { ResultList } from './call-results.ts'
import { APPEAL_DAYS } from './deadline.ts'
import { moment } from './moment.ts'
import { OFFICE } from './office-words.ts'
import { RESULTS } from './result-words.ts'
import { beforeFinal, type FinalKnown } from './results.ts'
import { REFUSAL, STATE } from './words.ts'

export interface ResultsOfficeProps {
  readonly lang: Lang
  /** `/office/<programme>/calls/<call>` */
  readonly base: string
  readonly publicAddress: string
  readonly call: Call
  readonly stand: FinalKnown & { readonly lists: readonly ResultList[]; readonly overdueAppeals: Counted }
  /** Results that no list names yet, by state. */
  readonly ready: ReadonlyMap<ApplicationState, Counted>
  readonly names: ReadonlyMap<string, string>
  readonly final: { readonly at: Date; readonly by: string } | null
  readonly mayPublish: boolean
  readonly mayEnd: boolean
  readonly now: Date
  readonly done: boolean
  readonly problems: readonly FieldProblem[]
}

/** What would be published now, what was, and what stands between the call and firm results. */
export function ResultsOffice(props: ResultsOfficeProps): JSX.Element {
  const { lang, base, stand } = props
  return (
    <>
      <p><a href={base}>{say(RESULTS.backToCall, lang)}</a></p>
      <h1>{say(RESULTS.office, lang, { call: say(props.call.title, lang) })}</h1>
      <ErrorSummary lang={lang} problems={props.problems} />
      {props.done && <p class="card good" role="status">{say(RESULTS.published, lang)}</p>}
      <AppealsLine lang={lang} base={base} open={stand.openAppeals} overdue={stand.overdueAppeals} linked={props.mayPublish} />
      {props.final === null && <Ready {...props} />}
      <h2>{say(RESULTS.lists, lang)}</h2>
      {stand.lists.length === 0 && <p>{say(RESULTS.noLists, lang)}</p>}
      {stand.lists.map((list) => (
        <section class="card">
          <h3><a href={`${props.publicAddress}/results?list=${list.number}`}>{say(RESULTS.list, lang, { n: list.number })}</a></h3>
          <p>{say(RESULTS.listOf, lang, { n: list.number, date: moment(list.published, lang), name: props.names.get(list.published_by) ?? '', count: list.count })}</p>
          <p>{say(props.now <= list.until ? RESULTS.appealUntil : RESULTS.appealEnded, lang, { date: moment(list.until, lang) })}</p>
        </section>
      ))}
      <Final {...props} />
    </>
  )
}

/** How many appeals wait; late ones are said aloud. */
export function AppealsLine({ lang, base, open, overdue, linked }: { lang: Lang; base: string; open: Counted; overdue: Counted; linked: boolean }): JSX.Element | null {
  if (open.n === 0) return linked ? <p><a href={`${base}/appeals?which=done`}>{say(RESULTS.appealsLink, lang)}</a></p> : null
  const shown = say(RESULTS.appealsOpen, lang, { n: say(shownCount(open), lang) })
  return (
    <p class={overdue.n > 0 ? 'card bad' : 'card'}>
      {say(RESULTS.appealsLink, lang)}: {linked ? <a href={`${base}/appeals`}>{shown}</a> : shown}
      {overdue.n > 0 && <> <strong>({say(RESULTS.appealsOverdue, lang, { n: say(shownCount(overdue), lang) })})</strong></>}
    </p>
  )
}

function Ready({ lang, base, call, ready, stand, mayPublish, problems }: ResultsOfficeProps): JSX.Element {
  const waiting = together([...stand.counts].filter(([state]) => undecided(state)).map(([, count]) => count))
  return (
    <>
      <h2>{say(RESULTS.ready, lang)}</h2>
      {ready.size === 0 ? <p>{say(RESULTS.readyNone, lang)}</p> : (
        <table>
          <thead><tr><th scope="col">{say(OFFICE.state, lang)}</th><th scope="col">{say(OFFICE.count, lang)}</th></tr></thead>
          <tbody>{STATES.filter((state) => ready.has(state)).map((state) => <tr><th scope="row">{say(STATE[state], lang)}</th><td>{say(shownCount(ready.get(state) ?? NONE), lang)}</td></tr>)}</tbody>
        </table>
      )}
      {waiting.n > 0 && <p>{say(RESULTS.undecided, lang, { n: say(shownCount(waiting), lang) })}</p>}
      {ready.size > 0 && mayPublish && (
        <form method="post" action={`${base}/results`} class="card">
          <p>{say(RESULTS.publishSays, lang, { days: call.appealDays ?? APPEAL_DAYS })}</p>
          <Choices name="confirm" label={say(OFFICE.confirm, lang)} lang={lang} several chosen={[]} problems={problems} options={[{ value: 'yes', label: say(RESULTS.publishConfirm, lang) }]} />
          <button>{say(RESULTS.publish, lang)}</button>
        </form>
      )}
    </>
  )
}

function Final({ lang, base, stand, final, mayEnd, now, problems }: ResultsOfficeProps): JSX.Element {
  if (final) return <p class="card good">{say(RESULTS.finalBy, lang, { date: moment(final.at, lang), name: final.by })}</p>
  const missing = beforeFinal(stand, now)
  return (
    <>
      <h2>{say(RESULTS.finalTitle, lang)}</h2>
      {missing.length > 0 ? (
        <><p>{say(RESULTS.finalMissing, lang)}</p><ul>{missing.map((why) => <li>{say(why === 'stillOpen' ? OFFICE.stillOpen : REFUSAL[why], lang)}</li>)}</ul></>
      ) : mayEnd ? (
        <form method="post" action={`${base}/final`} class="card">
          <p>{say(RESULTS.finalSays, lang)}</p>
          <Choices name="final_confirm" label={say(OFFICE.confirm, lang)} lang={lang} several chosen={[]} problems={problems} options={[{ value: 'yes', label: say(RESULTS.finalConfirm, lang) }]} />
          <button class="danger">{say(RESULTS.finalButton, lang)}</button>
        </form>
      ) : <p class="card">{say(RESULTS.finalOwner, lang)}</p>}
    </>
  )
}
