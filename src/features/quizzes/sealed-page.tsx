import type { JSX } from 'preact'
import type { Ctx, Route } from '../../feature.ts'
import { say, type Lang } from '../../lib/text.ts'
import { page } from '../../web/page.tsx'
import { takenCourse, type Quiz } from '../courses/index.ts'
import { Rules } from './quiz-page.tsx'
import { SEALED } from './sealed-words.ts'

export const sealedRoutes: readonly Route[] = [{ method: 'GET', path: '/take/:version/:lang/quiz', handle: showSealed }]

async function showSealed(c: Ctx): Promise<Response> {
  const { course, lang } = await takenCourse(c)
  return page(c, { title: course.quiz.title[lang], neutral: lang, scripts: ['sealed-quiz.js'], main: <SealedPage quiz={course.quiz} base={`/take/${course.hash}/${lang}`} lang={lang} /> })
}

/** The same for everybody: the questions are in each person's own store, and here/sealed-quiz.tsx shows hers. */
export function SealedPage({ quiz, base, lang }: { quiz: Quiz; base: string; lang: Lang }): JSX.Element {
  return (
    <>
      <p><a href={base}>{say(SEALED.toCourse, lang)}</a></p>
      <h1>{quiz.title[lang]}</h1>
      <div id="sealed-status" role="status"></div>
      <p class="card next" id="sealed-open" hidden>{say(SEALED.openFirst, lang)}</p>
      <div id="sealed-quiz"><p class="card next">{say(SEALED.fromCourse, lang)}</p></div>
      <Rules lang={lang} />
    </>
  )
}
