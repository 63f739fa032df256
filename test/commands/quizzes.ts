import { sql } from 'kysely'
import { append } from '../../src/record/append.ts'
import { STARTED, started } from '../../src/features/courses/statements.ts'
import { attemptToken } from '../../src/features/quizzes/draw.ts'
import { ANSWERED } from '../../src/features/quizzes/statements.ts'
import { VERB } from '../../src/features/programmes/index.ts'
import { courseOf } from './courses.ts'
import { learner, notHer, TENANT, type Learner, type Place } from './place.ts'
import { rows, said, type Prepared, type Row } from './row.ts'

/** She has begun the course; her first attempt is open. */
async function before(place: Place): Promise<{ her: Learner; token: string } & Pick<Prepared, 'path' | 'page' | 'by' | 'wrong'>> {
  const { house } = place
  const her = await learner(house)
  const course = courseOf(house)
  const { agent, enrolment } = her
  await append(house, { scopes: [] }, () => [started({ tenant: TENANT, agent, enrolment, version: course.hash, at: house.clock() }, course.id)])
  const path = `/learn/${enrolment}/quiz/1`
  const token = attemptToken(house.keys, { tenant: TENANT, enrolment, quiz: `${course.id}.${course.quiz.id}`, version: course.hash, attempt: 1 })
  return { her, token, path, page: path, by: her, wrong: notHer(place) }
}

export const quizzes: readonly Row[] = [
  {
    route: 'POST /learn/:enrolment/quiz',
    prepare: async (place) => {
      const her = await learner(place.house)
      const path = `/learn/${her.enrolment}/quiz`
      return { path, by: her, wrong: notHer(place), page: path, effect: { started: said(STARTED, { registration: her.enrolment }) } }
    },
  },
  {
    route: 'POST /learn/:enrolment/quiz/:attempt', what: 'send',
    prepare: async (place) => {
      const { her, token, ...at } = await before(place)
      const of = { registration: her.enrolment }
      const answered = said(ANSWERED, of)
      const { draw } = courseOf(place.house).quiz
      return { ...at, fields: { token, do: 'send', anyway: '1' }, effect: { scored: said(VERB.quizScored, of), 'sets of answers': async (house) => await answered(house) / draw } }
    },
  },
  {
    route: 'POST /learn/:enrolment/quiz/:attempt', what: 'save',
    prepare: async (place) => {
      const { her, token, ...at } = await before(place)
      return { ...at, fields: { token, do: 'save', q1: '1' }, effect: { drafts: rows('quiz_draft', sql`enrolment = ${her.enrolment}`) } }
    },
  },
]
