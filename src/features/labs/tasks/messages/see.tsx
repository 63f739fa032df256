import { useState } from 'preact/hooks'
import type { JSX } from 'preact'
import { say } from '../../../../lib/text.ts'
import { BENCH } from '../../workbench/words.ts'
import type { MessageDesk } from './plug.tsx'
import { MESSAGES } from './words.ts'

const SAMPLE = 4
const SAMPLE_NOW = 3
/** Steps through the file by a number without common divisors with most counts: neighbours in the file are not shown together. */
const STRIDE = 37

/** The data first: messages of last year with the office that received them, how many each received, and some of now. */
export function See({ desk }: { desk: MessageDesk }): JSX.Element {
  const { view, data, pool } = desk
  const t = (text: { es: string; en: string }, values = {}) => say(text, view.lang, values)
  return (
    <section>
      <h3>{t(BENCH.see)}</h3>
      <p>{t(MESSAGES.seeSays)}</p>
      <Given desk={desk} />
      <Counts desk={desk} />
      <h4>{t(MESSAGES.now)}</h4>
      <p>{t(MESSAGES.nowSays)}</p>
      <ul class="plain">{Array.from({ length: SAMPLE_NOW }, (_, i) => <li class="card lab-message" lang="es">{data.pool[pool[(i * STRIDE) % pool.length]!]}</li>)}</ul>
    </section>
  )
}

function Given({ desk: { view, data: { given }, taken } }: { desk: MessageDesk }): JSX.Element {
  const [office, setOffice] = useState(-1)
  const [from, setFrom] = useState(0)
  const t = (text: { es: string; en: string }, values = {}) => say(text, view.lang, values)
  const rows = Array.from(taken).filter((row) => office < 0 || given.labels[row] === office)
  const shown = Array.from({ length: Math.min(SAMPLE, rows.length) }, (_, i) => rows[((from + i) * STRIDE) % rows.length]!)
  return (
    <div>
      <p class="field">
        <label for="see-office">{t(MESSAGES.whichOffice)}</label>
        <select id="see-office" value={office} onChange={(e) => { setOffice(Number(e.currentTarget.value)); setFrom(0) }}>
          <option value={-1}>{t(MESSAGES.anyOffice)}</option>
          {view.classes.map(({ name }, k) => <option value={k}>{name}</option>)}
        </select>
      </p>
      <ul class="plain" aria-live="polite">
        {shown.map((row) => (
          <li class="card lab-message">
            <span lang="es">{given.texts[row]}</span><br />
            <small>{t(MESSAGES.received, { name: view.classes[given.labels[row]!]!.name })}</small>
          </li>
        ))}
      </ul>
      <p><button type="button" class="quiet" onClick={() => setFrom(from + SAMPLE)}>{t(BENCH.others)}</button></p>
    </div>
  )
}

function Counts({ desk: { view, data: { given }, taken } }: { desk: MessageDesk }): JSX.Element {
  const counts = view.classes.map((_, k) => taken.reduce((sum, row) => sum + (given.labels[row] === k ? 1 : 0), 0))
  const most = Math.max(...counts, 1)
  return (
    <table class="lab-counts">
      <caption>{say(MESSAGES.howMany, view.lang)}</caption>
      <tbody>
        {view.classes.map(({ name }, k) => (
          <tr>
            <th scope="row">{name}</th><td>{counts[k]}</td>
            <td><svg viewBox="0 0 100 10" class="lab-ruler" aria-hidden="true"><rect width="100" height="10" class="track" /><rect width={(100 * counts[k]!) / most} height="10" class="yours" /></svg></td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
