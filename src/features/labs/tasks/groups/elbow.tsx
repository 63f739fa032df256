import type { JSX } from 'preact'
import { say } from '../../../../lib/text.ts'
import type { ClusterView } from './view.ts'
import { GROUPS } from './words.ts'

// Drawn for a phone of 320 px: one unit of the drawing is about one pixel there.
const BOX = { width: 300, height: 150, left: 28, foot: 18, edge: 10 }

/** Inertia for each number of groups, with hers marked. */
export function Elbow({ view, elbow, clusters }: { view: ClusterView; elbow: readonly number[]; clusters: number }): JSX.Element {
  const x = (i: number): number => BOX.left + BOX.edge + (i / Math.max(1, elbow.length - 1)) * (BOX.width - BOX.left - 2 * BOX.edge)
  const y = (part: number): number => BOX.edge + (1 - part) * (BOX.height - BOX.foot - BOX.edge)
  const hundred = (part: number): number => Math.round(100 * part)
  const t = (text: { es: string; en: string }, values = {}) => say(text, view.lang, values)
  return (
    <div>
      <h4>{t(GROUPS.elbow)}</h4>
      <svg class="lab-plot lab-series" viewBox={`0 0 ${BOX.width} ${BOX.height}`} role="img" aria-label={t(GROUPS.elbowAlt, { values: elbow.map(hundred).join(', '), clusters })}>
        {[0, 0.5, 1].map((p) => <g><line class="grid" x1={BOX.left} x2={BOX.width - 4} y1={y(p)} y2={y(p)} /><text x={BOX.left - 4} y={y(p) + 3.5} text-anchor="end">{hundred(p)}</text></g>)}
        {elbow.map((_, i) => <text x={x(i)} y={BOX.height - 4} text-anchor="middle">{i + 1}</text>)}
        <path class="lab-mean" d={elbow.map((p, i) => `${i === 0 ? 'M' : 'L'}${x(i).toFixed(1)} ${y(p).toFixed(1)}`).join('')} />
        {elbow.map((p, i) => <circle cx={x(i)} cy={y(p)} r={i + 1 === clusters ? 6 : 2.5} fill="#7a2e1f" />)}
      </svg>
      <p class="quiet-text">{t(GROUPS.elbowSays)}</p>
    </div>
  )
}
