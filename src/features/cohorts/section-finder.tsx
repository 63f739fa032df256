import type { JSX } from 'preact'
import type { Ctx } from '../../feature.ts'
import { say, type Lang } from '../../lib/text.ts'
import { Field, Select } from '../../web/form.tsx'
import type { WantedSections } from './section-list.ts'
import { OPENING, SORT, WHICH } from './section-words.ts'

/** What the address of a list of sections asks for. A section's name is no person's, so it may stand there. */
export function readWanted(c: Ctx, among: readonly string[] | null): WantedSections {
  const which = c.req.query('which') ?? ''
  return {
    // Just found among the keys.
    search: (c.req.query('q') ?? '').trim().slice(0, 80), which: Object.hasOwn(WHICH, which) ? (which as WantedSections['which']) : 'all',
    sort: c.req.query('sort') === 'title' ? 'title' : 'newest', page: pageOf(c), among,
  }
}

/** The page number in the address; 1 when it says nothing. */
export function pageOf(c: Ctx): number {
  return Math.min(100_000, Math.max(1, Math.trunc(Number(c.req.query('page') ?? '1')) || 1))
}

/** Search, filter and order of a list of sections: only where there are more than fit at a glance, or something is asked. */
export function SectionFinder({ lang, action, wanted, more }: { lang: Lang; action: string; wanted: WantedSections; more: boolean }): JSX.Element | null {
  const asked = wanted.search !== '' || wanted.which !== 'all' || wanted.sort !== 'newest' || wanted.page > 1
  if (!asked && !more) return null
  const options = (texts: Readonly<Record<string, { es: string; en: string }>>): { value: string; label: string }[] => Object.entries(texts).map(([value, text]) => ({ value, label: say(text, lang) }))
  return (
    <form method="get" action={action} role="search" class="card">
      <Field name="q" type="search" label={say(OPENING.search, lang)} lang={lang} value={wanted.search} maxLength={80} autocomplete="off" />
      <Select name="which" label={say(OPENING.which, lang)} lang={lang} value={wanted.which} options={options(WHICH)} />
      <Select name="sort" label={say(OPENING.sort, lang)} lang={lang} value={wanted.sort} options={options(SORT)} />
      <button class="quiet">{say(OPENING.find, lang)}</button>
    </form>
  )
}

/** Links to the pages before and after; nothing when one page holds all. */
export function Pages({ lang, action, query, page, more }: { lang: Lang; action: string; query: Readonly<Record<string, string>>; page: number; more: boolean }): JSX.Element | null {
  if (page === 1 && !more) return null
  const to = (n: number): string => `${action}?${new URLSearchParams({ ...query, page: String(n) }).toString()}`
  return (
    <p class="actions">
      {page > 1 && <a href={to(page - 1)} rel="prev">{say(OPENING.previous, lang)}</a>}
      <span>{say(OPENING.pageNo, lang, { n: page })}</span>
      {more && <a href={to(page + 1)} rel="next">{say(OPENING.next, lang)}</a>}
    </p>
  )
}

export const wantedQuery = ({ search, which, sort }: WantedSections): Record<string, string> => ({ q: search, which, sort })
