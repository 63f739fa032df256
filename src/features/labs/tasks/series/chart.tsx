import type { JSX } from 'preact'
import type { Lang } from '../../../../lib/text.ts'
import { monthOf, type Series } from '../../../../engine/series.ts'
import type { SeriesDesk } from './plug.tsx'

// Drawn for a phone of 320 px: one unit of the drawing is about one pixel there.
const LONG = { width: 300, height: 170, left: 22, foot: 16, ticks: 6 }
const YEAR = { width: 300, height: 116, left: 22, foot: 16, ticks: 4 }

export const yearOf = (series: Series, place: number): number => Math.floor((series.first + place) / 12)

/** "enero de 1983". */
export function monthName(series: Series, place: number, lang: Lang): string {
  return new Intl.DateTimeFormat(lang === 'es' ? 'es-PE' : 'en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' })
    .format(Date.UTC(yearOf(series, place), monthOf(series, place)))
}

/** Names of the calendar months, January first, in full or as one letter. */
export function monthNames(lang: Lang, form: 'long' | 'narrow'): string[] {
  const format = new Intl.DateTimeFormat(lang === 'es' ? 'es-PE' : 'en-GB', { month: form, timeZone: 'UTC' })
  return Array.from({ length: 12 }, (_, m) => format.format(Date.UTC(2001, m)))
}

/** What was measured less what is usual in that month, everywhere in the series. */
export function anomaliesOf({ series, normals }: SeriesDesk): number[] {
  return Array.from(series.values, (v, i) => v - normals[monthOf(series, i)]!)
}

interface Scale {
  readonly x: (place: number) => number
  readonly y: (value: number) => number
}

function scaleOf(box: typeof LONG, count: number, low: number, high: number): Scale {
  return {
    x: (i) => box.left + (i / Math.max(1, count - 1)) * (box.width - box.left - 8),
    y: (v) => 8 + ((high - v) / (high - low)) * (box.height - box.foot - 14),
  }
}

/** Whole numbers from below to above, about `most` of them, zero among them if it lies between. */
function ticks(low: number, high: number, most: number): number[] {
  const step = Math.max(1, Math.ceil((high - low) / most))
  const first = Math.ceil(low / step) * step
  return Array.from({ length: Math.floor((high - first) / step) + 1 }, (_, i) => first + i * step)
}

function Axis({ box, scale, low, high }: { box: typeof LONG; scale: Scale; low: number; high: number }): JSX.Element {
  return (
    <g>
      {ticks(low, high, box.ticks).map((v) => (
        <g>
          <line x1={box.left} x2={box.width - 4} y1={scale.y(v)} y2={scale.y(v)} class={v === 0 ? 'zero' : 'grid'} />
          <text x={box.left - 4} y={scale.y(v) + 3.5} text-anchor="end">{v > 0 && low < 0 ? `+${v}` : String(v).replace('-', '−')}</text>
        </g>
      ))}
    </g>
  )
}

const path = (points: readonly (readonly [number, number])[]): string => points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('')

/** The whole public series, practice years shaded: as degrees a line, as anomalies areas above and below zero. */
export function LongChart({ desk, kind, label }: { desk: SeriesDesk; kind: 'degrees' | 'anomalies'; label: string }): JSX.Element {
  const { series, months } = desk
  const values = kind === 'degrees' ? Array.from(series.values) : anomaliesOf(desk)
  const low = Math.floor(Math.min(...values))
  const high = Math.ceil(Math.max(...values))
  const scale = scaleOf(LONG, values.length, low, high)
  const points = values.map((v, i) => [scale.x(i), scale.y(v)] as const)
  const side = (of: (v: number) => number) =>
    path([[scale.x(0), scale.y(0)], ...values.map((v, i) => [scale.x(i), scale.y(of(v))] as const), [scale.x(values.length - 1), scale.y(0)]]) + 'Z'
  const decades = Array.from(values, (_, i) => i).filter((i) => monthOf(series, i) === 0 && yearOf(series, i) % 10 === 0)
  return (
    <svg class="lab-plot lab-series" viewBox={`0 0 ${LONG.width} ${LONG.height}`} role="img" aria-label={label}>
      {Array.from(months.practice).filter((_, i) => i % 12 === 0).map((p) => (
        <rect class="practice" x={scale.x(p)} width={scale.x(p + 12) - scale.x(p)} y="4" height={LONG.height - LONG.foot - 8} />
      ))}
      <Axis box={LONG} scale={scale} low={low} high={high} />
      {decades.map((i) => <text x={Math.min(scale.x(i), LONG.width - 14)} y={LONG.height - 3} text-anchor={i === 0 ? 'start' : 'middle'}>{yearOf(series, i)}</text>)}
      {kind === 'degrees' && <path class="line" d={path(points)} />}
      {kind === 'anomalies' && <path class="warm" d={side((v) => Math.max(0, v))} />}
      {kind === 'anomalies' && <path class="cold" d={side((v) => Math.min(0, v))} />}
    </svg>
  )
}

/** One practice year: what it was, a full line with dots; what the model said, a broken line. Both as anomalies, on the scale of all years. */
export function YearChart(props: { desk: SeriesDesk; places: readonly number[]; truth: readonly number[]; found: readonly number[]; low: number; high: number; label: string }): JSX.Element {
  const { desk, places, truth, found, low, high, label } = props
  const scale = scaleOf(YEAR, places.length, low, high)
  const line = (values: readonly number[]) => path(values.map((v, i) => [scale.x(i), scale.y(v)] as const))
  const letters = monthNames(desk.view.lang, 'narrow')
  return (
    <svg class="lab-plot lab-series" viewBox={`0 0 ${YEAR.width} ${YEAR.height}`} role="img" aria-label={label}>
      <Axis box={YEAR} scale={scale} low={low} high={high} />
      {places.map((p, i) => <text x={scale.x(i)} y={YEAR.height - 3} text-anchor="middle">{letters[monthOf(desk.series, p)]}</text>)}
      <path class="truth" d={line(truth)} />
      {truth.map((v, i) => <circle class="truth-dot" cx={scale.x(i)} cy={scale.y(v)} r="2.2" />)}
      <path class="found" d={line(found)} />
    </svg>
  )
}
