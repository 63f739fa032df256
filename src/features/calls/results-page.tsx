import type { JSX } from 'preact'
import { say, type Lang } from '../../lib/text.ts'
import { Field, Select } from '../../web/form.tsx'
import type { Call } from '../programmes/index.ts'
import type { ResultList, WantedLines } from './call-results.ts'
import { moment } from './moment.ts'
import { OUTCOME, RESULTS } from './result-words.ts'
import { OUTCOMES, type ResultLine } from './results.ts'

export interface ResultsPageProps {
  readonly lang: Lang
  /** `/p/<programme>/calls/<call>` */
  readonly base: string
  readonly call: Call
  readonly final: Date | null
  readonly now: Date
  /** Newest first; at least one. */
  readonly lists: readonly (ResultList & { readonly by: string })[]
  readonly wanted: WantedLines & { readonly typed: string }
  readonly lines: readonly ResultLine[]
  readonly more: boolean
}

/** The acta as everybody reads it: by file number, with its fingerprint and until when one may appeal. Prints well. */
export function ResultsPage(props: ResultsPageProps): JSX.Element {
  const { lang, base, lists, wanted, lines } = props
  const list = lists.find((l) => l.number === wanted.number)
  return (
    <>
      <p><a href={base}>{say(RESULTS.backToCall, lang)}</a></p>
      <h1>{say(RESULTS.title, lang, { call: say(props.call.title, lang) })}</h1>
      {props.final && <p class="card good">{say(RESULTS.final, lang, { date: moment(props.final, lang) })}</p>}
      <p>{say(RESULTS.what, lang)}</p>
      {lists.length > 1 && <p class="actions">{lists.map((l) => <a class={l.number === wanted.number ? 'button' : 'button quiet'} href={`${base}/results?list=${l.number}`}>{say(RESULTS.list, lang, { n: l.number })}</a>)}</p>}
      {list && <ListFacts {...props} list={list} />}
      <Finder {...props} />
      {lines.length === 0 ? <p>{say(RESULTS.notHere, lang)}</p> : <Lines {...props} />}
      <Paging {...props} />
    </>
  )
}

function ListFacts({ lang, base, list, now, final }: ResultsPageProps & { list: ResultsPageProps['lists'][number] }): JSX.Element {
  return (
    <section class="card">
      <p>{say(RESULTS.listOf, lang, { n: list.number, date: moment(list.published, lang), name: list.by, count: list.count })}</p>
      <p><strong>{say(now <= list.until && !final ? RESULTS.appealUntil : RESULTS.appealEnded, lang, { date: moment(list.until, lang) })}</strong></p>
      <p>{say(RESULTS.hash, lang)} <code>{list.hash}</code></p>
      <p><a href={`${base}/results.json?list=${list.number}`}>{say(RESULTS.file, lang)}</a></p>
    </section>
  )
}

function Finder({ lang, base, wanted }: ResultsPageProps): JSX.Element {
  return (
    <form method="get" action={`${base}/results`} role="search">
      <input type="hidden" name="list" value={wanted.number} />
      <Field name="q" type="search" label={say(RESULTS.find, lang)} lang={lang} value={wanted.typed} maxLength={40} autocomplete="off" />
      <Select name="outcome" label={say(RESULTS.outcome, lang)} lang={lang} value={wanted.outcome ?? ''}
        options={[{ value: '', label: say(RESULTS.any, lang) }, ...OUTCOMES.map((o) => ({ value: o, label: say(OUTCOME[o], lang) }))]} />
      <button class="quiet">{say(RESULTS.search, lang)}</button>
    </form>
  )
}

function Lines({ lang, lines, call }: ResultsPageProps): JSX.Element {
  const judged = call.selection.kind === 'score'
  return (
    <table>
      <thead><tr><th scope="col">{say(RESULTS.expediente, lang)}</th><th scope="col">{say(RESULTS.outcome, lang)}</th></tr></thead>
      <tbody>
        {lines.map(({ expediente, outcome, round, rank, points }) => (
          <tr>
            <th scope="row" class="mono">{expediente}</th>
            <td>
              {say(OUTCOME[outcome], lang)}
              {rank !== null && round !== null && <><br />{say(RESULTS.rank, lang)}: {say(RESULTS.rankOf, lang, { rank, round })}</>}
              {judged && points !== null && <><br />{say(RESULTS.points, lang)}: {points}</>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Paging({ lang, base, wanted, more }: ResultsPageProps): JSX.Element | null {
  if (wanted.page === 1 && !more) return null
  const to = (page: number) => `${base}/results?${new URLSearchParams({ list: String(wanted.number), outcome: wanted.outcome ?? '', page: String(page) }).toString()}`
  return (
    <p class="actions">
      {wanted.page > 1 && <a href={to(wanted.page - 1)} rel="prev">{say(RESULTS.before, lang)}</a>}
      <span>{say(RESULTS.page, lang, { n: wanted.page })}</span>
      {more && <a href={to(wanted.page + 1)} rel="next">{say(RESULTS.next, lang)}</a>}
    </p>
  )
}
