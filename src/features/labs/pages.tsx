import type { ComponentChildren, JSX } from 'preact'
import { fill, say, type Lang, type Text } from '../../lib/text.ts'
import type { FieldProblem } from '../../lib/problem.ts'
import { ErrorSummary } from '../../web/form.tsx'
import { day } from '../cohorts/index.ts'
import type { GradeRow } from './grades.ts'
import type { Lab } from './lab.ts'
import { TRIES_A_DAY } from './queue.ts'
import type { SubmissionRow } from './submissions.ts'
import { taskOf } from './tasks.ts'
import { metricOf } from './trial.ts'
import type { AnyView } from './view.ts'
import { METRIC, PAGE, REFUSAL } from './words.ts'

/** A hand-in with its grade, if it has one. */
export interface TryLine {
  readonly submission: SubmissionRow
  readonly grade: GradeRow | undefined
}

export interface LabPageProps {
  readonly lang: Lang
  readonly lab: Lab
  readonly view: AnyView
  readonly tries: readonly TryLine[]
  readonly passed: boolean
  /** Her enrolment is active: what she hands in counts. */
  readonly active: boolean
  /** This machine cannot grade it now. */
  readonly closed: boolean
  /** Lima day now. */
  readonly today: string
  readonly problems: readonly FieldProblem[]
}

/** The lab: story, idea, limits, data, workbench, what was handed in. */
export function LabPage({ lang, lab, view, tries, passed, active, closed, today, problems }: LabPageProps): JSX.Element {
  const t = (text: Text, values = {}) => say(text, lang, values)
  return (
    <>
      <h1>{t(lab.title)}</h1>
      <ErrorSummary problems={problems} lang={lang} />
      <p>{t(lab.summary)}</p>
      {!active && <p class="card" role="note">{t(PAGE.notActive)}</p>}
      {closed && <p class="card" role="note">{t(REFUSAL.labClosed)}</p>}
      <p class="quiet-text">{t(PAGE.lab)} · {t(PAGE.minutes, { minutes: lab.minutes })} {passed && <span class="tag good">{t(PAGE.passed)}</span>}</p>
      <Story lang={lang} lab={lab} />
      <div id="workbench" class="lab-bench" data-lab={JSON.stringify(view)}><p class="card next">{t(PAGE.needs)}</p></div>
      <Tries lang={lang} lab={lab} view={view} tries={tries} today={today} />
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

interface AboutProps {
  readonly lang: Lang
  readonly lab: Lab
  /** Of its heading. */
  readonly level?: 2 | 3
}

export function Limits({ lang, lab, level = 2 }: AboutProps): JSX.Element {
  const H = `h${level}` as const
  return (
    <section class="card">
      <H>{say(PAGE.limits, lang)}</H>
      <ul>{lab.limits.map((limit) => <li>{say(limit, lang)}</li>)}</ul>
    </section>
  )
}

function Paragraphs({ text }: { text: string }): JSX.Element {
  return <>{text.split(/\n\n+/).map((p) => <p>{p}</p>)}</>
}

export function DataCard({ lang, lab, level = 2 }: AboutProps): JSX.Element {
  const { data } = lab
  const H = `h${level}` as const
  const t = (text: Text, values = {}) => say(text, lang, values)
  return (
    <section class="card">
      <H>{t(PAGE.data)}</H>
      <p>{taskOf(lab).shares(lab, t)}</p>
      {data.known && <p>{t(data.known)}</p>}
      <dl class="pairs">
        <dt>{t(PAGE.source)}</dt><dd><a href={data.url}>{t(data.source)}</a></dd>
        <dt>{t(PAGE.licence)}</dt><dd>{data.licence}</dd>
      </dl>
    </section>
  )
}

function Tries({ lang, lab, view, tries, today }: { lang: Lang; lab: Lab; view: AnyView; tries: readonly TryLine[]; today: string }): JSX.Element {
  const t = (text: Text, values = {}) => say(text, lang, values)
  return (
    <section>
      <h2 id="tries">{t(PAGE.tries)}</h2>
      <p>{t(PAGE.daily, { limit: TRIES_A_DAY })}</p>
      {tries.length === 0 && <p>{t(PAGE.noTries)}</p>}
      {tries.length > 0 && (
        <table>
          <thead><tr><th scope="col">{t(PAGE.when)}</th><th scope="col">{t(PAGE.result)}</th><th scope="col">{t(METRIC[metricOf(lab)])}</th></tr></thead>
          <tbody>
            {tries.map(({ submission, grade }) => (
              <tr>
                <td><a href={`${view.postUrl}/tries/${submission.submission}`}>{moment(submission.received, lang)}</a></td>
                <td>{stateOf(submission, grade, today, lang)}</td>
                <td>{gradeFigure(lab, grade, lang)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

/** What was measured on the hidden data, as people read it; a dash while there is nothing. */
export function gradeFigure(lab: Lab, grade: Pick<GradeRow, 'figure' | 'of_rows'> | undefined, lang: Lang): string {
  if (!grade || grade.figure === null || grade.of_rows === null) return '–'
  if ('right' in lab.pass) return say(PAGE.ofNew, lang, { right: Math.round(grade.figure * grade.of_rows), of: grade.of_rows })
  return taskOf(lab).figure(lab, grade.figure, lang)
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
