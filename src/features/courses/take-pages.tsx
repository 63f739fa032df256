import type { JSX } from 'preact'
import { say, type Lang } from '../../lib/text.ts'
import type { Unit } from './course-file.ts'
import { ShelfLink } from './course-page.tsx'
import { lessonHtml } from './lesson-html.ts'
import { About, Contents } from './lesson-page.tsx'
import { Listen } from './listen.tsx'
import { Practice } from './practice.tsx'
import type { Course } from './versions.ts'
import { COURSE, LESSON, TAKE } from './words.ts'

interface Taken {
  readonly course: Course
  readonly lang: Lang
}

const base = ({ course, lang }: Taken): string => `/take/${course.hash}/${lang}`

/** The course for anybody: its steps in order. The island writes the reader's own progress beside each. */
export function TakenCoursePage({ shelf, ...props }: Taken & { shelf: boolean }): JSX.Element {
  const { course, lang } = props
  const step = (id: string, path: string, title: string, about: string): JSX.Element => (
    <li data-step={id}><span><a href={`${base(props)}/${path}`}>{title}</a><br /><span class="quiet-text">{about}</span>{' '}<span class="tag" hidden></span></span></li>
  )
  return (
    <>
      <h1>{say(course.title, lang)}</h1>
      <p>{say(course.summary, lang)}</p>
      <p id="as-of" class="quiet-text" hidden data-text={say(TAKE.asOf, lang)}></p>
      <p id="progress-words" hidden data-text={say(COURSE.progress, lang)}></p>
      <h2>{say(COURSE.allSteps, lang)}</h2>
      <ol class="steps" id="steps" data-done={say(COURSE.done, lang)}>
        {course.units.map((u, i) => step(`unit:${u.id}`, `units/${u.id}`, `${say(COURSE.unit, lang, { n: i + 1 })}: ${u[lang].title}`, say(COURSE.minutes, lang, { n: u.minutes })))}
        {step('quiz', 'quiz', say(course.quiz.title, lang), say(COURSE.quiz, lang))}
        {course.labs.map((l) => step(`lab:${l.id}`, `labs/${l.id}`, `${say(COURSE.lab, lang)}: ${l.title[lang]}`, say(COURSE.lab, lang)))}
        {step('product', 'product', say(course.product.title, lang), say(COURSE.product, lang))}
      </ol>
      {shelf && <ShelfLink base={base(props)} lang={lang} />}
    </>
  )
}

/** A lesson for anybody: the same text and practice as with signal; its island notes on the phone that it was done. */
export function TakenLessonPage({ unit, dataDir, ...props }: Taken & { unit: Unit; dataDir: string }): JSX.Element {
  const { course, lang } = props
  const { html, sections } = lessonHtml(course, unit, lang)
  const n = course.units.findIndex((u) => u.id === unit.id) + 1
  const next = course.units[n]
  return (
    <>
      <p><a href={base(props)}>{say(LESSON.toCourse, lang)}</a></p>
      <h1>{unit[lang].title}</h1>
      <p class="quiet-text">{say(COURSE.unit, lang, { n })} · {say(COURSE.minutes, lang, { n: unit.minutes })}</p>
      <p id="resume" hidden><a class="button quiet" href="#main">{say(LESSON.resumeHere, lang)}</a></p>
      <Contents sections={sections} lang={lang} />
      <Listen unit={unit} lang={lang} dataDir={dataDir} />
      <article class="lesson" data-place={`${course.id}/${unit.id}`} dangerouslySetInnerHTML={{ __html: html }} />
      <Practice unit={unit} lang={lang} />
      <section class="card next" id="unit-done" data-unit={unit.id} data-version={course.hash} data-minutes={unit.minutes} data-title={unit[lang].title}>
        <p>{say(TAKE.open, lang)}</p>
      </section>
      {next && <p><a class="button quiet" href={`${base(props)}/units/${next.id}`}>{say(COURSE.unit, lang, { n: n + 1 })}: {next[lang].title}</a></p>}
      <About unit={unit} lang={lang} />
    </>
  )
}
