import type { JSX } from 'preact'
import { say, type Lang } from '../../lib/text.ts'
import { markdownHtml } from '../../web/markdown.ts'
import type { LoadedRule, Signature } from '../programmes/index.ts'
import { moment, number } from './shown.ts'
import { WORDS } from './words.ts'

export interface RuleProps {
  readonly rule: LoadedRule
  /** Those of this version and file, oldest first. */
  readonly signatures: readonly Signature[]
  /** Staff uuid -> name. */
  readonly names: ReadonlyMap<string, string>
  readonly lang: Lang
}

/** One version of the rule: in brief, in full, as a file, with its fingerprint and who signed it. */
export function RuleBlock({ rule, signatures, names, lang }: RuleProps): JSX.Element {
  const second = signatures[1]
  const { brief, rest } = parts(rule.text[lang])
  return (
    <>
      <p><strong>{say(WORDS.ruleVersion, lang, { version: rule.version })}.</strong>{' '}
        {second ? say(WORDS.inForceSince, lang, { pos: number(second.pos, lang), time: moment(second.at, lang) }) : say(WORDS.proposal, lang)}</p>
      <div dangerouslySetInnerHTML={{ __html: markdownHtml(brief) }} />
      <details><summary>{say(WORDS.ruleWhole, lang)}</summary><div dangerouslySetInnerHTML={{ __html: markdownHtml(rest) }} /></details>
      <details><summary>{say(WORDS.ruleFile, lang)}</summary><pre tabindex={0}>{rule.yaml}</pre></details>
      <dl class="pairs">
        <dt>{say(WORDS.ruleHash, lang)}</dt>
        <dd class="mono">{rule.hash}</dd>
        <dt>{say(WORDS.signatures, lang)}</dt>
        {signatures.length === 0 && <dd>{say(WORDS.noSignature, lang)}</dd>}
        {signatures.map((s) => (
          <dd>{say(WORDS.signedBy, lang, { name: names.get(s.staff) ?? say(WORDS.unknownSigner, lang), time: moment(s.at, lang), pos: number(s.pos, lang) })}</dd>
        ))}
      </dl>
    </>
  )
}

/** The text without its title: first what it says in brief, then from "what follows is the exact rule" on. */
function parts(text: string): { brief: string; rest: string } {
  const body = text.replace(/^# .*\n+/, '')
  const numbered = body.search(/^## /m)
  const cut = body.lastIndexOf('\n\n', numbered - 3)
  return numbered < 0 || cut < 0 ? { brief: body, rest: '' } : { brief: body.slice(0, cut), rest: body.slice(cut) }
}
