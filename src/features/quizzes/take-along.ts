import { render } from 'preact-render-to-string'
import type { House, TakeAlong } from '../../feature.ts'
import { assetBytes } from '../../web/assets.ts'
import { packedBytes } from '../../web/compress.ts'
import { limaDay } from '../cohorts/index.ts'
import { courseVersion, enrolledIn, passMarks } from '../courses/index.ts'
import { askedOf } from '../questions/index.ts'
import { SEALED_AHEAD } from './deliver.ts'
import { attemptSeed, attemptToken, drawQuestions, type AttemptOf } from './draw.ts'
import { attemptsOf, attemptsOn } from './quiz-attempt.ts'
import { MOST_A_DAY, openAttempts } from './score-attempt.ts'
import { SealedPage } from './sealed-page.tsx'
import type { SealedAttempt, SealedQuiz } from './sealed.ts'

/** Her next attempts as sealed draws, in both languages, without anything that tells what is right. */
export async function sealedQuiz(house: House, enrolment: string): Promise<SealedQuiz | null> {
  const found = await enrolledIn(house, house.db, enrolment)
  if (!found) return null
  const { standing: { tenant, agent }, course } = found
  const quiz = `${course.id}.${course.quiz.id}`
  const attempts = await attemptsOf(house.db, enrolment, quiz)
  const now = house.clock()
  return {
    title: course.quiz.title, version: course.hash, pass: (await passMarks(house, tenant)).quiz, mostADay: MOST_A_DAY,
    scored: attempts.map(({ attempt, mark }) => ({ attempt, mark })),
    used: { day: limaDay(now), count: await attemptsOn(house.db, tenant, agent, quiz, now) },
    attempts: openAttempts(attempts.map((a) => a.attempt), SEALED_AHEAD).map((attempt): SealedAttempt => {
      const of: AttemptOf = { tenant, enrolment, quiz, version: course.hash, attempt }
      return { attempt, token: attemptToken(house.keys, of), asked: drawQuestions(course.quiz, attemptSeed(house.keys, of)).map(askedOf) }
    }),
  }
}

export const quizTakeAlong: TakeAlong = {
  name: 'quizzes',
  own: (house, enrolment) => sealedQuiz(house, enrolment),
  pages: async (house, { version, lang }) => {
    const course = await courseVersion(house, version)
    return course ? [{ address: `/take/${version}/${lang}/quiz`, bytes: packedBytes(render(SealedPage({ quiz: course.quiz, base: '', lang }))) + assetBytes('sealed-quiz.js') }] : []
  },
}
