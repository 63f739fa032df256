import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { shownDay, shownLimaDay } from '../../src/features/people/dates.ts'
import { verbIri } from '../../src/features/programmes/index.ts'
import { addWorkingDays } from '../../src/features/references/index.ts'
import { actingStaff } from '../acting.ts'
import { learner, notALearner, notAnAdministrator, notStaff, OFFICE, SECTION, type Place } from './place.ts'
import { rows, said, type Counter, type Prepared, type Row } from './row.ts'

const byExecutors = (place: Place): Pick<Prepared, 'by' | 'also' | 'wrong'> => ({
  by: place.staff.executor, also: { by: place.staff.colleague }, wrong: notStaff(place, 'tutor', 'approver'),
})
/** An administrator may write incidents down too: what is lost is often a server's. */
const byWriters = (place: Place): Pick<Prepared, 'by' | 'also' | 'wrong'> => ({
  by: place.staff.executor, also: { by: place.staff.administrator }, wrong: notStaff(place, 'tutor').filter(({ who }) => who !== 'administrator'),
})
const kept = (about: string, part: string): Counter => rows('duty_text', sql`about = ${about} and part = ${part}`)
const moment = ({ house }: Place): { day: string; time: string } => ({ day: shownLimaDay(new Date(house.clock().getTime() - 86_400_000)), time: '08:00' })

async function waiting(place: Place): Promise<string> {
  const { agent } = await learner(place.house)
  const id = randomUUID()
  await place.staff.executor.post(`${OFFICE}/requests`, { id, agent, right: 'access', via: 'in-person', received: shownLimaDay(place.house.clock()), text: 'Quiere saber qué guardamos.' })
  return id
}

export const duties: readonly Row[] = [
  {
    route: 'POST /me/requests',
    prepare: async (place) => {
      const her = await learner(place.house)
      const id = randomUUID()
      const fields = { id, programme: 'piloto', right: 'rectification', text: 'Mi distrito está mal escrito.' }
      return { path: '/me/requests', by: her, fields, page: '/me/requests', wrong: notALearner(place), effect: { asked: said(verbIri('dataRequested'), { object: id }), texts: kept(id, 'asked') } }
    },
  },
  {
    route: 'POST /office/:programme/requests',
    prepare: async (place) => {
      const { agent } = await learner(place.house)
      const id = randomUUID()
      const fields = { id, agent, right: 'opposition', via: 'paper', received: shownLimaDay(place.house.clock()), text: 'No quiere recibir llamadas.' }
      const effect = { asked: said(verbIri('dataRequested'), { object: id }), texts: kept(id, 'asked') }
      return { ...byExecutors(place), path: `${OFFICE}/requests`, fields, page: `${OFFICE}/requests/new?of=${agent}`, effect }
    },
  },
  {
    route: 'POST /office/:programme/requests/:request/answer',
    prepare: async (place) => {
      const id = await waiting(place)
      const page = `${OFFICE}/requests/${id}`
      const effect = { answered: said(verbIri('dataRequestAnswered'), { object: id }), texts: kept(id, 'answer') }
      return { ...byExecutors(place), path: `${page}/answer`, fields: { id: randomUUID(), outcome: 'granted', reason: '', text: 'Te damos una copia de todo.' }, page, effect }
    },
  },
  {
    route: 'POST /office/:programme/requests/:request/extend',
    prepare: async (place) => {
      const id = await waiting(place)
      const page = `${OFFICE}/requests/${id}`
      const { due } = await place.house.db.selectFrom('data_request').select('due').where('request', '=', id).executeTakeFirstOrThrow()
      const fields = { id: randomUUID(), why: 'much-data', due: shownDay(addWorkingDays(due, 3)), explanation: 'Hay que mirar varias listas antiguas.' }
      const effect = { extended: said(verbIri('dataRequestExtended'), { object: id }), texts: kept(id, 'extension') }
      return { ...byExecutors(place), path: `${page}/extend`, fields, page, effect }
    },
  },
  {
    route: 'POST /office/:programme/incidents',
    prepare: async (place) => {
      const id = randomUUID()
      const fields = { id, kind: 'wrong-recipient', ...moment(place), affected: '12', text: 'Una lista llegó a otro correo.' }
      const effect = { recorded: said(verbIri('incidentRecorded'), { object: id }), texts: kept(id, 'happened') }
      return { ...byWriters(place), path: `${OFFICE}/incidents`, fields, page: `${OFFICE}/incidents`, effect }
    },
  },
  {
    route: 'POST /office/:programme/incidents/:incident/steps',
    prepare: async (place) => {
      const incident = randomUUID()
      await place.staff.executor.post(`${OFFICE}/incidents`, { id: incident, kind: 'lost-device', ...moment(place), affected: '', text: 'Se perdió una laptop.' })
      const page = `${OFFICE}/incidents/${incident}`
      const effect = { steps: said(verbIri('incidentHandled'), { object: incident }), texts: kept(incident, 'step') }
      return { ...byWriters(place), path: `${page}/steps`, fields: { id: randomUUID(), step: 'authority-told', ...moment(place), text: 'Cargo 123 de la Autoridad.' }, page, effect }
    },
  },
  {
    route: 'POST /office/staff/:staff/hand-over',
    prepare: async (place) => {
      const [leaver, taker] = [await actingStaff(place.house, 'Lía Se Va', ['tutor']), await actingStaff(place.house, 'Toma Todo', ['tutor'])]
      await place.staff.executor.post(`${OFFICE}/sections/${SECTION}/tutors`, { staff: leaver.id })
      const page = `/office/staff/${leaver.id}/hand-over`
      const effect = {
        sections: rows('section_tutor', sql`staff = ${taker.id} and until is null`), left: rows('staff', sql`id = ${leaver.id} and not active`),
        lines: rows('staff_log', sql`other_staff = ${leaver.id} and action = 'work-handed-over'`),
      }
      return {
        by: place.staff.administrator, also: { by: place.staff.chief }, wrong: notAnAdministrator(place), path: page, fields: { 'to-piloto': taker.id, leaves: 'yes' }, page, effect,
      }
    },
  },
]
