import type { JSX } from 'preact'
import type { FieldProblem } from '../../lib/problem.ts'
import { say, type Lang } from '../../lib/text.ts'
import { ErrorSummary, PostButton, Select, TextArea } from '../../web/form.tsx'
import type { Unit } from './course-file.ts'
import { lessonHtml } from './lesson-html.ts'
import { Listen } from './listen.tsx'
import type { ReportForm } from './lesson-report.ts'
import type { Enrolled } from './own-course.ts'
import { Practice } from './practice.tsx'
import { COURSE, LESSON } from './words.ts'

export interface LessonPageProps extends Enrolled {
  readonly unit: Unit
  readonly lang: Lang
  /** Where recordings are looked for. */
  readonly dataDir: string
  readonly report: ReportForm
  readonly problems: readonly FieldProblem[]
  readonly reported: boolean
}

export function LessonPage(props: LessonPageProps): JSX.Element {
  const { standing, course, unit, lang, problems, reported } = props
  const base = `/learn/${standing.enrolment}`
  const { html, sections } = lessonHtml(course, unit, lang)
  const text = unit[lang]
  const n = course.units.findIndex((u) => u.id === unit.id) + 1
  return (
    <>
      <p><a href={base}>{say(LESSON.toCourse, lang)}</a></p>
      <ErrorSummary problems={problems} lang={lang} />
      {reported && <p class="good" role="status">{say(LESSON.reported, lang)}</p>}
      <h1>{text.title}</h1>
      <p class="quiet-text">{say(COURSE.unit, lang, { n })} · {say(COURSE.minutes, lang, { n: unit.minutes })}</p>
      {!standing.open && <p class="card">{say(COURSE.closed, lang)}</p>}
      <p id="resume" hidden><a class="button quiet" href="#main">{say(LESSON.resumeHere, lang)}</a></p>
      <Contents sections={sections} lang={lang} />
      <Listen unit={unit} lang={lang} dataDir={props.dataDir} />
      <article class="lesson" data-place={`${standing.enrolment}/${unit.id}`} dangerouslySetInnerHTML={{ __html: html }} />
      <Practice unit={unit} lang={lang} />
      <Done {...props} base={base} />
      <About unit={unit} lang={lang} />
      <Report {...props} base={base} sections={sections} />
    </>
  )
}

export function Contents({ sections, lang }: { sections: readonly { id: string; title: string }[]; lang: Lang }): JSX.Element {
  return (
    <details>
      <summary>{say(LESSON.contents, lang)}</summary>
      <ol class="contents">{sections.map((s) => <li><a href={`#${s.id}`}>{s.title}</a></li>)}</ol>
    </details>
  )
}

export function Done({ standing, course, unit, lang, base }: LessonPageProps & { base: string }): JSX.Element {
  if (standing.completed.has(`${course.id}.${unit.id}`)) {
    return (
      <section class="card next">
        <p class="good">{say(LESSON.isDone, lang)}</p>
        <a class="button" href={base}>{say(LESSON.toCourse, lang)}</a>
      </section>
    )
  }
  return (
    <section class="card next">
      <p>{say(LESSON.doneHint, lang, { n: unit.minutes })}</p>
      <PostButton action={`${base}/units/${unit.id}/done`} label={say(LESSON.done, lang)} values={{ version: course.hash }} />
    </section>
  )
}

export function About({ unit, lang }: { unit: Unit; lang: Lang }): JSX.Element {
  const reviewer = unit.reviewer === 'none' ? say(LESSON.nobody, lang) : unit.reviewer
  return (
    <section aria-labelledby="about">
      <h2 id="about">{say(LESSON.about, lang)}</h2>
      <dl class="pairs">
        <dt>{say(LESSON.reviewer, lang)}</dt><dd>{reviewer}</dd>
        <dt>{say(LESSON.date, lang)}</dt><dd>{unit.date.split('-').toReversed().join('/')}</dd>
        <dt>{say(LESSON.module, lang)}</dt><dd>{unit.module}</dd>
        <dt>{say(LESSON.competencies, lang)}</dt><dd>{unit.competencies.join(', ')}<br /><span class="quiet-text">{say(LESSON.competenciesHint, lang)}</span></dd>
        <dt>{say(LESSON.licence, lang)}</dt><dd>{unit.licence}</dd>
      </dl>
      <h3>{say(LESSON.sources, lang)}</h3>
      <ul class="sources">{unit[lang].sources.map((s) => <li>{s.url ? <a href={s.url} rel="noopener noreferrer">{s.name}</a> : s.name}</li>)}</ul>
    </section>
  )
}

function Report(props: LessonPageProps & { base: string; sections: readonly { id: string; title: string }[] }): JSX.Element {
  const { base, course, unit, lang, report, problems, sections } = props
  const options = [{ value: '', label: say(LESSON.wholeUnit, lang) }, ...sections.map((s) => ({ value: s.id, label: s.title }))]
  return (
    <details open={problems.length > 0}>
      <summary>{say(LESSON.report, lang)}</summary>
      <form method="post" action={`${base}/units/${unit.id}/report`}>
        <input type="hidden" name="id" value={report.id} />
        <input type="hidden" name="version" value={course.hash} />
        <Select name="section" label={say(LESSON.reportSection, lang)} lang={lang} options={options} value={report.section} />
        <TextArea name="text" label={say(LESSON.reportText, lang)} hint={say(LESSON.reportHint, lang)} lang={lang} value={report.text} rows={4} maxLength={1000} problems={problems} />
        <button class="quiet">{say(LESSON.send, lang)}</button>
      </form>
    </details>
  )
}
