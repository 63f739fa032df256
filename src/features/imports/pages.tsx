import type { JSX } from 'preact'
import type { FieldProblem } from '../../lib/problem.ts'
import { say, type Lang, type Text } from '../../lib/text.ts'
import { Choices, ErrorSummary, Select } from '../../web/form.tsx'
import { day, Pages } from '../cohorts/index.ts'
import type { ShownBatch, WantedBatches } from './batch.ts'
import { KIND_NAME, KIND_SAYS, KINDS } from './kinds.ts'
import { FORMATS } from './template.ts'
import { PAGE, STATE_NAME } from './words.ts'

export interface BatchLine { readonly batch: ShownBatch; readonly name: string; readonly by: string }

interface ListProps {
  readonly lang: Lang
  readonly base: string
  readonly lines: readonly BatchLine[]
  readonly wanted: WantedBatches
  readonly more: boolean
  readonly problems: readonly FieldProblem[]
  readonly kind: string
}

/** Upload, templates, and what was uploaded. */
export function ImportsPage(props: ListProps): JSX.Element {
  const { lang, base, problems } = props
  const wrong = problems.find((p) => p.field === 'file')
  return (
    <>
      <h1>{say(PAGE.title, lang)}</h1>
      <p>{say(PAGE.says, lang)}</p>
      <ErrorSummary lang={lang} problems={problems} />
      <form method="post" action={base} enctype="multipart/form-data" class="card">
        <Choices name="kind" label={say(PAGE.what, lang)} lang={lang} chosen={props.kind ? [props.kind] : []} problems={problems}
          options={KINDS.map((kind) => ({ value: kind, label: `${say(KIND_NAME[kind], lang)}. ${say(KIND_SAYS[kind], lang)}` }))} />
        <div class={wrong ? 'field wrong' : 'field'}>
          <label for="file">{say(PAGE.file, lang)}</label>
          <p class="hint" id="file-hint">{say(PAGE.fileHint, lang)}</p>
          {wrong && <p class="error" id="file-error">{say(wrong.sentence, lang)}</p>}
          <input type="file" id="file" name="file" accept=".xlsx,.csv" aria-describedby={wrong ? 'file-hint file-error' : 'file-hint'} />
        </div>
        <p class="actions"><button>{say(PAGE.upload, lang)}</button></p>
      </form>
      <h2>{say(PAGE.templates, lang)}</h2>
      <p>{say(PAGE.templatesSay, lang)}</p>
      <ul>
        {KINDS.map((kind) => <li>{say(KIND_NAME[kind], lang)}: {FORMATS.map((format, i) => <>{i > 0 && ' · '}<a href={`${base}/templates/${kind}.${format}`} download>{kind}.{format}</a></>)}</li>)}
      </ul>
      <h2>{say(PAGE.recent, lang)}</h2>
      <Finder lang={lang} base={base} wanted={props.wanted} shown={props.lines.length > 0} />
      {props.lines.length === 0 && <p>{say(isAsked(props.wanted) ? PAGE.noneLike : PAGE.none, lang)}</p>}
      {props.lines.length > 0 && <ul class="steps">{props.lines.map((line) => <Line lang={lang} base={base} line={line} />)}</ul>}
      <Pages lang={lang} action={base} query={queryOf(props.wanted)} page={props.wanted.page} more={props.more} />
    </>
  )
}

const isAsked = ({ kind, state, page }: WantedBatches): boolean => kind !== null || state !== null || page > 1
const queryOf = ({ kind, state }: WantedBatches): Record<string, string> => ({ table: kind ?? '', state: state ?? '' })

/** Which uploads are listed; not there as long as there are none. */
function Finder({ lang, base, wanted, shown }: { lang: Lang; base: string; wanted: WantedBatches; shown: boolean }): JSX.Element | null {
  if (!shown && !isAsked(wanted)) return null
  const options = (texts: Readonly<Record<string, Text>>) => [{ value: '', label: say(PAGE.every, lang) }, ...Object.entries(texts).map(([value, text]) => ({ value, label: say(text, lang) }))]
  return (
    <form method="get" action={base} role="search" class="card">
      <Select name="table" label={say(PAGE.kind, lang)} lang={lang} value={wanted.kind ?? ''} options={options(KIND_NAME)} />
      <Select name="state" label={say(PAGE.state, lang)} lang={lang} value={wanted.state ?? ''} options={options(STATE_NAME)} />
      <button class="quiet">{say(PAGE.find, lang)}</button>
    </form>
  )
}

function Line({ lang, base, line: { batch, name, by } }: { lang: Lang; base: string; line: BatchLine }): JSX.Element {
  return (
    <li>
      <span>
        <a href={`${base}/${batch.id}`}><strong>{say(KIND_NAME[batch.kind], lang)}</strong>: {name}</a>
        <br /><span class="quiet-text">{day(batch.at)} · {by} · {batch.rows} {say(PAGE.rows, lang).toLowerCase()}</span>{' '}
        <span class={batch.state === 'done' ? 'tag good' : 'tag'}>{say(STATE_NAME[batch.state], lang)}</span>
      </span>
    </li>
  )
}
