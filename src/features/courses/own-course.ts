import type { Ctx, House } from '../../feature.ts'
import type { Db } from '../../lib/database.ts'
import { Problem } from '../../lib/problem.ts'
import { learner } from '../../web/who.ts'
import { courseOfSection } from '../cohorts/index.ts'
import { personOf } from '../people/index.ts'
import { programmeOf, ruleInForce } from '../programmes/index.ts'
import { stepsOf, stepsOfMany } from './course-step.ts'
import { standingFrom, type PassMarks, type Standing } from './progress.ts'
import { standingOf } from './standing-kept.ts'
import { courseVersion, currentCourse, type Course } from './versions.ts'
import { REFUSAL } from './words.ts'

/** An enrolment with the course it is in: the version she started, or the present one while she has not. */
export interface Enrolled {
  readonly standing: Standing
  readonly course: Course
}

/** The enrolment of the page's address, which must be the signed-in learner's own: 404 when unknown or annulled, 403 when another's. */
export async function ownCourse(c: Ctx): Promise<Enrolled> {
  return ownEnrolment(c.var.house, learner(c).person, c.req.param('enrolment') ?? '')
}

/** The same for what a person's phone delivers, whoever carries it. */
export async function ownEnrolment(house: House, person: string, enrolment: string): Promise<Enrolled> {
  const standing = await standingOf(house, enrolment)
  const found = standing && await inCourse(house, house.db, standing)
  if (!found) throw new Problem(404, 'unknown-enrolment', REFUSAL.unknownEnrolment)
  if ((await ownerOf(house, found.standing)) !== person) throw new Problem(403, 'not-your-course', REFUSAL.notYourCourse)
  return found
}

/** The same inside a transaction of a command, or null when the enrolment does not exist or was annulled. */
export async function enrolledIn(house: House, db: Db, enrolment: string): Promise<Enrolled | null> {
  const standing = standingFrom(await stepsOf(db, enrolment), house.clock())
  return standing && inCourse(house, db, standing)
}

/** The same of many; those that are unknown or annulled are missing. */
export async function manyEnrolledIn(house: House, enrolments: readonly string[]): Promise<Map<string, Enrolled>> {
  const found = new Map<string, Enrolled>()
  for (const [enrolment, steps] of await stepsOfMany(house.db, enrolments)) {
    const standing = standingFrom(steps, house.clock())
    if (standing) found.set(enrolment, await inCourse(house, house.db, standing))
  }
  return found
}

async function inCourse(house: House, db: Db, standing: Standing): Promise<Enrolled> {
  // Through the caller's own connection: a transaction that waits for a second one can starve the pool.
  const course = standing.version ? await courseVersion({ content: house.content, db }, standing.version) : currentCourse(house, await courseIdOf(house, standing, db))
  if (!course) throw new Problem(503, 'no-course', REFUSAL.noCourse)
  return { standing, course }
}

/** Which course a section is for. */
export async function courseIdOf(house: House, { tenant, section }: Standing, db: Db = house.db): Promise<string> {
  return courseOfSection(house, tenant, section, db)
}

/** An agent's person never changes; asking once a process spares the most read page a query. */
const owners = new WeakMap<House['content'], Map<string, string>>()
const MOST_OWNERS = 50_000

async function ownerOf(house: House, { tenant, agent }: Standing): Promise<string | null> {
  const known = owners.get(house.content) ?? new Map<string, string>()
  owners.set(house.content, known)
  const key = `${tenant} ${agent}`
  const person = known.get(key) ?? await personOf(house.db, tenant, agent)
  if (known.size >= MOST_OWNERS) known.clear()
  if (person) known.set(key, person)
  return person
}

/** How long a page may show marks of a rule that was replaced a moment ago. */
const MARKS_MS = 60_000
const marksSeen = new WeakMap<House['content'], Map<string, { until: number; marks: PassMarks }>>()

/** The marks that the programme's rule in force asks for; before one is, those of its latest file. */
export async function passMarks(house: House, tenant: string): Promise<PassMarks> {
  const seen = marksSeen.get(house.content) ?? new Map<string, { until: number; marks: PassMarks }>()
  marksSeen.set(house.content, seen)
  const now = house.clock().getTime()
  const known = seen.get(tenant)
  if (known && now < known.until && now >= known.until - MARKS_MS) return known.marks
  const rule = (await ruleInForce(house.db, house, tenant))?.rule ?? programmeOf(house, tenant)?.rules.at(-1)?.rule
  if (!rule) throw new Problem(503, 'no-rule', REFUSAL.noCourse)
  const marks = { quiz: rule.quiz.mark, product: rule.product.mark }
  seen.set(tenant, { until: now + MARKS_MS, marks })
  return marks
}
