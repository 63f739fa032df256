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
  /** Her programme opens labs besides those of the course. */
  readonly shelf: boolean
}

/** Stands for the address of one enrolment's course in what is kept. */
const BASE = '/learn/~'
const MOST_KEPT = 2000
const kept = new WeakMap<Course, Map<string, string>>()

/**
 * The course page. It is the most read page and says the same to every learner who stands at the same point, but for the address of
 * her course: so each such point, version and language is rendered once. `frame` is all that the page around depends on besides,
 * null for one that is not worth keeping; `around` draws that page.
 */
export function courseHtml(props: CoursePageProps, frame: string | null, around: (main: JSX.Element) => string): string {
  const { standing, course, lang, marks, justDone, shelf } = props
  const address = `/learn/${standing.enrolment}`
  const progress = progressIn(course, standing, marks)
  const begun = standing.version !== null
  const key = JSON.stringify([frame, lang, marks, justDone, shelf, standing.open, begun, progress.steps.map((s) => [s.state, 'mark' in s && s.mark])])
  const pages = kept.get(course) ?? new Map<string, string>()
  if (pages.size > MOST_KEPT) pages.clear()
  kept.set(course, pages)
  const known = frame === null ? undefined : pages.get(key)
  if (known) return known.replaceAll(BASE, address)
  const html = around(<CourseMain course={course} lang={lang} marks={marks} base={address} open={standing.open} justDone={justDone} shelf={shelf} begun={begun} progress={progress} />)
  if (frame !== null) pages.set(key, html.replaceAll(address, BASE))
  return html
}

interface MainProps extends StepProps {
  readonly open: boolean
  readonly justDone: boolean
  readonly shelf: boolean
  readonly begun: boolean
  readonly progress: Progress
}

function CourseMain({ open, justDone, shelf, begun, progress, ...props }: MainProps): JSX.Element {
  const { course, lang, base } = props
  const sentence = say(COURSE.progress, lang, { done: progress.done, all: progress.steps.length })
  return (
    <>
      <h1>{say(course.title, lang)}</h1>
      {justDone && <p class="good" role="status">{say(COURSE.unitDone, lang)}</p>}
      {!open && <p class="card">{say(COURSE.closed, lang)}</p>}
      <p id="progress-words">{sentence}</p>
      <progress class="bar" value={progress.done} max={progress.steps.length} aria-labelledby="progress-words" />
      <NextStep {...props} progress={progress} begun={begun} />
      <h2>{say(COURSE.allSteps, lang)}</h2>
      <ol class="steps">{progress.steps.map((step) => <Line {...props} step={step} />)}</ol>
      {shelf && <ShelfLink base={base} lang={lang} />}
      <p class="quiet-text">{say(course.summary, lang)}</p>
    </>
  )
}

/** The way to the labs of every trade. */
export function ShelfLink({ base, lang }: { base: string; lang: Lang }): JSX.Element {
  return <section><h2>{say(COURSE.more, lang)}</h2><p><a class="button quiet" href={`${base}/labs`}>{say(COURSE.shelf, lang)}</a></p></section>
}

interface StepProps {
  readonly course: Course
  readonly lang: Lang
  readonly marks: PassMarks
  readonly base: string
}

function NextStep({ progress, begun, ...props }: StepProps & { progress: Progress; begun: boolean }): JSX.Element {
  const { course, lang, base } = props
  const step = progress.next
  if (!step) {
    const waiting = progress.steps.some((s) => s.state === 'waiting')
    return <p class="card next">{say(waiting ? COURSE.awaiting : COURSE.allDone, lang)}</p>
  }
  const label = say(begun ? COURSE.resume : COURSE.start, lang)
  return (
    <section class="card next" aria-labelledby="next">
      <h2 id="next">{say(COURSE.nextStep, lang)}</h2>
      <p><strong>{stepTitle(course, step, lang)}</strong><br />{about(props, step)}</p>
      {begun ? <a class="button" href={stepAddress(base, step)}>{label}</a> : <PostButton action={`${base}/start`} label={label} />}
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

const MARK = { es: new Intl.NumberFormat('es-PE', { maximumFractionDigits: 1 }), en: new Intl.NumberFormat('en', { maximumFractionDigits: 1 }) }

/** A mark or points with at most one decimal, as people here write it. */
export function markText(mark: number, lang: Lang): string {
  return MARK[lang].format(mark)
}
