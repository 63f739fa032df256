import type { JSX } from 'preact'
import { say, type Lang, type Text } from '../../../lib/text.ts'
import type { FieldProblem } from '../../../lib/problem.ts'
import { ErrorSummary, TextArea } from '../../../web/form.tsx'
import { timeText } from '../hours.ts'
import type { Answer } from './check.ts'
import { MOST_ROWS, type Asked } from './read.ts'
import { MANY } from './words.ts'

export interface FormPageProps { readonly lang: Lang; readonly rows: string; readonly problems: readonly FieldProblem[] }

export function ManyPage({ lang, rows, problems }: FormPageProps): JSX.Element {
  const wrong = problems.find((p) => p.field === 'file')
  return (
    <>
      <h1>{say(MANY.title, lang)}</h1>
      <p>{say(MANY.lead, lang)}</p>
      <ErrorSummary problems={problems} lang={lang} />
      <form method="post" action="/v/many" enctype="multipart/form-data">
        <TextArea name="rows" label={say(MANY.rows, lang)} hint={say(MANY.rowsHint, lang)} lang={lang} rows={8} value={rows} problems={problems} />
        <div class={wrong ? 'field wrong' : 'field'}>
          <label for="file">{say(MANY.file, lang)}</label>
          <p class="hint" id="file-hint">{say(MANY.fileHint, lang)}</p>
          {wrong && <p class="error" id="file-error">{say(wrong.sentence, lang)}</p>}
          <input type="file" id="file" name="file" accept=".xlsx,.csv,.txt" aria-describedby={wrong ? 'file-hint file-error' : 'file-hint'} />
        </div>
        <button>{say(MANY.check, lang)}</button>
      </form>
    </>
  )
}

export interface ManyResultProps { readonly lang: Lang; readonly asked: readonly Asked[]; readonly answers: readonly Answer[]; readonly sent: number; readonly now: Date }

export function ManyResult({ lang, asked, answers, sent, now }: ManyResultProps): JSX.Element {
  const valid = answers.filter((a) => a.state === 'valid').length
  const named = asked.some((row) => row.name !== '')
  return (
    <div class="wide">
      <h1>{say(MANY.result, lang)}</h1>
      <p role="status"><strong>{say(MANY.summary, lang, { n: answers.length, valid, other: answers.length - valid })}</strong></p>
      {sent > MOST_ROWS && <p class="bad">{say(MANY.tooMany, lang, { n: sent, most: MOST_ROWS })}</p>}
      <form method="post" action="/v/many" enctype="multipart/form-data" class="actions">
        <input type="hidden" name="rows" value={asked.map((row) => (row.name ? `${row.typed}; ${row.name}` : row.typed)).join('\n')} />
        <button name="format" value="xlsx">{say(MANY.xlsx, lang)}</button>
        <button name="format" value="csv" class="quiet">{say(MANY.csv, lang)}</button>
        <a class="button quiet" href="/v/many">{say(MANY.again, lang)}</a>
      </form>
      <div class="scroll" tabIndex={0} role="region" aria-label={say(MANY.result, lang)}>
        <table>
          <thead><tr><th scope="col">#</th>{headings(named).map((h) => <th scope="col">{say(h, lang)}</th>)}</tr></thead>
          <tbody>
            {answers.map((a, i) => (
              <tr data-state={a.state ?? 'none'}>
                <td>{i + 1}</td>
                <th scope="row" class="mono">{a.state === null ? a.serial : <a href={`/v/${a.serial}`}>{a.serial}</a>}</th>
                <td><span class={a.state === 'valid' ? 'tag good' : a.state === null ? 'bad' : 'tag bad'}>{say(a.says, lang)}</span></td>
                <td>{a.kind && say(a.kind, lang)}</td>
                <td>{a.programme && say(a.programme, lang)}</td>
                <td>{a.issued}</td>
                {named && <td>{say(a.name, lang)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="quiet-text">{say(MANY.asked, lang, { at: timeText(now) })}</p>
    </div>
  )
}

/** Of the table and of the files: the name's only where somebody gave one. */
export function headings(named: boolean): Text[] {
  return [MANY.serial, MANY.state, MANY.what, MANY.programme, MANY.issued, ...(named ? [MANY.name] : [])]
}
