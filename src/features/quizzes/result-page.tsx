import type { JSX } from 'preact'
import { say, type Lang } from '../../lib/text.ts'
import { markText, type Course } from '../courses/index.ts'
import { Explained } from '../questions/index.ts'
import type { DrawnFromPool } from './draw.ts'
import type { QuizAnswer } from './quiz-answer.ts'
import type { QuizAttempt } from './quiz-attempt.ts'
import { QUIZ } from './words.ts'

export interface ResultPageProps {
  readonly lang: Lang
  readonly base: string
  readonly course: Course
  readonly pass: number
  readonly attempt: QuizAttempt
  readonly drawn: readonly DrawnFromPool[]
  readonly answers: readonly QuizAnswer[]
}

/** What she answered, what was right, and why, for each option. */
export function ResultPage({ lang, base, course, pass, attempt, drawn, answers }: ResultPageProps): JSX.Element {
  const passed = attempt.mark >= pass
  return (
    <>
      <p><a href={base}>{say(QUIZ.toCourse, lang)}</a></p>
      <h1>{say(course.quiz.title, lang)}: {say(QUIZ.attempt, lang, { n: attempt.attempt })}</h1>
      <section class="card next">
        <p class="big">{markText(attempt.mark, lang)}</p>
        <p>{say(QUIZ.mark, lang, { mark: markText(attempt.mark, lang) })}{attempt.annulled && ` (${say(QUIZ.annulled, lang)})`}</p>
        <p class={passed ? 'good' : undefined}>{passed ? say(QUIZ.passed, lang) : say(QUIZ.notYet, lang, { mark: pass })}</p>
        <a class={passed ? 'button' : 'button quiet'} href={passed ? base : `${base}/quiz`}>{say(passed ? QUIZ.toCourse : QUIZ.again, lang)}</a>
      </section>
      {drawn.map((d, place) => (
        <Answered drawn={d} place={place} all={drawn.length} answer={answers.find((a) => a.place === place)} course={course} base={base} lang={lang} />
      ))}
    </>
  )
}

interface AnsweredProps {
  readonly drawn: DrawnFromPool
  readonly place: number
  readonly all: number
  readonly answer: QuizAnswer | undefined
  readonly course: Course
  readonly base: string
  readonly lang: Lang
}

function Answered({ drawn, place, all, answer, course, base, lang }: AnsweredProps): JSX.Element {
  const { question } = drawn
  const unit = course.units.find((u) => u.id === question.unit)
  const points = answer?.points ?? 0
  return (
    <section class="card">
      <h2>{say(QUIZ.question, lang, { n: place + 1, all })}</h2>
      <p>{question.ask[lang]}</p>
      <Explained drawn={drawn} response={answer?.response ?? null} lang={lang} />
      <p class="quiet-text">{say(QUIZ.points, lang, { n: markText(points, lang) })}</p>
      {points < 1 && unit && <p><a href={`${base}/units/${unit.id}`}>{say(QUIZ.review, lang, { unit: unit[lang].title })}</a></p>}
    </section>
  )
}
