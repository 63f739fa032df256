import type { JSX } from 'preact'
import type { FieldProblem } from '../../lib/problem.ts'
import { say, type Lang } from '../../lib/text.ts'
import type { Told } from '../../record/xapi/told.ts'
import { Choices, ErrorSummary, Field } from '../../web/form.tsx'
import { limaDay, shownDay } from '../people/index.ts'
import { KINDS, type TypedAgent } from './erase-form.ts'
import { ERASE as W, ERASE_REFUSAL, KIND_NAME } from './erase-words.ts'
import { PAGE } from './words.ts'

interface Place {
  readonly lang: Lang
  /** Address of the page of the clients. */
  readonly base: string
  readonly problems: readonly FieldProblem[]
}

export interface AskProps extends Place {
  readonly typed: TypedAgent
  /** What was looked for and is not there. */
  readonly missing?: Told | undefined
  /** Where one of our own accounts is erased: her page, or the list when she is not known here. */
  readonly own?: { readonly address: string; readonly known: boolean } | undefined
  readonly done: boolean
}

export function AskPage({ lang, base, problems, typed, missing, own, done }: AskProps): JSX.Element {
  return (
    <>
      <h1>{say(W.title, lang)}</h1>
      {done && <p class="good" role="status">{say(W.done, lang)}</p>}
      {own && <div class="errors" role="alert"><p>{say(ERASE_REFUSAL.own, lang)} <a href={own.address}>{say(own.known ? W.herPage : W.peoplePage, lang)}</a></p></div>}
      {missing && <section class="card next" role="status"><p>{missing.erased ? say(W.erasedBefore, lang, { day: shownDay(limaDay(missing.erased)) }) : say(W.nothing, lang)}</p><Mentions lang={lang} told={missing} /></section>}
      <ErrorSummary lang={lang} problems={problems} />
      <p>{say(W.lead, lang)}</p>
      <p>{say(W.sureItIsHer, lang)}</p>
      <form method="post" action={`${base}/erase`} class="card">
        <Choices lang={lang} problems={problems} name="kind" label={say(W.kind, lang)} options={KINDS.map((value) => ({ value, label: say(KIND_NAME[value], lang) }))} chosen={[typed.kind]} />
        <Field lang={lang} problems={problems} name="value" label={say(W.value, lang)} hint={say(W.valueHint, lang)} value={typed.value} autocomplete="off" maxLength={1000} />
        <Field lang={lang} problems={problems} name="home_page" label={say(W.homePage, lang)} hint={say(W.homePageHint, lang)} value={typed.home_page} autocomplete="off" maxLength={1000} />
        <p class="actions"><button>{say(W.look, lang)}</button></p>
      </form>
      <p><a href={base}>{say(PAGE.back, lang)}</a></p>
    </>
  )
}

/** What there is, and the word that erases it. The identifier travels in the form only. */
export function FoundPage({ lang, base, problems, typed, told }: Place & { readonly typed: TypedAgent; readonly told: Told }): JSX.Element {
  return (
    <>
      <h1>{say(W.foundTitle, lang)}</h1>
      <ErrorSummary lang={lang} problems={problems} />
      <section class="card">
        <dl class="pairs">
          <dt>{say(W.identifier, lang)}</dt><dd>{typed.home_page !== '' && <><bdi>{typed.home_page}</bdi> · </>}<bdi>{typed.value}</bdi></dd>
          <dt>{say(W.statements, lang)}</dt><dd>{told.statements}</dd>
          <dt>{say(W.documents, lang)}</dt><dd>{told.documents}</dd>
          <dt>{say(W.names, lang)}</dt><dd>{told.names}</dd>
        </dl>
        <Mentions lang={lang} told={told} />
      </section>
      <section class="card">
        <p>{say(W.eraseText, lang)}</p>
        <p>{say(W.afterwards, lang)}</p>
        <form method="post" action={`${base}/erase`}>
          {Object.entries(typed).map(([name, value]) => <input type="hidden" name={name} value={value} />)}
          <Field lang={lang} problems={problems} name="erase_word" label={say(W.word, lang)} autocomplete="off" maxLength={10} />
          <p class="actions"><button class="danger">{say(W.erase, lang)}</button></p>
        </form>
      </section>
      <p><a href={`${base}/erase`}>{say(W.another, lang)}</a></p>
    </>
  )
}

function Mentions({ lang, told }: { lang: Lang; told: Told }): JSX.Element | null {
  return told.mentions === 0 ? null : <p class="hint">{say(W.mentions, lang, { n: told.mentions })}</p>
}
