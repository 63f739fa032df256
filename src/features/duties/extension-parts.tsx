import type { JSX } from 'preact'
import type { FieldProblem } from '../../lib/problem.ts'
import { say, type Lang } from '../../lib/text.ts'
import { Field, Select, TextArea } from '../../web/form.tsx'
import { shownDay } from '../people/index.ts'
import { REQUEST as W } from './page-words.ts'
import type { DataRequest } from './request.ts'
import { EXTENSION_REASONS } from './statements.ts'
import type { DutyText } from './texts.ts'
import { EXTENSION_NAME } from './words.ts'

export interface ExtensionTyped { readonly id: string; readonly why: string; readonly due: string; readonly text: string }

/** That the term was made longer, by whom and why. */
export function ExtensionNote({ lang, row, texts, by }: { lang: Lang; row: DataRequest; texts: readonly DutyText[]; by: string }): JSX.Element | null {
  if (row.first_due === null || row.extension_reason === null) return null
  const why = say(EXTENSION_NAME[row.extension_reason], lang)
  return (
    <>
      <p>{say(W.extendedBy, lang, { first: shownDay(row.first_due), due: shownDay(row.due), name: by, why })}</p>
      {texts.filter((t) => t.part === 'extension').map((t) => <blockquote>{t.text}</blockquote>)}
    </>
  )
}

/** Opened first: it is done once and not undone. */
export function ExtensionForm({ lang, action, last, unknown, typed, problems }: { lang: Lang; action: string; last: string; unknown: boolean; typed: ExtensionTyped; problems: readonly FieldProblem[] }): JSX.Element {
  const common = { lang, problems }
  return (
    <details open={problems.length > 0}>
      <summary>{say(W.extend, lang)}</summary>
      <form method="post" action={action} class="card">
        <p>{say(unknown ? W.extendSaysUnknown : W.extendSays, lang, { last: shownDay(last) })}</p>
        <input type="hidden" name="id" value={typed.id} />
        <Select {...common} name="why" label={say(W.extendWhy, lang)} value={typed.why}
          options={[{ value: '', label: '–' }, ...EXTENSION_REASONS.map((value) => ({ value, label: say(EXTENSION_NAME[value], lang) }))]} />
        <Field {...common} name="due" label={say(W.extendDue, lang)} hint={say(W.extendDueHint, lang)} value={typed.due} maxLength={10} autocomplete="off" />
        <TextArea {...common} name="explanation" label={say(W.extendWords, lang)} hint={say(W.wordsHint, lang)} value={typed.text} maxLength={2000} rows={4} />
        <button>{say(W.extendYes, lang)}</button>
      </form>
    </details>
  )
}
