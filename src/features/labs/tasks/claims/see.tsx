import { useState } from 'preact/hooks'
import type { JSX } from 'preact'
import { say } from '../../../../lib/text.ts'
import { BENCH } from '../../workbench/words.ts'
import { MatterCard, withCopies } from './evidence.tsx'
import type { ClaimDesk } from './plug.tsx'
import { CLAIMS } from './words.ts'

const SAMPLE = 4

/** The reports first: who copies whom, and what each says of a matter; then a few of the sentences. */
export function See({ desk: { view, data: { file }, pool } }: { desk: ClaimDesk }): JSX.Element {
  const [chosen, setChosen] = useState(file.matters[0]!.id)
  const [from, setFrom] = useState(0)
  const { lang } = view
  const t = (text: { es: string; en: string }, values = {}) => say(text, lang, values)
  const shown = Array.from({ length: SAMPLE }, (_, i) => file.claims[pool[(from + i) % pool.length]!]!)
  return (
    <section>
      <h3>{t(BENCH.see)}</h3>
      <p>{t(CLAIMS.seeSays)}</p>
      <ul class="plain lab-evidence">
        {withCopies(file.reports).map(({ report: { id, name, after } }) => <li class={after === null ? undefined : 'copy'}><strong>{id}</strong>: {t(name)}{after !== null && <> - {t(CLAIMS.copies, { id: after })}</>}</li>)}
      </ul>
      <div class="field">
        <label for="see-matter">{t(CLAIMS.matter)}</label>
        <select id="see-matter" value={chosen} onChange={(e) => setChosen(e.currentTarget.value)}>
          {file.matters.map(({ id, name }) => <option value={id}>{t(name)}</option>)}
        </select>
      </div>
      <div class="card" aria-live="polite"><MatterCard lang={lang} file={file} matter={file.matters.find(({ id }) => id === chosen)!} /></div>
      <p>{t(CLAIMS.made)}</p>
      <ul>{shown.map(({ text }) => <li>{t(text)}</li>)}</ul>
      <p><button type="button" class="quiet" onClick={() => setFrom(from + SAMPLE)}>{t(CLAIMS.more)}</button></p>
    </section>
  )
}
