import type { JSX } from 'preact'
import type { FieldProblem } from '../../lib/problem.ts'
import { say, type Lang, type Text } from '../../lib/text.ts'
import { Choices, ErrorSummary } from '../../web/form.tsx'
import { dayText } from './hours.ts'
import { Framed, type Frame } from './office-pages.tsx'
import type { Issued } from './issued-list.ts'
import { CHANGE, OFFICE, SLIP, type Change } from './office-words.ts'
import { PAPER, VERIFY } from './page-words.ts'
import { Qr } from './paper.tsx'
import type { Cause } from './statements.ts'
import { causeText } from './verify-pages.tsx'
import { CAUSE, KIND, STATE } from './words.ts'

/** One issued paper: its state, and what may be done to it. */
export function OnePage({ frame, issued, changes, paperName, slips, prints }: {
  frame: Frame; issued: Issued; changes: readonly Change[]; paperName: string | null; slips: boolean; prints: boolean
}): JSX.Element {
  const { lang, base } = frame
  const { row, state, name } = issued
  return (
    <Framed frame={frame}>
      <h2>{name ?? say(OFFICE.erasedName, lang)}</h2>
      <dl class="pairs">
        <dt>{say(OFFICE.kind, lang)}</dt><dd>{say(KIND[row.kind], lang)}</dd>
        <dt>{say(PAPER.serial, lang)}</dt><dd class="mono">{row.serial}</dd>
        <dt>{say(OFFICE.date, lang)}</dt><dd>{dayText(row.issued)}</dd>
        <dt>{say(OFFICE.state, lang)}</dt><dd><span class={state.state === 'valid' ? 'tag good' : 'tag bad'}>{say(STATE[state.state], lang)}</span></dd>
      </dl>
      {state.cause !== null && <p>{say(VERIFY.since, lang, { date: dayText(state.since), cause: causeText(state.cause, lang) })}</p>}
      {name !== null && paperName !== null && paperName !== name && <p class="bad">{say(OFFICE.oldPaper, lang, { before: paperName, now: name })}</p>}
      <p><a href={`/v/${row.serial}`}>{say(OFFICE.publicState, lang)}</a>{slips && <> · <a href={`${base}/issued/${row.credential}/slip`}>{say(OFFICE.slip, lang)}</a></>}{prints && <> · <a href={`${base}/issued/${row.credential}/certificate.pdf`}>{say(PAPER.pdf, lang)}</a></>}</p>
      {changes.length > 0 && (
        <>
          <h2>{say(OFFICE.change, lang)}</h2>
          <div class="actions">
            {changes.map((change) => <a class="button quiet" href={`${base}/issued/${row.credential}/${change}`}>{say(CHANGE[change].button, lang)}</a>)}
          </div>
        </>
      )}
    </Framed>
  )
}

export interface ConfirmPageProps {
  readonly lang: Lang
  readonly base: string
  readonly issued: Issued
  readonly change: Change
  readonly causes: readonly Cause[]
  readonly problems: readonly FieldProblem[]
}

/** What is about to happen, and why; nothing has happened yet. */
export function ConfirmPage({ lang, base, issued, change, causes, problems }: ConfirmPageProps): JSX.Element {
  const here = `${base}/issued/${issued.row.credential}`
  return (
    <>
      <h1>{say(CHANGE[change].button, lang)}</h1>
      <p><strong>{issued.name ?? say(OFFICE.erasedName, lang)}</strong>, {say(KIND[issued.row.kind], lang)} <span class="mono">{issued.row.serial}</span></p>
      <p>{say(CHANGE[change].warning, lang)}</p>
      <ErrorSummary problems={problems} lang={lang} />
      <form method="post" action={`${here}/${change}`}>
        {causes.length > 1
          ? <Choices name="cause" label={say(OFFICE.cause, lang)} options={causes.map((c) => ({ value: c, label: say(CAUSE[c], lang) }))} chosen={[]} lang={lang} problems={problems} />
          : <input type="hidden" name="cause" value={causes[0]} />}
        <div class="actions">
          <button class={change === 'revoke' ? 'danger' : 'primary'}>{say(OFFICE.confirm, lang)}</button>
          <a class="button quiet" href={here}>{say(OFFICE.cancel, lang)}</a>
        </div>
      </form>
    </>
  )
}

/** Half a page to hand to the person: where to find her paper, without e-mail. */
export function Slip({ lang, name, programme, issued, publicUrl, qr }: {
  lang: Lang; name: string; programme: Text; issued: Issued; publicUrl: string; qr: string
}): JSX.Element {
  const what = say(KIND[issued.row.kind], lang).toLowerCase()
  return (
    <article class="slip">
      <h1>{say(SLIP.title, lang, { what })}</h1>
      <p>{say(SLIP.dear, lang, { name })}</p>
      <p>{say(programme, lang)}</p>
      <h2>{say(SLIP.steps, lang)}</h2>
      <ol>
        <li>{say(SLIP.step1, lang, { url: publicUrl })}</li>
        <li>{say(SLIP.step2, lang)}</li>
        <li>{say(SLIP.step3, lang)}</li>
      </ol>
      <p>{say(SLIP.help, lang)}</p>
      <dl class="pairs"><dt>{say(PAPER.serial, lang)}</dt><dd class="mono">{issued.row.serial}</dd></dl>
      <Qr svg={qr} label={say(PAPER.qrLabel, lang)} />
      <p>{say(SLIP.qr, lang)}</p>
    </article>
  )
}
