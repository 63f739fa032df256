import type { JSX } from 'preact'
import { say, type Lang } from '../../lib/text.ts'
import { hundredths, whole } from '../../web/charts/figure.tsx'
import { shownLimaDay } from '../people/index.ts'
import type { Audit } from './audit.ts'
import type { Result } from './counted.ts'
import { ONE as W, RESULT } from './page-words.ts'
import { STATE_NAME } from './words.ts'

/** How a single quote goes into a shell's. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/** What is fixed of an audit, and how anybody draws it again. */
export function Facts({ lang, audit, files }: { lang: Lang; audit: Audit; files: string }): JSX.Element {
  return (
    <>
      <dl class="pairs">
        <dt>{say(W.state, lang)}</dt><dd>{say(STATE_NAME[audit.state], lang)}{audit.ended && ` · ${shownLimaDay(audit.ended)}`}</dd>
        <dt>{say(W.cut, lang)}</dt><dd><a href={`/p/${encodeURIComponent(audit.tenant)}/releases/${audit.release}`}>{audit.release}</a></dd>
        <dt>{say(W.frame, lang)}</dt><dd>{say(W.frameIs, lang, { n: whole(audit.persons, lang), day: shownLimaDay(audit.frozen) })}<br /><a href={`${files}/frame.csv`}>{say(W.frameFile, lang)}</a></dd>
        <dt>{say(W.hash, lang)}</dt><dd><code class="break">{audit.frame}</code></dd>
        <dt>{say(W.size, lang)}</dt><dd>{say(W.sizeIs, lang, { n: whole(audit.size, lang) })}</dd>
        <dt>{say(W.source, lang)}</dt><dd>{audit.source}</dd>
        {audit.value !== null && audit.drawn && <><dt>{say(W.value, lang)}</dt><dd>{say(W.valueOn, lang, { value: audit.value, day: shownLimaDay(audit.drawn) })}</dd></>}
      </dl>
      {audit.value !== null && (
        <details>
          <summary>{say(W.redraw, lang)}</summary>
          <pre tabindex={0}>{`npm run sample -- frame.csv --hash ${audit.frame} --seed ${quoted(audit.value)} --size ${audit.size}`}</pre>
        </details>
      )}
    </>
  )
}

/** What came of a closed audit, in three sentences. */
export function ResultLines({ lang, result }: { lang: Lang; result: Result }): JSX.Element {
  const { fails, sample, lower, upper, attempted, reached, confirmed, notAllowed } = result
  return (
    <>
      <p><strong>{say(RESULT.fails, lang, { fails, sample })}</strong></p>
      <p>{say(RESULT.limits, lang, { lower: hundredths(lower, lang), upper: hundredths(upper, lang) })}</p>
      <p>{say(RESULT.contact, lang, { attempted, reached, confirmed, notAllowed })}</p>
    </>
  )
}
