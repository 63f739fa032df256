import type { JSX } from 'preact'
import { monthName } from '../../lib/month.ts'
import { say } from '../../lib/text.ts'
import { Field, PostButton, Select } from '../../web/form.tsx'
import { dayText } from './hours.ts'
import type { After, IssuedPart } from './issued-list.ts'
import { Framed, type Frame } from './office-pages.tsx'
import { OFFICE } from './office-words.ts'
import { KIND, STATE } from './words.ts'

interface Props extends IssuedPart {
  readonly frame: Frame
  readonly typed: string
  readonly month: string | null
  /** Not the first page. */
  readonly after: After | null
  readonly months: readonly string[]
}

/** What was issued, by month and by what was typed, a page at a time. */
export function IssuedPage(props: Props): JSX.Element {
  const { frame, issued, month, typed } = props
  const { lang, base } = frame
  const here = `${base}/issued`
  return (
    <Framed frame={frame}>
      <form method="post" action={here} role="search">
        <Field name="q" type="search" label={say(OFFICE.search, lang)} value={typed} autocomplete="off" maxLength={120} lang={lang} />
        {props.months.length > 0 && (
          <Select name="month" label={say(OFFICE.month, lang)} lang={lang} value={month ?? ''}
            options={[{ value: '', label: say(OFFICE.anyMonth, lang) }, ...props.months.map((m) => ({ value: m, label: monthName(m, lang) }))]} />
        )}
        <button class="quiet">{say(OFFICE.searchButton, lang)}</button>
      </form>
      {props.most && <p class="hint">{say(OFFICE.mostNamed, lang)}</p>}
      {issued.length === 0 && <p>{say(OFFICE.noneIssued, lang)}</p>}
      {issued.length > 0 && <IssuedTable {...props} />}
      <More {...props} here={here} />
    </Framed>
  )
}

function IssuedTable({ frame: { lang, base }, issued }: Props): JSX.Element {
  return (
    <div class="scroll" tabindex={0} role="group" aria-label={say(OFFICE.title, lang)}>
      <table>
        <thead><tr>{[OFFICE.person, OFFICE.date].map((t) => <th scope="col">{say(t, lang)}</th>)}</tr></thead>
        <tbody>
          {issued.map(({ row, state, name }) => (
            <tr>
              <th scope="row"><a href={`${base}/issued/${row.credential}`}>{name ?? say(OFFICE.erasedName, lang)}</a><br /><span class="quiet-text">{say(KIND[row.kind], lang)}</span></th>
              <td>{dayText(row.issued)}<br /><span class={state.state === 'valid' ? 'tag good' : 'tag bad'}>{say(STATE[state.state], lang)}</span></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** The next page: a link, or a form when something was typed that no address shows. */
function More({ frame: { lang }, here, typed, month, next, after }: Props & { here: string }): JSX.Element {
  const from = next ? `${next.issued.getTime()}_${next.credential}` : ''
  const query = (more: Record<string, string>): string => `${here}?${new URLSearchParams({ month: month ?? '', ...more }).toString()}`
  return (
    <>
      {after && typed === '' && <p><a href={query({})}>{say(OFFICE.firstPage, lang)}</a></p>}
      {next && typed === '' && <p><a href={query({ after: from })} rel="next">{say(OFFICE.morePapers, lang)}</a></p>}
      {next && typed !== '' && <PostButton action={here} label={say(OFFICE.morePapers, lang)} kind="quiet" values={{ q: typed, month: month ?? '', after: from }} />}
    </>
  )
}
