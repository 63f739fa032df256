import type { JSX } from 'preact'
import type { FieldProblem } from '../../lib/problem.ts'
import { say, type Lang } from '../../lib/text.ts'
import { Field, TextArea } from '../../web/form.tsx'
import type { IssuedErratum } from './call-erratum.ts'
import { ERRATA } from './errata-words.ts'
import { MOST } from './erratum.ts'
import { moment } from './moment.ts'

export type ErratumTyped = Readonly<Record<'says' | 'should_es' | 'should_en' | 'because_es' | 'because_en' | 'closes', string>>

/** What was corrected, dated and signed, beside terms that stay as they were. */
export function Errata({ lang, errata }: { lang: Lang; errata: readonly (IssuedErratum & { readonly by: string })[] }): JSX.Element | null {
  if (errata.length === 0) return null
  return (
    <>
      <h2>{say(ERRATA.title, lang)}</h2>
      {errata.map((one) => (
        <section class="card">
          <h3>{say(ERRATA.number, lang, { n: one.number, date: moment(one.issued, lang) })}</h3>
          <dl class="pairs">
            <dt>{say(ERRATA.says, lang)}</dt><dd><del>{one.says}</del></dd>
            <dt>{say(ERRATA.should, lang)}</dt><dd><ins>{say(one.should_say, lang)}</ins></dd>
            <dt>{say(ERRATA.because, lang)}</dt><dd>{say(one.because, lang)}</dd>
          </dl>
          {one.closes && <p><strong>{say(ERRATA.closes, lang, { date: moment(one.closes, lang) })}</strong></p>}
          <p class="quiet-text">{say(ERRATA.by, lang, { name: one.by })}</p>
        </section>
      ))}
      <p>{say(ERRATA.old, lang)}</p>
    </>
  )
}

export function ErratumForm({ lang, here, problems, typed }: { lang: Lang; here: string; problems: readonly FieldProblem[]; typed: ErratumTyped | null }): JSX.Element {
  const common = { lang, problems }
  const value = (name: keyof ErratumTyped): string => typed?.[name] ?? ''
  return (
    <details open={typed !== null}>
      <summary>{say(ERRATA.open, lang)}</summary>
      <form method="post" action={`${here}/errata`} class="card">
        <h3>{say(ERRATA.issueTitle, lang)}</h3>
        <p>{say(ERRATA.issueSays, lang)}</p>
        <TextArea {...common} name="says" label={say(ERRATA.says, lang)} hint={say(ERRATA.saysHint, lang)} value={value('says')} rows={3} maxLength={MOST.says} />
        <TextArea {...common} name="should_es" label={say(ERRATA.shouldEs, lang)} value={value('should_es')} rows={3} maxLength={MOST.shouldSay} />
        <TextArea {...common} name="should_en" label={say(ERRATA.shouldEn, lang)} value={value('should_en')} rows={3} maxLength={MOST.shouldSay} />
        <TextArea {...common} name="because_es" label={say(ERRATA.becauseEs, lang)} value={value('because_es')} rows={2} maxLength={MOST.because} />
        <TextArea {...common} name="because_en" label={say(ERRATA.becauseEn, lang)} value={value('because_en')} rows={2} maxLength={MOST.because} />
        <Field {...common} name="closes" label={say(ERRATA.newClosing, lang)} hint={say(ERRATA.closingHint, lang)} value={value('closes')} inputMode="numeric" maxLength={10} optional />
        <button>{say(ERRATA.issue, lang)}</button>
      </form>
    </details>
  )
}
