import type { JSX } from 'preact'
import { say, type Lang } from '../../lib/text.ts'
import { whole } from '../../web/charts/figure.tsx'
import { shownLimaDay } from '../people/index.ts'
import type { Audit } from './audit.ts'
import { LIST as W } from './page-words.ts'
import { STATE_NAME } from './words.ts'

/** The audits of a programme, for who audits it. */
export function AuditsPage({ lang, base, audits, judged, publicPage }: {
  readonly lang: Lang
  /** /office/<programme>/audits */
  readonly base: string
  readonly audits: readonly Audit[]
  /** How many of each are judged. */
  readonly judged: ReadonlyMap<string, number>
  readonly publicPage: string
}): JSX.Element {
  return (
    <>
      <h1>{say(W.title, lang)}</h1>
      <p>{say(W.lead, lang)}</p>
      <p><a class="button" href={`${base}/new`}>{say(W.begin, lang)}</a></p>
      {audits.length === 0 && <p class="card">{say(W.none, lang)}</p>}
      <ul class="steps">{audits.map((one) => (
        <li>
          <span>
            <a href={`${base}/${one.audit}`}>{say(W.one, lang, { n: one.number, cut: one.release })}</a><br />
            <span class="quiet-text">{say(W.line, lang, { size: whole(one.size, lang), persons: whole(one.persons, lang), day: shownLimaDay(one.frozen) })}</span><br />
            <span class={one.state === 'closed' ? 'tag good' : 'tag'}>{say(STATE_NAME[one.state], lang)}</span>
            {one.state === 'drawn' && <> <span class="quiet-text">{say(W.progress, lang, { n: judged.get(one.audit) ?? 0, size: one.size })}</span></>}
          </span>
        </li>
      ))}</ul>
      <p><a href={publicPage}>{say(W.see, lang)}</a></p>
    </>
  )
}
