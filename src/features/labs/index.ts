import { z } from 'zod'
import type { Feature } from '../../feature.ts'
import { concepts } from './concepts.ts'
import { labSubmittedFact } from './fact.ts'
import { labGrade } from './grades.ts'
import { GRADE_JOB, SWEEP_JOB, gradeOne, gradeWaiting } from './grading.ts'
import { loadLabs } from './labs.ts'
import { routes } from './routes.tsx'
import { labSubmission } from './submissions.ts'
import { recipeDelivered, takeLabs, takenRoutes } from './taken-lab.tsx'

export { gradesOf, labPassed, type GradeRow } from './grades.ts'
export { classLab, labOf, labsOf, publicData } from './labs.ts'
export { seedOf } from './seed.ts'
export type { Lab } from './load.ts'
export { gradeSubmission } from './grade.ts'
export { submitRecipe } from './submit.ts'

const GradePayload = z.object({ tenant: z.string(), submission: z.string() })

/** Labs: a learner hands in a recipe, the server trains it again and scores it on data that nobody has seen. */
export const labs: Feature = {
  name: 'labs',
  concepts,
  projections: [labSubmission, labGrade],
  facts: [labSubmittedFact],
  routes: [...routes, ...takenRoutes],
  deliveries: [recipeDelivered],
  takeAlong: takeLabs,
  jobs: [
    {
      name: GRADE_JOB,
      run: (house, payload) => {
        const { tenant, submission } = GradePayload.parse(payload)
        return gradeOne(house, tenant, submission)
      },
    },
    { name: SWEEP_JOB, cron: '* * * * *', run: async (house) => { await gradeWaiting(house) } },
  ],
  load: async (house) => loadLabs(house),
}
