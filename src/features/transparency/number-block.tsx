import type { JSX } from 'preact'
import { say, type Lang } from '../../lib/text.ts'
import type { Figures, Programme, WholeTarget } from '../programmes/index.ts'
import { paperName } from './agreement-block.tsx'
import { PAPER } from './agreement-page-words.ts'
import { day, moment, number, percent } from './shown.ts'
import { WORDS } from './words.ts'

interface Props {
  readonly programme: Programme
  readonly figures: Figures
  /** The target in force first, then those before it. */
  readonly targets: readonly WholeTarget[]
  readonly lang: Lang
}

/** The number against its target: words first, then a bar that says the same. */
export function NumberBlock({ programme, figures, targets, lang }: Props): JSX.Element {
  const target = targets[0]?.persons ?? programme.target
  const counted = figures.counts?.[3] ?? 0
  return (
    <>
      <p class="number"><span class="big" id="number">{say(WORDS.ofTarget, lang, { n: number(counted, lang), target: number(target, lang) })}</span> {say(WORDS.counted, lang)}</p>
      <Bar target={target} counted={counted} onTheWay={(figures.counts?.[0] ?? 0) - counted} lang={lang} />
      {targets.length > 1 && <Targets programme={programme} targets={targets} lang={lang} />}
      {!figures.rule && <p class="card">{say(WORDS.noRule, lang, { version: programme.rules.at(-1)?.version ?? '' })}</p>}
    </>
  )
}

/** A target that was changed never stands without the one before it: both, dated (DOMAIN.md 7.1, no. 11). */
function Targets({ programme, targets, lang }: Pick<Props, 'programme' | 'targets' | 'lang'>): JSX.Element {
  const dated = (t: WholeTarget): string => (t.instrument && t.from ? `${paperName(t.instrument, lang)}, ${day(t.from, lang)}` : say(PAPER.announced, lang))
  const one = (t: WholeTarget): string => `${number(t.persons, lang)} (${dated(t)})`
  return (
    <p class="quiet-text">
      {targets.map((t, i) => `${say(i === 0 ? PAPER.targetHolds : PAPER.targetBefore, lang, { target: one(t) })} `)}
      <a href={`/p/${programme.id}/agreement`}>{say(PAPER.seeAgreement, lang)}</a>
    </p>
  )
}

const WIDTH = 1000

/** Drawn on the server, readable at 320 px: counted persons solid, those on their way hatched by colour, the target as the track. */
function Bar({ target, counted, onTheWay, lang }: { target: number; counted: number; onTheWay: number; lang: Lang }): JSX.Element {
  // One person of 20,000 must not be invisible.
  const width = (n: number): number => (n === 0 ? 0 : Math.max(4, Math.min(WIDTH, Math.round((n / target) * WIDTH))))
  const text = say(WORDS.barText, lang, { n: number(counted, lang), target: number(target, lang), percent: percent(counted, target, lang), more: number(onTheWay, lang) })
  return (
    <svg class="number-bar" viewBox={`0 0 ${WIDTH} 60`} preserveAspectRatio="none" role="img" aria-label={text}>
      <rect class="number-track" width={WIDTH} height="60" />
      <rect class="number-way" width={Math.min(WIDTH, width(counted) + width(onTheWay))} height="60" />
      <rect class="number-counted" width={width(counted)} height="60" />
    </svg>
  )
}

/** Up to where the record was read, when, and what is still to be read. */
export function Position({ figures, lang }: Pick<Props, 'figures' | 'lang'>): JSX.Element {
  const read = figures.at ? say(WORDS.asOf, lang, { pos: number(figures.pos, lang), time: moment(figures.at, lang) }) : say(WORDS.asOfEmpty, lang)
  const rest = figures.behind > 0 ? say(WORDS.behind, lang, { n: number(figures.behind, lang) }) : say(WORDS.upToDate, lang)
  return <p class="quiet-text">{read} {rest}</p>
}

export function Levels({ figures, lang }: Pick<Props, 'figures' | 'lang'>): JSX.Element | null {
  const { counts } = figures
  if (!counts) return null
  const rows = [WORDS.n0, WORDS.n1, WORDS.n2, WORDS.n3].map((label, i) => [say(label, lang), counts[i] ?? 0] as const)
  return (
    <section>
      <h2>{say(WORDS.inProcess, lang)}</h2>
      <table>
        <thead><tr><th scope="col">{say(WORDS.level, lang)}</th><th scope="col" class="count">{say(WORDS.persons, lang)}</th></tr></thead>
        <tbody>{rows.map(([label, n]) => <tr><th scope="row">{label}</th><td class="count">{number(n, lang)}</td></tr>)}</tbody>
      </table>
      <p class="quiet-text">{say(WORDS.inProcessNote, lang)}</p>
    </section>
  )
}
