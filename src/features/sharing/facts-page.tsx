import type { JSX } from 'preact'
import { say, type Lang } from '../../lib/text.ts'
import { causeText, dayText, STATE, timeText, type CredentialState, type Told } from '../credentials/index.ts'
import type { FactLink } from './fact-links.ts'
import { factRows } from './facts.ts'
import { SAYS } from './words.ts'

/** What a link shows: the state first, as everywhere, and only what she chose. */
export function FactsPage({ lang, link, state, told, token, now }: { lang: Lang; link: FactLink; state: CredentialState; told: Told; token: string; now: Date }): JSX.Element {
  const good = state.state === 'valid'
  return (
    <>
      <h1>{say(SAYS.title, lang)}</h1>
      <div role="status" class={good ? 'verdict good' : 'verdict bad'}>
        <p class="big">{say(STATE[state.state], lang)}</p>
        {!good && <p>{say(SAYS.since, lang, { date: dayText(state.since), cause: causeText(state.cause, lang) })}</p>}
      </div>
      {told.trial && <p><strong>{say(SAYS.trial, lang)}</strong></p>}
      <dl class="pairs">
        <dt>{say(SAYS.what, lang)}</dt><dd lang="es-PE">{told.achievement}</dd>
        {factRows(told, link.facts, lang).map(({ label, value }) => <><dt>{say(label, lang)}</dt><dd>{value}</dd></>)}
      </dl>
      {!link.facts.includes('name') && <p>{say(SAYS.noName, lang)}</p>}
      <p>{say(SAYS.chosen, lang)}</p>
      {good && <p><a class="button quiet" href={`/v/facts/${token}/credential.json`} download="yachay-datos.json">{say(SAYS.download, lang)}</a></p>}
      <p class="quiet-text">{say(SAYS.asked, lang, { at: timeText(now), date: dayText(link.ends) })}</p>
    </>
  )
}
