import type { JSX } from 'preact'
import { BERTHS, sail, type PortPolicy, type Visit, type Week } from '../../../../engine/world-port.ts'
import { say, type Lang } from '../../../../lib/text.ts'
import { POLICY } from './words.ts'

// Drawn for a phone of 320 px: one unit of the drawing is about one pixel there.
const BOX = { width: 300, left: 4, queue: 56, row: 40, bar: 20, foot: 14 }

/** A week at the port lived by a policy: when its last ship is gone, in whole hours. */
export interface Lived {
  readonly week: Week
  readonly visits: readonly Visit[]
  readonly end: number
}

export function livedWeek(week: Week, policy: PortPolicy): Lived {
  const visits = sail(week, policy)
  return { week, visits, end: Math.ceil(Math.max(...visits.map((v) => v.to))) }
}

interface Props {
  readonly lived: Lived
  readonly title: string
  readonly now: number
  /** The last moment of the drawing, in hours, and the heaviest queue: equal for pictures that are compared. */
  readonly end: number
  readonly top: number
  readonly lang: Lang
}

/** The berths over time: the weight of the queue above, then a row for each berth with its ships, as far as `now`. */
export function PortPicture({ lived, title, now, end, top, lang }: Props): JSX.Element {
  const { week, visits } = lived
  const t = (text: { es: string; en: string }, values = {}) => say(text, lang, values)
  const x = (hour: number): number => BOX.left + (hour / end) * (BOX.width - 2 * BOX.left)
  const height = BOX.queue + BERTHS.length * BOX.row + BOX.foot
  const waiting = visits.filter((v) => v.arrived <= now && v.from > now)
  const wait = visits.reduce((sum, v) => sum + v.from - v.arrived, 0) / visits.length
  const rows = BERTHS.map((berth, b) => ({ containers: berth[2], y: BOX.queue + b * BOX.row }))
  return (
    <figure class="lab-scene">
      <figcaption>{title}</figcaption>
      <svg class="lab-plot lab-series" viewBox={`0 0 ${BOX.width} ${height}`} role="img"
        aria-label={t(POLICY.ganttAlt, { title, wait: decimal(wait, lang), most: longestQueue(visits) })}>
        <path class="queue" d={queuePath(lived, Math.min(now, end), x, top)} />
        <text x={BOX.left} y={11}>{t(POLICY.queue)}</text>
        {rows.map(({ containers, y }, b) => (
          <>
            <line class="grid" x1="0" x2={BOX.width} y1={y} y2={y} />
            <text x={BOX.left} y={y + 11}>{t(POLICY.berth, { n: b + 1 })}: {t(containers ? POLICY.cranes : POLICY.general)}</text>
          </>
        ))}
        {visits.filter((v) => v.from <= now).map((v) => <Stay visit={v} weight={week.ships[v.ship]!.weight} now={now} x={x} />)}
        {Array.from({ length: Math.floor(end / 48) + 1 }, (_, i) => (
          <text x={x(48 * i)} y={height - 3}>{i === 0 ? t({ es: 'día 1', en: 'day 1' }) : 2 * i + 1}</text>
        ))}
        {now < end && <line class="now" x1={x(now)} x2={x(now)} y1="0" y2={height - BOX.foot} />}
      </svg>
      <p class="quiet-text">{waiting.length === 0 ? t(POLICY.nobodyWaits) : t(POLICY.waitingNow, { ships: waiting.length, weights: waiting.map((v) => week.ships[v.ship]!.weight).join(', ') })}</p>
    </figure>
  )
}

/** A ship at its berth; its weight stands on it where there is room. */
function Stay({ visit, weight, now, x }: { visit: Visit; weight: number; now: number; x: (hour: number) => number }): JSX.Element {
  const [from, to] = [x(visit.from), x(Math.min(now, visit.to))]
  const y = BOX.queue + visit.berth * BOX.row + BOX.row - BOX.bar - 4
  return (
    <g>
      <rect class={`ship w${weight}`} x={from} y={y} width={Math.max(0.5, to - from - 0.6)} height={BOX.bar} rx="2" />
      {to - from >= 9 && <text class={weight > 2 ? 'light' : undefined} x={(from + to) / 2} y={y + 14} text-anchor="middle">{weight}</text>}
    </g>
  )
}

/** Weight of those who wait at each half hour up to `until`. */
function weights({ week, visits }: Lived, until: number): number[] {
  return Array.from({ length: Math.floor(2 * until) + 1 }, (_, i) => visits.reduce((sum, v) => (
    v.arrived <= i / 2 && v.from > i / 2 ? sum + week.ships[v.ship]!.weight : sum), 0))
}

/** The heaviest that a queue gets. */
export function heaviest(lived: Lived): number {
  return Math.max(1, ...weights(lived, lived.end))
}

function queuePath(lived: Lived, until: number, x: (hour: number) => number, top: number): string {
  const y = (weight: number): string => (BOX.queue - (weight / top) * (BOX.queue - 14)).toFixed(1)
  const steps = weights(lived, until).map((w, i) => `L${x(i / 2).toFixed(1)} ${y(w)}`)
  return `M${x(0)} ${BOX.queue}${steps.join('')}L${x(until).toFixed(1)} ${BOX.queue}Z`
}

function longestQueue(visits: readonly Visit[]): number {
  return Math.max(0, ...visits.map(({ arrived }) => visits.filter((v) => v.arrived <= arrived && v.from > arrived).length))
}

/** The colours of the weights, with their numbers: told apart without colour. */
export function WeightLegend({ lang }: { lang: Lang }): JSX.Element {
  return (
    <p class="lab-weights">{say(POLICY.legend, lang)}{' '}
      <svg viewBox="0 0 110 18" role="img" aria-label="1 2 3 4 5">
        {[1, 2, 3, 4, 5].map((w) => (
          <g><rect class={`ship w${w}`} x={22 * (w - 1)} y="0" width="20" height="18" rx="2" /><text class={w > 2 ? 'light' : undefined} x={22 * (w - 1) + 10} y="13" text-anchor="middle">{w}</text></g>
        ))}
      </svg>
    </p>
  )
}

export function decimal(value: number, lang: Lang): string {
  const text = value.toFixed(1)
  return lang === 'es' ? text.replace('.', ',') : text
}
