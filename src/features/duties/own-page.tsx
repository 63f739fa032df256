import type { JSX } from 'preact'
import type { FieldProblem } from '../../lib/problem.ts'
import { say, type Lang, type Text } from '../../lib/text.ts'
import { Choices, ErrorSummary, Select, TextArea } from '../../web/form.tsx'
import { shownDay, shownLimaDay } from '../people/index.ts'
import { MOST_WORDS } from './fields.ts'
import { OWN } from './page-words.ts'
import type { DataRequest } from './request.ts'
import { RIGHTS_ASKED } from './statements.ts'
import type { DutyText } from './texts.ts'
import { EXTENSION_NAME, OUTCOME_NAME, REASON_NAME, RIGHT_NAME } from './words.ts'

export interface OwnRequest {
  readonly row: DataRequest
  readonly texts: readonly DutyText[]
  readonly answeredBy: string
}

export interface OwnProps {
  readonly lang: Lang
  readonly requests: readonly OwnRequest[]
  /** Hers. */
  readonly programmes: readonly { readonly id: string; readonly title: Text }[]
  readonly today: string
  readonly typed: { readonly id: string; readonly programme: string; readonly right: string; readonly text: string }
  readonly problems: readonly FieldProblem[]
  readonly refusal?: Text | undefined
  readonly sent: boolean
}

/** What she asked about her data and what was answered, and a form to ask. */
export function OwnRequestsPage(props: OwnProps): JSX.Element {
  const { lang, requests, programmes, typed, problems } = props
  return (
    <>
      <h1>{say(OWN.title, lang)}</h1>
      {props.sent && <p class="card good" role="status">{say(OWN.sent, lang)}</p>}
      {props.refusal && <div class="errors" role="alert"><p>{say(props.refusal, lang)}</p></div>}
      <ErrorSummary lang={lang} problems={problems} />
      <p>{say(OWN.lead, lang)}</p>
      <p>{say(OWN.faster, lang)} <a href="/me/data">{say(OWN.toData, lang)}</a></p>
      {programmes.length === 0 ? <p>{say(OWN.noProgramme, lang)}</p> : (
        <form method="post" action="/me/requests" class="card">
          <input type="hidden" name="id" value={typed.id} />
          {programmes.length === 1
            ? <input type="hidden" name="programme" value={programmes[0]?.id} />
            : <Select lang={lang} problems={problems} name="programme" label={say(OWN.programme, lang)} value={typed.programme} options={programmes.map((p) => ({ value: p.id, label: say(p.title, lang) }))} />}
          <Choices lang={lang} problems={problems} name="right" label={say(OWN.right, lang)} chosen={[typed.right]} options={RIGHTS_ASKED.map((value) => ({ value, label: say(RIGHT_NAME[value], lang) }))} />
          <TextArea lang={lang} problems={problems} name="text" label={say(OWN.text, lang)} hint={say(OWN.textHint, lang)} value={typed.text} maxLength={MOST_WORDS.request} rows={4} />
          <button>{say(OWN.send, lang)}</button>
        </form>
      )}
      <h2>{say(OWN.mine, lang)}</h2>
      {requests.length === 0 && <p>{say(OWN.none, lang)}</p>}
      {requests.map((request) => <Own lang={lang} today={props.today} request={request} />)}
    </>
  )
}

function Own({ lang, today, request: { row, texts, answeredBy } }: { lang: Lang; today: string; request: OwnRequest }): JSX.Element {
  const answer = texts.find((t) => t.part === 'answer')
  return (
    <section class="card">
      <h3>{say(RIGHT_NAME[row.asked], lang)}</h3>
      {texts.filter((t) => t.part === 'asked').map((t) => <p class="quiet-text">{say(OWN.you, lang)}: {t.text}</p>)}
      {row.first_due && <p>{say(OWN.extended, lang, { first: shownDay(row.first_due), due: shownDay(row.due) })} {row.extension_reason && <>{say(EXTENSION_NAME[row.extension_reason], lang)}.</>}</p>}
      {texts.filter((t) => t.part === 'extension').map((t) => <p class="quiet-text">{t.text}</p>)}
      {row.outcome === null && today <= row.due && <p>{say(OWN.waits, lang, { received: shownDay(row.received), due: shownDay(row.due) })}</p>}
      {row.outcome === null && today > row.due && <p class="bad">{say(OWN.late, lang, { due: shownDay(row.due) })}</p>}
      {row.outcome && (
        <>
          <p><span class={row.outcome === 'refused' ? 'tag bad' : 'tag good'}>{say(OUTCOME_NAME[row.outcome], lang)}</span>{row.reason && <> {say(REASON_NAME[row.reason], lang)}.</>}</p>
          {answer && <p>{answer.text}</p>}
          <p class="quiet-text">{row.answered && say(OWN.answered, lang, { name: answeredBy, day: shownLimaDay(row.answered) })}{row.outcome !== 'granted' && ` ${say(OWN.disagree, lang)}`}</p>
        </>
      )}
    </section>
  )
}
