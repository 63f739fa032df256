import type { JSX } from 'preact'
import type { FieldProblem } from '../../lib/problem.ts'
import { say, type Lang } from '../../lib/text.ts'
import { Choices, ErrorSummary, Field, Select, TextArea } from '../../web/form.tsx'
import { MOST_WORDS } from '../duties/index.ts'
import { REPLY_DAYS } from './handling.ts'
import { LIST, NEW as W, ONE } from './page-words.ts'
import { ABOUT, SEVERITIES } from './statements.ts'
import { ABOUT_NAME, SEVERITY_MEANS } from './words.ts'

export interface NewProps {
  readonly lang: Lang
  /** /office/<programme>/findings */
  readonly base: string
  readonly typed: { readonly id: string; readonly about: string; readonly code: string; readonly severity: string; readonly text: string }
  readonly problems: readonly FieldProblem[]
}

/** The form of a new finding. */
export function NewFindingPage({ lang, base, typed, problems }: NewProps): JSX.Element {
  const common = { lang, problems }
  return (
    <>
      <p><a href={base}>{say(ONE.back, lang)}</a></p>
      <h1>{say(W.title, lang)}</h1>
      <ErrorSummary lang={lang} problems={problems} />
      <p>{say(LIST.lead, lang, { days: REPLY_DAYS })}</p>
      <form method="post" action={base}>
        <input type="hidden" name="id" value={typed.id} />
        <Select {...common} name="about" label={say(W.about, lang)} value={typed.about} options={ABOUT.map((value) => ({ value, label: say(ABOUT_NAME[value], lang) }))} />
        <Field {...common} name="code" label={say(W.code, lang)} hint={say(W.codeHint, lang)} value={typed.code} maxLength={80} autocomplete="off" />
        <Choices {...common} name="severity" label={say(W.severity, lang)} chosen={[typed.severity]} options={SEVERITIES.map((value) => ({ value, label: say(SEVERITY_MEANS[value], lang) }))} />
        <TextArea {...common} name="text" label={say(W.text, lang)} hint={say(W.textHint, lang)} value={typed.text} maxLength={MOST_WORDS.told} rows={8} />
        <button>{say(W.save, lang)}</button>
      </form>
    </>
  )
}
