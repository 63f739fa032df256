import { sql } from 'kysely'
import { personValues } from '../acting.ts'
import { learner, notStaff, OFFICE, type Place } from './place.ts'
import { rows, type Prepared, type Row } from './row.ts'

let day = 0

/** Two learners of one name and birth date, and the pair that they are in the queue. */
async function alike(place: Place, act: string): Promise<Pick<Prepared, 'path' | 'by' | 'also' | 'wrong' | 'page'> & { readonly pair: string; readonly agent: string; readonly person: string }> {
  const born = new Date(Date.UTC(1960, 0, 1) + 86_400_000 * ++day).toISOString().slice(0, 10)
  const one = await learner(place.house, { values: personValues({ born }) })
  const other = await learner(place.house, { values: personValues({ born }) })
  const { id } = await place.house.db.selectFrom('duplicate_pair').select('id').where('one', 'in', [one.id, other.id]).executeTakeFirstOrThrow()
  const page = `${OFFICE}/people/duplicates`
  return { pair: id, agent: one.agent, person: one.id, page, path: `${page}/${id}/${act}`, by: place.staff.executor, also: { by: place.staff.colleague }, wrong: notStaff(place, 'approver', 'tutor') }
}

const stateIs = (pair: string, state: string) => rows('duplicate_pair', sql`id = ${pair} and state = ${state}`)
const said = (person: string, action: string) => rows('staff_log', sql`person = ${person} and action = ${action}`)

export const duplicates: readonly Row[] = [
  {
    route: 'POST /office/:programme/people/duplicates/:pair/merge',
    prepare: async (place) => {
      const { pair, agent, person, ...at } = await alike(place, 'merge')
      return { ...at, fields: { root: agent, reason: 'registered-twice' }, effect: { merged: stateIs(pair, 'merged'), merges: rows('person_merge', sql`root = ${person} and undone is null`) } }
    },
  },
  {
    route: 'POST /office/:programme/people/duplicates/:pair/apart',
    prepare: async (place) => {
      const { pair, agent: _agent, person, ...at } = await alike(place, 'apart')
      return { ...at, fields: { reason: 'namesakes' }, effect: { apart: stateIs(pair, 'apart'), lines: said(person, 'kept-apart') } }
    },
  },
  {
    route: 'POST /office/:programme/people/duplicates/:pair/undo',
    prepare: async (place) => {
      const { pair, agent: _agent, person, ...at } = await alike(place, 'undo')
      await place.staff.executor.post(at.path.replace(/undo$/, 'apart'), { reason: 'namesakes' })
      return { ...at, effect: { open: stateIs(pair, 'open'), lines: said(person, 'pair-reopened') } }
    },
  },
]
