import type { JSX } from 'preact'
import type { FieldProblem } from '../../lib/problem.ts'
import { say, type Lang, type Text } from '../../lib/text.ts'
import { Choices, ErrorSummary, Select } from '../../web/form.tsx'
import { ROLE_NAME } from '../people/index.ts'
import type { Held } from './hand-over.ts'
import { HAND_OVER as W } from './hand-over-words.ts'

/** As many sections as are named; the rest is a number. */
const MOST_NAMED = 12

export interface HandOverProps {
  readonly lang: Lang
  readonly staff: { readonly id: string; readonly name: string }
  readonly held: readonly Held[]
  /** Programme -> who was chosen. */
  readonly typed: ReadonlyMap<string, string>
  readonly problems: readonly FieldProblem[]
  readonly refusal?: Text | undefined
  readonly done: boolean
}

/** What a leaver holds, whom it goes to, and what goes on by itself. */
export function HandOverPage(props: HandOverProps): JSX.Element {
  const { lang, staff, held, problems } = props
  const gives = held.some((h) => h.sections.length > 0)
  return (
    <>
      <p><a href="/office/staff">{say(W.back, lang)}</a></p>
      <h1>{say(W.title, lang, { name: staff.name })}</h1>
      {props.done && <p class="card good" role="status">{say(W.done, lang)}</p>}
      {props.refusal && <div class="errors" role="alert"><p>{say(props.refusal, lang)}</p></div>}
      <ErrorSummary lang={lang} problems={problems} />
      <p>{say(W.lead, lang)}</p>
      {!gives && <p>{say(W.nothing, lang)}</p>}
      <form method="post" action={`/office/staff/${staff.id}/hand-over`}>
        {held.map((h) => <InProgramme {...props} held={h} />)}
        {gives
          ? <Choices lang={lang} name="leaves" label={say(W.leave, lang)} several chosen={[]} options={[{ value: 'yes', label: say(W.leaves, lang) }]} />
          : <input type="hidden" name="leaves" value="yes" />}
        <button class={gives ? undefined : 'danger'}>{say(gives ? W.give : W.close, lang)}</button>
      </form>
    </>
  )
}

function InProgramme({ lang, held, typed, problems }: Omit<HandOverProps, 'held'> & { held: Held }): JSX.Element {
  const { programme, sections, waiting, takers, alone } = held
  const lines = ([['checks', W.checks], ['attendance', W.attendance], ['proposals', W.proposals], ['tables', W.tables]] as const).filter(([key]) => waiting[key] > 0)
  return (
    <section class="card">
      <h2>{say(held.title, lang)}</h2>
      {alone.map((role) => <p class="bad">{role === 'approver' ? say(W.aloneOwner, lang) : say(W.alone, lang, { role: say(ROLE_NAME[role], lang) })}</p>)}
      {sections.length > 0 && (
        <>
          <h3>{say(W.sections, lang, { n: sections.length })}</h3>
          <ul>{sections.slice(0, MOST_NAMED).map((s) => <li>{say(s.title, lang)}</li>)}{sections.length > MOST_NAMED && <li>{say(W.more, lang, { n: sections.length - MOST_NAMED })}</li>}</ul>
          <p class="hint">{say(W.callsToo, lang)}</p>
          {takers.length === 0 ? <p class="bad">{say(W.nobody, lang)}</p> : (
            <Select lang={lang} problems={problems} name={`to-${programme}`} label={say(W.to, lang)} value={typed.get(programme) ?? ''}
              options={[{ value: '', label: say(W.choose, lang) }, ...takers.map((t) => ({ value: t.id, label: t.name }))]} />
          )}
        </>
      )}
      {lines.length > 0 && (
        <>
          <h3>{say(W.goesOn, lang)}</h3>
          <ul>{lines.map(([key, text]) => <li>{say(text, lang, { n: waiting[key] })}</li>)}</ul>
        </>
      )}
    </section>
  )
}
