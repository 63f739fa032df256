import type { JSX } from 'preact'
import { say, type Lang } from '../../lib/text.ts'
import { signedInstruments, type AgreementRecord, type AgreementState, type Organisation, type Programme, type TargetLine, type WholeTarget } from '../programmes/index.ts'
import { OtherTargets, PaperBlock, paperName, WholeTargets } from './agreement-block.tsx'
import { PAPER } from './agreement-page-words.ts'
import { moment, number } from './shown.ts'

export interface AgreementView {
  readonly programme: Programme
  readonly record: AgreementRecord
  readonly state: AgreementState
  readonly targets: readonly WholeTarget[]
  readonly lines: readonly TargetLine[]
  /** Persons who count; null while no rule is in force. */
  readonly counted: number | null
  readonly organisations: readonly Organisation[]
  readonly names: ReadonlyMap<string, string>
  /** Hashes of the files that this reader may download. */
  readonly files: ReadonlySet<string>
  readonly lang: Lang
}

/** The agreement as anybody may read it: state, targets with what they were before, and each signed paper. */
export function AgreementPage({ programme, ...view }: AgreementView): JSX.Element {
  const { lang } = view
  return (
    <>
      <h1>{say(PAPER.title, lang)}</h1>
      <p><a href={`/p/${programme.id}`}>{say(programme.title, lang)}</a></p>
      {view.state === 'none' || view.state === 'draft' ? <p class="card">{say(PAPER.none, lang, { n: number(programme.target, lang) })}</p> : <Recorded programme={programme} {...view} />}
    </>
  )
}

export function Recorded({ programme, record, state, targets, lines, counted, organisations, names, files, lang }: AgreementView): JSX.Element {
  const signed = signedInstruments(record)
  return (
    <>
      <p>{say(PAPER.state, lang)}: <span class="tag">{say(PAPER[`state-${state}`], lang)}</span></p>
      <section>
        <h2>{say(PAPER.targetTitle, lang)}</h2>
        <WholeTargets targets={targets} counted={counted} lang={lang} />
      </section>
      <OtherTargets lines={lines} programme={programme} lang={lang} />
      <Earlier signed={signed} lang={lang} />
      <section>
        <h2>{say(PAPER.papers, lang)}</h2>
        {signed.toReversed().map((instrument) => (
          <section class="card">
            <h3>{paperName(instrument.id, lang)}</h3>
            <PaperBlock programme={programme} instrument={instrument} organisations={organisations} names={names} lang={lang}
              file={files.has(instrument.terms.file.sha256) ? `/p/${programme.id}/agreement/${instrument.terms.file.sha256}` : null} />
          </section>
        ))}
      </section>
      {record.moves.length > 0 && (
        <section>
          <h2>{say(PAPER.history, lang)}</h2>
          <ul>{record.moves.map((m) => <li>{say(PAPER.moved, lang, { state: say(PAPER[`to-${m.to}`], lang), time: moment(m.at, lang), name: names.get(m.by) ?? '—' })}</li>)}</ul>
        </section>
      )}
    </>
  )
}

function Earlier({ signed, lang }: { signed: ReturnType<typeof signedInstruments>; lang: Lang }): JSX.Element | null {
  const last = signed.findLast((i) => i.terms.earlier !== null)
  if (!last?.terms.earlier) return null
  return (
    <section>
      <h2>{say(PAPER.earlierTitle, lang)}</h2>
      <p>{say(PAPER.earlier, lang, { n: number(last.terms.earlier, lang), paper: paperName(last.id, lang) })}</p>
    </section>
  )
}
