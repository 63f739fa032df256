import type { JSX } from 'preact'
import type { FieldProblem } from '../../lib/problem.ts'
import { say, type Lang, type Text } from '../../lib/text.ts'
import { ErrorSummary, Field, TextArea } from '../../web/form.tsx'
import { MOST_WORDS } from '../duties/index.ts'
import type { Audit } from './audit.ts'
import { Facts, ResultLines } from './audit-facts.tsx'
import type { AuditPerson } from './audit-person.ts'
import { contactOf, failsOf } from './contact.ts'
import { resultOf } from './counted.ts'
import { ONE as W } from './page-words.ts'
import { ATTRIBUTE_NAME, CONTACT_NAME, FAIL_NAME } from './words.ts'

export interface AuditProps {
  readonly lang: Lang
  /** /office/<programme>/audits/<audit> */
  readonly at: string
  readonly list: string
  readonly audit: Audit
  readonly sample: readonly AuditPerson[]
  readonly typed: { readonly value: string; readonly text: string }
  readonly problems: readonly FieldProblem[]
  readonly refusal?: Text | undefined
  readonly saved: boolean
}

/** One audit: what is fixed, the step that is next, the sample with its progress. */
export function AuditPage(props: AuditProps): JSX.Element {
  const { lang, list, audit, sample } = props
  const files = `/p/${encodeURIComponent(audit.tenant)}/audits/${audit.audit}`
  return (
    <>
      <p><a href={list}>{say(W.back, lang)}</a></p>
      <h1>{say(W.title, lang, { n: audit.number })}</h1>
      {props.saved && <p class="card good" role="status">{say(W.saved, lang)}</p>}
      {props.refusal && <div class="errors" role="alert"><p>{say(props.refusal, lang)}</p></div>}
      <ErrorSummary lang={lang} problems={props.problems} />
      {audit.state === 'closed' && <section class="card"><h2>{say(W.resultTitle, lang)}</h2><ResultLines lang={lang} result={resultOf(sample)} /></section>}
      {audit.state === 'frozen' && <DrawForm {...props} />}
      {sample.length > 0 && <SampleList {...props} />}
      {audit.state === 'drawn' && sample.every((one) => one.fails !== null) && <CloseForm {...props} />}
      <h2>{say(W.fixed, lang)}</h2>
      <Facts lang={lang} audit={audit} files={files} />
      {(audit.state === 'frozen' || audit.state === 'drawn') && <AbandonForm {...props} />}
    </>
  )
}

function DrawForm({ lang, at, typed, problems }: AuditProps): JSX.Element {
  return (
    <form method="post" action={`${at}/draw`} class="card">
      <h2>{say(W.drawTitle, lang)}</h2>
      <p>{say(W.drawLead, lang)}</p>
      <Field lang={lang} problems={problems} name="value" label={say(W.drawValue, lang)} hint={say(W.drawHint, lang)} value={typed.value} maxLength={200} autocomplete="off" />
      <button>{say(W.draw, lang)}</button>
    </form>
  )
}

function SampleList({ lang, at, audit, sample }: AuditProps): JSX.Element {
  const judged = sample.filter((one) => one.fails !== null).length
  const called = sample.filter((one) => contactOf(one.calls) !== 'open').length
  return (
    <section>
      <h2>{say(audit.state === 'drawn' ? W.judgeTitle : W.peopleTitle, lang)}</h2>
      <p>{say(W.judgeProgress, lang, { n: judged, size: audit.size, called })}</p>
      <ul class="steps">{sample.map((one) => (
        <li>
          <span>
            <a href={`${at}/people/${one.pseudonym}`}>{say(W.person, lang, { n: one.place })}</a> <code>{one.pseudonym.slice(0, 8)}</code><br />
            <Judged lang={lang} hers={one} /> <span class="tag">{say(CONTACT_NAME[contactOf(one.calls)], lang)}</span>
          </span>
        </li>
      ))}</ul>
      <p><a class="button quiet" href={`${at}/pack.zip`}>{say(W.packAll, lang)}</a></p>
      <p class="quiet-text">{say(W.packNote, lang)}</p>
    </section>
  )
}

/** How somebody of the sample stands, in one tag. */
export function Judged({ lang, hers }: { lang: Lang; hers: AuditPerson }): JSX.Element {
  const fails = failsOf(hers)
  if (fails === null) return <span class="tag">{say(W.waits, lang)}</span>
  if (fails.length === 0) return <span class="tag good">{say(W.holds, lang)}</span>
  return <span class="tag bad">{say(W.fails, lang, { what: fails.map((fail) => failText(fail, lang)).join('; ') })}</span>
}

/** 'attendance:one-trace' in words. */
export function failText(fail: string, lang: Lang): string {
  const attribute = fail.slice(0, fail.indexOf(':'))
  const name = Object.entries(ATTRIBUTE_NAME).find(([id]) => id === attribute)?.[1]
  const why = FAIL_NAME[fail]
  return `${name ? say(name, lang) : attribute}: ${why ? say(why, lang) : fail}`
}

function CloseForm({ lang, at, sample }: AuditProps): JSX.Element {
  const left = sample.filter((one) => contactOf(one.calls) === 'open').length
  return (
    <form method="post" action={`${at}/end`} class="card">
      <h2>{say(W.endTitle, lang)}</h2>
      <p>{say(W.endLead, lang)}</p>
      {left > 0 && <p><strong>{say(W.callsLeft, lang, { n: left })}</strong></p>}
      <input type="hidden" name="how" value="closed" />
      <button>{say(W.close, lang)}</button>
    </form>
  )
}

function AbandonForm({ lang, at, typed, problems }: AuditProps): JSX.Element {
  return (
    <details open={problems.some((p) => p.field === 'text')}>
      <summary>{say(W.abandonTitle, lang)}</summary>
      <form method="post" action={`${at}/end`}>
        <p>{say(W.abandonLead, lang)}</p>
        <input type="hidden" name="how" value="abandoned" />
        <TextArea lang={lang} problems={problems} name="text" label={say(W.why, lang)} value={typed.text} maxLength={MOST_WORDS.told} rows={4} />
        <button class="danger">{say(W.abandon, lang)}</button>
      </form>
    </details>
  )
}
