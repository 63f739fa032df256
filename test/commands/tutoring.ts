import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { verbIri } from '../../src/features/programmes/index.ts'
import { learner, notStaff, OFFICE, type Place } from './place.ts'
import { rows, said, type Prepared, type Row } from './row.ts'

const byTutors = (place: Place): Pick<Prepared, 'by' | 'also' | 'wrong'> => ({
  by: place.staff.tutor, also: { by: place.staff.fellow }, wrong: notStaff(place, 'otherTutor', 'approver'),
})

export const tutoring: readonly Row[] = [
  {
    route: 'POST /office/:programme/enrolments/:enrolment/contacts',
    prepare: async (place) => {
      const { enrolment } = await learner(place.house)
      const page = `${OFFICE}/enrolments/${enrolment}/contacts`
      const effect = { contacted: said(verbIri('contacted'), { registration: enrolment }), logged: rows('contact', sql`enrolment = ${enrolment}`) }
      return { ...byTutors(place), path: page, fields: { id: randomUUID(), channel: 'call', reached: 'yes', cause: 'work', next: '' }, page, effect }
    },
  },
  {
    route: 'POST /office/:programme/enrolments/:enrolment/phone',
    prepare: async (place) => {
      const her = await learner(place.house)
      await her.post('/me/data/consents', { purposes: ['messages'] })
      const page = `${OFFICE}/enrolments/${her.enrolment}`
      return { ...byTutors(place), path: `${page}/phone`, page: `${page}/contacts`, effect: { looks: rows('staff_log', sql`person = ${her.id} and action = 'phone-seen'`) } }
    },
    again: { adds: { looks: 1 }, why: 'each look at the number is a look, and is logged' },
  },
]
