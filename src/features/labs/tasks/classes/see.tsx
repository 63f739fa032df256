import { useState } from 'preact/hooks'
import type { JSX } from 'preact'
import type { Table } from '../../../../engine/table.ts'
import { say } from '../../../../lib/text.ts'
import type { ClassView } from './view.ts'
import { Plot } from './plot.tsx'
import type { ClassDesk } from './plug.tsx'
import { BENCH } from '../../workbench/words.ts'

const SAMPLE = 5

/** The data first: a few rows, the range of each measure, two measures as dots. `places`: the rows she learns from. */
export function See({ desk: { view, table, places } }: { desk: ClassDesk }): JSX.Element {
  const [from, setFrom] = useState(0)
  // Far apart in the file, so that every class shows up.
  const shown = Array.from({ length: SAMPLE }, (_, i) => places[(from + i * Math.floor(places.length / SAMPLE)) % places.length]!)
  const t = (text: { es: string; en: string }, values = {}) => say(text, view.lang, values)
  return (
    <section>
      <h3>{t(BENCH.see)}</h3>
      <p>{t(BENCH.seeSays, { own: places.length, rows: view.rows, row: view.row })}</p>
      <div class="scroll" tabIndex={0} role="region" aria-label={t(BENCH.see)}>
        <table class="lab-sample">
          <thead><tr><th scope="col">{t(BENCH.kind)}</th>{view.columns.map((c) => <th scope="col">{c.name}</th>)}</tr></thead>
          <tbody>{shown.map((p) => <tr><th scope="row">{view.classes[table.labels[p]!]}</th>{cells(table, p).map((v) => <td>{v}</td>)}</tr>)}</tbody>
        </table>
      </div>
      <p><button type="button" class="quiet" onClick={() => setFrom(from + 1)}>{t(BENCH.others)}</button></p>
      <Ranges view={view} table={table} places={places} />
      <Plot view={view} table={table} places={places} />
    </section>
  )
}

export function cells(table: Table, place: number): number[] {
  const width = table.columns.length
  return Array.from(table.values.subarray(place * width, place * width + width))
}

function Ranges({ view, table, places }: { view: ClassView; table: Table; places: ArrayLike<number> }): JSX.Element {
  const rows = Array.from(places, (p) => cells(table, p))
  const ranges = view.columns.map((c, i) => {
    const values = rows.map((r) => r[i]!)
    return { name: c.name, least: Math.min(...values), most: Math.max(...values) }
  })
  const top = Math.max(...ranges.map((r) => r.most))
  const t = (text: { es: string; en: string }) => say(text, view.lang)
  return (
    <details open>
      <summary>{t(BENCH.ranges)}</summary>
      <table class="lab-ranges">
        <thead><tr><th scope="col">{t(BENCH.measure)}</th><th scope="col">{t(BENCH.least)}</th><th scope="col">{t(BENCH.most)}</th><th scope="col">{t(BENCH.sameRuler)}</th></tr></thead>
        <tbody>
          {ranges.map((r) => (
            <tr>
              <th scope="row">{r.name}</th><td>{r.least}</td><td>{r.most}</td>
              <td><svg viewBox="0 0 100 10" class="lab-ruler" aria-hidden="true"><rect width="100" height="10" class="track" /><rect x={(100 * r.least) / top} width={Math.max(0.4, (100 * (r.most - r.least)) / top)} height="10" class="yours" /></svg></td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
