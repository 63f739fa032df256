import type { JSX } from 'preact'
import { say, type Lang, type Text } from '../../lib/text.ts'
import type { CredentialState } from './credential-state.ts'
import type { Papers } from './credentials.ts'
import { dayText, documentText, durationText } from './hours.ts'
import { PAPER } from './page-words.ts'
import type { Told } from './told.ts'
import { KIND, STATE } from './words.ts'

export interface PaperProps {
  readonly lang: Lang
  readonly told: Told
  readonly document: Papers['document']
  readonly state: CredentialState
  readonly programme: Text
  readonly trial: boolean
  /** SVG of the QR. */
  readonly qr: string
  readonly publicUrl: string
  /** Version of the rule it was issued under, such as «v1». */
  readonly rule: string
}

/** The certificate on one A4 page. Its legal name is in Spanish whatever the reader's language; the rest follows her. */
export function Paper(props: PaperProps): JSX.Element {
  const { lang, told, state, programme, trial, qr, publicUrl, rule } = props
  const kind = state.kind
  return (
    <article class="paper" data-watermark={trial ? say(PAPER.watermark, lang) : undefined}>
      {state.state !== 'valid' && <p class="bad">{say(PAPER.notInForce, lang, { state: say(STATE[state.state], lang) })}</p>}
      <p class="issuer">{told.issuer}</p>
      <h1 lang="es-PE">{KIND[kind].es}{trial ? ' de prueba' : ''}</h1>
      {lang !== 'es' && <p class="quiet-text">{say(KIND[kind], lang)}</p>}
      <p>{say(PAPER.given, lang)}</p>
      <p class="holder">{told.name}</p>
      <p>{say(PAPER[kind], lang, { programme: say(programme, lang) })}</p>
      <dl class="pairs">
        {props.document && <><dt>{say(PAPER.document, lang)}</dt><dd>{documentText(props.document, lang)}</dd></>}
        <dt>{say(PAPER.issuedOn, lang)}</dt><dd>{dayText(told.at)}</dd>
        <dt>{say(PAPER.lasted, lang)}</dt><dd>{durationText(told.minutes, lang)}</dd>
        {told.quiz !== null && <><dt>{say(PAPER.quiz, lang)}</dt><dd>{say(PAPER.of20, lang, { mark: told.quiz })}</dd></>}
        {told.product !== null && <><dt>{say(PAPER.product, lang)}</dt><dd>{say(PAPER.of20, lang, { mark: told.product })}</dd></>}
        {told.labs.length > 0 && <><dt>{say(PAPER.lab, lang)}</dt><dd>{told.labs.join(', ')}</dd></>}
        <dt>{say(PAPER.serial, lang)}</dt><dd class="mono">{told.serial}</dd>
      </dl>
      {trial && <p><strong>{say(PAPER.trial, lang)}</strong></p>}
      <div class="proof">
        <Qr svg={qr} label={say(PAPER.qrLabel, lang)} />
        <div>
          <p>{say(PAPER.verifyAt, lang, { url: `${publicUrl}/v` })}</p>
          <p class="quiet-text">{say(PAPER.signed, lang, { issuer: told.issuer, rule })}</p>
        </div>
      </div>
    </article>
  )
}

export function Qr({ svg, label }: { svg: string; label: string }): JSX.Element {
  // Our own library wrote the markup from our own text; there is nothing of a stranger in it.
  return <div class="qr" role="img" aria-label={label} dangerouslySetInnerHTML={{ __html: svg }} />
}
