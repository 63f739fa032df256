import type { JSX } from 'preact'
import { say, type Lang } from '../../lib/text.ts'
import { isObject, several, type Json } from '../../lib/vc/faults.ts'
import { instantOf } from '../../lib/vc/instant.ts'
import type { OutsideVerdict } from '../../lib/vc/outside.ts'
import { CHECK_ANY } from './check-any-words.ts'
import { dayText, timeText } from './hours.ts'
import { VERIFY } from './page-words.ts'
import { Checks } from './verify-pages.tsx'

export interface OtherPageProps {
  readonly lang: Lang
  readonly given: unknown
  /** Signed by this institution, but no certificate. */
  readonly here: boolean
  readonly verdict: OutsideVerdict
  readonly now: Date
}

/** A credential that is no certificate of ours: what was checked, and that nobody here answers for what it says. */
export function OtherPage({ lang, given, here, verdict, now }: OtherPageProps): JSX.Element {
  // A stranger's words are shown only when their issuer signed them.
  const rows = verdict.valid ? saidBy(given, lang) : []
  return (
    <>
      <h1>{say(CHECK_ANY.title, lang)}</h1>
      <div role="status" class={verdict.valid ? 'verdict good' : 'verdict bad'}>
        <p class="big">{say(verdict.valid ? CHECK_ANY.holds : CHECK_ANY.fails, lang)}</p>
        <p>{say(here ? CHECK_ANY.signedHere : CHECK_ANY.notOurs, lang)}</p>
      </div>
      {rows.length > 0 && <dl class="pairs">{rows.map(([label, value]) => <><dt>{label}</dt><dd>{value}</dd></>)}</dl>}
      <Checks lang={lang} checks={verdict.checks} />
      <p class="quiet-text">{say(VERIFY.asked, lang, { at: timeText(now) })}</p>
      <p><a class="button quiet" href="/v">{say(VERIFY.again, lang)}</a></p>
    </>
  )
}

function saidBy(given: unknown, lang: Lang): [string, string][] {
  if (!isObject(given)) return []
  const issuer = isObject(given.issuer) ? given.issuer : { id: given.issuer }
  const day = (value: Json | undefined): string | null => {
    const at = instantOf(value)
    return at === null ? null : dayText(new Date(at))
  }
  const rows: [string, string | null][] = [
    [say(CHECK_ANY.issuer, lang), [textIn(issuer.name, lang), typeof issuer.id === 'string' ? issuer.id : null].filter(Boolean).join(' · ') || null],
    [say(CHECK_ANY.name, lang), textIn(given.name, lang)], [say(CHECK_ANY.from, lang), day(given.validFrom)], [say(CHECK_ANY.until, lang), day(given.validUntil)],
  ]
  return rows.flatMap(([label, value]): [string, string][] => (value ? [[label, value.slice(0, 300)]] : []))
}

/** A text, or of several languages the reader's. */
function textIn(value: Json | undefined, lang: Lang): string | null {
  const texts = several(value).flatMap((v) => (typeof v === 'string' ? [{ text: v, of: '' }] : isObject(v) && typeof v['@value'] === 'string' ? [{ text: v['@value'], of: String(v['@language'] ?? '') }] : []))
  return (texts.find((t) => t.of.toLowerCase().startsWith(lang)) ?? texts[0])?.text ?? null
}
