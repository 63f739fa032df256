import { sql } from 'kysely'
import { PEOPLE_VERB } from '../../src/features/people/index.ts'
import { learner, notStaff, OFFICE } from './place.ts'
import { rows, said, type Row } from './row.ts'

export const ties: readonly Row[] = [
  {
    route: 'POST /office/:programme/people/:agent/tie',
    prepare: async (place) => {
      const her = await learner(place.house)
      const page = `${OFFICE}/people/${her.agent}`
      const effect = {
        tagged: said(PEOPLE_VERB.tagged, { actor: her.agent }), ties: rows('person_tie', sql`agent = ${her.agent} and tied`),
        notes: rows('inbox_note', sql`person = ${her.id} and note::text like '%entidad ejecutora%'`),
      }
      return { page, path: `${page}/tie`, by: place.staff.executor, also: { by: place.staff.colleague }, wrong: notStaff(place, 'approver', 'tutor'), fields: { tie: 'relative', member: 'yes' }, effect }
    },
  },
]
