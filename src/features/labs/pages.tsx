import type { ComponentChildren, JSX } from 'preact'
import { fill, say, type Lang, type Text } from '../../lib/text.ts'
import type { FieldProblem } from '../../lib/problem.ts'
import { ErrorSummary } from '../../web/form.tsx'
import { day } from '../cohorts/index.ts'
import type { GradeRow } from './grades.ts'
import type { Lab } from './load.ts'
import { TRIES_A_DAY } from './queue.ts'
import type { SubmissionRow } from './submissions.ts'
import { measured, type LabView } from './view.ts'
import { PAGE } from './words.ts'

/** A hand-in with its grade, if it has one. */
export interface TryLine {
  readonly submission: SubmissionRow
  readonly grade: GradeRow | undefined
}

export interface LabPageProps {
  readonly lang: Lang
  readonly lab: Lab
  readonly view: LabView
  readonly tries: readonly TryLine[]
  readonly passed: boolean
  /** Her enrolment is active: what she hands in counts. */
  readonly active: boolean
  /** Lima day now. */
  readonly today: string
  readonly problems: readonly FieldProblem[]
}

/** The lab: story, idea, limits, data, workbench, what was handed in. */
export function LabPage({ lang, lab, view, tries, passed, active, today, problems }: LabPageProps): JSX.Element {
  const t = (text: Text, values = {}) => say(text, lang, values)
  return (
    <>
      <h1>{t(lab.title)}</h1>
      <ErrorSummary problems={problems} lang={lang} />
      <p>{t(lab.summary)}</p>
      {!active && <p class="card" role="note">{t(PAGE.notActive)}</p>}
      <p class="quiet-text">{t(PAGE.lab)} · {t(PAGE.minutes, { minutes: lab.minutes })} {passed && <span class="tag good">{t(PAGE.passed)}</span>}</p>
      <Story lang={lang} lab={lab} />
      <div id="workbench" class="lab-bench" data-lab={JSON.stringify(view)}><p class="card next">{t(PAGE.needs)}</p></div>
      <Tries lang={lang} view={view} tries={tries} today={today} />
      <Limits lang={lang} lab={lab} />
      <DataCard lang={lang} lab={lab} />
    </>
  )
}

/** The lab for anybody, to be kept on a phone: the workbench asks the reader's own store for her seed. */
export function TakenLabPage({ lang, lab, view, back }: Pick<LabPageProps, 'lang' | 'lab' | 'view'> & { back: string }): JSX.Element {
  const t = (text: Text, values = {}) => say(text, lang, values)
  return (
    <>
      <p><a href={back}>{t(PAGE.toCourse)}</a></p>
      <h1>{t(lab.title)}</h1>
      <p>{t(lab.summary)}</p>
      <p class="quiet-text">{t(PAGE.lab)} · {t(PAGE.minutes, { minutes: lab.minutes })}</p>
      <Story lang={lang} lab={lab} />
      <div id="workbench" class="lab-bench" data-own data-lab={JSON.stringify(view)}><p class="card next">{t(PAGE.open)}</p></div>
      <p data-in-enrolment hidden><a href={`${back}/labs/${lab.id}?now`}>{t(PAGE.results)}</a></p>
      <Limits lang={lang} lab={lab} />
      <DataCard lang={lang} lab={lab} />
    </>
  )
}

function Story({ lang, lab }: { lang: Lang; lab: Lab }): JSX.Element {
  return (
    <>
      <h2>{say(PAGE.problem, lang)}</h2>
      <Paragraphs text={say(lab.problem, lang)} />
      <h2>{say(PAGE.idea, lang)}</h2>
      <Paragraphs text={say(lab.idea, lang)} />
      <h2>{say(PAGE.workbench, lang)}</h2>
    </>
  )
}

function Limits({ lang, lab }: { lang: Lang; lab: Lab }): JSX.Element {
  return (
    <section class="card">
      <h2>{say(PAGE.limits, lang)}</h2>
      <ul>{lab.limits.map((limit) => <li>{say(limit, lang)}</li>)}</ul>
    </section>
  )
}

function Paragraphs({ text }: { text: string }): JSX.Element {
  return <>{text.split(/\n\n+/).map((p) => <p>{p}</p>)}</>
}

function DataCard({ lang, lab }: { lang: Lang; lab: Lab }): JSX.Element {
  const { data } = lab
  const t = (text: Text, values = {}) => say(text, lang, values)
  return (
    <section class="card">
      <h2>{t(PAGE.data)}</h2>
      <p>{ownPart(lab, lang)}</p>
      {data.known && <p>{t(data.known)}</p>}
      <dl class="pairs">
        <dt>{t(PAGE.source)}</dt><dd><a href={data.url}>{t(data.source)}</a></dd>
        <dt>{t(PAGE.licence)}</dt><dd>{data.licence}</dd>
      </dl>
    </section>
  )
}

/** How the data is shared out: learnt from, practised on, hidden. */
function ownPart({ task, data }: Lab, lang: Lang): string {
  if (task === 'series') {
    const { years, practice, horizon, hidden } = data
    return say(PAGE.ownYears, lang, { years, own: years - practice, practice, horizon, hidden: hidden.rows })
  }
  const { rows } = data.public
  const own = Math.round(rows * data.share)
  return say(PAGE.own, lang, { rows, things: say(data.rows, lang), own, rest: rows - own, hidden: data.hidden.rows })
}

function Tries({ lang, view, tries, today }: { lang: Lang; view: LabView; tries: readonly TryLine[]; today: string }): JSX.Element {
  const t = (text: Text, values = {}) => say(text, lang, values)
  return (
    <section>
      <h2 id="tries">{t(PAGE.tries)}</h2>
      <p>{t(PAGE.daily, { limit: TRIES_A_DAY })}</p>
      {tries.length === 0 && <p>{t(PAGE.noTries)}</p>}
      {tries.length > 0 && (
        <table>
          <thead><tr><th scope="col">{t(PAGE.when)}</th><th scope="col">{t(PAGE.result)}</th><th scope="col">{t(view.task === 'classes' ? PAGE.rightAnswers : PAGE.error)}</th></tr></thead>
          <tbody>
            {tries.map(({ submission, grade }) => (
              <tr>
                <td><a href={`${view.postUrl}/tries/${submission.submission}`}>{moment(submission.received, lang)}</a></td>
                <td>{stateOf(submission, grade, today, lang)}</td>
                <td>{figureOf(grade, view)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function figureOf(grade: GradeRow | undefined, view: LabView): string {
  if (view.task !== 'classes') return grade && grade.error !== null ? measured(grade.error, view.task === 'series' ? view.unit : view.target.unit, view.lang) : '–'
  return grade && grade.right_rows !== null && grade.of_rows !== null ? say(PAGE.ofNew, view.lang, { right: grade.right_rows, of: grade.of_rows }) : '–'
}

/** Date and time in Lima. */
export function moment(at: Date, lang: Lang): string {
  return new Intl.DateTimeFormat(lang === 'es' ? 'es-PE' : 'en-GB', { timeZone: 'America/Lima', dateStyle: 'short', timeStyle: 'short' }).format(at)
}

function stateOf(submission: SubmissionRow, grade: GradeRow | undefined, today: string, lang: Lang): ComponentChildren {
  if (grade?.annulled) return <span class="tag">{say(PAGE.annulledTry, lang)}</span>
  if (grade) return <span class={grade.passed ? 'tag good' : 'tag bad'}>{say(grade.passed ? PAGE.passed : PAGE.notYet, lang)}</span>
  const waits = submission.day > today ? fill(PAGE.queued, { day: day(submission.day) }) : PAGE.waiting
  return <span class="tag">{say(waits, lang)}</span>
}
