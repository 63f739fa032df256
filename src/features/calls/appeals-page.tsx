import type { JSX } from 'preact'
import { say, type Lang } from '../../lib/text.ts'
import { Select } from '../../web/form.tsx'
import type { Call } from '../programmes/index.ts'
import { APPEALS_WHICH, type WantedAppeals } from './appeals-list.ts'
import type { Application } from './application.ts'
import { moment } from './moment.ts'
import { RESULTS } from './result-words.ts'
import { STATE } from './words.ts'

export interface AppealsPageProps {
  readonly lang: Lang
  /** `/office/<programme>/calls/<call>` */
  readonly base: string
  readonly call: Call
  readonly wanted: WantedAppeals
  readonly lines: readonly { readonly row: Application; readonly name: string }[]
  readonly more: boolean
  readonly now: Date
}

const LABEL = { open: RESULTS.whichOpen, overdue: RESULTS.whichOverdue, done: RESULTS.whichDone } as const

/** Who asked for another look, the one that is due first on top. */
export function AppealsPage({ lang, base, call, wanted, lines, more, now }: AppealsPageProps): JSX.Element {
  return (
    <>
      <p><a href={base}>{say(RESULTS.backToCall, lang)}</a></p>
      <h1>{say(RESULTS.appeals, lang, { call: say(call.title, lang) })}</h1>
      <form method="get" action={`${base}/appeals`} role="search">
        <Select name="which" label={say(RESULTS.which, lang)} lang={lang} value={wanted.which} options={APPEALS_WHICH.map((value) => ({ value, label: say(LABEL[value], lang) }))} />
        <button class="quiet">{say(RESULTS.search, lang)}</button>
      </form>
      {lines.length === 0 && <p>{say(RESULTS.noAppeals, lang)}</p>}
      <ul class="steps">
        {lines.map(({ row, name }) => (
          <li>
            <span>
              <a href={`${base}/applications/${row.expediente}#appeal`}>{name || row.expediente}</a><br />
              <span class="quiet-text mono">{row.expediente}</span> <span class="tag">{say(STATE[row.state], lang)}</span>{' '}
              <AppealTag lang={lang} row={row} now={now} /><br />
              <span class="quiet-text">
                {row.appealed && say(RESULTS.sentOn, lang, { date: moment(row.appealed, lang) })}
                {row.appeal === 'open' && row.appeal_due && <>. {say(RESULTS.dueOn, lang, { date: moment(row.appeal_due, lang) })}</>}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {(wanted.page > 1 || more) && (
        <p class="actions">
          {wanted.page > 1 && <a href={`${base}/appeals?which=${wanted.which}&page=${wanted.page - 1}`} rel="prev">{say(RESULTS.before, lang)}</a>}
          <span>{say(RESULTS.page, lang, { n: wanted.page })}</span>
          {more && <a href={`${base}/appeals?which=${wanted.which}&page=${wanted.page + 1}`} rel="next">{say(RESULTS.next, lang)}</a>}
        </p>
      )}
    </>
  )
}

/** How an appeal stands, in a word. */
export function AppealTag({ lang, row, now }: { lang: Lang; row: Application; now: Date }): JSX.Element | null {
  if (row.appeal === null) return null
  if (row.appeal === 'open' && row.appeal_due !== null && row.appeal_due < now) return <span class="tag bad">{say(RESULTS.late, lang)}</span>
  return <span class={row.appeal === 'upheld' ? 'tag good' : 'tag'}>{say(RESULTS[row.appeal], lang)}</span>
}
