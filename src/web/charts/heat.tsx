import type { JSX } from 'preact'
import { say, type Lang } from '../../lib/text.ts'
import { Figure, share } from './figure.tsx'
import { shadeOf } from './map.tsx'
import { WORDS } from './words.ts'

export interface HeatRow {
  readonly name: string
  /** Shares between 0 and 1, one a column; null: cannot be said. */
  readonly cells: readonly (number | null)[]
}

const [WIDTH, ROW, HEAD, LABEL] = [360, 44, 22, 16]

/** Cohorts down, steps across: where a cohort stops. Each row carries its name above it, so that long names stay whole on a phone. */
export function HeatMap({ id, title, columns, rows, lang }: {
  id: string; title: string; columns: readonly string[]; rows: readonly HeatRow[]; lang: Lang
}): JSX.Element {
  if (rows.length === 0) return <p>{say(WORDS.noCohorts, lang)}</p>
  const wide = WIDTH / columns.length
  const shown = (cell: number | null): string => (cell === null ? '–' : share(cell, lang))
  // The text names what each number is; the drawing numbers its columns, since five names do not fit side by side on a phone.
  const text = rows.map((r) => `${r.name}: ${columns.map((c, i) => `${c} ${shown(r.cells[i] ?? null)}`).join(', ')}`).slice(0, 6).join('; ')
  return (
    <Figure id={id} title={title} text={text} note={columns.map((c, i) => `${i + 1} ${c}`).join(' · ')}
      twin={{ head: [say(WORDS.cohort, lang), ...columns], rows: rows.map((r) => [r.name, ...columns.map((_, i) => shown(r.cells[i] ?? null))]) }}>
      <svg viewBox={`0 0 ${WIDTH} ${HEAD + rows.length * ROW}`} aria-hidden="true">
        {columns.map((_, i) => <text class="chart-value" x={i * wide + wide / 2} y="15" text-anchor="middle">{i + 1}</text>)}
        {rows.map((r, n) => (
          <g>
            <text class="chart-label" x="0" y={HEAD + n * ROW + 12}>{r.name}</text>
            {columns.map((_, i) => {
              const cell = r.cells[i] ?? null
              return (
                <g class={`tile-${cell === null ? 'hidden' : shadeOf(cell, 1)}`}>
                  <rect x={i * wide + 1} y={HEAD + n * ROW + LABEL} width={wide - 2} height={ROW - LABEL - 4} rx="3" />
                  <text class="chart-label" x={i * wide + wide / 2} y={HEAD + n * ROW + LABEL + 16} text-anchor="middle">{shown(cell)}</text>
                </g>
              )
            })}
          </g>
        ))}
      </svg>
    </Figure>
  )
}
