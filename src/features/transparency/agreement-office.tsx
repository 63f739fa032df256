import type { JSX } from 'preact'
import type { FieldProblem } from '../../lib/problem.ts'
import { say, type Lang } from '../../lib/text.ts'
import { Choices, ErrorSummary, Field, PostButton, TextArea } from '../../web/form.tsx'
import { FreshCodeField } from '../../web/fresh-code.tsx'
import { AGREEMENT, type Instrument, type MovedTo } from '../programmes/index.ts'
import { PaperBlock, paperName } from './agreement-block.tsx'
import type { TypedPaper } from './agreement-form.ts'
import { Recorded, type AgreementView } from './agreement-page.tsx'
import { PAPER, PAPER_OFFICE } from './agreement-page-words.ts'

export interface AgreementOfficeProps extends AgreementView {
  /** Uuid of the owner who reads; null for staff who may only read. */
  readonly owner: string | null
  /** Her code is not older than half an hour: the form does not ask for one. */
  readonly fresh: boolean
  readonly typed: TypedPaper
  readonly problems: readonly FieldProblem[]
  readonly done: keyof typeof PAPER_OFFICE | null
}

const MOVES: Readonly<Record<AgreementView['state'], readonly MovedTo[]>> = {
  none: [], draft: [], signed: [], 'in-force': ['suspended', 'concluded'], suspended: ['resumed', 'concluded'], concluded: ['settled'], settled: [],
}

/** The owner's page of the agreement: what is in force, what waits for signatures, and the form for the next paper. */
export function AgreementOffice(props: AgreementOfficeProps): JSX.Element {
  const { lang, programme, record, state, owner } = props
  const here = `/office/${programme.id}/agreement`
  const proposal = record.instruments.find((i) => i.since === null)
  return (
    <>
      <h1>{say(PAPER.officeTitle, lang)}</h1>
      <p>{say(programme.title, lang)}</p>
      <ErrorSummary lang={lang} problems={props.problems} />
      {props.done && <p class="good" role="status">{say(PAPER_OFFICE[props.done], lang)}</p>}
      <p>{say(PAPER_OFFICE.intro, lang)} <a href={`/p/${programme.id}/agreement`}>{say(PAPER.publicPage, lang)}</a></p>
      {proposal && <Proposal {...props} here={here} proposal={proposal} />}
      {state !== 'none' && state !== 'draft' && <Recorded {...props} />}
      {owner !== null && MOVES[state].length > 0 && <Moves here={here} moves={MOVES[state]} problems={props.problems} lang={lang} />}
      {owner !== null && !proposal && state !== 'settled' && <NewPaper {...props} here={here} />}
    </>
  )
}

type Here = AgreementOfficeProps & { readonly here: string }

function Proposal({ here, proposal, owner, ...props }: Here & { readonly proposal: Instrument }): JSX.Element {
  const { lang, programme } = props
  return (
    <section class="card">
      <h2>{say(PAPER_OFFICE.proposal, lang)}: {paperName(proposal.id, lang)}</h2>
      <PaperBlock {...props} instrument={proposal} file={`/office/${programme.id}/agreement/${proposal.terms.file.sha256}`} />
      {proposal.signatures.length === 0 && <p>{say(PAPER_OFFICE.signatures, lang)}: {say(PAPER_OFFICE.noSignature, lang)}</p>}
      {owner !== null && (proposal.signatures.some((s) => s.staff === owner)
        ? <p>{say(PAPER_OFFICE.youSigned, lang)}</p>
        : <><p>{say(PAPER_OFFICE.signSays, lang)}</p><PostButton action={`${here}/sign`} label={say(PAPER_OFFICE.sign, lang)} values={{ hash: proposal.hash }} /></>)}
      {owner !== null && <><p>{say(PAPER_OFFICE.dropSays, lang)}</p><PostButton action={`${here}/drop`} kind="quiet" label={say(PAPER_OFFICE.drop, lang)} values={{ hash: proposal.hash }} /></>}
    </section>
  )
}

function Moves({ here, moves, problems, lang }: { here: string; moves: readonly MovedTo[]; problems: readonly FieldProblem[]; lang: Lang }): JSX.Element {
  return (
    <section class="card">
      <h2>{say(PAPER.states, lang)}</h2>
      <p>{say(PAPER_OFFICE.moveSays, lang)}</p>
      <form method="post" action={`${here}/move`}>
        <Choices name="confirm" label={say(PAPER_OFFICE.confirmMove, lang)} lang={lang} several chosen={[]} problems={problems} options={[{ value: 'yes', label: say(PAPER_OFFICE.confirmMove, lang) }]} />
        <p class="actions">{moves.map((to) => <button class="quiet" name="to" value={to}>{say(PAPER[`do-${to}`], lang)}</button>)}</p>
      </form>
    </section>
  )
}

function NewPaper({ lang, here, record, organisations, programme, typed, problems, fresh }: Here): JSX.Element {
  const first = !record.instruments.some((i) => i.id === AGREEMENT)
  const parties = organisations.filter((o) => o.kinds.includes('party'))
  const title = <h2>{say(first ? PAPER_OFFICE.newAgreement : PAPER_OFFICE.newAddendum, lang)}</h2>
  if (parties.length < 2) {
    return <section class="card">{title}<p>{say(PAPER_OFFICE.needParties, lang)}</p><p><a class="button" href={`/office/${programme.id}/organisations`}>{say(PAPER_OFFICE.toOrganisations, lang)}</a></p></section>
  }
  const known = { lang, problems }
  const chosen = typed.parties.length > 0 ? typed.parties : record.instruments.at(-1)?.terms.parties ?? []
  return (
    <form method="post" action={here} enctype="multipart/form-data" class="card">
      {title}
      <input type="hidden" name="kind" value={first ? 'agreement' : 'addendum'} />
      <Field {...known} name="signed" label={say(PAPER_OFFICE.signed, lang)} hint={say(PAPER_OFFICE.dayHint, lang)} value={typed.signed} inputMode="numeric" maxLength={10} autocomplete="off" />
      <Field {...known} name="place" label={say(PAPER_OFFICE.place, lang)} value={typed.place} optional maxLength={80} autocomplete="off" />
      <Field {...known} name="from" label={say(PAPER_OFFICE.from, lang)} value={typed.from} inputMode="numeric" maxLength={10} autocomplete="off" />
      <Field {...known} name="until" label={say(first ? PAPER_OFFICE.until : PAPER_OFFICE.untilAddendum, lang)} hint={say(PAPER_OFFICE.untilHint, lang)} value={typed.until} optional inputMode="numeric" maxLength={10} autocomplete="off" />
      <Choices {...known} name="parties" label={say(PAPER.parties, lang)} several chosen={chosen} options={parties.map((o) => ({ value: o.id, label: o.name }))} />
      <Field {...known} name="target" label={say(PAPER_OFFICE.target, lang)} hint={say(PAPER_OFFICE.targetHint, lang)} value={typed.target} optional={!first} inputMode="numeric" maxLength={12} autocomplete="off" />
      <TextArea {...known} name="targets" label={say(PAPER_OFFICE.targets, lang)} value={typed.targets} optional maxLength={20_000} rows={4}
        hint={`${say(PAPER_OFFICE.targetsHint, lang)} ${say(PAPER_OFFICE.groups, lang, { list: programme.groups.map((g) => say(g.title, lang)).join(', ') })}`} />
      {!first && <Field {...known} name="earlier" label={say(PAPER_OFFICE.earlier, lang)} hint={say(PAPER_OFFICE.earlierHint, lang)} value={typed.earlier} optional inputMode="numeric" maxLength={12} autocomplete="off" />}
      <FilePart {...known} open={typed.open} />
      {!fresh && <FreshCodeField {...known} />}
      <button>{say(PAPER_OFFICE.propose, lang)}</button>
    </form>
  )
}

function FilePart({ lang, problems, open }: { lang: Lang; problems: readonly FieldProblem[]; open: string }): JSX.Element {
  const wrong = problems.find((p) => p.field === 'file')
  return (
    <>
      <div class={wrong ? 'field wrong' : 'field'}>
        <label for="file">{say(PAPER_OFFICE.file, lang)}</label>
        {wrong && <p class="error" id="file-error">{say(wrong.sentence, lang)}</p>}
        <input type="file" id="file" name="file" accept="application/pdf,.pdf" aria-describedby={wrong ? 'file-error' : undefined} />
      </div>
      <Choices name="open" lang={lang} problems={problems} label={say(PAPER_OFFICE.open, lang)} chosen={[open]}
        options={[{ value: 'yes', label: say(PAPER_OFFICE.openYes, lang) }, { value: 'no', label: say(PAPER_OFFICE.openNo, lang) }]} />
    </>
  )
}
