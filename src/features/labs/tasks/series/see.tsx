import { useState } from 'preact/hooks'
import type { JSX } from 'preact'
import { say } from '../../../../lib/text.ts'
import { measured } from '../../figures.ts'
import type { SeriesDesk } from './plug.tsx'
import { LongChart, anomaliesOf, monthName, monthNames, yearOf } from './chart.tsx'
import { SERIES } from './words.ts'
import { BENCH } from '../../workbench/words.ts'

const KINDS = ['degrees', 'anomalies'] as const

/** The series first: as degrees, where the seasons hide everything, and as anomalies, where the warm years stand out. */
export function SeriesSee({ desk }: { desk: SeriesDesk }): JSX.Element {
  const { view, normals } = desk
  const [kind, setKind] = useState<(typeof KINDS)[number]>('degrees')
  const t = (text: { es: string; en: string }, values = {}) => say(text, view.lang, values)
  const { years, practice } = desk.plan
  return (
    <section>
      <h3>{t(BENCH.see)}</h3>
      <p>{t(SERIES.seeSays, { years, own: years - practice, practice })}</p>
      <fieldset class="lab-chips">
        <legend>{t(SERIES.show)}</legend>
        {KINDS.map((k) => <label class={k === kind ? 'on' : undefined}><input type="radio" name="bench-kind" checked={k === kind} onChange={() => setKind(k)} /><span>{t(SERIES[k])}</span></label>)}
      </fieldset>
      <p class="lab-axis-name">{view.measure}{kind === 'anomalies' && ` ${t(SERIES.lessUsual)}`}, {view.unit}</p>
      <LongChart desk={desk} kind={kind} label={altOf(desk, kind)} />
      <ul class="plain lab-legend">
        {kind === 'anomalies' && <li><span class="key warm" aria-hidden="true" />{t(SERIES.warm)}</li>}
        {kind === 'anomalies' && <li><span class="key cold" aria-hidden="true" />{t(SERIES.cold)}</li>}
        <li><span class="key practice" aria-hidden="true" />{t(SERIES.forPractice)}</li>
      </ul>
      <details>
        <summary>{t(SERIES.usual)}</summary>
        <p>{t(SERIES.usualSays)}</p>
        <table>
          <thead><tr><th scope="col">{t(SERIES.month)}</th><th scope="col">{view.measure}</th></tr></thead>
          <tbody>{monthNames(view.lang, 'long').map((name, m) => <tr><th scope="row">{name}</th><td>{measured(normals[m]!, view.unit, view.lang)}</td></tr>)}</tbody>
        </table>
      </details>
    </section>
  )
}

function altOf(desk: SeriesDesk, kind: (typeof KINDS)[number]): string {
  const { view, series } = desk
  const values = kind === 'degrees' ? Array.from(series.values) : anomaliesOf(desk)
  const most = Math.max(...values)
  return say(kind === 'degrees' ? SERIES.degreesAlt : SERIES.anomaliesAlt, view.lang, {
    measure: view.measure, from: yearOf(series, 0), to: yearOf(series, values.length - 1), least: measured(Math.min(...values), view.unit, view.lang),
    most: measured(most, view.unit, view.lang), when: monthName(series, values.indexOf(most), view.lang),
  })
}
