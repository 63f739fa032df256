import { useMemo, useState } from 'preact/hooks'
import type { JSX } from 'preact'
import { say } from '../../../../lib/text.ts'
import { BENCH } from '../../workbench/words.ts'
import { dayOf, machinesOf, type Machine } from './machines.ts'
import type { AlarmDesk } from './plug.tsx'
import { ALARMS } from './words.ts'

const SAMPLE = 5
// Drawn for a phone of 320 px: one unit of the drawing is about one pixel there.
const BOX = { width: 300, height: 150, left: 26, foot: 16, edge: 8 }

/** The data first: one machine over time with what came, then a few rows. */
export function AlarmsSee({ desk }: { desk: AlarmDesk }): JSX.Element {
  const { view, table, places } = desk
  const machines = useMemo(() => machinesOf(table, places), [])
  const positives = places.filter((p) => table.labels[p] === 1).length
  const t = (text: { es: string; en: string }, values = {}) => say(text, view.lang, values)
  const share = ((100 * positives) / places.length).toFixed(1)
  return (
    <section>
      <h3>{t(BENCH.see)}</h3>
      <p>{t(ALARMS.seeSays, {
        own: places.length, rows: view.rows, machines: machines.length, plural: view.machine.plural, positives, label: view.label.name,
        share: view.lang === 'es' ? share.replace('.', ',') : share,
      })}</p>
      <OverTime desk={desk} machines={machines} />
      <Sample desk={desk} />
    </section>
  )
}

export function failuresText(n: number, lang: 'es' | 'en'): string {
  return say(n === 1 ? ALARMS.failures.one : ALARMS.failures.several, lang, { n })
}

function OverTime({ desk, machines }: { desk: AlarmDesk; machines: readonly Machine[] }): JSX.Element {
  const { view } = desk
  const [number, setNumber] = useState(machines[0]!.number)
  const [y, setY] = useState(view.plot.y)
  const one = machines.find((m) => m.number === number) ?? machines[0]!
  const t = (text: { es: string; en: string }, values = {}) => say(text, view.lang, values)
  return (
    <div>
      <h4>{t(ALARMS.one, { machine: view.machine.name })}</h4>
      <div class="lab-axes">
        <label class="lab-axis">{t(ALARMS.which)}
          <select value={String(number)} onChange={(e) => setNumber(Number(e.currentTarget.value))}>
            {machines.map((m) => (
              <option value={String(m.number)}>{t(ALARMS.withFailures, { machine: view.machine.name, n: m.number + 1, failures: failuresText(m.stops, view.lang) })}</option>
            ))}
          </select>
        </label>
        <label class="lab-axis">{t(ALARMS.what)}
          <select value={y} onChange={(e) => setY(e.currentTarget.value)}>{view.columns.map((c) => <option value={c.id}>{c.name}</option>)}</select>
        </label>
      </div>
      <Line desk={desk} one={one} column={view.columns.findIndex((c) => c.id === y)} />
      <p class="quiet-text">{t(ALARMS.line, { label: view.label.name })} {t(ALARMS.compare)}</p>
    </div>
  )
}

function Line({ desk: { view, table, places }, one, column }: { desk: AlarmDesk; one: Machine; column: number }): JSX.Element {
  const width = table.columns.length
  const cell = (p: number): number => table.values[p * width + column]!
  // All of hers on one scale, so that machines can be compared; a sudden jolt of another must not flatten this one.
  const sorted = Array.from(places, cell).sort((a, b) => a - b)
  const own = one.places.map(cell)
  const low = Math.min(sorted[0]!, ...own)
  const high = Math.max(sorted[Math.floor(sorted.length * 0.995)]!, ...own)
  const wide = (BOX.width - BOX.left - BOX.edge) / Math.max(1, own.length - 1)
  const x = (i: number): number => BOX.left + i * wide
  const up = (v: number): number => BOX.edge + ((high - v) / (high - low || 1)) * (BOX.height - BOX.foot - 2 * BOX.edge)
  const days = Math.round((own.length * view.plot.hours) / 24)
  const plain = (v: number): string => (view.lang === 'es' ? String(v).replace('.', ',') : String(v))
  const alt = say(ALARMS.lineAlt, view.lang, {
    y: view.columns[column]!.name, machine: view.machine.name, n: one.number + 1, days, least: plain(Math.min(...own)), most: plain(Math.max(...own)),
    failures: failuresText(one.stops, view.lang),
  })
  return (
    <svg class="lab-plot lab-series" viewBox={`0 0 ${BOX.width} ${BOX.height}`} role="img" aria-label={alt}>
      {one.places.map((p, i) => (table.labels[p] === 1 ? <rect class="warm" opacity=".45" x={x(i) - wide / 2} width={wide + 0.2} y="2" height={BOX.height - BOX.foot - 2} /> : null))}
      <path fill="none" stroke="#2b2118" stroke-width="1.3" d={own.map((v, i) => `${i === 0 ? 'M' : 'L'}${x(i).toFixed(1)} ${up(v).toFixed(1)}`).join('')} />
      {[low, high].map((v) => <text x={BOX.left - 3} y={up(v) + 3.5} text-anchor="end">{plain(Math.round(v * 10) / 10)}</text>)}
      <text x={BOX.left} y={BOX.height - 3}>1</text>
      <text x={BOX.width - 4} y={BOX.height - 3} text-anchor="end">{days} {say(ALARMS.days, view.lang)}</text>
    </svg>
  )
}

/** Some rows as they are, of either kind. */
function Sample({ desk }: { desk: AlarmDesk }): JSX.Element {
  const { view, table, places } = desk
  const [from, setFrom] = useState(0)
  const positives = Array.from(places).filter((p) => table.labels[p] === 1)
  const apart = Math.floor(places.length / SAMPLE)
  const shown = [positives[from % Math.max(1, positives.length)] ?? places[0]!, ...Array.from({ length: SAMPLE - 1 }, (_, i) => places[(from * 7 + i * apart) % places.length]!)]
  const t = (text: { es: string; en: string }, values = {}) => say(text, view.lang, values)
  return (
    <details>
      <summary>{t(ALARMS.sample)}</summary>
      <div class="scroll" tabIndex={0} role="region" aria-label={t(ALARMS.sample)}>
        <table class="lab-sample">
          <thead><tr><th scope="col">{view.machine.name}</th><th scope="col">{t(ALARMS.when)}</th><th scope="col">{view.label.name}</th>{view.columns.map((c) => <th scope="col">{c.name}</th>)}</tr></thead>
          <tbody>
            {shown.map((p) => (
              <tr>
                <th scope="row">{table.machine[p]! + 1}</th><td>{dayOf(table, p, view.plot.hours)}</td><td>{t(table.labels[p] === 1 ? ALARMS.sayYes : ALARMS.sayNo)}</td>
                {rowOf(desk, p).map((v) => <td>{v}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p><button type="button" class="quiet" onClick={() => setFrom(from + 1)}>{t(BENCH.others)}</button></p>
    </details>
  )
}

/** The measures of a row of the public table, in order. */
export function rowOf({ table }: AlarmDesk, place: number): number[] {
  const width = table.columns.length
  return Array.from(table.values.subarray(place * width, place * width + width))
}
