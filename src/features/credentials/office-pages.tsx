import type { ComponentChildren, JSX } from 'preact'
import type { FieldProblem } from '../../lib/problem.ts'
import { say, type Lang, type Text } from '../../lib/text.ts'
import { ErrorSummary, PostButton } from '../../web/form.tsx'
import type { Evaluation } from '../programmes/index.ts'
import { BATCH } from './batch-words.ts'
import { dayText } from './hours.ts'
import { PAGE_SIZE, type Ready, type Waiting } from './office-lists.ts'
import { FOUND, OFFICE } from './office-words.ts'
import { missingFor, missingText } from './propose.ts'
import type { Kind } from './statements.ts'
import { KIND } from './words.ts'

/** Why nothing can be certified here now, or null. */
export interface Frame {
  readonly lang: Lang
  /** `/office/<programme>/certificates` */
  readonly base: string
  readonly here: 'toPropose' | 'toApprove' | 'issued'
  readonly stop: Text | null
  /** What the last post did, if one did. */
  readonly done?: ComponentChildren
}

export function Framed({ frame, children }: { frame: Frame; children: ComponentChildren }): JSX.Element {
  const { lang, base, here } = frame
  const tabs = [['toPropose', base], ['toApprove', `${base}/approvals`], ['issued', `${base}/issued`]] as const
  return (
    <>
      <h1>{say(OFFICE.title, lang)}</h1>
      <nav aria-label={say(OFFICE.title, lang)} class="actions">
        {tabs.map(([name, href]) => <a href={href} aria-current={name === here ? 'page' : undefined}>{say(OFFICE[name], lang)}</a>)}
      </nav>
      {frame.stop && <p class="notice" role="note">{say(frame.stop, lang)}</p>}
      {frame.done && <div class="card" role="status">{frame.done}</div>}
      {children}
    </>
  )
}

export interface ReadyPageProps {
  readonly frame: Frame
  readonly kind: Kind
  readonly people: readonly Ready[]
  readonly rule: string
  /** Only an executor proposes; others read. */
  readonly manages: boolean
  /** Everybody shown comes ticked. */
  readonly ticked: boolean
  readonly problems: readonly FieldProblem[]
}

export function ReadyPage({ frame, kind, people, rule, manages, ticked, problems }: ReadyPageProps): JSX.Element {
  const { lang, base } = frame
  const other: Kind = kind === 'certificado' ? 'constancia' : 'certificado'
  return (
    <Framed frame={frame}>
      <ErrorSummary problems={problems} lang={lang} />
      <h2>{say(KIND[kind], lang)}</h2>
      <p>{kind === 'certificado' ? say(OFFICE.readyLead, lang, { rule }) : say(OFFICE.readyConstancia, lang)}</p>
      {people.length === 0 && <p>{say(OFFICE.nobodyReady, lang)}</p>}
      {people.length >= PAGE_SIZE && <p class="quiet-text">{say(OFFICE.shown, lang, { n: PAGE_SIZE })}</p>}
      {people.length > 0 && !manages && <ul>{people.map((p) => <li>{p.name}</li>)}</ul>}
      {people.length > 0 && manages && (
        <form method="post" action={`${base}/proposals`}>
          <input type="hidden" name="kind" value={kind} />
          {people.length > 1 && <p><a href={`${base}?kind=${kind}${ticked ? '' : '&all'}`}>{say(ticked ? OFFICE.tickNone : OFFICE.tickAll, lang, { n: people.length })}</a></p>}
          <fieldset class="field" id="enrolment">
            <legend>{say(OFFICE.person, lang)}</legend>
            {people.map((p) => (
              <label class="choice"><input type="checkbox" name="enrolment" value={p.enrolment} checked={ticked} /><span>{p.name}</span></label>
            ))}
          </fieldset>
          <button>{say(OFFICE.propose, lang)}</button>
        </form>
      )}
      <p class="actions"><a class="button quiet" href={`${base}?kind=${other}`}>{say(kind === 'certificado' ? OFFICE.showConstancias : OFFICE.showCertificados, lang)}</a></p>
    </Framed>
  )
}

export function WaitingPage({ frame, waiting, owed, approves, manages }: {
  frame: Frame; waiting: readonly Waiting[]; owed: number; approves: boolean; manages: boolean
}): JSX.Element {
  const { lang, base } = frame
  return (
    <Framed frame={frame}>
      {owed > 0 && <p>{say(OFFICE.waiting, lang, { n: owed })}</p>}
      {waiting.length === 0 && <p>{say(OFFICE.nobodyWaits, lang)}</p>}
      {approves && waiting.length > 1 && <p><a class="button quiet" href={`${base}/batches`}>{say(BATCH.offer, lang)}</a></p>}
      {waiting.map(({ row, name, proposer }) => (
        <section class="card">
          <h2>{name}</h2>
          <p>{say(KIND[row.kind], lang)}. {say(OFFICE.proposedBy, lang)}: {proposer}. {say(OFFICE.proposedOn, lang)}: {dayText(row.since)}</p>
          {approves && <p><a class="button" href={`${base}/approvals/${row.enrolment}?kind=${row.kind}`}>{say(OFFICE.secondLook, lang)}</a></p>}
          {manages && <PostButton action={`${base}/proposals/withdraw`} label={say(OFFICE.withdraw, lang)} kind="quiet" values={{ enrolment: row.enrolment, kind: row.kind }} />}
        </section>
      ))}
    </Framed>
  )
}

/** What the rule found, line by line, before the yes. */
export function LookPage({ frame, name, kind, enrolment, evaluation, proposer, rule }: {
  frame: Frame; name: string; kind: Kind; enrolment: string; evaluation: Evaluation; proposer: string; rule: string
}): JSX.Element {
  const { lang, base } = frame
  const asked = evaluation.requirements.filter((r) => r.id !== 'certificate' && (kind === 'certificado' || r.level <= 2))
  const missing = missingFor(evaluation, kind)
  return (
    <>
      <h1>{say(OFFICE.lookTitle, lang)}</h1>
      <p class="big">{name}</p>
      <p>{say(KIND[kind], lang)}. {say(OFFICE.proposedBy, lang)}: {proposer}</p>
      <p>{say(OFFICE.lookLead, lang, { rule })}</p>
      {frame.stop && <p class="notice" role="note">{say(frame.stop, lang)}</p>}
      <div class="scroll" tabindex={0} role="group" aria-label={say(OFFICE.lookTitle, lang)}>
        <table>
          <thead><tr><th scope="col">{say(OFFICE.found, lang)}</th><th scope="col">{say(OFFICE.result, lang)}</th></tr></thead>
          <tbody>
            {asked.map((r) => (
              <tr>
                <th scope="row">{foundText(r, lang)}</th>
                <td class={r.evidenced ? 'good' : 'bad'}>{r.evidenced ? `✔ ${say(OFFICE.evidenced, lang)}` : `✖ ${say(OFFICE.missing, lang)}: ${say(missingText(r), lang)}`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div class="actions">
        {missing.length === 0 && !frame.stop && <PostButton action={`${base}/approvals/${enrolment}`} label={say(OFFICE.approve, lang)} values={{ kind }} />}
        <a class="button quiet" href={`${base}/approvals`}>{say(OFFICE.cancel, lang)}</a>
      </div>
    </>
  )
}

function foundText(r: Evaluation['requirements'][number], lang: Lang): string {
  switch (r.id) {
    case 'minutes': return say(FOUND.minutes, lang, { have: r.have, need: r.need })
    case 'quiz': case 'product': return say(FOUND[r.id], lang, { have: r.have ?? '–', need: r.need })
    case 'lab': return say(FOUND.lab, lang, { lab: r.lab })
    case 'certificate': throw new Error('a certificate is what is being made')
    default: return say(FOUND[r.id], lang)
  }
}
