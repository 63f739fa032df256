import type { JSX } from 'preact'
import { say, type Lang } from '../../lib/text.ts'
import { titled, ubigeo } from '../people/index.ts'
import type { Instrument, Organisation, Programme, Target, TargetLine, WholeTarget } from '../programmes/index.ts'
import { PAPER } from './agreement-page-words.ts'
import { day, moment, number, percent } from './shown.ts'

/** `convenio` -> Convenio, `adenda-1` -> Adenda 1. */
export function paperName(id: string, lang: Lang): string {
  return id.startsWith('adenda-') ? say(PAPER.addendum, lang, { n: id.slice('adenda-'.length) }) : say(PAPER.agreement, lang)
}

/** What a target is about: a group, a department, a period, or everybody. */
export function about(target: Pick<Target, 'group' | 'department' | 'since' | 'until'>, programme: Programme, lang: Lang): string {
  const group = programme.groups.find((g) => g.id === target.group)
  const department = ubigeo().departments.find((d) => d.code === target.department)
  const parts = [group ? say(group.title, lang) : '', department ? titled(department.name) : '', period(target, lang)].filter(Boolean)
  return parts.length === 0 ? say(PAPER.everybody, lang) : parts.join(', ')
}

function period({ since, until }: Pick<Target, 'since' | 'until'>, lang: Lang): string {
  if (since && until) return say(PAPER.fromUntil, lang, { since: day(since, lang), until: day(until, lang) })
  if (since) return say(PAPER.onlySince, lang, { since: day(since, lang) })
  return until ? say(PAPER.onlyUntil, lang, { until: day(until, lang) }) : ''
}

/** The whole programme's target in force and every one before it, each with its paper, its date and the progress against it. */
export function WholeTargets({ targets, counted, lang }: { targets: readonly WholeTarget[]; counted: number | null; lang: Lang }): JSX.Element {
  const dated = (t: WholeTarget): string => (t.instrument && t.signedOn && t.from
    ? say(PAPER.setBy, lang, { paper: paperName(t.instrument, lang), signed: day(t.signedOn, lang), from: day(t.from, lang) })
    : say(PAPER.announced, lang))
  return (
    <>
      {targets.map((t, i) => (
        <section class="card">
          <h3>{say(PAPER.targetNow, lang, { n: number(t.persons, lang) })} {targets.length > 1 && (
            <span class="tag">{i === 0 ? say(PAPER.holds, lang) : say(PAPER.replaced, lang, { day: day(targets[i - 1]?.from ?? '', lang) })}</span>
          )}</h3>
          <p>{dated(t)}</p>
          {counted !== null && <p>{say(i === 0 ? PAPER.progressNow : PAPER.progressBefore, lang)}: {number(counted, lang)} ({percent(counted, t.persons, lang)})</p>}
        </section>
      ))}
      {targets.length > 1 && <p class="quiet-text">{say(PAPER.neverRewritten, lang)}</p>}
    </>
  )
}

/** Targets of a group, a region or a period; what was before stands beneath what is in force. */
export function OtherTargets({ lines, programme, lang }: { lines: readonly TargetLine[]; programme: Programme; lang: Lang }): JSX.Element | null {
  const others = lines.filter(({ now }) => now.group ?? now.department ?? now.since ?? now.until)
  if (others.length === 0) return null
  return (
    <section>
      <h2>{say(PAPER.otherTargets, lang)}</h2>
      <div class="scroll" tabindex={0} role="group" aria-label={say(PAPER.otherTargets, lang)}><table>
        <thead><tr><th scope="col">{say(PAPER.whom, lang)}</th><th scope="col">{say(PAPER.date, lang)}</th><th scope="col" class="count">{say(PAPER.persons, lang)}</th></tr></thead>
        <tbody>
          {others.flatMap(({ now, before }) => [now, ...before].map((t, i) => (
            <tr>
              <th scope="row">{about(t, programme, lang)}{i > 0 && <> <span class="tag">{say(PAPER.replaced, lang, { day: day(now.from, lang) })}</span></>}</th>
              <td>{paperName(t.instrument, lang)}, {day(t.signedOn, lang)}</td>
              <td class="count">{number(t.persons, lang)}</td>
            </tr>
          )))}
        </tbody>
      </table></div>
    </section>
  )
}

export interface PaperProps {
  readonly programme: Programme
  readonly instrument: Instrument
  readonly organisations: readonly Organisation[]
  readonly names: ReadonlyMap<string, string>
  /** Where the file can be had; null: it is not for this reader. */
  readonly file: string | null
  readonly lang: Lang
}

/** One signed paper (or proposal) with everything that it sets. */
export function PaperBlock({ programme, instrument, organisations, names, file, lang }: PaperProps): JSX.Element {
  const { terms, hash, signatures, proposed } = instrument
  const validity = terms.until
    ? say(PAPER.fromUntil, lang, { since: day(terms.from, lang), until: day(terms.until, lang) })
    : say(terms.id.startsWith('adenda') ? PAPER.keepsEnd : PAPER.noEnd, lang, { from: day(terms.from, lang) })
  return (
    <dl class="pairs">
      <dt>{say(PAPER.signedOn, lang)}</dt>
      <dd>{terms.place ? say(PAPER.where, lang, { day: day(terms.signedOn, lang), place: terms.place }) : day(terms.signedOn, lang)}</dd>
      <dt>{say(PAPER.parties, lang)}</dt>
      {terms.parties.map((id) => <dd>{organisations.find((o) => o.id === id)?.name ?? id}</dd>)}
      <dt>{say(PAPER.validity, lang)}</dt>
      <dd>{validity}</dd>
      <dt>{say(PAPER.changes, lang)}</dt>
      {terms.targets.map((t) => <dd>{about({ ...t }, programme, lang)}: {say(PAPER.targetNow, lang, { n: number(t.persons, lang) })}</dd>)}
      {terms.earlier !== null && <dd>{say(PAPER.earlierTitle, lang)}: {say(PAPER.targetNow, lang, { n: number(terms.earlier, lang) })}</dd>}
      <dt>{say(PAPER.fingerprint, lang)}</dt>
      <dd class="mono">{terms.file.sha256}</dd>
      <dd>{file ? <a href={file}>{say(PAPER.download, lang)}</a> : say(PAPER.closedFile, lang)}</dd>
      <dt>{say(PAPER.dataHash, lang)}</dt>
      <dd class="mono">{hash}</dd>
      {[proposed].map((p) => <dd class="quiet-text">{say(PAPER.recordedBy, lang, { time: moment(p.at, lang), name: names.get(p.staff) ?? '—' })}</dd>)}
      {signatures.map((s) => <dd class="quiet-text">✓ {names.get(s.staff) ?? '—'}, {moment(s.at, lang)}</dd>)}
    </dl>
  )
}
