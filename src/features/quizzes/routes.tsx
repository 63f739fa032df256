import type { Ctx, Route } from '../../feature.ts'
import { Problem, type FieldProblem } from '../../lib/problem.ts'
import { say } from '../../lib/text.ts'
import { append } from '../../record/append.ts'
import { page } from '../../web/page.tsx'
import { courseVersion, enrolledIn, ownCourse, passMarks, startCourse, type Course, type Enrolled } from '../courses/index.ts'
import { askedOf, typedOf, type Typed } from '../questions/index.ts'
import { attemptSeed, attemptToken, drawQuestions, type AttemptOf, type DrawnFromPool } from './draw.ts'
import { answersOf } from './quiz-answer.ts'
import { attemptsOf, attemptsOn, type QuizAttempt } from './quiz-attempt.ts'
import { draftOf, dropDraft, saveDraft } from './quiz-draft.ts'
import { AttemptPage, Overview } from './quiz-page.tsx'
import { ResultPage } from './result-page.tsx'
import { MOST_A_DAY, nextAttempt, otherDraw, scoreAttempt } from './score-attempt.ts'
import { QUIZ, REFUSAL } from './words.ts'

export const routes: readonly Route[] = [
  { method: 'GET', path: '/learn/:enrolment/quiz', handle: showOverview },
  { method: 'POST', path: '/learn/:enrolment/quiz', handle: begin },
  { method: 'GET', path: '/learn/:enrolment/quiz/:attempt', handle: (c) => showAttempt(c) },
  { method: 'POST', path: '/learn/:enrolment/quiz/:attempt', handle: send },
]

const baseOf = ({ standing }: Enrolled): string => `/learn/${standing.enrolment}`
const nameOf = (course: Course): string => `${course.id}.${course.quiz.id}`

async function showOverview(c: Ctx): Promise<Response> {
  const { house, lang } = c.var
  const own = await ownCourse(c)
  const { standing, course } = own
  const attempts = await attemptsOf(house.db, standing.enrolment, nameOf(course))
  const draft = await draftOf(house.db, attemptOf(own, nextAttempt(attempts.map((a) => a.attempt))))
  return page(c, {
    title: say(course.quiz.title, lang),
    main: <Overview lang={lang} base={baseOf(own)} quiz={course.quiz} pass={(await passMarks(house, standing.tenant)).quiz} attempts={attempts}
      today={await attemptsOn(house.db, standing.tenant, standing.agent, nameOf(course), house.clock())}
      begun={Object.values(draft).some((v) => v.length > 0)} saved={c.req.query('saved') !== undefined} />,
  })
}

/** Begins the next attempt. The version of the course is fixed here, if it was not before: a draw is of one version. */
async function begin(c: Ctx): Promise<Response> {
  const { house } = c.var
  const own = await ownCourse(c)
  const { tenant, agent, enrolment } = own.standing
  await append(house, { scopes: [`actor:${tenant}:${agent}`] }, async (tx) => {
    const known = await enrolledIn(house, tx, enrolment)
    return known ? startCourse(known, house.clock()) : []
  })
  const attempts = await attemptsOf(house.db, enrolment, nameOf(own.course))
  return c.redirect(`${baseOf(own)}/quiz/${nextAttempt(attempts.map((a) => a.attempt))}`, 303)
}

async function showAttempt(c: Ctx, typed?: Typed, problems: readonly FieldProblem[] = []): Promise<Response> {
  const { house, lang } = c.var
  const own = await ownCourse(c)
  const { standing, course } = own
  const n = numberOf(c)
  const attempts = await attemptsOf(house.db, standing.enrolment, nameOf(course))
  const scored = attempts.find((a) => a.attempt === n)
  if (scored) return showResult(c, own, scored)
  if (n !== nextAttempt(attempts.map((a) => a.attempt))) throw new Problem(404, 'unknown-attempt', REFUSAL.unknownAttempt)
  const today = await attemptsOn(house.db, standing.tenant, standing.agent, nameOf(course), house.clock())
  if (standing.version === null || today >= MOST_A_DAY) return c.redirect(`${baseOf(own)}/quiz`, 303)
  const of = attemptOf(own, n)
  return page(c, {
    title: say(course.quiz.title, lang), status: problems.length > 0 ? 422 : 200, scripts: ['quiz.js'],
    main: <AttemptPage lang={lang} base={baseOf(own)} quiz={course.quiz} attempt={n} token={attemptToken(house.keys, of)} drawn={draw(c, course, of)}
      typed={typed ?? await draftOf(house.db, of)} problems={problems} />,
  })
}

async function showResult(c: Ctx, own: Enrolled, attempt: QuizAttempt): Promise<Response> {
  const { house, lang } = c.var
  const course = await courseVersion(house, attempt.version) ?? own.course
  const answers = await answersOf(house.db, attempt.enrolment, attempt.quiz, attempt.attempt)
  const drawn = draw(c, course, { ...attemptOf(own, attempt.attempt), version: attempt.version })
  return page(c, {
    title: say(QUIZ.attempt, lang, { n: attempt.attempt }),
    main: <ResultPage lang={lang} base={baseOf(own)} course={course} pass={(await passMarks(house, own.standing.tenant)).quiz} attempt={attempt} drawn={drawn} answers={answers} />,
  })
}

/** Saves what is marked, or sends it to be marked; whatever is refused stays saved. */
async function send(c: Ctx): Promise<Response> {
  const own = await ownCourse(c)
  const { house } = c.var
  const of = attemptOf(own, numberOf(c))
  const form = await c.req.parseBody({ all: true })
  const drawn = draw(c, own.course, of)
  const token = attemptToken(house.keys, of)
  if (form['token'] !== token || own.standing.version === null) throw otherDraw()
  const typed = typedOf(form, drawn.map(askedOf))
  if (form['do'] === 'save') {
    await keepUnscored(c, own, of, typed)
    return c.redirect(`${baseOf(own)}/quiz?saved=1`, 303)
  }
  try {
    await mark(c, own, of, { drawn, token, typed, anyway: form['anyway'] === '1' })
  } catch (error) {
    // The Problem is the command's own answer; what she marked must outlive it.
    if (!(error instanceof Problem) || error.code === 'other-draw') throw error
    await keepUnscored(c, own, of, typed)
    if (error.status === 422) return showAttempt(c, typed, error.fields)
    throw error
  }
  return c.redirect(`${baseOf(own)}/quiz/${of.attempt}`, 303)
}

interface Sent {
  readonly drawn: readonly DrawnFromPool[]
  readonly token: string
  readonly typed: Typed
  readonly anyway: boolean
}

async function mark(c: Ctx, own: Enrolled, of: AttemptOf, sent: Sent): Promise<void> {
  const { house } = c.var
  const { tenant, agent, enrolment } = own.standing
  await append(house, { scopes: [`actor:${tenant}:${agent}`] }, async (tx) => {
    const now = house.clock()
    const scored = (await attemptsOf(tx, enrolment, of.quiz)).map((a) => a.attempt)
    const today = await attemptsOn(tx, tenant, agent, of.quiz, now)
    const { drawn, ...request } = sent
    const drafts = scoreAttempt({ drawn, token: sent.token, scored, today }, { ...of, agent, ...request }, now)
    await dropDraft(tx, of)
    return drafts
  })
}

/** A save that arrives after the attempt was marked has nothing left to keep. */
async function keepUnscored(c: Ctx, own: Enrolled, of: AttemptOf, typed: Typed): Promise<void> {
  const { house } = c.var
  const scored = (await attemptsOf(house.db, own.standing.enrolment, of.quiz)).map((a) => a.attempt)
  if (scored.includes(of.attempt)) return
  if (of.attempt !== nextAttempt(scored)) throw otherDraw()
  await saveDraft(house.db, of, typed, house.clock())
}

function attemptOf({ standing, course }: Enrolled, attempt: number): AttemptOf {
  return { tenant: standing.tenant, enrolment: standing.enrolment, quiz: nameOf(course), version: course.hash, attempt }
}

function draw(c: Ctx, course: Course, of: AttemptOf): DrawnFromPool[] {
  return drawQuestions(course.quiz, attemptSeed(c.var.house.keys, of))
}

function numberOf(c: Ctx): number {
  const text = c.req.param('attempt') ?? ''
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new Problem(404, 'unknown-attempt', REFUSAL.unknownAttempt)
  return Number(text)
}
