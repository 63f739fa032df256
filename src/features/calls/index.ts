import type { Feature, House } from '../../feature.ts'
import { programmeOf, type Call } from '../programmes/index.ts'
import { application } from './application.ts'
import { appealRoutes } from './appeal-routes.tsx'
import { applicationsRoutes } from './applications-routes.tsx'
import { loadBases } from './bases.ts'
import { concepts } from './concepts.ts'
import { CALL_READERS, callOfEntity } from './entity.ts'
import { lotteryRound } from './lottery-round.ts'
import { errataRoutes } from './errata-routes.tsx'
import { officeRoutes } from './office-routes.tsx'
import { OFFICE } from './office-words.ts'
import { applicationCards, ownRoutes } from './own-routes.tsx'
import { callErratum, correctedCall } from './call-erratum.ts'
import { callResults } from './call-results.ts'
import { resultsOfficeRoutes } from './results-office-routes.tsx'
import { resultsRoutes } from './results-routes.tsx'
import { callPublication, publicationOf } from './publication.ts'
import { publicRoutes } from './public-routes.tsx'
import { SETTLE_JOB, settleAll, settleWholly } from './rounds.ts'
import { scoreRoutes } from './score-routes.tsx'
import { phaseOf, type Phase } from './phase.ts'
import { waits } from './waits.ts'

export { applicationOf, callApplications, type Application } from './application.ts'
export { agentsOfOwnCalls, appliedToOwnCall } from './entity.ts'
export type { Phase } from './phase.ts'

/** The published calls of a programme with where they stand, for public pages. */
export async function publishedCalls(house: House, tenant: string): Promise<{ call: Call; phase: Phase; href: string }[]> {
  const found = await Promise.all((programmeOf(house, tenant)?.calls ?? []).map(async (call) => {
    const now = await correctedCall(house.db, tenant, call)
    return { call: now, phase: phaseOf(now, await publicationOf(house.db, tenant, call.id), house.clock()), href: `/p/${tenant}/calls/${call.id}` }
  }))
  return found.filter(({ phase }) => phase !== 'draft')
}

/** Calls: published terms, applications, eligibility, lottery, acceptance, results, appeals. */
export const calls: Feature = {
  name: 'calls',
  concepts,
  migrations: 'src/features/calls/migrations',
  projections: [callPublication, application, lotteryRound, callResults, callErratum],
  routes: [...publicRoutes, ...ownRoutes, ...officeRoutes, ...applicationsRoutes, ...resultsRoutes, ...resultsOfficeRoutes, ...scoreRoutes, ...errataRoutes, ...appealRoutes],
  office: [{ label: OFFICE.calls, path: 'calls', room: 'people', roles: CALL_READERS }],
  entity: { call: callOfEntity },
  home: applicationCards,
  waits,
  jobs: [
    { name: 'calls-settle', cron: '*/5 * * * *', run: settleAll },
    { name: SETTLE_JOB, run: settleWholly },
  ],
  load: loadBases,
}
