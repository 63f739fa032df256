import type { JSX } from 'preact'
import type { FieldProblem } from '../../lib/problem.ts'
import { say, type Lang } from '../../lib/text.ts'
import { Choices } from '../../web/form.tsx'
import { quotaLabel, type Call, type Programme } from '../programmes/index.ts'
import { ubigeo } from '../people/index.ts'
import type { Application } from './application.ts'
import { SELECTION } from './selection-words.ts'
import { criteriaOf, fieldOf, mostPoints, scoresOf } from './score.ts'

/** The criteria of a call with their levels, as everybody reads them before applying. */
export function Criteria({ lang, call }: { lang: Lang; call: Call }): JSX.Element | null {
  const criteria = criteriaOf(call)
  if (criteria.length === 0) return null
  return (
    <>
      <h2>{say(SELECTION.criteria, lang)}</h2>
      <p>{say(SELECTION.criteriaHow, lang, { most: mostPoints(call) })}</p>
      {criteria.map(({ title, levels }) => (
        <section class="card">
          <h3>{say(title, lang)}</h3>
          <ul>{levels.map((level) => <li>{say(level.text, lang)}: {say(SELECTION.points, lang, { n: level.points })}</li>)}</ul>
        </section>
      ))}
    </>
  )
}

/** Which places go to whom first, as everybody reads it. */
export function Quotas({ lang, call, programme }: { lang: Lang; call: Call; programme: Pick<Programme, 'groups'> }): JSX.Element | null {
  const { quotas } = call.selection
  if (!quotas) return null
  return (
    <>
      <h2>{say(SELECTION.quotas, lang)}</h2>
      <ul>{quotas.map((quota) => <li>{quotaTitle(quotaLabel(quota), lang, programme)}: {say(SELECTION.quotaPlaces, lang, { n: quota.places })}</li>)}</ul>
      <p>{say(SELECTION.quotasHow, lang)}</p>
    </>
  )
}

/** A quota's name as people read it: its group, or its department. */
export function quotaTitle(label: string, lang: Lang, programme: Pick<Programme, 'groups'>): string {
  const code = label.slice(label.indexOf('-') + 1)
  if (label.startsWith('department-')) return ubigeo().departments.find((d) => d.code === code)?.name ?? code
  return programme.groups.find((g) => g.id === code)?.title[lang] ?? code
}

/** What she was given, criterion by criterion. */
export function Scores({ lang, call, row }: { lang: Lang; call: Call; row: Application }): JSX.Element | null {
  if (row.points === null) return null
  const scores = scoresOf(row)
  return (
    <section class="card">
      <h2>{say(SELECTION.score, lang, { n: row.points, most: mostPoints(call) })}</h2>
      <dl class="pairs">
        {criteriaOf(call).map(({ id, title, levels }) => (
          <>
            <dt>{say(title, lang)}</dt>
            <dd>{say(SELECTION.points, lang, { n: scores.get(id) ?? 0 })}: {levels.filter((l) => l.points === scores.get(id)).map((l) => say(l.text, lang)).join(' / ')}</dd>
          </>
        ))}
      </dl>
    </section>
  )
}

/** One published level of each criterion, chosen by a named person. */
export function ScoreForm({ lang, call, row, here, problems, typed }: { lang: Lang; call: Call; row: Application; here: string; problems: readonly FieldProblem[]; typed: ReadonlyMap<string, string> }): JSX.Element {
  const scores = scoresOf(row)
  return (
    <form method="post" action={`${here}/score`} class="card" id="score">
      <h2>{say(SELECTION.give, lang)}</h2>
      <p>{say(SELECTION.giveSays, lang)}</p>
      {criteriaOf(call).map((criterion) => (
        <Choices name={fieldOf(criterion)} label={say(criterion.title, lang)} lang={lang} problems={problems} chosen={[typed.get(criterion.id) ?? String(scores.get(criterion.id) ?? '')]}
          options={criterion.levels.map((level) => ({ value: String(level.points), label: `${say(level.text, lang)} (${say(SELECTION.points, lang, { n: level.points })})` }))} />
      ))}
      <button>{say(SELECTION.save, lang)}</button>
    </form>
  )
}
