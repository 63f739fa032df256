import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { verbIri } from '../../src/features/programmes/index.ts'
import { actingStaff } from '../acting.ts'
import { notStaff, OFFICE, type Place } from './place.ts'
import { rows, said, type Counter, type Row, type Wrong } from './row.ts'

const PATH = `${OFFICE}/findings`
const kept = (about: string, part: string): Counter => rows('duty_text', sql`about = ${about} and part = ${part}`)
const notAuditors = (place: Place): Wrong[] => notStaff(place, 'executor', 'approver', 'tutor').filter(({ who }) => who !== 'auditor')

async function raised(place: Place): Promise<string> {
  const id = randomUUID()
  await place.staff.auditor.post(PATH, { id, about: 'figure', code: 'k1', severity: 'grave', text: 'La cifra no coincide con el padrón.' })
  return id
}

const steps = (finding: string): Record<string, Counter> => ({ steps: said(verbIri('findingHandled'), { object: finding }), texts: kept(finding, 'step') })

export const findings: readonly Row[] = [
  {
    route: 'POST /office/:programme/findings',
    prepare: (place) => {
      const id = randomUUID()
      return Promise.resolve({
        by: place.staff.auditor, wrong: notAuditors(place), path: PATH, page: `${PATH}/new`,
        fields: { id, about: 'section', code: 'noche-1', severity: 'serious', text: 'La lista de la primera sesión no tiene firmas.' },
        effect: { raised: said(verbIri('findingRaised'), { object: id }), texts: kept(id, 'happened') },
      })
    },
  },
  {
    route: 'POST /office/:programme/findings/:finding/reply',
    prepare: async (place) => {
      const id = await raised(place)
      return {
        by: place.staff.executor, also: { by: place.staff.colleague }, wrong: notStaff(place, 'approver', 'tutor'), path: `${PATH}/${id}/reply`, page: `${PATH}/${id}`,
        fields: { id: randomUUID(), text: 'Corregimos el padrón el lunes.' }, effect: steps(id),
      }
    },
  },
  {
    route: 'POST /office/:programme/findings/:finding/decide',
    prepare: async (place) => {
      const id = await raised(place)
      await place.staff.executor.post(`${PATH}/${id}/reply`, { id: randomUUID(), text: 'Corregimos el padrón el lunes.' })
      const colleague = await actingStaff(place.house, 'Olga Audita', ['auditor'])
      return {
        by: place.staff.auditor, also: { by: colleague }, wrong: notAuditors(place), path: `${PATH}/${id}/decide`, page: `${PATH}/${id}`,
        fields: { id: randomUUID(), decision: 'lifted', text: 'El padrón ya dice lo mismo.' }, effect: { ...steps(id), closed: rows('finding', sql`finding = ${id} and stage = 'closed'`) },
      }
    },
  },
]
