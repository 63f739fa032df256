import type { JSX } from 'preact'
import type { FieldProblem } from '../../lib/problem.ts'
import { say, type Lang, type Text } from '../../lib/text.ts'
import { ErrorSummary, Field, TextArea } from '../../web/form.tsx'
import type { CredentialState } from './credential-state.ts'
import { dayText, durationText, timeText } from './hours.ts'
import { VERIFY } from './page-words.ts'
import { Scanned } from './scanned.tsx'
import type { Cause } from './statements.ts'
import type { Told } from './told.ts'
import type { Check, Outcome } from './verify.ts'
import { CAUSE, STATE } from './words.ts'

export interface VerifyPageProps {
  readonly lang: Lang
  /** For the island: key id -> point. */
  readonly keys: Readonly<Record<string, string>>
  /** Address of the library for browsers without WebCrypto. */
  readonly library: string
  /** Address of the script that reads a QR in a picture, for browsers that cannot. */
  readonly reader: string
  readonly serial?: string
  readonly problems?: readonly FieldProblem[]
}

export function VerifyPage({ lang, keys, library, reader, serial, problems }: VerifyPageProps): JSX.Element {
  const wrongFile = problems?.find((p) => p.field === 'file')
  return (
    <>
      <h1>{say(VERIFY.title, lang)}</h1>
      <p>{say(VERIFY.lead, lang)}</p>
      <Scanned lang={lang} keys={keys} library={library} />
      <ErrorSummary problems={problems} lang={lang} />
      <section class="card next">
        <h2>{say(VERIFY.bySerial, lang)}</h2>
        <form method="get" action="/v">
          <Field name="serial" label={say(VERIFY.serial, lang)} hint={say(VERIFY.serialHint, lang)} value={serial} autocomplete="off" maxLength={40} lang={lang} problems={problems} />
          <button>{say(VERIFY.look, lang)}</button>
        </form>
      </section>
      <section class="card">
        <h2>{say(VERIFY.byQr, lang)}</h2>
        <p>{say(VERIFY.byQrText, lang)}</p>
        <Photo lang={lang} reader={reader} />
      </section>
      <section class="card">
        <h2>{say(VERIFY.many, lang)}</h2>
        <p>{say(VERIFY.manyText, lang)}</p>
        <p><a class="button quiet" href="/v/many">{say(VERIFY.manyLook, lang)}</a></p>
      </section>
      <section class="card">
        <h2>{say(VERIFY.byFile, lang)}</h2>
        <form method="post" action="/v" enctype="multipart/form-data">
          <div class="field">
            <label for="file">{say(VERIFY.file, lang)}</label>
            {wrongFile && <p class="error" id="file-error">{say(wrongFile.sentence, lang)}</p>}
            <input type="file" id="file" name="file" accept=".json,.jsonld,.png,.svg,application/json,application/ld+json,image/png,image/svg+xml" aria-describedby={wrongFile ? 'file-error' : undefined} />
          </div>
          <TextArea name="text" label={say(VERIFY.text, lang)} lang={lang} rows={5} optional problems={problems} />
          <button class="quiet">{say(VERIFY.check, lang)}</button>
        </form>
      </section>
      <h2>{say(VERIFY.whatItIs, lang)}</h2>
      <p>{say(VERIFY.whatItIsText, lang)}</p>
    </>
  )
}

/** Hidden until the island is there: without it nobody could read the picture, which never leaves the phone. */
function Photo({ lang, reader }: Pick<VerifyPageProps, 'lang' | 'reader'>): JSX.Element {
  return (
    <div id="photo" data-reader={reader} hidden>
      <p>{say(VERIFY.photoText, lang)}</p>
      <div class="field">
        <label for="photo-take">{say(VERIFY.photoTake, lang)}</label>
        <input type="file" id="photo-take" accept="image/*" capture="environment" />
      </div>
      <div class="field">
        <label for="photo-choose">{say(VERIFY.photoChoose, lang)}</label>
        <input type="file" id="photo-choose" accept="image/*" />
      </div>
      <p role="status"><span data-photo="reading" hidden>{say(VERIFY.photoReading, lang)}</span><span class="bad" data-photo="nothing" hidden>✖ {say(VERIFY.photoNothing, lang)}</span></p>
    </div>
  )
}

export interface ResultPageProps {
  readonly lang: Lang
  readonly checks: readonly Check[]
  /** All checks passed. */
  readonly valid: boolean
  /** Null when the file is no credential of ours, or its person was erased. */
  readonly told: Told | null
  /** Null for a file that is not in our register. */
  readonly state: CredentialState | null
  readonly now: Date
  readonly erased?: boolean
}

/** Each check with its outcome, and above them the one word that counts. */
export function ResultPage({ lang, checks, valid, told, state, now, erased }: ResultPageProps): JSX.Element {
  return (
    <>
      <h1>{say(VERIFY.stateTitle, lang)}</h1>
      <Headline lang={lang} valid={valid} state={state} checks={checks} erased={erased ?? false} />
      {told?.trial && <p><strong>{say(VERIFY.trial, lang)}</strong></p>}
      {erased && <p>{say(VERIFY.erased, lang)}</p>}
      {told && (
        <>
          <dl class="pairs">
            <dt>{say(VERIFY.name, lang)}</dt><dd>{told.name}</dd>
            <dt>{say(VERIFY.achievement, lang)}</dt><dd lang="es-PE">{told.achievement}</dd>
            <dt>{say(VERIFY.date, lang)}</dt><dd>{dayText(told.at)}</dd>
            <dt>{say(VERIFY.time, lang)}</dt><dd>{durationText(told.minutes, lang)}</dd>
            <dt>{say(VERIFY.serial, lang)}</dt><dd class="mono">{told.serial}</dd>
          </dl>
          <p>{say(VERIFY.compare, lang)}</p>
        </>
      )}
      {checks.length > 0 && <Checks lang={lang} checks={checks} />}
      <p class="quiet-text">{say(VERIFY.asked, lang, { at: timeText(now) })}</p>
      <p><a class="button quiet" href="/v">{say(VERIFY.again, lang)}</a></p>
    </>
  )
}

function Headline({ lang, valid, state, checks, erased }: Pick<ResultPageProps, 'lang' | 'valid' | 'state' | 'checks'> & { erased: boolean }): JSX.Element {
  // The register's word wins; a paper that fails any other check is not valid whatever the register says of its number.
  const otherFailed = checks.some((c) => c.name !== 'status' && c.outcome === 'failed')
  const good = erased ? state?.state === 'valid' : valid
  const word = otherFailed || !state ? VERIFY.invalid : STATE[state.state]
  return (
    <div role="status" class={good ? 'verdict good' : 'verdict bad'}>
      <p class="big">{good ? say(STATE.valid, lang) : say(word, lang)}</p>
      {!otherFailed && state && state.state !== 'valid' && (
        <p>{say(VERIFY.since, lang, { date: dayText(state.since), cause: causeText(state.cause, lang) })}</p>
      )}
    </div>
  )
}

/** The class of cause in words; the record holds only classes that are in the list. */
export function causeText(cause: string | null, lang: Lang): string {
  return cause !== null && cause in CAUSE ? say(CAUSE[cause as Cause], lang) : '–'
}

const OUTCOME: Record<Outcome, { mark: string; word: typeof VERIFY.passed | typeof VERIFY.failed | typeof VERIFY.skipped; kind: string }> = {
  passed: { mark: '✔', word: VERIFY.passed, kind: 'good' },
  failed: { mark: '✖', word: VERIFY.failed, kind: 'bad' },
  skipped: { mark: '–', word: VERIFY.skipped, kind: 'quiet-text' },
}

/** Each check by its name; `data-check` is for programs and tests. */
export function Checks({ lang, checks }: { lang: Lang; checks: readonly { readonly name: string; readonly outcome: Outcome; readonly sentence: Text }[] }): JSX.Element {
  return (
    <>
      <h2>{say(VERIFY.checks, lang)}</h2>
      <ul class="plain checks">
        {checks.map((c) => (
          <li data-check={c.name} data-outcome={c.outcome}>
            <span class={OUTCOME[c.outcome].kind}>{OUTCOME[c.outcome].mark} {say(OUTCOME[c.outcome].word, lang)}:</span> {say(c.sentence, lang)}
          </li>
        ))}
      </ul>
    </>
  )
}

export function UnknownSerialPage({ lang, serial }: { lang: Lang; serial: string }): JSX.Element {
  return (
    <>
      <h1>{say(VERIFY.unknownTitle, lang)}</h1>
      <p class="mono">{serial}</p>
      <p>{say(VERIFY.unknown, lang)}</p>
      <p><a class="button" href="/v">{say(VERIFY.again, lang)}</a></p>
    </>
  )
}
