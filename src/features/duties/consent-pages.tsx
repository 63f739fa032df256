import type { JSX } from 'preact'
import { say, type Lang, type Text } from '../../lib/text.ts'
import { CONSENT_TEXT, isPurpose, PURPOSES, shownLimaDay, type Consent, type Purpose } from '../people/index.ts'
import type { ConsentLine, ConsentWay } from './consent-total.ts'
import { CHANNEL_NAME, LANGUAGE_NAME, LEDGER as W } from './consent-words.ts'

const nameOf = (purpose: string, lang: Lang): string => (isPurpose(purpose) ? say(CONSENT_TEXT[purpose].title, lang) : purpose)
const languageOf = (code: string, lang: Lang): string => say(LANGUAGE_NAME[code] ?? { es: code, en: code }, lang)

export interface LedgerProps {
  readonly lang: Lang
  readonly consents: readonly Consent[]
  /** Hers: each says how long what is kept. */
  readonly programmes: readonly { readonly id: string; readonly title: Text }[]
  readonly saved: boolean
}

/** Every consent of hers with its version, language, way and dates; the optional ones are given and taken back here. */
export function LedgerPage({ lang, consents, programmes, saved }: LedgerProps): JSX.Element {
  const standing = PURPOSES.filter((purpose) => consents.some((c) => c.purpose === purpose && c.withdrawn === null))
  return (
    <>
      <h1>{say(W.title, lang)}</h1>
      {saved && <p class="card good" role="status">{say(W.saved, lang)}</p>}
      <p>{say(W.lead, lang)}</p>
      {PURPOSES.map((purpose) => <OnePurpose lang={lang} purpose={purpose} standing={standing} />)}
      <p>{say(W.after, lang)} {programmes.map((p) => <><a href={`/p/${encodeURIComponent(p.id)}/data-protection`}>{say(p.title, lang)}: {say(W.until, lang)}</a>{' '}</>)}</p>
      <h2>{say(W.history, lang)}</h2>
      <ol class="plain">{consents.toReversed().map((c) => <li><Given lang={lang} consent={c} /></li>)}</ol>
    </>
  )
}

function OnePurpose({ lang, purpose, standing }: { lang: Lang; purpose: Purpose; standing: readonly Purpose[] }): JSX.Element {
  const stands = standing.includes(purpose)
  const wanted = stands ? standing.filter((one) => one !== purpose) : [...standing, purpose]
  return (
    <section class="card">
      <h2>{say(CONSENT_TEXT[purpose].title, lang)}</h2>
      <p><span class={stands ? 'tag good' : 'tag'}>{say(stands ? W.stands : W.notGiven, lang)}</span></p>
      <p>{say(CONSENT_TEXT[purpose].text, lang)}</p>
      {purpose === 'sensitive' && !stands ? <p><a href="/me/data#disability">{say(W.toDisability, lang)}</a></p> : purpose === 'programme' ? <p class="hint">{say(W.needed, lang)} <a href="/me/requests">{say(W.toRequests, lang)}</a></p> : (
        <form method="post" action="/me/data/consents">
          <input type="hidden" name="from" value="consents" />
          {wanted.filter((one) => one !== 'programme').map((one) => <input type="hidden" name="purposes" value={one} />)}
          <button class="quiet" aria-label={`${say(stands ? W.take : W.give, lang)}: ${say(CONSENT_TEXT[purpose].title, lang)}`}>{say(stands ? W.take : W.give, lang)}</button>
        </form>
      )}
    </section>
  )
}

function Given({ lang, consent: c }: { lang: Lang; consent: Consent }): JSX.Element {
  const values = { purpose: nameOf(c.purpose, lang), given: shownLimaDay(c.given), version: c.version, language: languageOf(c.language, lang), channel: say(CHANNEL_NAME[c.channel ?? ''], lang) }
  return <>{say(W.line, lang, values)} {c.withdrawn && <strong>{say(W.withdrawn, lang, { day: shownLimaDay(c.withdrawn) })}</strong>}</>
}

/** For the office: counts only, of the whole programme. */
export function ConsentCountsPage({ lang, lines, ways }: { lang: Lang; lines: readonly ConsentLine[]; ways: readonly ConsentWay[] }): JSX.Element {
  return (
    <>
      <h1>{say(W.office, lang)}</h1>
      <p>{say(W.officeLead, lang)}</p>
      {lines.length === 0 ? <p>{say(W.none, lang)}</p> : (
        <>
          <div class="scroll" tabIndex={0} role="region" aria-label={say(W.office, lang)}>
            <table>
              <thead><tr>{[W.purpose, W.givenCount, W.takenCount, W.standCount].map((t) => <th scope="col">{say(t, lang)}</th>)}</tr></thead>
              <tbody>{lines.map((l) => <tr><th scope="row">{nameOf(l.purpose, lang)}<br /><span class="quiet-text">{say(W.versionOf, lang, { version: l.version })}</span></th><td>{l.given}</td><td>{l.withdrawn}</td><td>{l.given - l.withdrawn}</td></tr>)}</tbody>
            </table>
          </div>
          <h2>{say(W.byWay, lang)}</h2>
          <div class="scroll" tabIndex={0} role="region" aria-label={say(W.byWay, lang)}>
            <table>
              <thead><tr>{[W.purpose, W.channel, W.count].map((t) => <th scope="col">{say(t, lang)}</th>)}</tr></thead>
              <tbody>{ways.map((w) => <tr><th scope="row">{nameOf(w.purpose, lang)}</th><td>{say(CHANNEL_NAME[w.channel], lang)}, {languageOf(w.language, lang)}</td><td>{w.given}</td></tr>)}</tbody>
            </table>
          </div>
        </>
      )}
    </>
  )
}
