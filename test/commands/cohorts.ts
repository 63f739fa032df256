import { sql } from 'kysely'
import { VERB } from '../../src/features/programmes/index.ts'
import { actingStaff, type Acting } from '../acting.ts'
import * as h from '../histories/script.ts'
import { learner, notStaff, OFFICE, SECTION, type Place } from './place.ts'
import { rows, said, type Prepared, type Row } from './row.ts'

const newTutor = ({ house }: Place): Promise<Acting> => actingStaff(house, 'Nuria Nueva', ['tutor'])

const byExecutors = (place: Place): Pick<Prepared, 'by' | 'also' | 'wrong'> => ({
  by: place.staff.executor, also: { by: place.staff.colleague }, wrong: notStaff(place, 'tutor', 'approver'),
})

export const cohorts: readonly Row[] = [
  {
    route: 'POST /office/:programme/sections/:section/tutors',
    prepare: async (place) => {
      const { id } = await newTutor(place)
      const page = `${OFFICE}/sections/${SECTION}`
      return { ...byExecutors(place), path: `${page}/tutors`, fields: { staff: id }, page, effect: { charges: rows('section_tutor', sql`staff = ${id} and until is null`) } }
    },
  },
  {
    route: 'POST /office/:programme/sections/:section/tutors/:staff/end',
    prepare: async (place) => {
      const { id } = await newTutor(place)
      const page = `${OFFICE}/sections/${SECTION}`
      await place.staff.executor.post(`${page}/tutors`, { staff: id })
      return { ...byExecutors(place), path: `${page}/tutors/${id}/end`, page, effect: { ended: rows('section_tutor', sql`staff = ${id} and until is not null and ended_by is not null`) } }
    },
  },
  {
    route: 'POST /office/:programme/enrolments/:enrolment/withdraw',
    prepare: async (place) => {
      const { enrolment } = await learner(place.house)
      const page = `${OFFICE}/enrolments/${enrolment}`
      const effect = { withdrew: said(VERB.withdrew, { registration: enrolment }), withdrawn: rows('enrolment', sql`enrolment = ${enrolment} and state = 'withdrawn'`) }
      return { ...byExecutors(place), path: `${page}/withdraw`, fields: { cause: 'time' }, page, effect }
    },
  },
  {
    route: 'POST /office/:programme/enrolments/:enrolment/re-enter',
    prepare: async (place) => {
      const { enrolment } = await learner(place.house, { story: (s, her) => h.withdrew(s, her.agent, her.enrolment) })
      const page = `${OFFICE}/enrolments/${enrolment}`
      const effect = { 're-entered': said(VERB.reEntered, { registration: enrolment }), active: rows('enrolment', sql`enrolment = ${enrolment} and state = 'active'`) }
      return { ...byExecutors(place), path: `${page}/re-enter`, page, effect }
    },
  },
  {
    route: 'POST /office/:programme/enrolments/:enrolment/annul',
    prepare: async (place) => {
      const { enrolment, enrolled } = await learner(place.house)
      const page = `${OFFICE}/enrolments/${enrolment}`
      const effect = { 'struck out': said(VERB.annulled, { object: enrolled }), annulled: rows('enrolment', sql`enrolment = ${enrolment} and state = 'annulled'`) }
      return { ...byExecutors(place), path: `${page}/annul`, fields: { reason: 'typing-error' }, page, effect }
    },
  },
]
