import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { VERB, verbIri } from '../../src/features/programmes/index.ts'
import { actingStaff, type Acting } from '../acting.ts'
import * as h from '../histories/script.ts'
import { learner, notStaff, OFFICE, SECTION, type Place } from './place.ts'
import { rows, said, type Prepared, type Row } from './row.ts'

const newTutor = ({ house }: Place): Promise<Acting> => actingStaff(house, 'Nuria Nueva', ['tutor'])

const byExecutors = (place: Place): Pick<Prepared, 'by' | 'also' | 'wrong'> => ({
  by: place.staff.executor, also: { by: place.staff.colleague }, wrong: notStaff(place, 'tutor', 'approver'),
})

const SITE = { name: 'CETPRO San José', district: 'Juliaca, San Román', childcare: 'yes', signal: 'good' }
const SECTION_FORM = { title: 'Tarde', mode: 'virtual', capacity: '25', starts: '2026-04-01', ends: '2027-07-31', course: 'base', call: '' }
const slugOf = (name: string, form: string): string => `${name}-${form.slice(0, 6)}`

/** A section that the office opened, and is empty. */
async function openedSection(place: Place): Promise<{ id: string; page: string }> {
  const form = randomUUID()
  await place.staff.executor.post(`${OFFICE}/open-section`, { ...SECTION_FORM, id: form })
  const id = slugOf('tarde', form)
  return { id, page: `${OFFICE}/sections/${id}` }
}

export const cohorts: readonly Row[] = [
  {
    route: 'POST /office/:programme/open-section',
    prepare: (place) => {
      const form = randomUUID()
      const effect = { opened: rows('section', sql`section = ${slugOf('tarde', form)}`), said: said(verbIri('sectionOpened'), { object: `/${slugOf('tarde', form)}` }) }
      return Promise.resolve({ ...byExecutors(place), path: `${OFFICE}/open-section`, fields: { ...SECTION_FORM, id: form }, page: `${OFFICE}/open-section`, effect })
    },
  },
  {
    route: 'POST /office/:programme/sections/:section/change',
    prepare: async (place) => {
      const { id, page } = await openedSection(place)
      const effect = { changed: rows('section', sql`section = ${id} and terms->>'capacity' = '31'`), said: said(verbIri('sectionChanged'), { object: `/${id}` }) }
      return { ...byExecutors(place), path: `${page}/change`, fields: { ...SECTION_FORM, capacity: '31' }, page: `${page}/change`, effect }
    },
  },
  {
    route: 'POST /office/:programme/sections/:section/close',
    prepare: async (place) => {
      const { id, page } = await openedSection(place)
      const effect = { closed: rows('section', sql`section = ${id} and closed is not null`), said: said(verbIri('sectionClosed'), { object: `/${id}` }) }
      return { ...byExecutors(place), path: `${page}/close`, page: `${page}/change`, effect }
    },
  },
  {
    route: 'POST /office/:programme/sections/:section/reopen',
    prepare: async (place) => {
      const { id, page } = await openedSection(place)
      await place.staff.executor.post(`${page}/close`)
      return { ...byExecutors(place), path: `${page}/reopen`, page, effect: { open: rows('section', sql`section = ${id} and closed is null`) } }
    },
  },
  {
    route: 'POST /office/:programme/sites',
    prepare: (place) => {
      const form = randomUUID()
      const id = slugOf('cetpro-san-jose', form)
      const effect = { recorded: rows('site', sql`site = ${id}`), said: said(verbIri('siteRecorded'), { object: `/${id}` }) }
      return Promise.resolve({ ...byExecutors(place), path: `${OFFICE}/sites`, fields: { ...SITE, id: form }, page: `${OFFICE}/sites`, effect })
    },
  },
  {
    route: 'POST /office/:programme/sites/:site',
    prepare: async (place) => {
      const form = randomUUID()
      await place.staff.executor.post(`${OFFICE}/sites`, { ...SITE, id: form })
      const page = `${OFFICE}/sites/${slugOf('cetpro-san-jose', form)}`
      const effect = { changed: rows('site', sql`site = ${slugOf('cetpro-san-jose', form)} and not childcare`) }
      return { ...byExecutors(place), path: page, fields: { ...SITE, childcare: 'no' }, page, effect }
    },
  },
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
  {
    route: 'POST /office/:programme/enrolments/:enrolment/transfer',
    prepare: async (place) => {
      const { enrolment } = await learner(place.house)
      const page = `${OFFICE}/enrolments/${enrolment}`
      const { id } = await openedSection(place)
      const effect = { transferred: said(verbIri('transferred'), { registration: enrolment }), there: rows('enrolment', sql`enrolment = ${enrolment} and section = ${id}`) }
      return { ...byExecutors(place), path: `${page}/transfer`, fields: { section: id }, page, effect }
    },
  },
  {
    route: 'POST /office/:programme/enrolments/:enrolment/pause',
    prepare: async (place) => {
      const { enrolment } = await learner(place.house)
      const page = `${OFFICE}/enrolments/${enrolment}`
      const until = new Date(place.house.clock().getTime() + 10 * 86_400_000).toISOString().slice(0, 10)
      const effect = { paused: said(verbIri('paused'), { registration: enrolment }), resting: rows('enrolment', sql`enrolment = ${enrolment} and paused_until = ${until}`) }
      return { ...byExecutors(place), path: `${page}/pause`, fields: { until, pause_cause: 'work' }, page, effect }
    },
  },
  {
    route: 'POST /office/:programme/enrolments/:enrolment/resume',
    prepare: async (place) => {
      const { enrolment } = await learner(place.house)
      const page = `${OFFICE}/enrolments/${enrolment}`
      const until = new Date(place.house.clock().getTime() + 10 * 86_400_000).toISOString().slice(0, 10)
      await place.staff.executor.post(`${page}/pause`, { until, pause_cause: 'work' })
      return { ...byExecutors(place), path: `${page}/resume`, page, effect: { resumed: said(verbIri('resumed'), { registration: enrolment }) } }
    },
  },
  {
    route: 'POST /office/:programme/enrolments/:enrolment/drop-out',
    prepare: async (place) => {
      const { enrolment } = await learner(place.house)
      const page = `${OFFICE}/enrolments/${enrolment}`
      await place.staff.executor.post(`${page}/contacts`, { id: randomUUID(), channel: 'call', reached: 'no' })
      const effect = { withdrew: said(VERB.withdrew, { registration: enrolment }), gone: rows('enrolment', sql`enrolment = ${enrolment} and way = 'drop-out'`) }
      return { ...byExecutors(place), path: `${page}/drop-out`, fields: { drop_cause: 'no-answer' }, page, effect }
    },
  },
  {
    route: 'POST /office/:programme/enrolments/:enrolment/childcare',
    prepare: async (place) => {
      const { enrolment } = await learner(place.house)
      const page = `${OFFICE}/enrolments/${enrolment}`
      const effect = { noted: said(verbIri('childcareNoted'), { registration: enrolment }), stands: rows('childcare_note', sql`enrolment = ${enrolment} and needed and not used`) }
      return { ...byExecutors(place), path: `${page}/childcare`, fields: { asked: 'yes', childcare: 'needed' }, page, effect }
    },
  },
]
