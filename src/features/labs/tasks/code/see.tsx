import { useState } from 'preact/hooks'
import type { JSX } from 'preact'
import { say } from '../../../../lib/text.ts'
import { Picture, pointsOf } from './picture.tsx'
import type { CodeDesk } from './plug.tsx'
import { CODE } from './words.ts'

const SHOWN = 12

/** Pictures first, then the same as the list of numbers that the program is given. */
export function See({ desk: { view, data, places } }: { desk: CodeDesk }): JSX.Element {
  const [from, setFrom] = useState(0)
  const t = (text: { es: string; en: string }, values = {}) => say(text, view.lang, values)
  const { table } = data
  const shown = Array.from({ length: SHOWN }, (_, i) => places[(from * SHOWN + i * 7) % places.length]!)
  const { width, black } = view.picture
  const points = pointsOf(table, shown[0]!)
  const lines = Array.from({ length: points.length / width }, (_, row) => points.slice(row * width, (row + 1) * width).map((v) => String(v).padStart(2)).join(', '))
  return (
    <section>
      <h3>{t(CODE.see)}</h3>
      <p>{t(CODE.seeSays, { own: places.length, points: points.length, black })}</p>
      <ul class="plain lab-digits">
        {shown.map((place) => {
          const label = view.classes[table.labels[place]!]!
          return <li><Picture view={view} table={table} place={place} label={label} /><span aria-hidden="true">{label}</span></li>
        })}
      </ul>
      <p><button type="button" class="quiet" onClick={() => setFrom(from + 1)}>{t(CODE.others)}</button></p>
      <details>
        <summary>{t(CODE.asNumbers)}</summary>
        <p>{t(CODE.asNumbersSays)}</p>
        <pre tabIndex={0}>{`X[0] = [${lines.join(',\n        ')}]\ny[0] = ${table.labels[shown[0]!]}`}</pre>
      </details>
    </section>
  )
}
