import type { JSX } from 'preact'
import { rankingCurve, type RankingCurve } from '../../../../engine/ranking.ts'
import { say } from '../../../../lib/text.ts'
import type { Done } from './carry-out.ts'
import type { AlarmDesk } from './plug.tsx'
import { ALARMS } from './words.ts'

// Drawn for a phone of 320 px: one unit of the drawing is about one pixel there.
const BOX = { width: 300, height: 170, left: 28, foot: 18, edge: 8 }

/** Precision against recall: her list, the starting point's, and checking at random. */
export function Curve({ desk: { view, table }, done }: { desk: AlarmDesk; done: Done }): JSX.Element | null {
  const labels = Int32Array.from(done.places, (p) => table.labels[p]!)
  const hers = rankingCurve(labels, Float64Array.from(done.found))
  const start = rankingCurve(labels, Float64Array.from(done.baseline))
  if (!hers || hers.recall.length === 0) return null
  const chance = labels.reduce((sum, l) => sum + l, 0) / labels.length
  const x = (recall: number): string => (BOX.left + recall * (BOX.width - BOX.left - BOX.edge)).toFixed(1)
  const y = (precision: number): string => (BOX.edge + (1 - precision) * (BOX.height - BOX.foot - BOX.edge)).toFixed(1)
  const path = ({ recall, precision }: RankingCurve): string => Array.from(recall, (r, i) => `${i === 0 ? `M${x(0)} ${y(precision[0]!)}L` : 'L'}${x(r)} ${y(precision[i]!)}`).join('')
  const t = (text: { es: string; en: string }, values = {}) => say(text, view.lang, values)
  const hundred = (part: number): number => Math.round(100 * part)
  return (
    <div>
      <h4>{t(ALARMS.curve)}</h4>
      <svg class="lab-plot lab-series" viewBox={`0 0 ${BOX.width} ${BOX.height}`} role="img"
        aria-label={t(ALARMS.curveAlt, { half: hundred(atHalf(hers)), halfBase: hundred(start ? atHalf(start) : chance), chance: hundred(chance) })}>
        {[0, 0.5, 1].map((p) => <g><line class="grid" x1={x(0)} x2={x(1)} y1={y(p)} y2={y(p)} /><text x={BOX.left - 3} y={Number(y(p)) + 3.5} text-anchor="end">{hundred(p)}</text></g>)}
        {[0, 0.5, 1].map((r) => <text x={x(r)} y={BOX.height - 4} text-anchor={r === 1 ? 'end' : r === 0 ? 'start' : 'middle'}>{hundred(r)}</text>)}
        <path fill="none" stroke="#2b2118" stroke-width="1.4" stroke-dasharray="1 4" stroke-linecap="round" d={`M${x(0)} ${y(chance)}L${x(1)} ${y(chance)}`} />
        {start && start.recall.length > 0 && <path fill="none" stroke="#6b5f4f" stroke-width="1.8" stroke-dasharray="6 4" d={path(start)} />}
        <path fill="none" stroke="#7a2e1f" stroke-width="2.6" d={path(hers)} />
      </svg>
      <p class="quiet-text">{t(ALARMS.curveSays)}</p>
    </div>
  )
}

/** Precision where half of what there is to find has been found. */
function atHalf({ recall, precision }: RankingCurve): number {
  const place = recall.findIndex((r) => r >= 0.5)
  return precision[place] ?? 0
}
