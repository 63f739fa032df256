import { z } from 'zod'
import type { Feature } from '../../feature.ts'
import { giveValues } from '../figures/index.ts'
import { concepts } from './concepts.ts'
import { cutsCounted } from './counted.ts'
import { beginMonthly, PREPARE_JOB, prepareRelease } from './release.ts'
import { routes } from './routes.tsx'
import { WORDS } from './words.ts'

export { titleOf as releaseTitle } from './pages.tsx'
export { beginRelease, nameOf as releaseName, publishRelease, releaseNamed, releasesOf } from './release.ts'
export { RECOUNT, recountText } from './recount.ts'
export { PUBLISHED } from './statements.ts'

const Payload = z.object({ tenant: z.string(), month: z.string(), revision: z.int() })

/** The monthly cut: computed at a position, small cells hidden, published by an owner, never changed. */
export const releases: Feature = {
  name: 'releases',
  concepts,
  migrations: 'src/features/releases/migrations',
  routes,
  load: (house) => Promise.resolve(giveValues(house, 'releases', cutsCounted)),
  office: [{ label: WORDS.office, path: 'releases', room: 'number', roles: ['executor', 'approver', 'auditor'] }],
  jobs: [
    {
      name: PREPARE_JOB,
      run: async (house, payload) => {
        const { tenant, month, revision } = Payload.parse(payload)
        await prepareRelease(house, tenant, month, revision)
      },
    },
    // 05:10 in Lima on the second day: what phones bring within a day is in.
    { name: 'release-month', cron: '10 10 2 * *', run: beginMonthly },
  ],
}
