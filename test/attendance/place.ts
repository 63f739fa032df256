import { randomUUID } from 'node:crypto'
import type { DeliveredItem, House } from '../../src/feature.ts'
import { enrolPerson } from '../../src/features/cohorts/index.ts'
import { actingLearner, actingStaff, personValues, type Acting } from '../acting.ts'
import { openHouse, type TestHouse } from '../house.ts'

export const SECTION = 'sabado-1'
export const OTHER = 'noche-1'
export const OFFICE = '/office/piloto'
export const SESSIONS = `${OFFICE}/sections/${SECTION}/sessions`
/** Saturday 7 March 2026, 9:00 in Lima. */
export const NINE = '2026-03-07T14:00:00.000Z'
export const ELEVEN = '2026-03-07T16:00:00.000Z'

/** A Saturday section at work: Tita is its tutor, Tadeo another section's, Elena coordinates. */
export interface ClassPlace {
  readonly house: TestHouse
  readonly tutor: Acting
  readonly otherTutor: Acting
  readonly executor: Acting
  readonly enrol: (name?: string, section?: string) => Promise<Acting & { readonly agent: string; readonly enrolment: string }>
  /** A session of the section; from 9 to 11 on the Saturday when nothing else is said. Answers its id. */
  readonly plan: (fields?: Record<string, string>, section?: string) => Promise<string>
  readonly close: () => Promise<void>
}

export async function openClass(now = '2026-03-02T15:00:00Z'): Promise<ClassPlace> {
  const house = await openHouse({ now })
  const [tutor, otherTutor] = [await actingStaff(house, 'Tita Enseña', ['tutor']), await actingStaff(house, 'Tadeo Enseña', ['tutor'])]
  const executor = await actingStaff(house, 'Elena Coordina', ['executor'])
  await executor.post(`${OFFICE}/sections/${SECTION}/tutors`, { staff: tutor.id })
  await executor.post(`${OFFICE}/sections/${OTHER}/tutors`, { staff: otherTutor.id })
  return {
    house, tutor, otherTutor, executor, close: () => house.close(),
    enrol: async (name = 'Rosa Quispe Mamani', section = SECTION) => {
      const learner = await actingLearner(house, personValues({ name }))
      const enrolment = randomUUID()
      await enrolPerson(house, { tenant: 'piloto', agent: learner.agent, enrolment, section, by: executor.id })
      return { ...learner, enrolment }
    },
    plan: async (fields = {}, section = SECTION) => {
      const id = randomUUID()
      const form = { id, day: '2026-03-07', from: '09:00', to: '11:00', minutes: '', mode: 'presencial', site: 'Centro de Acceso Digital, Juliaca', ...fields }
      const answer = await executor.post(`${OFFICE}/sections/${section}/sessions`, form)
      if (answer.status !== 303) throw new Error(`${answer.status} ${(await answer.text()).slice(0, 4000)}`)
      return id
    },
  }
}

/** What a phone delivered. */
export function item(data: unknown, at: string, more: Partial<DeliveredItem> = {}): DeliveredItem {
  return { id: randomUUID(), kind: 'attendance', data, files: [], at: new Date(at), deviceTime: new Date(at), skewed: false, ...more }
}

/** Hands an item of a member of staff with roles in `piloto` to its rule. */
export async function deliverAs(house: House, staff: Acting, roles: readonly ('tutor' | 'executor')[], one: DeliveredItem): Promise<void> {
  const rule = house.deliveries.find((d) => d.kind === one.kind)
  if (!rule) throw new Error(`no rule for ${one.kind}`)
  await rule.accept(house, { kind: 'staff', staff: staff.id, roles: roles.map((role) => ({ tenant: 'piloto', role })) }, one)
}

export async function deliverFrom(house: House, person: string, one: DeliveredItem): Promise<void> {
  const rule = house.deliveries.find((d) => d.kind === one.kind)
  if (!rule) throw new Error(`no rule for ${one.kind}`)
  await rule.accept(house, { kind: 'learner', person }, one)
}
