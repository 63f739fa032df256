import type { JSX } from 'preact'
import { say, type Lang } from '../../lib/text.ts'
import { PostButton } from '../../web/form.tsx'
import type { Programme } from '../programmes/index.ts'
import { AskParallel } from './parallel-page.tsx'
import { PARALLEL } from './parallel-words.ts'
import { RuleBlock, type RuleProps } from './rule-block.tsx'
import { VersionsBlock } from './versions-block.tsx'
import { WORDS } from './words.ts'

export interface SignView {
  readonly programme: Programme
  /** Newest version first. */
  readonly rules: readonly Omit<RuleProps, 'lang'>[]
  /** Uuid of the owner who reads; null for staff who may only read. */
  readonly owner: string | null
  readonly justSigned: boolean
  /** Names of published cuts, the newest first. */
  readonly cuts: readonly string[]
  readonly lang: Lang
}

/** The office's page of the counting rule: every version with its signatures, and for an owner the button to sign. */
export function SignPage({ programme, rules, owner, justSigned, cuts, lang }: SignView): JSX.Element {
  const proposals = rules.filter((r) => r.signatures.length < 2).map((r) => r.rule.version)
  return (
    <>
      <h1>{say(WORDS.officeRule, lang)}</h1>
      <p>{say(programme.title, lang)}</p>
      {justSigned && <p class="good" role="status">{say(WORDS.signed, lang)}</p>}
      {rules.map((r, i) => (
        <section>
          <h2>{say(WORDS.ruleVersion, lang, { version: r.rule.version })}</h2>
          <Difference before={rules[i + 1]?.rule} after={r.rule} lang={lang} />
          <RuleBlock {...r} lang={lang} />
          {owner !== null && r.signatures.length < 2 && <Signing owner={owner} programme={programme} r={r} lang={lang} />}
        </section>
      ))}
      <h2>{say(PARALLEL.title, lang)}</h2>
      {owner !== null && proposals.length > 0 && <AskParallel programme={programme} proposals={proposals} cuts={cuts} lang={lang} />}
      <p><a href={`/p/${programme.id}/parallel`}>{say(PARALLEL.see, lang)}</a></p>
    </>
  )
}

function Difference({ before, after, lang }: { before: RuleProps['rule'] | undefined; after: RuleProps['rule']; lang: Lang }): JSX.Element | null {
  return before ? <VersionsBlock before={before} after={after} lang={lang} /> : null
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
