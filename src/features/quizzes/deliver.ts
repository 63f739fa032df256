import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { DeliveredItem, DeliveryRule, House } from '../../feature.ts'
import { Problem } from '../../lib/problem.ts'
import { fill } from '../../lib/text.ts'
import { append } from '../../record/append.ts'
import type { Draft } from '../../record/statement.ts'
import { courseVersion, enrolledIn, ownEnrolment, startCourse, type Course, type Enrolled } from '../courses/index.ts'
import { askedOf, typedOf, type Typed } from '../questions/index.ts'
import { attemptSeed, attemptToken, drawQuestions, type AttemptOf, type DrawnFromPool } from './draw.ts'
import { attemptsOf, attemptsOn } from './quiz-attempt.ts'
import { dropDraft, saveDraft } from './quiz-draft.ts'
import { otherDraw, scoreAttempt } from './score-attempt.ts'
import { REFUSAL } from './words.ts'

/** How many attempts ahead a phone is given, sealed. They may arrive in any order. */
export const SEALED_AHEAD = 2

const Shape = z.strictObject({
  enrolment: z.uuid(),
  attempt: z.int().min(1).max(999_999),
  token: z.string().max(100),
  /** Hash of the course version that was drawn from; the enrolment's own when absent. */
  version: z.string().max(64).optional(),
  /** As the page's form: `q1`, `q2-1`, … */
  answers: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  anyway: z.boolean(),
})

interface Sealed {
  readonly own: Enrolled
  readonly course: Course
  readonly of: AttemptOf
  readonly drawn: readonly DrawnFromPool[]
  readonly typed: Typed
  readonly anyway: boolean
}

/**
 * A counted quiz that was answered without signal. The token proves which draw she was given. The day that counts is the day she
 * answered. An attempt that was made elsewhere meanwhile is refused; one over the day's limit, or that cannot be read, is refused
 * too and becomes the draft of that attempt, so that she can send it from the page. Attempts may overtake each other.
 */
export const quizAttemptRule: DeliveryRule = {
  kind: 'quiz-attempt',
  from: 'learner',
  accept: async (house, by, item) => {
    if (by.kind !== 'learner') throw badItem()
    const sealed = await openSealed(house, by.person, item)
    try {
      await record(house, item, sealed)
    } catch (error) {
      if (!(error instanceof Problem) || (error.status !== 429 && error.status !== 422)) throw error
      await saveDraft(house.db, sealed.of, sealed.typed, house.clock())
      // Not 429: that would mean "later", and the day on which she answered will not come back.
      throw error.status === 429 ? new Problem(409, 'attempts-that-day', REFUSAL.attemptsThatDay) : new Problem(422, 'answers-unreadable', REFUSAL.cannotRead)
    }
  },
}

async function openSealed(house: House, person: string, item: DeliveredItem): Promise<Sealed> {
  const read = Shape.safeParse(item.data)
  if (!read.success) throw badItem()
  const { enrolment, attempt, token, version, answers, anyway } = read.data
  const own = await ownEnrolment(house, person, enrolment)
  const course = version === undefined || version === own.course.hash ? own.course : await courseVersion(house, version)
  if (course?.id !== own.course.id) throw otherDraw()
  const of: AttemptOf = { tenant: own.standing.tenant, enrolment: own.standing.enrolment, quiz: `${course.id}.${course.quiz.id}`, version: course.hash, attempt }
  if (token !== attemptToken(house.keys, of)) throw otherDraw()
  const drawn = drawQuestions(course.quiz, attemptSeed(house.keys, of))
  return { own, course, of, drawn, typed: typedOf(answers, drawn.map(askedOf)), anyway }
}

async function record(house: House, item: DeliveredItem, { own, course, of, drawn, typed, anyway }: Sealed): Promise<void> {
  const { tenant, agent, enrolment } = own.standing
  await append(house, { scopes: [`actor:${tenant}:${agent}`] }, async (tx) => {
    const attempts = await attemptsOf(tx, enrolment, of.quiz)
    const known = await enrolledIn(house, tx, enrolment)
    if (!known) throw badItem()
    if (attempts.some((a) => a.id === item.id)) return []
    if (attempts.some((a) => a.attempt === of.attempt)) throw new Problem(409, 'made-elsewhere', fill(REFUSAL.madeElsewhere, { n: of.attempt }))
    const token = attemptToken(house.keys, of)
    const today = await attemptsOn(tx, tenant, agent, of.quiz, item.at)
    const scored = attempts.map((a) => a.attempt)
    const drafts = scoreAttempt({ drawn, token, scored, today, sealed: SEALED_AHEAD }, { ...of, agent, token, typed, anyway }, item.at)
    await dropDraft(tx, of)
    return withIds([...startCourse({ standing: known.standing, course }, item.at), ...drafts], item.id)
  })
}

/** The mark, last, is known by the item's own id, the others by ids that follow from it. */
function withIds(drafts: readonly Draft[], item: string): Draft[] {
  return drafts.map((draft, i) => {
    const before = drafts.length - 1 - i
    return { ...draft, statement: { ...draft.statement, id: before === 0 ? item : idBefore(item, before) } }
  })
}

/** A UUID of our own making (RFC 9562, version 8). */
function idBefore(item: string, before: number): string {
  const bytes = createHash('sha256').update(`${item} ${before}`).digest().subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

function badItem(): Problem {
  return new Problem(400, 'bad-item', REFUSAL.badItem)
}
