import type { JSX } from 'preact'
import { say, type Lang } from '../../lib/text.ts'
import { Figure, share, whole } from './figure.tsx'
import { WORDS } from './words.ts'

/** A step of a way that fewer and fewer have gone. `value` null: it cannot be said, and the rates beside it neither. */
export interface FunnelStep { readonly name: string; readonly value: number | null }

const [WIDTH, ROW, BAR] = [360, 46, 16]

/** Bars of one scale, longest first; each with its count and its share of the step before. */
export function Funnel({ id, title, steps, lang }: { id: string; title: string; steps: readonly FunnelStep[]; lang: Lang }): JSX.Element {
  const most = Math.max(1, ...steps.map((s) => s.value ?? 0))
  const rate = (i: number): string => {
    const before = steps[i - 1]?.value
    const value = steps[i]?.value
    // A step may come from another door than the one before (who was enrolled without applying): then a share of it says nothing.
    return !before || value === null || value === undefined || value > before ? '–' : share(value / before, lang)
  }
  const shown = (value: number | null): string => (value === null ? say(WORDS.unknown, lang) : whole(value, lang))
  const text = steps.map((s) => `${s.name}: ${shown(s.value)}`).join('; ')
  return (
    <Figure id={id} title={title} text={text}
      twin={{ head: [say(WORDS.step, lang), say(WORDS.persons, lang), say(WORDS.ofStepBefore, lang)], rows: steps.map((s, i) => [s.name, shown(s.value), rate(i)]) }}>
      <svg viewBox={`0 0 ${WIDTH} ${steps.length * ROW}`} aria-hidden="true">
        {steps.map((s, i) => (
          <g>
            <text class="chart-label" x="0" y={i * ROW + 14}>{s.name}</text>
            <text class="chart-value" x={WIDTH} y={i * ROW + 14} text-anchor="end">{shown(s.value)}{i > 0 && rate(i) !== '–' ? ` · ${rate(i)}` : ''}</text>
            <rect class="chart-track" x="0" y={i * ROW + 20} width={WIDTH} height={BAR} />
            {s.value !== null && s.value > 0 && <rect class="chart-bar" x="0" y={i * ROW + 20} width={Math.max(3, Math.round((s.value / most) * WIDTH))} height={BAR} />}
          </g>
        ))}
      </svg>
    </Figure>
  )
}
