import { useState } from 'preact/hooks'
import type { JSX } from 'preact'
import type { Table } from '../../../../engine/table.ts'
import { say } from '../../../../lib/text.ts'
import type { ClassView } from './view.ts'
import { BENCH } from '../../workbench/words.ts'

const SIDE = { width: 300, height: 200, edge: 10 }

/** A small scatter plot of two measures; each class has its colour and its shape. */
export function Plot({ view, table, places }: { view: ClassView; table: Table; places: ArrayLike<number> }): JSX.Element {
  const [axes, setAxes] = useState(view.plot)
  const name = (id: string) => view.columns.find((c) => c.id === id)?.name ?? id
  const pick = (axis: 'x' | 'y') => (
    <label class="lab-axis">
      {say(axis === 'x' ? BENCH.across : BENCH.up, view.lang)}
      <select value={axes[axis]} onChange={(e) => setAxes({ ...axes, [axis]: e.currentTarget.value })}>
        {view.columns.map((c) => <option value={c.id}>{c.name}</option>)}
      </select>
    </label>
  )
  return (
    <div>
      <h4>{say(BENCH.plot, view.lang)}</h4>
      <div class="lab-axes">{pick('x')}{pick('y')}</div>
      <svg class="lab-plot" viewBox={`0 0 ${SIDE.width} ${SIDE.height}`} role="img"
        aria-label={say(BENCH.plotAlt, view.lang, { rows: view.rows, x: name(axes.x), y: name(axes.y) })}>
        {dots(view, table, places, axes)}
      </svg>
      <ul class="plain lab-legend">
        {view.classes.map((label, k) => <li><svg viewBox="0 0 12 12" aria-hidden="true"><Dot kind={k} x={6} y={6} /></svg> {label}</li>)}
      </ul>
    </div>
  )
}

function dots(view: ClassView, table: Table, places: ArrayLike<number>, axes: ClassView['plot']): JSX.Element[] {
  const width = table.columns.length
  const column = (id: string) => view.columns.findIndex((c) => c.id === id)
  const values = (id: string) => Array.from(places, (p) => table.values[p * width + column(id)]!)
  const along = (list: readonly number[], length: number) => {
    const least = Math.min(...list)
    const range = Math.max(...list) - least || 1
    return list.map((v) => SIDE.edge + ((v - least) / range) * (length - 2 * SIDE.edge))
  }
  const x = along(values(axes.x), SIDE.width)
  const y = along(values(axes.y), SIDE.height)
  return Array.from(places, (p, i) => <Dot kind={table.labels[p]!} x={x[i]!} y={SIDE.height - y[i]!} />)
}

/** Circle, square, triangle, then circles again: told apart without colour. */
function Dot({ kind, x, y }: { kind: number; x: number; y: number }): JSX.Element {
  const shape = `dot k${kind % 3}`
  if (kind % 3 === 1) return <rect class={shape} x={x - 3.5} y={y - 3.5} width="7" height="7" />
  if (kind % 3 === 2) return <path class={shape} d={`M${x} ${y - 4.5}l4.5 8h-9z`} />
  return <circle class={shape} cx={x} cy={y} r="4" />
}
