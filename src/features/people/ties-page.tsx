import type { JSX } from 'preact'
import { say, type Lang } from '../../lib/text.ts'
import { PostButton } from '../../web/form.tsx'
import { shownLimaDay } from './dates.ts'
import { TIES, type Tie } from './statements.ts'
import type { TieLine } from './ties.ts'
import { TIE as W, TIE_NAME } from './ties-words.ts'

export interface TiesProps {
  readonly lang: Lang
  /** /office/<programme>/people */
  readonly base: string
  readonly lines: readonly (TieLine & { readonly name: string })[]
  readonly staff: ReadonlyMap<string, string>
  readonly next: string | null
  readonly later: boolean
}

/** Who of a programme's learners is tied to an executing entity, newest note first. */
export function TiesPage({ lang, base, lines, staff, next, later }: TiesProps): JSX.Element {
  return (
    <>
      <p><a href={base}>{say(W.back, lang)}</a></p>
      <h1>{say(W.list, lang)}</h1>
      <p>{say(W.lead, lang)}</p>
      {lines.length === 0 && <p>{say(W.none, lang)}</p>}
      {lines.length > 0 && <ul>{lines.map((line) => <li><a href={`${base}/${line.agent}`}>{line.name}</a> · <Held lang={lang} line={line} staff={staff} /></li>)}</ul>}
      {later && <p><a href={`${base}/ties`}>{say(W.first, lang)}</a></p>}
      {next && <p><a href={next}>{say(W.more, lang)}</a></p>}
    </>
  )
}

function Held({ lang, line, staff }: { lang: Lang; line: TieLine; staff: ReadonlyMap<string, string> }): JSX.Element {
  return <>{say(W.holds, lang, { tie: say(TIE_NAME[line.tie], lang), name: staff.get(line.by ?? '') ?? '', day: shownLimaDay(line.at) })}</>
}

/** On the page of a person. */
export function TiesPart({ lang, at, lines, staff }: { lang: Lang; at: string; lines: readonly TieLine[]; staff: ReadonlyMap<string, string> }): JSX.Element {
  const open = TIES.filter((tie) => !lines.some((line) => line.tie === tie))
  return (
    <details open={lines.length > 0}>
      <summary>{say(W.title, lang)}</summary>
      <p>{say(W.text, lang)}</p>
      {lines.map((line) => <><p><Held lang={lang} line={line} staff={staff} /></p><PostButton action={at} kind="quiet" label={say(W.takeBack, lang)} values={{ tie: line.tie, member: 'no' }} /></>)}
      {open.length > 0 && <NewTie lang={lang} at={at} open={open} />}
    </details>
  )
}

function NewTie({ lang, at, open }: { lang: Lang; at: string; open: readonly Tie[] }): JSX.Element {
  return (
    <form method="post" action={at}>
      <input type="hidden" name="member" value="yes" />
      <div class="field">
        <label for="tie">{say(W.which, lang)}</label>
        <select id="tie" name="tie">{open.map((tie) => <option value={tie}>{say(TIE_NAME[tie], lang)}</option>)}</select>
      </div>
      <p class="actions"><button class="quiet">{say(W.note, lang)}</button></p>
    </form>
  )
}
