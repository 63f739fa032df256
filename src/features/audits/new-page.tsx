import type { JSX } from 'preact'
import type { FieldProblem } from '../../lib/problem.ts'
import { say, type Lang, type Text } from '../../lib/text.ts'
import { whole } from '../../web/charts/figure.tsx'
import { Choices, ErrorSummary, Field, Select, TextArea } from '../../web/form.tsx'
import { NEW as W, ONE } from './page-words.ts'
import { sizeFor, TOLERABLE } from './sizes.ts'

export const OWN_SIZE = 'own'
/** In letters. */
export const SOURCE_LENGTH = { least: 10, most: 200 } as const

export interface NewProps {
  readonly lang: Lang
  /** /office/<programme>/audits */
  readonly base: string
  /** Published cuts, the newest first, with who counts in each. */
  readonly cuts: readonly { readonly name: string; readonly persons: number }[]
  readonly typed: { readonly id: string; readonly cut: string; readonly tolerable: string; readonly size: string; readonly source: string }
  readonly problems: readonly FieldProblem[]
  readonly refusal?: Text | undefined
}

/** The first step: which cut, how many, and from which value that nobody knows yet. */
export function NewAuditPage({ lang, base, cuts, typed, problems, refusal }: NewProps): JSX.Element {
  const common = { lang, problems }
  const newest = cuts[0]?.persons ?? 0
  const sizes = TOLERABLE.map((percent) => ({ value: String(percent), label: say(W.sizeOption, lang, { percent, n: whole(sizeFor(newest, percent), lang) }) }))
  return (
    <>
      <p><a href={base}>{say(ONE.back, lang)}</a></p>
      <h1>{say(W.title, lang)}</h1>
      {refusal && <div class="errors" role="alert"><p>{say(refusal, lang)}</p></div>}
      <ErrorSummary {...common} />
      <p>{say(W.lead, lang)}</p>
      {cuts.length === 0 ? <p class="card">{say(W.noCuts, lang)}</p> : (
        <form method="post" action={base}>
          <input type="hidden" name="id" value={typed.id} />
          <Select {...common} name="cut" label={say(W.cut, lang)} value={typed.cut} options={cuts.map(({ name, persons }) => ({ value: name, label: say(W.cutOption, lang, { cut: name, n: whole(persons, lang) }) }))} />
          <Choices {...common} name="tolerable" label={say(W.size, lang)} hint={say(W.sizeHint, lang)} chosen={[typed.tolerable]} options={[...sizes, { value: OWN_SIZE, label: say(W.own, lang) }]} />
          <Field {...common} name="size" label={say(W.ownField, lang)} value={typed.size} inputMode="numeric" maxLength={4} autocomplete="off" />
          <TextArea {...common} name="source" label={say(W.source, lang)} hint={say(W.sourceHint, lang)} value={typed.source} maxLength={SOURCE_LENGTH.most} rows={3} />
          <p class="actions"><button>{say(W.save, lang)}</button> <a class="button quiet" href={base}>{say(W.leave, lang)}</a></p>
        </form>
      )}
    </>
  )
}
