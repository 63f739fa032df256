import type { JSX } from 'preact'
import { say, type Lang } from '../../lib/text.ts'
import { PostButton } from '../../web/form.tsx'
import type { Enrolled } from './own-course.ts'
import { progressIn, type PassMarks, type Progress, type Step } from './progress.ts'
import type { Course } from './versions.ts'
import { COURSE } from './words.ts'

export interface CoursePageProps extends Enrolled {
  readonly lang: Lang
  readonly marks: PassMarks
  /** She has just completed a unit. */
  readonly justDone: boolean
}

export function CoursePage({ standing, course, lang, marks, justDone }: CoursePageProps): JSX.Element {
  const progress = progressIn(course, standing, marks)
  const base = `/learn/${standing.enrolment}`
  const sentence = say(COURSE.progress, lang, { done: progress.done, all: progress.steps.length })
  return (
    <>
      <h1>{say(course.title, lang)}</h1>
      {justDone && <p class="good" role="status">{say(COURSE.unitDone, lang)}</p>}
      {!standing.open && <p class="card">{say(COURSE.closed, lang)}</p>}
      <p id="progress-words">{sentence}</p>
      <progress class="bar" value={progress.done} max={progress.steps.length} aria-labelledby="progress-words" />
      <NextStep course={course} progress={progress} lang={lang} marks={marks} base={base} started={standing.version !== null} />
      <h2>{say(COURSE.allSteps, lang)}</h2>
      <ol class="steps">{progress.steps.map((step) => <Line course={course} step={step} lang={lang} marks={marks} base={base} />)}</ol>
      <p class="quiet-text">{say(course.summary, lang)}</p>
    </>
  )
}

interface StepProps {
  readonly course: Course
  readonly lang: Lang
  readonly marks: PassMarks
  readonly base: string
}

function NextStep({ progress, started, ...props }: StepProps & { progress: Progress; started: boolean }): JSX.Element {
  const { course, lang, base } = props
  const step = progress.next
  if (!step) {
    const waiting = progress.steps.some((s) => s.state === 'waiting')
    return <p class="card next">{say(waiting ? COURSE.awaiting : COURSE.allDone, lang)}</p>
  }
  const label = say(started ? COURSE.resume : COURSE.start, lang)
  return (
    <section class="card next" aria-labelledby="next">
      <h2 id="next">{say(COURSE.nextStep, lang)}</h2>
      <p><strong>{stepTitle(course, step, lang)}</strong><br />{about(props, step)}</p>
      {started ? <a class="button" href={stepAddress(base, step)}>{label}</a> : <PostButton action={`${base}/start`} label={label} />}
    </section>
  )
}

function Line({ step, ...props }: StepProps & { step: Step }): JSX.Element {
  const { course, lang, base } = props
  return (
    <li>
      <span>
        <a href={stepAddress(base, step)}>{stepTitle(course, step, lang)}</a><br />
        <span class="quiet-text">{about(props, step)}</span>{' '}
        <span class={step.state === 'done' ? 'tag good' : 'tag'}>{say(COURSE[step.state], lang)}</span>
      </span>
    </li>
  )
}

export function stepAddress(base: string, step: Step): string {
  if (step.kind === 'unit') return `${base}/units/${step.id}`
  if (step.kind === 'lab') return `${base}/labs/${step.id}`
  return `${base}/${step.kind}`
}

export function stepTitle(course: Course, step: Step, lang: Lang): string {
  if (step.kind === 'quiz') return say(course.quiz.title, lang)
  if (step.kind === 'product') return say(course.product.title, lang)
  if (step.kind === 'lab') return `${say(COURSE.lab, lang)}: ${course.labs.find((l) => l.id === step.id)?.title[lang] ?? step.id}`
  const n = course.units.findIndex((u) => u.id === step.id)
  return `${say(COURSE.unit, lang, { n: n + 1 })}: ${course.units[n]?.[lang].title ?? ''}`
}

function about({ course, lang, marks }: StepProps, step: Step): string {
  if (step.kind === 'unit') return say(COURSE.minutes, lang, { n: course.units.find((u) => u.id === step.id)?.minutes ?? 0 })
  if (step.kind === 'lab') return say(COURSE.lab, lang)
  return step.mark === null ? say(COURSE.pass, lang, { mark: marks[step.kind] }) : say(COURSE.bestMark, lang, { mark: markText(step.mark, lang) })
}

/** 15.5 as people here write marks: 15,5 is INEI's, 15.5 everybody's; one decimal at most. */
export function markText(mark: number, lang: Lang): string {
  return mark.toLocaleString(lang === 'es' ? 'es-PE' : 'en', { maximumFractionDigits: 1 })
}
