import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { ENGINE } from '../../src/engine/version.ts'
import { GRADE_JOB } from '../../src/features/labs/grading.ts'
import { labOf } from '../../src/features/labs/labs.ts'
import { seedOf } from '../../src/features/labs/seed.ts'
import { LAB_SUBMITTED } from '../../src/features/labs/statements.ts'
import { learner, notHer } from './place.ts'
import { rows, said, type Row } from './row.ts'

export const labs: readonly Row[] = [
  {
    route: 'POST /learn/:enrolment/labs/:lab',
    prepare: async (place) => {
      const { house } = place
      const her = await learner(house)
      const lab = labOf(house, 'uva-vino')
      if (!lab) throw new Error('the lab did not load')
      const recipe = { lab: lab.id, version: lab.version, engine: ENGINE, seed: seedOf(house.keys, her.agent, lab), steps: [{ block: 'neighbours', k: 5 }] }
      const [path, id] = [`/learn/${her.enrolment}/labs/${lab.id}`, randomUUID()]
      return {
        // A digest that is not the device's is graded all the same.
        path, fields: { id, recipe: JSON.stringify(recipe), digest: 'f'.repeat(64) }, by: her, wrong: notHer(place), page: path,
        effect: {
          'handed in': said(LAB_SUBMITTED, { registration: her.enrolment }), waiting: rows('lab_submission', sql`submission = ${id}`),
          'grading jobs': rows('graphile_worker.jobs', sql`key = ${`${GRADE_JOB}:${id}`}`),
        },
      }
    },
  },
]
