import type { Feature, House } from '../../feature.ts'
import type { Db } from '../../lib/database.ts'
import { concepts } from './concepts.ts'
import type { Product, Quiz } from './course-file.ts'
import { courseStep } from './course-step.ts'
import { unitCompleted } from './deliver-units.ts'
import { completedFact } from './fact.ts'
import { courseCards } from './home.ts'
import { enrolledIn, manyEnrolledIn, passMarks } from './own-course.ts'
import { progressIn, type Progress } from './progress.ts'
import { readCourses } from './read.ts'
import { routes } from './routes.tsx'
import { takeCourses, takeRoutes } from './take.tsx'
import { currentCourse, takeIn, type Course } from './versions.ts'
import { OFFICE } from './words.ts'

export type { Product, Question, Quiz } from './course-file.ts'
export type { Course } from './versions.ts'
export type { PassMarks, Progress, Standing, Step } from './progress.ts'
export { courseVersion, currentCourse } from './versions.ts'
export { enrolledIn, ownCourse, ownEnrolment, passMarks, type Enrolled } from './own-course.ts'
export { takenCourse } from './take.tsx'
export { startCourse } from './complete-unit.ts'
export { productTaskHtml } from './lesson-html.ts'
export { markText } from './course-page.tsx'

/** The product task and rubric of a course's present version. A learner's own version is in `ownCourse(c).course.product`. */
export function productOf(house: Pick<House, 'content'>, course: string): Product | null {
  return currentCourse(house, course)?.product ?? null
}

/** The quiz pool of a course's present version. */
export function quizOf(house: Pick<House, 'content'>, course: string): Quiz | null {
  return currentCourse(house, course)?.quiz ?? null
}

/** How one enrolment stands in its course, or null when it is unknown or annulled. */
export async function progressOf(house: House, db: Db, enrolment: string): Promise<(Progress & { course: Course }) | null> {
  const found = await enrolledIn(house, db, enrolment)
  return found && { ...progressIn(found.course, found.standing, await passMarks(house, found.standing.tenant)), course: found.course }
}

/** The same of many. */
export async function progressOfMany(house: House, tenant: string, enrolments: readonly string[]): Promise<Map<string, Progress>> {
  const marks = await passMarks(house, tenant)
  return new Map([...await manyEnrolledIn(house, enrolments)].map(([enrolment, { course, standing }]) => [enrolment, progressIn(course, standing, marks)]))
}

/** Courses as files, lessons, progress. */
export const courses: Feature = {
  name: 'courses',
  concepts,
  migrations: 'src/features/courses/migrations',
  projections: [courseStep],
  facts: [completedFact],
  routes: [...routes, ...takeRoutes],
  deliveries: [unitCompleted],
  takeAlong: takeCourses,
  office: [{ label: OFFICE.link, path: 'reports', room: 'classes', roles: ['tutor', 'executor'] }],
  home: courseCards,
  load: async (house) => {
    const mistakes = await takeIn(house, readCourses(house.config.contentDir))
    // One broken course must not close the others: it stays on its last good version, and the office sees this list.
    if (mistakes.length > 0) console.error(`The course files have ${mistakes.length} mistake(s):\n- ${mistakes.join('\n- ')}`)
  },
}
