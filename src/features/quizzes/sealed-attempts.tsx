import type { JSX } from 'preact'
import { say, type Lang } from '../../lib/text.ts'
import { fieldName, lineName, type Asked, type Typed } from '../questions/index.ts'
import { isUsed, type KeptAttempt, type Known } from './sealed-store.ts'
import { SEALED } from './sealed-words.ts'

interface Props {
  readonly known: Known
  readonly enrolment: string
  readonly lang: Lang
}

/** Her attempts, the newest first: with a mark, on the way, arrived, or refused with the reason and what she had answered. */
export function Attempts({ known, enrolment, lang }: Props): JSX.Element | null {
  const { sealed, kept } = known
  const refused = (k: KeptAttempt | undefined): boolean => known.items.get(k?.id ?? '')?.state === 'refused'
  const marked = sealed.scored.filter((s) => !refused(kept[s.attempt])).map((s) => ({ n: s.attempt, what: <p>{say(SEALED.mark, lang, { n: s.attempt, mark: s.mark })}</p> }))
  const here = Object.entries(kept)
    .filter(([n, k]) => isUsed(known, k) && !marked.some((m) => m.n === Number(n)))
    .map(([n, k]) => ({ n: Number(n), what: <Handed n={Number(n)} kept={k} known={known} enrolment={enrolment} lang={lang} /> }))
  const all = [...marked, ...here].sort((a, b) => b.n - a.n)
  return all.length === 0 ? null : <>{all.map((a) => <div class="card">{a.what}</div>)}</>
}

function Handed({ n, kept, known, enrolment, lang }: Props & { n: number; kept: KeptAttempt }): JSX.Element {
  const item = known.items.get(kept.id ?? '')
  const state = item?.state ?? 'sent'
  if (state === 'waiting') return <p class="good">{say(SEALED.waiting, lang, { n })}</p>
  if (state === 'held') return <p>{say(SEALED.held, lang, { n })}</p>
  if (state === 'sent') return <p>{say(SEALED.arrived, lang, { n })} <a href={`/learn/${enrolment}/quiz/${n}`}>{say(SEALED.seeMark, lang)}</a></p>
  return (
    <>
      <p class="bad">{say(SEALED.refused, lang, { n })}</p>
      {item?.sentence && <p>{item.sentence[lang]}</p>}
      <details>
        <summary>{say(SEALED.yourAnswers, lang)}</summary>
        <ol>{(kept.asked ?? []).map((asked, place) => <li>{asked.ask[lang]}<br /><strong>{answerText(asked, place, kept.typed, lang)}</strong></li>)}</ol>
      </details>
    </>
  )
}

/** What she answered, in words. */
function answerText(asked: Asked, place: number, typed: Typed, lang: Lang): string {
  const shown = (value: string | undefined): string | undefined => ('shown' in asked && value ? asked.shown[Number(value) - 1]?.[lang] : value)
  const given = typed[fieldName(place)] ?? []
  const lines = asked.kind === 'order' ? asked.shown : asked.kind === 'match' ? asked.lefts : []
  const parts = lines.length === 0 ? given.map(shown) : lines.map((text, line) => {
    const value = typed[lineName(place, line)]?.[0]
    return value && `${text[lang]}: ${asked.kind === 'order' ? value : shown(value) ?? ''}`
  })
  return parts.filter(Boolean).join('; ') || say(SEALED.noAnswer, lang)
}
