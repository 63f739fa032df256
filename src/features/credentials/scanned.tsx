import type { JSX } from 'preact'
import { say, type Lang, type Text } from '../../lib/text.ts'
import { VERIFY } from './page-words.ts'
import { SCANNED } from './scanned-words.ts'

/** Every sentence that verify.client.ts may show, hidden; `{…}` in a template is filled in there. */
export function Scanned({ lang, keys, library }: { lang: Lang; keys: Readonly<Record<string, string>>; library: string }): JSX.Element {
  const rows = [['name', VERIFY.name], ['achievement', VERIFY.achievement], ['date', VERIFY.date], ['serial', VERIFY.serial]] as const
  return (
    <section class="card next" id="scanned" hidden tabIndex={-1} role="status" data-keys={JSON.stringify(keys)} data-library={library}>
      <h2>{say(VERIFY.scanned, lang)}</h2>
      <div class="verdict" data-verdict="" hidden>
        <p data-now="asking">{say(SCANNED.asking, lang)}</p>
        {WORDS.map(({ when, big, text, more }) => (
          <div data-now={when} hidden>
            <p class="big" data-text={say(big, lang)}></p>
            <Filled text={text} lang={lang} />
            {more && <Filled text={more} lang={lang} />}
          </div>
        ))}
        {AGE.map(([when, text]) => <Filled text={text} lang={lang} when={when} />)}
      </div>
      <p class="good" data-when="holds" hidden>✔ {say(VERIFY.signatureHolds, lang)}</p>
      <p class="bad" data-when="wrong" hidden>✖ {say(VERIFY.signatureWrong, lang)}</p>
      <p class="bad" data-when="unknown-key" hidden>✖ {say(VERIFY.unknownKey, lang)}</p>
      <p class="bad" data-when="unknown-key-offline" hidden>✖ {say(SCANNED.unknownKeyOffline, lang)}</p>
      <div data-when="stolen-key" hidden>
        <p class="bad">✖ {say(SCANNED.stolenKey, lang)}</p>
        <p><a class="button" data-page="" href="/v">{say(SCANNED.askRegister, lang)}</a></p>
      </div>
      <p class="bad" data-when="unreadable" hidden>✖ {say(VERIFY.unreadable, lang)}</p>
      <div data-when="holds" hidden>
        <dl class="pairs">{rows.map(([value, label]) => <><dt>{say(label, lang)}</dt><dd data-value={value}></dd></>)}</dl>
        <p>{say(VERIFY.compare, lang)}</p>
        <p><a class="button quiet" data-page="" href="/v">{say(SCANNED.page, lang)}</a></p>
        <p class="quiet-text">{say(SCANNED.note, lang)}</p>
      </div>
    </section>
  )
}

function Filled({ text, lang, when }: { text: Text; lang: Lang; when?: string }): JSX.Element {
  const template = say(text, lang)
  return <p data-text={template} {...(when ? { 'data-age': when, hidden: true } : {})}></p>
}

interface Words { readonly when: string; readonly big: Text; readonly text: Text; readonly more?: Text }

const WORDS: readonly Words[] = [
  { when: 'now-valid', big: SCANNED.valid, text: SCANNED.nowValid },
  { when: 'now-suspended', big: SCANNED.suspended, text: SCANNED.nowSince },
  { when: 'now-revoked', big: SCANNED.revoked, text: SCANNED.nowSince },
  { when: 'now-superseded', big: SCANNED.superseded, text: SCANNED.nowSince, more: SCANNED.askNewOne },
  { when: 'now-unknown', big: SCANNED.unknown, text: SCANNED.nowUnknown },
  { when: 'kept-valid', big: SCANNED.validAt, text: SCANNED.keptValid },
  { when: 'kept-suspended', big: SCANNED.suspended, text: SCANNED.keptSince },
  { when: 'kept-revoked', big: SCANNED.revoked, text: SCANNED.keptSince },
  { when: 'kept-before', big: SCANNED.notKnown, text: SCANNED.keptBefore },
  { when: 'kept-none', big: SCANNED.notKnown, text: SCANNED.keptNone },
]

const AGE: readonly (readonly [string, Text])[] = [['today', SCANNED.ageToday], ['days', SCANNED.ageDays], ['old', SCANNED.ageOld]]
