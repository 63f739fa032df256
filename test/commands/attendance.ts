import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { sectionOf } from '../../src/features/cohorts/index.ts'
import { VERB } from '../../src/features/programmes/index.ts'
import { append } from '../../src/record/append.ts'
import { CANCELLED, DROPPED, NOTED, PLANNED, sessionPlanned } from '../../src/features/attendance/statements.ts'
import { learner, notStaff, OFFICE, SECTION, TENANT, type Place } from './place.ts'
import { rows, said, type Prepared, type Row } from './row.ts'

const SESSIONS = `${OFFICE}/sections/${SECTION}/sessions`
/** Sessions made so far: no two of them overlap. */
const made = new WeakMap<Place, number>()
const planned = new WeakMap<Place, number>()

function next(place: Place, counter: WeakMap<Place, number>): number {
  const n = (counter.get(place) ?? 0) + 1
  counter.set(place, n)
  return n
}

/** A minute of class a little while ago. */
async function classNow(place: Place): Promise<string> {
  const { house, staff } = place
  const [id, site] = [randomUUID(), (await sectionOf(house, TENANT, SECTION))?.site.es ?? '']
  const starts = new Date(house.clock().getTime() - next(place, made) * 120_000)
  const plan = { id, section: SECTION, starts, ends: new Date(starts.getTime() + 60_000), minutes: 1, mode: 'virtual' as const, site }
  await append(house, { scopes: [] }, () => [sessionPlanned(TENANT, plan, staff.tutor.id, house.clock(), null)])
  return id
}

const byTutors = (place: Place): Pick<Prepared, 'by' | 'also' | 'wrong'> => ({
  by: place.staff.tutor, also: { by: place.staff.fellow }, wrong: notStaff(place, 'otherTutor', 'approver'),
})

export const attendance: readonly Row[] = [
  {
    route: 'POST /office/:programme/sections/:section/sessions',
    prepare: async (place) => {
      const id = randomUUID()
      const day = new Date(Date.UTC(2027, 0, next(place, made))).toISOString().slice(0, 10)
      const fields = { id, day, from: '19:00', to: '20:00', minutes: '', mode: 'virtual', site: (await sectionOf(place.house, TENANT, SECTION))?.site.es ?? '' }
      return { ...byTutors(place), path: SESSIONS, fields, page: SESSIONS, effect: { planned: said(PLANNED, { object: id }), sessions: rows('class_session', sql`session = ${id}`) } }
    },
  },
  {
    route: 'POST /office/:programme/sections/:section/sessions/plan',
    // Two evenings a week, four weeks.
    once: { sessions: 8 },
    prepare: async (place) => {
      const section = `noche-${next(place, planned) + 1}`
      const { executor, colleague } = place.staff
      const page = `${OFFICE}/sections/${section}/sessions`
      const effect = { sessions: rows('class_session', sql`section = ${section} and not cancelled`) }
      return { by: executor, also: { by: colleague }, wrong: notStaff(place, 'tutor', 'approver'), path: `${page}/plan`, fields: { weeks: '4' }, page, effect }
    },
  },
  {
    route: 'POST /office/:programme/sections/:section/sessions/:session/cancel',
    prepare: async (place) => {
      const id = await classNow(place)
      const effect = { cancelled: said(CANCELLED, { object: id }), rows: rows('class_session', sql`session = ${id} and cancelled`) }
      return { ...byTutors(place), path: `${SESSIONS}/${id}/cancel`, page: SESSIONS, effect }
    },
  },
  {
    route: 'POST /office/:programme/sections/:section/sessions/:session',
    prepare: async (place) => {
      const [{ enrolment }, id] = [await learner(place.house), await classNow(place)]
      const path = `${SESSIONS}/${id}`
      const effect = { attended: said(VERB.attended, { registration: enrolment }), entries: rows('attendance', sql`enrolment = ${enrolment} and standing = 'recorded'`) }
      return { ...byTutors(place), path, fields: { [`mark-${enrolment}`]: 'P', do: 'save' }, page: path, effect }
    },
  },
  {
    route: 'POST /office/:programme/sections/:section/sessions/:session',
    what: 'by hand, for a second person',
    prepare: async (place) => {
      const [{ enrolment }, id] = [await learner(place.house), await classNow(place)]
      const path = `${SESSIONS}/${id}`
      const effect = { noted: said(NOTED, { registration: enrolment }), waiting: rows('attendance', sql`enrolment = ${enrolment} and standing = 'waiting'`) }
      const { executor, colleague } = place.staff
      return { by: executor, also: { by: colleague }, wrong: notStaff(place, 'otherTutor', 'approver'), path, fields: { [`mark-${enrolment}`]: 'P', cause: 'paper', do: 'save' }, page: path, effect }
    },
  },
  ...([['confirm', VERB.attended, 'recorded'], ['refuse', DROPPED, 'dropped']] as const).map(([what, verb, standing]): Row => ({
    route: 'POST /office/:programme/attendance/queue',
    what,
    prepare: async (place) => {
      const [{ enrolment }, id] = [await learner(place.house), await classNow(place)]
      const { executor, tutor, fellow } = place.staff
      await executor.post(`${SESSIONS}/${id}`, { [`mark-${enrolment}`]: 'P', cause: 'paper', do: 'save' })
      const row = await place.house.db.selectFrom('attendance').select('entry').where('enrolment', '=', enrolment).executeTakeFirstOrThrow()
      const page = `${OFFICE}/attendance/queue`
      const effect = { said: said(verb, { registration: enrolment }), entries: rows('attendance', sql`enrolment = ${enrolment} and standing = ${standing}`) }
      const wrong = [...notStaff(place, 'approver'), { who: 'whoever recorded it', by: executor }]
      return { by: tutor, also: { by: fellow }, wrong, path: page, fields: { entry: row.entry, do: what }, page, effect }
    },
  })),
]
