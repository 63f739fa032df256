import type { JSX } from 'preact'
import type { FieldProblem } from '../../lib/problem.ts'
import { say, type Lang, type Text } from '../../lib/text.ts'
import { ErrorSummary, Select, TextArea } from '../../web/form.tsx'
import { MOST_WORDS } from '../duties/index.ts'
import { documentTypeName, shownLimaDay, type IdentityDocument } from '../people/index.ts'
import type { Requirement } from '../programmes/index.ts'
import type { Audit } from './audit.ts'
import type { AuditPerson, Call } from './audit-person.ts'
import type { Chain, Link } from './chain.ts'
import { PERSON as W, TRACE_NAME } from './page-words.ts'
import { requirementText } from './requirement-words.ts'
import { ATTRIBUTES, REASONS, type Attribute } from './statements.ts'
import { ANSWER_NAME, ASKED_NAME, ATTRIBUTE_ASKS, ATTRIBUTE_NAME, CHANNEL_NAME, FAIL_NAME } from './words.ts'

/** What is chosen of an attribute in which nothing fails. */
export const HOLDS = 'holds'
/** Acts of one link on the page; the pack has all. */
const ACTS_SHOWN = 12

export interface PersonProps {
  readonly lang: Lang
  /** /office/<programme>/audits/<audit> */
  readonly at: string
  readonly audit: Audit
  readonly hers: AuditPerson
  /** By the place in the sample; null at its ends. */
  readonly neighbours: { readonly before: string | null; readonly next: string | null }
  /** Null: her data were erased. */
  readonly person: { readonly name: string; readonly documents: readonly IdentityDocument[] } | null
  readonly chain: Chain
  readonly names: ReadonlyMap<string, string>
  readonly findings: readonly { readonly number: number; readonly href: string; readonly state: Text }[]
  readonly raise: string
  readonly typed: { readonly id: string; readonly chosen: Readonly<Record<Attribute, string>>; readonly text: string }
  readonly problems: readonly FieldProblem[]
  readonly refusal?: Text | undefined
}

/** One person of a sample: the chain from who she is to her certificate and the calls, and the auditor's judgement of it. */
export function AuditedPersonPage(props: PersonProps): JSX.Element {
  const { lang, at, audit, hers, person, chain, neighbours } = props
  return (
    <>
      <p><a href={at}>{say(W.back, lang)}</a></p>
      <h1>{say(W.title, lang, { n: hers.place, size: audit.size })}</h1>
      {props.refusal && <div class="errors" role="alert"><p>{say(props.refusal, lang)}</p></div>}
      <ErrorSummary lang={lang} problems={props.problems} />
      {person === null ? <p class="card">{say(W.erased, lang)}</p> : (
        <dl class="pairs">
          <dt>{say(W.name, lang)}</dt><dd>{person.name}</dd>
          {person.documents.map((d) => <><dt>{say(W.document, lang)}</dt><dd>{say(documentTypeName(d.type), lang)} {d.number}</dd></>)}
          <dt>{say(W.pseudonym, lang)}</dt><dd><code class="break">{hers.pseudonym}</code></dd>
        </dl>
      )}
      <p class="quiet-text">{say(W.logged, lang)}</p>
      <p><a class="button quiet" href={`${at}/people/${hers.pseudonym}/pack.zip`}>{say(W.pack, lang)}</a></p>
      <h2>{say(W.chain, lang)}</h2>
      <ul class="plain">
        {chain.links.map((link) => <LinkCard {...props} link={link} />)}
        <li class="card"><h3>{ATTRIBUTES.length + 1}. {say(ATTRIBUTE_NAME.contact, lang)}</h3><Calls lang={lang} calls={hers.calls} /></li>
      </ul>
      <h2>{say(W.findings, lang)}</h2>
      <ul>{props.findings.map((f) => <li><a href={f.href}>{say(W.finding, lang, { n: f.number, state: say(f.state, lang) })}</a></li>)}</ul>
      <p><a class="button quiet" href={props.raise}>{say(W.raise, lang)}</a></p>
      {audit.state === 'drawn' ? <JudgeForm {...props} /> : <p class="card">{say(W.readOnly, lang)}</p>}
      <p class="actions">
        {neighbours.before && <a class="button quiet" href={`${at}/people/${neighbours.before}`}>{say(W.before, lang)}</a>}
        {neighbours.next && <a class="button quiet" href={`${at}/people/${neighbours.next}`}>{say(W.next, lang)}</a>}
      </p>
    </>
  )
}

function LinkCard({ lang, chain, names, link }: PersonProps & { link: Link }): JSX.Element {
  const { attribute, requirements, acts } = link
  return (
    <li class="card">
      <h3>{ATTRIBUTES.indexOf(attribute) + 1}. {say(ATTRIBUTE_NAME[attribute], lang)}</h3>
      <p>{say(ATTRIBUTE_ASKS[attribute], lang)}</p>
      {attribute === 'attendance' && <Traces lang={lang} traces={chain.traces} />}
      {requirements.length > 0 && <ul aria-label={say(W.atCut, lang)}>{requirements.map((r) => <RequirementLine lang={lang} requirement={r} />)}</ul>}
      {acts.length === 0 ? <p>{say(W.noActs, lang)}</p> : (
        <details>
          <summary>{say(W.acts, lang, { n: acts.length })}</summary>
          <ul>{acts.slice(0, ACTS_SHOWN).map((act) => (
            <li>
              {say(W.act, lang, { day: shownLimaDay(act.at), verb: say(act.verb, lang) })} {act.by !== null && say(W.byStaff, lang, { name: names.get(act.by) ?? act.by.slice(0, 8) })} <span class="quiet-text">{say(W.position, lang, { pos: act.pos })}</span>
              {act.later && <> <span class="tag">{say(W.later, lang)}</span></>}
            </li>
          ))}</ul>
          {acts.length > ACTS_SHOWN && <p>{say(W.more, lang, { n: acts.length - ACTS_SHOWN })}</p>}
        </details>
      )}
    </li>
  )
}

function RequirementLine({ lang, requirement }: { lang: Lang; requirement: Requirement }): JSX.Element {
  return <li>{requirementText(requirement, lang)}: <span class={requirement.evidenced ? 'tag good' : 'tag bad'}>{say(requirement.evidenced ? W.met : W.missing, lang)}</span></li>
}

function Traces({ lang, traces }: { lang: Lang; traces: Chain['traces'] }): JSX.Element {
  const nameOf = (kind: string): string => {
    const known = TRACE_NAME[kind]
    if (known) return say(known, lang)
    const attended = TRACE_NAME.attended
    return attended ? say(attended, lang, { source: kind.slice('attended-'.length) }) : kind
  }
  return <p><strong>{say(W.traces, lang, { n: traces.length })}</strong>{traces.length > 0 && ` (${traces.map(([kind, n]) => `${nameOf(kind)}: ${n}`).join(', ')})`}</p>
}

/** Every try so far. */
export function Calls({ lang, calls }: { lang: Lang; calls: readonly Call[] }): JSX.Element {
  if (calls.length === 0) return <p>{say(W.noCalls, lang)}</p>
  return (
    <ul aria-label={say(W.calls, lang)}>{calls.map((call) => (
      <li>
        {shownLimaDay(new Date(call.at))} · {say(ANSWER_NAME[call.answer], lang)}{call.channel && ` · ${say(CHANNEL_NAME[call.channel], lang)}`}
        {call.answer === 'reached' && `: ${call.confirms.map((one) => say(ASKED_NAME[one], lang)).join(', ') || '–'}`}
      </li>
    ))}</ul>
  )
}

function JudgeForm({ lang, at, hers, typed, problems }: PersonProps): JSX.Element {
  const common = { lang, problems }
  return (
    <form method="post" action={`${at}/people/${hers.pseudonym}`} class="card">
      <h2>{say(W.judge, lang)}</h2>
      <input type="hidden" name="id" value={typed.id} />
      {ATTRIBUTES.map((attribute) => {
        const fails = REASONS[attribute].map((reason) => `${attribute}:${reason}`)
        return (
          <Select {...common} name={attribute} label={say(ATTRIBUTE_NAME[attribute], lang)} value={typed.chosen[attribute]}
            options={[{ value: '', label: say(W.choose, lang) }, { value: HOLDS, label: say(W.holds, lang) }, ...fails.map((fail) => ({ value: fail, label: say(FAIL_NAME[fail] ?? W.missing, lang) }))]} />
        )
      })}
      <TextArea {...common} name="text" label={say(W.text, lang)} hint={say(W.textHint, lang)} value={typed.text} maxLength={MOST_WORDS.told} rows={4} />
      <button>{say(W.save, lang)}</button>
    </form>
  )
}
