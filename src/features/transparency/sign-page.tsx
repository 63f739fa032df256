import type { JSX } from 'preact'
import { say, type Lang } from '../../lib/text.ts'
import { PostButton } from '../../web/form.tsx'
import type { Programme } from '../programmes/index.ts'
import { RuleBlock, type RuleProps } from './rule-block.tsx'
import { WORDS } from './words.ts'

export interface SignView {
  readonly programme: Programme
  /** Newest version first. */
  readonly rules: readonly Omit<RuleProps, 'lang'>[]
  /** Uuid of the owner who reads; null for staff who may only read. */
  readonly owner: string | null
  readonly justSigned: boolean
  readonly lang: Lang
}

/** The office's page of the counting rule: every version with its signatures, and for an owner the button to sign. */
export function SignPage({ programme, rules, owner, justSigned, lang }: SignView): JSX.Element {
  return (
    <>
      <h1>{say(WORDS.officeRule, lang)}</h1>
      <p>{say(programme.title, lang)}</p>
      {justSigned && <p class="good" role="status">{say(WORDS.signed, lang)}</p>}
      {rules.map((r) => (
        <section>
          <h2>{say(WORDS.ruleVersion, lang, { version: r.rule.version })}</h2>
          <RuleBlock {...r} lang={lang} />
          {owner !== null && r.signatures.length < 2 && <Signing owner={owner} programme={programme} r={r} lang={lang} />}
        </section>
      ))}
    </>
  )
}

function Signing({ owner, programme, r, lang }: { owner: string; programme: Programme; r: Omit<RuleProps, 'lang'>; lang: Lang }): JSX.Element {
  if (r.signatures.some((s) => s.staff === owner)) return <p>{say(WORDS.youSigned, lang)}</p>
  return (
    <>
      <p>{say(WORDS.signNote, lang)}</p>
      <PostButton action={`/office/${programme.id}/rule`} label={say(WORDS.sign, lang, { version: r.rule.version })}
        values={{ version: r.rule.version, hash: r.rule.hash }} />
    </>
  )
}
