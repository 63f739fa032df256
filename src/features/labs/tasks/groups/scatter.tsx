import { useState } from 'preact/hooks'
import type { JSX } from 'preact'
import { say } from '../../../../lib/text.ts'
import { BENCH } from '../../workbench/words.ts'
import { Markers } from './markers.tsx'
import type { ClusterDesk } from './plug.tsx'
import { GROUPS } from './words.ts'

// Drawn for a phone of 320 px: one unit of the drawing is about one pixel there.
const BOX = { width: 300, height: 220, left: 10, foot: 16, edge: 8 }
const RULERS = ['own', 'one'] as const

/** Two chosen measures of each row; `found`: the group of each, none when it is not given. `id` keeps two such drawings on a page apart. */
export function Scatter({ desk: { view, table, places }, id, found, clusters }: { desk: ClusterDesk; id: string; found?: readonly number[]; clusters: number }): JSX.Element {
  const [x, setX] = useState(view.plot.x)
  const [y, setY] = useState(view.plot.y)
  const [ruler, setRuler] = useState<(typeof RULERS)[number]>('own')
  const t = (text: { es: string; en: string }, values = {}) => say(text, view.lang, values)
  const column = (name: string) => view.columns.findIndex((c) => c.id === name)
  const values = (name: string) => Array.from(places, (p) => table.values[p * table.columns.length + column(name)]!)
  const [across, up] = [values(x), values(y)]
  const [left, right, low, high] = [Math.min(...across), Math.max(...across), Math.min(...up), Math.max(...up)]
  // As they come: one unit of either measure is as long, whatever it is a unit of.
  const [wide, tall] = [BOX.width - 2 * BOX.left, BOX.height - BOX.foot - 2 * BOX.edge]
  const each = Math.min(wide / (right - left || 1), tall / (high - low || 1))
  const [perX, perY] = ruler === 'one' ? [each, each] : [wide / (right - left || 1), tall / (high - low || 1)]
  const points = across.map((v, i) => [BOX.left + (v - left) * perX, BOX.edge + tall - (up[i]! - low) * perY] as const)
  const name = (n: string) => view.columns[column(n)]!.name
  return (
    <div>
      <div class="lab-axes">
        {([[BENCH.across, x, setX], [BENCH.up, y, setY]] as const).map(([label, chosen, choose]) => (
          <label class="lab-axis">{t(label)}
            <select value={chosen} onChange={(e) => choose(e.currentTarget.value)}>{view.columns.map((c) => <option value={c.id}>{c.name}</option>)}</select>
          </label>
        ))}
      </div>
      <svg class="lab-plot lab-series" viewBox={`0 0 ${BOX.width} ${BOX.height}`} role="img" aria-label={t(GROUPS.plotAlt, {
        x: name(x), y: name(y), left, right, low, high, groups: t(found ? GROUPS.groupsIn : GROUPS.noGroups, { clusters }),
      })}>
        {found
          ? Array.from({ length: clusters }, (_, g) => <Markers group={g} points={points.filter((_p, i) => found[i] === g)} />)
          : <path class="lab-dots" d={points.map(([a, b]) => `M${a.toFixed(1)} ${b.toFixed(1)}h0`).join('')} />}
        <text x={BOX.left} y={BOX.height - 3}>{left}</text>
        <text x={BOX.width - 4} y={BOX.height - 3} text-anchor="end">{right}</text>
      </svg>
      <fieldset class="lab-blocks">
        <legend>{t(GROUPS.ruler)}</legend>
        {RULERS.map((r) => (
          <label class={r === ruler ? 'on' : undefined}>
            <input type="radio" name={`ruler-${id}`} checked={r === ruler} onChange={() => setRuler(r)} /><span>{t(GROUPS.rulers[r])}</span>
          </label>
        ))}
      </fieldset>
      <p class="quiet-text" role="status">{t(GROUPS.rulerSays[ruler])}</p>
    </div>
  )
}
