import type { JSX } from 'preact'
import { say, type Lang } from '../../lib/text.ts'
import type { Programme } from '../programmes/index.ts'
import { day } from './shown.ts'
import { WORDS } from './words.ts'

type Point = Programme['agreement']['points'][number]

/** What the press reports say of the agreement, point by point, with who says it and where they differ. */
export function ReportsBlock({ programme, lang }: { programme: Programme; lang: Lang }): JSX.Element | null {
  const { points, reports } = programme.agreement
  if (points.length === 0) return null
  const context = points.filter((p) => p.about === 'context')
  return (
    <section>
      <h2>{say(WORDS.reportsTitle, lang)}</h2>
      <p>{say(WORDS.reportsIntro, lang)}</p>
      <Points points={points.filter((p) => p.about === 'agreement')} lang={lang} />
      {context.length > 0 && <details><summary>{say(WORDS.context, lang)}</summary><Points points={context} lang={lang} /></details>}
      <h3>{say(WORDS.sources, lang)}</h3>
      <ul>
        {reports.map((r) => (
          <li><strong>{r.id}</strong> {r.name}, {r.date ? day(r.date, lang) : say(WORDS.undated, lang)}
            {r.after && <> ({say(WORDS.sourceAfter, lang, { id: r.after })})</>}</li>
        ))}
      </ul>
    </section>
  )
}

function Points({ points, lang }: { points: readonly Point[]; lang: Lang }): JSX.Element {
  return (
    <dl class="points">
      {points.map((p) => (
        <>
          <dt>{say(p.label, lang)} {p.accounts.length > 1 && <span class="tag">{say(WORDS.differ, lang)}</span>}</dt>
          {p.accounts.length === 0 && <dd class="quiet-text">{say(WORDS.unknown, lang)}</dd>}
          {p.accounts.map((a) => <dd>{say(a.says, lang)} <span class="quiet-text">({a.reports.join(', ')})</span></dd>)}
        </>
      ))}
    </dl>
  )
}

export function History({ programme, lang }: { programme: Programme; lang: Lang }): JSX.Element | null {
  if (programme.history.length === 0) return null
  return (
    <section>
      <h2>{say(WORDS.history, lang)}</h2>
      <ul>{programme.history.map((h) => <li>{day(h.date, lang)}: {say(h.text, lang)}</li>)}</ul>
    </section>
  )
}
