import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { currentCourse, type Course } from '../../src/features/courses/index.ts'
import { STARTED } from '../../src/features/courses/statements.ts'
import { VERB } from '../../src/features/programmes/index.ts'
import type { TestHouse } from '../house.ts'
import { learner, notHer, notStaff, OFFICE, TENANT, type Place } from './place.ts'
import { rows, said, type Prepared, type Row } from './row.ts'

export function courseOf(house: TestHouse): Course {
  const course = currentCourse(house, 'base')
  if (!course) throw new Error('the course did not load')
  return course
}

async function reported(place: Place): Promise<string> {
  const [id, { enrolment }] = [randomUUID(), await learner(place.house)]
  const course = courseOf(place.house)
  await place.house.db.insertInto('lesson_report').values({
    id, tenant: TENANT, enrolment, course: course.id, version: course.hash, unit: course.units[0]?.id ?? '', lang: 'es', section: '',
    text: 'La suma del ejemplo no sale.', reported: place.house.clock(),
  }).execute()
  return id
}

const onReport = (place: Place, to: string): Pick<Prepared, 'path' | 'by' | 'also' | 'wrong' | 'page'> => ({
  path: `${OFFICE}/reports/${to}`, by: place.staff.tutor, also: { by: place.staff.executor }, wrong: notStaff(place, 'approver'), page: `${OFFICE}/reports`,
})

export const courses: readonly Row[] = [
  {
    route: 'POST /learn/:enrolment/start',
    prepare: async (place) => {
      const her = await learner(place.house)
      return { path: `/learn/${her.enrolment}/start`, by: her, wrong: notHer(place), page: `/learn/${her.enrolment}`, effect: { started: said(STARTED, { registration: her.enrolment }) } }
    },
  },
  {
    route: 'POST /learn/:enrolment/units/:unit/done',
    prepare: async (place) => {
      const her = await learner(place.house)
      const { hash, units } = courseOf(place.house)
      const at = `/learn/${her.enrolment}/units/${units[0]?.id}`
      const effect = { completed: said(VERB.completed, { registration: her.enrolment }), started: said(STARTED, { registration: her.enrolment }) }
      return { path: `${at}/done`, fields: { version: hash }, by: her, wrong: notHer(place), page: at, effect }
    },
  },
  {
    route: 'POST /learn/:enrolment/units/:unit/report',
    prepare: async (place) => {
      const her = await learner(place.house)
      const { hash, units } = courseOf(place.house)
      const at = `/learn/${her.enrolment}/units/${units[0]?.id}`
      return {
        path: `${at}/report`, fields: { id: randomUUID(), version: hash, section: '', text: 'En mi celular no se ve la figura.' }, by: her, wrong: notHer(place), page: at,
        effect: { reports: rows('lesson_report', sql`enrolment = ${her.enrolment}`) },
      }
    },
  },
  {
    route: 'POST /office/:programme/reports/:report/close',
    prepare: async (place) => {
      const id = await reported(place)
      return { ...onReport(place, `${id}/close`), effect: { closed: rows('lesson_report', sql`id = ${id} and closed is not null and closed_by is not null`) } }
    },
  },
  {
    route: 'POST /office/:programme/reports/:report/reopen',
    prepare: async (place) => {
      const id = await reported(place)
      await place.staff.tutor.post(`${OFFICE}/reports/${id}/close`)
      return { ...onReport(place, `${id}/reopen`), effect: { open: rows('lesson_report', sql`id = ${id} and closed is null and closed_by is null`) } }
    },
  },
]
