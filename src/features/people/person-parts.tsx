import type { JSX } from 'preact'
import type { FieldProblem } from '../../lib/problem.ts'
import { say, type Lang, type Text } from '../../lib/text.ts'
import { Choices, Field, Select } from '../../web/form.tsx'
import { shownDay, shownLimaDay } from './dates.ts'
import { documentTypeName, maskedNumber, type IdentityDocument } from './documents.ts'
import { OFFICE as W, REASON_NAME, STATUS_NAME } from './office-words.ts'
import { DocumentFields } from './person-fields.tsx'
import type { PersonFile } from './person-file.ts'
import type { Claim } from './persons.ts'
import { statusOf } from './replace-document.ts'
import { MERGE_REASONS, SPLIT_REASONS } from './statements.ts'
import { FORM } from './words.ts'

export interface PersonProps {
  readonly lang: Lang
  readonly base: string
  readonly file: PersonFile
  /** The staff member who looks. */
  readonly viewer: string
  /** Executors do everything; tutors only see cards. */
  readonly executor: boolean
  /** The whole numbers, when she asked for them and it was logged. */
  readonly shown: readonly IdentityDocument[] | null
  readonly problems: readonly FieldProblem[]
  readonly refusal?: Text | undefined
  readonly done: boolean
  /** What other features show of her. */
  readonly parts: readonly (JSX.Element | null)[]
}

/** A select named `reason` with its own id, for several may stand on one page. */
export function ReasonField({ lang, id, reasons }: { lang: Lang; id: string; reasons: readonly (keyof typeof REASON_NAME)[] }): JSX.Element {
  return (
    <div class="field">
      <label for={id}>{say(W.reason, lang)}</label>
      <select id={id} name="reason">{reasons.map((reason) => <option value={reason}>{say(REASON_NAME[reason], lang)}</option>)}</select>
    </div>
  )
}

const CORRECTIONS = ['typing-error', 'card-shows-otherwise'] as const

/** Each part of a person's file that an executor may do, folded until it is needed. */
export function CorrectPart({ lang, base, file, problems }: PersonProps): JSX.Element {
  return (
    <details open={problems.some((p) => p.field === 'full_name' || p.field === 'birth_date')}>
      <summary>{say(W.correct, lang)}</summary>
      <form method="post" action={`${base}/${file.agent}/correct`}>
        <Field lang={lang} problems={problems} name="full_name" label={say(FORM.fullName, lang)} value={file.profile.name} autocomplete="off" maxLength={160} />
        <Field lang={lang} problems={problems} name="birth_date" label={say(FORM.birthDate, lang)} hint={say(FORM.birthDateHint, lang)} value={shownDay(file.profile.born)} autocomplete="off" maxLength={10} />
        <ReasonField lang={lang} id="correct-reason" reasons={CORRECTIONS} />
        <p class="actions"><button>{say(W.save, lang)}</button></p>
      </form>
    </details>
  )
}

/** A document in the file: its last signs, how it stands, when the card was given and seen. */
export function ClaimShown({ lang, claim, file }: { lang: Lang; claim: Claim; file: PersonFile }): JSX.Element {
  const status = statusOf(claim, file.today)
  const seen = file.identity.checks.find((check) => check.key === claim.key)
  return (
    <>
      {maskedNumber(claim.document.number)}{claim.document.country === 'PE' ? '' : ` (${claim.document.country})`}{' '}
      <span class={status === 'current' ? 'tag good' : 'tag'}>{say(STATUS_NAME[status], lang)}</span>
      <br /><span class="hint">
        {say(W.addedOn, lang, { day: shownLimaDay(claim.added) })}
        {claim.issued && `; ${say(W.issuedOn, lang, { day: shownDay(claim.issued) })}`}
        {claim.expires && `; ${say(W.expiresOn, lang, { day: shownDay(claim.expires) })}`}
        {claim.replaced && `; ${say(W.replacedOn, lang, { day: shownLimaDay(claim.replaced) })}`}
        {seen && `; ${say(seen.level === 'card' ? W.seenOn : W.registryOn, lang, { day: shownLimaDay(new Date(seen.at)) })}`}
      </span>
    </>
  )
}

export function DocumentsPart({ lang, base, file, problems }: PersonProps): JSX.Element {
  const standing = file.claims.filter((claim) => claim.replacedBy === null)
  return (
    <details open={problems.some((p) => p.field.startsWith('added_'))}>
      <summary>{say(W.addDocument, lang)}</summary>
      <p>{say(W.addDocumentText, lang)}</p>
      <form method="post" action={`${base}/${file.agent}/documents`}>
        <DocumentFields lang={lang} problems={problems} typed={{ text: {} }} prefix="added_" />
        <Field lang={lang} problems={problems} name="added_issued" label={say(W.issued, lang)} hint={say(FORM.birthDateHint, lang)} autocomplete="off" maxLength={10} optional />
        <Field lang={lang} problems={problems} name="added_expires" label={say(W.expires, lang)} hint={say(W.expiresHint, lang)} autocomplete="off" maxLength={10} optional />
        <Select lang={lang} problems={problems} name="added_replaces" label={say(W.replaces, lang)} hint={say(W.replacesHint, lang)} value={standing.length === 1 ? standing[0]?.id : ''}
          options={[...standing.map((claim) => ({ value: claim.id, label: `${say(documentTypeName(claim.document.type), lang)} ${maskedNumber(claim.document.number)}` })), { value: '', label: say(W.replacesNone, lang) }]} />
        <p class="actions"><button>{say(W.add, lang)}</button></p>
      </form>
      {file.claims.length > 1 && file.claims.map((claim) => (
        <form method="post" action={`${base}/${file.agent}/documents/withdraw`}>
          <input type="hidden" name="claim" value={claim.id} />
          <p>{say(documentTypeName(claim.document.type), lang)} {maskedNumber(claim.document.number)} <button class="quiet">{say(W.withdrawDocument, lang)}</button></p>
        </form>
      ))}
    </details>
  )
}

export function MergePart({ lang, base, file }: PersonProps): JSX.Element {
  const open = file.merges.filter((m) => m.undone === null)
  const isMerged = open.some((m) => m.merged === file.person)
  return (
    <details open={file.alike.length > 0 && open.length === 0}>
      <summary>{say(W.merge, lang)}</summary>
      {open.map((m) => (
        <form method="post" action={`${base}/${m.mergedAgent}/split`}>
          <p>{file.names.get(m.mergedAgent)} → {file.names.get(m.rootAgent)} ({shownLimaDay(m.at)})</p>
          <input type="hidden" name="root" value={m.rootAgent} />
          <ReasonField lang={lang} id={`split-${m.mergedAgent}`} reasons={SPLIT_REASONS} />
          <p class="actions"><button class="quiet">{say(W.split, lang)}</button></p>
        </form>
      ))}
      {!isMerged && (
        <form method="post" action={`${base}/${file.agent}/merge`}>
          <p>{say(W.mergeText, lang)}</p>
          {file.alike.length > 0 && <Choices lang={lang} name="root" label={say(W.candidates, lang)} chosen={[]} options={file.alike.map((p) => ({ value: p.agent, label: `${p.name} (${p.agent.slice(0, 8)})` }))} />}
          <Field lang={lang} name="other" label={say(file.alike.length > 0 ? W.otherCode : W.mergeInto, lang)} hint={say(W.code, lang)} autocomplete="off" maxLength={36} optional />
          <ReasonField lang={lang} id="merge-reason" reasons={MERGE_REASONS} />
          <p class="actions"><button>{say(W.doMerge, lang)}</button></p>
        </form>
      )}
    </details>
  )
}

export function ResetPart({ lang, base, file }: PersonProps): JSX.Element {
  return (
    <details>
      <summary>{say(W.reset, lang)}</summary>
      <p>{say(W.resetText, lang)}</p>
      <form method="post" action={`${base}/${file.agent}/reset`}><p class="actions"><button>{say(W.makeReset, lang)}</button> <button class="quiet" name="as" value="pdf">{say(W.makeResetPdf, lang)}</button></p></form>
    </details>
  )
}

export function DeathPart({ lang, base, file, problems }: PersonProps): JSX.Element {
  return (
    <details open={problems.some((p) => p.field === 'death_date')}>
      <summary>{say(W.death, lang)}</summary>
      <p>{say(W.deathText, lang)}</p>
      <form method="post" action={`${base}/${file.agent}/death`}>
        <Field lang={lang} problems={problems} name="death_date" label={say(W.deathDate, lang)} hint={say(W.deathHint, lang)} value={file.identity.died ? shownDay(file.identity.died) : ''} autocomplete="off" maxLength={10} />
        <p class="actions"><button class="danger">{say(W.record, lang)}</button></p>
      </form>
    </details>
  )
}

export function ErasePart({ lang, base, file, problems }: PersonProps): JSX.Element {
  return (
    <details open={problems.some((p) => p.field === 'erase_word')}>
      <summary>{say(W.erase, lang)}</summary>
      <p>{say(W.eraseText, lang)}</p>
      <form method="post" action={`${base}/${file.agent}/erase`}>
        <Field lang={lang} problems={problems} name="erase_word" label={say(W.eraseWord, lang)} autocomplete="off" maxLength={10} />
        <p class="actions"><button class="danger">{say(W.erase, lang)}</button></p>
      </form>
    </details>
  )
}
