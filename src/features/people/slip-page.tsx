import type { JSX } from 'preact'
import { say, type Lang, type Text } from '../../lib/text.ts'
import { OFFICE as W } from './office-words.ts'

/** A slip of paper with a one-time code, in both languages of the house, for somebody without e-mail. */
export function SlipPage(props: { lang: Lang; name: string; code: string; address: string; until: Text }): JSX.Element {
  const { lang } = props
  return (
    <section class="card slip">
      <h1>{say(W.slipTitle, lang)}</h1>
      <p>{say(W.slipFor, lang, { name: props.name })}</p>
      <p class="big mono">{props.code}</p>
      <p>{say(W.slipHow, lang, { address: props.address })}</p>
      <p>{say(props.until, lang)}</p>
      <p><strong>{say(W.slipSecret, lang)}</strong></p>
    </section>
  )
}
