import type { JSX } from 'preact'
import { say, type Lang, type Text } from '../../lib/text.ts'
import { PostButton, Select } from '../../web/form.tsx'
import { documentTypeName, type DocumentType, type PersonFile } from '../people/index.ts'
import { AnswerShown } from './answer-page.tsx'
import { KINDS, type AnswerRow, type Kind } from './answers.ts'
import { REGISTRY_NAME, type AskedId, type RegistryId } from './registry.ts'
import { KIND_NAME, REGISTRY as W } from './words.ts'

export interface ListProps {
  readonly lang: Lang
  /** /office/<programme> */
  readonly office: string
  readonly kind: Kind | 'decided'
  readonly answers: readonly (AnswerRow & { readonly name: string | null })[]
  readonly staff: ReadonlyMap<string, string>
  readonly next: string | null
  readonly later: boolean
  readonly on: readonly RegistryId[]
  readonly done: boolean
}

/** What waits for a decision in a programme, by kind; deaths that a registry told of are one of them. */
export function ListPage({ lang, office, kind, answers, staff, next, later, on, done }: ListProps): JSX.Element {
  const here = `${office}/registries`
  return (
    <>
      <h1>{say(W.title, lang)}</h1>
      {done && <p class="good" role="status">{say(W.done, lang)}</p>}
      <p>{say(W.lead, lang)}</p>
      <p class="hint">{on.length === 0 ? `${say(W.off, lang)} ${say(W.offHow, lang)}` : `${say(W.on, lang, { list: on.map((id) => say(REGISTRY_NAME[id], lang)).join(', ') })} ${say(W.untested, lang)}`}</p>
      <form method="get" action={here} class="card">
        <Select lang={lang} name="kind" label={say(W.which, lang)} value={kind} options={[...KINDS, 'decided' as const].map((k) => ({ value: k, label: say(KIND_NAME[k], lang) }))} />
        <p class="actions"><button class="quiet">{say(W.show, lang)}</button></p>
      </form>
      {answers.length === 0 && <p>{say(kind === 'decided' ? W.noneDecided : W.none, lang)}</p>}
      {answers.map((answer) => (
        <section class="card">
          <h2><a href={`${here}/${answer.id}`}>{answer.name ?? say(W.erased, lang)}</a></h2>
          <AnswerShown lang={lang} answer={answer} staff={staff} />
        </section>
      ))}
      {later && <p><a href={`${here}?kind=${kind}`}>{say(W.first, lang)}</a></p>}
      {next && <p><a href={next}>{say(W.more, lang)}</a></p>}
    </>
  )
}

export interface PartProps {
  readonly lang: Lang
  readonly office: string
  readonly file: Pick<PersonFile, 'agent'>
  readonly answers: readonly AnswerRow[]
  readonly staff: ReadonlyMap<string, string>
  /** What may be asked now, or null. */
  readonly ask: { readonly registry: AskedId; readonly type: DocumentType } | null
}

/** On the page of a person: the answer that waits, a button to ask, and what was answered before. */
export function PersonPart({ lang, office, file, answers, staff, ask }: PartProps): JSX.Element {
  const open = answers.find((a) => a.state === 'open')
  const before = answers.filter((a) => a !== open)
  const registry = ask ? say(REGISTRY_NAME[ask.registry], lang) : ''
  return (
    <section class="card">
      <h2>{say(W.askTitle, lang)}</h2>
      {open && <><AnswerShown lang={lang} answer={open} staff={staff} /><p><a class="button" href={`${office}/registries/${open.id}`}>{say(W.decide, lang)}</a></p></>}
      {!open && ask && (
        <>
          <p>{say(W.askText, lang, { document: say(documentTypeName(ask.type), lang), registry })}</p>
          <PostButton action={`${office}/people/${file.agent}/registry`} kind="quiet" label={say(W.ask, lang, { registry })} />
        </>
      )}
      <p class="hint">{say(W.untested, lang)}</p>
      {before.length > 0 && (
        <details>
          <summary>{say(W.before, lang)}</summary>
          {before.map((answer) => <AnswerShown lang={lang} answer={answer} staff={staff} />)}
        </details>
      )}
    </section>
  )
}

/** The registry could not be asked: why, and the way that always works. */
export function AskRefused({ lang, refusal, person, href }: { lang: Lang; refusal: Text; person: string; href: string }): JSX.Element {
  return (
    <>
      <h1>{person}</h1>
      <div class="errors" role="alert"><p>{say(refusal, lang)}</p></div>
      <p><a class="button" href={href}>{person}</a></p>
    </>
  )
}
