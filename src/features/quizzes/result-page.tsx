import type { JSX } from 'preact'
import { say, type Lang, type Text } from '../../lib/text.ts'
import { markText, type Course, type Question } from '../courses/index.ts'
import type { Drawn } from './draw.ts'
import { within } from './mark.ts'
import type { QuizAnswer } from './quiz-answer.ts'
import type { QuizAttempt } from './quiz-attempt.ts'
import { QUIZ } from './words.ts'

export interface ResultPageProps {
  readonly lang: Lang
  readonly base: string
  readonly course: Course
  readonly pass: number
  readonly attempt: QuizAttempt
  readonly drawn: readonly Drawn[]
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
  readonly drawn: Drawn
  readonly place: number
  readonly all: number
  readonly answer: QuizAnswer | undefined
  readonly course: Course
  readonly base: string
  readonly lang: Lang
}

function Answered({ drawn: { question, order }, place, all, answer, course, base, lang }: AnsweredProps): JSX.Element {
  const unit = course.units.find((u) => u.id === question.unit)
  const points = answer?.points ?? 0
  return (
    <section class="card">
      <h2>{say(QUIZ.question, lang, { n: place + 1, all })}</h2>
      <p>{question.ask[lang]}</p>
      {question.kind === 'numeric'
        ? <NumberAnswer question={question} response={answer?.response ?? null} points={points} lang={lang} />
        : <Options question={question} order={order} response={answer?.response ?? null} lang={lang} />}
      <p class="quiet-text">{say(QUIZ.points, lang, { n: markText(points, lang) })}</p>
      {points < 1 && unit && <p><a href={`${base}/units/${unit.id}`}>{say(QUIZ.review, lang, { unit: unit[lang].title })}</a></p>}
    </section>
  )
}

function Options({ question, order, response, lang }: { question: Question & { kind: 'single' | 'multiple' }; order: readonly number[]; response: string | null; lang: Lang }): JSX.Element {
  const chosen = new Set((response ?? '').split('[,]').filter(Boolean).map(Number))
  return (
    <>
      {response === null && <p>{say(QUIZ.noAnswer, lang)}</p>}
      <ul class="explained">
        {order.map((i) => {
          const option = question.options[i]
          return option && (
            <li>
              <strong>{option.text[lang]}</strong>{' '}
              {option.right && <span class="tag good">{say(QUIZ.right, lang)}</span>}{' '}
              {chosen.has(i) && <span class={option.right ? 'tag' : 'tag bad'}>{say(QUIZ.yours, lang)}</span>}
              <br />{option.why[lang]}
            </li>
          )
        })}
      </ul>
    </>
  )
}

function NumberAnswer({ question, response, points, lang }: { question: Question & { kind: 'numeric' }; response: string | null; points: number; lang: Lang }): JSX.Element {
  const typed = response === null ? null : Number(response)
  const slip: Text | undefined = typed === null ? undefined : question.slips.find((s) => within(typed, s.value, question.tolerance))?.why
  return (
    <>
      <p>
        {typed === null ? say(QUIZ.noAnswer, lang) : <>{say(QUIZ.yours, lang)}: <strong>{markOf(typed, lang)}</strong>{' '}</>}
        {points === 1 && <span class="tag good">{say(QUIZ.right, lang)}</span>}
      </p>
      {slip && <p>{slip[lang]}</p>}
      <p>{say(QUIZ.theAnswer, lang, { n: markOf(question.answer, lang) })} {question.why[lang]}</p>
    </>
  )
}

const markOf = (n: number, lang: Lang): string => n.toLocaleString(lang === 'es' ? 'es-PE' : 'en', { maximumFractionDigits: 6 })
