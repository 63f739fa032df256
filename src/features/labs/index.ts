import { z } from 'zod'
import type { Feature } from '../../feature.ts'
import { concepts } from './concepts.ts'
import { labSubmittedFact } from './fact.ts'
import { labGrade } from './grades.ts'
import { GRADE_JOB, SWEEP_JOB, gradeOne, gradeWaiting } from './grading.ts'
import { closedLabs, loadLabs } from './labs.ts'
import { routes } from './routes.tsx'
import { RECHECK_JOB, labRecheck, recheckGrades, recheckStatus } from './secret/recheck.ts'
import { SEALS_JOB, sealAndReveal } from './secret/reveal.ts'
import { secretRoutes } from './secret/routes.tsx'
import { labSeal } from './secret/seals.ts'
import { shelfRoutes } from './shelf/routes.tsx'
import { labSubmission } from './submissions.ts'
import { sandboxStatus } from './sandbox-status.ts'
import { recipeDelivered, takeLabs, takenRoutes } from './taken-lab.tsx'
import { tutorRoutes } from './tutor/routes.tsx'
import { TUTOR } from './tutor/words.ts'

export { gradesOf, labPassed, type GradeRow } from './grades.ts'
export { classLab, labOf, labsOf, publicData } from './labs.ts'
export { seedOf } from './seed.ts'
export type { Lab } from './lab.ts'
export { gradeSubmission } from './grade.ts'
export { submitRecipe } from './submit.ts'

const GradePayload = z.object({ tenant: z.string(), submission: z.string() })

/** Labs: a learner hands in a recipe, the server trains it again and scores it on data that nobody has seen. */
export const labs: Feature = {
  name: 'labs',
  concepts,
  projections: [labSubmission, labGrade, labSeal, labRecheck],
  facts: [labSubmittedFact],
  routes: [...routes, ...takenRoutes, ...shelfRoutes, ...secretRoutes, ...tutorRoutes],
  office: [{ label: TUTOR.labs, path: 'labs', room: 'classes', roles: ['tutor', 'executor'] }],
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
    { name: SEALS_JOB, cron: '7 * * * *', run: sealAndReveal },
    // Three in the morning in Lima.
    { name: RECHECK_JOB, cron: '0 8 * * *', run: async (house) => recheckGrades(house) },
    { name: SWEEP_JOB, cron: '* * * * *', run: async (house) => { await gradeWaiting(house) } },
  ],
  status: async (house) => [...await recheckStatus(house), ...await sandboxStatus(house)],
  load: async (house) => {
    loadLabs(house)
    for (const why of await closedLabs(house)) console.error(why.en)
  },
}
