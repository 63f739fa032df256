import { useState } from 'preact/hooks'
import type { JSX } from 'preact'
import { say } from '../../../../lib/text.ts'
import { measured } from '../../figures.ts'
import type { NumberDesk } from './plug.tsx'
import { NUMBERS } from './words.ts'
import { BENCH } from '../../workbench/words.ts'

const SAMPLE = 5
const BINS = 12
// Drawn for a phone of 320 px: one unit of the drawing is about one pixel there.
const BOX = { width: 300, height: 190, left: 24, foot: 16, edge: 8 }

/** The data first: a few rows, then the result against one measure as dots with their mean. */
export function NumbersSee({ desk }: { desk: NumberDesk }): JSX.Element {
  const { view, table, places } = desk
  const [from, setFrom] = useState(0)
  const shown = Array.from({ length: SAMPLE }, (_, i) => places[(from + i * Math.floor(places.length / SAMPLE)) % places.length]!)
  const t = (text: { es: string; en: string }, values = {}) => say(text, view.lang, values)
  return (
    <section>
      <h3>{t(BENCH.see)}</h3>
      <p>{t(BENCH.seeSays, { own: places.length, rows: view.rows, row: view.row })}</p>
      <div class="scroll" tabIndex={0} role="region" aria-label={t(BENCH.see)}>
        <table class="lab-sample">
          <thead><tr><th scope="col">{view.target.name}</th>{view.columns.map((c) => <th scope="col">{c.name}</th>)}</tr></thead>
          <tbody>{shown.map((p) => <tr><th scope="row">{table.targets[p]}</th>{rowOf(desk, p).map((v) => <td>{v}</td>)}</tr>)}</tbody>
        </table>
      </div>
      <p><button type="button" class="quiet" onClick={() => setFrom(from + 1)}>{t(BENCH.others)}</button></p>
      <Scatter desk={desk} />
    </section>
  )
}

/** The measures of a row of the public table, in order. */
export function rowOf({ table }: NumberDesk, place: number): number[] {
  const width = table.columns.length
  return Array.from(table.values.subarray(place * width, place * width + width))
}

function Scatter({ desk }: { desk: NumberDesk }): JSX.Element {
  const { view, table, places } = desk
  const [x, setX] = useState(view.plot.x)
  const column = view.columns.findIndex((c) => c.id === x)
  const across = Array.from(places, (p) => table.values[p * table.columns.length + column]!)
  const up = Array.from(places, (p) => table.targets[p]!)
  const [least, most, low, high] = [Math.min(...across), Math.max(...across), Math.min(...up), Math.max(...up)]
  const means = meansOf(across, up, least, most)
  const at = (v: number, w: number): string => {
    const right = BOX.left + BOX.edge + ((v - least) / (most - least || 1)) * (BOX.width - BOX.left - 2 * BOX.edge)
    return `${right.toFixed(1)} ${(BOX.edge + ((high - w) / (high - low || 1)) * (BOX.height - BOX.foot - 2 * BOX.edge)).toFixed(1)}`
  }
  const t = (text: { es: string; en: string }, values = {}) => say(text, view.lang, values)
  const tops = means.map((m) => m.mean)
  const unit = (v: number) => measured(v, view.target.unit, view.lang)
  return (
    <div>
      <h4>{t(NUMBERS.plot)}</h4>
      <div class="lab-axes">
        <label class="lab-axis">{t(BENCH.across)}
          <select value={x} onChange={(e) => setX(e.currentTarget.value)}>{view.columns.map((c) => <option value={c.id}>{c.name}</option>)}</select>
        </label>
      </div>
      <svg class="lab-plot lab-series" viewBox={`0 0 ${BOX.width} ${BOX.height}`} role="img" aria-label={t(NUMBERS.plotAlt, {
        target: view.target.name, x: view.columns[column]!.name, least, most, low: unit(Math.min(...tops)), high: unit(Math.max(...tops)),
      })}>
        <path class="lab-dots" d={across.map((v, i) => `M${at(v, up[i]!)}h0`).join('')} />
        <path class="lab-mean" d={means.map((m, i) => `${i === 0 ? 'M' : 'L'}${at(m.middle, m.mean)}`).join('')} />
        {[low, high].map((w) => <text x={BOX.left} y={Number(at(least, w).split(' ')[1]) + 3} text-anchor="end">{Math.round(w)}</text>)}
        <text x={BOX.left + BOX.edge} y={BOX.height - 3}>{least}</text>
        <text x={BOX.width - 4} y={BOX.height - 3} text-anchor="end">{most}</text>
      </svg>
      <p class="quiet-text">{t(NUMBERS.up, { target: view.target.name })}</p>
    </div>
  )
}

/** Mean of what goes up in each of a dozen equal parts of what goes across, where there are at least three rows. */
function meansOf(across: readonly number[], up: readonly number[], least: number, most: number): { middle: number; mean: number }[] {
  const wide = (most - least) / BINS || 1
  const bins = Array.from({ length: BINS }, () => ({ count: 0, sum: 0, along: 0 }))
  across.forEach((v, i) => {
    const bin = bins[Math.min(BINS - 1, Math.floor((v - least) / wide))]!
    bin.count += 1
    bin.sum += up[i]!
    bin.along += v
  })
  return bins.filter((b) => b.count >= 3).map((b) => ({ middle: b.along / b.count, mean: b.sum / b.count }))
}
