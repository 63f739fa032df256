import type { JSX } from 'preact'
import { say } from '../../../../lib/text.ts'
import type { Done } from './carry-out.ts'
import { Evidence } from './evidence.tsx'
import type { ClaimDesk } from './plug.tsx'
import { CLAIMS } from './words.ts'

/** A whole summary that nobody practised on, each sentence marked by her checker, and whether the mark is right. */
export function Summary({ desk: { view, data: { file } }, done }: { desk: ClaimDesk; done: Done }): JSX.Element {
  const t = (text: { es: string; en: string }, values = {}) => say(text, view.lang, values)
  return (
    <section>
      <h4>{t(CLAIMS.summary)}</h4>
      <p>{t(CLAIMS.summarySays)}</p>
      <ol class="plain lab-summary">
        {done.summary.map((place, i) => {
          const claim = file.claims[place]!
          const found = view.classes[done.summaryFound[i]!]!
          const right = claim.verdict === done.summaryFound[i]
          return (
            <li key={place}>
              <details>
                <summary>{t(claim.text)}<br /><small><b aria-hidden="true">{found.sign}</b> {found.name}, <span class={right ? 'good' : 'bad'}>{right ? t(CLAIMS.agrees) : t(CLAIMS.really, { truth: view.classes[claim.verdict]!.name })}</span></small></summary>
                <Evidence lang={view.lang} file={file} claim={claim} />
              </details>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
