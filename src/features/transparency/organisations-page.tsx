import type { JSX } from 'preact'
import type { FieldProblem } from '../../lib/problem.ts'
import { say, type Lang } from '../../lib/text.ts'
import { Choices, ErrorSummary, Field } from '../../web/form.tsx'
import { ORGANISATION_KINDS, type Organisation, type Programme } from '../programmes/index.ts'
import { PAPER_OFFICE as W } from './agreement-page-words.ts'
import { moment } from './shown.ts'

export interface TypedOrganisation { readonly id: string; readonly name: string; readonly ruc: string; readonly kinds: readonly string[] }

export const NO_ORGANISATION: TypedOrganisation = { id: '', name: '', ruc: '', kinds: [] }

export interface OrganisationsProps {
  readonly programme: Programme
  readonly organisations: readonly Organisation[]
  /** How many there are without the search. */
  readonly all: number
  readonly q: string
  readonly mayWrite: boolean
  /** Which one is being changed; null: the form is for a new one. */
  readonly changing: Organisation | null
  readonly typed: TypedOrganisation
  readonly problems: readonly FieldProblem[]
  readonly saved: boolean
  readonly lang: Lang
}

/** The organisations of a programme with their parts in it, and the form for one more. */
export function OrganisationsPage(props: OrganisationsProps): JSX.Element {
  const { programme, organisations, lang } = props
  const here = `/office/${programme.id}/organisations`
  return (
    <>
      <h1>{say(W.organisations, lang)}</h1>
      <ErrorSummary lang={lang} problems={props.problems} />
      {props.saved && <p class="good" role="status">{say(W.saved, lang)}</p>}
      <p>{say(W.organisationsIntro, lang)}</p>
      {props.all > 5 && (
        <form method="get" action={here}>
          <Field name="q" label={say(W.search, lang)} type="search" lang={lang} value={props.q} maxLength={80} />
          <button class="quiet">{say(W.searchDo, lang)}</button>
        </form>
      )}
      {organisations.length === 0 && <p class="card">{props.q && props.all > 0 ? say(W.noneFound, lang, { q: props.q }) : say(W.noOrganisations, lang)}</p>}
      {organisations.map((o) => (
        <section class="card">
          <h2>{o.name}</h2>
          <p>{o.ruc ? `RUC ${o.ruc}` : say(W.noRuc, lang)} {o.kinds.map((kind) => <> <span class="tag">{say(W[kind], lang)}</span></>)}</p>
          <p class="quiet-text">{say(W.since, lang)} {moment(o.since, lang)}</p>
          {props.mayWrite && <p><a class="button quiet" href={`${here}?change=${o.id}#form`}>{say(W.change, lang)}</a></p>}
        </section>
      ))}
      {props.mayWrite && <OrganisationForm {...props} here={here} />}
    </>
  )
}

function OrganisationForm({ here, changing, typed, problems, lang }: OrganisationsProps & { readonly here: string }): JSX.Element {
  const known = { lang, problems }
  return (
    <form method="post" action={here} class="card" id="form">
      <h2>{changing ? say(W.changeOrganisation, lang, { name: changing.name }) : say(W.newOrganisation, lang)}</h2>
      <input type="hidden" name="id" value={typed.id} />
      <Field {...known} name="name" label={say(W.name, lang)} value={typed.name} maxLength={120} autocomplete="off" />
      <Field {...known} name="ruc" label={say(W.ruc, lang)} hint={say(W.rucHint, lang)} value={typed.ruc} optional inputMode="numeric" maxLength={14} autocomplete="off" />
      <Choices {...known} name="kinds" label={say(W.kinds, lang)} several chosen={typed.kinds} options={ORGANISATION_KINDS.map((kind) => ({ value: kind, label: say(W[kind], lang) }))} />
      <button>{say(W.save, lang)}</button>
    </form>
  )
}
