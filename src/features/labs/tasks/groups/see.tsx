import { useState } from 'preact/hooks'
import type { JSX } from 'preact'
import { say } from '../../../../lib/text.ts'
import { BENCH } from '../../workbench/words.ts'
import type { ClusterDesk } from './plug.tsx'
import { Scatter } from './scatter.tsx'
import { GROUPS } from './words.ts'

const SAMPLE = 5

/** The data first: a few rows, then two measures at once, on either ruler. */
export function ClustersSee({ desk }: { desk: ClusterDesk }): JSX.Element {
  const { view, table, places } = desk
  const [from, setFrom] = useState(0)
  const shown = Array.from({ length: SAMPLE }, (_, i) => places[(from + i * Math.floor(places.length / SAMPLE)) % places.length]!)
  const width = table.columns.length
  const t = (text: { es: string; en: string }, values = {}) => say(text, view.lang, values)
  return (
    <section>
      <h3>{t(BENCH.see)}</h3>
      <p>{t(GROUPS.seeSays, { own: places.length, rows: view.rows, row: view.row })}</p>
      <div class="scroll" tabIndex={0} role="region" aria-label={t(BENCH.see)}>
        <table class="lab-sample">
          <thead><tr>{view.columns.map((c) => <th scope="col">{c.name}</th>)}</tr></thead>
          <tbody>{shown.map((p) => <tr>{Array.from(table.values.subarray(p * width, (p + 1) * width), (v) => <td>{v}</td>)}</tr>)}</tbody>
        </table>
      </div>
      <p><button type="button" class="quiet" onClick={() => setFrom(from + 1)}>{t(BENCH.others)}</button></p>
      <h4>{t(BENCH.plot)}</h4>
      <Scatter desk={desk} id="see" clusters={0} />
    </section>
  )
}
