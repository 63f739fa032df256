import type { JSX } from 'preact'
import type { FieldProblem } from '../../lib/problem.ts'
import { NONE, shownCount, together, type Counted } from '../../lib/counted.ts'
import { say, type Lang } from '../../lib/text.ts'
import { Choices, ErrorSummary, Field } from '../../web/form.tsx'
import type { Call } from '../programmes/index.ts'
import type { IssuedErratum } from './call-erratum.ts'
import { Errata, ErratumForm, type ErratumTyped } from './errata-parts.tsx'
import { STATES, type ApplicationState } from './application-states.ts'
import { isDrawn, type RoundHead } from './lottery-round.ts'
import { moment } from './moment.ts'
import { OFFICE } from './office-words.ts'
import { LIST } from './list-words.ts'
import type { Stage } from './phase.ts'
import { AppealsLine } from './results-office.tsx'
import { RESULTS } from './result-words.ts'
import type { FinalKnown } from './results.ts'
import { PHASE, STATE } from './words.ts'

export interface CallOfficeProps {
  readonly lang: Lang
  /** `/office/<programme>/calls` */
  readonly base: string
  readonly publicAddress: string
  readonly publicUrl: string
  readonly call: Call
  readonly stage: Stage
  readonly stand: FinalKnown & { readonly overdueAppeals: Counted }
  readonly hash: string
  readonly publication: { readonly at: Date; readonly by: string } | null
  readonly ruleInForce: boolean
  /** Eligible and in no list yet. */
  readonly ready: Counted
  readonly rounds: readonly (RoundHead & { readonly frozenName: string; readonly drawnName: string })[]
  readonly errata: readonly (IssuedErratum & { readonly by: string })[]
  /** What was typed of a correction that came back. */
  readonly erratum: ErratumTyped | null
  readonly mayPublish: boolean
  readonly mayDraw: boolean
  readonly typed: { readonly value: string; readonly source: string }
  readonly problems: readonly FieldProblem[]
}

/** One call in the office: its terms, where everybody stands, its draws, and what can be done next. */
export function CallOffice(props: CallOfficeProps): JSX.Element {
  const { lang, call, base, publication } = props
  const here = `${base}/${call.id}`
  return (
    <>
      <p><a href={base}>{say(LIST.back, lang)}</a></p>
      <h1>{say(call.title, lang)}</h1>
      <ErrorSummary lang={lang} problems={props.problems} />
      <p><span class="tag">{say(PHASE[props.stage], lang)}</span> <a href={props.publicAddress}>{say(OFFICE.publicPage, lang)}</a></p>
      <p>{say(OFFICE.terms, lang)}: <code>{props.hash}</code></p>
      {publication ? <p>{say(OFFICE.published, lang, { date: moment(publication.at, lang), name: publication.by })}</p> : <Publish {...props} here={here} />}
      {publication && (
        <>
          <Errata lang={lang} errata={props.errata} />
          {props.mayPublish && props.stage !== 'final' && <ErratumForm lang={lang} here={here} problems={props.problems} typed={props.erratum} />}
          <h2>{say(OFFICE.progress, lang)}</h2>
          <Counts lang={lang} counts={props.stand.counts} here={here} links={props.mayDraw} />
          {props.mayDraw && <p class="actions"><a class="button" href={`${here}/applications`}>{say(OFFICE.applications, lang)}</a></p>}
          <Draws {...props} here={here} />
          <h2>{say(RESULTS.link, lang)}</h2>
          <AppealsLine lang={lang} base={here} open={props.stand.openAppeals} overdue={props.stand.overdueAppeals} linked={props.mayDraw} />
          <p class="actions"><a class="button quiet" href={`${here}/results`}>{say(RESULTS.officeLink, lang)}</a></p>
        </>
      )}
    </>
  )
}

type Here = CallOfficeProps & { readonly here: string }

function Publish({ lang, here, mayPublish, ruleInForce, problems }: Here): JSX.Element {
  if (!ruleInForce) return <p class="card">{say(OFFICE.needsRule, lang)}</p>
  if (!mayPublish) return <p class="card">{say(OFFICE.onlyOwner, lang)}</p>
  return (
    <form method="post" action={`${here}/publish`} class="card">
      <h2>{say(OFFICE.publishTitle, lang)}</h2>
      <p>{say(OFFICE.publishSays, lang)}</p>
      <Choices name="confirm" label={say(OFFICE.confirm, lang)} lang={lang} several chosen={[]} problems={problems} options={[{ value: 'yes', label: say(OFFICE.publishConfirm, lang) }]} />
      <button>{say(OFFICE.publish, lang)}</button>
    </form>
  )
}

function Counts({ lang, counts, here, links }: { lang: Lang; counts: ReadonlyMap<ApplicationState, Counted>; here: string; links: boolean }): JSX.Element {
  return (
    <table>
      <thead><tr><th scope="col">{say(OFFICE.state, lang)}</th><th scope="col">{say(OFFICE.count, lang)}</th></tr></thead>
      <tbody>
        {STATES.filter((state) => counts.has(state)).map((state) => (
          <tr>
            <th scope="row">{links ? <a href={`${here}/applications?state=${state}`}>{say(STATE[state], lang)}</a> : say(STATE[state], lang)}</th>
            <td>{say(shownCount(counts.get(state) ?? NONE), lang)}</td>
          </tr>
        ))}
        <tr><th scope="row">{say(OFFICE.total, lang)}</th><td>{say(shownCount(together(counts.values())), lang)}</td></tr>
      </tbody>
    </table>
  )
}

function Draws(props: Here): JSX.Element {
  const { lang, rounds, publicAddress, publicUrl } = props
  const waiting = rounds.some((r) => !isDrawn(r))
  return (
    <>
      <h2>{say(OFFICE.draws, lang)}</h2>
      {rounds.map((r) => (
        <section class="card">
          <h3>{say(OFFICE.round, lang, { n: r.round })}</h3>
          <p>{say(OFFICE.frozen, lang, { date: moment(r.frozen, lang), name: r.frozenName, count: r.listed })}</p>
          {isDrawn(r) && <p>{say(OFFICE.drawn, lang, { date: moment(r.drawn, lang), name: r.drawnName, places: r.places, value: r.value, source: r.source })}</p>}
          <p><a href={`${publicAddress}/lottery.json?round=${r.round}`}>{say(OFFICE.file, lang)}</a></p>
          {isDrawn(r) && <p class="hint">{say(OFFICE.again, lang, { url: `'${publicUrl}${publicAddress}/lottery.json?round=${r.round}'` })}</p>}
        </section>
      ))}
      {props.mayDraw && waiting && <DrawForm {...props} />}
      {props.mayDraw && !waiting && props.ready.n > 0 && props.stage !== 'final' && <FreezeForm {...props} />}
    </>
  )
}

function FreezeForm({ lang, here, ready, problems }: Here): JSX.Element {
  return (
    <form method="post" action={`${here}/freeze`} class="card">
      <h3>{say(OFFICE.freezeTitle, lang)}</h3>
      <p>{say(OFFICE.freezeSays, lang, { count: say(shownCount(ready), lang) })}</p>
      <Choices name="confirm" label={say(OFFICE.confirm, lang)} lang={lang} several chosen={[]} problems={problems} options={[{ value: 'yes', label: say(OFFICE.freezeConfirm, lang) }]} />
      <button>{say(OFFICE.freeze, lang)}</button>
    </form>
  )
}

function DrawForm({ lang, here, call, typed, problems }: Here): JSX.Element {
  return (
    <form method="post" action={`${here}/draw`} class="card">
      <h3>{say(OFFICE.drawTitle, lang)}</h3>
      <p>{say(OFFICE.drawSays, lang)} {say(call.selection.publicValue, lang)}</p>
      <Field name="value" label={say(OFFICE.value, lang)} hint={say(OFFICE.valueHint, lang)} lang={lang} value={typed.value} problems={problems} maxLength={200} autocomplete="off" />
      <Field name="source" label={say(OFFICE.source, lang)} lang={lang} value={typed.source} problems={problems} maxLength={300} autocomplete="off" />
      <Choices name="confirm" label={say(OFFICE.confirm, lang)} lang={lang} several chosen={[]} problems={problems} options={[{ value: 'yes', label: say(OFFICE.drawConfirm, lang) }]} />
      <button>{say(OFFICE.draw, lang)}</button>
    </form>
  )
}
