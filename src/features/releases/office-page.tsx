import type { JSX } from 'preact'
import { monthName } from '../../lib/month.ts'
import { say, type Lang } from '../../lib/text.ts'
import { Choices, PostButton, Select } from '../../web/form.tsx'
import type { FieldProblem } from '../../lib/problem.ts'
import { limaDay, shownDay } from '../people/index.ts'
import type { Programme } from '../programmes/index.ts'
import { titleOf } from './pages.tsx'
import { nameOf, type Release } from './release.ts'
import { WORDS } from './words.ts'

export interface OfficeView {
  readonly programme: Programme
  readonly releases: readonly Release[]
  /** Months that are over, newest first. */
  readonly months: readonly string[]
  readonly mayPrepare: boolean
  readonly mayPublish: boolean
  readonly problems?: readonly FieldProblem[]
  readonly lang: Lang
}

export function OfficePage({ programme, releases, months, mayPrepare, mayPublish, problems, lang }: OfficeView): JSX.Element {
  const base = `/office/${programme.id}/releases`
  const open = releases.find((r) => r.state === 'preparing' || r.state === 'draft')
  const published = releases.filter((r) => r.state === 'published')
  return (
    <>
      <h1>{say(WORDS.office, lang)}</h1>
      <p>{say(WORDS.intro, lang)}</p>
      {open?.state === 'preparing' && <p class="card" role="status">{say(WORDS.preparing, lang, { month: monthName(open.month, lang) })}</p>}
      {open && (
        <section class="card next">
          <h2>{titleOf(open, lang)}</h2>
          {open.state === 'draft' && <p>{say(WORDS.draft, lang)}. <a href={`${base}/${nameOf(open)}`}>{say(WORDS.look, lang, { month: monthName(open.month, lang) })}</a></p>}
          {open.state === 'draft' && mayPublish && (
            <form method="post" action={`${base}/${nameOf(open)}/publish`}>
              <p>{say(WORDS.publishNote, lang)}</p>
              <Choices name="sure" label={say(WORDS.publish, lang)} lang={lang} several chosen={[]} options={[{ value: 'yes', label: say(WORDS.sure, lang) }]} {...(problems ? { problems } : {})} />
              <button>{say(WORDS.publish, lang)}</button>
            </form>
          )}
          {mayPrepare && <PostButton action={`${base}/${nameOf(open)}/drop`} label={say(WORDS.drop, lang)} kind="quiet" />}
        </section>
      )}
      {!open && mayPrepare && (
        <form method="post" action={base} class="card">
          <h2>{say(WORDS.prepare, lang)}</h2>
          <Select name="month" label={say(WORDS.month, lang)} hint={say(WORDS.prepareNote, lang)} lang={lang} options={months.map((m) => ({ value: m, label: monthName(m, lang) }))} {...(problems ? { problems } : {})} />
          <button>{say(WORDS.prepareButton, lang)}</button>
        </form>
      )}
      {published.length === 0 ? <p>{say(WORDS.none, lang)}</p> : (
        <ul class="plain">{published.map((r) => <li><a href={`/p/${programme.id}/releases/${nameOf(r)}`}>{titleOf(r, lang)}</a>{r.published && <><br /><span class="quiet-text">{say(WORDS.published, lang)}: {shownDay(limaDay(r.published))}</span></>}</li>)}</ul>
      )}
    </>
  )
}
