import type { JSX } from 'preact'
import type { FieldProblem } from '../../lib/problem.ts'
import { shownCount, type Counted } from '../../lib/counted.ts'
import { say, type Lang } from '../../lib/text.ts'
import { Choices, ErrorSummary, Field, PostButton, Select, TextArea } from '../../web/form.tsx'
import type { Call } from '../programmes/index.ts'
import { PAGE_SIZE, SHOWN, type Applicant, type Shown, type Wanted } from './applicants.ts'
import { OfficeAppeal, type AppealTyped } from './appeal-parts.tsx'
import type { AppealNotes } from './appealing.ts'
import { allowed, undecided } from './application-states.ts'
import type { Application } from './application.ts'
import { REFUSAL_REASONS, REMARKS, type Proposal } from './eligibility.ts'
import { moment } from './moment.ts'
import { OFFICE } from './office-words.ts'
import { PUBLIC } from './page-words.ts'
import { RESULTS } from './result-words.ts'
import { ScoreForm, Scores } from './score-parts.tsx'
import { SELECTION } from './selection-words.ts'
import { PROPOSAL, REASON, REMARK, STATE } from './words.ts'

export interface ListProps {
  readonly lang: Lang
  /** `/office/<programme>/calls/<call>` */
  readonly base: string
  readonly call: Call
  readonly wanted: Wanted
  readonly lines: readonly Applicant[]
  readonly total: Counted
  /** There may be more than were looked at for a name. */
  readonly most: boolean
  readonly done: { readonly done: number; readonly left: number } | null
  readonly problems: readonly FieldProblem[]
}

export function ApplicationsPage(props: ListProps): JSX.Element {
  const { lang, base, wanted, lines, total } = props
  return (
    <>
      <p><a href={base}>{say(OFFICE.backToCall, lang)}</a></p>
      <h1>{say(OFFICE.list, lang, { call: say(props.call.title, lang) })}</h1>
      <ErrorSummary lang={lang} problems={props.problems} />
      {props.done && <p class="card good" role="status">{say(OFFICE.bulkDone, lang, props.done)}</p>}
      {/* Posted, because a name does not belong into an address. */}
      <form method="post" action={`${base}/applications/search`} role="search">
        <Field name="q" type="search" label={say(OFFICE.search, lang)} hint={say(OFFICE.searchHint, lang)} lang={lang} value={wanted.query} maxLength={120} autocomplete="off" />
        <Select name="state" label={say(OFFICE.state, lang)} lang={lang} value={wanted.state ?? ''}
          options={[{ value: '', label: say(OFFICE.any, lang) }, ...shownFor(props.call).map((s) => ({ value: s, label: say(s === 'to-decide' || s === 'unscored' || s === 'late' ? SELECTION[s] : STATE[s], lang) }))]} />
        <button class="quiet">{say(OFFICE.find, lang)}</button>
      </form>
      <p>{say(props.most ? OFFICE.foundMost : OFFICE.found, lang, { n: say(shownCount(total), lang) })}{wanted.query !== '' && total.n > lines.length && ` ${say(OFFICE.more, lang, { n: lines.length })}`}</p>
      {lines.length === 0 ? <p>{say(OFFICE.none, lang)}</p> : <BulkForm {...props} />}
      <Paging {...props} />
    </>
  )
}

const shownFor = (call: Call): readonly Shown[] => SHOWN.filter((s) => s !== 'unscored' || call.selection.kind === 'score')

function BulkForm({ lang, base, lines, wanted }: ListProps): JSX.Element {
  return (
    <form method="post" action={`${base}/applications`} id="expediente">
      <input type="hidden" name="state" value={wanted.state ?? ''} />
      <ul class="steps">
        {lines.map(({ row, name, proposal }) => {
          const shown = name || say(OFFICE.unnamed, lang)
          return (
            <li>
              <input type="checkbox" class="pick" name="expediente" value={row.expediente} aria-label={say(OFFICE.pick, lang, { name: shown })} />
              <span>
                <a href={`${base}/applications/${row.expediente}`}>{shown}</a><br />
                <span class="quiet-text mono">{row.expediente}</span>{' '}
                <span class={row.state === 'eligible' ? 'tag good' : row.state === 'not-eligible' ? 'tag bad' : 'tag'}>{say(STATE[row.state], lang)}</span>{' '}
                {row.points !== null && <span class="tag">{say(SELECTION.points, lang, { n: row.points })}</span>}{' '}
                {proposal && <span class="quiet-text">{say(PROPOSAL[proposal], lang)}</span>}
              </span>
            </li>
          )
        })}
      </ul>
      <p class="hint">{say(OFFICE.bulkHint, lang)}</p>
      <p class="actions">
        <button name="action" value="eligible">{say(OFFICE.bulkEligible, lang)}</button>
        <button name="action" value="undo" class="quiet">{say(OFFICE.bulkUndo, lang)}</button>
      </p>
    </form>
  )
}

function Paging({ lang, base, wanted, total, lines }: ListProps): JSX.Element | null {
  const all = Math.ceil(total.n / PAGE_SIZE)
  if (all <= 1 || wanted.query !== '') return null
  const to = (page: number) => `${base}/applications?${new URLSearchParams({ state: wanted.state ?? '', page: String(page) }).toString()}`
  return (
    <p class="actions">
      {wanted.page > 1 && <a href={to(wanted.page - 1)} rel="prev">{say(OFFICE.before, lang)}</a>}
      <span>{say(OFFICE.page, lang, { n: wanted.page, all: total.more ? `${all}+` : all })}</span>
      {(wanted.page < all || (total.more && lines.length === PAGE_SIZE)) && <a href={to(wanted.page + 1)} rel="next">{say(OFFICE.next, lang)}</a>}
    </p>
  )
}

/** What was just done, in the address of the page that comes back. */
export const DONE = ['decided', 'undone', 'answered', 'scored'] as const
const DONE_SAYS = { decided: OFFICE.decided, undone: OFFICE.undone, answered: RESULTS.answered, scored: SELECTION.saved } as const

export interface FormTyped { readonly decision: string; readonly codes: readonly string[]; readonly note: string }

export interface DetailProps {
  readonly lang: Lang
  /** `/office/<programme>/calls/<call>` */
  readonly base: string
  readonly row: Application
  readonly name: string
  readonly facts: readonly { readonly label: string; readonly value: string }[]
  /** The person's own page in the office, where identity and documents are. */
  readonly personAddress: string
  readonly proposal: Proposal
  readonly frozen: boolean
  readonly note: string | null
  readonly decidedBy: string
  readonly done: (typeof DONE)[number] | null
  readonly call: Call
  /** Whether points can be given now, and what was typed. */
  readonly scorable: boolean
  readonly scores: ReadonlyMap<string, string>
  readonly now: Date
  /** Whether who looks took the decision that is appealed. */
  readonly own: boolean
  readonly appeal: AppealTyped
  readonly appealNotes: AppealNotes
  readonly typed: FormTyped
  readonly problems: readonly FieldProblem[]
}

/** One application: what is declared, what the rule proposes, and the decision of a named person. */
export function ApplicationDetail(props: DetailProps): JSX.Element {
  const { lang, base, row } = props
  const here = `${base}/applications/${row.expediente}`
  return (
    <>
      <p><a href={`${base}/applications`}>{say(OFFICE.backToList, lang)}</a></p>
      <h1>{props.name || say(OFFICE.unnamed, lang)}</h1>
      {props.done && <p class="card good" role="status">{say(DONE_SAYS[props.done], lang)}</p>}
      <ErrorSummary lang={lang} problems={props.problems} />
      <p class="mono">{row.expediente} <span class="tag">{say(STATE[row.state], lang)}</span> <a href={`${here}/receipt.pdf`}>{say(PUBLIC.receipt, lang)} (PDF)</a></p>
      <h2>{say(OFFICE.facts, lang)}</h2>
      <dl class="pairs">{props.facts.map((fact) => <><dt>{fact.label}</dt><dd>{fact.value}</dd></>)}</dl>
      <p>{say(OFFICE.identity, lang)}: <a href={props.personAddress}>{say(OFFICE.openPerson, lang)}</a></p>
      <CorrectionTime row={row} lang={lang} />
      {row.decided_by && <LastDecision {...props} />}
      <OfficeAppeal lang={lang} here={here} row={row} notes={props.appealNotes} typed={props.appeal} problems={props.problems} now={props.now} own={props.own} />
      <Scores lang={lang} call={props.call} row={row} />
      {props.scorable && <ScoreForm lang={lang} call={props.call} row={row} here={here} problems={props.problems} typed={props.scores} />}
      {undecided(row.state) && !props.frozen && <DecideForm {...props} here={here} />}
      {allowed('decisionUndone', row.state) && row.before !== null && !props.frozen && <PostButton action={`${here}/undo`} label={say(OFFICE.undo, lang)} kind="quiet" />}
    </>
  )
}

/** Until when she may answer the remarks, and whether her answer came later: who decides sees it, nothing is refused by itself. */
function CorrectionTime({ row, lang }: { row: Application; lang: Lang }): JSX.Element | null {
  if (!row.until || (row.state !== 'returned' && row.state !== 'corrected')) return null
  const late = row.state === 'corrected' && row.since > row.until
  return <p>{say(OFFICE.correctUntil, lang, { date: moment(row.until, lang) })}{late && <> <span class="tag">{say(OFFICE.correctedLate, lang)}</span></>}</p>
}

function codesShown(row: Application, lang: Lang): string[] {
  return [
    ...REFUSAL_REASONS.filter((r) => row.state === 'not-eligible' && row.reasons.includes(r)).map((r) => say(REASON[r], lang)),
    ...REMARKS.filter((r) => row.state === 'returned' && row.reasons.includes(r)).map((r) => say(REMARK[r], lang)),
  ]
}

function LastDecision({ lang, row, note, decidedBy }: DetailProps): JSX.Element {
  return (
    <section class="card">
      <ul>{codesShown(row, lang).map((line) => <li>{line}</li>)}</ul>
      {note && <blockquote class="written">{note}</blockquote>}
      <p class="quiet-text">{say(OFFICE.decidedBy, lang, { name: decidedBy, date: moment(row.since, lang) })}</p>
    </section>
  )
}

function DecideForm({ lang, here, proposal, typed, problems }: DetailProps & { here: string }): JSX.Element {
  const codes = proposal.kind === 'return' ? proposal.remarks : proposal.kind === 'not-eligible' ? proposal.reasons : []
  const chosen = typed.decision ? typed.codes : codes
  const common = { lang, problems }
  return (
    <>
      <h2>{say(OFFICE.proposal, lang)}</h2>
      <p><strong>{say(PROPOSAL[proposal.kind], lang)}.</strong> {say(OFFICE.proposalSays, lang)}</p>
      <form method="post" action={`${here}/decide`} class="card">
        <Choices {...common} name="decision" label={say(OFFICE.decision, lang)} chosen={[typed.decision]} options={[
          { value: 'eligible', label: say(OFFICE.eligible, lang) }, { value: 'return', label: say(OFFICE.return, lang) }, { value: 'not-eligible', label: say(OFFICE.notEligible, lang) },
        ]} />
        <Choices {...common} name="remarks" label={say(OFFICE.remarks, lang)} several chosen={chosen} options={REMARKS.map((value) => ({ value, label: say(REMARK[value], lang) }))} />
        <Choices {...common} name="reasons" label={say(OFFICE.reasons, lang)} several chosen={chosen} options={REFUSAL_REASONS.map((value) => ({ value, label: say(REASON[value], lang) }))} />
        <TextArea {...common} name="note" label={say(OFFICE.note, lang)} hint={say(OFFICE.noteHint, lang)} value={typed.note} rows={4} maxLength={600} optional />
        <button>{say(OFFICE.save, lang)}</button>
      </form>
    </>
  )
}
